"""Permits that several processes share, on a real PostgreSQL and in real time."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from time import monotonic

import pytest
from telegram.error import RetryAfter

from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.telegram_api import halts, pace
from bot.telegram_api.budget import Budget
from bot.telegram_api.chat_budget import Priority
from bot.telegram_api.failures import NotSent, wait_told
from bot.telegram_api.pace import SharedPace
from tests.gate import gate
from tests.waiting import until

RATE = 25
BOT = 1_000_000_001
# As a slow disk does, or a standby that is waited for.
SLOW_COMMIT = (
    "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN PERFORM pg_sleep(0.06); RETURN NULL; END $$",
    "CREATE CONSTRAINT TRIGGER slow AFTER INSERT OR UPDATE ON budget"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()",
)


def most_in_a_second(times: list[float]) -> int:
    """The largest number of instants within any second."""
    return max(sum(at <= other < at + 1 for other in times) for at in times)


async def test_two_processes_together_never_have_more_than_the_rate(postgresql_url: str) -> None:
    databases = [Database(postgresql_url), Database(postgresql_url)]
    await databases[0].open()
    budgets = [Budget(RATE, shared_by=database, bot_id=BOT) for database in databases]
    given_at: list[float] = []

    async def ask(budget: Budget, chat_id: int) -> None:
        await budget.permit(chat_id, Priority.PROMPT)
        given_at.append(monotonic())

    begun_at = monotonic()
    await asyncio.gather(*(ask(budget, chat_id) for budget in budgets for chat_id in range(40)))
    assert most_in_a_second(given_at) <= RATE
    # Slices that both used up leave little of the rate unused, even on a machine with other things to do.
    assert len(given_at) / (max(given_at) - begun_at) > RATE / 2
    for database in databases:
        await database.close()


@pytest.mark.parametrize("one_way_ms", [10, 40])
async def test_permits_come_from_a_database_that_is_far_away(postgresql_url: str, one_way_ms: int) -> None:
    near = Database(postgresql_url)
    await near.open()
    async with gate(postgresql_url) as (through, behind):
        through.one_way_seconds = one_way_ms / 1000
        far = Database(behind)
        budgets = [Budget(RATE, shared_by=database, bot_id=BOT) for database in (near, far)]
        given_at: list[float] = []

        async def ask(budget: Budget, chat_id: int) -> None:
            await budget.permit(chat_id, Priority.PROMPT)
            given_at.append(monotonic())

        async with asyncio.timeout(20):
            await asyncio.gather(*(ask(budget, chat_id) for budget in budgets for chat_id in range(40)))
        # What is told late is used late: another process's next place may be so near.
        assert most_in_a_second(given_at) <= RATE + 2
        await far.close()
    await near.close()


async def test_permits_come_from_a_database_that_takes_its_time_to_commit(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    await database.open()
    async with database.write() as tx:
        for statement in SLOW_COMMIT:
            await tx._connection.exec_driver_sql(statement)
    budget = Budget(RATE, shared_by=database, bot_id=BOT)
    async with asyncio.timeout(10):
        await asyncio.gather(*(budget.permit(chat_id, Priority.PROMPT) for chat_id in range(20)))
    await database.close()


async def test_a_halt_for_all_stops_the_other_process_too(postgresql_url: str) -> None:
    first, second = Database(postgresql_url), Database(postgresql_url)
    await first.open()
    told, other = (Budget(RATE, shared_by=database, bot_id=BOT) for database in (first, second))

    async def flooded(*_: object, **__: object) -> bool:
        raise RetryAfter(timedelta(seconds=2))

    await other.permit(1, Priority.ANSWER)
    begun_at = monotonic()
    with pytest.raises(RetryAfter):
        await told.process_request(
            flooded, ("setChatMenuButton", {}), {}, "setChatMenuButton", {}, Priority.BULK
        )
    await others_are_told(told)
    await other.permit(2, Priority.ANSWER)
    assert monotonic() - begun_at >= 2.0
    for database in (first, second):
        await database.close()


async def others_are_told(budget: Budget) -> None:
    """Returns when the database knows what this process has heard from Telegram."""
    assert isinstance(budget._pace, SharedPace)
    await budget._pace._tasks.settle()


async def test_a_long_halt_is_told_to_whoever_waits_in_another_process(postgresql_url: str) -> None:
    first, second = Database(postgresql_url), Database(postgresql_url)
    await first.open()
    told, other = (Budget(RATE, shared_by=database, bot_id=BOT) for database in (first, second))

    async def flooded(*_: object, **__: object) -> bool:
        raise RetryAfter(timedelta(hours=3))

    await other.permit(1, Priority.ANSWER)
    with pytest.raises(RetryAfter):
        await told.process_request(
            flooded, ("setChatMenuButton", {}), {}, "setChatMenuButton", {}, Priority.BULK
        )
    await others_are_told(told)
    # A prompt that waited for it would be sent hours late.
    with pytest.raises(RetryAfter) as refused:
        await asyncio.wait_for(other.permit(2, Priority.PROMPT), timeout=5)
    # Not for three hours: until then one call of this process may have shown that nobody need wait.
    assert timedelta(seconds=20) < wait_told(refused.value) <= timedelta(seconds=halts.PROBE_SECONDS)
    assert other.lets_nobody_go()
    for database in (first, second):
        await database.close()


async def test_a_call_that_arrives_after_all_ends_the_halt_for_the_other_processes_too(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halts, "PROBE_SECONDS", 0.2)
    first, second = Database(postgresql_url), Database(postgresql_url)
    await first.open()
    told = Budget(RATE, shared_by=first, bot_id=BOT)

    async def flooded(*_: object, **__: object) -> bool:
        raise RetryAfter(timedelta(hours=3))

    async def taken(*_: object, **__: object) -> bool:
        return True

    with pytest.raises(RetryAfter):
        await told.process_request(
            flooded, ("setChatMenuButton", {}), {}, "setChatMenuButton", {}, Priority.BULK
        )
    await others_are_told(told)
    # And then the time between two tries.
    await asyncio.sleep(halts.PROBE_SECONDS)
    assert await told.process_request(taken, (), {}, "sendMessage", {"chat_id": 5}, Priority.PROMPT)
    await others_are_told(told)
    new = Budget(RATE, shared_by=second, bot_id=BOT)
    await asyncio.wait_for(new.permit(6, Priority.PROMPT), timeout=5)
    assert not told.lets_nobody_go()
    assert not new.lets_nobody_go()
    for database in (first, second):
        await database.close()


async def test_without_the_database_nothing_goes_and_with_it_again_all_goes_on(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(postgresql_url)
    await database.open()
    budget = Budget(RATE, shared_by=database, bot_id=BOT)
    with monkeypatch.context() as patched:
        patched.setattr(database, "write", Database("postgresql://127.0.0.1:1/nothing").write)
        asked = asyncio.create_task(budget.permit(1, Priority.ANSWER))
        await asyncio.sleep(0.3)
        assert not asked.done()
    await asyncio.wait_for(asked, timeout=10)
    await database.close()


async def test_once_all_who_waited_were_refused_nobody_asks_for_permits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "ASK_AGAIN_SECONDS", 0.05)
    database = Database("postgresql://127.0.0.1:1/nothing")
    asked: list[float] = []
    write = database.write

    def noted() -> AbstractAsyncContextManager[Transaction]:
        asked.append(monotonic())
        return write()

    monkeypatch.setattr(database, "write", noted)
    budget = Budget(RATE, shared_by=database, bot_id=BOT)
    waiting = asyncio.create_task(budget.permit(1, Priority.PROMPT))
    await until(lambda: bool(asked))
    await budget.shutdown()
    with pytest.raises(NotSent):
        await waiting
    before = len(asked)
    await asyncio.sleep(1)
    assert len(asked) == before
    await database.close()
