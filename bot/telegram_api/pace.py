"""How fast messages go out in all: by this process's own count, or by one that several processes share."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from time import monotonic
from typing import Protocol

import structlog

from bot.services.tasks import Tasks
from bot.services.trying import Outage
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.transaction import Transaction

log = structlog.get_logger()

# Permits come evenly, or a burst that the network squeezes would be more than the rate at the server. Those that a
# late wake-up missed within this many seconds are made good at once.
CATCH_UP_SECONDS = 0.02
# A shared permit that was missed for longer is lost: its place in time is another process's next one.
SHARED_CATCH_UP_SECONDS = 0.05
SLICE_SECONDS = 0.2
# At a high rate what is wanted now would be asked for again and again.
SHORTEST_SLICE_SECONDS = 0.02
ASK_AGAIN_SECONDS = 1.0
# Longer than the slices of many processes: permits that begin only then mean that Telegram told one of them to stop.
HALTED_SECONDS = 10.0


class Pace(Protocol):
    """When the next permit is to be had."""

    def free_at(self, wanted: int) -> float:
        """The second, by the monotonic clock, from which the next permit may be used; infinity while that is not known.

        `wanted` is how many callers wait for one.
        """

    def take(self, now: float) -> None:
        """Takes the permit that is free."""

    def halt(self, seconds: float) -> None:
        """Lets nobody who shares the pace go on for so long."""

    def go_on(self) -> None:
        """Lets those who share the pace go on at once."""


class OwnPace:
    """Never more than `rate` permits in any second, evenly spread, for one process alone."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._gap = 1 / rate
        self._even_at = -math.inf
        self._given_at: deque[float] = deque(maxlen=rate)

    def free_at(self, wanted: int) -> float:
        even_at = self._even_at - CATCH_UP_SECONDS
        return max(even_at, self._given_at[0] + 1.0) if len(self._given_at) == self._rate else even_at

    def take(self, now: float) -> None:
        self._given_at.append(now)
        self._even_at = max(self._even_at, now) + self._gap

    def halt(self, seconds: float) -> None:
        """Needs nothing: nobody shares it, and the budget asks for no permit while all wait."""

    def go_on(self) -> None:
        """Needs nothing."""


class SharedPace:
    """Never more than `rate` permits in any second for all processes of a bot together.

    A slice is a stretch of the bot's time, with a place for each permit in it; a permit is used at its place or lost.
    """

    def __init__(
        self,
        rate: int,
        database: Database,
        bot_id: int,
        *,
        arrived: Callable[[], None],
        halted: Callable[[float], None],
    ) -> None:
        """`arrived` is called whenever there are places again, `halted` where there are none for so many seconds."""
        # A second may hold the places of a second and what was late before it.
        self._gap = (1 + SHARED_CATCH_UP_SECONDS) / rate
        self._least, self._most = (
            max(1, int(seconds / self._gap)) for seconds in (SHORTEST_SLICE_SECONDS, SLICE_SECONDS)
        )
        self._database = database
        self._bot_id = bot_id
        self._arrived = arrived
        self._halted = halted
        # Each with when it may be used and from when on it is lost.
        self._places: deque[tuple[float, float]] = deque()
        self._tasks = Tasks()
        self._asking = False
        self._outage = Outage("no permits to send: the database is away", "there are permits to send again")

    def free_at(self, wanted: int) -> float:
        now = monotonic()
        while self._places and self._places[0][1] < now:
            self._places.popleft()
        missing = wanted - len(self._places)
        if missing > 0 and not self._asking and len(self._places) <= self._most // 4:
            self._asking = True
            self._tasks.begin(self._ask(min(max(missing, self._least), self._most)))
        return self._places[0][0] if self._places else math.inf

    def take(self, now: float) -> None:
        # While all wait there are none; a probe goes all the same.
        if self._places:
            self._places.popleft()

    def halt(self, seconds: float) -> None:
        self._places.clear()
        self._tasks.begin(self._tell(lambda tx: tx.permits.halt(self._bot_id, timedelta(seconds=seconds))))

    def go_on(self) -> None:
        # Asked for before the end is known, permits would still begin only with the end that Telegram named.
        self._asking = True
        self._tasks.begin(self._tell_end())

    async def _tell_end(self) -> None:
        try:
            await self._tell(lambda tx: tx.permits.go_on(self._bot_id))
        finally:
            self._asking = False
            self._arrived()

    async def _ask(self, count: int) -> None:
        try:
            async with self._database.write() as tx:
                asked_at = monotonic()
                told = await tx.permits.take(self._bot_id, timedelta(seconds=count * self._gap))
                told_at = monotonic()
            self._outage.over()
            begins_in = told.total_seconds()
            if begins_in > HALTED_SECONDS:
                self._halted(begins_in)
            else:
                # It was said at some moment between the question and the answer: used from the later, lost by the
                # earlier; but where the database is far away or slow to commit, not before it could be used at all.
                lost_at = max(asked_at + SHARED_CATCH_UP_SECONDS, monotonic() + CATCH_UP_SECONDS) + begins_in
                begins_at = told_at + begins_in
                after = [number * self._gap for number in range(count)]
                self._places.extend((begins_at + seconds, lost_at + seconds) for seconds in after)
        except Unavailable as error:
            self._outage.met(error)
            await asyncio.sleep(ASK_AGAIN_SECONDS)
        except Exception:
            log.exception("no permits to send")
            await asyncio.sleep(ASK_AGAIN_SECONDS)
        finally:
            self._asking = False
            # Whoever waits asks again.
            self._arrived()

    async def _tell(self, others: Callable[[Transaction], Awaitable[None]]) -> None:
        try:
            async with self._database.write() as tx:
                await others(tx)
        except Unavailable as error:
            log.error("the other processes were not told of a halt or its end", why=str(error))
