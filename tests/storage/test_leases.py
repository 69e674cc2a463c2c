"""What several processes share on one PostgreSQL: turns, claimed prompts, and what only one of them does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.domain.person import Person
from bot.domain.prompt import Delivery, PromptKind
from bot.storage import server
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.lease import Lease
from bot.storage.prompt_rows import NewPrompt, Outcome
from tests.databases import opened
from tests.waiting import until

NOW = datetime(2027, 5, 3, tzinfo=UTC)
UNTIL = NOW + timedelta(seconds=20)
LEASE = Lease("a", NOW, UNTIL)
PEOPLE = range(1, 401)


@pytest.fixture
async def first(postgresql_url: str) -> AsyncIterator[Database]:
    async with opened(postgresql_url) as database:
        yield database


@pytest.fixture
async def second(first: Database, postgresql_url: str) -> AsyncIterator[Database]:
    async with opened(postgresql_url) as database:
        yield database


async def takes(database: Database, holder: str, people: list[int], now: datetime) -> frozenset[int]:
    async with database.write() as tx:
        return await tx.turns.take(people, Lease(holder, now, now + timedelta(seconds=20)))


async def test_a_turn_is_one_process_s_until_its_lease_runs_out(first: Database, second: Database) -> None:
    assert await takes(first, "a", [1, 2], NOW) == {1, 2}
    assert await takes(second, "b", [2, 3], NOW + timedelta(seconds=19)) == {3}
    assert await takes(first, "a", [1], NOW + timedelta(seconds=5)) == {1}
    assert await takes(second, "b", [1, 2], NOW + timedelta(seconds=20)) == {2}, "2 was not kept up"
    async with first.write() as tx:
        assert await tx.turns.keep_up([1, 2], LEASE) == {1}
        assert not await tx.turns.hold(2, "a")


async def test_of_many_that_take_the_same_turn_at_once_one_has_it(first: Database, second: Database) -> None:
    got = await asyncio.gather(
        *(takes((first, second)[number % 2], f"process {number}", [7], NOW) for number in range(10))
    )
    assert sum(map(len, got)) == 1


async def test_one_leads_until_it_ends_and_then_another_does(first: Database, second: Database) -> None:
    assert await first.leads("polling")
    assert await first.leads("polling")
    assert not await second.leads("polling")
    assert await second.leads("another thing")
    await first.close()
    await until(lambda: second.leads("polling"))


async def test_one_that_loses_its_connection_knows_that_it_no_longer_leads(
    first: Database, second: Database
) -> None:
    assert await first.leads("polling")
    async with second.write() as tx:
        await tx._connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        )
    with pytest.raises(Unavailable):
        await first.leads("polling")
    assert await second.leads("polling")
    assert not await first.leads("polling")


async def test_one_that_hangs_leads_no_more(
    first: Database, second: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LONGEST_SILENCE_SECONDS", 1)
    assert await first.leads("polling")
    await until(lambda: second.leads("polling"))
    with pytest.raises(Unavailable):
        await first.leads("polling")


async def test_a_transaction_that_takes_too_long_is_ended_but_for_one_that_changes_everybody(
    first: Database, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LONGEST_TRANSACTION", "500ms")
    slow = Database(postgresql_url)
    with pytest.raises(Unavailable):
        async with slow.write() as tx:
            await tx._connection.exec_driver_sql("SELECT pg_sleep(2)")
    async with slow.write(everybody=True) as tx:
        await tx._connection.exec_driver_sql("SELECT pg_sleep(1)")
    await slow.close()


async def at_once(*works: Callable[[], Awaitable[object]]) -> None:
    """Does each of them many times, all at once; raises Unavailable where two wait for each other."""

    async def again_and_again(work: Callable[[], Awaitable[object]]) -> None:
        for _ in range(40):
            await work()

    await asyncio.gather(*(again_and_again(work) for work in works * 2))


async def test_turns_are_taken_and_kept_up_at_once_without_waiting_for_each_other(first: Database) -> None:
    chance = Random(7)
    await takes(first, "a", list(PEOPLE), NOW)

    async def take() -> None:
        await takes(first, "a", chance.sample(PEOPLE, 200), NOW)

    async def keep_up() -> None:
        async with first.write() as tx:
            assert len(await tx.turns.keep_up(chance.sample(PEOPLE, 400), LEASE)) == 400

    await at_once(take, keep_up)


async def test_prompts_are_recorded_and_kept_up_at_once_without_waiting_for_each_other(
    first: Database,
) -> None:
    chance = Random(7)
    async with first.write() as tx:
        for person_id in PEOPLE:
            await tx.people.add(Person(person_id, "en"))
        claimed = Delivery.CLAIMED
        await tx.deliveries.add_all(
            [NewPrompt(id_, PromptKind.SLOT, NOW, NOW.date(), claimed, lease=LEASE) for id_ in PEOPLE]
        )

    async def mark() -> None:
        ids = sorted(chance.sample(PEOPLE, 16))
        async with first.write() as tx:
            await tx.deliveries.record([Outcome(id_, Delivery.CLAIMED) for id_ in ids], "a")
            await tx.deliveries.take_over(ids, LEASE)

    async def keep_up() -> None:
        async with first.write() as tx:
            await tx.deliveries.keep_up(Lease("a", NOW, UNTIL + timedelta(seconds=chance.random())))

    await at_once(mark, keep_up, keep_up)
