"""What Limber shows to the world: people's calendars, each at its private address. Nobody can change anything here."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot import ZONE_RULES
from bot.chat.desk import Voices
from bot.chat.views.calendar import FILE_NAME, FOLDER, calendar
from bot.domain.calendar import Calendar
from bot.helper import Helper, HelperError
from bot.services.calendars import Calendars
from bot.storage.errors import Unavailable
from bot.watching import Meters

log = structlog.get_logger()

# So many at once, and one more every so many seconds: of one address, and of all together.
BURST, REFILL_SECONDS = 10, 30.0
BURST_OF_ALL, REFILL_SECONDS_OF_ALL = 100, 0.05
# As many files are kept as are asked for in a burst; a calendar program asks a few times a day.
MOST_KEPT = 100
# A change is to be seen by the next look, and yet not be asked for with every click.
FRESH_SECONDS = 300
HEADERS = {
    "Cache-Control": f"private, max-age={FRESH_SECONDS}",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class Allowance:
    """How often something may still be done: so often at once, and once more every so many seconds."""

    def __init__(self, burst: int, refill_seconds: float, seconds: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._refill_seconds = refill_seconds
        self._seconds = seconds
        # Of each name the moment at which all of it is there again.
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, name: str = "") -> float:
        """Takes one, and returns 0; or so many seconds as it takes until there is one."""
        now = self._seconds()
        full_at = max(self._full_at.get(name, now), now) + self._refill_seconds
        wait = full_at - now - self._burst * self._refill_seconds
        if wait > 0:
            return wait
        self._full_at[name] = full_at
        self._full_at.move_to_end(name)
        while next(iter(self._full_at.values())) <= now:
            self._full_at.popitem(last=False)
        return 0.0


class Public:
    """Answers whoever knows an address; to everybody else there is nothing."""

    def __init__(
        self,
        url: str,
        bot_id: int,
        calendars: Calendars,
        voices: Voices,
        helper: Helper,
        meters: Meters,
    ) -> None:
        """`url` is where people reach it; what stands in front leaves its path as it is."""
        self._path = urlsplit(url).path
        self._bot_id = bot_id
        self._calendars = calendars
        self._voices = voices
        self._helper = helper
        self._meters = meters
        self._of_one = Allowance(BURST, REFILL_SECONDS)
        self._of_all = Allowance(BURST_OF_ALL, REFILL_SECONDS_OF_ALL)
        self._written: OrderedDict[str, bytes] = OrderedDict()

    def application(self) -> web.Application:
        """What is to be served."""
        application = web.Application()
        application.router.add_get(f"{self._path}/{FOLDER}/{{token:[A-Za-z0-9_-]+}}.ics", self._counted)
        return application

    async def _counted(self, request: web.Request) -> web.Response:
        response = await self._calendar(request)
        self._meters.public_request(response.status)
        return response

    async def _calendar(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        if wait := self._of_all.take():
            return _later(HTTPStatus.TOO_MANY_REQUESTS, wait)
        try:
            kept = await self._calendars.with_token(token)
            if kept is None:
                return web.Response(status=HTTPStatus.NOT_FOUND, text="404: Not Found")
            if wait := self._of_one.take(token):
                return _later(HTTPStatus.TOO_MANY_REQUESTS, wait)
            voice = self._voices.to(kept.person)
            shown = calendar(voice, kept.person, kept.slots, self._bot_id)
            tag = _tag(shown)
            # Weak: of one tag the files differ in the instant at which they were written.
            headers = {**HEADERS, "ETag": f'W/"{tag}"'}
            if any(known.value in {tag, "*"} for known in request.if_none_match or ()):
                return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
            written = await self._file(tag, shown, voice.now())
        except (Unavailable, HelperError, OSError) as error:
            log.warning("a calendar cannot be shown", why=type(error).__name__)
            return _later(HTTPStatus.SERVICE_UNAVAILABLE, REFILL_SECONDS)
        headers["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
        return web.Response(body=written, content_type="text/calendar", charset="utf-8", headers=headers)

    async def _file(self, tag: str, shown: Calendar, at: datetime) -> bytes:
        """The file of a calendar, written once as long as it is asked for."""
        written = self._written.get(tag)
        if written is None:
            written = await self._helper.do("bot.calendar_file", "written", shown, at)
            self._written[tag] = written
        self._written.move_to_end(tag)
        while len(self._written) > MOST_KEPT:
            self._written.popitem(last=False)
        return written


def _tag(shown: Calendar) -> str:
    """What is the same as long as the calendar is, by the same rules of zones."""
    return hashlib.sha256(repr((shown, ZONE_RULES.version)).encode()).hexdigest()[:32]


def _later(status: HTTPStatus, seconds: float) -> web.Response:
    return web.Response(status=status, headers={"Retry-After": str(math.ceil(seconds))})
