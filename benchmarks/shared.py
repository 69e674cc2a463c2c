"""One budget for several processes on one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from benchmarks.bot_api import bot_api
from benchmarks.databases import new_database
from benchmarks.limber import create_tables, limber
from benchmarks.measure import Counts, Row, at_most, most_in_a_second
from bot.telegram_api.chat_budget import Priority

PROCESSES = 2
RATE = 25
LEEWAY = 2
START_SECONDS = 60.0


async def shared(counts: Counts) -> AsyncIterator[Row]:
    """Two processes send as much as their budgets let go; what both do together is counted at the server.

    Each has its own half to send from the beginning: of what is due the first to look would claim the most.
    """
    context = get_context("spawn")
    halves = [range(1 + number, 1 + counts.shared, PROCESSES) for number in range(PROCESSES)]
    with new_database("PostgreSQL") as url:
        await create_tables(url)
        async with bot_api() as api:
            ready = context.Barrier(PROCESSES)
            processes = [
                context.Process(target=_send, args=(api.url, url, ready, halves[number]), daemon=True)
                for number in range(PROCESSES)
            ]
            for process in processes:
                process.start()
            for process in processes:
                await asyncio.to_thread(process.join, START_SECONDS + counts.shared)
                process.terminate()
            sends = await api.sends()
    copies = Counter(int(call.asked["chat_id"]) for call in sends)
    what = f"{PROCESSES} processes, one PostgreSQL, {counts.shared} messages at {RATE}/s"
    figures = f"{len(sends) / (sends[-1].at - sends[0].at):.1f}/s; {len(copies)} people, {max(copies.values())} each"
    most = most_in_a_second([call.at for call in sends])
    yield at_most(f"{what}: most sends in a second at the server", RATE + LEEWAY, "", most, figures)


def _send(api_url: str, database_url: str, ready: Barrier, person_ids: range) -> None:
    async def send() -> None:
        async with limber(api_url, database_url, rate=RATE) as app:
            bot = app.application.bot
            await asyncio.to_thread(ready.wait, START_SECONDS)
            await asyncio.gather(
                *(bot.send_message(id_, "Hello", rate_limit_args=Priority.PROMPT) for id_ in person_ids)
            )

    asyncio.run(send())
