"""The evening before a break ends one line says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.noticing import BreakEnds, kind_of, says_break_ends
from bot.domain.person import Person
from bot.services.people import leave, next_prompt
from bot.services.ports import Clock, Messenger, NotDelivered, Unreachable
from bot.storage.database import Database

log = structlog.get_logger()

# From the evening before to the first day back it is never longer, whatever the clocks do.
AHEAD = timedelta(hours=36)


class Returns:
    """Says whose break is about to end; one that is cut off in the middle is not said again."""

    def __init__(self, database: Database, clock: Clock, messenger: Messenger) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger

    async def tell_due(self) -> None:
        """Tells everybody for whom it is that evening."""
        now = self._clock.now()
        async with self._database.read() as tx:
            coming = await tx.people.coming_back(now, now + AHEAD)
        for person in coming:
            # For most of them it is not that evening.
            if says_break_ends(person, now) and (told := await self._noted(person.id, now)) is not None:
                await self._tell(*told)

    async def _noted(self, person_id: int, now: datetime) -> tuple[Person, BreakEnds] | None:
        """The person with what to say to them, which is kept as said; None where nothing is to be said just now."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None or not says_break_ends(person, now):
                return None
            following = next_prompt(person, await tx.slots.of_person(person_id), now)
            if following is None:
                return None
            ends = BreakEnds(following)
            await tx.people.save(replace(person, noticed_on=person.day(now), noticed=kind_of(ends)))
            return person, ends

    async def _tell(self, person: Person, ends: BreakEnds) -> None:
        try:
            await self._messenger.say_noticed(person, ends)
        except Unreachable as error:
            async with self._database.write() as tx:
                await leave(tx, person.id, error.standing)
        except NotDelivered as error:
            log.info("end of a break not told", why=type(error).__name__)
