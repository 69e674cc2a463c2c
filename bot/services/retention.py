"""Retention: who left long ago is forgotten, and so is what became of old prompts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.domain.imports import UNDONE_WITHIN
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.transaction import Transaction

log = structlog.get_logger()

AT_ONCE = 500
# Nothing is chosen for a day further away, in whichever zone; what is over is no more than that.
AGENDA_SPAN = timedelta(days=9)


class Retention:
    """Forgets what is no longer needed."""

    def __init__(self, database: Database, clock: Clock, keeps: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._keeps = keeps

    async def forget(self) -> None:
        """Removes who left and was not heard of for so long, prompts and broadcasts as old, and agendas that are over.

        Records stay with their people.
        """
        now = self._clock.now()
        before, today = now - self._keeps, now.date()
        people = await self._remove(lambda tx: tx.people.remove_left(before, AT_ONCE))
        prompts = await self._remove(lambda tx: tx.deliveries.remove_old(before, AT_ONCE))
        # Also what a clock that was far ahead has left.
        await self._remove(
            lambda tx: tx.agenda.remove_outside(today - AGENDA_SPAN, today + AGENDA_SPAN, AT_ONCE)
        )
        async with self._database.write() as tx:
            await tx.broadcasts.remove_old(before)
            await tx.imports.remove_old(now - UNDONE_WITHIN)
        # Also of those who were erased while somebody else read the file.
        await self._database.forget_traces()
        if people or prompts:
            log.info("forgotten", people=people, prompts=prompts)

    async def _remove(self, remove: Callable[[Transaction], Awaitable[int]]) -> int:
        """How many were removed, a few at once, so that nobody waits for the database."""
        removed, count = 0, 1
        while count:
            async with self._database.write() as tx:
                count = await remove(tx)
            removed += count
        return removed
