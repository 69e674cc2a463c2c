"""The record: entries made and taken back, and what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bot.domain import days as record_days
from bot.domain import practice as record
from bot.domain.after import After, after, streak_of
from bot.domain.days import RecordWeek, Score, Span
from bot.domain.felt import tuning
from bot.domain.library import Library
from bot.domain.person import Person, Progress
from bot.domain.practice import Practice, Streak, Week
from bot.domain.prompt import Answer, Prompt, planned_minutes
from bot.domain.session import suggested_minutes
from bot.domain.stretch import Stretch
from bot.services.offering import newly_offered
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.practices import NewPractice
from bot.storage.transaction import Transaction

# Beyond about ten minutes a week little more is gained (Ingram 2025), which is said once and kept among the tips.
ENOUGH_MINUTES = 10
ENOUGH = "enough-a-week"


@dataclass(frozen=True, slots=True)
class Logged:
    """Entries and what the record is after them; `is_new` is False when all of them stood already.

    `offered` is the PNF stretch for which they have made the person ready.
    """

    entries: tuple[Practice, ...]
    after: After
    is_new: bool
    prompt: Prompt | None
    offered: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """The stretches whose entries were taken back, and their prompt."""

    stretch_ids: tuple[str, ...]
    prompt: Prompt | None


@dataclass(frozen=True, slots=True)
class UndoneBefore:
    """The very same update took its entry back before."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What /stats shows.

    `weeks`: those of the span, this one the last. `score`: None before a day counted. `says_enough`: more than enough
    gains little, and now is the time to say so.
    """

    span: Span
    weeks: tuple[RecordWeek, ...]
    week: Week
    streak: Streak
    today: date
    total_days: int
    score: Score | None
    says_enough: bool


class Record:
    """Keeps the record of everybody."""

    def __init__(self, database: Database, clock: Clock, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._stretches = library.stretches

    async def undo(
        self, person_id: int, practice_id: int | None, at: datetime, update_id: int
    ) -> Undone | UndoneBefore | None:
        """Takes an entry back and opens its prompt again; None when there is no such entry.

        Without an id it is the entry made last on the day that it is at an instant. `UndoneBefore` where this very
        update took one back already.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return None
            if person.changed_by == update_id:
                return UndoneBefore()
            if practice_id is None:
                entry = await latest_of_day(tx, person, at)
            else:
                entry = await tx.practices.get(practice_id, person_id)
            if entry is None:
                return None
            removed = await tx.practices.remove(entry)
            await count_up(tx, replace(person, changed_by=update_id))
            if entry.prompt_id is None:
                return Undone(removed, None)
            await tx.prompts.answer(entry.prompt_id, None, None)
            return Undone(removed, await tx.prompts.get(entry.prompt_id, person_id))

    async def latest_today(self, person_id: int, at: datetime) -> Practice | None:
        """The entry made last on the day that it is at an instant; an older one nobody means without naming it."""
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            return None if person is None else await latest_of_day(tx, person, at)

    async def suggested_minutes(self, person_id: int) -> int:
        """How many minutes a session is to have, as a suggestion."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            entries = await tx.practices.of_person(person_id)
        today = person.day(now) if person else now.date()
        return suggested_minutes(entries[0].day if entries else None, today)

    async def stats(self, person_id: int, span: Span = Span.WEEKS) -> Stats:
        """The weeks of a span against what the person's times have brought, the streak, the score, and all done days.

        A person who hides their streak has no day that a spare day covered.
        """
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id) or Person(person_id, "en")
            entries = await tx.practices.of_person(person_id)
            asked = await tx.prompts.days_asked(person_id)
            prompts = await tx.prompts.of_person(person_id)
            of_others = await tx.imports.days_of(person_id)
            said = (await tx.preferences.tips_of([person_id]))[person_id]
            today = person.day(now)
            calendar = self._library.week_in(person.country)
            week = record.week(entries, today, calendar)
            says_enough = week.reaches(ENOUGH_MINUTES) and ENOUGH not in said
            if says_enough:
                await tx.preferences.show_tips([(person_id, ENOUGH, today)])
        done = {entry.day for entry in entries if entry.counts}
        streak = streak_of(entries, asked, of_others, today)
        covered_on = streak.ever_covered_on if person.options.streak else frozenset()
        weeks = record_days.weeks(
            span,
            entries,
            prompts,
            covered_on,
            record_days.states(entries, prompts, today, of_others),
            calendar,
            partial(planned_minutes, stretches=self._stretches, longer=person.options.longer),
        )
        # What was done before Limber is no part of how steady somebody is with it.
        score = record_days.score(record_days.states(entries, prompts, today))
        return Stats(span, weeks, week, streak, today, len(done), score, says_enough)


async def latest_of_day(tx: Transaction, person: Person, now: datetime) -> Practice | None:
    """The entry made last on the day that it is at an instant."""
    # An entry without a stretch only keeps a pain that was spoken of.
    entries = [entry for entry in await tx.practices.of_person(person.id) if entry.stretch_id]
    latest = max(entries, key=lambda entry: (entry.done_at, entry.id), default=None)
    if latest is None:
        return None
    made_on, today = (person.day(at) for at in (latest.done_at, now))
    return latest if made_on == today else None


def planned_entries(
    prompt: Prompt,
    person: Person,
    stretches: Mapping[str, Stretch],
    day: date,
    at: datetime,
    update_id: int | None,
    *,
    own: bool = True,
) -> list[NewPractice]:
    """The entries of what a prompt planned, not timed; `own` says that they are the prompt's own."""
    doses = {part.stretch_id: part for part in prompt.guided}
    news: list[NewPractice] = []
    for stretch_id in prompt.stretch_ids:
        stretch, part = stretches.get(stretch_id), doses.get(stretch_id)
        left = right = seconds = 0
        if stretch is not None and part is not None:
            left, right = stretch.leg_seconds(part.dose, part.first_side, longer=person.options.longer)
            seconds = stretch.plan.effort_seconds(part.dose, longer=person.options.longer)
        news.append(
            NewPractice(
                person_id=person.id,
                day=day,
                stretch_id=stretch_id,
                done_at=at,
                left=left,
                right=right,
                seconds=seconds,
                timed=False,
                counts=True,
                prompt_id=prompt.id if own else None,
                update_id=update_id,
            )
        )
    return news


