"""The request against a real server on 127.0.0.1 that answers with every failure there is."""

import asyncio
import socket
import struct
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import orjson
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.services.ports import Ambiguous, Refused, TryLater, Unreachable
from bot.telegram_api.failures import (
    NotSent,
    NotThere,
    RefusedForNow,
    Unclear,
    Unreadable,
    is_bad_file,
    is_expired_query,
    is_gone,
    is_not_modified,
    sort_failure,
)
from bot.telegram_api.request import TelegramRequest

TOKEN = "123456789:AAplantedtokenplantedtokenplanted00"  # pragma: allowlist secret
TEXT = "Planted-Text of Annegret"
CHAT = 424242
DONE = {"ok": True, "result": {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}}

Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Reads each request whole, keeps it, then does as it was told."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.asked = asyncio.Event()
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while line := await reader.readline():
                headers = {}
                while (header := (await reader.readline()).decode().strip()) != "":
                    name, _, value = header.partition(": ")
                    headers[name.lower()] = value
                if "content-length" in headers:
                    body = await reader.readexactly(int(headers["content-length"]))
                else:
                    body = await reader.readuntil(b"0\r\n\r\n") if "transfer-encoding" in headers else b""
                self.requests.append((line.decode().split()[1], headers, body))
                self.asked.set()
                await self.answering(reader, writer)
        except ConnectionError:
            return
        finally:
            writer.close()


def answers(
    status: int,
    body: dict[str, Any] | bytes,
    *,
    kind: str = "application/json",
    date: str = "",
    missing: int = 0,
) -> Answering:
    """An answer whose announced length is `missing` bytes more than what comes."""
    payload = body if isinstance(body, bytes) else orjson.dumps(body)
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {len(payload) + missing}\r\n"
    head += f"Date: {date}\r\n" if date else ""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head.encode() + b"\r\n" + payload)
        await writer.drain()
        if missing:
            writer.close()

    return answer


def refuses(status: int, description: str, **parameters: int) -> Answering:
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return answers(status, answer | ({"parameters": parameters} if parameters else {}))


