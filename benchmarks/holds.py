"""Timers of many people at once: how late a change of phase comes, and what becomes of the rest of the budget."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import create_engine, select

from benchmarks import people, updates
from benchmarks.bot_api import Call, bot_api
from benchmarks.databases import new_database
from benchmarks.limber import MORNING, create_tables, limber, morning_clock
from benchmarks.measure import Counts, Row, at_least, at_most, most_in_a_second, percentile
from bot.chat.intents.stretching import Start
from bot.storage.tables import holds as hold_rows

LATENCY = 0.06
# While all phases are under way at once every hold wants more frames than there is room for.
BUSY_FROM, BUSY_UNTIL = 40.0, 60.0
ALL_USED = 0.9
LEEWAY = 2


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of holds showed: seconds late of every change, and every send at the server."""

    late: list[float]
    sends: list[Call]
    began: float
    processor_share: float

    @property
    def late_p99(self) -> float:
        return percentile(self.late, 0.99)

    @property
    def refused(self) -> int:
        return sum(call.status == 429 for call in self.sends)

    @property
    def most(self) -> int:
        return most_in_a_second([call.at for call in self.sends])


async def holds(counts: Counts) -> AsyncIterator[Row]:
    """Holds of 2 x 30 s with sound, started by presses that come evenly over a minute, with 60 ms to Telegram."""
    slow = await _run(counts.holds, 25, counts.hold_starts_seconds)
    what = f"{counts.holds:,} holds of 2 x 30 s, at 25/s"
    figures = (
        f"p50 {percentile(slow.late, 0.5):.2f} s, most {max(slow.late):.2f} s; {len(slow.sends):,} sends"
    )
    yield at_most(f"{what}: phase changes late, p99", 1.0, "s", slow.late_p99, figures)
    yield at_most(f"{what}: most sends in a second at the server", 25 + LEEWAY, "", slow.most, "")
    yield at_most(f"{what}: answers 429", 0, "", slow.refused, "")
    busy = [call for call in slow.sends if BUSY_FROM <= call.at - slow.began < BUSY_UNTIL]
    used = len(busy) / (BUSY_UNTIL - BUSY_FROM) / 25
    frames = sum(call.method.startswith("editMessage") for call in busy)
    figures = f"{frames:,} of {len(busy):,} are frames"
    yield at_least(f"{what}: the rest used for frames", ALL_USED, "of the budget", used, figures)
    fast = await _run(counts.fast_holds, 1000, counts.hold_starts_seconds)
    figures = f"p50 {percentile(fast.late, 0.5):.2f} s, most {max(fast.late):.2f} s; "
    figures += f"{len(fast.sends):,} sends, CPU {fast.processor_share:.0%} of a core"
    yield at_most(
        f"{counts.fast_holds:,} such holds at 1,000/s: phase changes late, p99",
        0.5,
        "s",
        fast.late_p99,
        figures,
    )


async def _run(count: int, rate: int, starts_seconds: float) -> Run:
    clock = morning_clock()
    with new_database("SQLite") as url:
        await create_tables(url)
        people.subscribe(url, count, due_at=MORNING + timedelta(days=1), history=0)
        people.leave_prompts_open(url, count, at=MORNING)
        async with (
            bot_api(latency=LATENCY, limit=rate) as api,
            limber(api.url, url, rate=rate, clock=clock) as app,
        ):
            await app.run()
            await api.forget()
            began, used = time.monotonic(), time.process_time()
            for person_id in range(people.FIRST_ID, people.FIRST_ID + count):
                due = began + starts_seconds * (person_id - people.FIRST_ID) / count
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                await api.bring([updates.press(person_id, person_id, Start(person_id))])
            used = (time.process_time() - used) / (time.monotonic() - began)
            # The last to start end with their last change; what is late still has some seconds.
            await asyncio.sleep(people.CHANGES_AT[-1] + 15.0)
            sends = await api.sends()
            offset = time.monotonic() - clock.now().timestamp()
        started = {
            person_id: started_at.timestamp() + offset for person_id, started_at in _started(url).items()
        }
    if len(started) != count:
        raise RuntimeError(f"{len(started)} of {count} holds were started")
    return Run(_late(started, sends), sends, began, used)


def _started(database_url: str) -> dict[int, datetime]:
    """When each person's hold began."""
    engine = create_engine(people.sync_url(database_url), hide_parameters=True)
    with engine.connect() as connection:
        rows = connection.execute(select(hold_rows.c.person_id, hold_rows.c.started_at)).tuples().all()
    engine.dispose()
    return dict(rows)


def _late(started: dict[int, float], sends: list[Call]) -> list[float]:
    """For every change of phase, and the end, how long after it the chat was first told anything.

    No frame goes out in the three seconds before a change, so the first send after it is about it.
    """
    told: dict[int, list[float]] = defaultdict(list)
    for call in sends:
        if call.status == 200:
            told[int(call.asked["chat_id"])].append(call.at)
    late = []
    for person_id, began in started.items():
        for change, following in pairwise((*people.CHANGES_AT, people.CHANGES_AT[-1] + 60.0)):
            at = began + change
            # One that was passed over altogether is late by all of its phase.
            first = next((told_at for told_at in told[person_id] if told_at >= at), at + following - change)
            late.append(min(first - at, following - change))
    return late
