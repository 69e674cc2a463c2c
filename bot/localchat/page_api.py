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
from bot.localchat.people import Person
from bot.localchat.profile import commands_of, get_my_description, get_my_name, get_my_short_description
from bot.localchat.telegram import LocalTelegram

PAGE = Path(__file__).parent / "page"
BODY_BYTES = 64 * 1024
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
Handler = Callable[[web.Request], Awaitable[Any]]

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
            web.get("/api/state", _json(self._whole)),
            web.get("/api/events", self._events),
            web.get("/api/files/{file}", self._file),
            web.get(f"{person}/chat", _json(self._chat)),
            web.post("/api/people", _json(self._join)),
            web.post(f"{person}/send", _json(self._send)),
            web.post(f"{person}/location", _json(self._locate)),
            web.post(f"{person}/press", _json(self._press)),
            web.post(f"{person}/block", _json(self._block)),
            web.post("/api/clock/jump", _json(self._jump)),
            web.post("/api/clock/next", _json(self._jump_to_next)),
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
            "keyboard": chat.keyboard,
            "commands": commands_of(self._state, chat, language),
        }

    async def _join(self, request: web.Request) -> Any:
        body = await _body(request)
        name = _field(body, "first_name", str).strip()
        language = body.get("language_code") or None
        if not 1 <= len(name) <= NAME_LETTERS:
            raise ValueError(f"A name has 1 to {NAME_LETTERS} letters.")
        if language is not None and not LANGUAGE.fullmatch(str(language)):
            raise ValueError("A language is a code such as en or pt-br.")
        return _shown(self._telegram.person(name, language_code=language))

    async def _send(self, request: web.Request) -> Any:
        body = await _body(request)
        reply_to = _field(body, "reply_to_message_id", int) if "reply_to_message_id" in body else None
        message = self._person(request).sends(_field(body, "text", str), reply_to=reply_to)
        return message | {"out": True}

    async def _locate(self, request: web.Request) -> Any:
        body = await _body(request)
        latitude, longitude = (_field(body, name, float) for name in ("latitude", "longitude"))
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValueError("There is no such place.")
        reply_to = _field(body, "reply_to_message_id", int) if "reply_to_message_id" in body else None
        return self._person(request).shares_location(latitude, longitude, reply_to=reply_to) | {"out": True}

    async def _press(self, request: web.Request) -> Any:
        body = await _body(request)
        person = self._person(request)
        message_id, row, column = (_field(body, name, int) for name in ("message_id", "row", "column"))
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
        if _field(await _body(request), "blocked", bool):
            person.blocks()
        else:
            person.unblocks()
        return _shown(person)

    async def _jump(self, request: web.Request) -> Any:
        seconds = _field(await _body(request), "seconds", float)
        if not 0 < seconds <= LONGEST_JUMP_SECONDS:
            raise ValueError("The clock goes ahead only, by a year at most.")
        return self._moved(seconds)

    async def _jump_to_next(self, request: web.Request) -> Any:
        body = await _body(request)
        person_id = _field(body, "person", int) if body.get("person") is not None else None
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


def _json(answer: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler whose answer goes out as JSON, its errors as one sentence."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            status, body = 200, await answer(request)
        except LookupError as error:
            status, body = 404, {"error": str(error)}
        except ValueError as error:
            status, body = 400, {"error": str(error)}
        except web.HTTPRequestEntityTooLarge:
            status, body = 413, {"error": "That is too much at once."}
        return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")

    return handle


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise ValueError("JSON is expected.")
    try:
        body = orjson.loads(await request.clone(client_max_size=BODY_BYTES).read())
    except orjson.JSONDecodeError:
        raise ValueError("JSON is expected.") from None
    if not isinstance(body, dict):
        raise ValueError("An object is expected.")
    return body


def _field(body: dict[str, Any], name: str, kind: type) -> Any:
    value = body.get(name)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{name} is missing or of another type.")
    return value
