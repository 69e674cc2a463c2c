"""A bot's side of the local Telegram."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import orjson
import pytest

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
