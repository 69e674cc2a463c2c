"""Beats: whether a worker goes on, also while it waits for something that may rightly take long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

# A wait that takes longer is none any more: every driver's own limit is far below.
LONGEST_WAIT_SECONDS = 900.0


class Beat:
    """The sign of life of one worker, by the monotonic clock."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._at = now()
        self._waits: list[float] = []

    def silent_seconds(self) -> float:
        """For how many seconds it has done nothing, and waited for nothing that may take long."""
        now = self._now()
        waits = any(now - since < LONGEST_WAIT_SECONDS for since in self._waits)
        return 0.0 if waits else now - self._at

    def strike(self) -> None:
        """The worker goes on."""
        self._at = self._now()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Around a wait that may take long."""
        since = self._now()
        self._waits.append(since)
        try:
            yield
        finally:
            self._waits.remove(since)
            self.strike()


# Of the worker on whose account something is done; None where that is nobody's, or an answer to somebody.
current: ContextVar[Beat | None] = ContextVar("current", default=None)


@contextmanager
def waiting() -> Iterator[None]:
    """Around a wait for the database, the network or a permit: the worker that waits stands still for no fault."""
    beat = current.get()
    if beat is None:
        yield
        return
    with beat.waiting():
        yield


async def sleep(seconds: float) -> None:
    """Sleeps on purpose, which is no standing still."""
    with waiting():
        await asyncio.sleep(seconds)