async def resets(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    # With no time to linger, closing sends a reset.
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def resets_in_the_middle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok":true,')
    await writer.drain()
    await resets(reader, writer)


async def says_nothing(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not reader.at_eof():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def is_no_http(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    writer.close()


@asynccontextmanager
async def server_and_bot(answering: Answering, **options: Any) -> AsyncIterator[tuple[Server, Bot]]:
    server = Server(answering)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    request = TelegramRequest(**options)
    await request.initialize()
    try:
        yield (
            server,
            Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=request, get_updates_request=request),
        )
    finally:
        await request.shutdown()
        listening.close()


async def failure_of(answering: Answering, **options: Any) -> TelegramError:
    async with server_and_bot(answering, **options) as (_, bot):
        with pytest.raises(TelegramError) as raised:
            await bot.send_message(chat_id=CHAT, text=TEXT)
    return raised.value


def assert_tells_nothing(error: BaseException) -> None:
    """Neither in the message nor in anything the error drags along."""
    told = str(error) + repr(error) + "".join(traceback.format_exception(error, chain=True))
    seen: BaseException | None = error
    while seen is not None:
        told += str(seen) + repr(seen) + repr(seen.args)
        seen = seen.__context__ or seen.__cause__
    for secret in (TOKEN, "Planted-Text", "Annegret", "planted", str(CHAT), "sendMessage?", "/bot"):
        assert secret not in told.replace(__file__, "").replace("/bot/telegram_api/", "")


HTML = b"<html><body><h1>Planted-Text: AAplantedtoken</h1></body></html>"
FAILURES: list[tuple[str, Answering, type[TelegramError]]] = [
    ("reset after sending", resets, Unclear),
    ("hung up after sending", hangs_up, Unclear),
    ("reset in the middle of the answer", resets_in_the_middle, Unclear),
    ("no answer", says_nothing, Unclear),
    ("an answer that drips", drips, Unclear),
    ("no HTTP at all", is_no_http, Unclear),
    ("HTML 500", answers(500, HTML, kind="text/html"), Unclear),
    ("HTML 502", answers(502, HTML, kind="text/html"), Unclear),
    ("HTML 504", answers(504, HTML, kind="text/html"), Unclear),
    ("the gateway's JSON 502", refuses(502, "Bad Gateway"), Unclear),
    ("HTML 200", answers(200, HTML, kind="text/html"), Unreadable),
    ("empty 200", answers(200, b""), Unreadable),
    ("JSON 200 of another service", answers(200, {"status": "fine"}), Unreadable),
    ("a list for an answer", answers(200, b"[1]"), Unreadable),
    ("truncated JSON", answers(200, b'{"ok":true,"result":{"mess'), Unreadable),
    ("less than announced", answers(200, b'{"ok":true,', missing=100), Unclear),
    ("500 restart", refuses(500, "Internal Server Error: restart"), RefusedForNow),
    ("503 in JSON", refuses(503, "Service Unavailable"), RefusedForNow),
    ("a login page", answers(302, HTML, kind="text/html"), RefusedForNow),
    ("a gateway's 404", answers(404, HTML, kind="text/html"), RefusedForNow),
    ("a gateway's 429", answers(429, HTML, kind="text/html"), RefusedForNow),
    ("429 without a time", refuses(429, "Too Many Requests"), RefusedForNow),
    ("429", refuses(429, "Too Many Requests: retry after 37", retry_after=37), RetryAfter),
    ("400", refuses(400, "Bad Request: message text is empty"), BadRequest),
    ("413", refuses(413, "Request Entity Too Large"), BadRequest),
    ("a refusal within 200", answers(200, {"ok": False, "error_code": 400}), BadRequest),
    ("401", refuses(401, "Unauthorized"), InvalidToken),
    ("404", refuses(404, "Not Found: method not found"), NotThere),
    ("403", refuses(403, "Forbidden: bot was blocked by the user"), Forbidden),
    ("409", refuses(409, "Conflict: terminated by other getUpdates request"), Conflict),
    ("migrated", refuses(400, "Bad Request: upgraded", migrate_to_chat_id=-100), ChatMigrated),
]


@pytest.mark.parametrize(
    ("answering", "expected"), [each[1:] for each in FAILURES], ids=[each[0] for each in FAILURES]
)
async def test_every_failure_is_sorted_once_and_tells_no_secret(
    answering: Answering, expected: type[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    error = await failure_of(answering, connect_timeout=0.1, read_timeout=0.1)
    assert type(error) is expected
    assert_tells_nothing(error)
    assert not caplog.records


async def test_a_refused_connection_is_surely_not_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with TelegramRequest() as request:
            bot = Bot(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}/bot", request=request)
            with pytest.raises(NotSent) as raised:
                await bot.send_message(chat_id=CHAT, text=TEXT)
    assert_tells_nothing(raised.value)


async def test_a_name_that_cannot_be_looked_up_is_surely_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def knows_nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", knows_nobody)
    async with TelegramRequest() as request:
        with pytest.raises(NotSent) as raised:
            await Bot(TOKEN, request=request).send_message(chat_id=CHAT, text=TEXT)
    assert_tells_nothing(raised.value)


@pytest.mark.parametrize("root", ["ftp://127.0.0.1/bot", "http://127.0.0.1:99999/bot", "nothing"])
async def test_an_address_that_leads_nowhere_is_surely_not_sent(root: str) -> None:
    async with TelegramRequest() as request:
        with pytest.raises(NotSent) as raised:
            await Bot(TOKEN, root, request=request).send_message(chat_id=CHAT, text=TEXT)
    assert_tells_nothing(raised.value)


async def test_waiting_in_vain_for_a_connection_of_the_pool_is_surely_not_sent() -> None:
    async with server_and_bot(says_nothing, connections=1, connect_timeout=0.1, read_timeout=5) as (
        server,
        bot,
    ):
        first = asyncio.create_task(bot.send_message(chat_id=1, text="x"))
        await server.asked.wait()
        with pytest.raises(NotSent) as raised:
            await bot.send_message(chat_id=CHAT, text=TEXT)
        assert len(server.requests) == 1
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    assert_tells_nothing(raised.value)


async def test_after_the_shutdown_nothing_is_sent() -> None:
    async with server_and_bot(answers(200, DONE)) as (server, bot):
        await bot.request.shutdown()
        await bot.request.shutdown()
        with pytest.raises(NotSent):
            await bot.send_message(chat_id=1, text="x")
        await bot.request.initialize()
        await bot.request.initialize()
        await bot.send_message(chat_id=1, text="x")
        assert len(server.requests) == 1


async def test_parameters_arrive_as_json_on_one_kept_connection() -> None:
    async with server_and_bot(answers(200, DONE)) as (server, bot):
        for _ in range(3):
            message = await bot.send_message(
                chat_id=2**52 - 1,
                text='Ünïcode 🧘 "quoted" & <b>',
                reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="d1")]]),
                disable_notification=True,
            )
        assert message.message_id == 7
        assert server.connections == 1
        path, headers, body = server.requests[0]
        assert path == f"/bot{TOKEN}/sendMessage"
        assert headers["content-type"] == "application/json"
        assert orjson.loads(body) == {
            "chat_id": 2**52 - 1,
            "text": 'Ünïcode 🧘 "quoted" & <b>',
            "reply_markup": {"inline_keyboard": [[{"text": "Done", "callback_data": "d1"}]]},
            "disable_notification": True,
        }


