"""Two processes on one PostgreSQL, seen from inside: each prompt is one's own, whatever clocks and servers do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert, select
from structlog.testing import capture_logs

from bot import app
from bot.domain.prompt import Delivery
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.zones import Zones
from bot.storage.errors import Unavailable
from bot.storage.inbox import UpdateState
from bot.storage.own_tables import inbox, turns
from bot.storage.tables import prompts
from tests.kept import rows
from tests.waiting import told, until
from tests.world import FakeClock, World, buttons, running, subscribe

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)


class SteppingClock(FakeClock):
    """A clock that may also be set back."""

    def set(self, now: datetime) -> None:
        self._now = now


@pytest.fixture
async def pair(telegram: LocalTelegram, postgresql_url: str) -> AsyncIterator[tuple[World, World]]:
    """Two processes, each with a clock of its own."""
    now = datetime.now(UTC)
    async with (
        running(telegram, SteppingClock(now), postgresql_url, lease_seconds=25) as first,
        running(telegram, SteppingClock(now), postgresql_url, lease_seconds=25) as second,
    ):
        yield first, second


def stretches(person: Person) -> int:
    """How many prompts came into a chat; an older one may stand there with another button by now."""
    return sum(
        any("Start timer" in label or "Done on" in label for label in buttons(message))
        for message in person.chat
    )


@contextmanager
def held_up(world: World) -> Iterator[asyncio.Event]:
    """What a process sends arrives; that it did is heard only once this is set."""
    heard, send = asyncio.Event(), world.request.do_request

    async def slow(url: str, *given: Any, **named: Any) -> Any:
        answer = await send(url, *given, **named)
        if url.rpartition("/")[2].startswith("send"):
            await heard.wait()
        return answer

    world.request.do_request = slow  # type: ignore[method-assign]
    yield heard
    world.request.do_request = send  # type: ignore[method-assign]


async def test_a_clock_that_is_set_back_gives_nothing_away(pair: tuple[World, World], ann: Person) -> None:
    first, second = pair
    await subscribe(first, ann)
    due_at = await first.app.limber.prompts.next_due_at()
    assert due_at is not None
    for world in pair:
        world.clock.set(due_at)
    before = stretches(ann)
    with held_up(first) as heard:
        sending = asyncio.create_task(first.app.limber.prompts.send_due())
        await until(lambda: stretches(ann) > before)
        first.clock.set(due_at - timedelta(minutes=10))
        await first.app.limber.prompts.keep_up()
        await second.app.limber.prompts.keep_up()
        await second.app.limber.prompts.send_due()
        heard.set()
        await sending
    assert stretches(ann) == before + 1


async def test_what_a_dead_process_was_asked_for_is_sent_once_more_by_one_alone(
    pair: tuple[World, World], ann: Person
) -> None:
    first, second = pair
    await subscribe(second, ann)
    before = stretches(ann)
    ann.sends("/today")
    second.app.intake._serves = False
    await second.poll()
    second.app.intake._serves = True
    query = select(inbox.c.update_id).where(inbox.c.state == UpdateState.WAITING.value)
    [(update_id,)] = await rows(second, query)
    # As one that was killed when Telegram had taken its answer leaves it.
    now = datetime.now(UTC)
    dead = {"lease_by": "dead", "lease_until": now - timedelta(days=1)}
    async with second.app.database.write() as tx:
        await tx._connection.execute(
            insert(prompts).values(
                person_id=ann.id,
                kind="asked",
                due_at=now,
                day=now.date(),
                delivery=Delivery.SENDING.value,
                first_side="left",
                attempts=1,
                update_id=update_id,
                stretch_id="standing",
                dose_step=0,
                repetitions=2,
                sides=2,
                has_picture=False,
                **dead,
            )
        )
        await tx._connection.execute(insert(turns).values(person_id=ann.id, **dead))
    with held_up(first) as heard:
        # One process takes over the prompt, the other the message that asked for it.
        await first.app.limber.prompts.keep_up()
        sending = asyncio.create_task(first.app.limber.prompts.send_due())
        await until(lambda: stretches(ann) > before)
        await second.app.intake.keep_up()
        await second.app.intake.settle()
        heard.set()
        await sending
    assert stretches(ann) == before + 1


@contextmanager
def read_only(url: str) -> Iterator[None]:
    """A server that takes nothing, as after a failover or with its disk nearly full."""

    def turn(to: str) -> None:
        with psycopg.connect(url, autocommit=True, options="-c default_transaction_read_only=off") as server:
            name = server.info.dbname
            server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {to}".encode())
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> pg_backend_pid()",
                (name,),
            )

    turn("on")
    yield
    turn("off")


async def until_well(work: Callable[[], Awaitable[object]]) -> None:
    """Does what the workers do with the next tick."""
    while True:
        try:
            await work()
            return
        except Unavailable:
            await asyncio.sleep(0.05)


async def test_what_is_on_its_way_when_the_server_turns_read_only_comes_once(
    telegram: LocalTelegram, clock: FakeClock, postgresql_url: str, ann: Person
) -> None:
    async with running(telegram, clock, postgresql_url, lease_seconds=2) as world:
        await subscribe(world, ann)
        before = stretches(ann)
        clock.set(TUESDAY_0730)
        with held_up(world) as heard:
            sending = asyncio.create_task(world.app.limber.prompts.send_due())
            await until(lambda: stretches(ann) > before)
            with read_only(postgresql_url), capture_logs() as lines:
                heard.set()
                await until(lambda: told("what was sent waits to be recorded", lines))
            # Each connection that the server ended is found out once.
            with suppress(Unavailable):
                await sending
            await until_well(world.app.limber.prompts.keep_up)
            await until_well(world.app.limber.prompts.send_due)
        assert stretches(ann) == before + 1
        assert await rows(world, select(prompts.c.attempts).where(prompts.c.slot_id.is_not(None))) == [(1,)]


async def test_a_server_that_restarts_in_the_middle_of_a_start_is_waited_for(
    telegram: LocalTelegram, clock: FakeClock, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow = Zones.follow

    async def broken_once(zones: Zones) -> None:
        monkeypatch.setattr(Zones, "follow", follow)
        raise Unavailable("OperationalError")

    monkeypatch.setattr(Zones, "follow", broken_once)
    monkeypatch.setattr(app, "TRY_AGAIN_SECONDS", 0.01)
    async with running(telegram, clock, postgresql_url) as world:
        assert world.app.is_open
