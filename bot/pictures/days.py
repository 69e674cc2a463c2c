"""What the sheet of an agenda shows, without what draws it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """What comes at one hour of a day: the names of its figures, several for a session, empty for one without."""

    hour: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what comes on it."""

    weekday: str
    number: str
    stops: tuple[Stop, ...]
