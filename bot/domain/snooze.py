"""How long, or until when, a prompt is put off: a choice on a button, or what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar, TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.person import Person
from bot.domain.prompt import SnoozeFor, snoozed_until
from bot.domain.schedule import Wish, instant

LEAST_MINUTES, MOST_MINUTES = 5, 24 * 60


@dataclass(frozen=True, slots=True)
class SnoozeAfter:
    """So many minutes, from five to a whole day."""

    minutes: int
    is_wall_time: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SnoozeUntil:
    """Until the clock next shows this.

    Where the half of the day is not told it may be the one twelve hours later: of a bare hour that is asked, "5:30" is
    it only where it is over for today.
    """

    at: time
    is_either_half: bool = False
    is_as_written: bool = False
    is_wall_time: ClassVar[bool] = True

    @property
    def value(self) -> str:
        """The hour as a button carries it; which half it is is known there."""
        return f"{self.at:%H.%M}"


SnoozeWish: TypeAlias = SnoozeFor | SnoozeAfter | SnoozeUntil


def snooze_of(value: str) -> SnoozeFor | SnoozeUntil:
    """The wish that a button carries; raises ValueError for a value that it never had."""
    if "." not in value:
        return SnoozeFor(value)
    hour, minute = value.split(".")
    return SnoozeUntil(time(int(hour), int(minute)))


def hours_meant(wish: SnoozeUntil, now: datetime, zone: ZoneInfo) -> tuple[SnoozeUntil, ...]:
    """The hours that a typed one can mean: two where both halves of today lie ahead, else the one that comes next."""
    if not (wish.is_either_half or wish.is_as_written):
        return (wish,)
    halves = [time(hour, wish.at.minute) for hour in (wish.at.hour % 12, wish.at.hour % 12 + 12)]
    local = now.astimezone(zone)
    ahead = [at for at in halves if instant(local.date(), at, zone) > now] or halves[:1]
    return tuple(SnoozeUntil(at) for at in (ahead[:1] if wish.is_as_written else ahead))


def comes_back_at(wish: SnoozeWish, now: datetime, person: Person, wishes: Sequence[Wish]) -> datetime | None:
    """When a prompt that is put off so comes back, None where the choice has passed."""
    match wish:
        case SnoozeFor():
            return snoozed_until(wish, now, person, wishes)
        case SnoozeAfter(minutes):
            return now + timedelta(minutes=minutes)
    (first, *_) = hours_meant(wish, now, person.zone)
    today = now.astimezone(person.zone).date()
    ahead = (instant(today + timedelta(days=count), first.at, person.zone) for count in (0, 1, 2))
    return next(moment for moment in ahead if moment > now)
