"""Trying until something works."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot import beats
from bot.services.ports import TryLater

log = structlog.get_logger()

# Who waits longer with each failure waits no longer than this.
LONGEST_WAIT_SECONDS = 30.0

Result = TypeVar("Result")


class Outage:
    """What keeps one kind of work from being done: told once when it begins, whoever meets it first, and at its end."""

    def __init__(self, begins: str, ends: str) -> None:
        """Takes the lines that say so."""
        self._begins = begins
        self._ends = ends
        self._is_told = False

    def met(self, error: Exception, **about: object) -> None:
        """Somebody's work of this kind was not done, for this reason."""
        if not self._is_told:
            log.error(self._begins, why=str(error), **about)
        self._is_told = True

    def over(self) -> None:
        """Somebody's work of this kind was done."""
        if self._is_told:
            log.info(self._ends)
        self._is_told = False


async def until_it_works(
    work: Callable[[], Awaitable[Result]],
    *,
    passes: Callable[[Exception], bool],
    tell: Callable[[Exception], None],
    seconds: float,
    longest: float | None = None,
) -> Result:
    """Does a piece of work again and again until it succeeds, and returns what it returned.

    `passes` says of an error whether it may pass by itself; any other one is raised. `tell` is called with the first
    error of each kind. After the first failure it waits so many seconds, and the same each time or, with `longest`,
    twice as long as the last time up to that; where Telegram named a time, as long as it said.
    """
    told: set[type[Exception]] = set()
    wait = seconds
    while True:
        try:
            return await work()
        except Exception as error:
            if not passes(error):
                raise
            if type(error) not in told:
                tell(error)
            told.add(type(error))
            after = error.after if isinstance(error, TryLater) else None
        await beats.sleep(after.total_seconds() if after else wait)
        wait = min(wait * 2, longest or seconds)
