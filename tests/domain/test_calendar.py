"""What of a person's times is an event: its days, where it begins and ends, and when there is none."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.calendar import Event, events
from bot.domain.person import Options, Person, Standing
from bot.domain.schedule import EVERY_DAY, Occurrence, Slot, Wish, instant, next_after

BERLIN = "Europe/Berlin"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
# A Monday.
SINCE = date(2027, 3, 1)
ANN = Person(7, "en", Standing.ACTIVE, BERLIN)
AT_EIGHT = Slot(12, 7, Wish(time(8)), None, since=SINCE)


def of(person: Person, *slots: Slot, now: datetime = NOW) -> list[Event]:
    return list(events(person, slots or (AT_EIGHT,), now, summary="Stretch", summary_if="Perhaps"))


def test_a_time_is_one_event_of_five_minutes_without_end() -> None:
    assert of(ANN) == [Event("12", time(8), EVERY_DAY, 1, SINCE, None, 5, "Stretch")]


def test_a_session_takes_its_minutes() -> None:
    assert of(replace(ANN, options=Options(minutes=15)))[0].minutes == 15


def test_a_time_that_comes_only_if_nothing_is_done_says_so() -> None:
    assert of(ANN, replace(AT_EIGHT, wish=Wish(time(8), extra=False)))[0].summary == "Perhaps"


def test_it_begins_on_the_first_of_its_days() -> None:
    (event,) = of(ANN, replace(AT_EIGHT, wish=Wish(time(8), frozenset({2, 4}))))
    assert event.first_on == date(2027, 3, 3)


def test_one_whose_beginning_is_not_kept_begins_with_what_comes_next() -> None:
    on = date(2027, 3, 2)
    due = Occurrence(instant(on, time(8), ZoneInfo(BERLIN)), on)
    assert of(ANN, replace(AT_EIGHT, since=None, next=due))[0].first_on == on
    assert of(ANN, replace(AT_EIGHT, since=None)) == []


@pytest.mark.parametrize(
    ("zone", "at", "since", "begins"),
    [
        (BERLIN, time(2, 30), date(2027, 3, 28), date(2027, 3, 29)),
        (BERLIN, time(2, 30), date(2027, 10, 31), date(2027, 11, 1)),
        # Its end alone is in the gap.
        (BERLIN, time(1, 58), date(2027, 3, 28), date(2027, 3, 29)),
        ("Australia/Lord_Howe", time(2, 15), date(2027, 10, 3), date(2027, 10, 4)),
        ("Australia/Lord_Howe", time(1, 45), date(2027, 4, 4), date(2027, 4, 5)),
        ("America/Vancouver", time(2, 30), date(2027, 3, 14), date(2027, 3, 14)),
        ("Africa/Casablanca", time(2, 30), date(2027, 3, 14), date(2027, 3, 14)),
    ],
)
def test_none_begins_in_the_hour_that_is_left_out_or_comes_twice(
    zone: str, at: time, since: date, begins: date
) -> None:
    (event,) = of(replace(ANN, zone_name=zone), replace(AT_EIGHT, wish=Wish(at), since=since))
    assert event.first_on == begins


def test_days_that_are_kept_free_are_left_out() -> None:
    weekend_free = replace(ANN, options=Options(rest_days=frozenset({5, 6})))
    assert of(weekend_free)[0].days == frozenset(range(5))
    at_weekends = replace(AT_EIGHT, wish=Wish(time(8), frozenset({5, 6})))
    assert of(weekend_free, at_weekends) == []


def test_half_past_midnight_of_a_free_sunday_is_mondays_in_a_calendar() -> None:
    free_sundays = replace(ANN, options=Options(rest_days=frozenset({6})))
    (event,) = of(free_sundays, replace(AT_EIGHT, wish=Wish(time(0, 30))))
    assert event.days == EVERY_DAY - {0}


def test_every_other_day_with_free_sundays_is_an_event_for_each_other_weekday() -> None:
    free_sundays = replace(ANN, options=Options(rest_days=frozenset({6})))
    found = of(free_sundays, replace(AT_EIGHT, wish=Wish(time(8), every=2, first_on=SINCE)))
    assert [event.key for event in found] == [f"12-{day}" for day in range(6)]
    assert {event.every for event in found} == {14}
    dates = sorted(event.first_on for event in found)
    assert dates == [SINCE + timedelta(days) for days in (0, 2, 4, 8, 10, 12)]


def test_a_planned_break_ends_an_event_and_another_begins_after_it() -> None:
    away = replace(ANN, standing=Standing.PAUSED, away_on=date(2027, 3, 10), back_on=date(2027, 3, 20))
    before, after = of(away)
    assert (before.key, before.until) == ("12", datetime(2027, 3, 9, 7, tzinfo=UTC))
    assert (after.key, after.first_on, after.until) == ("12-20270320", date(2027, 3, 20), None)


def test_what_comes_after_midnight_belongs_to_the_last_day_before_a_break() -> None:
    away = replace(ANN, standing=Standing.PAUSED, away_on=date(2027, 3, 10), back_on=date(2027, 3, 20))
    before, after = of(away, replace(AT_EIGHT, wish=Wish(time(0, 30))))
    assert before.until == datetime(2027, 3, 9, 23, 30, tzinfo=UTC)
    assert after.first_on == date(2027, 3, 21)


def test_during_a_break_only_what_comes_after_it_is_there() -> None:
    away = replace(ANN, standing=Standing.PAUSED, back_on=date(2027, 3, 20))
    assert [event.first_on for event in of(away)] == [date(2027, 3, 20)]
    assert of(replace(away, back_on=None)) == []
    is_over = datetime(2027, 3, 21, 12, tzinfo=UTC)
    assert [event.key for event in of(away, now=is_over)] == ["12"]


def test_a_break_before_the_first_day_leaves_nothing_before_it() -> None:
    away = replace(ANN, standing=Standing.PAUSED, away_on=date(2027, 3, 2), back_on=date(2027, 3, 20))
    on_fridays = replace(AT_EIGHT, wish=Wish(time(8), frozenset({4})))
    assert [event.first_on for event in of(away, on_fridays)] == [date(2027, 3, 26)]


@pytest.mark.parametrize(
    "person",
    [
        *(replace(ANN, standing=standing) for standing in Standing if not standing.is_subscribed),
        replace(ANN, alarm=Alarm(AlarmKind.EMERGENCY, NOW)),
        replace(ANN, banned_at=NOW),
    ],
)
def test_nothing_is_there_while_no_reminder_comes(person: Person) -> None:
    assert of(person) == []


ZONES = st.sampled_from(
    [BERLIN, "America/Vancouver", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
WISHES = st.builds(
    Wish,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.frozensets(st.integers(0, 6), min_size=1),
)


@given(zone=ZONES, wish=WISHES, free=st.frozensets(st.integers(0, 6), max_size=5), ahead=st.integers(0, 400))
def test_what_a_rule_says_is_what_comes(zone: str, wish: Wish, free: frozenset[int], ahead: int) -> None:
    """From its first date on an event has the dates of the slot, but for those that are kept free."""
    person = replace(ANN, zone_name=zone, options=Options(rest_days=free))
    slot = replace(AT_EIGHT, wish=wish, since=SINCE + timedelta(ahead))
    for event in of(person, slot):
        assert event.days <= wish.days
        following = next_after(
            wish, person.zone, instant(event.first_on, wish.at, person.zone) - timedelta(seconds=1)
        )
        assert following.on == event.first_on


def test_several_times_are_as_many_events_with_names_of_their_own() -> None:
    found = of(ANN, AT_EIGHT, replace(AT_EIGHT, id=13, wish=Wish(time(20))))
    assert [event.key for event in found] == ["12", "13"]
    assert all(one.first_on == other.first_on for one, other in pairwise(found))
