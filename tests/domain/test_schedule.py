"""When prompts come: once an intended date, at the wall time, across every change of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import whenever
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import schedule
from bot.domain.schedule import EVERY_DAY, Occurrence, Slot, Wish, next_after

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Nuuk",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "America/Santiago",
    "Pacific/Auckland",
)
STARTS = st.integers(0, 14 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAYS = st.frozensets(st.integers(0, 6), min_size=1)


def judged(on: date, at: time, zone: str) -> datetime:
    """What `whenever` says of a wall time: in a gap later by the gap, in a fold the first."""
    wall = whenever.PlainDateTime(on.year, on.month, on.day, at.hour, at.minute)
    return wall.assume_tz(zone, disambiguation="compatible").to_instant().to_stdlib().astimezone(UTC)


@given(STARTS, TIMES, DAYS, st.sampled_from(ZONES))
@settings(max_examples=300, deadline=None)
def test_each_intended_date_has_exactly_one_occurrence(
    start: datetime, at: time, days: frozenset[int], zone: str
) -> None:
    wish, where = Wish(at, days), ZoneInfo(zone)
    found: list[Occurrence] = []
    after, later_than = start, None
    while not found or found[-1].on < start.date() + timedelta(days=30):
        found.append(next_after(wish, where, after, later_than=later_than))
        after, later_than = found[-1].due_at, found[-1].on
    first = found[0].on
    expected = [
        first + timedelta(days=offset)
        for offset in range((found[-1].on - first).days + 1)
        if (first + timedelta(days=offset)).weekday() in days
    ]
    assert [occurrence.on for occurrence in found] == expected
    assert [occurrence.due_at for occurrence in found] == [judged(on, at, zone) for on in expected]


@given(STARTS, TIMES, DAYS, st.sampled_from(ZONES))
@settings(max_examples=300, deadline=None)
def test_nothing_lies_between_now_and_the_next_occurrence(
    start: datetime, at: time, days: frozenset[int], zone: str
) -> None:
    found = next_after(Wish(at, days), ZoneInfo(zone), start)
    dates = (found.on - timedelta(days=offset) for offset in range(1, 10))
    assert found.due_at > start
    assert not any(on.weekday() in days and judged(on, at, zone) > start for on in dates)


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        ("Europe/Berlin", date(2027, 3, 28), time(2, 30), "2027-03-28T01:30:00"),
        ("Europe/Berlin", date(2027, 10, 31), time(2, 30), "2027-10-31T00:30:00"),
        ("America/New_York", date(2027, 3, 14), time(2, 30), "2027-03-14T07:30:00"),
        ("America/Nuuk", date(2027, 3, 27), time(23, 30), "2027-03-28T01:30:00"),
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15), "2027-10-02T15:45:00"),
    ],
)
def test_a_gap_moves_a_prompt_forward_and_a_fold_takes_the_first(
    zone: str, on: date, at: time, expected: str
) -> None:
    assert schedule.instant(on, at, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_every_missed_occurrence_is_found_and_the_slot_goes_on_after_now() -> None:
    zone = ZoneInfo("Europe/Berlin")
    first = next_after(Wish(time(7, 30)), zone, datetime(2027, 3, 26, tzinfo=UTC))
    slot = Slot(1, 1, Wish(time(7, 30)), first)
    now = datetime(2027, 3, 29, 5, 31, tzinfo=UTC)
    due, following = schedule.missed(slot, zone, now)
    assert [occurrence.on.day for occurrence in due] == [26, 27, 28, 29]
    assert following.on == date(2027, 3, 30)
    assert following.due_at == datetime(2027, 3, 30, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "day_start", "day"),
    [
        ("2027-05-02T00:30", time(3), date(2027, 5, 1)),
        ("2027-05-02T02:59", time(3), date(2027, 5, 1)),
        ("2027-05-02T03:00", time(3), date(2027, 5, 2)),
        ("2027-05-02T05:00", time(6), date(2027, 5, 1)),
        ("2027-05-02T00:30", time(0), date(2027, 5, 2)),
    ],
)
def test_the_small_hours_belong_to_the_day_before(local: str, day_start: time, day: date) -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    moment = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)
    assert schedule.day_of(moment, zone, day_start) == day


@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2, 59), time(3), time(4, 30), time(5, 59)])
@pytest.mark.parametrize("before", [True, False])
def test_a_night_time_belongs_to_the_day_that_was_said(at: time, before: bool) -> None:
    day_start = schedule.day_start_for(at, belongs_to_day_before=before)
    meant = schedule.day_meant(date(2027, 5, 2), at, day_start)
    assert meant == (date(2027, 5, 1) if before else date(2027, 5, 2))


def test_times_closer_than_fifteen_minutes_are_found_round_midnight_too() -> None:
    late, early = Wish(time(23, 50), frozenset({6})), Wish(time(0, 4), frozenset({0}))
    assert schedule.too_close([late, early]) == (late, early)
    assert schedule.too_close([late, Wish(time(0, 5), frozenset({0}))]) is None
    assert schedule.too_close([late, Wish(time(0, 4), frozenset({6}))]) is None
    assert schedule.too_close([Wish(time(7)), Wish(time(7, 15))]) is None
    assert schedule.too_close([Wish(time(7)), Wish(time(7, 14))]) is not None
    assert schedule.too_close([Wish(time(7), frozenset({0})), Wish(time(7, 5), frozenset({1}))]) is None


def test_duplicate_times_merge_their_days() -> None:
    wishes = schedule.merged([Wish(time(8), frozenset({1})), Wish(time(7)), Wish(time(8), frozenset({2}))])
    assert wishes == (Wish(time(7), EVERY_DAY), Wish(time(8), frozenset({1, 2})))


def test_a_prompt_two_hours_late_helps_nobody() -> None:
    due_at = datetime(2027, 5, 2, 7, 30, tzinfo=UTC)
    assert not schedule.is_too_late(due_at, due_at + timedelta(hours=1, minutes=59))
    assert schedule.is_too_late(due_at, due_at + timedelta(hours=2))


def every(count: int, first_on: date, at: time) -> Wish:
    """A wish that comes every so many days."""
    return Wish(at, every=count, first_on=first_on)


APART = st.integers(schedule.FEWEST_DAYS_APART, schedule.MOST_DAYS_APART)


@given(STARTS, TIMES, APART, st.integers(-40, 40), st.sampled_from(ZONES))
@settings(max_examples=300, deadline=None)
def test_every_so_many_days_is_counted_in_calendar_days_from_the_first(
    start: datetime, at: time, apart: int, ahead: int, zone: str
) -> None:
    local = ZoneInfo(zone)
    first_on = start.astimezone(local).date() + timedelta(days=ahead)
    wish = every(apart, first_on, at)
    found, after = [], start
    for _ in range(8):
        found.append(next_after(wish, local, after))
        after = found[-1].due_at
    assert all(occurrence.due_at == judged(occurrence.on, at, zone) for occurrence in found)
    days = [(occurrence.on - first_on).days for occurrence in found]
    assert all(day >= 0 and day % apart == 0 for day in days)
    assert all(later - earlier == apart for earlier, later in pairwise(days))
    assert found[0].due_at - start <= wish.longest_gap or ahead > 0


@given(STARTS, TIMES, APART, st.sampled_from(ZONES), st.integers(0, 100 * 24 * 60))
@settings(max_examples=200, deadline=None)
def test_a_pause_or_an_outage_does_not_shift_the_count(
    start: datetime, at: time, apart: int, zone: str, minutes: int
) -> None:
    local = ZoneInfo(zone)
    wish = schedule.begun(Wish(at, every=apart), local, start)
    assert wish.first_on is not None
    assert next_after(wish, local, start).on == wish.first_on
    back = start + timedelta(minutes=minutes)
    resumed = next_after(wish, local, back)
    assert (resumed.on - wish.first_on).days % apart == 0
    slot = Slot(1, 7, wish, next_after(wish, local, start))
    due, following = schedule.missed(slot, local, back)
    assert following == resumed
    assert [one.on for one in due] == [
        wish.first_on + timedelta(days=apart * number) for number in range(len(due))
    ]


@given(STARTS, TIMES, APART, st.sampled_from(ZONES), st.sampled_from(ZONES))
@settings(max_examples=200, deadline=None)
def test_a_move_keeps_the_dates(start: datetime, at: time, apart: int, zone: str, other: str) -> None:
    wish = schedule.begun(Wish(at, every=apart), ZoneInfo(zone), start)
    slot = Slot(1, 7, wish, next_after(wish, ZoneInfo(zone), start))
    moved = schedule.replanned(slot, ZoneInfo(other))
    assert slot.next is not None
    assert moved.on == slot.next.on
    assert wish.first_on is not None
    assert (next_after(wish, ZoneInfo(other), start).on - wish.first_on).days % apart == 0


WISHES = st.builds(
    lambda at, days, apart, first: Wish(at, days) if apart == 1 else every(apart, first, at),
    TIMES,
    DAYS,
    st.just(1) | APART,
    st.dates(date(2027, 1, 1), date(2027, 3, 1)),
)


def falls_together(first: Wish, second: Wish, later: int) -> bool:
    """Whether two wishes meet within all the days in which they can, counted one by one."""
    days = (date(2030, 1, 1) + timedelta(days=count) for count in range(30 * 29))
    return any(first.falls_on(day) and second.falls_on(day - timedelta(days=later)) for day in days)


@given(WISHES, WISHES)
@settings(max_examples=150, deadline=None)
def test_times_are_too_close_or_several_only_where_they_meet_on_some_day(first: Wish, second: Wish) -> None:
    assert schedule.several_on_a_day((first, second)) == falls_together(first, second, 0)
    at, close = time(7, 30), time(7, 40)
    same_day = [replace(first, at=at), replace(second, at=close)]
    assert (schedule.too_close(same_day) is not None) == falls_together(first, second, 0)
    round_midnight = [replace(first, at=time(0, 5)), replace(second, at=time(23, 55))]
    assert (schedule.too_close(round_midnight) is not None) == falls_together(first, second, 1)


def test_wishes_of_one_time_are_one_only_where_they_recur_alike() -> None:
    monday, at = date(2027, 5, 3), time(7, 30)
    daily, rare = Wish(at), every(3, monday, at)
    assert schedule.merged((rare, rare)) == (rare,)
    assert schedule.merged((daily, rare)) == (daily, rare)
    assert schedule.too_close((daily, rare)) is not None
    assert schedule.merged((Wish(at, frozenset({0})), Wish(at, frozenset({1})))) == (
        Wish(at, frozenset({0, 1})),
    )


def test_the_time_of_a_day_is_none_between_two_dates() -> None:
    wish = every(3, date(2027, 5, 3), time(7, 30))
    day_start = time(3)
    assert schedule.time_of_day((wish,), date(2027, 5, 6), day_start) == (date(2027, 5, 6), time(7, 30))
    assert schedule.time_of_day((wish,), date(2027, 5, 7), day_start) is None
    assert schedule.time_of_day((wish,), date(2027, 4, 30), day_start) is None
