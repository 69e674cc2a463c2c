"""What the page asks for: chats as JSON, events as they happen, and the person's acts."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from bot.localchat.clock import JumpingClock
from bot.localchat.page_requests import answered, body_of, field, form_of, wish
from bot.localchat.people import Person
from bot.localchat.profile import commands_of, get_my_description, get_my_name, get_my_short_description
from bot.localchat.telegram import LocalTelegram

PAGE = Path(__file__).parent / "page"
MESSAGES_SHOWN = 200
ANSWER_SECONDS = 15.0
SIGN_OF_LIFE_SECONDS = 15.0
# One sees the reminder arrive.
BEFORE_REMINDER_SECONDS = 2.0
LONGEST_JUMP_SECONDS = 366 * 24 * 3600
NAME_LETTERS = 64
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2,4})?")
SHOWN_TYPES = re.compile(r"image/(png|jpeg|gif|webp)|video/mp4")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}

NextReminder = Callable[[int | None], Awaitable[datetime | None]]

LATEST = datetime(2100, 1, 1, tzinfo=UTC)


class PageApi:
    """The page and its JSON interface."""

    def __init__(
        self, telegram: LocalTelegram, clock: JumpingClock, next_reminder: NextReminder | None
    ) -> None:
        self._telegram = telegram
        self._state = telegram.state
        self._clock = clock
        self._next_reminder = next_reminder
        self._streams: set[asyncio.Queue[dict[str, Any] | None]] = set()

    def routes(self) -> list[web.RouteDef]:
        """Everything the page can ask for."""
        person = "/api/people/{person:-?[0-9]{1,19}}"
        return [
            web.get("/", self._page),
            web.get("/page/{name:[a-z_]+[.](?:js|css|svg|html)}", self._page),
            web.get("/api/state", answered(self._whole)),
            web.get("/api/events", self._events),
            web.get("/api/files/{file}", self._file),
            web.get(f"{person}/chat", answered(self._chat)),
            web.post("/api/people", answered(self._join)),
            web.post(f"{person}/send", answered(self._send)),
            web.post(f"{person}/edit", answered(self._edit)),
            web.post(f"{person}/forward", answered(self._forward)),
            web.post(f"{person}/files", answered(self._attach)),
            web.post(f"{person}/threads", answered(self._open_thread)),
            web.post(f"{person}/location", answered(self._locate)),
            web.post(f"{person}/press", answered(self._press)),
            web.post(f"{person}/block", answered(self._block)),
            web.post("/api/clock/jump", answered(self._jump)),
            web.post("/api/clock/next", answered(self._jump_to_next)),
        ]

    async def end_events(self, _: web.Application) -> None:
        """Ends the event streams, which would go on for ever."""
        for stream in self._streams:
            stream.put_nowait(None)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        path = PAGE / request.match_info.get("name", "index.html")
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._state.files.find(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        shown = SHOWN_TYPES.fullmatch(file.mime_type)
        return web.Response(
            body=file.content,
            content_type=file.mime_type if shown else "application/octet-stream",
            headers=HEADERS | {"Cache-Control": "private, max-age=31536000, immutable"},
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        stream: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._streams.add(stream)
        unsubscribe = self._state.subscribe(stream.put_nowait)
        try:
            await response.prepare(request)
            await response.write(b": the stream begins\n\n")
            while True:
                try:
                    async with asyncio.timeout(SIGN_OF_LIFE_SECONDS):
                        event = await stream.get()
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if event is None:
                    return response
                if event["type"] == "people":
                    event = event | {"people": self._people()}
                await response.write(b"data: " + orjson.dumps(event) + b"\n\n")
        finally:
            unsubscribe()
            self._streams.discard(stream)

    async def _whole(self, _: web.Request) -> Any:
        bot = {name: self._state.bot[name] for name in ("id", "username")}
        return {
            "bot": {
                **bot,
                "first_name": get_my_name(self._state, {}, {})["name"],
                **get_my_description(self._state, {}, {}),
                **get_my_short_description(self._state, {}, {}),
            },
            "commands": commands_of(self._state, None),
            "people": self._people(),
            **self._time(),
        }

    async def _chat(self, request: web.Request) -> Any:
        chat = self._state.chats[self._person(request).id]
        messages = list(chat.messages.values())[-MESSAGES_SHOWN:]
        language = (chat.person or {}).get("language_code", "")
        return {
            "messages": [self._state.on_page(message) for message in messages],
            "threads": chat.threads(),
            "keyboard": chat.keyboard,
            "commands": commands_of(self._state, chat, language),
        }

    async def _join(self, request: web.Request) -> Any:
        body = await body_of(request)
        name = field(body, "first_name", str).strip()
        language = body.get("language_code") or None
        if not 1 <= len(name) <= NAME_LETTERS:
            raise ValueError(f"A name has 1 to {NAME_LETTERS} letters.")
        if language is not None and not LANGUAGE.fullmatch(str(language)):
            raise ValueError("A language is a code such as en or pt-br.")
        return _shown(self._telegram.person(name, language_code=language))

    async def _send(self, request: web.Request) -> Any:
        person, body = self._person(request), await body_of(request)
        quote = wish(body, "quote", dict)
        part = quote and (field(quote, "text", str), field(quote, "position", int))
        return _own(person.sends(field(body, "text", str), quote=part, **self._where(person, body)))

    async def _edit(self, request: web.Request) -> Any:
        body = await body_of(request)
        return _own(self._person(request).edits(field(body, "message_id", int), field(body, "text", str)))

    async def _forward(self, request: web.Request) -> Any:
        person, body = self._person(request), await body_of(request)
        message_ids = field(body, "message_ids", list)
        if not message_ids or not all(type(message_id) is int for message_id in message_ids):
            raise ValueError("Messages are named by their numbers.")
        return [_own(sent) for sent in person.passes_on(message_ids, thread=self._thread(person, body))]

    async def _attach(self, request: web.Request) -> Any:
        person = self._person(request)
        body, files = await form_of(request)
        sent = person.sends_files(
            files,
            wish(body, "caption", str) or "",
            as_documents=bool(wish(body, "as_documents", bool)),
            **self._where(person, body),
        )
        return [_own(message) for message in sent]

    async def _open_thread(self, request: web.Request) -> Any:
        return _own(self._person(request).opens_thread(field(await body_of(request), "name", str)))

    async def _locate(self, request: web.Request) -> Any:
        person, body = self._person(request), await body_of(request)
        latitude, longitude = (field(body, name, float) for name in ("latitude", "longitude"))
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValueError("There is no such place.")
        return _own(person.shares_location(latitude, longitude, **self._where(person, body)))

    def _where(self, person: Person, body: dict[str, Any]) -> dict[str, Any]:
        """What a new message answers, and in which thread it belongs."""
        return {"reply_to": wish(body, "reply_to_message_id", int), "thread": self._thread(person, body)}

    def _thread(self, person: Person, body: dict[str, Any]) -> int | None:
        thread: int | None = wish(body, "thread", int)
        if thread is not None and not self._state.chats[person.id].has_thread(thread):
            raise LookupError("That topic is gone.")
        return thread

    async def _press(self, request: web.Request) -> Any:
        body = await body_of(request)
        person = self._person(request)
        message_id, row, column = (field(body, name, int) for name in ("message_id", "row", "column"))
        message = self._state.chats[person.id].messages.get(message_id)
        rows = message.body.get("reply_markup", {}).get("inline_keyboard", []) if message else []
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            raise LookupError("That button is gone.")
        data = rows[row][column].get("callback_data")
        if data is None:
            raise ValueError("That button tells the bot nothing.")
        query = person.presses(message_id, data=data)
        return {"answer": await query.answered(within=ANSWER_SECONDS)}

    async def _block(self, request: web.Request) -> Any:
        person = self._person(request)
        if field(await body_of(request), "blocked", bool):
            person.blocks()
        else:
            person.unblocks()
        return _shown(person)

    async def _jump(self, request: web.Request) -> Any:
        seconds = field(await body_of(request), "seconds", float)
        if not 0 < seconds <= LONGEST_JUMP_SECONDS:
            raise ValueError("The clock goes ahead only, by a year at most.")
        return self._moved(seconds)

    async def _jump_to_next(self, request: web.Request) -> Any:
        body = await body_of(request)
        person_id = field(body, "person", int) if body.get("person") is not None else None
        at = await self._next_reminder(person_id) if self._next_reminder else None
        if at is None:
            return {**self._time(), "moved": 0, "found": False}
        seconds = max(0.0, (at - self._clock.now()).total_seconds() - BEFORE_REMINDER_SECONDS)
        moved = self._moved(seconds) if seconds else self._time()
        return {**moved, "moved": seconds, "found": True}

    def _moved(self, seconds: float) -> dict[str, float]:
        if seconds > seconds_left(self._clock):
            raise ValueError(f"The clock goes no further than the year {LATEST.year}.")
        self._clock.jump(seconds)
        self._telegram.clock_offset += seconds
        self._state.publish("clock", **self._time())
        return self._time()

    def _time(self) -> dict[str, float]:
        return {"now": self._clock.now().timestamp(), "offset": self._telegram.clock_offset}

    def _people(self) -> list[dict[str, Any]]:
        return [_shown(person) for person in self._telegram.people]

    def _person(self, request: web.Request) -> Person:
        return self._telegram.find(int(request.match_info["person"]))


def seconds_left(clock: JumpingClock) -> float:
    """How far the clock may be set forward: close to the end of the calendar nothing can be planned any more."""
    return (LATEST - clock.now()).total_seconds()


def _shown(person: Person) -> dict[str, Any]:
    user = person.user
    return {
        "id": person.id,
        "first_name": user["first_name"],
        "language_code": user.get("language_code"),
        "blocked": person.blocked,
    }


def _own(message: dict[str, Any]) -> dict[str, Any]:
    """The person's message as the page shows it."""
    return message | {"out": True}
