"""The workers: each waits until it is woken, does what is due, and ends between two pieces of work."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.limber import Limber
from bot.telegram_api.intake import Intake
from bot.ticks import ticking

log = structlog.get_logger()

PROMPT_TICK_SECONDS = 1.0
RECOVER_TICK_SECONDS = 20.0
FORGET_TICK_SECONDS = 3600.0
LONGEST_SLEEP_SECONDS = 0.25
# Containers are killed 10 s after they were asked to stop.
DRAIN_SECONDS = 6.0


class Workers:
    """Polls for updates, sends what is due, runs holds, and tidies up."""

    def __init__(self, limber: Limber, intake: Intake) -> None:
        self._limber = limber
        self._intake = intake
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._polling: asyncio.Task[None] | None = None
        self._ticks: dict[asyncio.Event, float] = {}
        self._scheduler: AsyncIOScheduler | None = None

    async def start(self) -> None:
        """Starts every worker and returns."""
        await self._intake.replay()
        self._every(PROMPT_TICK_SECONDS, self._limber.prompts.send_due)
        self._every(RECOVER_TICK_SECONDS, self._limber.prompts.recover_expired)
        self._every(FORGET_TICK_SECONDS, self._intake.forget_old)
        self._tasks.add(asyncio.create_task(self._run_holds()))
        self._polling = asyncio.create_task(self._intake.poll())
        self._scheduler = ticking(self._ticks)
        self._scheduler.start()

    async def stop(self) -> None:
        """Lets each worker end what it has begun, then ends those that are still at it."""
        self._stopping = True
        self._limber.prompts.stop()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        if self._polling is not None:
            self._polling.cancel()
        for event in (*self._ticks, self._limber.holds.changed):
            event.set()
        shown = asyncio.create_task(self._limber.holds.settle())
        drained = asyncio.create_task(self._intake.stop(DRAIN_SECONDS))
        # A prompt cut off between Telegram's acceptance and its record would come twice.
        await asyncio.wait({*self._tasks, shown, drained}, timeout=DRAIN_SECONDS)
        for task in (*self._tasks, shown):
            task.cancel()
        await asyncio.gather(*self._tasks, shown, drained, return_exceptions=True)

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
            except Exception:
                log.exception("a worker failed; it goes on with its next tick")

    async def _run_holds(self) -> None:
        """Runs holds, sleeping until the next press or beat, at most a quarter of a second while one runs."""
        holds = self._limber.holds
        while not self._stopping:
            holds.changed.clear()
            runs = True
            try:
                await holds.run_due()
                runs = await holds.next_beat_at() is not None
            except Exception:
                log.exception("a beat failed; the next one goes on")
            with contextlib.suppress(TimeoutError):
                timeout = LONGEST_SLEEP_SECONDS if runs else PROMPT_TICK_SECONDS
                await asyncio.wait_for(holds.changed.wait(), timeout)
