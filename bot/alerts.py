"""What needs a person is told to those who run Limber: in the chat, and to a service that waits for a heartbeat."""

from __future__ import annotations

import math
import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode, urlsplit, urlunsplit

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot import beats
from bot.services.load import Load
from bot.storage.errors import Unavailable

log = structlog.get_logger()

LOOK_SECONDS = 30.0
TOLD_AGAIN_SECONDS = 3600.0
AWAY_SECONDS = 300.0
LATE = timedelta(minutes=10)
# The database's log and a backup beside it want room too.
LEAST_ROOM = 100 << 20
BEAT_SECONDS = 60.0
ANSWER_SECONDS = 10.0
# The path of Uptime Kuma's push monitors; every other address is taken as healthchecks takes it.
KUMA_PATH = "/api/push/"


def room(folder: Path) -> int:
    """The bytes that are free for a folder, whether it is there already or not."""
    return shutil.disk_usage(
        next(there for there in (folder, *folder.absolute().parents) if there.exists())
    ).free


class Need(StrEnum):
    """What needs a person; the values are the names of the messages behind `operator-`."""

    DISK = "disk"
    DATABASE = "database"
    LATE = "late"
    WORKER = "worker"


class Alerts:
    """Looks for what needs a person, and tells each kind once an hour at most."""

    def __init__(
        self,
        *,
        look: Callable[[], Awaitable[Load]],
        room: Callable[[], int],
        begun_anew: Callable[[], int],
        tell: Callable[[Need], Awaitable[None]],
        now: Callable[[], float] = monotonic,
    ) -> None:
        """`look` says how things stand, `room` how many bytes are free, `begun_anew` how many workers were so far.

        `tell` needs no database, and raises nothing.
        """
        self._look = look
        self._room = room
        self._begun_anew = begun_anew
        self._tell = tell
        self._now = now
        self._told_at: dict[Need, float] = {}
        self._answered_at = now()
        self._known_anew = 0

    async def run(self) -> None:
        """Looks again and again, until it is cancelled."""
        while True:
            await self.look()
            await beats.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Tells what needs a person now, and was not told within the last hour."""
        now = self._now()
        for need in await self._needs(now):
            if now - self._told_at.get(need, -math.inf) >= TOLD_AGAIN_SECONDS:
                self._told_at[need] = now
                await self._tell(need)

    async def _needs(self, now: float) -> list[Need]:
        needs = []
        try:
            load = await self._look()
        except Unavailable:
            if now - self._answered_at >= AWAY_SECONDS:
                needs.append(Need.DATABASE)
        else:
            self._answered_at = now
            if load.late >= LATE:
                needs.append(Need.LATE)
        if self._room() < LEAST_ROOM:
            needs.append(Need.DISK)
        if (begun := self._begun_anew()) > self._known_anew:
            self._known_anew = begun
            needs.append(Need.WORKER)
        return needs


class Heartbeat:
    """Says every minute that all is well, or what is not, to a service that tells its people when it hears nothing."""

    def __init__(self, url: str, faults: Callable[[], Awaitable[list[str]]]) -> None:
        """Takes an address of healthchecks, or of a push monitor of Uptime Kuma; the faults are a line each."""
        self._url = url
        self._faults = faults
        self._is_failing = False

    async def run(self) -> None:
        """Beats until it is cancelled."""
        while True:
            await self.beat(await self._faults())
            await beats.sleep(BEAT_SECONDS)

    async def beat(self, faults: list[str]) -> None:
        """Says once that all is well, or what is not; that nobody hears it is told in the log, once."""
        try:
            async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session:
                with beats.waiting():
                    async with session.post(address(self._url, faults), data="\n".join(faults)) as response:
                        response.raise_for_status()
        except (ClientError, TimeoutError, ValueError) as error:
            # Not what it says: the address is a secret of its own.
            if not self._is_failing:
                log.warning("nobody hears the heartbeat; it goes on", why=type(error).__name__)
            self._is_failing = True
        else:
            if self._is_failing:
                log.info("the heartbeat is heard again")
            self._is_failing = False


def address(url: str, faults: list[str]) -> str:
    """Where to say that all is well, or that it is not."""
    parts = urlsplit(url)
    if KUMA_PATH in parts.path:
        said = {"status": "down" if faults else "up", "msg": ", ".join(faults) or "OK"}
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(said), ""))
    failed = f"{parts.path.rstrip('/')}/fail"
    return urlunsplit((parts.scheme, parts.netloc, failed, parts.query, "")) if faults else url
