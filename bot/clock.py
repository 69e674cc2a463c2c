"""Clocks: the machine's, and one that a newcomer can set forward in the local chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock, set forward by an offset that only grows."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def jump(self, seconds: float) -> None:
        """Sets the clock forward; raises ValueError for a step back, which would bring prompts twice."""
        if seconds < 0:
            raise ValueError("the clock only goes forward")
        self.offset += timedelta(seconds=seconds)
