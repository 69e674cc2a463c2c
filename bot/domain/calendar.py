"""The times of a person as a calendar has them: events that come round by rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import lcm
from zoneinfo import ZoneInfo

from bot.domain.person import Person
from bot.domain.schedule import EVERY_DAY, Slot, day_meant, instant

# What one stretch takes, with getting down to it; a session says its minutes itself.
STRETCH_MINUTES = 5
# Whatever comes every so many days has met every weekday by then.
FURTHEST_DAYS = 366
A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One time, on weekdays (Monday is 0), or every so many days from its first date on whatever weekdays these are.

    `key` is the same as long as it is the same time of a person. `until` is the last instant (UTC) that it may have,
    None where it has no end. `summary` is its title; it lasts for `minutes`.
    """

    key: str
    at: time
    days: frozenset[int]
    every: int
    first_on: date
    until: datetime | None
    minutes: int
    summary: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """All events of a person in one zone; `owner` tells these from the events of everybody else."""

    name: str
    owner: str
    zone: ZoneInfo
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Days on which times come: from the one on which a person is back, or up to an instant."""

    back_on: date | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a slot is one event, with its name."""

    key: str
    slot: Slot
    days: frozenset[int]
    every: int


def events(
    person: Person, slots: Iterable[Slot], now: datetime, *, summary: str, summary_if: str
) -> tuple[Event, ...]:
    """What comes of a person's times; nothing while no reminder does.

    `summary_if` is the title of a time that wants a stretch only where none is done.
    """
    return tuple(
        event
        for run in _runs(person, now)
        for slot in slots
        for part in _parts(person, slot)
        if (event := _event(person, part, run, summary if slot.wish.extra else summary_if)) is not None
    )


def _runs(person: Person, now: datetime) -> Iterator[_Run]:
    """From when to when times come: all of them, or before a break and after it."""
    if not person.standing.is_subscribed or person.alarm is not None or person.is_banned:
        return
    is_planned = person.plans_break(now)
    if not is_planned and not person.is_paused(now):
        yield _Run()
        return
    if is_planned and person.paused_from is not None:
        yield _Run(until=person.paused_from - timedelta(seconds=1))
    if person.back_on is not None:
        yield _Run(back_on=person.back_on)


def _parts(person: Person, slot: Slot) -> Iterator[_Part]:
    """A slot on the weekdays that are not kept free.

    What comes every so many days has an event for each of these: not every calendar counts days that are left out.
    """
    wish = slot.wish
    days = frozenset(
        day for day in wish.days if not person.keeps_free(_meant(A_MONDAY + timedelta(day), slot, person))
    )
    if wish.every == 1 or days == EVERY_DAY:
        yield _Part(str(slot.id), slot, days, wish.every)
        return
    for day in sorted(days):
        yield _Part(f"{slot.id}-{day}", slot, frozenset({day}), lcm(wish.every, len(EVERY_DAY)))


def _event(person: Person, part: _Part, run: _Run, summary: str) -> Event | None:
    """What comes of a slot on the days of a run; None where that is nothing."""
    slot, days = part.slot, part.days
    wish, minutes = slot.wish, person.options.minutes or STRETCH_MINUTES
    since = slot.since or (slot.next.on if slot.next is not None else None)
    if since is None:
        return None

    def comes(on: date) -> bool:
        is_back = run.back_on is None or _meant(on, slot, person) >= run.back_on
        return on.weekday() in days and wish.falls_on(on) and is_back

    begins_on = max(since, run.back_on or since)
    dates = (begins_on + timedelta(ahead) for ahead in range(FURTHEST_DAYS))
    first_on = next(
        (on for on in dates if comes(on) and _is_there_once(on, wish.at, minutes, person.zone)), None
    )
    if first_on is None:
        return None
    last_at = None
    if run.until is not None:
        before = run.until.astimezone(person.zone).date()
        back = (before - timedelta(ago) for ago in range((before - first_on).days + 1))
        instants = (instant(on, wish.at, person.zone) for on in back if comes(on))
        # The last one itself: some calendars go by the date alone.
        last_at = next((at for at in instants if at <= run.until), None)
        if last_at is None:
            return None
    # Where the times begin anew that is another event: calendars keep one of each name.
    key = part.key if run.back_on is None else f"{part.key}-{run.back_on:%Y%m%d}"
    return Event(key, wish.at, days, part.every, first_on, last_at, minutes, summary)


def _meant(on: date, slot: Slot, person: Person) -> date:
    return day_meant(on, slot.wish.at, person.day_start)


def _is_there_once(on: date, at: time, minutes: int, zone: ZoneInfo) -> bool:
    """Whether the clocks show both ends of an event once: how others are meant readers do not agree on."""
    begins = datetime.combine(on, at)
    return all(
        end.replace(tzinfo=zone, fold=0).utcoffset() == end.replace(tzinfo=zone, fold=1).utcoffset()
        for end in (begins, begins + timedelta(minutes=minutes))
    )
