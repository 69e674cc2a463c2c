"""Requests to the Bot API over aiohttp; every failure is sorted here, once."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, cast

import orjson
from aiohttp import (
    ClientConnectorError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    InvalidURL,
    NonHttpUrlClientError,
    TCPConnector,
)
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
from telegram.request import BaseRequest, RequestData

from bot.services.ports import Ambiguous, NotDelivered, Refused, TryLater, Unreachable
from bot.storage.errors import Unavailable
from bot.telegram_api.reading import read_json


class NotSent(NetworkError):
    """No connection came about: surely not done."""


class NotThroughProxy(NotSent):
    """The proxy is away, or brought no connection about."""


class Unclear(NetworkError):
    """The request went out and no clear answer came back: perhaps done."""


class Unreadable(Unclear):
    """An answer came that is not the Bot API's, or not to be read."""

    def __init__(self, body: bytes) -> None:
        super().__init__("an answer that is not the Bot API's")
        self.body = body


class NotThere(InvalidToken):
    """The server knows no bot at this address: a token of the wrong form, or no Bot API server at all."""


class RefusedForNow(NetworkError):
    """The server answered that it did not do it, for a reason of its own: surely not done."""


NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, InvalidURL, NonHttpUrlClientError)
# The words of a gateway in front of the Bot API, which also speaks JSON (tdlib/telegram-bot-api#868): what became
# of the request behind it, it does not know.
GATEWAY_STATUSES = (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)
UPLOAD_SECONDS = 20.0
JSON_HEADERS = {"Content-Type": "application/json"}
# A year: no instant that much later is beyond what the databases keep.
LONGEST_TOLD_SECONDS = 366 * 86400


def _utc_now() -> datetime:
    return datetime.now(UTC)


class DatedRequest(BaseRequest):
    """A request that knows how far the server's clock is ahead of ours; None before the first answer."""

    clock_difference: timedelta | None = None

    def forget_clock(self) -> None:
        """Lets the next answer tell it anew."""
        self.clock_difference = None


