"""Updates in: kept in the inbox before Telegram hears that they arrived, and handled in order for each person."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import orjson
import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.services.lease import Leases
from bot.services.ports import Clock, NotDelivered, Refused, TryLater, Unreachable
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.inbox import Arrival, UpdateState
from bot.storage.transaction import Transaction
from bot.telegram_api.application import LimberBase
from bot.telegram_api.arrivals import arrival_of, is_flood, line_of, repeats
from bot.telegram_api.request import sort_failure

log = structlog.get_logger()

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
# An update that was being handled whenever the bot died. Those beside it are suspected with it, so it takes many.
MOST_STARTS = 10
# More messages than anybody types while one is answered.
MOST_WAITING = 8
KEPT = timedelta(hours=24)
LEFT_AT_ONCE = 100
REMEMBERED = 10_000

Result = TypeVar("Result")


class Intake:
    """Takes updates in and sees each of them through, those of one person one after the other.

    Where several processes share a database, each person has a turn under a lease: whoever holds it handles all that
    waits for the person, also what another process took in meanwhile.
    """

    def __init__(
        self,
        application: LimberBase,
        database: Database,
        clock: Clock,
        leases: Leases,
        *,
        on_unreachable: Callable[[int, Unreachable], Awaitable[None]],
        on_trouble: Callable[[int], Awaitable[None]],
        on_flood: Callable[[int], Awaitable[None]],
    ) -> None:
        self._application = application
        self._database = database
        self._clock = clock
        self._leases = leases
        self._on_unreachable = on_unreachable
        self._on_trouble = on_trouble
        self._on_flood = on_flood
        self._flooding: set[int] = set()
        self._lines: dict[int, deque[Arrival]] = {}
        # What stands in a line, and what stood there lately, the oldest first: a look at the inbox from just before an
        # update was handled must not bring it back.
        self._in_line: set[int] = set()
        self._finished: dict[int, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        # Not before the bot knows itself, and no more when it ends: what comes meanwhile is kept and waits.
        self._serves = False

    async def take(self, raw: Sequence[dict[str, Any]]) -> int:
        """Keeps updates and begins to handle those that are new; returns how many."""
        if not raw:
            return 0
        arrivals = [arrival_of(update) for update in raw]
        async with self._database.write() as tx:
            kept = set(await tx.inbox.keep(arrivals, self._clock.now()))
            if not self._serves:
                # They wait for `take_over`, or for whoever goes on.
                return len(kept)
            new: Sequence[Arrival] = [arrival for arrival in arrivals if arrival.update_id in kept]
            if self._database.is_shared:
                # With what other processes have kept for the same people: all of it goes in order.
                new = await tx.inbox.waiting_of(await self._turns(tx, {line_of(arrival) for arrival in new}))
        self._enqueue(new)
        return len(kept)

    async def take_over(self) -> None:
        """Begins to handle what was kept and what no living process sees through; from now on also what comes."""
        self._serves = True
        await self._take_over_left()

    async def keep_up(self) -> None:
        """Keeps this process's turns its own, lets go of those that were lost, and takes over what others left."""
        if not self._database.is_shared or not self._serves:
            return
        held = frozenset(self._lines)
        async with self._database.write() as tx:
            mine = await tx.turns.keep_up(held, self._leases.begin())
        for person_id in (held - mine) & self._lines.keys():
            # Another process took this person over: it has the rest of what waits.
            for arrival in list(self._lines[person_id])[1:]:
                self._lines[person_id].remove(arrival)
                self._in_line.discard(arrival.update_id)
        await self._take_over_left()

    async def settle(self) -> None:
        """Returns when everything that was taken in is handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, seconds: float) -> None:
        """Lets what is being handled end, at most so long; the rest waits in the inbox."""
        self._serves = False
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        # What they hold in the database is let go of before anybody else may go on.
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._database.is_shared:
            with contextlib.suppress(Unavailable):
                async with self._database.write() as tx:
                    await tx.turns.give_up_all(self._leases.holder)

    async def forget_old(self) -> None:
        """Removes the marks of updates that Telegram cannot send again."""
        async with self._database.write() as tx:
            await tx.inbox.forget(self._clock.now() - KEPT)

    async def _take_over_left(self) -> None:
        async with self._database.write() as tx:
            if not self._database.is_shared:
                arrivals = await tx.inbox.waiting()
            else:
                left = await tx.inbox.left(self._leases.now(), LEFT_AT_ONCE) - self._lines.keys()
                arrivals = await tx.inbox.waiting_of(await self._turns(tx, left))
        self._enqueue([replace(arrival, is_again=True) for arrival in arrivals])

    async def _turns(self, tx: Transaction, person_ids: Collection[int]) -> frozenset[int]:
        """Those of these people whose turn this process has now."""
        return await tx.turns.take(person_ids, self._leases.begin())

    def _enqueue(self, arrivals: Sequence[Arrival]) -> None:
        for arrival in arrivals:
            if self._is_known(arrival):
                continue
            self._in_line.add(arrival.update_id)
            person_id = line_of(arrival)
            line = self._lines.get(person_id)
            if line is None:
                line = self._lines[person_id] = deque([arrival])
                self._begin(self._serve(person_id, line))
            elif line and repeats(arrival, line[-1]):
                self._begin(self._set_aside_unread(arrival))
            elif len(line) >= MOST_WAITING and is_flood(arrival, line[-MOST_WAITING]):
                self._begin(self._drop(arrival))
            else:
                line.append(arrival)

    def _is_known(self, arrival: Arrival) -> bool:
        """Whether an update stands in a line, or stood there lately."""
        return arrival.update_id in self._in_line or arrival.update_id in self._finished

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drop(self, arrival: Arrival) -> None:
        """Answers a flood with one line; a press is never dropped, because it must be answered."""
        warned = arrival.person_id in self._flooding
        if arrival.person_id is not None:
            self._flooding.add(arrival.person_id)
            if not warned:
                await self._on_flood(arrival.person_id)
        await self._set_aside_unread(arrival)

    async def _set_aside_unread(self, arrival: Arrival) -> None:
        await self._insist(partial(self._finish, arrival, UpdateState.SET_ASIDE))

    async def _serve(self, person_id: int, line: deque[Arrival]) -> None:
        """Handles one person's updates, one after the other, until none waits."""
        try:
            while line and self._serves:
                try:
                    await self._see_through(line[0])
                except Exception:
                    # It stays in the inbox; those behind it do not wait for it.
                    log.exception("update not handled", update_id=line[0].update_id)
                self._in_line.discard(line.popleft().update_id)
                if not (line or not self._database.is_shared):
                    await self._end_turn(person_id, line)
        finally:
            del self._lines[person_id]
            self._in_line.difference_update(arrival.update_id for arrival in line)
            self._flooding.discard(person_id)

    async def _end_turn(self, person_id: int, line: deque[Arrival]) -> None:
        """Gives a person's turn up, unless more was taken in for them meanwhile, also by another process."""
        try:
            async with self._database.write() as tx:
                if not await tx.turns.hold(person_id, self._leases.holder):
                    return
                waiting = await tx.inbox.waiting_of([person_id])
                more = [arrival for arrival in waiting if not self._is_known(arrival)]
                # Whoever takes something in from here on waits until the turn is given up.
                if not (more or line):
                    await tx.turns.give_up(person_id, self._leases.holder)
        except Unavailable as error:
            # The turn runs out, and whoever has the database then goes on.
            log.error("a turn was not given up", why=str(error))
        else:
            self._enqueue(more)

    async def _see_through(self, arrival: Arrival) -> None:
        """Handles an update until it is done or set aside."""
        state = await self._insist(partial(self._state_before, arrival))
        if state is None:
            state = await self._insist(partial(self._handle, arrival))
        await self._insist(partial(self._finish, arrival, state))

    async def _insist(self, work: Callable[[], Awaitable[Result]]) -> Result:
        """What a piece of work returns; while Telegram or the database is away it waits, and tries again."""
        wait = FIRST_WAIT_SECONDS
        while True:
            try:
                return await work()
            except TryLater as later:
                await asyncio.sleep(later.after.total_seconds() if later.after else wait)
            except Unavailable as error:
                log.error("an update waits for the database", why=str(error))
                await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _finish(self, arrival: Arrival, state: UpdateState) -> None:
        async with self._database.write() as tx:
            await tx.inbox.finish(arrival.update_id, state)
            person_id = arrival.person_id
            is_known = person_id is None or await tx.people.saw(person_id, self._clock.now())
        self._in_line.discard(arrival.update_id)
        self._finished[arrival.update_id] = None
        if len(self._finished) > REMEMBERED:
            del self._finished[next(iter(self._finished))]
        if not is_known:
            # Perhaps this very update erased them: only now does nothing stand about them any more.
            await self._database.forget_traces()

    async def _state_before(self, arrival: Arrival) -> UpdateState | None:
        """Set aside where an update has stopped the bot again and again, else None; each life of the bot that begins
        to handle it once more is counted."""
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
        try:
            await self._application.process_update(update)
        except (TelegramError, NotDelivered) as error:
            failure = sort_failure(error) if isinstance(error, TelegramError) else error
            if isinstance(failure, TryLater):
                raise failure from None
            if isinstance(failure, Unreachable) and arrival.person_id is not None:
                await self._on_unreachable(arrival.person_id, failure)
            elif isinstance(failure, Refused):
                return await self._set_aside(arrival, error)
            # An unclear answer may have been shown: saying it twice is worse than once too few.
            return UpdateState.HANDLED
        except Unavailable:
            raise
        except Exception as error:
            return await self._set_aside(arrival, error)
        return UpdateState.HANDLED

    async def _set_aside(self, arrival: Arrival, error: Exception) -> UpdateState:
        log.error("update set aside", update_id=arrival.update_id, why=type(error).__name__, exc_info=error)
        if arrival.person_id is not None:
            await self._on_trouble(arrival.person_id)
        return UpdateState.SET_ASIDE
