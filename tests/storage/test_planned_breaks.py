"""Breaks that begin later, for the build before, to which every break is on."""

import json
from datetime import UTC, datetime

from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.migrating import downgrade, upgrade

BEFORE = "5e6fecf17898"  # pragma: allowlist secret
ROW = text(
    "INSERT INTO people (id, language, standing, day_start, tags, safety_version, programme, sound, practised,"
    " dose_step, away_on, back_on, paused_from, dialogue) VALUES (:id, 'de', :standing, '03:00:00', '', 0,"
    " 'hamstrings', true, 0, 0, :away, :back, :begins, :dialogue)"
)
FAR = datetime.now(UTC).year + 1
# When it begins, and what the person is after that, with the first day back.
PEOPLE = [
    ("paused", f"{FAR}-05-03", f"{FAR}-05-10", ("active", None)),
    ("paused", "2020-05-03", f"{FAR}-05-10", ("paused", f"{FAR}-05-10")),
    ("paused", None, f"{FAR}-05-10", ("paused", f"{FAR}-05-10")),
    ("active", None, None, ("active", None)),
]


async def test_after_a_downgrade_no_break_has_begun_that_is_still_to_come(database_url: str) -> None:
    engine = Database(database_url)._engine
    zone = "" if database_url.startswith("sqlite") else "+00"
    asked = json.dumps({"kind": "AskedBreak", "away_on": f"{FAR}-05-03", "back_on": None})
    async with engine.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade)
            for id_, (standing, away, back, _) in enumerate(PEOPLE):
                begins = "NULL" if away is None else f"'{away} 01:00:00{zone}'"
                days = {":away": away, ":back": back}
                query = ROW.text.replace(":begins", begins)
                for name, day in days.items():
                    query = query.replace(name, "NULL" if day is None else f"'{day}'")
                await connection.execute(text(query), {"id": id_, "standing": standing, "dialogue": asked})
            await connection.run_sync(downgrade, BEFORE)
            found = text("SELECT standing, back_on, dialogue FROM people ORDER BY id")
            rows = (await connection.execute(found)).all()
    await engine.dispose()
    assert [(row.standing, row.back_on and str(row.back_on)) for row in rows] == [row[-1] for row in PEOPLE]
    for row in rows:
        kept = json.loads(row.dialogue) if isinstance(row.dialogue, str) else row.dialogue
        assert kept == {"kind": "AskedBreak"}
