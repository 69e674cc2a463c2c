"""A world in a test: the whole bot, a local Telegram in process, a clock that only the test moves."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import unquote

import orjson
from telegram.request import BaseRequest, RequestData

from bot import material
from bot.app import App
from bot.building import StandIns, build
from bot.domain.person import Liking
from bot.domain.practice import Practice
from bot.given import Given
from bot.helper import Helper
from bot.localchat.faults import Broken
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.choosing import Wanted
from bot.services.people import Profile
from bot.services.practice import count_up
from bot.storage.address import file_of, parsed
from bot.storage.practices import NewPractice
from bot.telegram_api.failures import NotSent, Unclear, refusal
from bot.telegram_api.polling import Polling
from bot.telegram_api.request import DatedRequest, TelegramRequest
from tests.databases import with_tables

TOKEN = "1000000001:LOCAL-TEST-NO-SECRET-IN-THIS-TOKEN"
# One folder a test process: a picture is drawn for the first test that shows it.
PICTURES = Path(tempfile.mkdtemp(prefix="limber-pictures-"))
# Read once a test process: reading it takes far longer than all else that a new world needs.
MATERIAL = material.load()
# So many days of practice make somebody ready for PNF.
STEADY_DAYS = 32
MONDAY_MORNING = datetime(2027, 5, 3, 5, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = max(now, self._now)


class Outgoing(NamedTuple):
    """One call of the bot, when it was made, and the status of its answer."""

    at: datetime
    method: str
    params: dict[str, Any]
    status: int


class LocalRequest(DatedRequest):
    """Carries PTB's requests to the local Telegram without a network; its faults become the wire's."""

    def __init__(self, telegram: LocalTelegram, clock: FakeClock) -> None:
        self._telegram = telegram
        self._clock = clock
        self.timeline: list[Outgoing] = []
        # How far Telegram's clock is ahead, as its next answer tells whoever has forgotten it.
        self.server_ahead = timedelta(0)

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Holds nothing."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        file = self._telegram.state.files.at(unquote(url).partition(f"/file/bot{TOKEN}/")[2])
        if file is not None:
            return 200, file.content
        endpoint = url.rsplit("/", 1)[-1]
        # As they go over the wire, without PTB's types.
        params = orjson.loads(orjson.dumps(request_data.parameters)) if request_data else {}
        files: Any = dict(request_data.multipart_data) if request_data and request_data.contains_files else {}
        status, body = await self._telegram.call(endpoint, params, files)
        self.timeline.append(Outgoing(self._clock.now(), endpoint, params, status))
        if status == Broken.NO_CONNECTION:
            raise NotSent("connection refused")
        if status in {Broken.NO_ANSWER, Broken.RESET}:
            raise Unclear("no answer")
        if not 200 <= status <= 299:
            raise refusal(status, body)
        if self.clock_difference is None:
            self.clock_difference = self.server_ahead
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        return TelegramRequest.parse_json_payload(payload)


class World:
    """The bot and the people who use it."""

    def __init__(self, telegram: LocalTelegram, clock: FakeClock, app: App, request: LocalRequest) -> None:
        self.telegram = telegram
        self.clock = clock
        self.app = app
        self.request = request

    @property
    def timeline(self) -> list[Outgoing]:
        """Every call so far."""
        return self.request.timeline

    async def poll(self) -> int:
        """Fetches what people have done, begins to handle it, and returns how many updates were new."""
        assert isinstance(self.app.receiving, Polling)
        return await self.app.receiving.once(0)

    async def settle(self) -> None:
        """Lets the bot answer everything that people have done."""
        while await self.poll():
            await self.app.intake.settle()
        await self.app.limber.prompts.settle()

    async def advance(self, **by: float) -> None:
        """Moves the clock on, stopping wherever a prompt or a beat is due."""
        await self.until(self.clock.now() + timedelta(**by))

    async def _next_second_chance_at(self) -> datetime | None:
        async with self.app.database.read() as tx:
            return await tx.prompts.next_second_chance_at()

    async def until(self, end: datetime) -> None:
        """Moves the clock to an instant, stopping wherever a prompt, its second chance or a beat is due."""
        limber = self.app.limber
        while True:
            due = [
                await limber.prompts.next_due_at(),
                await limber.holds.next_beat_at(),
                await self._next_second_chance_at(),
            ]
            at = min((instant for instant in due if instant is not None and instant <= end), default=None)
            if at is None:
                break
            self.clock.set(at)
            await limber.prompts.send_due()
            await limber.prompts.settle()
            await limber.second_chances.show_due()
            await limber.holds.run_due()
            await limber.holds.settle()
            await self.settle()
        self.clock.set(end)
        await self.settle()


@asynccontextmanager
async def running(
    telegram: LocalTelegram,
    clock: FakeClock,
    database_url: str,
    *,
    budget_clock: Callable[[], float] | None = None,
    chance: Random | None = None,
    **settings: Any,
) -> AsyncIterator[World]:
    """The bot, started against this Telegram and this database, and stopped at the end."""
    values: dict[str, Any] = {"bot_token": TOKEN, "database_url": database_url, **settings}
    given = Given(**values).settings()
    # Every look at the budget's clock takes ten seconds more, so that nobody waits for a permit in real time.
    hurry = itertools.count(step=10.0)
    request = LocalRequest(telegram, clock)
    file = file_of(parsed(database_url))
    if file is not None and given.database_key is None and not file.exists():
        await with_tables(file)
    app = build(
        given,
        MATERIAL,
        helper=Helper(),
        clock=clock,
        picture_folder=PICTURES,
        stand_ins=StandIns(
            request=request,
            budget_clock=budget_clock or (lambda: clock.now().timestamp() + next(hurry)),
            chance=chance or Random(7),
        ),
    )
    await app.open()
    await app.connect()
    await app.intake.take_over()
    world = World(telegram, clock, app, request)
    try:
        yield world
    finally:
        await app.close()


def buttons(message: dict[str, Any]) -> list[str]:
    """The labels under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def said(person: Person) -> str:
    """The text or caption of the bot's last message."""
    return text_of(person.last)


