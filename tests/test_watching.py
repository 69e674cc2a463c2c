"""What whoever hosts Limber can look at: alive, ready, and the numbers."""

import asyncio
import contextlib
import logging
import os
import re
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from structlog.testing import capture_logs
from telegram.error import TelegramError

from bot import beats, supervising, watching, workers
from bot.app import App
from bot.beats import Beat
from bot.domain.prompt import Reason
from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.running import end_of
from bot.services.tasks import Tasks
from bot.settings import ROOT
from bot.storage.errors import Unavailable, unavailable
from bot.supervising import Supervisor
from bot.telegram_api.application import LimberApplication
from bot.telegram_api.budget import Budget
from bot.telegram_api.chat_budget import Priority
from bot.telegram_api.polling import Polling
from bot.watching import Granted, Meters, Watching
from tests.databases import read_only
from tests.waiting import until
from tests.world import (
    MONDAY_MORNING,
    TOKEN,
    FakeClock,
    World,
    offer,
    press,
    running,
    say,
    start_hold,
    subscribe,
)

NAMED = {
    "limber_prompts_due",
    "limber_prompts_total",
    "limber_prompt_late_seconds",
    "limber_prompts_duplicates_possible_total",
    "limber_429s_total",
    "limber_inbox_age_seconds",
    "limber_holds_running",
    "limber_loop_lag_seconds",
    "limber_permits_total",
    "process_resident_memory_bytes",
    "limber_log_lines_total",
}


class Watcher:
    """Somebody who looks."""

    def __init__(self, session: ClientSession, port: int) -> None:
        self._session = session
        self._root = f"http://127.0.0.1:{port}"

    async def sees(self, path: str) -> tuple[int, str]:
        async with self._session.get(self._root + path) as response:
            return response.status, await response.text()

    async def waits_for(self, status: int, page: str) -> None:
        """Returns when /readyz says so."""

        async def is_said() -> bool:
            return await self.sees("/readyz") == (status, page)

        await until(is_said)

    async def number(self, name: str) -> float:
        """The value of one metric, with its labels as written."""
        _, page = await self.sees("/metrics")
        found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.M)
        return float(found[1]) if found else 0.0


