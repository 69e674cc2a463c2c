"""Updates in: polled, kept in the inbox, only then confirmed, and handled in order for each person."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import orjson
import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.services.ports import Ambiguous, Clock, TryLater, Unreachable
from bot.storage.database import Database, Unavailable
from bot.storage.inbox import Arrival, State
from bot.telegram_api.application import LimberBase
from bot.telegram_api.request import sort_failure

log = structlog.get_logger()

BATCH = 100
POLL_SECONDS = 50
READ_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 30.0
TOKEN_WAIT_SECONDS = 300.0
MOST_STARTS = 3
KEPT = timedelta(hours=24)


class Intake:
    """Takes updates in and sees each of them through."""

    def __init__(
        self,
        application: LimberBase,
        database: Database,
        clock: Clock,
        *,
        allowed_updates: Sequence[str],
        on_unreachable: Callable[[int, Unreachable], Awaitable[None]],
        on_trouble: Callable[[int], Awaitable[None]],
    ) -> None:
        self._application = application
        self._bot: ExtBot[Any] = application.bot
        self._database = database
        self._clock = clock
        self._allowed_updates = list(allowed_updates)
        self._on_unreachable = on_unreachable
        self._on_trouble = on_trouble
        self._offset = 0
        self._lines: dict[int | None, deque[Arrival]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_polling = False

    async def replay(self) -> None:
        """Handles what an earlier life kept and did not finish; what stopped it three times is set aside."""
        async with self._database.write() as tx:
            waiting = await tx.inbox.waiting()
            for arrival in waiting:
                if arrival.attempts >= MOST_STARTS:
                    log.warning("update set aside", update_id=arrival.update_id, why="it stopped the bot")
                    await tx.inbox.finish(arrival.update_id, State.SET_ASIDE)
                else:
                    await tx.inbox.begin(arrival.update_id)
        self._enqueue([arrival for arrival in waiting if arrival.attempts < MOST_STARTS])

    async def poll(self) -> None:
        """Polls until it is cancelled; troubles are waited out."""
        wait = 1.0
        while True:
            try:
                await self.poll_once(POLL_SECONDS)
            except InvalidToken:
                log.error("Telegram refuses the token; is it still the one that BotFather shows?")
                self.is_polling = False
                await asyncio.sleep(TOKEN_WAIT_SECONDS)
            except Conflict:
                log.error("another program polls with this token; only one may")
                self.is_polling = False
                await asyncio.sleep(wait := min(wait * 2, LONGEST_WAIT_SECONDS))
            except TelegramError as error:
                if self.is_polling or wait == 1.0:
                    log.warning("Telegram does not answer; trying on", why=type(error).__name__)
                self.is_polling = False
                told = sort_failure(error)
                after = told.after if isinstance(told, TryLater) else None
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)
                await asyncio.sleep(after.total_seconds() if after else wait)
            except Exception as error:
                # The database is full or away: nothing was kept, so nothing is confirmed, and Telegram sends it again.
                log.error("updates cannot be kept; trying on", why=type(error).__name__)
                self.is_polling = False
                await asyncio.sleep(wait := min(wait * 2, LONGEST_WAIT_SECONDS))
            else:
                self.is_polling = True
                wait = 1.0

    async def poll_once(self, seconds: int) -> int:
        """Asks once for updates, keeps them and begins to handle them; returns how many were new."""
        raw = await self._bot.do_api_request(
            "getUpdates",
            api_kwargs={
                "offset": self._offset,
                "limit": BATCH,
                "timeout": seconds,
                "allowed_updates": self._allowed_updates,
            },
            read_timeout=seconds + READ_SECONDS,
        )
        new = await self.take(raw)
        # Only the next question confirms these: by then they are kept.
        if raw:
            self._offset = max(update["update_id"] for update in raw) + 1
        return new

    async def take(self, raw: Sequence[dict[str, Any]]) -> int:
        """Keeps updates and begins to handle those that are new; returns how many."""
        if not raw:
            return 0
        arrivals = [Arrival(update["update_id"], _person_in(update), orjson.dumps(update)) for update in raw]
        async with self._database.write() as tx:
            kept = set(await tx.inbox.keep(arrivals, self._clock.now()))
        new = [arrival for arrival in arrivals if arrival.update_id in kept]
        self._enqueue(new)
        return len(new)

    async def settle(self) -> None:
        """Returns when everything that was taken in is handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, seconds: float) -> None:
        """Lets what is being handled end, at most so long; the rest waits in the inbox."""
        self._lines.clear()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()

    async def forget_old(self) -> None:
        """Removes the marks of updates that Telegram cannot send again."""
        async with self._database.write() as tx:
            await tx.inbox.forget(self._clock.now() - KEPT)

    def _enqueue(self, arrivals: Sequence[Arrival]) -> None:
        for arrival in arrivals:
            line = self._lines.get(arrival.person_id)
            if line is not None:
                line.append(arrival)
                continue
            line = self._lines[arrival.person_id] = deque([arrival])
            task = asyncio.create_task(self._serve(arrival.person_id, line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve(self, person_id: int | None, line: deque[Arrival]) -> None:
        """Handles one person's updates, one after the other."""
        while line:
            await self._see_through(line[0])
            line.popleft()
        if self._lines.get(person_id) is line:
            del self._lines[person_id]

    async def _see_through(self, arrival: Arrival) -> None:
        """Handles an update until it is done or set aside; while Telegram or the database is away it waits."""
        wait = 1.0
        while True:
            try:
                await self._finish(arrival, await self._handle(arrival))
                return
            except TryLater as later:
                await asyncio.sleep(later.after.total_seconds() if later.after else wait)
            except Unavailable as error:
                log.error("an update waits for the database", why=str(error))
                await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _finish(self, arrival: Arrival, state: State) -> None:
        async with self._database.write() as tx:
            await tx.inbox.finish(arrival.update_id, state)
            if arrival.person_id is not None:
                await tx.people.saw(arrival.person_id, self._clock.now())

    async def _handle(self, arrival: Arrival) -> State:
        """What became of an update; raises TryLater where its answer could not be sent yet."""
        try:
            update = Update.de_json(orjson.loads(arrival.body), self._bot)
        except Exception as error:
            log.warning("update set aside", update_id=arrival.update_id, why=type(error).__name__)
            return State.SET_ASIDE
        try:
            await self._application.process_update(update)
        except (TelegramError, Unreachable, TryLater, Ambiguous) as error:
            failure = sort_failure(error) if isinstance(error, TelegramError) else error
            if isinstance(failure, TryLater):
                raise failure from None
            if isinstance(failure, Unreachable) and arrival.person_id is not None:
                await self._on_unreachable(arrival.person_id, failure)
            elif failure is None:
                return await self._set_aside(arrival, error)
            # An unclear answer may have been shown: saying it twice is worse than once too few.
            return State.HANDLED
        except Unavailable:
            raise
        except Exception as error:
            return await self._set_aside(arrival, error)
        return State.HANDLED

    async def _set_aside(self, arrival: Arrival, error: Exception) -> State:
        log.error("update set aside", update_id=arrival.update_id, why=type(error).__name__, exc_info=error)
        if arrival.person_id is not None:
            await self._on_trouble(arrival.person_id)
        return State.SET_ASIDE


def _person_in(update: dict[str, Any]) -> int | None:
    """Who sent an update, so that one person's updates stay in order."""
    for part in update.values():
        if isinstance(part, dict) and isinstance(sender := part.get("from"), dict):
            person_id = sender.get("id")
            return person_id if isinstance(person_id, int) else None
    return None