async def log(
    tx: Transaction,
    person: Person,
    prompt: Prompt | None,
    news: Sequence[NewPractice],
    library: Library,
    now: datetime,
) -> Logged:
    """Keeps new entries and returns them, each where an entry stands already as that one, and what comes of them.

    Once all that the prompt planned has an entry the prompt is answered, and does not come back from a snooze.
    """
    entries: list[Practice] = []
    new_ids: set[int] = set()
    for new in news:
        # Unique in the record: the first new entry of a session stands for all of them.
        made = await tx.practices.add(replace(new, update_id=None) if new_ids else new)
        entries.append(made or await _standing(tx, new))
        if made is not None:
            new_ids.add(made.id)
    is_new = bool(new_ids)
    if is_new and prompt is not None:
        prompt = await _answered_if_done(tx, prompt, news[-1].done_at)
    whole = await tx.practices.of_person(person.id)
    if is_new:
        person = await _count_up(tx, person, whole)
    offered = await newly_offered(tx, person, whole, library.stretches, now)
    reached = await _fresh(tx, person, await _after(tx, person, whole, new_ids, library, now))
    return Logged(tuple(entries), reached, is_new, prompt, offered)


async def _standing(tx: Transaction, new: NewPractice) -> Practice:
    """The entry on whose account a new one was not kept.

    That is the one of the same prompt and stretch, else the one that the same update made before. Raises LookupError
    where there is neither.
    """
    of_prompt = {} if new.prompt_id is None else await tx.practices.of_prompt(new.prompt_id)
    entry = of_prompt.get(new.stretch_id)
    if entry is None and new.update_id is not None:
        entry = await tx.practices.of_update(new.update_id)
    if entry is None:
        raise LookupError("an entry was neither made nor found")
    return entry


async def _answered_if_done(tx: Transaction, prompt: Prompt, at: datetime) -> Prompt:
    """The prompt, answered where all that it planned has an entry that counts."""
    entries = await tx.practices.of_prompt(prompt.id)
    if not all(id_ in entries and entries[id_].counts for id_ in prompt.stretch_ids):
        return prompt
    await tx.prompts.answer(prompt.id, Answer.DONE, at)
    prompt = replace(prompt, answer=Answer.DONE, answered_at=at)
    await tx.prompts.drop_waiting(prompt.person_id, instead_of=prompt)
    return prompt


async def count_up(tx: Transaction, person: Person) -> Person:
    """Counts a person's progress anew from their whole record, saves it, and returns the person."""
    return await _count_up(tx, person, await tx.practices.of_person(person.id))


async def _count_up(tx: Transaction, person: Person, entries: Sequence[Practice]) -> Person:
    counting = [entry for entry in entries if entry.counts]
    # What is logged late, to a day gone by, makes no prompt of today needless.
    in_time = [entry for entry in counting if entry.day == person.day(entry.done_at)]
    progress = Progress(
        practised=record.practised(entries),
        dose_step=record.dose_step(entries),
        last_practice_on=max((entry.day for entry in record.of_stretches(counting)), default=None),
        last_done_at=max((entry.done_at for entry in in_time), default=None),
        tuning=tuning(entries),
    )
    counted = replace(person, progress=progress)
    await tx.people.save(counted)
    return counted


async def record_after(
    tx: Transaction, person: Person, new_ids: Collection[int], library: Library, now: datetime
) -> After:
    """What the person's record is at an instant, after those of its entries that are new."""
    return await _after(tx, person, await tx.practices.of_person(person.id), new_ids, library, now)


async def _after(
    tx: Transaction,
    person: Person,
    entries: Sequence[Practice],
    new_ids: Collection[int],
    library: Library,
    now: datetime,
) -> After:
    asked, today = await tx.prompts.days_asked(person.id), person.day(now)
    of_others = await tx.imports.days_of(person.id)
    return after(entries, new_ids, asked, person, today, library.week_in(person.country), of_others)


async def _fresh(tx: Transaction, person: Person, reached: After) -> After:
    """The same without a milestone of today that was said: one that is taken back and made again is celebrated once."""
    if not reached.milestones:
        return reached
    # Kept among the tips, as all that is said just once.
    said = (await tx.preferences.tips_of([person.id]))[person.id]
    fresh = [each for each in reached.milestones if said.get(each.name) != reached.today]
    await tx.preferences.show_tips([(person.id, each.name, reached.today) for each in fresh])
    return replace(reached, milestones=tuple(fresh))
