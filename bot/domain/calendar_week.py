"""The week as people live it: where it begins, and which of its days are the weekend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.schedule import EVERY_DAY


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A country's week; Monday is 0."""

    first: int = 0
    weekend: frozenset[int] = frozenset({5, 6})

    @property
    def working(self) -> frozenset[int]:
        """The days that people mean by weekdays."""
        return EVERY_DAY - self.weekend

    @property
    def days(self) -> tuple[int, ...]:
        """Its days in order."""
        return tuple((self.first + day) % 7 for day in range(7))

    def begins(self, day: date) -> date:
        """The first date of the week in which a date lies."""
        return day - timedelta(days=(day.weekday() - self.first) % 7)


# Where the country is not known, and in most of them.
USUAL = CalendarWeek()
