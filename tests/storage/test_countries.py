"""The country of people who were there before it was kept."""

from sqlalchemy import Connection, inspect, text

from bot.storage.database import Database
from bot.storage.migrating import downgrade, upgrade

BEFORE = "4d7b0e6a2c95"  # pragma: allowlist secret
ROW = text(
    "INSERT INTO people (id, language, standing, day_start, tags, safety_version, programme, sound, practised,"
    " dose_step, zone_name) VALUES (:id, 'de', 'new', '03:00:00', '', 0, 'hamstrings', true, 0, 0, :zone)"
)
ZONES = [
    ("Asia/Kolkata", "IN"),
    ("America/New_York", "US"),
    ("Europe/Berlin", None),
    ("Mars/Base", None),
    (None, None),
]


async def test_they_have_the_only_country_of_their_zone(database_url: str) -> None:
    before = Database(database_url)._engine
    async with before.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade, BEFORE)
            for number, (zone, _) in enumerate(ZONES, start=1):
                await connection.execute(ROW, {"id": number, "zone": zone})
    await before.dispose()
    database = Database(database_url)
    await database.open()
    async with database.read() as tx:
        for number, (zone, country) in enumerate(ZONES, start=1):
            person = await tx.people.get(number)
            assert person is not None
            assert (person.zone_name, person.country) == (zone, country)
    await database.close()


def columns(connection: Connection) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns("people")}


async def test_a_downgrade_forgets_the_country_and_keeps_the_people(database_url: str) -> None:
    engine = Database(database_url)._engine
    async with engine.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade)
            await connection.execute(ROW, {"id": 7, "zone": "Asia/Kolkata"})
            assert "country" in await connection.run_sync(columns)
            await connection.run_sync(downgrade, BEFORE)
            assert "country" not in await connection.run_sync(columns)
            assert (await connection.execute(text("SELECT zone_name FROM people"))).scalars().all() == [
                "Asia/Kolkata"
            ]
            await connection.run_sync(upgrade)
            assert (await connection.execute(text("SELECT country FROM people"))).scalars().all() == ["IN"]
    await engine.dispose()
