"""The summary of a week, once on a Sunday, for whoever wants one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

import structlog

from bot.domain import days as record_days
from bot.domain import summary
from bot.domain.after import streak_of
from bot.domain.calendar_week import USUAL
from bot.domain.days import DAY, Span
from bot.domain.library import Library
from bot.domain.noticing import waits_for_answer
from bot.domain.person import Person
from bot.domain.prompt import Delivery, planned_minutes
from bot.domain.summary import WeekSummary
from bot.services.people import leave
from bot.services.ports import Clock, Messenger, NotDelivered, Unreachable
from bot.storage.database import Database
from bot.storage.summaries import SummaryOutcome
from bot.storage.transaction import Transaction

log = structlog.get_logger()

# No Sunday lies further away, in whichever zone; what does was set by a clock that was wrong.
FURTHEST = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A summary that is to be sent now."""

    person: Person
    week: WeekSummary


class Summaries:
    """Sends what is due; one that is cut off in the middle is not sent again."""

    def __init__(self, database: Database, clock: Clock, messenger: Messenger, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._library = library

    async def send_due(self) -> None:
        """Sends to everybody for whom it is that hour, each once, whichever process comes first."""
        today = self._clock.now().date()
        async with self._database.read() as tx:
            due = await tx.summaries.due(today + DAY, today + FURTHEST)
        for person in due:
            if not self._messenger.may_send():
                return
            claimed = await self._claimed(person.id)
            if claimed is not None:
                await self._send(claimed)

    async def _claimed(self, person_id: int) -> _Claimed | None:
        """The summary of a person with its row made, and their next Sunday planned; None where none is to be sent now.

        What is too late, or not wanted on that day, ends in its row as well.
        """
        now = self._clock.now()
        async with self._database.write() as tx:
            person = (await tx.people.held({person_id}, waits=False)).get(person_id)
            on = None if person is None else person.options.summary_on
            if person is None or on is None:
                return None
            today = person.day(now)
            if on > today + FURTHEST:
                await self._plan(tx, person, summary.next_sunday(today))
                return None
            wishes = [slot.wish for slot in await tx.slots.of_person(person_id)]
            if now < summary.comes_at(person, wishes, on):
                return None
            late = summary.is_too_late(person, wishes, on, now)
            unanswered = (await tx.prompts.unanswered_days([person_id]))[person_id]
            why = summary.why_not(person, on, now, waits=waits_for_answer(person, unanswered), late=late)
            is_busy = person.is_quiet_at(now) or await tx.holds.running(person_id) is not None
            if why is None and is_busy:
                return None
            # Whether it arrives is not known before it has.
            delivery = Delivery.UNKNOWN if why is None else Delivery.SKIPPED
            is_new = await tx.summaries.add(person_id, SummaryOutcome(on, delivery, why))
            await self._plan(tx, person, summary.next_sunday(max(on, today) + DAY))
            if why is not None or not is_new:
                return None
            return _Claimed(person, await self._week(tx, person))

    async def _week(self, tx: Transaction, person: Person) -> WeekSummary:
        """The week up to the Sunday of a person's summary, as their record has it now."""
        on = person.options.summary_on or person.day(self._clock.now())
        entries = await tx.practices.of_person(person.id)
        prompts = await tx.prompts.of_person(person.id)
        of_others = await tx.imports.days_of(person.id)
        run = streak_of(entries, await tx.prompts.days_asked(person.id), of_others, on)
        week = record_days.weeks(
            Span.MONTH,
            entries,
            prompts,
            run.ever_covered_on if person.options.streak else frozenset(),
            record_days.states(entries, prompts, on, of_others),
            USUAL,
            partial(planned_minutes, stretches=self._library.stretches, longer=person.options.longer),
        )[-1]
        days = {day.on for day in week.days}
        suggested = summary.suggestion(
            [entry for entry in entries if entry.day in days],
            [prompt for prompt in prompts if prompt.day in days],
        )
        return WeekSummary(week, on, suggested)

    @staticmethod
    async def _plan(tx: Transaction, person: Person, on: date) -> None:
        await tx.people.save(replace(person, options=replace(person.options, summary_on=on)))

    async def _send(self, claimed: _Claimed) -> None:
        person, on = claimed.person, claimed.week.today
        delivery = Delivery.SENT
        try:
            await self._messenger.send_summary(person, claimed.week)
        except Unreachable as error:
            delivery = Delivery.UNREACHABLE
            async with self._database.write() as tx:
                await leave(tx, person.id, error.standing)
        except NotDelivered as error:
            delivery = Delivery.UNKNOWN
            log.info("summary not sent", why=type(error).__name__)
        async with self._database.write() as tx:
            await tx.summaries.ended(person.id, on, delivery)