@pytest.fixture
async def watcher(world: World) -> AsyncIterator[Watcher]:
    app: App = world.app
    assert isinstance(app.receiving, Polling)
    app.receiving.is_well = True
    pages = Watching(
        app.meters,
        app.budget,
        look=app.limber.observer.look,
        faults=app.all_faults,
        lost=app.workers.supervisor.faults,
    )
    runner = web.AppRunner(pages.application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession() as session:
        yield Watcher(session, runner.addresses[0][1])
    await runner.cleanup()


async def test_it_is_alive_and_ready(watcher: Watcher) -> None:
    assert await watcher.sees("/healthz") == (200, "alive\n")
    assert await watcher.sees("/readyz") == (200, "ready\n")


async def test_it_is_not_ready_with_each_reason_and_stays_alive(
    watcher: Watcher, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def away() -> AsyncIterator[None]:
        raise Unavailable("OperationalError")
        yield

    assert isinstance(world.app.receiving, Polling)
    world.app.receiving.is_well = False
    world.request.clock_difference = timedelta(seconds=61)
    monkeypatch.setattr(world.app.database, "read", away)
    status, page = await watcher.sees("/readyz")
    assert status == 503
    assert page.splitlines() == [
        "updates do not come in",
        "the clock is wrong",
        "the database does not answer (OperationalError)",
    ]
    world.app.is_connected = False
    assert "Telegram has not answered yet" in (await watcher.sees("/readyz"))[1]
    assert (await watcher.sees("/healthz"))[0] == 200
    assert (await watcher.sees("/metrics"))[0] == 200


async def test_every_number_is_there_and_says_what_happened(
    watcher: Watcher, world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    assert await watcher.number("limber_holds_running") == 1
    await press(world, ann, "Stop")
    await world.until(MONDAY_MORNING + timedelta(days=1, hours=1))
    assert await watcher.number('limber_prompts_total{outcome="sent",reason=""}') == 1
    assert await watcher.number("limber_prompt_late_seconds_count") == 1
    world.clock.set(MONDAY_MORNING + timedelta(days=2, hours=5))
    assert await watcher.number("limber_prompts_due") == 1
    await world.app.limber.prompts.send_due()
    assert await watcher.number("limber_prompts_due") == 0
    assert await watcher.number('limber_prompts_total{outcome="skipped",reason="late"}') == 1
    page = (await watcher.sees("/metrics"))[1]
    assert set(re.findall(r"^# TYPE (\S+)", page, re.M)) >= NAMED, page


async def test_no_page_names_a_person_a_text_or_the_token(
    watcher: Watcher, world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    await say(world, ann, "a planted text")
    for path in ("/healthz", "/readyz", "/metrics"):
        page = (await watcher.sees(path))[1]
        for secret in (TOKEN, "Ann", "planted", str(ann.id), "Berlin"):
            assert secret not in page


async def test_whatever_can_become_of_a_prompt_is_there_from_the_start(watcher: Watcher) -> None:
    _, page = await watcher.sees("/metrics")
    assert 'limber_prompts_total{outcome="sent",reason=""} 0.0' in page
    for reason in Reason:
        assert f'limber_prompts_total{{outcome="skipped",reason="{reason.value}"}} 0.0' in page


@pytest.mark.parametrize(("seconds", "goes"), [(59, True), (-59, True), (61, False), (-3600, False)])
async def test_with_a_wrong_clock_no_prompt_goes_until_it_is_right(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Any, ann: Person, seconds: int, goes: bool
) -> None:
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        await subscribe(world, ann)
        world.clock.set(MONDAY_MORNING + timedelta(days=1, hours=1))
        world.request.server_ahead = timedelta(seconds=seconds)
        before = len(ann.chat)
        await world.app.workers.send_due()
        assert (len(ann.chat) > before) == goes
        world.request.clock_difference = timedelta(0)
        await world.app.workers.send_due()
        assert len(ann.chat) > before


async def test_a_database_that_takes_nothing_is_red_until_it_takes_something(
    watcher: Watcher, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "KEPT_UP_IN_A_LEASE", 200)
    await world.app.run()
    await watcher.waits_for(200, "ready\n")
    with read_only(world.app.database), capture_logs() as lines:
        await watcher.waits_for(503, "work waits for the database\n")
        await asyncio.sleep(0.5)
    await watcher.waits_for(200, "ready\n")
    assert [line["work"] for line in lines if line["log_level"] == "error"] == ["leases"], "said once"


async def test_what_may_have_come_twice_is_counted(watcher: Watcher, world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for method in ("sendMessage", "sendPhoto", "sendAnimation"):
        world.telegram.faults.add(faults.ACCEPTED_THEN_TIMEOUT, method, chat=ann.id)
    await world.until(MONDAY_MORNING + timedelta(days=1, hours=1))
    assert await watcher.number("limber_prompts_duplicates_possible_total") == 1


async def test_a_flood_and_an_update_that_waits_show(watcher: Watcher, world: World, ann: Person) -> None:
    world.telegram.faults.add(faults.too_many_requests(3), "sendMessage", chat=ann.id)
    with contextlib.suppress(TelegramError):
        await world.app.application.bot.send_message(ann.id, "x", rate_limit_args=Priority.BULK)
    assert await watcher.number("limber_429s_total") == 1
    await world.app.intake.stop(1)
    ann.sends("/help")
    await world.settle()
    world.clock.set(world.clock.now() + timedelta(seconds=7))
    assert await watcher.number("limber_inbox_age_seconds") == 7


async def test_a_loop_that_was_held_up_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LAG_LOOK_SECONDS", 0.01)
    meters = Meters()
    measuring = asyncio.create_task(meters.measure_lag())
    await asyncio.sleep(0.02)
    time.sleep(0.2)  # noqa: ASYNC251 - this is what is measured
    await until(lambda: (meters.registry.get_sample_value("limber_loop_lag_seconds") or 0) > 0.1)
    measuring.cancel()


def test_the_operators_page_has_every_metric_in_its_table() -> None:
    page = (ROOT / "docs" / "operating.md").read_text()
    table = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `limber_")]
    names = [name for cell in table for name in re.findall(r"limber_\w+", cell)]
    named = {name.removesuffix("_total").removesuffix("_info") for name in names}
    counted = [*Meters().registry.collect(), *Granted(Budget(25, time.monotonic)).collect()]
    assert named == {metric.name for metric in counted if metric.name.startswith("limber_")}


async def test_work_that_fails_again_and_again_is_told_once_and_is_not_ready(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "PROMPT_TICK_SECONDS", 0.02)
    tries: list[int] = []

    async def fails() -> int:
        tries.append(1)
        raise ValueError

    with monkeypatch.context() as broken, capture_logs() as lines:
        broken.setattr(world.app.limber.prompts, "send_due", fails)
        await world.app.run()
        await until(lambda: len(tries) > 3)
        assert world.app.faults() == ["work fails: prompts"]
    with capture_logs() as later:
        await until(lambda: not world.app.faults())
    assert [line["event"] for line in lines if line["log_level"] == "error"] == [
        "work failed; it goes on with its next tick"
    ]
    assert [line["event"] for line in later] == ["work goes on"]


class NobodysError(BaseException):
    """Caught nowhere."""


async def test_a_worker_that_ends_is_told_and_neither_ready_nor_alive_until_it_is_begun_anew(
    watcher: Watcher, world: World
) -> None:
    begun = asyncio.Event()
    fails = iter([True, False])

    async def works() -> None:
        if next(fails):
            raise NobodysError
        begun.set()
        await asyncio.Event().wait()

    supervisor = world.app.workers.supervisor
    with capture_logs() as lines:
        supervisor.begin("updates", works, Tasks())
        await until(lambda: bool(supervisor.faults()))
        assert await watcher.sees("/healthz") == (503, "a worker has ended: updates\n")
        assert "a worker has ended: updates" in (await watcher.sees("/readyz"))[1]
        await supervisor.look()
        await begun.wait()
    assert await watcher.sees("/healthz") == (200, "alive\n")
    assert [line["event"] for line in lines] == ["a worker is not at work", "a worker is begun anew"]


async def test_workers_that_do_not_stay_at_work_end_the_program_with_a_status_of_their_own(
    world: World,
) -> None:
    async def fails() -> None:
        raise NobodysError

    supervisor = world.app.workers.supervisor
    now = 0.0
    supervisor._now = lambda: now
    supervisor.begin("updates", fails, Tasks())
    with capture_logs() as lines:
        for at in (0.0, 5.0, 59.0, 61.0, 122.0):
            now = at
            await asyncio.sleep(0)
            await supervisor.look()
    begun = [line for line in lines if line["event"] == "a worker is begun anew"]
    assert len(begun) == 2, "once a minute at most, and not a third time"
    status = await asyncio.wait_for(end_of(world.app, asyncio.Event()), 10)
    assert status == os.EX_SOFTWARE


async def test_a_worker_that_waits_for_the_database_the_network_or_a_permit_stands_still_for_no_fault() -> (
    None
):
    now = 0.0
    beat = Beat(lambda: now)
    beats.current.set(beat)
    with unavailable():
        now = 500.0
        assert beat.silent_seconds() == 0
    assert beat.silent_seconds() == 0
    now = 540.0
    assert beat.silent_seconds() == 40
    with beats.waiting():
        now += beats.LONGEST_WAIT_SECONDS + 1
        assert beat.silent_seconds() > 30, "what takes so long is no wait any more"
    beats.current.set(None)


async def test_what_is_begun_beside_a_worker_is_no_sign_of_its_life() -> None:
    seen: list[Beat | None] = []

    async def beside() -> None:
        seen.append(beats.current.get())

    beats.current.set(Beat())
    await Tasks().begin(beside())
    beats.current.set(None)
    assert seen == [None]


async def test_a_worker_that_hangs_is_begun_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    supervisor = Supervisor(lambda: now)
    now = 0.0
    begun: list[float] = []

    async def hangs() -> None:
        begun.append(now)
        await asyncio.Event().wait()

    tasks = Tasks()
    supervisor.begin("timers", hangs, tasks)
    await asyncio.sleep(0)
    now = 29.0
    await supervisor.look()
    assert supervisor.faults() == []
    now = 31.0
    assert supervisor.faults() == ["a worker stands still: timers"]
    await supervisor.look()
    await asyncio.sleep(0)
    assert begun == [0.0, 31.0]
    assert supervisor.faults() == []
    await tasks.stop(0)


async def test_every_worker_of_the_program_beats_while_there_is_nothing_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.app.run()
    names = [worker.name for worker in world.app.workers.supervisor._workers]
    assert set(names) == {
        "prompts", "broadcasts", "leases", "clock", "zones", "inbox", "retention", "timers", "updates", "lag",
        "second chances", "returns", "summaries",
    }  # fmt: skip
    await asyncio.sleep(1.5)
    assert world.app.workers.supervisor.faults() == []
    silent = {worker.name: worker.beat.silent_seconds() for worker in world.app.workers.supervisor._workers}
    assert {name for name, seconds in silent.items() if seconds > 1} == set()


async def test_what_the_log_says_is_counted_while_the_bot_runs(watcher: Watcher) -> None:
    logging.getLogger("bot.somewhere").error("it failed")
    assert await watcher.number('limber_log_lines_total{level="error",module="bot.somewhere"}') == 1


async def test_it_is_not_ready_while_what_several_people_do_fails(
    watcher: Watcher, world: World, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(self: LimberApplication, update: Any) -> None:
        raise RuntimeError

    people = [telegram.person(name, language_code="en") for name in ("Ann", "Ben", "Cem")]
    with monkeypatch.context() as broken:
        broken.setattr(LimberApplication, "process_update", fails)
        # However often it fails for two, it may be for what stands in their rows.
        for one in [*people[:2], *people[:2]]:
            await say(world, one, "/help")
        assert await watcher.sees("/readyz") == (200, "ready\n")
        await say(world, people[2], "/help")
        assert await watcher.sees("/readyz") == (503, "what people do fails\n")
    await say(world, people[0], "/help")
    assert await watcher.sees("/readyz") == (200, "ready\n")


@pytest.mark.parametrize("is_abstract", [False, True])
async def test_systemd_hears_that_the_program_is_up_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_abstract: bool
) -> None:
    address = f"\0limber-{os.getpid()}" if is_abstract else str(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", address.replace("\0", "@"))
    supervising._systemd.cache_clear()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.settimeout(5)
        supervising.tell_ready()
        looks = asyncio.create_task(Supervisor().run())
        await asyncio.sleep(0.1)
        looks.cancel()
        heard = [systemd.recv(100) for _ in range(2)]
    # Nobody is there any more.
    supervising.tell_ready()
    supervising._systemd().socket.close()
    supervising._systemd.cache_clear()
    assert heard == [b"READY=1\n", b"WATCHDOG=1\n"]
