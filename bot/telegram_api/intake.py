"""Updates in: kept in the inbox before Telegram hears that they arrived, and handled in order for each person."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from bot.services.ports import Clock
from bot.services.tasks import Tasks
from bot.storage.database import Database
from bot.storage.inbox import Arrival
from bot.telegram_api.arrivals import arrival_of, line_of
from bot.telegram_api.lines import Lines, Place
from bot.telegram_api.one_update import UpdateHandler
from bot.telegram_api.turns import Turns

log = structlog.get_logger()

KEPT = timedelta(hours=24)


class Intake:
    """Takes updates in and sees that each is handled, those of one person one after the other."""

    def __init__(self, database: Database, clock: Clock, turns: Turns, handler: UpdateHandler) -> None:
        self._database = database
        self._clock = clock
        self._turns = turns
        self._handler = handler
        self._lines = Lines()
        self._tasks = Tasks()
        # Not before the bot knows itself, and no more when it ends: what comes meanwhile is kept and waits.
        self._serves = False

    @property
    def is_well(self) -> bool:
        """Whether updates can be handled, as far as the last ones show."""
        return self._handler.is_well

    async def take(self, raw: Sequence[dict[str, Any]]) -> int:
        """Keeps updates and begins to handle those that are new; returns how many.

        Raises Unavailable, and then has kept none.
        """
        if not raw:
            return 0
        now = self._clock.now()
        arrivals = [arrival_of(update, now) for update in raw]
        async with self._database.write() as tx:
            kept = set(await tx.inbox.keep(arrivals))
            if not self._serves:
                # They wait for `take_over`, or for whoever goes on.
                return len(kept)
            new = await self._turns.take(tx, [arrival for arrival in arrivals if arrival.update_id in kept])
        self._enqueue(new)
        return len(kept)

    async def take_over(self) -> None:
        """Begins to handle what was kept and what no living process sees through; from now on also what comes."""
        self._serves = True
        self._go_on_with(await self._turns.left(self._lines.people))

    async def keep_up(self) -> None:
        """Keeps this process's turns its own, lets go of those that were lost, and takes over what others left."""
        if self._serves:
            self._lines.leave_to_others(await self._turns.keep_up(self._lines.people))
            self._go_on_with(await self._turns.left_by_others(self._lines.people))

    async def settle(self) -> None:
        """Returns when everything that was taken in is handled."""
        await self._tasks.settle()

    async def stop(self, seconds: float) -> None:
        """Lets what is being handled end within so many seconds; the rest waits in the inbox."""
        self._serves = False
        await self._tasks.stop(seconds)
        # What they held in the database is let go of before anybody else may go on.
        await self._turns.end_all()

    async def forget_old(self) -> None:
        """Removes the marks of updates that Telegram cannot send again."""
        async with self._database.write() as tx:
            await tx.inbox.forget(self._clock.now() - KEPT)

    def _go_on_with(self, left: Iterable[Arrival]) -> None:
        self._enqueue(replace(arrival, is_again=True) for arrival in left)

    def _enqueue(self, arrivals: Iterable[Arrival]) -> None:
        for arrival in arrivals:
            match self._lines.add(arrival):
                case Place.FIRST:
                    self._tasks.begin(self._serve(line_of(arrival)))
                case Place.REPEATED | Place.FLOOD:
                    self._tasks.begin(self._drop(arrival, self._handler.set_aside(arrival)))
                case Place.FLOOD_BEGINS:
                    self._tasks.begin(self._drop(arrival, self._handler.answer_flood(arrival)))

    async def _serve(self, person_id: int) -> None:
        """Handles one person's updates, one after the other, until none waits."""
        try:
            while self._serves and (arrival := self._lines.first(person_id)) is not None:
                try:
                    await self._handler.handle(arrival)
                    self._lines.finished(arrival)
                except Exception:
                    # It stays in the inbox; those behind it do not wait for it.
                    log.exception("update not handled", update_id=arrival.update_id)
                self._lines.move_up(person_id)
                if self._lines.first(person_id) is None:
                    self._enqueue(await self._turns.end(person_id, self._lines))
        finally:
            self._lines.end(person_id)

    async def _drop(self, arrival: Arrival, work: Awaitable[None]) -> None:
        """Does what is done with an update that stands in no line. A press is never one: it must be answered."""
        try:
            await work
            self._lines.finished(arrival)
        except Exception:
            # It stays in the inbox, for the next look there.
            log.exception("update not handled", update_id=arrival.update_id)
            self._lines.leave(arrival)
