"""Requests to the Bot API over aiohttp."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
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
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.telegram_api.failures import NotSent, NotThroughProxy, Unclear, Unreadable, refusal
from bot.telegram_api.reading import read_json

NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, InvalidURL, NonHttpUrlClientError)
UPLOAD_SECONDS = 20.0
JSON_HEADERS = {"Content-Type": "application/json"}


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
