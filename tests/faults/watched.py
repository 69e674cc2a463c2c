"""A local Telegram that keeps what came to whom and when, and whose calls failed."""

from __future__ import annotations

import asyncio
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bot.localchat.faults import Broken
from bot.localchat.params import Upload
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.faults.fast_time import FastLoop
from tests.world import TOKEN

# Statuses after which the call is sure not to have been done, and is to be repeated.
NOT_DONE = {Broken.NO_CONNECTION, 401, 429, 500}


@dataclass
class Trouble:
    """What was wrong with everybody, from which second to which; `left_at` is when all that it left was done."""

    name: str
    begun_at: float
    ended_at: float = math.inf
    left_at: float = math.inf


class WatchedTelegram(LocalTelegram):
    """A Telegram in the loop's time."""

    def __init__(self, loop: FastLoop) -> None:
        super().__init__(TOKEN, clock=loop, record=True)
        self._loop = loop
        # When each prompt came into its chat, and when calls to a chat (0: to none) went wrong.
        self.copies: dict[int, list[float]] = defaultdict(list)
        self.failures: dict[int, list[float]] = defaultdict(list)
        self.troubles: list[Trouble] = []
        self._reacted_at: dict[int, float] = {}
        self._news: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._prompts: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._next_prompt: asyncio.Event = asyncio.Event()
        self.state.subscribe(self._happened)

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, bytes]:
        chat_id = int(params.get("chat_id") or 0)
        is_poll = method == "getUpdates"
        self._loop.polls_here += is_poll
        try:
            status, body = await super().call(method, params, files)
        finally:
            self._loop.polls_here -= is_poll
        self._loop.answered()
        now = self._loop.time()
        if not _is_clear(status, body):
            self.failures[chat_id].append(now)
        if chat_id and status not in NOT_DONE:
            self._reacted_at[chat_id] = now
            self._news[chat_id].set()
        return status, body

    def was_in_trouble(self, since: float) -> bool:
        """Whether something was wrong with everybody after that second."""
        return any(trouble.left_at >= since for trouble in self.troubles)

    def has_failed(self, person: Person, since: float) -> bool:
        """Whether a call about somebody, or one that names no chat, went wrong after that second."""
        return any(at >= since for chat in (0, person.id) for at in self.failures[chat])

    async def reacts(self, person: Person, since: float, *, within: float) -> bool:
        """Whether the bot did something in somebody's chat after that second, waited for so long."""
        return await _is_so(
            lambda: self._reacted_at.get(person.id, -1.0) >= since, self._news[person.id], within
        )

    async def prompts(self, person: Person, *, within: float) -> bool:
        """Whether somebody gets a prompt within so many seconds."""
        news = self._prompts[person.id]
        came = await _is_so(news.is_set, news, within)
        news.clear()
        return came

    async def next_prompt(self) -> None:
        """Returns as soon as anybody's next prompt has come into its chat."""
        self._next_prompt.clear()
        await self._next_prompt.wait()

    def _happened(self, event: Mapping[str, Any]) -> None:
        written = str(event.get("message", {}).get("reply_markup", ""))
        if event["type"] in {"message", "edit"} and "1:start:" in written:
            prompt_id = int(written.partition("1:start:")[2].partition(":")[0])
            # One that came in another's place is shown there; later its own message may show its buttons again.
            if event["type"] == "edit" and self.copies[prompt_id]:
                return
            self.copies[prompt_id].append(self._loop.time())
            self._prompts[event["person"]].set()
            self._next_prompt.set()


def _is_clear(status: int, body: bytes) -> bool:
    """Whether an answer says that the call was done."""
    try:
        return status == 200 and bool(orjson.loads(body)["ok"])
    except (ValueError, TypeError, KeyError):
        return False


async def _is_so(answer: Callable[[], bool], news: asyncio.Event, within: float) -> bool:
    try:
        async with asyncio.timeout(within):
            while not answer():
                news.clear()
                await news.wait()
    except TimeoutError:
        return False
    return True
