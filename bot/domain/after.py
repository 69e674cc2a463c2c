"""What a record is once a stretch is done: the run of days, the week, and a milestone that was just reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import practice as record
from bot.domain.calendar_week import CalendarWeek
from bot.domain.days import NOTHING_ELSE, DayState
from bot.domain.milestone import Measure, Milestone, passed
from bot.domain.person import Person
from bot.domain.practice import Practice, Streak, Week

HOUR_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class After:
    """What the record is after entries.

    `today`: the day. `turn`: the how manyth practice it is, by which the words for it take turns. `milestones`: what
    these entries have reached, none as a rule. `hurts`: something hurts, so nothing is praised or celebrated.
    """

    today: date
    streak: Streak
    week: Week
    turn: int
    milestones: tuple[Milestone, ...] = ()
    hurts: bool = False


def after(
    entries: Sequence[Practice],
    new_ids: Collection[int],
    asked_on: Collection[date],
    person: Person,
    today: date,
    calendar: CalendarWeek,
    of_others: Mapping[date, DayState] = NOTHING_ELSE,
) -> After:
    """What a whole record is after those of its entries that are new; `of_others`: what other apps say of days."""
    before = [entry for entry in entries if entry.id not in new_ids]
    streak = streak_of(entries, asked_on, of_others, today)
    reached = {
        Measure.DAYS: (streak_of(before, asked_on, of_others, today).days, streak.days),
        Measure.HOURS: (_hours(before), _hours(entries)),
    }
    hurts = hurts_on(person, today) or any(entry.id in new_ids and _hurt(entry) for entry in entries)
    if not person.options.streak:
        del reached[Measure.DAYS]
    milestones = (passed(measure, *span) for measure, span in reached.items() if new_ids and not hurts)
    return After(
        today=today,
        streak=streak,
        week=record.week(entries, today, calendar),
        turn=len({entry.prompt_id or entry.done_at for entry in entries if entry.stretch_id}),
        milestones=tuple(milestone for milestone in milestones if milestone is not None),
        hurts=hurts,
    )


def hurts_on(person: Person, day: date) -> bool:
    """Whether something hurts on a day, as far as a person has said."""
    recovery = person.recovery
    is_eased = any(on is not None and day <= on for on in (recovery.gentle_on, recovery.dizzy_on))
    return person.alarm is not None or recovery.pain_on == day or is_eased


def _hurt(entry: Practice) -> bool:
    return entry.pain is not None and entry.pain.holds_back


def streak_of(
    entries: Iterable[Practice], asked_on: Collection[date], of_others: Mapping[date, DayState], today: date
) -> Streak:
    """The streak of a record, with the days that were done, or missed, by another app."""
    return streak_of_days({entry.day for entry in entries if entry.counts}, asked_on, of_others, today)


def streak_of_days(
    done_on: Collection[date],
    asked_on: Collection[date],
    of_others: Mapping[date, DayState],
    today: date,
) -> Streak:
    """The same of the days that were done."""
    done_by_others = {day for day, state in of_others.items() if state is DayState.DONE}
    missed_by_others = {day for day, state in of_others.items() if state is DayState.MISSED}
    return record.streak(done_by_others.union(done_on), missed_by_others.union(asked_on), today)


def _hours(entries: Sequence[Practice]) -> int:
    return sum(entry.seconds for entry in entries) // HOUR_SECONDS
