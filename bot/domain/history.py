"""The days of a record one by one: what is shown of each, how they may be changed, and what that does to the streak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.domain import days as record_days
from bot.domain.after import streak_of_days
from bot.domain.days import DAY, NOTHING_ELSE, DayState
from bot.domain.practice import Practice
from bot.domain.prompt import Prompt, Reason
from bot.domain.stretch import Stretch

SHOWN_DAYS, DAYS_A_PAGE = 90, 7
PAGES = -(-SHOWN_DAYS // DAYS_A_PAGE)
# Who looks further back remembers little: what is older stays as it is.
CHANGEABLE_FOR = timedelta(days=14)
# What a side may be corrected to, in seconds.
SECONDS = (10, 15, 20, 30, 45, 60, 90, 120)


@dataclass(frozen=True, slots=True)
class PastDay:
    """One day: what became of it, with its entries; `off` is why no reminder came, None where nobody knows of one."""

    on: date
    state: DayState
    is_covered: bool
    off: Reason | None
    entries: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class LogDays:
    """These days were done."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ClearDays:
    """These days were not done: their entries go."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """This entry was none."""

    practice_id: int


@dataclass(frozen=True, slots=True)
class SetSeconds:
    """So many seconds a side were held, or in all where there are no sides."""

    practice_id: int
    seconds: int


Change: TypeAlias = LogDays | ClearDays | RemoveEntry | SetSeconds


class Refused(StrEnum):
    """Why a change of the record is none."""

    TOO_OLD = "too-old"
    TO_COME = "to-come"
    LOGGED = "already"
    NOT_LOGGED = "not-logged"
    GONE = "gone"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Effect:
    """What is left to do of a change, the days that it is about, and the streak before it and after it."""

    change: Change
    days: tuple[date, ...]
    before: int
    after: int


def past_days(
    entries: Iterable[Practice],
    prompts: Collection[Prompt],
    covered_on: Collection[date],
    today: date,
    span: tuple[date, date],
    of_others: Mapping[date, DayState] = NOTHING_ELSE,
) -> tuple[PastDay, ...]:
    """The days from the first to the last one, newest first; `entries` is a whole record, oldest first.

    `of_others`: what other apps say of days.
    """
    first, last = span
    of_day: dict[date, list[Practice]] = defaultdict(list)
    for entry in entries:
        of_day[entry.day].append(entry)
    whole = [entry for made in of_day.values() for entry in made]
    states = record_days.states(whole, prompts, today, of_others)
    why = {prompt.day: prompt.reason for prompt in prompts if prompt.reason is not None}
    days = (last - DAY * back for back in range((last - first).days + 1))
    return tuple(
        PastDay(
            day,
            state,
            day in covered_on,
            why.get(day) if state is DayState.OFF else None,
            tuple(of_day.get(day, ())),
        )
        for day in days
        for state in [states.get(day, DayState.EMPTY)]
    )


def page_of(day: date, today: date) -> int:
    """The page on which a day stands, the newest is 0."""
    return max(0, min((today - day).days // DAYS_A_PAGE, PAGES - 1))


def days_on(page: int, today: date) -> tuple[date, date]:
    """The first and the last day of a page; of a page that is none those of the nearest."""
    page = max(0, min(page, PAGES - 1))
    last = today - DAY * page * DAYS_A_PAGE
    return max(last - DAY * (DAYS_A_PAGE - 1), today - DAY * (SHOWN_DAYS - 1)), last


def may_change(day: date, today: date) -> bool:
    """Whether what stands for a day can be changed."""
    return timedelta(0) <= today - day <= CHANGEABLE_FOR


def effect(
    change: Change,
    entries: Sequence[Practice],
    asked_on: Collection[date],
    today: date,
    of_others: Mapping[date, DayState] = NOTHING_ELSE,
) -> Effect | Refused:
    """What a change does to a record, or why it is none; days that are as they are to be are left out of it.

    `of_others`: what other apps say of days, which no change touches.
    """
    done = {entry.day for entry in entries if entry.counts}
    match change:
        case LogDays(days):
            left = tuple(sorted(set(days) - done))
            if any(day >= today for day in days):
                return Refused.TO_COME
            found = _in_time(days, today) or (None if left else Refused.LOGGED)
            then = done.union(left)
            change = LogDays(left)
        case ClearDays(days):
            left = tuple(sorted(set(days) & {entry.day for entry in entries if entry.stretch_id}))
            found = _in_time(days, today) or (None if left else Refused.NOT_LOGGED)
            then = done.difference(left)
            change = ClearDays(left)
        case RemoveEntry(id_) | SetSeconds(id_):
            entry = next((each for each in entries if each.id == id_ and each.stretch_id), None)
            if entry is None:
                return Refused.GONE
            left = (entry.day,)
            found = _in_time(left, today)
            others = {each.day for each in entries if each.counts and each.id != id_}
            then = others if isinstance(change, RemoveEntry) else done.union(left)
    if found is not None:
        return found
    before, after = (streak_of_days(days, asked_on, of_others, today).days for days in (done, then))
    return Effect(change, left, before, after)


def can_be_held(stretch: Stretch | None) -> bool:
    """Whether the seconds of an entry can be told: there is the stretch, and all of its effort is of one kind."""
    return stretch is not None and len(stretch.plan.phases) == 1


def held(stretch: Stretch, seconds: int) -> tuple[int, int, int]:
    """The hamstring seconds of the left and right leg, and of the whole effort, where each side was so long."""
    of_a_leg = seconds if stretch.for_hamstrings else 0
    return of_a_leg, of_a_leg, seconds * (2 if stretch.plan.sides else 1)


def _in_time(days: Iterable[date], today: date) -> Refused | None:
    return None if all(may_change(day, today) for day in days) else Refused.TOO_OLD
