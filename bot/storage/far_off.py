"""Questions about what lies further ahead than it can: only a clock that was wrong can have set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import null, or_, select, union, update

from bot.domain.prompt import Delivery
from bot.storage.own_tables import recipients
from bot.storage.tables import people, practices, prompts, slots
from bot.storage.topic import Topic

DAYS = (
    people.c.resting_on,
    people.c.gentle_on,
    people.c.dizzy_on,
    people.c.sent_on,
    people.c.pain_on,
    people.c.noticed_on,
)


@dataclass(frozen=True, slots=True)
class PutOff:
    """A prompt that was put off; `at` is the wall time that was meant, None where it was so many minutes."""

    id: int
    at: time | None


class FarOff(Topic):
    """Rows of any table with an instant or a day that lies too far ahead."""

    async def people(
        self, *, slots_by: datetime, waiting_by: datetime, others_by: datetime
    ) -> tuple[int, ...]:
        """The ids of the people of whom a slot, what waits to be sent, or anything else lies beyond these instants."""
        others = [people.c.last_seen_at > others_by, *(column > others_by.date() for column in DAYS)]
        beyond = union(
            select(slots.c.person_id).where(slots.c.next_due_at > slots_by),
            select(prompts.c.person_id).where(prompts.c.waiting_until > waiting_by),
            select(recipients.c.person_id).where(recipients.c.waiting_until > waiting_by),
            select(people.c.id).where(or_(*others)),
        )
        return tuple((await self._connection.execute(beyond)).scalars())

    async def put_off(self, person_id: int, by: datetime) -> tuple[PutOff, ...]:
        """The prompts of a person that were put off to after an instant."""
        query = select(prompts.c.id, prompts.c.local_time).where(
            prompts.c.person_id == person_id, prompts.c.waiting_until > by, prompts.c.due_at > by
        )
        return tuple(PutOff(*row) for row in await self._connection.execute(query))

    async def bring_forward(
        self, prompt_id: int, until: datetime, *, local_on: date | None, day: date
    ) -> None:
        """Lets a prompt that was put off come back at an instant, as one of that day."""
        back = {"due_at": until, "waiting_until": until, "local_on": local_on, "day": day}
        await self._connection.execute(update(prompts).where(prompts.c.id == prompt_id).values(back))

    async def try_now(self, person_id: int, by: datetime, now: datetime) -> None:
        """Lets prompts and broadcasts that were to be tried again after an instant be tried now."""
        await self._connection.execute(
            update(prompts)
            .where(prompts.c.person_id == person_id, prompts.c.waiting_until > by, prompts.c.due_at <= by)
            .values(waiting_until=now)
        )
        await self._connection.execute(
            update(recipients)
            .where(recipients.c.person_id == person_id, recipients.c.waiting_until > by)
            .values(waiting_until=null())
        )

    async def happened(self, person_id: int, by: datetime, now: datetime, today: date) -> bool:
        """Lets what a person was shown and did after an instant have happened now; whether an entry was among it."""
        shown = prompts.c.person_id == person_id, prompts.c.delivery != Delivery.WAITING.value
        done = practices.c.person_id == person_id
        changed = [
            await self._connection.execute(statement)
            for statement in (
                update(prompts).where(*shown, prompts.c.due_at > by).values(due_at=now, day=today),
                update(prompts).where(*shown, prompts.c.answered_at > by).values(answered_at=now),
                update(practices).where(done, practices.c.done_at > by).values(done_at=now),
                update(practices).where(done, practices.c.day > by.date()).values(day=today),
            )
        ]
        return any(result.rowcount for result in changed[2:])
