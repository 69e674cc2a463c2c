"""What somebody says about pain, and what it leads to: a smaller dose, rest, a gentle day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.person import Person
from bot.domain.practice import Compared, Pain
from bot.services.practice import count_up
from bot.storage.database import Database
from bot.storage.practices import NewPractice
from bot.storage.transaction import Transaction

WORSE_TWICE = 2


@dataclass(frozen=True, slots=True)
class PainAnswered:
    """What saying something about pain led to; `rested_before` where it was a day of rest already."""

    pain: Pain
    rests_today: bool
    rested_before: bool = False


class Pains:
    """Keeps what people say about pain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, person_id: int, practice_id: int | None, pain: Pain, at: datetime) -> PainAnswered:
        """Keeps what somebody said at an instant about pain in an entry (None: about none); returns what it leads to.

        Pain of 3 or more steps the dose back; strong pain or tingling ends their day of stretching and makes the next
        one gentle.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return PainAnswered(pain, rests_today=False)
            if practice_id is not None and await tx.practices.get(practice_id, person_id):
                await tx.practices.rate(practice_id, pain)
                person = await count_up(tx, person)
            today = person.day(at)
            rested_before = person.rests(today)
            if pain.holds_back:
                if practice_id is None:
                    person = await _note(tx, person, today, at, pain)
                person = replace(person, recovery=replace(person.recovery, pain_on=today))
                await tx.people.save(person)
            if pain.ends_the_day:
                until = person.rest_until(at)
                gentle = replace(person.recovery, gentle_on=until + timedelta(days=1))
                await tx.people.save(replace(person, resting_on=until, recovery=gentle))
                await tx.prompts.drop_waiting(person_id)
            return PainAnswered(pain, rests_today=pain.ends_the_day, rested_before=rested_before)

    async def compare(self, person_id: int, said: Compared, update_id: int) -> bool:
        """Keeps how a pain is, compared with the day before; returns whether it was worse twice running."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None or said is Compared.NOT_NOW:
                return False
            if person.changed_by == update_id:
                return person.recovery.worse_running >= WORSE_TWICE
            running = person.recovery.worse_running + 1 if said is Compared.WORSE else 0
            recovery = replace(person.recovery, worse_running=running)
            person = replace(person, recovery=recovery, changed_by=update_id)
            await tx.people.save(person)
            if said is Compared.WORSE:
                hurt = [
                    entry
                    for entry in await tx.practices.of_person(person_id)
                    if entry.pain is not None and entry.pain.holds_back
                ]
                if hurt:
                    await tx.practices.mark_worse(hurt[-1].id)
                    await count_up(tx, person)
            return running >= WORSE_TWICE

    async def rest_today(self, person_id: int, at: datetime) -> None:
        """Leaves a person alone for the rest of the day that it is for them at an instant."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None:
                await tx.people.save(replace(person, resting_on=person.rest_until(at)))
                await tx.prompts.drop_waiting(person_id)


async def _note(tx: Transaction, person: Person, day: date, at: datetime, pain: Pain) -> Person:
    """Keeps a pain that belongs to no entry among the record, and returns the person with their progress counted anew.

    The dose knows of it so. A second one on the same day takes the place of the first.
    """
    entries = await tx.practices.of_person(person.id)
    noted = next((entry for entry in entries if entry.day == day and not entry.stretch_id), None)
    if noted is not None:
        await tx.practices.rate(noted.id, pain)
    else:
        note = NewPractice(
            person_id=person.id,
            day=day,
            stretch_id="",
            done_at=at,
            left=0,
            right=0,
            timed=False,
            counts=False,
            prompt_id=None,
            update_id=None,
            pain=pain,
        )
        await tx.practices.add(note)
    return await count_up(tx, person)