def words_of(params: Mapping[str, Any]) -> str:
    """What a call to Telegram says in HTML, under a picture or without one."""
    media = params.get("media", params)
    shown = orjson.loads(media) if isinstance(media, str) else media
    return str(shown.get("text", shown.get("caption", "")))


def text_of(message: dict[str, Any]) -> str:
    return str(message.get("text", message.get("caption", "")))


async def press(
    world: World, person: Person, label: str, message: dict[str, Any] | None = None
) -> str | None:
    """Presses a button, on the latest message that has it, and returns the toast."""
    found = message or next(shown for shown in reversed(person.chat) if label in buttons(shown))
    query = person.presses(found, label)
    await world.settle()
    assert query.answer is not None, "a press was not answered"
    text = query.answer.get("text")
    return None if text is None else str(text)


async def tap_city(world: World, person: Person, city: str) -> None:
    """Taps one of the big cities, whose button has the time there too."""
    shown = next(
        each for each in reversed(person.chat) if any(f"{city} · " in label for label in buttons(each))
    )
    await press(
        world, person, next(label for label in buttons(shown) if label.startswith(f"{city} · ")), shown
    )


async def press_not_now(
    world: World, person: Person, label: str, message: dict[str, Any] | None = None
) -> str | None:
    """Presses what stands behind `Not now` of a prompt, and returns the toast."""
    await press(world, person, "Not now", message)
    return await press(world, person, label, message)


async def say(world: World, person: Person, text: str, **options: Any) -> str:
    """Types a text and returns what the bot said last."""
    person.sends(text, **options)
    await world.settle()
    return said(person)


