"""Questions about the summaries of weeks: for whom one is to come, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select, update

from bot.domain.person import Person
from bot.domain.prompt import Delivery, Reason
from bot.storage.people import SUBSCRIBED, person_of
from bot.storage.tables import people, summaries
from bot.storage.topic import Topic


@dataclass(frozen=True, slots=True)
class SummaryOutcome:
    """What became of the summary of a Sunday."""

    on: date
    delivery: Delivery
    reason: Reason | None


class Summaries(Topic):
    """Who wants one, and what became of those that were due."""

    async def due(self, by: date, beyond: date) -> tuple[Person, ...]:
        """The subscribers whose next one is of a day up to one, or of a day beyond another, where none can be."""
        query = select(people).where(
            people.c.standing.in_(SUBSCRIBED),
            or_(people.c.summary_on <= by, people.c.summary_on > beyond),
        )
        return tuple(person_of(row) for row in (await self._connection.execute(query)).mappings())

    async def add(self, person_id: int, outcome: SummaryOutcome) -> bool:
        """Keeps what becomes of the summary of a Sunday; False where that has a row already."""
        reason = outcome.reason and outcome.reason.value
        values = {
            "person_id": person_id,
            "on": outcome.on,
            "delivery": outcome.delivery.value,
            "reason": reason,
        }
        statement = self._insert(summaries).values(values).on_conflict_do_nothing().returning(summaries.c.id)
        return (await self._connection.execute(statement)).scalar() is not None

    async def ended(self, person_id: int, on: date, delivery: Delivery) -> None:
        """Keeps how the sending of one ended."""
        mine = summaries.c.person_id == person_id, summaries.c.on == on
        await self._connection.execute(update(summaries).where(*mine).values(delivery=delivery.value))

    async def of_person(self, person_id: int) -> tuple[SummaryOutcome, ...]:
        """What became of a person's, the oldest first."""
        query = select(summaries).where(summaries.c.person_id == person_id).order_by(summaries.c.on)
        return tuple(
            SummaryOutcome(row.on, Delivery(row.delivery), None if row.reason is None else Reason(row.reason))
            for row in await self._connection.execute(query)
        )
