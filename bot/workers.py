"""The workers: each waits until it is woken, does what is due, and ends between two pieces of work."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.limber import Limber
from bot.storage.errors import Unavailable
from bot.telegram_api.intake import Intake
from bot.ticks import ticking

log = structlog.get_logger()

PROMPT_TICK_SECONDS = 1.0
KEEP_UP_TICK_SECONDS = 4.0
CLOCK_TICK_SECONDS = 20.0
FORGET_TICK_SECONDS = 3600.0
LONGEST_SLEEP_SECONDS = 0.25
# Containers are killed 10 s after they were asked to stop.
DRAIN_SECONDS = 6.0


class Receiving(Protocol):
    """How updates come in: polled, or posted to a webhook."""

    @property
    def is_well(self) -> bool:
        """Whether they come in."""

    async def run(self) -> None:
        """Takes updates in until it is cancelled."""


class Workers:
    """Takes updates in, sends what is due, runs holds, and tidies up."""

    def __init__(
        self,
        limber: Limber,
        intake: Intake,
        receiving: Receiving,
        *,
        clock_is_right: Callable[[], bool],
        look_at_clock: Callable[[], Awaitable[None]],
        measure_lag: Callable[[], Awaitable[None]],
    ) -> None:
        self._limber = limber
        self._intake = intake
        self._receiving = receiving
        self._clock_is_right = clock_is_right
        self._look_at_clock = look_at_clock
        self._measure_lag = measure_lag
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        # Those that have nothing to end: they are simply cut off.
        self._endless: list[asyncio.Future[None]] = []
        self._ticks: dict[asyncio.Event, float] = {}
        self._scheduler: AsyncIOScheduler | None = None

    async def start(self) -> None:
        """Starts every worker and returns."""
        await self._intake.take_over()
        self._every(PROMPT_TICK_SECONDS, self._send_due)
        self._every(KEEP_UP_TICK_SECONDS, self._keep_up)
        self._every(CLOCK_TICK_SECONDS, self._look_at_clock)
        self._every(FORGET_TICK_SECONDS, self._forget)
        self._tasks.add(asyncio.create_task(self._run_holds()))
        self._endless += [
            asyncio.ensure_future(self._receiving.run()),
            asyncio.ensure_future(self._measure_lag()),
        ]
        self._scheduler = ticking(self._ticks)
        self._scheduler.start()

    async def stop(self) -> None:
        """Lets each worker end what it has begun, then ends those that are still at it."""
        self._stopping = True
        self._limber.prompts.stop()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        for endless in self._endless:
            endless.cancel()
        for event in (*self._ticks, self._limber.holds.changed):
            event.set()
        shown = [
            asyncio.create_task(self._limber.holds.settle()),
            asyncio.create_task(self._limber.prompts.settle()),
        ]
        drained = asyncio.create_task(self._intake.stop(DRAIN_SECONDS))
        # A prompt cut off between Telegram's acceptance and its record would come twice.
        await asyncio.wait({*self._tasks, *shown, drained}, timeout=DRAIN_SECONDS)
        for task in (*self._tasks, *shown):
            task.cancel()
        await asyncio.gather(*self._tasks, *shown, *self._endless, drained, return_exceptions=True)

    def _every(self, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        event = asyncio.Event()
        self._ticks[event] = seconds
        self._tasks.add(asyncio.create_task(self._whenever(event, work)))

    async def _whenever(self, event: asyncio.Event, work: Callable[[], Awaitable[object]]) -> None:
        while True:
            await event.wait()
            event.clear()
            if self._stopping:
                return
            try:
                await work()
            except Unavailable as error:
                log.error("a worker waits for the database", why=str(error))
            except Exception:
                log.exception("a worker failed; it goes on with its next tick")

    async def _send_due(self) -> None:
        if self._clock_is_right():
            await self._limber.prompts.send_due()

    async def _keep_up(self) -> None:
        await self._limber.prompts.keep_up()
        await self._intake.keep_up()

    async def _forget(self) -> None:
        await self._intake.forget_old()
        await self._limber.retention.forget()

    async def _run_holds(self) -> None:
        """Runs holds, sleeping until the next press or beat, at most a quarter of a second while one runs."""
        holds = self._limber.holds
        while not self._stopping:
            holds.changed.clear()
            runs = True
            try:
                await holds.run_due()
                runs = await holds.next_beat_at() is not None
            except Unavailable as error:
                log.error("timers wait for the database", why=str(error))
                await asyncio.sleep(PROMPT_TICK_SECONDS)
            except Exception:
                log.exception("a beat failed; the next one goes on")
            with contextlib.suppress(TimeoutError):
                timeout = LONGEST_SLEEP_SECONDS if runs else PROMPT_TICK_SECONDS
                await asyncio.wait_for(holds.changed.wait(), timeout)