async def subscribe(world: World, person: Person, *, city: str = "Berlin", time: str = "7:30") -> None:
    """Goes through /start."""
    await say(world, person, "/start")
    await safe(world, person)
    await say(world, person, city)
    await press(world, person, "Yes, that is right")
    await say(world, person, time)


async def safe(world: World, person: Person) -> None:
    """Answers both safety screens: no sign, and no condition."""
    await press(world, person, "None of these")
    await press(world, person, "None of these")


async def practised(world: World, person: Person, days: int, *, days_ago: int = 1) -> None:
    """Keeps a hamstring hold for so many days in a row, the last of them some days ago."""
    async with world.app.database.write() as tx:
        for ago in range(days_ago, days_ago + days):
            at = world.clock.now() - timedelta(days=ago)
            await tx.practices.add(
                NewPractice(person.id, at.date(), "supine", at, 60, 60, True, True, None, None)
            )
        known = await tx.people.get(person.id)
        assert known is not None
        await count_up(tx, known)


async def offer(world: World, person: Person, stretch_id: str, *, step: int = 0) -> dict[str, Any]:
    """Shows a subscriber this stretch, so many steps above its start, and returns the prompt's message."""
    if stretch_id == "pnf":
        # Its timer starts for nobody who is not ready.
        await practised(world, person, STEADY_DAYS)
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, progress=replace(known.progress, dose_step=step)))
    shown = await world.app.limber.prompts.show_now(person.id, Wanted(stretch_id=stretch_id))
    assert shown is not None
    return next(message for message in person.chat if message["message_id"] == shown.message_id)


def end_of(person: Person) -> dict[str, Any]:
    """The message about the stretch that ended last, above the card of a milestone that it reached."""
    return next(message for message in reversed(person.chat) if "Undo" in buttons(message))


async def gets_only(world: World, person: Person, *stretch_ids: str) -> None:
    """Lets nothing else come to a subscriber by itself."""
    for id_ in world.app.voices.of("en").library.stretches.keys() - set(stretch_ids):
        await world.app.limber.preferences.like(person.id, id_, Liking.NOT_FOR_ME)


async def start_hold(world: World, person: Person, stretch_id: str, *, step: int = 0) -> dict[str, Any]:
    """Offers a stretch, starts its timer and returns the timer's message."""
    await press(world, person, "Start timer", await offer(world, person, stretch_id, step=step))
    if "Without" in buttons(person.last):
        await press(world, person, "Without")
    return person.last


async def profile_of(world: World, person: Person) -> Profile:
    """What the bot keeps about somebody."""
    return await world.app.limber.people.profile(person.id)


async def times_of(world: World, person: Person) -> list[str]:
    """Somebody's times with their days: "07:30 mon tue"; without days where it is every day."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return [
        " ".join(
            [
                f"{slot.wish.at:%H:%M}",
                *(names[day] for day in sorted(slot.wish.days) if len(slot.wish.days) < 7),
            ]
        )
        for slot in (await profile_of(world, person)).slots
    ]


async def record_of(world: World, person: Person) -> list[Practice]:
    """Somebody's entries, oldest first."""
    async with world.app.database.read() as tx:
        return list(await tx.practices.of_person(person.id))


def open_prompts(person: Person) -> list[dict[str, Any]]:
    """The messages in a chat that offer a timer, oldest first."""
    return [message for message in person.chat if "Start timer" in buttons(message)]


def name_in(message: dict[str, Any]) -> str:
    """The name of the stretch that a prompt's message shows."""
    return text_of(message).splitlines()[0].split(" · ")[0]


def sent_prompts(world: World, person: Person) -> list[Outgoing]:
    """Every prompt that reached somebody, with the instant at which it did."""
    return [
        call
        for call in world.timeline
        if call.method.startswith("send")
        and call.status == 200
        and call.params.get("chat_id") == person.id
        and '"Start timer"' in str(call.params.get("reply_markup", "")).replace("'", '"')
    ]


def data_of(message: dict[str, Any]) -> list[str]:
    """What the buttons under a message carry."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row]
