"""A loop in which time jumps over every wait, and a clock that goes with it: the budget's pauses cost no test time."""

import asyncio
import selectors
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from aiosqlite import Connection

from tests.world import FakeClock

# While a thread works for the loop, real time goes by and no jump may overtake it.
WORK_SECONDS = 1.0


class JumpingSelector(selectors.DefaultSelector):
    """Waits for what happens; where nothing does and nobody works, time jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self.jumped = 0.0
        self.working = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(WORK_SECONDS if self.working else 0)
        if not ready and not self.working:
            self.jumped += timeout
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop whose time is the time it jumped over."""

    def __init__(self) -> None:
        self.jumping = JumpingSelector()
        super().__init__(self.jumping)

    def time(self) -> float:
        return self.jumping.jumped


class LoopClock(FakeClock):
    """A clock that the test moves, and that goes on by what the loop jumps over."""

    def __init__(self, now: datetime, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(now)
        self._loop = loop

    def now(self) -> datetime:
        return super().now() + self._jumped

    def set(self, now: datetime) -> None:
        super().set(now - self._jumped)

    @property
    def _jumped(self) -> timedelta:
        return timedelta(seconds=self._loop.time())


@contextmanager
def jumping() -> Iterator[asyncio.Runner]:
    """A runner of such a loop, which counts the calls of SQLite under way as work."""
    real_execute: Any = Connection._execute

    async def execute(connection: Connection, *args: Any, **kwargs: Any) -> Any:
        selector.working += 1
        try:
            return await real_execute(connection, *args, **kwargs)
        finally:
            selector.working -= 1

    loop = JumpingLoop()
    selector = loop.jumping
    with patch.object(Connection, "_execute", execute), asyncio.Runner(loop_factory=lambda: loop) as runner:
        yield runner
