"""The workers: each waits until it is woken, does what is due, and ends between two pieces of work."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import beats
from bot.services.limber import Limber
from bot.services.tasks import Tasks
from bot.storage.errors import Unavailable
from bot.supervising import Supervisor, Work
from bot.telegram_api.clock_check import MOST_OFF, ClockCheck
from bot.telegram_api.intake import Intake
from bot.ticks import count_anew, ticking

log = structlog.get_logger()

PROMPT_TICK_SECONDS = 1.0
# So often within a lease it is kept up: one that comes late a few times is not lost.
KEPT_UP_IN_A_LEASE = 5
HINDERED_AGAIN_SECONDS = 4.0
CLOCK_TICK_SECONDS = 20.0
ZONES_TICK_SECONDS = 5.0
BROADCASTS_TICK_SECONDS = 2.0
SECOND_CHANCES_TICK_SECONDS = 20.0
FORGET_TICK_SECONDS = 3600.0
RETENTION_TICK_SECONDS = 6 * 3600.0
RETURNS_TICK_SECONDS = 600.0
LONGEST_SLEEP_SECONDS = 0.25
IDLE_SECONDS = 600.0
# Containers are killed 10 s after they were asked to stop.
DRAIN_SECONDS = 6.0


class Workers:
    """Takes updates in, sends what is due, runs holds, and tidies up."""

    def __init__(
        self, limber: Limber, intake: Intake, clock_check: ClockCheck, *, lease_seconds: float
    ) -> None:
        self._limber = limber
        self._intake = intake
        self._clock_check = clock_check
        self._lease_seconds = lease_seconds
        self._stopping = False
        # Others use newer rules of time zones, and everything is left to them.
        self._stands_by = False
        self._tasks = Tasks()
        # Those that have nothing to end.
        self._cut_off = Tasks()
        self._wakes: list[asyncio.Event] = []
        self._ticks: dict[asyncio.Event, float] = {}
        # The work that the database did not do when it was last asked, and the work that failed otherwise.
        self._hindered: set[str] = set()
        self._failing: dict[str, type[Exception]] = {}
        self._scheduler: AsyncIOScheduler | None = None
        # A clock that was wrong before this start has made no step that could be seen.
        self._has_looked_far = False
        self.supervisor = Supervisor()

    def faults(self) -> list[str]:
        """What keeps work from being done, a line each; empty where all is well."""
        faults = [f"work fails: {name}" for name in sorted(self._failing)]
        if self._hindered:
            faults.append("work waits for the database")
        return faults + self.supervisor.faults()

    async def start(self, **endless: Work) -> None:
        """Starts every worker, and by name what goes on beside them until it is cut off at the end; returns at once."""
        self._stands_by = self._limber.zones.newer is not None
        if not self._stands_by:
            await self._intake.take_over()
        self._every("prompts", PROMPT_TICK_SECONDS, self.send_due)
        self._every("broadcasts", BROADCASTS_TICK_SECONDS, self._limber.broadcasts.send_due)
        self._every("second chances", SECOND_CHANCES_TICK_SECONDS, self._show_again)
        self._every("leases", self._lease_seconds / KEPT_UP_IN_A_LEASE, self._keep_up)
        self._every("clock", CLOCK_TICK_SECONDS, self._clock_check.look_again)
        self._every("zones", ZONES_TICK_SECONDS, self._follow_zones)
        self._scheduled("inbox", FORGET_TICK_SECONDS, self._intake.forget_old)
        self._scheduled("returns", RETURNS_TICK_SECONDS, self._tell_returns)
        self._scheduled("summaries", RETURNS_TICK_SECONDS, self._send_summaries)
        self._scheduled("retention", RETENTION_TICK_SECONDS, self._limber.retention.forget)
        self.supervisor.begin("timers", self._run_holds, self._tasks)
        for name, work in endless.items():
            self.supervisor.begin(name, work, self._cut_off)
        self._cut_off.begin(self.supervisor.run())
        self._scheduler = ticking(self._ticks)
        self._scheduler.start()

    async def stop(self) -> None:
        """Lets each worker end what it has begun, then ends those that are still at it."""
        self._stopping = self.supervisor.stopping = True
        self._limber.prompts.stop()
        self._limber.broadcasts.stop()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        for event in (*self._wakes, self._limber.holds.changed):
            event.set()
        self._tasks.begin(self._limber.holds.settle())
        self._tasks.begin(self._limber.prompts.settle())
        # A prompt cut off between Telegram's acceptance and its record would come twice.
        await asyncio.gather(
            self._cut_off.stop(0),
            self._tasks.stop(DRAIN_SECONDS),
            self._intake.stop(DRAIN_SECONDS),
            return_exceptions=True,
        )

    def _every(self, name: str, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        """Work that comes round after so many seconds by the monotonic clock, wherever the machine's is set."""
        self._whenever(asyncio.Event(), name, work, seconds)

    def _scheduled(self, name: str, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        """Work that tidies up, every so many seconds; none is done while the clock is in doubt."""

        async def if_sure() -> None:
            if await self._clock_check.is_sure():
                await work()

        event = asyncio.Event()
        self._ticks[event] = seconds
        self._whenever(event, name, if_sure, None)

    def _whenever(
        self, event: asyncio.Event, name: str, work: Callable[[], Awaitable[object]], seconds: float | None
    ) -> None:
        """Begins a worker that does its work whenever it is woken, and after so many seconds at the latest."""
        self._wakes.append(event)

        async def run() -> None:
            while True:
                # What comes round once an hour is not left hindered for so long.
                hindered = name in self._hindered and seconds is None
                await _set_within(event, HINDERED_AGAIN_SECONDS if hindered else seconds)
                event.clear()
                if self._stopping:
                    return
                with self._told(name):
                    await work()

        self.supervisor.begin(name, run, self._tasks)

    async def _show_again(self) -> None:
        """Shows what waits for its second chance, where prompts are sent too."""
        if self._limber.zones.newer is None and await self._clock_check.is_sure():
            await self._limber.second_chances.show_due()

    async def _tell_returns(self) -> None:
        """Tells whose break ends tomorrow, where prompts are sent too."""
        if self._limber.zones.newer is None:
            await self._limber.returns.tell_due()

    async def _send_summaries(self) -> None:
        """Sends the summaries of weeks that are due, where prompts are sent too."""
        if self._limber.zones.newer is None:
            await self._limber.summaries.send_due()

    async def send_due(self) -> None:
        """Sends what is due, unless the clock is wrong or the rules of time zones are older than others use."""
        if self._limber.zones.newer is None and await self._clock_check.is_sure():
            if not self._has_looked_far:
                await self._bring_back()
            await self._limber.prompts.send_due()

    async def follow_step(self, step: timedelta) -> None:
        """Lets everything go on as if the clock had always stood where it was set, so far forward or (negative) back.

        Timers run on by it only backwards: a clock that is ahead may as well be that of a machine that slept.
        """
        if abs(step) > MOST_OFF and self._clock_check.is_right():
            await self._bring_back()
            if self._scheduler is not None:
                count_anew(self._scheduler)
        # Last: what fails before it is done again, and moved twice a timer would be hours off.
        if step < timedelta(0):
            await self._limber.holds.move(step)

    async def _bring_back(self) -> None:
        """Brings back what only a wrong clock can have set so far ahead, in this life or an earlier one."""
        await self._limber.zones.plan_what_is_far_off(self._limber.now())
        await self._limber.holds.lose_what_is_far_off()
        self._has_looked_far = True

    async def _keep_up(self) -> None:
        await self._limber.prompts.keep_up(gives_way=self._limber.zones.newer is not None)
        await self._intake.keep_up()
        await self._limber.broadcasts.keep_up()

    async def _follow_zones(self) -> None:
        """Follows the rules of time zones; where another process has newer ones it goes on, and this one stands by."""
        zones = self._limber.zones
        if self._stands_by:
            return
        if zones.newer is None:
            await zones.follow()
        if zones.newer is not None:
            # What comes in is still kept, for whoever goes on; timers that run here are run to their end.
            self._limber.prompts.stop()
            await self._intake.stop(DRAIN_SECONDS)
            await zones.ask_again()
            self._stands_by = True

    async def _run_holds(self) -> None:
        """Runs holds, sleeping until the next press or beat, at most a quarter of a second while one runs."""
        holds = self._limber.holds
        while not self._stopping:
            holds.changed.clear()
            runs = True
            with self._told("timers"):
                await holds.run_due()
                runs = await holds.next_beat_at() is not None
            with beats.waiting(), contextlib.suppress(TimeoutError):
                timeout = LONGEST_SLEEP_SECONDS if runs else PROMPT_TICK_SECONDS
                await asyncio.wait_for(holds.changed.wait(), timeout)

    @contextlib.contextmanager
    def _told(self, work: str) -> Iterator[None]:
        """Around work that is done again and again: no error leaves the block.

        The first of a kind is logged, and so is that the work goes on again; `faults` names the work until then.
        """
        try:
            yield
        except Unavailable as error:
            if work not in self._hindered:
                log.error("work waits for the database", work=work, why=str(error))
            self._hindered.add(work)
        except Exception as error:
            if self._failing.get(work) is not type(error):
                log.exception("work failed; it goes on with its next tick", work=work)
            self._failing[work] = type(error)
        else:
            if work in self._hindered or work in self._failing:
                log.info("work goes on", work=work)
            self._hindered.discard(work)
            self._failing.pop(work, None)


async def _set_within(event: asyncio.Event, seconds: float | None) -> None:
    """Returns when the event is set, or after so many seconds."""
    loop = asyncio.get_running_loop()
    ends_at = math.inf if seconds is None else loop.time() + seconds
    while not event.is_set() and (left := ends_at - loop.time()) > 0:
        # Nothing to do is no standing still.
        with beats.waiting(), contextlib.suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), min(left, IDLE_SECONDS))
