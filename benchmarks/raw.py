"""The fastest that Python posts: aiohttp alone, with the very bodies that Limber sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import orjson
from aiohttp import ClientSession, TCPConnector

from benchmarks.bot_api import TOKEN, Call

# As many connections as Limber keeps; more did not make it faster.
CONNECTIONS = 64


async def post_all(api_url: str, calls: Sequence[Call]) -> float:
    """Seconds to post these calls once more and to read every answer."""
    left = iter(calls)

    async def post() -> None:
        for call in left:
            url = f"{api_url}/bot{TOKEN}/{call.method}"
            async with session.post(url, data=call.body, headers=headers) as response:
                orjson.loads(await response.read())

    headers = {"Content-Type": "application/json"}
    async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
        began = time.perf_counter()
        await asyncio.gather(*(post() for _ in range(CONNECTIONS)))
        return time.perf_counter() - began
