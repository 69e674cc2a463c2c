"""Milestones: so many days in a row, or hours of stretching in all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What milestones count: days in a row, or hours of stretching in all."""

    DAYS = "days"
    HOURS = "hours"


MARKS = {Measure.DAYS: (3, 7, 14, 30, 50, 100, 200, 365), Measure.HOURS: (1, 5, 10, 25, 50, 100)}


@dataclass(frozen=True, slots=True)
class Milestone:
    """A number of days or hours that is worth a sentence of its own."""

    measure: Measure
    number: int

    @property
    def name(self) -> str:
        """What it is kept as once it was said."""
        return f"{self.measure}-{self.number}"


def passed(measure: Measure, before: int, now: int) -> Milestone | None:
    """The furthest mark between two counts, None where there is none."""
    marks = [mark for mark in MARKS[measure] if before < mark <= now]
    return Milestone(measure, marks[-1]) if marks else None
