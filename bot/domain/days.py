"""The days of a record: what became of each, the score they make, and the weeks in which they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendar_week import CalendarWeek
from bot.domain.practice import Pain, Practice
from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason

# After so many missed days a score is half of what it was, and after as many done ones half of what lacked is won.
HALF_LIFE = 13
KEPT = 0.5 ** (1 / HALF_LIFE)
DAY = timedelta(days=1)


class DayState(StrEnum):
    """What became of a day."""

    DONE = "done"
    SKIPPED = "skipped"
    # No reminder came: a rest, a break, a free day, or none of their days.
    OFF = "off"
    MISSED = "missed"
    # Today, as long as it may still become anything.
    OPEN = "open"
    # Before they began, still to come, or so long ago that nothing is known of it.
    EMPTY = "empty"


class Span(StrEnum):
    """How much of a record is looked at."""

    WEEKS = "weeks"
    MONTH = "month"
    YEAR = "year"

    @property
    def weeks(self) -> int:
        """How many weeks that is, with this one."""
        return {Span.WEEKS: 12, Span.MONTH: 5, Span.YEAR: 52}[self]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what became of it, whether a spare day covered it, and whether pain was logged on it."""

    on: date
    state: DayState
    is_covered: bool = False
    hurt: bool = False


@dataclass(frozen=True, slots=True)
class RecordWeek:
    """The days of one week, and the minutes of the fuller leg: held, and planned by the reminders that came."""

    days: tuple[Day, ...]
    held: float
    planned: float


@dataclass(frozen=True, slots=True)
class Score:
    """How steady somebody is, from 0 to 1; `done` of the last `of` days that counted were done."""

    value: float
    done: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.value)


# What another app may say of a day, the best first.
OF_OTHERS = (DayState.DONE, DayState.OFF, DayState.SKIPPED, DayState.MISSED)
NOTHING_ELSE: Mapping[date, DayState] = {}


def states(
    entries: Iterable[Practice],
    prompts: Collection[Prompt],
    today: date,
    of_others: Mapping[date, DayState] = NOTHING_ELSE,
) -> Mapping[date, DayState]:
    """What became of each day from the first that is known of until today, in order.

    `of_others`: what other apps say, which counts where the day was done by it, or where Limber asked for nothing.
    """
    done = {entry.day for entry in entries if entry.counts}
    heard_of = {prompt.day for prompt in prompts} or done
    due = {prompt.day for prompt in prompts if _is_due(prompt)}
    skipped = {prompt.day for prompt in prompts if prompt.answer is Answer.SKIPPED}
    known_from = min(heard_of, default=today)
    first = min((known_from, *done, *of_others))

    def state(day: date) -> DayState:
        other = of_others.get(day)
        if day in done or other is DayState.DONE:
            return DayState.DONE
        if day not in due and day != today and other is not None:
            return other
        if day < known_from:
            return DayState.EMPTY
        if day in due:
            open_or_missed = DayState.OPEN if day == today else DayState.MISSED
            return DayState.SKIPPED if day in skipped else open_or_missed
        return DayState.OPEN if day == today else DayState.OFF

    return {day: state(day) for day in (first + DAY * offset for offset in range((today - first).days + 1))}


def better(state: DayState, other: DayState | None) -> DayState:
    """Of two that other apps say of a day the one that counts."""
    return state if other is None else min(state, other, key=OF_OTHERS.index)


def score(found: Mapping[date, DayState]) -> Score | None:
    """The score of days in their order: a done one raises it, a missed one lowers it, all others leave it as it is.

    It is the exponential mean of Loop Habit Tracker, from 0 on, over the days that count alone. None where no day does.
    """
    counted = [
        state is DayState.DONE for state in found.values() if state in {DayState.DONE, DayState.MISSED}
    ]
    if not counted:
        return None
    value = 0.0
    for is_done in counted:
        value = KEPT * value + (1 - KEPT) * is_done
    latest = counted[-HALF_LIFE:]
    return Score(value, sum(latest), len(latest))


def weeks(
    span: Span,
    entries: Sequence[Practice],
    prompts: Sequence[Prompt],
    covered_on: Collection[date],
    found: Mapping[date, DayState],
    calendar: CalendarWeek,
    planned: Callable[[Iterable[Prompt]], float],
) -> tuple[RecordWeek, ...]:
    """The weeks of a span, oldest first.

    `found`: what became of each day, the last of which is today. `planned`: the minutes that prompts planned.
    """
    hurt = {entry.day for entry in entries if entry.pain not in {None, Pain.NONE}}
    held: dict[date, list[Practice]] = defaultdict(list)
    for entry in entries:
        held[calendar.begins(entry.day)].append(entry)
    asked: dict[date, list[Prompt]] = defaultdict(list)
    for prompt in prompts:
        if _was_shown(prompt):
            asked[calendar.begins(prompt.day)].append(prompt)

    def week(begins: date) -> RecordWeek:
        days = (begins + DAY * offset for offset in range(7))
        left = sum(entry.left for entry in held[begins])
        right = sum(entry.right for entry in held[begins])
        return RecordWeek(
            tuple(Day(day, found.get(day, DayState.EMPTY), day in covered_on, day in hurt) for day in days),
            max(left, right) / 60,
            planned(asked[begins]),
        )

    first = calendar.begins(max(found)) - 7 * DAY * (span.weeks - 1)
    return tuple(week(first + 7 * DAY * number) for number in range(span.weeks))


def _is_due(prompt: Prompt) -> bool:
    """Whether one of their times asked for an entry: its prompt came, or waited because so many had no answer."""
    came = prompt.kind is PromptKind.SLOT and _was_shown(prompt)
    return came or prompt.reason is Reason.WAITS_FOR_ANSWER


def _was_shown(prompt: Prompt) -> bool:
    return prompt.delivery in {Delivery.SENT, Delivery.UNKNOWN}
