"""A calendar as a file that other programs read (RFC 5545), kept to what all of them read alike.

Loaded by the helper alone.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

import icalendar

from bot.domain.calendar import Calendar, Event

PRODUCT = "-//Limber//Times//EN"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# How often whoever subscribes is asked to look again.
REFRESH = timedelta(hours=4)
# Within so many years every date falls on every weekday: what has been a rule all the time is one.
RULE_YEARS = 28
A_DAY, A_SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Clocks:
    """What the clocks of a zone show at an instant."""

    offset: timedelta
    name: str
    is_summer: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """An instant (UTC) at which the clocks change, how far from UTC they were, and what they show from then on."""

    at: datetime
    before: timedelta
    now: _Clocks

    @property
    def local(self) -> datetime:
        """What the clocks show when they are changed."""
        return (self.at + self.before).replace(tzinfo=None)


def written(calendar: Calendar, made_at: datetime) -> bytes:
    """The file, as it is at an instant."""
    file = icalendar.Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("x-wr-calname", calendar.name)
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", icalendar.vDuration(REFRESH))
    if calendar.events:
        first = min(datetime.combine(event.first_on, event.at, calendar.zone) for event in calendar.events)
        # The library writes what the clocks show after a change where RFC 5545 wants what they show before it.
        file.add_component(_zone(calendar.zone, first.astimezone(UTC)))
    for event in calendar.events:
        file.add_component(_event(event, calendar, made_at))
    text: bytes = file.to_ical(sorted=False)
    return text


def _event(event: Event, calendar: Calendar, made_at: datetime) -> icalendar.Event:
    begins = datetime.combine(event.first_on, event.at)
    entry = icalendar.Event()
    entry.add("uid", f"{event.key}@{calendar.owner}")
    entry.add("dtstamp", made_at)
    entry.add("dtstart", begins.replace(tzinfo=calendar.zone))
    entry.add("dtend", (begins + timedelta(minutes=event.minutes)).replace(tzinfo=calendar.zone))
    entry.add("rrule", _rule(event))
    entry.add("summary", event.summary)
    # Nobody is too busy for something else, and it is nobody else's business. No alarm: Limber itself reminds.
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    return entry


def _rule(event: Event) -> icalendar.vRecur:
    rule: dict[str, object] = {"freq": "DAILY"}
    if event.every > 1:
        rule["interval"] = event.every
    elif len(event.days) < len(WEEKDAYS):
        rule = {"freq": "WEEKLY", "byday": [WEEKDAYS[day] for day in sorted(event.days)]}
    if event.until is not None:
        rule["until"] = event.until
    return icalendar.vRecur(rule)


def _zone(zone: ZoneInfo, first: datetime) -> icalendar.Timezone:
    """The rules of a zone by which Limber goes, from the last change before an instant on."""
    begins = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begins, begins.replace(year=begins.year + RULE_YEARS)))
    component = icalendar.Timezone()
    component.add("tzid", zone.key)
    for change, rule in _observances(_in_use(changes, first) or [_always(zone, begins), *changes]):
        part = icalendar.TimezoneDaylight() if change.now.is_summer else icalendar.TimezoneStandard()
        part.add("dtstart", change.local)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.now.offset)
        part.add("tzname", change.now.name)
        if rule is not None:
            part.add("rrule", rule)
        component.add_component(part)
    return component


def _in_use(changes: Sequence[_Change], first: datetime) -> Sequence[_Change]:
    """The last change before an instant and all that come after it; none where there is none before it."""
    before = sum(change.at <= first for change in changes)
    return changes[before - 1 :] if before else ()


def _always(zone: ZoneInfo, begins: datetime) -> _Change:
    """What the clocks show at an instant, as if that had always been so."""
    clocks = _clocks(zone, begins)
    return _Change(begins, clocks.offset, clocks)


def _observances(changes: Sequence[_Change]) -> Iterator[tuple[_Change, icalendar.vRecur | None]]:
    """The changes, those of every year as one with its rule."""
    alike: defaultdict[tuple[object, ...], list[_Change]] = defaultdict(list)
    for change in changes:
        local = change.local
        alike[change.before, change.now, local.month, local.weekday(), local.time()].append(change)
    for same in alike.values():
        rule = _yearly(same, changes[-1].local.year)
        yield from [(same[0], rule)] if rule else [(change, None) for change in same]


def _yearly(same: Sequence[_Change], last_year: int) -> icalendar.vRecur | None:
    """The rule by which changes come every year to the end; None where they follow none."""
    years = [change.local.year for change in same]
    weeks = reduce(frozenset.intersection, (_weeks(change.local) for change in same))
    if len(years) == 1 or years != list(range(years[0], last_year + 1)) or not weeks:
        return None
    local = same[0].local
    day = f"{max(weeks)}{WEEKDAYS[local.weekday()]}"
    return icalendar.vRecur({"freq": "YEARLY", "bymonth": local.month, "byday": day})


def _weeks(local: datetime) -> frozenset[int]:
    """Which of its weekdays a date is in its month, counted from the beginning, and -1 where it is the last."""
    is_last = local.day + len(WEEKDAYS) > monthrange(local.year, local.month)[1]
    return frozenset({(local.day - 1) // len(WEEKDAYS) + 1, *([-1] if is_last else [])})


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[_Change]:
    """The changes of a zone between two instants."""
    before, low = _clocks(zone, begins), begins
    while low < ends:
        high = low + A_DAY
        after = _clocks(zone, high)
        if after != before:
            yield _Change(_when(zone, low, high), before.offset, after)
        before, low = after, high


def _when(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second at which the clocks show something else than at an instant."""
    before = _clocks(zone, low)
    while high - low > A_SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _clocks(zone, middle) == before else (low, middle)
    return high


def _clocks(zone: ZoneInfo, at: datetime) -> _Clocks:
    local = at.astimezone(zone)
    return _Clocks(local.utcoffset() or timedelta(0), local.tzname() or "", bool(local.dst()))