async def test_files_arrive_as_a_form_with_the_other_parameters() -> None:
    async with server_and_bot(answers(200, DONE)) as (server, bot):
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="d1")]])
        await bot.send_photo(
            chat_id=1, photo=b"\x89PNG\r\n\x1a\npixels", caption="Grüße", reply_markup=markup
        )
        _, headers, body = server.requests[0]
        assert headers["content-type"].startswith("multipart/form-data; boundary=")
        assert b"\x89PNG\r\n\x1a\npixels" in body
        assert 'name="caption"' in body.decode(errors="replace")
        assert "Grüße".encode() in body
        assert b'{"inline_keyboard": [[{' in body


async def test_a_file_is_fetched_as_its_bytes() -> None:
    async with server_and_bot(answers(200, b"\x00\x01\xff not JSON", kind="image/png")) as (server, bot):
        fetched = await bot.request.retrieve(bot.base_url.replace("/bot", "/file/bot") + "/photo.png")
        assert fetched == b"\x00\x01\xff not JSON"
        assert server.requests[0][2] == b""


async def test_a_read_time_named_by_the_call_counts() -> None:
    async with server_and_bot(says_nothing, connect_timeout=0.05, read_timeout=3600) as (_, bot):
        assert bot.request.read_timeout == 3600
        with pytest.raises(Unclear):
            await bot.send_message(chat_id=1, text="x", read_timeout=0.05)


async def test_without_any_time_limit_an_answer_is_waited_for() -> None:
    async with server_and_bot(answers(200, DONE), connect_timeout=0.001, read_timeout=0.001) as (_, bot):
        message = await bot.send_message(
            chat_id=1, text="x", read_timeout=None, write_timeout=None, connect_timeout=None
        )
        assert message.message_id == 7


async def test_a_redirect_is_not_followed() -> None:
    async def redirects(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 307 Moved\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n")

    async with server_and_bot(redirects) as (server, bot):
        with pytest.raises(RefusedForNow):
            await bot.send_message(chat_id=CHAT, text=TEXT)
        assert len(server.requests) == 1


async def test_cancelling_a_call_is_no_failure() -> None:
    async with server_and_bot(says_nothing) as (server, bot):
        call = asyncio.create_task(bot.send_message(chat_id=1, text="x"))
        await server.asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(hours=1), timedelta(days=-20000)])
async def test_the_difference_to_the_servers_clock_is_kept(ahead: timedelta) -> None:
    now = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    date = format_datetime(now + ahead, usegmt=True)
    async with server_and_bot(answers(200, DONE, date=date), now=lambda: now) as (_, bot):
        request = bot.request
        assert isinstance(request, TelegramRequest)
        assert request.clock_difference is None
        await bot.send_message(chat_id=1, text="x")
        assert request.clock_difference == ahead


@pytest.mark.parametrize(
    "date", ["", "soon", "Mon, 99 Foo 2026 99:00:00 GMT", "Sun, 29 Mar 2026 01:00:00 -0000"]
)
async def test_a_date_that_is_none_leaves_the_difference_unknown(date: str) -> None:
    async with server_and_bot(answers(200, DONE, date=date)) as (_, bot):
        await bot.send_message(chat_id=1, text="x")
        request = bot.request
        assert isinstance(request, TelegramRequest)
        assert request.clock_difference is None


