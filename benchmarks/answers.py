"""How soon somebody is answered while many prompts go out, and how many messages are handled in a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

from benchmarks import people, stock, updates
from benchmarks.bot_api import BotApi, bot_api
from benchmarks.databases import KINDS, new_database
from benchmarks.limber import MORNING, create_tables, limber, no_waiting
from benchmarks.measure import Counts, Row, at_least, at_most, percentile

LATENCIES = (0.0, 0.06)
BETWEEN_TODAYS_SECONDS = 0.25
LONGEST_SECONDS = 120.0
FIRST_UPDATE = 1


async def today(counts: Counts) -> AsyncIterator[Row]:
    """/today of people who have nothing due, while a morning's prompts drain at 25/s.

    From the moment at which the bot can fetch the message until its answer is at the server, 60 ms away.
    """
    asking = range(counts.prompts + 1, counts.prompts + 1 + counts.todays)
    asked: dict[int, float] = {}
    with new_database("SQLite") as url:
        await create_tables(url)
        people.subscribe(url, counts.prompts, due_at=MORNING)
        people.subscribe(url, counts.todays, due_at=MORNING + timedelta(days=1), first_id=asking[0])
        async with bot_api(latency=0.06, limit=25) as api, limber(api.url, url, rate=25) as app:
            await app.run()
            await asyncio.sleep(2.0)
            await api.forget()
            for update_id, person_id in enumerate(asking, start=FIRST_UPDATE):
                asked[person_id] = time.monotonic()
                await api.bring([updates.text(update_id, person_id, "/today")])
                await asyncio.sleep(BETWEEN_TODAYS_SECONDS)
            await asyncio.sleep(2.0)
            sends = await api.sends()
    answered: dict[int, float] = {}
    for call in sends:
        if call.status == 200:
            answered.setdefault(int(call.asked["chat_id"]), call.at)
    waited = [answered.get(person_id, float("inf")) - at for person_id, at in asked.items()]
    drained = sum(person_id not in asked for person_id in answered)
    yield at_most(
        f"/today while {counts.prompts:,} prompts drain at 25/s, p99",
        300,
        "ms",
        percentile(waited, 0.99) * 1000,
        f"p50 {percentile(waited, 0.5) * 1000:,.0f} ms; {drained:,} prompts went out meanwhile",
    )


async def done(counts: Counts) -> AsyncIterator[Row]:
    """A "done" of each of many people, fetched, logged and answered; the budget is lifted, stock has none."""
    for latency in LATENCIES:
        async with bot_api(latency=latency) as api:
            theirs = await _stock(api, counts.dones)
            for kind in KINDS:
                ours = await _limber(api, kind, counts.dones)
                said = f"{latency * 1000:.0f} ms" if latency else "no latency"
                yield at_least(
                    f'"done" end to end, {kind}, {said}',
                    5.0,
                    "times the stock recipe",
                    ours / theirs,
                    f"{ours:,.0f}/s; stock {theirs:,.0f}/s",
                )


async def _limber(api: BotApi, kind: str, count: int) -> float:
    with new_database(kind) as url:
        await create_tables(url)
        people.subscribe(url, count, due_at=MORNING + timedelta(days=1), history=0)
        people.leave_prompts_open(url, count, at=MORNING)
        async with limber(api.url, url, budget_clock=no_waiting()) as app:
            await app.run()
            return await _rate(api, count)


async def _stock(api: BotApi, count: int) -> float:
    with new_database("SQLite") as url:
        stock.subscribe(url, count)
        async with stock.running(api.url, url):
            return await _rate(api, count)


async def _rate(api: BotApi, count: int) -> float:
    """How many people a second get their answer."""
    await api.forget()
    began = time.monotonic()
    people_ids = range(people.FIRST_ID, people.FIRST_ID + count)
    await api.bring([updates.text(number, number, "done") for number in people_ids])
    answered: set[int] = set()
    while len(answered) < count:
        if time.monotonic() - began > LONGEST_SECONDS:
            raise RuntimeError(f"{len(answered)} of {count} messages were answered")
        await asyncio.sleep(0.5)
        answers = [call for call in await api.sends() if call.method == "sendMessage"]
        answered = {int(call.asked["chat_id"]) for call in answers}
    return count / (max(call.at for call in answers) - began)
