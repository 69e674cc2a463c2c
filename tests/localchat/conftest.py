"""A bot's side of the local Telegram, and its server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import orjson
import pytest
from aiohttp import ClientSession

from bot.localchat.server import LocalServer, serve
from bot.localchat.telegram import LocalTelegram
from tests.world import MONDAY_MORNING, FakeClock

Api = Callable[..., Awaitable[Any]]


class JumpingFakeClock(FakeClock):
    """A clock that the page can move too."""

    def jump(self, seconds: float) -> None:
        self.set(self.now() + timedelta(seconds=seconds))


@pytest.fixture
def clock() -> JumpingFakeClock:
    return JumpingFakeClock(MONDAY_MORNING)


@pytest.fixture
def api(telegram: LocalTelegram) -> Api:
    """Calls a method; gives the result, or the description of a refusal."""

    async def call(method: str, **params: Any) -> Any:
        _, body = await telegram.call(method, params)
        answer = orjson.loads(body)
        return answer["result"] if answer["ok"] else answer["description"]

    return call


@pytest.fixture
async def server(telegram: LocalTelegram, clock: JumpingFakeClock) -> AsyncIterator[LocalServer]:
    async def next_reminder(person_id: int | None) -> Any:
        return MONDAY_MORNING + timedelta(hours=2) if person_id is not None else None

    server = await serve(telegram, port=0, clock=clock, next_reminder=next_reminder)
    yield server
    await server.close()


@pytest.fixture
async def client(server: LocalServer) -> AsyncIterator[ClientSession]:
    async with ClientSession(server.url) as client:
        yield client
