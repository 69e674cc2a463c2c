"""What is asked all the time is answered from an index, however much the tables hold."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.storage.database import Database
from bot.storage.lease import Lease
from bot.storage.own_tables import whole
from bot.storage.transaction import Transaction
from tests.steps import STEPS
from tests.world import World

NOW = datetime(2027, 5, 3, tzinfo=UTC)
MINE = Lease("me", NOW, NOW + timedelta(seconds=20))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'limber.sqlite'}")
    await database.open()
    yield database
    await database.close()


async def ask_everything(tx: Transaction) -> None:
    """Whatever the workers ask each second, and /readyz whenever it is looked at."""
    await tx.slots.people_due(NOW, 256)
    await tx.slots.count_due(NOW)
    await tx.slots.next_due_at()
    await tx.deliveries.wake(NOW, 256, MINE)
    await tx.deliveries.next_waiting_until()
    await tx.deliveries.count_due(NOW)
    await tx.deliveries.claimed_by("me", 16, NOW)
    await tx.deliveries.is_held_by_another(1, MINE)
    await tx.deliveries.keep_up(MINE)
    await tx.deliveries.stranded(MINE, [1, 2])
    await tx.holds.is_any_due(NOW)
    await tx.holds.take_due(NOW, 200, MINE)
    await tx.holds.next_beat_at()
    await tx.holds.count_open()
    await tx.holds.let_go("me")
    await tx.summaries.due(NOW.date(), NOW.date())
    await tx.inbox.waiting()
    await tx.inbox.oldest_waiting_at()
    await tx.inbox.forget(NOW)


@contextmanager
def asked(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """The statements that this database is asked meanwhile, with their values."""
    statements: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append((statement, parameters))

    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


async def scans(database: Database, statements: Iterable[tuple[str, Any]]) -> list[str]:
    """Those of the statements that read a whole table."""
    found = []
    async with database.read() as tx:
        for words, values in statements:
            plan = await tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
            steps = [row.detail.split() for row in plan]
            if any(step[0] == "SCAN" and step[1] in whole.tables and "USING" not in step for step in steps):
                found.append(words)
    return found


async def test_what_is_asked_all_the_time_is_answered_from_an_index(database: Database) -> None:
    with asked(database) as statements:
        async with database.write() as tx:
            await ask_everything(tx)
    assert len(statements) >= 18
    assert await scans(database, statements) == []


async def test_what_somebody_does_is_answered_from_an_index(world: World) -> None:
    with asked(world.app.database) as statements:
        for number, (before, steps) in enumerate(STEPS):
            person = world.telegram.person(f"Person {number}", language_code="en")
            for step in (before, *steps):
                await step(world, person)
    each = dict(statements)
    assert len(each) >= 50
    assert await scans(world.app.database, each.items()) == []
