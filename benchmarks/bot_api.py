"""A Bot API in a process of its own, as fast as aiohttp serves; it remembers every call and when it came."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import ClientSession, web

ADDRESS = "127.0.0.1"
TOKEN = "1000000001:BENCHMARKS-NO-SECRET-IN-THIS-TOKEN"
BOT = {
    "id": 1_000_000_001,
    "is_bot": True,
    "first_name": "Limber",
    "username": "limber_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
# What Telegram counts as a send; the rest, polling and answering presses, is free.
SENDS = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendAnimation",
        "editMessageText",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
        "deleteMessage",
    }
)
# A window that the network shifts by a few milliseconds holds a little more than what was let go in a second.
FLOOD_LEEWAY = 2
# Whatever goes wrong, nothing of a benchmark outlives this.
LONGEST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a bot: when it came on the machine's monotonic clock, and what it asked for."""

    at: float
    method: str
    status: int
    body: bytes

    @property
    def asked(self) -> dict[str, Any]:
        """Its parameters; none of an upload."""
        return _asked(self.body)


class BotApi:
    """A running server, seen from the benchmark."""

    def __init__(self, url: str, session: ClientSession) -> None:
        self.url = url
        self._session = session

    async def calls(self) -> list[Call]:
        """Every call since the last time it was told to forget."""
        async with self._session.get(f"{self.url}/benchmark/calls") as response:
            raw = await response.read()
        calls = []
        while raw:
            head, _, raw = raw.partition(b"\n")
            at, method, status, length = head.split(b" ")
            calls.append(Call(float(at), method.decode(), int(status), raw[: int(length)]))
            raw = raw[int(length) :]
        return calls

    async def sends(self) -> list[Call]:
        """The calls that Telegram would count."""
        return [call for call in await self.calls() if call.method in SENDS]

    async def count(self) -> int:
        """How many sends were taken."""
        async with self._session.get(f"{self.url}/benchmark/count") as response:
            return int(await response.read())

    async def forget(self) -> None:
        """Begins a new record."""
        await self._session.post(f"{self.url}/benchmark/forget")

    async def bring(self, updates: Sequence[dict[str, Any]]) -> None:
        """Lets the bot's next getUpdates find these."""
        await self._session.post(f"{self.url}/benchmark/updates", data=orjson.dumps(updates))


@asynccontextmanager
async def bot_api(*, latency: float = 0.0, limit: int | None = None) -> AsyncIterator[BotApi]:
    """A server that answers after `latency` seconds, with 429 to more than `limit` sends in a second."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, latency, limit), daemon=True)
    process.start()
    # Only the child holds its end now: should it die before it says its port, that is the end of the wait.
    theirs.close()
    port = await asyncio.to_thread(ours.recv)
    try:
        async with ClientSession() as session:
            yield BotApi(f"http://{ADDRESS}:{port}", session)
    finally:
        process.terminate()
        process.join()


class _Server:
    """The server's side."""

    def __init__(self, latency: float, limit: int | None) -> None:
        self._latency = latency
        self._limit = limit
        self._calls: list[tuple[float, str, int, bytes]] = []
        self._sends: deque[float] = deque()
        self._count = 0
        self._message_ids = itertools.count(1_000_000)
        self._updates: deque[dict[str, Any]] = deque()
        self._arrived = asyncio.Event()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to one request, of the bot or of the benchmark."""
        owner, _, method = request.path[1:].partition("/")
        body = await request.read()
        if owner == "benchmark":
            return self._control(method, body)
        at = time.monotonic()
        if method == "getUpdates":
            return _ok(await self._updates_from(_asked(body)))
        if method in SENDS and self._is_flood(at):
            self._calls.append((at, method, 429, body))
            return web.Response(
                status=429, body=b'{"ok":false,"error_code":429,"parameters":{"retry_after":1}}'
            )
        self._calls.append((at, method, 200, body))
        self._count += method in SENDS
        if self._latency:
            await asyncio.sleep(self._latency)
        return _ok(self._result(method, body))

    def _control(self, what: str, body: bytes) -> web.Response:
        match what:
            case "calls":
                parts = (
                    b"%r %s %d %d\n%s" % (at, method.encode(), status, len(sent), sent)
                    for at, method, status, sent in self._calls
                )
                return web.Response(body=b"".join(parts))
            case "count":
                return web.Response(body=str(self._count).encode())
            case "forget":
                self._calls.clear()
                self._count = 0
            case "updates":
                self._updates.extend(orjson.loads(body))
                self._arrived.set()
        return web.Response()

    def _is_flood(self, at: float) -> bool:
        if self._limit is None:
            return False
        while self._sends and self._sends[0] <= at - 1.0:
            self._sends.popleft()
        if len(self._sends) >= self._limit + FLOOD_LEEWAY:
            return True
        self._sends.append(at)
        return False

    async def _updates_from(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        while self._updates and self._updates[0]["update_id"] < int(asked.get("offset", 0)):
            self._updates.popleft()
        if not self._updates:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), float(asked.get("timeout", 0)))
            except TimeoutError:
                return []
        return list(itertools.islice(self._updates, int(asked.get("limit", 100))))

    def _result(self, method: str, body: bytes) -> object:
        """What the real server would say, as far as a bot reads it: of a message its ids, its text and its file."""
        if method == "getMe":
            return BOT
        if method not in SENDS or method == "deleteMessage":
            return True
        asked = _asked(body)
        message: dict[str, Any] = {
            "message_id": int(asked.get("message_id") or next(self._message_ids)),
            "date": int(time.time()),
            "from": BOT,
            "chat": {"id": int(asked.get("chat_id", 1)), "type": "private", "first_name": "Ann"},
        }
        for kind in ("text", "caption"):
            if kind in asked:
                message[kind] = asked[kind]
        file = {"file_unique_id": "unique", "width": 640, "height": 480}
        if method == "sendPhoto":
            message["photo"] = [{"file_id": "photo", **file}]
        elif method == "sendAnimation":
            message["animation"] = {"file_id": "animation", "duration": 3, **file}
        return message


def _asked(body: bytes) -> dict[str, Any]:
    """The parameters of a JSON or a urlencoded body."""
    if body.startswith(b"{"):
        return dict(orjson.loads(body))
    return {} if body.startswith(b"--") else dict(parse_qsl(body.decode()))


def _ok(result: object) -> web.Response:
    return web.Response(body=orjson.dumps({"ok": True, "result": result}), content_type="application/json")


def _run(theirs: Connection, latency: float, limit: int | None) -> None:
    """The server's process: ends with its parent, or when it was left alone for an hour."""
    Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve(theirs, latency, limit))


async def _serve(theirs: Connection, latency: float, limit: int | None) -> None:
    # The low-level server: a router would cost as much again as the answer.
    runner = web.ServerRunner(web.Server(_Server(latency, limit).handle, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, ADDRESS, 0, backlog=1024)
    await site.start()
    theirs.send(runner.addresses[0][1])
    await asyncio.sleep(LONGEST_SECONDS)


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)
