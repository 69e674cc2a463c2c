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
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError
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
# More messages than anybody types while one is answered.
MOST_WAITING = 8
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
        on_flood: Callable[[int], Awaitable[None]],
    ) -> None:
        self._application = application
        self._bot: ExtBot[Any] = application.bot
        self._database = database
        self._clock = clock
        self._allowed_updates = list(allowed_updates)
        self._on_unreachable = on_unreachable
        self._on_trouble = on_trouble
        self._on_flood = on_flood
        self._flooding: set[int] = set()
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
        """Polls until it is cancelled; troubles are waited out, and each is told once."""
        wait, told = 1.0, ""
        while True:
            try:
                await self.poll_once(POLL_SECONDS)
            except Exception as error:
                self.is_polling = False
                trouble, own_wait = _trouble(error)
                if trouble != told:
                    log.error(trouble, why=type(error).__name__)
                wait, told = min(wait * 2, LONGEST_WAIT_SECONDS), trouble
                await asyncio.sleep(own_wait or wait)
            else:
                self.is_polling = True
                wait, told = 1.0, ""

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
                if len(line) >= MOST_WAITING and _is_message(arrival):
                    self._drop(arrival)
                else:
                    line.append(arrival)
                continue
            line = self._lines[arrival.person_id] = deque([arrival])
            task = asyncio.create_task(self._serve(arrival.person_id, line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _drop(self, arrival: Arrival) -> None:
        """Answers a flood with one line; a press is never dropped, because it must be answered."""
        warned = arrival.person_id in self._flooding
        if arrival.person_id is not None:
            self._flooding.add(arrival.person_id)

        async def finish() -> None:
            if not warned and arrival.person_id is not None:
                await self._on_flood(arrival.person_id)
            await self._finish(arrival, State.SET_ASIDE)

        task = asyncio.create_task(finish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, person_id: int | None, line: deque[Arrival]) -> None:
        """Handles one person's updates, one after the other."""
        while line:
            await self._see_through(line[0])
            line.popleft()
        if self._lines.get(person_id) is line:
            del self._lines[person_id]
        if person_id is not None:
            self._flooding.discard(person_id)

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
            person_id = arrival.person_id
            is_known = person_id is None or await tx.people.saw(person_id, self._clock.now())
        if not is_known:
            # Perhaps this very update erased them: only now does nothing stand about them any more.
            await self._database.forget_traces()

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


def _is_message(arrival: Arrival) -> bool:
    return "message" in orjson.loads(arrival.body)


def _trouble(error: Exception) -> tuple[str, float | None]:
    """What keeps updates from coming in, and how many seconds to wait where that is known."""
    match error:
        # PTB takes 401 and 404 of a call by name for an unknown method.
        case InvalidToken() | EndPointNotFound():
            return "Telegram refuses the token; is it still the one that BotFather shows?", TOKEN_WAIT_SECONDS
        case Conflict():
            return "another program polls with this token; only one may", None
        case TelegramError():
            failure = sort_failure(error)
            after = failure.after if isinstance(failure, TryLater) else None
            return "Telegram does not answer; trying on", after.total_seconds() if after else None
    # The database is full or away: nothing was kept, so nothing is confirmed, and Telegram sends it again.
    return "updates cannot be kept; trying on", None


def _person_in(update: dict[str, Any]) -> int | None:
    """Who sent an update, so that one person's updates stay in order."""
    for part in update.values():
        if isinstance(part, dict) and isinstance(sender := part.get("from"), dict):
            person_id = sender.get("id")
            return person_id if isinstance(person_id, int) else None
    return None
