"""A sign that holds, for the build before, which knows breaks only."""

from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.migrating import downgrade, upgrade

BEFORE = "8c1f4d2e9b07"  # pragma: allowlist secret
ROW = text(
    "INSERT INTO people (id, language, standing, day_start, tags, safety_version, programme, sound, practised,"
    " dose_step, alarm, alarm_at) VALUES (:id, 'de', :standing, '03:00:00', '', 0, 'hamstrings', true, 0, 0,"
    " :alarm, '2027-05-03 05:00:00')"
)
PEOPLE = [
    (1, "active", "emergency", "paused"),
    (2, "active", "today", "paused"),
    (3, "stopped", "emergency", "stopped"),
    (4, "active", None, "active"),
]


async def test_after_a_downgrade_no_reminder_comes_to_whom_a_sign_held(database_url: str) -> None:
    engine = Database(database_url)._engine
    async with engine.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade)
            for id_, standing, alarm, _ in PEOPLE:
                await connection.execute(ROW, {"id": id_, "standing": standing, "alarm": alarm})
            await connection.run_sync(downgrade, BEFORE)
            rows = (await connection.execute(text("SELECT id, standing FROM people ORDER BY id"))).all()
    await engine.dispose()
    assert [tuple(row) for row in rows] == [(id_, after) for id_, _, _, after in PEOPLE]
