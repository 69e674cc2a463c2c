"""The first day after a pause, of people who paused before it was kept."""

from datetime import date

import pytest
from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.migrating import upgrade

BEFORE = "f4b17d92a6e0"  # pragma: allowlist secret
ROW = text(
    "INSERT INTO people (id, language, standing, day_start, tags, safety_version, programme, sound, practised,"
    " dose_step, zone_name, paused_until)"
    " VALUES (1, 'de', 'paused', '03:00:00', '', 0, 'hamstrings', true, 0, 0, :zone, :until)"
)


@pytest.mark.parametrize(
    ("zone", "until", "first"),
    [
        ("Europe/Berlin", "2027-05-06 22:00:00", date(2027, 5, 7)),
        ("Pacific/Honolulu", "2027-05-07 10:00:00", date(2027, 5, 7)),
        # By rules that were an hour off when it was kept.
        ("America/Vancouver", "2027-05-07 06:00:00", date(2027, 5, 7)),
        ("Europe/Berlin", None, None),
    ],
)
async def test_it_is_the_date_as_which_the_pause_ended(
    database_url: str, zone: str, until: str | None, first: date | None
) -> None:
    before = Database(database_url)._engine
    async with before.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade, BEFORE)
            value = (
                "NULL"
                if until is None
                else f"'{until}'"
                if database_url.startswith("sqlite")
                else f"'{until}+00'"
            )
            await connection.execute(text(ROW.text.replace(":until", value)), {"zone": zone})
    await before.dispose()
    database = Database(database_url)
    await database.open()
    async with database.read() as tx:
        person = await tx.people.get(1)
    assert person is not None
    assert person.back_on == first
    await database.close()
