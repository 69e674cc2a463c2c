"""When a person wants prompts: the next occurrence of a wall time, what is too late, which day it is for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
USUAL_DAY_START = time(3)
LATEST_NIGHT = time(6)
MOST_SLOTS = 6
CLOSEST = timedelta(minutes=15)
CATCH_UP = timedelta(hours=2)
DONE_SILENCES = timedelta(hours=2)
FIRST_PROMPT_AFTER = timedelta(hours=1)
NEW_ZONE_REST = timedelta(hours=6)
# From any instant to the next occurrence of any wish: a week, and what a change of the clocks adds.
LONGEST_GAP = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Wish:
    """A wall time on some weekdays (Monday is 0); `extra` wants a stretch even when one is done already."""

    at: time
    days: frozenset[int] = EVERY_DAY
    extra: bool = True


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due moment (UTC) and the local date it was meant for."""

    due_at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Slot:
    """A wish of one person, with its next occurrence; none while they are not subscribed."""

    id: int
    person_id: int
    wish: Wish
    next: Occurrence | None


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall time: moved forward by the gap in spring, the first of two in autumn."""
    return datetime.combine(on, at, zone).astimezone(UTC)


def next_after(wish: Wish, zone: ZoneInfo, after: datetime, *, later_than: date | None = None) -> Occurrence:
    """The first occurrence strictly after an instant, meant for a date after `later_than` where one is given."""
    # A gap can carry the evening of the day before past midnight, so the search starts there.
    on = after.astimezone(zone).date() - timedelta(days=1)
    if later_than is not None:
        on = max(on, later_than + timedelta(days=1))
    while True:
        if on.weekday() in wish.days and (due_at := instant(on, wish.at, zone)) > after:
            return Occurrence(due_at, on)
        on += timedelta(days=1)


def replanned(slot: Slot, zone: ZoneInfo) -> Occurrence:
    """The next occurrence of a slot for the date it is meant for, by the present rules of its zone."""
    if slot.next is None:
        raise ValueError("a slot without a next occurrence is not planned")
    return Occurrence(instant(slot.next.on, slot.wish.at, zone), slot.next.on)


def missed(slot: Slot, zone: ZoneInfo, now: datetime) -> tuple[tuple[Occurrence, ...], Occurrence]:
    """All occurrences of a slot that are due by now, oldest first, and the one that comes next."""
    due, following = [], slot.next
    if following is None:
        raise ValueError("a slot without a next occurrence is never due")
    while following.due_at <= now:
        due.append(following)
        following = next_after(slot.wish, zone, following.due_at, later_than=following.on)
    return tuple(due), following


def is_too_late(due_at: datetime, now: datetime) -> bool:
    """Whether a prompt that was due then helps nobody any more."""
    return now - due_at >= CATCH_UP


def day_of(moment: datetime, zone: ZoneInfo, day_start: time) -> date:
    """The person's day at an instant: the small hours before their day starts belong to the day before."""
    local = moment.astimezone(zone)
    return local.date() - timedelta(days=1) if local.time() < day_start else local.date()


def day_meant(occurrence_on: date, at: time, day_start: time) -> date:
    """The person's day that a slot's occurrence belongs to."""
    return occurrence_on - timedelta(days=1) if at < day_start else occurrence_on


def by_calendar(wishes: Iterable[Wish], day_start: time) -> tuple[Wish, ...]:
    """Wishes for a person's days as wishes for dates: what comes before their day starts is a date further on."""
    return tuple(_shifted(wish, by=1) if wish.at < day_start else wish for wish in wishes)


def by_own_days(wish: Wish, day_start: time) -> Wish:
    """A wish for dates as one for the person's days: "Tuesday 00:30" belongs to Monday evening."""
    return _shifted(wish, by=-1) if wish.at < day_start else wish


def time_of_day(wishes: Iterable[Wish], day: date, day_start: time) -> tuple[date, time] | None:
    """The first wall time, with its date, that wishes have for a person's day; None where they have none."""
    dated = [(day if wish.at >= day_start else day + timedelta(days=1), wish) for wish in wishes]
    return min(((on, wish.at) for on, wish in dated if on.weekday() in wish.days), default=None)


def is_night(at: time) -> bool:
    """Whether a person must be asked which day a prompt at this time belongs to."""
    return at < LATEST_NIGHT


def day_start_for(at: time, *, belongs_to_day_before: bool) -> time:
    """The day start that puts a night time on the day the person means."""
    if belongs_to_day_before:
        return USUAL_DAY_START if at < USUAL_DAY_START else LATEST_NIGHT
    return min(USUAL_DAY_START, at)


def merged(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """The wishes in order of time, those of one time and kind as one with the days of both."""
    by_time: dict[time, Wish] = {}
    for wish in wishes:
        known = by_time.get(wish.at)
        by_time[wish.at] = (
            wish if known is None else Wish(wish.at, known.days | wish.days, known.extra or wish.extra)
        )
    return tuple(by_time[at] for at in sorted(by_time))


def several_on_a_day(wishes: Sequence[Wish]) -> bool:
    """Whether some day of the week has more than one time."""
    return any(first.days & second.days for first, second in combinations(wishes, 2))


def too_close(wishes: Iterable[Wish]) -> tuple[Wish, Wish] | None:
    """Two wishes closer than 15 minutes on some day, round midnight too, or None."""
    for first, second in combinations(sorted(wishes, key=lambda wish: wish.at), 2):
        gap = _of_day(second.at) - _of_day(first.at)
        if gap < CLOSEST and first.days & second.days:
            return first, second
        morning_after = frozenset((day + 1) % 7 for day in second.days)
        if timedelta(days=1) - gap < CLOSEST and morning_after & first.days:
            return second, first
    return None


def _shifted(wish: Wish, *, by: int) -> Wish:
    return replace(wish, days=frozenset((day + by) % 7 for day in wish.days))


def _of_day(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
