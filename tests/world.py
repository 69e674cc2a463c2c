"""A world in a test: the whole bot, a local Telegram in process, a clock that only the test moves."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.app import App, build
from bot.localchat.faults import Broken
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.settings import Settings
from bot.telegram_api.request import NotSent, TelegramRequest, Unclear, refusal

TOKEN = "1000000001:LOCAL-TEST-NO-SECRET-IN-THIS-TOKEN"
MONDAY_MORNING = datetime(2027, 5, 3, 5, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = max(now, self._now)


class LocalRequest(BaseRequest):
    """Carries PTB's requests to the local Telegram without a network; its faults become the wire's."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Holds nothing."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_timeouts: Any
    ) -> tuple[int, bytes]:
        endpoint = url.rsplit("/", 1)[-1]
        params = dict(request_data.parameters) if request_data else {}
        files = dict(request_data.multipart_data) if request_data and request_data.contains_files else {}
        status, body = await self._telegram.call(endpoint, params, files)
        if status == Broken.NO_CONNECTION:
            raise NotSent("connection refused")
        if status in {Broken.NO_ANSWER, Broken.RESET}:
            raise Unclear("no answer")
        if not 200 <= status <= 299:
            raise refusal(status, body)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        return TelegramRequest.parse_json_payload(payload)


class World:
    """The bot and the people who use it."""

    def __init__(self, telegram: LocalTelegram, clock: FakeClock, app: App) -> None:
        self.telegram = telegram
        self.clock = clock
        self.app = app

    async def settle(self) -> None:
        """Lets the bot answer everything that people have done."""
        while await self.app.intake.poll_once(0):
            await self.app.intake.settle()

    async def advance(self, **by: float) -> None:
        """Moves the clock on, stopping wherever a prompt or a beat is due."""
        await self.until(self.clock.now() + timedelta(**by))

    async def until(self, end: datetime) -> None:
        """Moves the clock to an instant, stopping wherever a prompt or a beat is due."""
        limber = self.app.limber
        while True:
            due = [await limber.prompts.next_due_at(), await limber.holds.next_beat_at()]
            at = min((instant for instant in due if instant is not None and instant <= end), default=None)
            if at is None:
                break
            self.clock.set(at)
            await limber.prompts.send_due()
            await limber.holds.run_due()
            await self.settle()
        self.clock.set(end)
        await self.settle()


@asynccontextmanager
async def running(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, **settings: Any
) -> AsyncIterator[World]:
    """The bot, started against this Telegram and this database, and stopped at the end."""
    given = Settings(
        _env_file=None, bot_token=TOKEN, database_url=database_url, **settings
    )
    # Every look at the budget's clock takes two seconds, so that nobody waits for a permit in real time.
    hurried = itertools.count(step=2.0)
    app = build(
        given,
        clock=clock,
        request=LocalRequest(telegram),
        budget_clock=lambda: next(hurried),
        chance=Random(7),
    )
    await app.open()
    await app.connect()
    await app.intake.replay()
    try:
        yield World(telegram, clock, app)
    finally:
        await app.close()


def buttons(message: dict[str, Any]) -> list[str]:
    """The labels under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def said(person: Person) -> str:
    """The text or caption of the bot's last message."""
    return text_of(person.last)


def text_of(message: dict[str, Any]) -> str:
    return str(message.get("text", message.get("caption", "")))


async def press(world: World, person: Person, label: str, message: dict[str, Any] | None = None) -> str | None:
    """Presses a button, on the latest message that has it, and returns the toast."""
    found = message or next(shown for shown in reversed(person.chat) if label in buttons(shown))
    query = person.presses(found, label)
    await world.settle()
    assert query.answer is not None, "a press was not answered"
    text = query.answer.get("text")
    return None if text is None else str(text)


async def say(world: World, person: Person, text: str, **options: Any) -> str:
    """Types a text and returns what the bot said last."""
    person.sends(text, **options)
    await world.settle()
    return said(person)


async def subscribe(world: World, person: Person, *, city: str = "Berlin", time: str = "7:30") -> None:
    """Goes through /start."""
    await say(world, person, "/start")
    await press(world, person, "None of these")
    await say(world, person, city)
    await press(world, person, "Yes, that is right")
    await say(world, person, time)
