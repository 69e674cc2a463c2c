"""How long the real program takes to be up, and what it takes of the machine's memory."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from benchmarks import stock
from benchmarks.bot_api import bot_api
from benchmarks.databases import KINDS, new_database
from benchmarks.due import populate
from benchmarks.limber import PICTURES, create_tables, limber
from benchmarks.measure import Counts, Row, at_most
from benchmarks.memory import resident_mebibytes
from benchmarks.program import started
from tests.program import ROOT

STOCK_SHARE = 10
# What it does at once after it is up belongs to the start.
SETTLE_SECONDS = 2.0


async def start_up(counts: Counts) -> AsyncIterator[Row]:
    """`python -m bot` in a process of its own, from its beginning until it says that it is up; the best of a few."""
    async with bot_api() as api:
        theirs = await _stock(api.url, counts.many // STOCK_SHARE)
        for kind in KINDS:
            few_seconds, few_memory = await _started(api.url, kind, counts.few, counts.rounds)
            many_seconds, many_memory = await _started(api.url, kind, counts.many, counts.rounds)
            people = f"{counts.few:,} against {counts.many:,} people, {kind}"
            yield at_most(
                f"start-up, {people}",
                1.1,
                "times",
                many_seconds / few_seconds,
                f"{few_seconds:.2f} s; {many_seconds:.2f} s{theirs[0]}",
            )
            yield at_most(
                f"memory, {people}",
                1.1,
                "times",
                many_memory / few_memory,
                f"{few_memory:.0f} MiB; {many_memory:.0f} MiB{theirs[1]}",
            )


async def _stock(api_url: str, count: int) -> tuple[str, str]:
    """What the stock recipe takes for a tenth of the people, to be set beside."""
    with new_database("SQLite") as url:
        stock.subscribe(url, count)
        seconds, memory = await stock.start_up(api_url, url)
    return f"; stock, {count:,} people: {seconds:.1f} s", f"; stock, {count:,} people: {memory:.0f} MiB"


async def _started(api_url: str, kind: str, count: int, rounds: int) -> tuple[float, float]:
    """Seconds and MiB of the quickest start."""
    with new_database(kind) as url:
        await create_tables(url)
        # The first start of all plans every slot by this machine's zones, once.
        async with limber(api_url, url):
            pass
        populate(url, count)
        starts = [await _start(api_url, url) for _ in range(rounds)]
    return min(seconds for seconds, _ in starts), min(memory for _, memory in starts)


async def _start(api_url: str, database_url: str) -> tuple[float, float]:
    async with started(
        sys.executable, ROOT, api_url=api_url, database_url=database_url, data_folder=PICTURES
    ) as program:
        await asyncio.sleep(SETTLE_SECONDS)
        return program.seconds, resident_mebibytes(program.pid)
