"""What it costs to look for what is due, and to send the hundredth part of many people."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import timedelta
from statistics import median

from benchmarks import people
from benchmarks.bot_api import bot_api
from benchmarks.databases import KINDS, new_database
from benchmarks.limber import MORNING, create_tables, limber, no_waiting
from benchmarks.measure import Counts, Row, at_most
from bot.app import App

# People of everyday: their slots lie spread over the day to come.
SLOTS_A_DAY = 96
DUE_SHARE = 100


async def due(counts: Counts) -> AsyncIterator[Row]:
    """The question that is asked every second, for few and for many people, and then the cost of one due prompt."""
    for kind in KINDS:
        looks: dict[int, float] = {}
        costs: dict[int, float] = {}
        for count in (counts.few, counts.many // 10, counts.many):
            looks[count], costs[count] = await _measured(kind, count, counts.looks)
        few, fair, many = looks
        yield at_most(
            f"one look, nothing due, {few:,} against {many:,} people, {kind}",
            1.5,
            "times",
            looks[many] / looks[few],
            f"{looks[few] * 1e6:,.0f} us; {looks[many] * 1e6:,.0f} us",
        )
        yield at_most(
            f"one due prompt, 1 % due, {fair:,} against {many:,} people, {kind}",
            1.5,
            "times",
            costs[many] / costs[fair],
            f"{costs[fair] * 1e6:,.0f} us; {costs[many] * 1e6:,.0f} us",
        )


async def _measured(kind: str, count: int, looks: int) -> tuple[float, float]:
    """Seconds of one look with nothing due, and of each prompt when a hundredth is."""
    with new_database(kind) as url:
        await create_tables(url)
        populate(url, count)
        async with bot_api() as api, limber(api.url, url, budget_clock=no_waiting()) as app:
            look = await _look(app, looks)
            share = count // DUE_SHARE
            people.subscribe(url, share, due_at=MORNING, first_id=people.FIRST_ID + count)
            began = time.perf_counter()
            sent = await app.limber.prompts.send_due()
            return look, (time.perf_counter() - began) / sent


def populate(database_url: str, count: int) -> None:
    """So many people, none of whom is due today."""
    each = max(1, count // SLOTS_A_DAY)
    for number, first in enumerate(range(0, count, each)):
        people.subscribe(
            database_url,
            min(each, count - first),
            due_at=MORNING + timedelta(days=1, minutes=15 * number),
            first_id=people.FIRST_ID + first,
            history=0,
        )
    people.analyse(database_url)


async def _look(app: App, looks: int) -> float:
    """The median of many looks: what the machine does beside them hits only some."""
    seconds = []
    for _ in range(looks):
        began = time.perf_counter()
        await app.limber.prompts.send_due()
        seconds.append(time.perf_counter() - began)
    return median(seconds)
