"""One budget for several processes on one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from benchmarks import people
from benchmarks.bot_api import bot_api
from benchmarks.databases import new_database
from benchmarks.limber import MORNING, create_tables, limber
from benchmarks.measure import Counts, Row, at_most, most_in_a_second

PROCESSES = 2
RATE = 25
LEEWAY = 2
START_SECONDS = 60.0


async def shared(counts: Counts) -> AsyncIterator[Row]:
    """Two processes begin at once to send what is due; what they let go together is counted at the server."""
    context = get_context("spawn")
    with new_database("PostgreSQL") as url:
        await create_tables(url)
        people.subscribe(url, counts.shared, due_at=MORNING)
        async with bot_api() as api:
            ready = context.Barrier(PROCESSES)
            processes = [
                context.Process(target=_drain, args=(api.url, url, ready), daemon=True)
                for _ in range(PROCESSES)
            ]
            for process in processes:
                process.start()
            for process in processes:
                await asyncio.to_thread(process.join, START_SECONDS + counts.shared)
                process.terminate()
            sends = await api.sends()
    copies = Counter(int(call.asked["chat_id"]) for call in sends)
    what = f"{PROCESSES} processes, one PostgreSQL, {counts.shared} prompts at {RATE}/s"
    figures = f"{len(sends) / (sends[-1].at - sends[0].at):.1f}/s; {len(copies)} people, {max(copies.values())} each"
    most = most_in_a_second([call.at for call in sends])
    yield at_most(f"{what}: most sends in a second at the server", RATE + LEEWAY, "", most, figures)


def _drain(api_url: str, database_url: str, ready: Barrier) -> None:
    async def drain() -> None:
        async with limber(api_url, database_url, rate=RATE) as app:
            await asyncio.to_thread(ready.wait, START_SECONDS)
            await app.limber.prompts.send_due()

    asyncio.run(drain())
