"""How much there is to do: what waits and what runs, for whoever hosts Limber."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.services.ports import Clock
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Load:
    """Prompts due and not sent, how late the oldest is, running holds, and how long the oldest update has waited."""

    due: int
    late: timedelta
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
            due_at = [await tx.slots.next_due_at(), await tx.deliveries.next_waiting_until()]
            return Load(
                due=await tx.slots.count_due(now) + await tx.deliveries.count_due(now),
                late=max((now - at for at in due_at if at is not None and at < now), default=timedelta(0)),
                running_holds=await tx.holds.count_open(),
                inbox_age=timedelta(0) if oldest_at is None else max(timedelta(0), now - oldest_at),
            )
