"""The local Telegram over HTTP, on this machine alone: the Bot API for the bot, a page for people."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from typing import Any

import orjson
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_request import FileField

from bot.localchat import limits
from bot.localchat.clock import JumpingClock
from bot.localchat.faults import Broken
from bot.localchat.limits import Refusal
from bot.localchat.page_api import NextReminder, PageApi, seconds_left
from bot.localchat.params import Upload
from bot.localchat.telegram import LocalTelegram
from bot.localchat.webhook import Poster

ADDRESS = "127.0.0.1"
NAMES = (ADDRESS, "localhost")
# A few fields beside the largest file.
BODY_BYTES = limits.FILE_BYTES + 1024 * 1024
# Long polls and event streams are not worth waiting for at the end.
SHUTDOWN_SECONDS = 0.5

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


log = logging.getLogger(__name__)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Whether a fault is the server's own; what is no HTTP was answered so, and nothing here is to be mended."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


log.addFilter(_is_worth_a_line)


class LocalServer:
    """A running server."""

    def __init__(self, runner: web.AppRunner, poster: Poster, port: int) -> None:
        self.port = port
        self._runner = runner
        self._poster = poster

    @property
    def url(self) -> str:
        """The address of the page, and the root of the Bot API."""
        return f"http://{ADDRESS}:{self.port}"

    async def close(self) -> None:
        """Ends every connection."""
        await self._poster.close()
        await self._runner.cleanup()


async def serve(
    telegram: LocalTelegram, *, port: int, clock: JumpingClock, next_reminder: NextReminder | None = None
) -> LocalServer:
    """The server, listening; raises OSError if the port is taken. Port 0 takes any.

    The clock is first moved ahead to where it stood when the state was last in use.
    """
    telegram.clock_offset = min(telegram.clock_offset, max(0.0, seconds_left(clock)))
    clock.jump(telegram.clock_offset)
    app = web.Application(middlewares=[_guard], client_max_size=BODY_BYTES)
    api = BotApi(telegram)
    app.router.add_route("*", "/bot{token}/{method}", api.call)
    app.router.add_get("/file/bot{token}/{path:.+}", api.file)
    page = PageApi(telegram, clock, next_reminder)
    app.add_routes(page.routes())
    app.on_shutdown.append(page.end_events)
    runner = web.AppRunner(
        app, access_log=None, logger=log, handler_cancellation=True, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, ADDRESS, port)
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    poster = Poster(telegram.state)
    poster.start()
    return LocalServer(runner, poster, runner.addresses[0][1])


class BotApi:
    """The methods and files of the Bot API."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    async def call(self, request: web.Request) -> web.StreamResponse:
        """The answer to one call."""
        if refusal := self._refused(request):
            return self._answer(refusal.code, orjson.dumps(refusal.body()))
        try:
            params, files = await _read_call(request)
        except web.HTTPRequestEntityTooLarge:
            return self._answer(limits.TOO_LARGE.code, orjson.dumps(limits.TOO_LARGE.body()))
        except (ValueError, AssertionError):
            return self._answer(limits.BODY_UNREADABLE.code, orjson.dumps(limits.BODY_UNREADABLE.body()))
        status, body = await self._telegram.call(request.match_info["method"], params, files)
        if status == Broken.NO_ANSWER:
            # Until the caller gives up: the handler is cancelled when it hangs up.
            await asyncio.Event().wait()
        if status in (Broken.NO_CONNECTION, Broken.RESET) and request.transport:
            # The nearest a server comes to a refused connection.
            request.transport.abort()
        return self._answer(max(status, 200), body)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file that getFile told of."""
        file = self._telegram.state.files.at(request.match_info["path"])
        if refusal := self._refused(request) or (limits.NOT_FOUND if file is None else None):
            return self._answer(refusal.code, orjson.dumps(refusal.body()))
        assert file is not None
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _refused(self, request: web.Request) -> Refusal | None:
        token = request.match_info["token"].encode()
        return None if hmac.compare_digest(token, self._telegram.token.encode()) else limits.UNAUTHORIZED

    def _answer(self, status: int, body: bytes) -> web.Response:
        # The bot compares its clock with this.
        date = format_datetime(self._telegram.state.clock.now(), usegmt=True)
        kind = "text/html" if body.startswith(b"<") else "application/json"
        return web.Response(status=status, body=body, content_type=kind, headers={"Date": date})


async def _read_call(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters and files of a call; raises ValueError for a body that is neither JSON nor a form."""
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        given = orjson.loads(body) if body else {}
        if not isinstance(given, dict):
            raise ValueError("an object is expected")
        params |= given
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                files[name] = (value.filename, value.file.read(), value.content_type)
            else:
                params[name] = value if isinstance(value, str) else bytes(value).decode()
    return params, files


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses whatever did not come from this machine's own page or programs."""
    port = request.transport.get_extra_info("sockname")[1] if request.transport else 0
    hosts = {f"{name}:{port}" for name in NAMES}
    origin = request.headers.get("Origin")
    if request.headers.get("Host") not in hosts or (
        origin and origin not in {f"http://{host}" for host in hosts}
    ):
        return web.json_response({"error": "The local chat answers this machine alone."}, status=403)
    return await handler(request)
