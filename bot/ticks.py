"""The scheduled jobs, all of them the process's own; each only wakes a worker."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger


class CountedFromNow(BaseTrigger):  # type: ignore[misc]
    """Fires so long from now, whenever it fired before.

    An IntervalTrigger counts from its last time: it would list every tick of a clock that was set forward by years.
    """

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self._every


def ticking(events: Mapping[asyncio.Event, float]) -> AsyncIOScheduler:
    """A scheduler that sets each event every so many seconds; not started yet."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for event, seconds in events.items():
        # A late tick still wakes: what there is to do stands in the database.
        scheduler.add_job(event.set, CountedFromNow(timedelta(seconds=seconds)), misfire_grace_time=None)
    return scheduler


def count_anew(scheduler: AsyncIOScheduler) -> None:
    """Counts every tick from now, where the clock was set: set back by years, the next one would be years off."""
    for job in scheduler.get_jobs():
        job.reschedule(job.trigger)
