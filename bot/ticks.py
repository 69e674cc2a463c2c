"""The few repeating jobs; each only wakes a worker, none waits for a send."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


def ticking(events: Mapping[asyncio.Event, float]) -> AsyncIOScheduler:
    """A scheduler that sets each event every so many seconds; not started yet."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for event, seconds in events.items():
        # A late tick still wakes, and many late ones wake once: what is due stands in the database.
        scheduler.add_job(event.set, IntervalTrigger(seconds=seconds), misfire_grace_time=None, coalesce=True)
    return scheduler