class TelegramRequest(DatedRequest):
    """One pool of connections to the Bot API; its errors never carry a URL, a token or a text."""

    def __init__(
        self,
        *,
        connections: int = 64,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        proxy_url: str | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._proxy_url = proxy_url
        self._now = now
        self._date = ""
        self._session: ClientSession | None = None
        self._timeout = _timeout(connect_timeout, 0.0, read_timeout)
        self._upload_timeout = _timeout(connect_timeout, UPLOAD_SECONDS, read_timeout)

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take when a call names none."""
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = ClientSession(
                connector=self._connector(),
                cookie_jar=DummyCookieJar(),
                # What the Bot API does not look at costs time on every call; its answers are too short to zip.
                skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
                timeout=self._timeout,
            )

    def _connector(self) -> TCPConnector:
        if self._proxy_url is None:
            return TCPConnector(limit=self._connections)
        # Needed by few, and loaded only there.
        from bot.telegram_api.proxy import ThroughProxy

        # The proxy looks up the name: where Telegram is blocked that may be, too.
        return ThroughProxy.from_url(self._proxy_url, limit=self._connections, rdns=True)

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of an answer that is not an error; raises the sorted failure otherwise."""
        if self._session is None:
            raise NotSent("the connection to Telegram is closed")
        body: bytes | FormData | None = None
        headers = None
        timeout = self._timeout
        if request_data is not None:
            if request_data.contains_files:
                body, timeout = _form(request_data), self._upload_timeout
            else:
                # The Bot API reads JSON bodies; next to a urlencoded form they cost a fiftieth to build.
                body, headers = orjson.dumps(request_data.parameters), JSON_HEADERS
        if not (read_timeout is write_timeout is connect_timeout is self.DEFAULT_NONE):
            write_default = UPLOAD_SECONDS if timeout is self._upload_timeout else 0.0
            timeout = _timeout(
                _named_or(connect_timeout, self._connect_timeout),
                _named_or(write_timeout, write_default),
                _named_or(read_timeout, self._read_timeout),
            )
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                payload = await response.read()
                status = response.status
                date = response.headers.get("Date", "")
        except NEVER_LEFT as error:
            kind = NotSent if self._proxy_url is None else NotThroughProxy
            failure: TelegramError = kind(type(error).__name__)
        except Exception as error:
            # Whatever it is, PTB would put its repr, and with it the URL, into the message.
            failure = Unclear(type(error).__name__)
        else:
            if 200 <= status <= 299:
                self._compare_clocks(date)
                return status, payload
            failure = refusal(status, payload)
        # Raised here, outside the except clauses, so that it does not drag along aiohttp's error and its URL.
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer of a done call; raises Unreadable for what is none, the refusal where it hides in a 200."""
        try:
            answer = read_json(payload)
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            if answer.get("ok") is True and "result" in answer:
                return answer
            if answer.get("ok") is False and isinstance(answer.get("error_code"), int):
                raise refusal(answer["error_code"], payload)
        raise Unreadable(payload)

    def forget_clock(self) -> None:
        super().forget_clock()
        self._date = ""

    def _compare_clocks(self, date: str) -> None:
        """Keeps how far the server's clock is ahead of ours; its Date changes once a second."""
        if date == self._date:
            return
        self._date = date
        try:
            self.clock_difference = parsedate_to_datetime(date) - self._now()
        except (ValueError, TypeError):
            return


def _named_or(named: object, default: float) -> float | None:
    return default if named is BaseRequest.DEFAULT_NONE else cast("float | None", named)


def _timeout(connect: float | None, write: float | None, read: float | None) -> ClientTimeout:
    # Up to `connect` seconds go by for a connection, new or from the pool; so `total` ends only what was being sent.
    total = None if connect is None or write is None or read is None else connect + write + read
    return ClientTimeout(total=total, connect=connect)


def _form(request_data: RequestData) -> FormData:
    form = FormData(request_data.json_parameters)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def refusal(status: int, payload: bytes) -> TelegramError:
    """What an answer that is not a success means."""
    try:
        answer = read_json(payload)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or answer.get("ok") is not False or status in GATEWAY_STATUSES:
        # Below 500 nobody has worked on the request: a gateway, a proxy or a hotel's login page sent it back.
        return Unclear(f"status {status}") if status >= 500 else RefusedForNow(f"status {status}")
    match answer.get("parameters"):
        case {"migrate_to_chat_id": int(chat_id)}:
            return ChatMigrated(chat_id)
        case {"retry_after": int() | float() as seconds}:
            return RetryAfter(timedelta(seconds=min(max(0, seconds), LONGEST_TOLD_SECONDS)))
    said = answer.get("description")
    # Telegram quotes what it could not read, which may be a piece of the person's text.
    description = re.sub('"[^"]*"', '"..."', said) if isinstance(said, str) and said else f"status {status}"
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return InvalidToken(description)
        case HTTPStatus.NOT_FOUND:
            return NotThere(description)
        case HTTPStatus.FORBIDDEN:
            return Forbidden(description)
        case HTTPStatus.CONFLICT:
            return Conflict(description)
        case HTTPStatus.TOO_MANY_REQUESTS:
            return RefusedForNow(description)
    return BadRequest(description) if status < 500 else RefusedForNow(description)


def wait_told(error: RetryAfter) -> timedelta:
    """How long Telegram said to wait."""
    told = error.retry_after
    return told if isinstance(told, timedelta) else timedelta(seconds=told)


def sort_failure(error: TelegramError) -> NotDelivered:
    """What a failed call means to the services; Refused for whatever has no meaning of its own here."""
    match error:
        case RetryAfter():
            return TryLater(wait_told(error))
        case NotSent() | RefusedForNow() | InvalidToken() | EndPointNotFound():
            # A token taken back is the operator's to mend; what is due meanwhile has not been done. PTB takes its 401
            # for an unknown method where a call was made by name.
            return TryLater()
        case Unclear():
            return Ambiguous()
        case Forbidden() if _says(error, "user is deactivated"):
            return Unreachable("deactivated")
        # By its words, not by its kind: a proxy that forbids everything must not make everybody leave.
        case Forbidden() if _says(error, "bot was blocked by the user", "can't initiate conversation"):
            return Unreachable("blocked")
        case BadRequest() if _says(error, "chat not found"):
            return Unreachable("chat not found")
    return Refused(error.message)


def why(error: Exception) -> str:
    """What whoever hosts Limber is told of a failure: its kind, and what Telegram said where it refused."""
    if isinstance(error, Unavailable):
        return str(error)
    failure = sort_failure(error) if isinstance(error, TelegramError) else error
    return failure.why if isinstance(failure, Refused) else type(error).__name__


def is_not_modified(error: TelegramError) -> bool:
    """Whether an edit failed because the message already is as wanted."""
    return _says(error, "message is not modified")


def is_gone(error: TelegramError) -> bool:
    """Whether the message to edit or delete is out of reach for good."""
    return _says(
        error,
        "message to edit not found",
        "message can't be edited",
        "there is no text in the message to edit",
        "message to delete not found",
        "message can't be deleted",
    )


def is_expired_query(error: TelegramError) -> bool:
    """Whether a press can no longer be answered."""
    return _says(error, "query is too old", "query id is invalid")


def is_bad_file(error: TelegramError) -> bool:
    """Whether a remembered file_id no longer serves and the file is to be uploaded anew."""
    return _says(
        error, "wrong file identifier", "wrong remote file identifier", "wrong file_id", "file_id_invalid"
    )


def _says(error: TelegramError, *texts: str) -> bool:
    # PTB takes off "Bad Request: " and changes the case of what follows.
    said = error.message.lower()
    return isinstance(error, BadRequest | Forbidden) and any(text in said for text in texts)
