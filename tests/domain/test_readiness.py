"""PNF comes after four weeks, twelve practices at 30 s and two weeks without pain, at most every other day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import content
from bot.domain.practice import Pain, Practice
from bot.domain.readiness import Readiness, becomes_ready, readiness

STRETCHES = content.load(Path(__file__).parents[2] / "content").stretches
MONDAY = date(2027, 5, 3)
# Daily practice reaches 30 s after three weeks and has held it twelve times on the 32nd day.
STEADY = 32


def daily(days: int, stretch_id: str = "supine", *, first: int = 0, seconds: int = 60) -> list[Practice]:
    return [entry(first + offset, stretch_id, seconds=seconds) for offset in range(days)]


def entry(
    offset: int, stretch_id: str = "supine", *, pain: Pain | None = None, seconds: int = 60
) -> Practice:
    day = MONDAY + timedelta(days=offset)
    at = datetime.combine(day, time(8), UTC)
    return Practice(offset, 7, day, stretch_id, at, seconds, seconds, timed=True, pain=pain)


def ready(record: list[Practice], offset: int, pain_on: date | None = None) -> Readiness:
    return readiness(record, pain_on, STRETCHES, MONDAY + timedelta(days=offset))


def test_daily_practice_makes_ready_once_thirty_seconds_were_held_twelve_times() -> None:
    days = [ready(daily(length), length - 1).is_ready for length in range(1, STEADY + 10)]
    assert days.index(True) + 1 == STEADY
    assert all(days[STEADY - 1 :])


def test_four_weeks_are_needed_whatever_was_held() -> None:
    found = ready(daily(27), 26)
    assert (found.weeks, found.is_ready) == (3, False)


@pytest.mark.parametrize("stretch_id", ["calf-straight", "leg-swings", "roll-hamstrings", "gone-since"])
def test_only_holds_of_the_hamstrings_are_the_basics(stretch_id: str) -> None:
    assert ready(daily(STEADY + 30, stretch_id), STEADY + 30).holds == 0


def test_a_hold_that_ended_early_is_none_of_the_twelve() -> None:
    assert ready(daily(STEADY + 30, seconds=25), STEADY + 30).holds == 0


@pytest.mark.parametrize("pain", [Pain.SOME, Pain.STRONG, Pain.TINGLING])
def test_pain_of_three_or_more_asks_for_two_weeks(pain: Pain) -> None:
    record = [*daily(STEADY + 20), entry(STEADY + 20, pain=pain)]
    assert not ready(record, STEADY + 33).is_ready
    assert ready(record, STEADY + 34).is_ready


def test_pain_without_an_entry_counts_alike_and_a_little_does_not() -> None:
    record = [*daily(STEADY + 20), entry(STEADY + 20, pain=Pain.LITTLE)]
    assert ready(record, STEADY + 21).is_ready
    assert not ready(record, STEADY + 21, MONDAY + timedelta(days=STEADY + 10)).is_ready


def test_four_weeks_away_begin_the_basics_anew() -> None:
    record = daily(STEADY + 10)
    away = STEADY + 10 + 28
    assert not ready(record, away).is_ready
    assert ready([*record, entry(away)], away) == Readiness(weeks=0, holds=0, hurt=False, rests=False)


@pytest.mark.parametrize(("days_ago", "rests"), [(0, True), (1, True), (2, False)])
def test_two_pnf_days_have_a_day_between_them(days_ago: int, rests: bool) -> None:
    record = [*daily(STEADY + 10), entry(STEADY + 10, "pnf")]
    assert ready(record, STEADY + 10 + days_ago).rests is rests


def test_somebody_becomes_ready_with_one_entry_alone() -> None:
    offered = [
        length
        for length in range(1, STEADY + 30)
        if becomes_ready(daily(length), None, STRETCHES, MONDAY + timedelta(days=length - 1))
    ]
    assert offered == [STEADY]
    assert not becomes_ready([], None, STRETCHES, MONDAY)
