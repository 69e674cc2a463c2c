"""What is asked all the time is answered from an index, however much the tables hold."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.storage.database import Database
from bot.storage.tables import metadata
from bot.storage.transaction import Transaction

NOW = datetime(2027, 5, 3, tzinfo=UTC)
LATER = NOW + timedelta(seconds=20)


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
    await tx.deliveries.wake(NOW, 256, "me", LATER)
    await tx.deliveries.next_waiting_until()
    await tx.deliveries.count_due(NOW)
    await tx.deliveries.claimed_by("me", 16)
    await tx.deliveries.keep_up("me", LATER)
    await tx.deliveries.stranded(NOW, "me", [1, 2], alone=False)
    await tx.holds.is_any_due(NOW)
    await tx.holds.take_due(NOW, 200, "me", NOW, LATER)
    await tx.holds.next_beat_at()
    await tx.holds.count_open()
    await tx.holds.set_free("me")
    await tx.inbox.waiting()
    await tx.inbox.oldest_waiting_at()
    await tx.inbox.forget(NOW)


async def test_what_is_asked_all_the_time_is_answered_from_an_index(database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked.append((statement, parameters))

    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    async with database.write() as tx:
        await ask_everything(tx)
    event.remove(engine, "before_cursor_execute", note)
    statements = [(words, values) for words, values in asked if not words.startswith(("BEGIN", "PRAGMA"))]
    assert len(statements) >= 17
    async with database.read() as tx:
        for words, values in statements:
            plan = await tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
            for step in [row.detail for row in plan]:
                looks_at_all = step.split()[0] == "SCAN" and step.split()[1] in metadata.tables
                assert not looks_at_all or "USING" in step, (step, words)
