"""How much there is to do: what waits and what runs, for whoever hosts Limber."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.services.ports import Clock
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Load:
    """Prompts that are due and not sent, running holds, and how long the oldest update has waited."""

    due: int
    running_holds: int
    inbox_age: timedelta


class Observer:
    """Looks at the database as a whole."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def look(self) -> Load:
        """How things stand now; raises Unavailable where the database does not answer."""
        now = self._clock.now()
        async with self._database.read() as tx:
            oldest_at = await tx.inbox.oldest_waiting_at()
            return Load(
                due=await tx.slots.count_due(now) + await tx.deliveries.count_due(now),
                running_holds=await tx.holds.count_open(),
                inbox_age=timedelta(0) if oldest_at is None else max(timedelta(0), now - oldest_at),
            )
