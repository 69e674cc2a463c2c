"""Waiting for what another task, thread or process does, as long as it takes, where nothing tells that it was done."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

LOOK_SECONDS = 0.02
SOON_SECONDS = 30.0


async def until(is_so: Callable[[], bool | Awaitable[bool]], *, within: float = SOON_SECONDS) -> None:
    """Returns once it is so; raises TimeoutError where that takes longer than so many seconds."""
    async with asyncio.timeout(within):
        while True:
            answer = is_so()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(LOOK_SECONDS)


def told(event: str, lines: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the captured log has a line that says so."""
    return any(line["event"] == event for line in lines)
