"""Who does a piece of work while several processes share one database."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.lease import Lease


class Leases:
    """Makes this process's leases: each lasts equally long, and may be renewed until it runs out.

    They go by the database's time: the clocks of two machines may differ by more than a lease lasts.
    """

    def __init__(self, lasts: timedelta, clock: Clock, holder: str) -> None:
        """`lasts` is how long. `holder` is new at every start: what an earlier start held is not this one's."""
        self.holder = holder
        self._lasts = lasts
        self._clock = clock
        self._ahead = timedelta(0)

    def begin(self) -> Lease:
        """A lease that begins now."""
        now = self.now()
        return Lease(self.holder, now, now + self._lasts)

    def now(self) -> datetime:
        """The time by which leases run out."""
        return self._clock.now() + self._ahead

    async def keep_time(self, database: Database) -> None:
        """Goes from now on by the time that all processes on this database share; raises Unavailable."""
        self._ahead = await database.ahead_of(self._clock.now)
