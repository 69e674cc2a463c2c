"""When a person wants prompts: the next occurrence of a wall time, what is too late, which day it is for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, product
from math import gcd
from zoneinfo import ZoneInfo

from bot.domain.setting import Setting

EVERY_DAY = frozenset(range(7))
USUAL_DAY_START = time(3)
LATEST_NIGHT = time(6)
MOST_SLOTS = 6
CLOSEST = timedelta(minutes=15)
CATCH_UP = timedelta(hours=2)
NEAR = timedelta(hours=2)
DONE_SILENCES = timedelta(hours=2)
FIRST_PROMPT_AFTER = timedelta(hours=1)
NEW_ZONE_REST = timedelta(hours=6)
FEWEST_DAYS_APART, MOST_DAYS_APART = 2, 30


@dataclass(frozen=True, slots=True)
class Wish:
    """A wall time on some weekdays (Monday is 0); `extra` wants a stretch even when one is done already.

    `every` is how many calendar days lie between two dates, counted from `first_on`; with 1 the weekdays alone decide.
    Where it is more, it comes on any weekday, and has no first date until it is planned.
    """

    at: time
    days: frozenset[int] = EVERY_DAY
    extra: bool = True
    every: int = 1
    first_on: date | None = None

    def falls_on(self, day: date) -> bool:
        """Whether it is for this date."""
        if day.weekday() not in self.days or self.every == 1 or self.first_on is None:
            return day.weekday() in self.days
        return day >= self.first_on and (day - self.first_on).days % self.every == 0

    @property
    def recurs(self) -> tuple[frozenset[int], int]:
        """On which days it comes, whenever the first of them is."""
        return self.days, self.every

    @property
    def longest_gap(self) -> timedelta:
        """From any instant to its next occurrence at most, with what a change of the clocks adds."""
        return timedelta(days=max(len(EVERY_DAY), self.every) + 1)

    @property
    def rhythms(self) -> tuple[tuple[int, int], ...]:
        """Its dates as so many days apart, and the rest that their ordinals leave then.

        Without a first date any date may be one.
        """
        if self.every == 1:
            # The ordinal of a Monday leaves one.
            return tuple((len(EVERY_DAY), (day + 1) % len(EVERY_DAY)) for day in sorted(self.days))
        return ((1, 0),) if self.first_on is None else ((self.every, self.first_on.toordinal() % self.every),)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due moment (UTC) and the local date it was meant for."""

    due_at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Slot:
    """A wish of one person, with its next occurrence; none while they are not subscribed.

    `setting`: where they are at that time, None where it is where they always stretch. `keeps_hour`: no other hour is
    offered for it. `since`: the first date for which it is as it is now, None where none is planned yet.
    """

    id: int
    person_id: int
    wish: Wish
    next: Occurrence | None
    setting: Setting | None = None
    keeps_hour: bool = False
    since: date | None = None


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
        if wish.falls_on(on) and (due_at := instant(on, wish.at, zone)) > after:
            return Occurrence(due_at, on)
        on += timedelta(days=1)


def begun(wish: Wish, zone: ZoneInfo, after: datetime, *, later_than: date | None = None) -> Wish:
    """A wish with its first date, where it comes every so many days and has none: the next that its time can have."""
    if wish.every == 1 or wish.first_on is not None:
        return wish
    return replace(wish, first_on=next_after(wish, zone, after, later_than=later_than).on)


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
    return min(((on, wish.at) for on, wish in dated if wish.falls_on(on)), default=None)


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
    found: dict[tuple[time, int, date], Wish] = {}
    for wish in wishes:
        # What comes every so many days is one with nothing but itself.
        key = (wish.at, wish.every, wish.first_on or date.min)
        known = found.get(key, wish)
        found[key] = replace(wish, days=known.days | wish.days, extra=known.extra or wish.extra)
    return tuple(found[key] for key in sorted(found))


def several_on_a_day(wishes: Sequence[Wish]) -> bool:
    """Whether some day has more than one time, or may have."""
    return any(_share_a_day(first, second) for first, second in combinations(wishes, 2))


def too_close(wishes: Iterable[Wish]) -> tuple[Wish, Wish] | None:
    """Two wishes closer than 15 minutes on some day, round midnight too, or None."""
    for first, second in combinations(sorted(wishes, key=lambda wish: wish.at), 2):
        gap = _of_day(second.at) - _of_day(first.at)
        if gap < CLOSEST and _share_a_day(first, second):
            return first, second
        if timedelta(days=1) - gap < CLOSEST and _share_a_day(first, second, later=1):
            return second, first
    return None


def _shifted(wish: Wish, *, by: int) -> Wish:
    return replace(wish, days=frozenset((day + by) % 7 for day in wish.days))


def _share_a_day(first: Wish, second: Wish, *, later: int = 0) -> bool:
    """Whether there is a date of the first one that lies so many days after one of the second, sooner or later."""
    pairs = product(first.rhythms, second.rhythms)
    return any(
        (rest - other - later) % gcd(apart, apart_too) == 0 for (apart, rest), (apart_too, other) in pairs
    )


def _of_day(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def setting_near(slots: Iterable[Slot], local: datetime) -> Setting | None:
    """Where somebody is at a local instant: where they are at the nearest of their times on such a day, within 2 h."""
    of_day = [slot for slot in slots if slot.wish.falls_on(local.date())]
    nearest = min(of_day, key=lambda slot: _apart(slot.wish.at, local.time()), default=None)
    return nearest.setting if nearest is not None and _apart(nearest.wish.at, local.time()) <= NEAR else None


def _apart(one: time, other: time) -> timedelta:
    first, later = sorted((one, other))
    return datetime.combine(date.min, later) - datetime.combine(date.min, first)
