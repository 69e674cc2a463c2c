"""A bot's side of the local Telegram, every call of it judged."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest

from bot.localchat.telegram import LocalTelegram
from tests.judges import judge_call, judge_update
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


@pytest.fixture(autouse=True)
def _judged(telegram: LocalTelegram) -> Iterator[None]:
    """Holds every call that was done, and every update made, to the models of others."""
    yield
    for call in telegram.calls:
        if call.status == 200 and call.body.startswith(b'{"ok":true') and call.body.endswith(b"}"):
            judge_call(call.method, call.params, call.result)
    for update in telegram.updates_sent:
        judge_update(update)