async def test_what_telegram_quotes_from_a_text_is_left_out() -> None:
    said = 'Bad Request: can\'t parse entities: Unsupported start tag "annegret" at byte offset 3'
    error = await failure_of(refuses(400, said))
    assert_tells_nothing(error)
    assert "annegret" not in str(error).lower()
    assert "unsupported start tag" in str(error).lower()


async def test_a_body_that_cannot_be_built_is_our_mistake_and_tells_no_secret() -> None:
    async with server_and_bot(answers(200, DONE)) as (server, bot):
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(chat_id=1, text=TEXT + "\ud800")
        assert server.requests == []
    assert isinstance(sort_failure(raised.value), Refused)
    assert_tells_nothing(raised.value)


@pytest.mark.parametrize(
    ("status", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", "blocked"),
        (403, "Forbidden: bot can't initiate conversation with a user", "blocked"),
        (403, "Forbidden: user is deactivated", "deactivated"),
        (400, "Bad Request: chat not found", "chat not found"),
    ],
)
async def test_people_who_left_are_unreachable_with_the_reason(
    status: int, description: str, reason: str
) -> None:
    sorted_out = sort_failure(await failure_of(refuses(status, description)))
    assert isinstance(sorted_out, Unreachable)
    assert sorted_out.reason == reason


@pytest.mark.parametrize(
    ("error", "after"),
    [
        (RetryAfter(37), timedelta(seconds=37)),
        (NotSent("x"), None),
        (RefusedForNow("x"), None),
        (InvalidToken(), None),
        (EndPointNotFound("Endpoint 'sendPhoto' not found in Bot API"), None),
    ],
)
def test_what_was_surely_not_done_is_for_later(error: TelegramError, after: timedelta | None) -> None:
    sorted_out = sort_failure(error)
    assert isinstance(sorted_out, TryLater)
    assert sorted_out.after == after


def test_a_time_told_as_a_plain_number_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    error = RetryAfter(37)
    monkeypatch.setenv("PTB_TIMEDELTA", "false")
    with pytest.warns(DeprecationWarning, match="PTB_TIMEDELTA"):
        sorted_out = sort_failure(error)
    assert isinstance(sorted_out, TryLater)
    assert sorted_out.after == timedelta(seconds=37)


def test_what_was_perhaps_done_is_ambiguous() -> None:
    assert isinstance(sort_failure(Unclear("x")), Ambiguous)


@pytest.mark.parametrize("error", [BadRequest("can't parse entities"), Conflict("x"), ChatMigrated(-100)])
def test_whatever_has_no_meaning_of_its_own_is_refused(error: TelegramError) -> None:
    assert isinstance(sort_failure(error), Refused)


HARMLESS = [
    (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
        "same as a current content and reply markup of the message",
        is_not_modified,
    ),
    ("Bad Request: message to edit not found", is_gone),
    ("Bad Request: message can't be edited", is_gone),
    ("Bad Request: message to delete not found", is_gone),
    ("Bad Request: message can't be deleted for everyone", is_gone),
    (
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        is_expired_query,
    ),
    ("Bad Request: wrong file identifier/HTTP URL specified", is_bad_file),
    ("Bad Request: wrong remote file identifier specified: Wrong string length", is_bad_file),
    ("Bad Request: wrong file_id or the file is temporarily unavailable", is_bad_file),
]


@pytest.mark.parametrize(("description", "expected"), HARMLESS)
async def test_harmless_refusals_are_told_apart(
    description: str, expected: Callable[[TelegramError], bool]
) -> None:
    error = await failure_of(refuses(400, description))
    says = [which for which in (is_not_modified, is_gone, is_expired_query, is_bad_file) if which(error)]
    assert says == [expected]
    assert isinstance(sort_failure(error), Refused)


@pytest.mark.parametrize("says", [is_not_modified, is_gone, is_expired_query, is_bad_file])
def test_an_outage_is_never_taken_for_a_harmless_refusal(says: Callable[[TelegramError], bool]) -> None:
    assert not says(
        Unclear("message is not modified, message to edit not found, query is too old, wrong file_id")
    )
