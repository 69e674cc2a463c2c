"""A prompt put off: the choices there are, and the prompt that comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, SnoozeFor
from bot.domain.schedule import Wish, is_too_late
from bot.domain.snooze import SnoozeWish, comes_back_at
from bot.services.answers import NotNow, why_closed
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.prompt_rows import NewPrompt
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A prompt comes back at an instant."""

    prompt: Prompt
    until: datetime


class Snoozes:
    """Puts prompts off."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def snooze(
        self, person_id: int, prompt_id: int, choice: SnoozeWish, at: datetime, update_id: int
    ) -> Snoozed | NotNow:
        """Lets a prompt come back as long after an instant as chosen then, as a row of its own.

        The series stays where it is. What lies less than two hours back by now still comes.
        """
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            prompt = await tx.prompts.get(prompt_id, person_id)
            if person is None or prompt is None:
                return NotNow.GONE
            repeated = await tx.prompts.of_update(update_id)
            if repeated is not None:
                return Snoozed(prompt, repeated.due_at)
            if not prompt.is_open:
                return why_closed(prompt)
            if person.alarm is not None:
                return NotNow.ALARM
            until = comes_back_at(choice, at, person, await _wishes(tx, person_id))
            if until is None or is_too_late(until, now):
                return NotNow.PASSED
            local = until.astimezone(person.zone)
            await tx.prompts.add(
                NewPrompt(
                    person_id=person_id,
                    kind=PromptKind.SNOOZED,
                    due_at=until,
                    waiting_until=until,
                    local_on=local.date() if choice.is_wall_time else None,
                    local_time=local.time() if choice.is_wall_time else None,
                    day=person.day(until),
                    delivery=Delivery.WAITING,
                    slot_id=prompt.slot_id,
                    origin_id=prompt.id,
                    stretch_id=prompt.stretch_id,
                    dose=prompt.dose,
                    first_side=prompt.first_side,
                    parts=prompt.parts,
                    update_id=update_id,
                )
            )
            await tx.prompts.answer(prompt.id, Answer.SNOOZED, now)
            prompt = replace(prompt, answer=Answer.SNOOZED, answered_at=now)
        return Snoozed(prompt, until)

    async def choices(self, person_id: int) -> tuple[tuple[SnoozeFor, datetime], ...]:
        """The choices that still lie ahead, each with its instant."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            wishes = await _wishes(tx, person_id)
        if person is None:
            return ()
        found = ((choice, comes_back_at(choice, now, person, wishes)) for choice in SnoozeFor)
        return tuple((choice, until) for choice, until in found if until is not None)

    async def drop_waiting(self, person_id: int) -> bool:
        """Whether a prompt that was put off waited; it comes no more."""
        async with self._database.write() as tx:
            return await tx.prompts.drop_waiting(person_id) > 0


async def _wishes(tx: Transaction, person_id: int) -> tuple[Wish, ...]:
    """The person's wishes, the earliest time of the day first."""
    return tuple(slot.wish for slot in await tx.slots.of_person(person_id))
