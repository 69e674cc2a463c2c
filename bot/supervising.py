"""Supervising: a worker that ended or stands still is told and begun anew; where that does not help, all ends."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import Any, TypeAlias

import structlog

from bot import beats
from bot.beats import Beat
from bot.services.tasks import Tasks

log = structlog.get_logger()

Work: TypeAlias = Callable[[], Coroutine[Any, Any, None]]

LOOK_SECONDS = 5.0
MOST_SILENT_SECONDS = 30.0
# One that fails at once must not be begun again and again.
BEGIN_AGAIN_SECONDS = 60.0
# So many that were begun anew within so long: what is wrong is not in one of them.
MOST_BEGUN_AGAIN = 3
WITHIN_SECONDS = 600.0
CANCEL_SECONDS = 1.0


def tell_ready() -> None:
    """Tells systemd, where that started the program and wants to hear, that it is up (sd_notify(3))."""
    if (systemd := _systemd()) is not None:
        with suppress(OSError):
            systemd.ready()


def _tell_alive() -> None:
    """Tells it that the program goes on."""
    if (systemd := _systemd()) is not None:
        with suppress(OSError):
            systemd.notify()


@cache
def _systemd() -> Any:
    """The way to systemd, None where it does not want to hear."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return None
    # Loaded only where it is wanted.
    from sd_notify import Notifier

    # An abstract socket is written with an @, which the library takes for a part of a path.
    return Notifier(addr=f"\0{address[1:]}" if address.startswith("@") else address)


@dataclass(slots=True)
class _Worker:
    name: str
    work: Work
    among: Tasks
    task: asyncio.Task[None]
    beat: Beat = field(default_factory=Beat)
    is_told: bool = False


class Supervisor:
    """Watches over workers; those of a machine with systemd it tells that all is well."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._workers: list[_Worker] = []
        self._begun_again: deque[float] = deque(maxlen=MOST_BEGUN_AGAIN)
        self.stopping = False
        self.begun_anew = 0
        """How many workers were begun anew since the start."""
        self.gives_up = asyncio.Event()
        """Set when workers were begun anew too often: nothing but a new start may help."""

    def begin(self, name: str, work: Work, among: Tasks) -> None:
        """Begins a worker, as one of these tasks."""
        beat = Beat(self._now)
        self._workers.append(_Worker(name, work, among, among.begin(_beating(beat, work)), beat))

    def faults(self) -> list[str]:
        """Which workers are not at work, a line each; empty where all are."""
        return [f"a worker {why}: {worker.name}" for worker in self._workers if (why := _fault(worker))]

    async def run(self) -> None:
        """Looks again and again, until it is cancelled."""
        while True:
            await self.look()
            _tell_alive()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Begins the first worker anew that is not at work, once a minute at most."""
        for worker in self._workers:
            why = _fault(worker)
            if why is None or self.stopping:
                worker.is_told = False
                continue
            if not worker.is_told:
                worker.is_told = True
                log.error(
                    "a worker is not at work", worker=worker.name, why=why, exc_info=_error(worker.task)
                )
            await self._begin_again(worker)

    async def _begin_again(self, worker: _Worker) -> None:
        now = self._now()
        if self._begun_again and now - self._begun_again[-1] < BEGIN_AGAIN_SECONDS:
            return
        self._begun_again.append(now)
        if len(self._begun_again) == MOST_BEGUN_AGAIN and now - self._begun_again[0] <= WITHIN_SECONDS:
            log.error("workers were begun anew too often; the program ends")
            self.gives_up.set()
            return
        worker.task.cancel()
        await asyncio.wait({worker.task}, timeout=CANCEL_SECONDS)
        log.warning("a worker is begun anew", worker=worker.name)
        self.begun_anew += 1
        worker.beat = Beat(self._now)
        worker.task = worker.among.begin(_beating(worker.beat, worker.work))


async def _beating(beat: Beat, work: Work) -> None:
    beats.current.set(beat)
    await work()


def _fault(worker: _Worker) -> str | None:
    if worker.task.done():
        return "has ended"
    return "stands still" if worker.beat.silent_seconds() > MOST_SILENT_SECONDS else None


def _error(task: asyncio.Task[None]) -> BaseException | None:
    return task.exception() if task.done() and not task.cancelled() else None
