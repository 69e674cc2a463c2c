"""What the picture of a record shows: plain values, with every word that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.days import Day, DayState, RecordWeek, Span


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of a chart, in a person's language.

    `weekdays`: those of a week in its order. `months`: for each week the month that begins in it, or nothing. `of`: the
    minutes of each week as they stand beside their bar, where there is room for them.
    """

    title: str
    minutes: str
    plan: str
    covered: str
    pain: str
    states: tuple[tuple[DayState, str], ...]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    of: tuple[str, ...] = ()

    @property
    def all(self) -> str:
        """All of its letters."""
        named = (self.title, self.minutes, self.plan, self.covered, self.pain)
        return "".join((*named, *self.weekdays, *self.months, *self.of, *(word for _, word in self.states)))


@dataclass(frozen=True, slots=True)
class Chart:
    """The weeks of one person's record, the last of them this one."""

    span: Span
    weeks: tuple[RecordWeek, ...]
    today: date
    words: ChartWords

    @property
    def days(self) -> Iterator[Day]:
        """All of its days in order."""
        return (day for week in self.weeks for day in week.days)
