"""Tasks that run beside whoever began them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextvars import copy_context
from typing import Any, TypeVar

from bot import beats

Result = TypeVar("Result")


class Tasks:
    """Keeps tasks until they end: asyncio alone may lose one to which nothing refers."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        """How many have not ended yet."""
        return len(self._tasks)

    def begin(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Begins a piece of work and returns its task; nobody else looks at what it raises."""
        # On its own account: what it waits for is no sign of life of the worker that began it.
        context = copy_context()
        context.run(beats.current.set, None)
        task = asyncio.create_task(work, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def settle(self) -> None:
        """Returns when all have ended, and those that were begun meanwhile."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, seconds: float) -> None:
        """Gives them so many seconds to end, cancels the rest, and returns when all have ended."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
