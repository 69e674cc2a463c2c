"""A break: from when it is on, until when, and what another one makes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.person import BreakIsOn, Person, Standing

FRIDAY, MONDAY = date(2027, 5, 7), date(2027, 5, 10)
ANN = Person(7, "en", standing=Standing.ACTIVE, zone_name="Europe/Berlin")
AWAY = replace(ANN, standing=Standing.PAUSED, away_on=FRIDAY, back_on=MONDAY)
WEDNESDAY = datetime(2027, 5, 5, 10, tzinfo=UTC)
# 03:00 in Berlin on that Friday, when her day starts.
BEGINS = datetime(2027, 5, 7, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_it_is_on_from_the_start_of_its_first_day_until_that_of_the_first_one_back() -> None:
    ends = datetime(2027, 5, 10, 1, tzinfo=UTC)
    assert (AWAY.paused_from, AWAY.paused_until) == (BEGINS, ends)
    instants = (BEGINS - SECOND, BEGINS, ends - SECOND, ends)
    assert [AWAY.is_paused(at) for at in instants] == [False, True, True, False]
    assert [AWAY.plans_break(at) for at in instants] == [True, False, False, False]


def test_midnight_is_the_start_of_it_only_for_whom_days_start_then() -> None:
    midnight = datetime(2027, 5, 6, 22, tzinfo=UTC)
    assert not AWAY.is_paused(midnight)
    assert replace(AWAY, day_start=time(0)).is_paused(midnight)


@pytest.mark.parametrize(
    ("first", "begins"),
    [
        # On the days on which the clocks are changed, at two and at three.
        (date(2027, 3, 28), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 2, tzinfo=UTC)),
    ],
)
def test_it_begins_by_the_clock_on_the_wall_whatever_is_done_to_the_clocks(
    first: date, begins: datetime
) -> None:
    away = replace(AWAY, away_on=first, back_on=None)
    assert away.paused_from == begins
    assert [away.is_paused(at) for at in (begins - SECOND, begins)] == [False, True]


def test_without_an_end_it_lasts() -> None:
    away = replace(AWAY, back_on=None)
    assert away.is_paused(BEGINS + timedelta(days=900))
    assert away.paused_until is None


def test_whoever_is_not_on_a_break_plans_none() -> None:
    for standing in set(Standing) - {Standing.PAUSED}:
        stays = replace(AWAY, standing=standing)
        assert not stays.is_paused(BEGINS)
        assert not stays.plans_break(WEDNESDAY)


@pytest.mark.parametrize(
    ("on_until", "asked", "then"),
    [
        # One that lies within it, one that goes on after it, one that begins as it ends, and one without an end.
        (date(2027, 5, 20), (FRIDAY, MONDAY), (None, date(2027, 5, 20))),
        (date(2027, 5, 8), (FRIDAY, MONDAY), (None, MONDAY)),
        (FRIDAY, (FRIDAY, MONDAY), (None, MONDAY)),
        (FRIDAY, (FRIDAY, None), (None, None)),
        (None, (FRIDAY, MONDAY), (None, None)),
        # One at once takes the place of it, as ever.
        (date(2027, 5, 20), (None, FRIDAY), (None, FRIDAY)),
    ],
)
def test_a_break_that_is_on_goes_on_through_one_that_begins_before_its_end(
    on_until: date | None, asked: tuple[date | None, date | None], then: tuple[date | None, date | None]
) -> None:
    rests = replace(ANN, standing=Standing.PAUSED, back_on=on_until)
    after = rests.with_break(WEDNESDAY, *asked)
    assert (after.away_on, after.back_on) == then
    assert after.is_paused(WEDNESDAY)


def test_of_two_with_days_between_only_one_is_kept() -> None:
    rests = replace(ANN, standing=Standing.PAUSED, back_on=date(2027, 5, 6))
    with pytest.raises(BreakIsOn):
        rests.with_break(WEDNESDAY, FRIDAY, MONDAY)


def test_one_that_is_over_stands_in_no_ones_way() -> None:
    rested = replace(ANN, standing=Standing.PAUSED, back_on=date(2027, 5, 4))
    after = rested.with_break(WEDNESDAY, FRIDAY, MONDAY)
    assert (after.away_on, after.back_on) == (FRIDAY, MONDAY)
