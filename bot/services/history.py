"""The record day by day: what stands for each, and changes of it that say first what they do to the streak."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain import history as past
from bot.domain.after import After, streak_of
from bot.domain.history import Change, ClearDays, Effect, LogDays, PastDay, Refused, RemoveEntry, SetSeconds
from bot.domain.library import Library
from bot.domain.milestone import Milestone
from bot.domain.own import with_own
from bot.domain.person import Person
from bot.domain.practice import IN_GENERAL, Practice
from bot.domain.prompt import Answer, Delivery, Prompt
from bot.domain.stretch import Stretch
from bot.services.holds import Holds
from bot.services.ports import Clock
from bot.services.practice import count_up, log, planned_entries, record_after
from bot.storage.database import Database
from bot.storage.practices import NewPractice
from bot.storage.transaction import Transaction

SHOWN = frozenset({Delivery.SENT, Delivery.UNKNOWN})
# Which of several prompts of a day is meant by somebody who did it then: the first of these answers.
LEFT_FOR_LATER = (None, Answer.SNOOZED, Answer.SKIPPED, Answer.REPLACED, Answer.DONE)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change does, and the stretches of the entries that it is about, by their days."""

    effect: Effect
    stretch_ids: tuple[tuple[date, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was made: the record after it, the prompts that look otherwise now, and what was reached."""

    after: After
    prompt_ids: frozenset[int] = frozenset()
    milestones: tuple[Milestone, ...] = ()
    offered: str | None = None


class History:
    """Shows and changes the days of a record."""

    def __init__(self, database: Database, clock: Clock, holds: Holds, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._holds = holds
        self._library = library

    async def page(self, person_id: int, number: int) -> tuple[PastDay, ...]:
        """The days of a page, newest first."""
        return await self._days(person_id, lambda today: past.days_on(number, today))

    async def day(self, person_id: int, on: date) -> PastDay:
        """One day."""
        (found,) = await self._days(person_id, lambda _: (on, on))
        return found

    async def entry(self, person_id: int, practice_id: int) -> Practice | None:
        """A person's own entry of a stretch, or None."""
        async with self._database.read() as tx:
            return await _own_entry(tx, practice_id, person_id)

    async def foresee(self, person_id: int, change: Change, at: datetime) -> Foreseen | Refused:
        """What a change said at an instant would do, with nothing changed."""
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            return Refused.GONE if person is None else await self._foreseen(tx, person, change, at)

    async def keep(
        self, person_id: int, change: Change, streak_said: int, at: datetime, update_id: int
    ) -> Changed | Foreseen | Refused:
        """Makes a change for which a streak was said; where it would be another one by now, it is foreseen anew.

        The same update handled twice changes nothing the second time, and is answered alike.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return Refused.GONE
            if person.changed_by == update_id:
                return Changed(await record_after(tx, person, (), self._library, at))
            foreseen = await self._foreseen(tx, person, change, at)
            if isinstance(foreseen, Refused) or foreseen.effect.after != streak_said:
                return foreseen
            changed = await self._change(
                tx, replace(person, changed_by=update_id), foreseen.effect.change, at, update_id
            )
        if isinstance(change, LogDays):
            for prompt_id in changed.prompt_ids:
                await self._holds.drop(person_id, of_prompt=prompt_id)
        return changed

    async def _foreseen(
        self, tx: Transaction, person: Person, change: Change, at: datetime
    ) -> Foreseen | Refused:
        if person.alarm is not None and isinstance(change, LogDays):
            return Refused.ALARM
        entries = await tx.practices.of_person(person.id)
        asked = await tx.prompts.days_asked(person.id)
        of_others = await tx.imports.days_of(person.id)
        effect = past.effect(change, entries, asked, person.day(at), of_others)
        if isinstance(effect, Refused):
            return effect
        change = effect.change
        if isinstance(change, LogDays):
            prompts = await tx.prompts.of_person(person.id)
            meant = {day: await _meant(tx, prompts, day) for day in change.days}
            of_days = [
                (day, prompt.stretch_ids if prompt else (IN_GENERAL,)) for day, prompt in meant.items()
            ]
            return Foreseen(effect, tuple(of_days))
        if isinstance(change, ClearDays):
            gone = [entry for entry in entries if entry.stretch_id]
        else:
            gone = [entry for entry in entries if entry.id == change.practice_id]
        if isinstance(change, SetSeconds) and not past.can_be_held(self._stretch(person, gone[0])):
            return Refused.GONE
        of_days = [
            (day, tuple(entry.stretch_id for entry in gone if entry.day == day)) for day in effect.days
        ]
        return Foreseen(effect, tuple(of_days))

    async def _change(
        self, tx: Transaction, person: Person, change: Change, at: datetime, update_id: int
    ) -> Changed:
        match change:
            case LogDays(days):
                return await self._log(tx, person, days, at, update_id)
            case ClearDays(days):
                entries = await tx.practices.of_person(person.id)
                removed = [entry for entry in entries if entry.day in days and entry.stretch_id]
            case RemoveEntry(id_):
                entry = await tx.practices.get(id_, person.id)
                removed = [] if entry is None else [entry]
            case SetSeconds(id_, seconds):
                removed = []
                entry = await tx.practices.get(id_, person.id)
                stretch = None if entry is None else self._stretch(person, entry)
                if stretch is not None:
                    await tx.practices.hold(id_, *past.held(stretch, seconds))
        await tx.practices.remove_alone([entry.id for entry in removed])
        opened: set[int] = set()
        for prompt_id in {entry.prompt_id for entry in removed if entry.prompt_id is not None}:
            prompt = await tx.prompts.get(prompt_id, person.id)
            if prompt is not None and prompt.answer is Answer.DONE:
                await tx.prompts.answer(prompt_id, None, None)
                opened.add(prompt_id)
        await count_up(tx, person)
        return Changed(await record_after(tx, person, (), self._library, at), frozenset(opened))

    async def _log(
        self, tx: Transaction, person: Person, days: tuple[date, ...], at: datetime, update_id: int
    ) -> Changed:
        """Logs what was planned on each of the days; where nothing came, that they stretched."""
        prompts = await tx.prompts.of_person(person.id)
        stretches = with_own(self._library, person.own).stretches
        milestones: list[Milestone] = []
        logged_ids: set[int] = set()
        offered = None
        for day in days:
            meant = await _meant(tx, prompts, day)
            # Unique in the record: the first entry stands for all of them.
            by = update_id if day == days[0] else None
            if meant is None:
                news = [_in_general(person, day, at, by)]
            else:
                news = planned_entries(meant, person, stretches, day, at, by)
                logged_ids.add(meant.id)
            logged = await log(tx, person, meant, news, self._library, at)
            milestones += logged.after.milestones
            offered = offered or logged.offered
        return Changed(logged.after, frozenset(logged_ids), tuple(milestones), offered)

    async def _days(self, person_id: int, span: Callable[[date], tuple[date, date]]) -> tuple[PastDay, ...]:
        """The days of a span that is told by today, newest first."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id) or Person(person_id, "en")
            entries = await tx.practices.of_person(person_id)
            prompts = await tx.prompts.of_person(person_id)
            asked = await tx.prompts.days_asked(person_id)
            of_others = await tx.imports.days_of(person_id)
        today = person.day(now)
        run = streak_of(entries, asked, of_others, today)
        covered_on = run.ever_covered_on if person.options.streak else frozenset()
        return past.past_days(entries, prompts, covered_on, today, span(today), of_others)

    def _stretch(self, person: Person, entry: Practice) -> Stretch | None:
        return with_own(self._library, person.own).stretches.get(entry.stretch_id)


async def _own_entry(tx: Transaction, practice_id: int, person_id: int) -> Practice | None:
    """A person's own entry; one that only keeps a pain that was spoken of is none."""
    entry = await tx.practices.get(practice_id, person_id)
    return entry if entry is not None and entry.stretch_id else None


async def _meant(tx: Transaction, prompts: Iterable[Prompt], day: date) -> Prompt | None:
    """The prompt of a day that an entry for it is of, None where none came, or all have theirs."""
    of_day = [prompt for prompt in prompts if prompt.day == day and prompt.delivery in SHOWN]
    for prompt in sorted(of_day, key=lambda prompt: (LEFT_FOR_LATER.index(prompt.answer), -prompt.id)):
        # One of a day may have been done on another.
        if not any(entry.counts for entry in (await tx.practices.of_prompt(prompt.id)).values()):
            return prompt
    return None


def _in_general(person: Person, day: date, at: datetime, update_id: int | None) -> NewPractice:
    """The entry of a day on which nothing came: nobody knows of a stretch, nor of seconds."""
    return NewPractice(
        person_id=person.id,
        day=day,
        stretch_id=IN_GENERAL,
        done_at=at,
        left=0,
        right=0,
        timed=False,
        counts=True,
        prompt_id=None,
        update_id=update_id,
    )
