"""How much there is to do: what waits and what runs, for whoever hosts Limber."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.person import Standing
from bot.domain.prompt import Delivery
from bot.domain.schedule import instant
from bot.services.ports import Clock
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Load:
    """Prompts due and not sent, how late the oldest is, running holds, and how long the oldest update has waited."""

    due: int
    late: timedelta
    running_holds: int
    inbox_age: timedelta


@dataclass(frozen=True, slots=True)
class Overview:
    """How many people there are, what became of today's prompts, and the load."""

    people: Mapping[Standing, int]
    banned: int
    today: Mapping[Delivery, int]
    load: Load


@dataclass(frozen=True, slots=True)
class Process:
    """What a process says of itself: since when it runs, on what, and what is wrong, a line each.

    `errors` and `warnings` are lines in its log since then.
    """

    version: str
    since: datetime
    database: str
    zone_rules: str
    errors: int
    warnings: int
    faults: tuple[str, ...]


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

    async def overview(self, zone: ZoneInfo) -> Overview:
        """Everything in counts, of the prompts that were due since midnight in a zone; raises Unavailable."""
        load = await self.look()
        now = self._clock.now()
        since = instant(now.astimezone(zone).date(), time(0), zone)
        async with self._database.read() as tx:
            return Overview(
                people=await tx.people.count_by_standing(now),
                banned=await tx.people.count_banned(),
                today=await tx.deliveries.count_by_delivery(since),
                load=load,
            )
