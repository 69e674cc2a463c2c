"""A morning's prompts, all due at once: the whole path against raw aiohttp and against the stock recipe."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from math import inf

from benchmarks import people, raw, stock
from benchmarks.bot_api import BotApi, Call, bot_api
from benchmarks.databases import KINDS, new_database
from benchmarks.limber import MORNING, create_tables, limber, no_waiting
from benchmarks.measure import Counts, Row, at_least

LATENCIES = (0.0, 0.06)


async def prompts(counts: Counts) -> AsyncIterator[Row]:
    """Claim, pick, render, send and record, the budget lifted, against the same bodies posted by nothing but aiohttp.

    Both have 64 connections. They take turns, so that a busy machine slows both, and the best round of each counts.
    """
    for latency in LATENCIES:
        async with bot_api(latency=latency) as api:
            rates: dict[str, float] = {}
            for kind in KINDS:
                ours, theirs, processor, sends = await _compared(api, kind, counts)
                rates[kind] = ours
                yield at_least(
                    f"{counts.prompts:,} prompts due at once, {kind}, {_said(latency)}",
                    0.4,
                    "of raw aiohttp",
                    ours / theirs,
                    f"{ours:,.0f}/s, {processor * 1000:.2f} ms of processor each; raw {theirs:,.0f}/s",
                )
            if latency:
                yield await _against_stock(api, counts, rates["SQLite"], sends[0])


async def _compared(api: BotApi, kind: str, counts: Counts) -> tuple[float, float, float, list[Call]]:
    """The best rates of Limber and of raw aiohttp, Limber's least processor seconds a prompt, and what was sent."""
    ours, theirs, processor = 0.0, 0.0, inf
    for _ in range(counts.rounds):
        seconds, used, sends = await _send(api, kind, counts.prompts)
        processor = min(processor, used / len(sends))
        ours = max(ours, len(sends) / seconds)
        theirs = max(theirs, len(sends) / await raw.post_all(api.url, sends))
    return ours, theirs, processor, sends


async def _send(api: BotApi, kind: str, count: int) -> tuple[float, float, list[Call]]:
    """Seconds until everybody's prompt is sent and recorded, those of this process's processor, and the calls made."""
    with new_database(kind) as url:
        await create_tables(url)
        people.subscribe(url, count, due_at=MORNING)
        people.analyse(url)
        async with limber(api.url, url, budget_clock=no_waiting()) as app:
            await api.forget()
            began, used = time.perf_counter(), time.process_time()
            await app.limber.prompts.send_due()
            seconds, used = time.perf_counter() - began, time.process_time() - used
            sends = await api.sends()
    if len(sends) != count:
        raise RuntimeError(f"{len(sends)} of {count} prompts were sent")
    return seconds, used, sends


async def _against_stock(api: BotApi, counts: Counts, ours: float, like: Call) -> Row:
    """Against the stock recipe under the same burst, as far as it gets in a minute.

    Beside it stand what it does with fewer jobs, the number that it bears best, and what arrives where it is not given
    the patience that no template gives it.
    """
    best = await _stock(api, counts.stock_prompts, like, patient=True)
    burst = await _stock(api, counts.prompts, like, patient=True)
    plain = await _stock(api, counts.prompts, like, patient=False)
    theirs = burst[0] / burst[1]
    return at_least(
        f"{counts.prompts:,} prompts due at once, SQLite, 60 ms",
        8.0,
        "times the stock recipe",
        ours / theirs if theirs else inf,
        f"{ours:,.0f}/s; stock {theirs:,.1f}/s, {best[0] / best[1]:,.0f}/s of {counts.stock_prompts:,} alone; "
        f"without patience {plain[0]:,} of {counts.prompts:,} arrived",
    )


async def _stock(api: BotApi, count: int, like: Call, *, patient: bool) -> tuple[int, float]:
    with new_database("SQLite") as url:
        return await stock.remind_everybody(api, url, count, like.asked, patient=patient)


def _said(latency: float) -> str:
    return f"{latency * 1000:.0f} ms" if latency else "no latency"
