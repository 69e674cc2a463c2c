"""The record: done days make a streak, practices make weekly minutes and the next dose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar_week import CalendarWeek
from bot.domain.own import is_own

SPARE_EVERY = 7
MOST_SPARES = 2
STEP_AFTER_PAINLESS = 6
STEP_DAYS = timedelta(days=7)
STEP_BACK_AFTER = timedelta(days=14)
START_OVER_AFTER = timedelta(days=28)
# What stands for a stretch in an entry of none in particular: it was added to a day on which none had come.
IN_GENERAL = "stretching"


class Pain(StrEnum):
    """What a person says about pain; the pull of the stretch does not count."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    STRONG = "strong"
    TINGLING = "tingling"

    @property
    def holds_back(self) -> bool:
        """Whether the dose steps back after it (3 of 10 or more, or tingling)."""
        return self in {Pain.SOME, Pain.STRONG, Pain.TINGLING}

    @property
    def ends_the_day(self) -> bool:
        """Whether nothing more is offered that day."""
        return self in {Pain.STRONG, Pain.TINGLING}


class Felt(StrEnum):
    """How hard a stretch was."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


class Compared(StrEnum):
    """How a pain is, compared with the day before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_NOW = "not-now"


def pain_of(score: int) -> Pain:
    """The answer that a score from 0 to 10 stands for."""
    if score <= 0:
        return Pain.NONE
    if score <= 2:
        return Pain.LITTLE
    return Pain.SOME if score <= 5 else Pain.STRONG


@dataclass(frozen=True, slots=True)
class Practice:
    """One entry of the record.

    `left`, `right`: hamstring seconds of a leg. `seconds`: of the whole effort, whatever it was for.
    """

    id: int
    person_id: int
    day: date
    stretch_id: str
    done_at: datetime
    left: int
    right: int
    timed: bool
    counts: bool = True
    prompt_id: int | None = None
    pain: Pain | None = None
    worse: bool = False
    felt: Felt | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Streak:
    """The run of done days up to today, the best one, and the days of this run that a spare day covered.

    `ever_covered_on`: these and those of the runs before.
    """

    days: int
    best: int
    covered_on: tuple[date, ...]
    ever_covered_on: frozenset[date]


@dataclass(frozen=True, slots=True)
class Week:
    """The week from Monday to Sunday round a day: done days, minutes a leg, entries of other muscles."""

    days: tuple[date, ...]
    done_on: frozenset[date]
    left_minutes: float
    right_minutes: float
    others: int

    def reaches(self, minutes: int) -> bool:
        """Whether a leg has been held for so many minutes."""
        return max(self.left_minutes, self.right_minutes) >= minutes


def streak(done_on: Collection[date], asked_on: Collection[date], today: date) -> Streak:
    """The run of done days: only a day with a prompt and no entry ends it, today never does.

    Days without a prompt (no slot, paused, resting, not delivered) neither count nor end it. Every seven done days
    earn a spare day, two at most, that covers a day with no entry.
    """
    done = frozenset(done_on)
    run = best = spares = 0
    covered: list[date] = []
    ever_covered: set[date] = set()
    for day in sorted(done | frozenset(asked_on)):
        if day in done:
            run += 1
            best = max(best, run)
            if run % SPARE_EVERY == 0:
                spares = min(spares + 1, MOST_SPARES)
        elif day < today and run:
            if spares:
                spares -= 1
                covered.append(day)
                ever_covered.add(day)
            else:
                run = 0
                covered.clear()
    return Streak(run, best, tuple(covered), frozenset(ever_covered))


def week(practices: Iterable[Practice], today: date, calendar: CalendarWeek) -> Week:
    """This week's strip and minutes."""
    first = calendar.begins(today)
    days = tuple(first + timedelta(days=offset) for offset in range(7))
    of_week = [practice for practice in practices if practice.day in days]
    return Week(
        days=days,
        done_on=frozenset(practice.day for practice in of_week if practice.counts),
        left_minutes=sum(practice.left for practice in of_week) / 60,
        right_minutes=sum(practice.right for practice in of_week) / 60,
        others=sum(
            practice.counts and not (practice.left or practice.right) for practice in of_stretches(of_week)
        ),
    )


def of_stretches(practices: Iterable[Practice]) -> list[Practice]:
    """A record without the entries of no stretch in particular: they count for their days, and for nothing else."""
    return [practice for practice in practices if practice.stretch_id != IN_GENERAL]


def dose_step(practices: Sequence[Practice]) -> int:
    """The steps above the start that a record, oldest first, has earned."""
    *_, step = steps(of_stretches(practices))
    return step


def steps(practices: Sequence[Practice]) -> Iterator[int]:
    """The dose step at which each practice of a record, oldest first, was made; at the end the one earned by now.

    One step up at most once a week after six painless practices, those of own exercises left out; one back after pain
    or 14 days away, to the start after 28 days (Limber's own rule).
    """
    step = painless = 0
    stepped_on: date | None = None
    before: date | None = None
    for practice in practices:
        if before is not None:
            step = after_absence(step, before, practice.day)
        yield step
        before = practice.day
        if practice.pain is not None and practice.pain.holds_back:
            # One step back for the pain, and one more when it was worse the day after.
            step, painless = max(0, step - 1 - practice.worse), 0
        elif practice.counts and not is_own(practice.stretch_id):
            painless += 1
            if painless >= STEP_AFTER_PAINLESS and (
                stepped_on is None or practice.day - stepped_on >= STEP_DAYS
            ):
                step, painless, stepped_on = step + 1, 0, practice.day
    yield step


def practised(practices: Iterable[Practice]) -> int:
    """How many practices of a record, oldest first, lead through a programme.

    These are the ones that count, but for own exercises, since days away after which dose and programme start over.
    """
    count = 0
    before: date | None = None
    for practice in of_stretches(practices):
        if practice.counts:
            count = (0 if starts_over(before, practice.day) else count) + (not is_own(practice.stretch_id))
            before = practice.day
    return count


def starts_over(last_on: date | None, today: date) -> bool:
    """Whether somebody was away for so long that they begin anew."""
    return last_on is not None and today - last_on >= START_OVER_AFTER


def after_absence(step: int, last_on: date, today: date) -> int:
    """The dose step after the days away."""
    if starts_over(last_on, today):
        return 0
    return max(0, step - 1) if today - last_on >= STEP_BACK_AFTER else step
