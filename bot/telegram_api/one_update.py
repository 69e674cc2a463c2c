"""One update: handled by PTB's handlers, tried again while it has to be, and marked with what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol, TypeVar

import orjson
import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.services.ports import Clock, NotDelivered, Refused, TryLater, Unreachable
from bot.services.trying import LONGEST_WAIT_SECONDS, Outage, until_it_works
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.inbox import Arrival, UpdateState
from bot.telegram_api.application import LimberBase
from bot.telegram_api.arrivals import came_in_at
from bot.telegram_api.failures import sort_failure

log = structlog.get_logger()

FIRST_WAIT_SECONDS = 1.0
# An update that was being handled whenever the bot died. Those beside it are suspected with it, so it takes many.
MOST_STARTS = 10
# One person's updates may fail for what stands in their rows; when so many people's do, it is Limber's fault.
FAILED_PEOPLE = 3

Result = TypeVar("Result")


class Notices(Protocol):
    """Whoever hears what went wrong with somebody's updates; where one raises Unavailable it is told again."""

    async def unreachable(self, person_id: int, error: Unreachable) -> None:
        """The person cannot be written to."""

    async def trouble(self, person_id: int) -> None:
        """What the person did was not done, and will not be."""

    async def flood(self, person_id: int) -> None:
        """The person writes faster than is answered, and what comes now is dropped."""


class UpdateHandler:
    """Handles updates, each until something has become of it."""

    def __init__(self, application: LimberBase, database: Database, clock: Clock, notices: Notices) -> None:
        self._application = application
        self._database = database
        self._clock = clock
        self._notices = notices
        # Whose updates failed since one was last handled.
        self._failed: set[int] = set()
        self._outage = Outage("an update waits for the database", "updates are handled again")

    @property
    def is_well(self) -> bool:
        """False where nobody's update was handled since those of several people failed."""
        return len(self._failed) < FAILED_PEOPLE

    async def handle(self, arrival: Arrival) -> None:
        """Handles an update until it is done or set aside, and marks it so, as long as that takes."""
        state = await self._insist(partial(self._state_before, arrival))
        if state is None:
            state = await self._insist(partial(self._handle, arrival))
        await self._insist(partial(self._finish, arrival, state))

    async def set_aside(self, arrival: Arrival) -> None:
        """Marks an update as set aside without a look at what it says, as long as that takes."""
        await self._insist(partial(self._finish, arrival, UpdateState.SET_ASIDE))

    async def answer_flood(self, arrival: Arrival) -> None:
        """Tells a person that they are too fast, and sets the update aside."""
        if arrival.person_id is not None:
            await self._insist(partial(self._notices.flood, arrival.person_id))
        await self.set_aside(arrival)

    async def _insist(self, work: Callable[[], Awaitable[Result]]) -> Result:
        """What a piece of work returns; while Telegram or the database is away it is tried again."""
        return await until_it_works(
            work,
            passes=lambda error: isinstance(error, TryLater | Unavailable),
            tell=self._tell,
            seconds=FIRST_WAIT_SECONDS,
            longest=LONGEST_WAIT_SECONDS,
        )

    def _tell(self, error: Exception) -> None:
        if isinstance(error, Unavailable):
            self._outage.met(error)

    async def _state_before(self, arrival: Arrival) -> UpdateState | None:
        """SET_ASIDE where an update has stopped the bot again and again, else None.

        Each life of the bot that begins to handle it once more is counted.
        """
        if not arrival.is_again:
            return None
        if arrival.attempts >= MOST_STARTS:
            log.warning("update set aside", update_id=arrival.update_id, why="it stopped the bot")
            return UpdateState.SET_ASIDE
        async with self._database.write() as tx:
            await tx.inbox.begin(arrival.update_id)
        return None

    async def _handle(self, arrival: Arrival) -> UpdateState:
        """What became of an update; raises TryLater where its answer could not be sent yet."""
        try:
            update = Update.de_json(orjson.loads(arrival.body), self._application.bot)
        except Exception as error:
            log.warning("update set aside", update_id=arrival.update_id, why=type(error).__name__)
            return UpdateState.SET_ASIDE
        came_in_at.set(arrival.received_at)
        try:
            await self._application.process_update(update)
        except (TelegramError, NotDelivered) as error:
            failure = sort_failure(error) if isinstance(error, TelegramError) else error
            if isinstance(failure, TryLater):
                raise failure from None
            if isinstance(failure, Unreachable) and arrival.person_id is not None:
                await self._insist(partial(self._notices.unreachable, arrival.person_id, failure))
            elif isinstance(failure, Refused):
                return await self._given_up(arrival, error)
            # An unclear answer may have been shown: saying it twice is worse than once too few.
            return UpdateState.HANDLED
        except Unavailable:
            raise
        except Exception as error:
            return await self._given_up(arrival, error)
        self._failed.clear()
        return UpdateState.HANDLED

    async def _given_up(self, arrival: Arrival, error: Exception) -> UpdateState:
        log.error("update set aside", update_id=arrival.update_id, why=type(error).__name__, exc_info=error)
        if arrival.person_id is not None:
            if self.is_well:
                self._failed.add(arrival.person_id)
            await self._insist(partial(self._notices.trouble, arrival.person_id))
        return UpdateState.SET_ASIDE

    async def _finish(self, arrival: Arrival, state: UpdateState) -> None:
        async with self._database.write() as tx:
            await tx.inbox.finish(arrival.update_id, state)
            person_id = arrival.person_id
            is_known = person_id is None or await tx.people.saw(person_id, self._clock.now())
        # Not before something was written: a disk that takes nothing can still be read.
        self._outage.over()
        if not is_known:
            # Perhaps this very update erased them: only now does nothing stand about them any more.
            await self._database.forget_traces()
