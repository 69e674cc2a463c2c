"""What somebody can mean about the days of their record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self

from bot.chat.intents.base import Detailed
from bot.domain.days import DAY
from bot.domain.history import CHANGEABLE_FOR, SECONDS, Change, ClearDays, LogDays, RemoveEntry, SetSeconds


class ShowHistory(Detailed, button="history", words="history"):
    """A page of the days, the newest first."""

    page: int = 0


class ShowDay(Detailed, button="history-day"):
    """One of the days, with its entries."""

    on: date

    def carried(self) -> tuple[int, str]:
        return 0, self.on.isoformat()

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(date.fromisoformat(value))


class ShowEntry(Detailed, button="history-entry"):
    """One entry, with what can be changed of it."""

    practice_id: int


class AskSeconds(Detailed, button="history-seconds"):
    """How long was each side held, in an entry?"""

    practice_id: int


class ChangeRecord(Detailed, button="record-change"):
    """The record is to be otherwise: what that does is said first."""

    change: Change

    def carried(self) -> tuple[int, str]:
        return _carried(self.change)

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(_change(row, value))


class KeepChange(Detailed, button="record-keep"):
    """Yes, with the streak of so many days that was said."""

    change: Change
    streak: int

    def carried(self) -> tuple[int, str]:
        row, value = _carried(self.change)
        return row, f"{value}.{self.streak}"

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        change, _, streak = value.rpartition(".")
        return cls(_change(row, change), int(streak))


def _carried(change: Change) -> tuple[int, str]:
    match change:
        case LogDays(days):
            return 0, f"log.{_days_written(days)}"
        case ClearDays(days):
            return 0, f"clear.{_days_written(days)}"
        case RemoveEntry(practice_id):
            return practice_id, "remove"
        case SetSeconds(practice_id, seconds):
            return practice_id, f"hold.{seconds}"


def _change(row: int, value: str) -> Change:
    """The change that a button carries; raises ValueError for one that it never had."""
    match value.split("."):
        case ["log", last, bits]:
            return LogDays(_days(last, bits))
        case ["clear", last, bits]:
            return ClearDays(_days(last, bits))
        case ["remove"]:
            return RemoveEntry(row)
        case ["hold", seconds] if int(seconds) in SECONDS:
            return SetSeconds(row, int(seconds))
    raise ValueError(value)


def _days_written(days: Collection[date]) -> str:
    """Days as the last of them, and a bit for each: the lowest is that day's, the next one that of the day before."""
    last = max(days)
    return f"{last}.{sum(1 << (last - day).days for day in set(days))}"


def _days(last: str, bits: str) -> tuple[date, ...]:
    on, number = date.fromisoformat(last), int(bits)
    if not 0 < number < 1 << (CHANGEABLE_FOR.days + 1) or on < date.min + CHANGEABLE_FOR:
        raise ValueError(bits)
    return tuple(on - DAY * back for back in range(CHANGEABLE_FOR.days, -1, -1) if number >> back & 1)
