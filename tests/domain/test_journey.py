"""Journeys in every direction: each date of a slot ends once, is sent at its wall time or left out with a reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.journey import course
from bot.domain.person import Person, Standing
from bot.domain.prompt import Reason
from bot.domain.schedule import CATCH_UP, Occurrence, Slot, Wish, instant, is_too_late, missed, next_after

# From the last place to have a date to the first, and both ways over the date line.
ZONES = (
    "Pacific/Pago_Pago",
    "Pacific/Honolulu",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
)
BEGINS = datetime(2027, 3, 1, 12, tzinfo=UTC)
EIGHT = time(8)
MOVES = st.lists(st.tuples(st.integers(1, 60), st.sampled_from(ZONES)), min_size=1, max_size=6)


def person(zone: str) -> Person:
    return Person(1, "en", standing=Standing.ACTIVE, zone_name=zone)


class Traveller:
    """Somebody with one slot, whose prompts are claimed as they are due; what became of each date."""

    def __init__(self, wish: Wish) -> None:
        self.person = person("Europe/Berlin")
        self.slot = Slot(1, 1, wish, next_after(wish, self.person.zone, BEGINS))
        self.now = BEGINS
        self.ended: list[tuple[Occurrence, Reason | None, str]] = []

    def wait(self, until: datetime) -> None:
        while self.slot.next and self.slot.next.due_at <= until:
            self.now = max(self.now, self.slot.next.due_at)
            due, following = missed(self.slot, self.person.zone, self.now)
            self.ended += [
                (one, Reason.LATE if is_too_late(one.due_at, self.now) else None, self.person.zone.key)
                for one in due
            ]
            self.slot = replace(self.slot, next=following)
        self.now = until

    def move(self, zone: str) -> None:
        self.person = person(zone)
        sent = [one.due_at for one, why, _ in self.ended if why is None]
        last = (self.ended[-1][0].on, max(sent, default=None)) if self.ended else None
        goes_on = course(self.person, self.slot, self.now, last)
        self.ended += [(one, why, zone) for one, why in goes_on.left_out]
        self.slot = replace(self.slot, next=goes_on.following)


@given(
    MOVES,
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 30])),
    st.frozensets(st.integers(0, 6), min_size=1),
)
@settings(max_examples=400, deadline=None)
def test_no_date_is_lost_or_doubled(moves: list[tuple[int, str]], at: time, days: frozenset[int]) -> None:
    wish = Wish(at, days)
    traveller = Traveller(wish)
    for hours, zone in moves:
        traveller.wait(traveller.now + timedelta(hours=hours))
        traveller.move(zone)
    traveller.wait(traveller.now + timedelta(days=9))
    dates = [occurrence.on for occurrence, _, _ in traveller.ended]
    first, last = dates[0], dates[-1]
    wished = [
        day
        for offset in range((last - first).days + 1)
        if (day := first + timedelta(days=offset)).weekday() in days
    ]
    assert dates == wished
    sent = [(occurrence, zone) for occurrence, why, zone in traveller.ended if why is None]
    for occurrence, zone in sent:
        assert occurrence.due_at == instant(occurrence.on, at, person(zone).zone)
    instants = [occurrence.due_at for occurrence, _ in sent]
    assert all(later - earlier >= timedelta(hours=6) for earlier, later in pairwise(instants))


def wall(zone: str, day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time of March 2027 in a zone."""
    return instant(date(2027, 3, day), time(hour, minute), person(zone).zone)


@pytest.mark.parametrize(
    ("lived_in", "day", "hour", "zone", "reason", "comes_on"),
    [
        # It is 09:30 where they are now: an hour and a half late.
        ("Europe/Berlin", 5, 6, "Asia/Kathmandu", Reason.LATE, 6),
        ("Europe/London", 5, 7, "Europe/Helsinki", None, 5),
        # The day before comes again by the clock, and has had its prompt.
        ("Asia/Tokyo", 5, 9, "Pacific/Honolulu", None, 6),
        # Half a day ahead: the same morning comes again twelve hours later under another date.
        ("Pacific/Pago_Pago", 5, 9, "Pacific/Kiritimati", Reason.NEW_ZONE, 7),
        ("America/New_York", 5, 20, "Asia/Tokyo", Reason.LATE, 7),
    ],
)
def test_what_has_passed_there_is_due_at_once_or_left_out_with_a_reason(
    lived_in: str, day: int, hour: int, zone: str, reason: Reason | None, comes_on: int
) -> None:
    now = wall(lived_in, day, hour, 30)
    planned_on = date(2027, 3, day + (hour >= EIGHT.hour))
    planned = Occurrence(instant(planned_on, EIGHT, person(lived_in).zone), planned_on)
    had = wall(lived_in, planned_on.day - 1, 8)
    goes_on = course(
        person(zone), Slot(1, 1, Wish(EIGHT), planned), now, (planned_on - timedelta(days=1), had)
    )
    assert [why for _, why in goes_on.left_out] == [reason] * (reason is not None)
    assert goes_on.following == Occurrence(wall(zone, comes_on, 8), date(2027, 3, comes_on))
    assert goes_on.following.due_at > now - CATCH_UP


def test_what_was_due_before_they_moved_comes_as_it_was() -> None:
    due = Occurrence(wall("Europe/Berlin", 5, 8), date(2027, 3, 5))
    now = due.due_at + timedelta(minutes=3)
    goes_on = course(person("Asia/Tokyo"), Slot(1, 1, Wish(EIGHT), due), now, None)
    assert goes_on.left_out == ()
    assert goes_on.following == due
