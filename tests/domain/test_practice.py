"""The record: streaks, weeks and doses."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import practice as record
from bot.domain.calendar_week import USUAL
from bot.domain.practice import Pain, Practice

MONDAY = date(2027, 5, 3)


def days(*offsets: int) -> set[date]:
    return {MONDAY + timedelta(days=offset) for offset in offsets}


def practised(*offsets: int, pain: Pain | None = None) -> list[Practice]:
    return [
        Practice(
            number,
            7,
            MONDAY + timedelta(days=offset),
            "supine",
            datetime(2027, 5, 3, tzinfo=UTC) + timedelta(days=offset),
            30,
            30,
            timed=True,
            pain=pain,
        )
        for number, offset in enumerate(offsets)
    ]


def test_done_days_in_a_row_make_a_streak() -> None:
    assert record.streak(days(0, 1, 2), days(0, 1, 2), MONDAY + timedelta(days=2)).days == 3


def test_today_without_an_entry_does_not_end_it() -> None:
    assert record.streak(days(0, 1), days(0, 1, 2), MONDAY + timedelta(days=2)).days == 2


def test_a_day_without_a_prompt_neither_counts_nor_ends_it() -> None:
    assert record.streak(days(0, 4), days(0, 4), MONDAY + timedelta(days=4)).days == 2


def test_a_day_with_a_prompt_and_no_entry_begins_a_new_run() -> None:
    found = record.streak(days(0, 1, 3), days(0, 1, 2, 3), MONDAY + timedelta(days=3))
    assert (found.days, found.best) == (1, 2)


def test_seven_done_days_earn_a_spare_day() -> None:
    done = days(*range(7), 8)
    found = record.streak(done, done | days(7), MONDAY + timedelta(days=8))
    assert found.days == 8
    assert found.covered_on == (MONDAY + timedelta(days=7),)


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_a_streak_is_never_longer_than_its_days(done: set[int], asked: set[int]) -> None:
    found = record.streak(days(*done), days(*asked), MONDAY + timedelta(days=60))
    assert 0 <= found.days <= found.best <= len(done)


def test_the_week_runs_from_monday_and_counts_minutes_a_leg() -> None:
    found = record.week(practised(-1, 0, 2), MONDAY + timedelta(days=3), USUAL)
    assert found.days[0] == MONDAY
    assert found.done_on == days(0, 2)
    assert found.left_minutes == found.right_minutes == 1.0


def test_the_dose_grows_after_six_painless_practices_and_at_most_once_a_week() -> None:
    assert record.dose_step(practised(*range(5))) == 0
    assert record.dose_step(practised(*range(6))) == 1
    assert record.dose_step(practised(*range(12))) == 1
    assert record.dose_step(practised(*range(13))) == 2


def test_pain_steps_the_dose_back() -> None:
    hurt = practised(6, pain=Pain.SOME)
    assert record.dose_step([*practised(*range(6)), *hurt]) == 0


def test_days_away_step_the_dose_back_and_then_to_the_start() -> None:
    assert record.after_absence(3, MONDAY, MONDAY + timedelta(days=13)) == 3
    assert record.after_absence(3, MONDAY, MONDAY + timedelta(days=14)) == 2
    assert record.after_absence(3, MONDAY, MONDAY + timedelta(days=28)) == 0


def test_after_four_weeks_away_the_programme_starts_over() -> None:
    assert record.practised(practised(*range(12))) == 12
    assert record.practised(practised(*range(12), 38)) == 13
    assert record.practised(practised(*range(12), 39, 40)) == 2


def test_scores_lead_into_the_pain_rule() -> None:
    answers = [record.pain_of(score) for score in (0, 1, 2, 3, 5, 6, 10)]
    assert answers == [Pain.NONE, Pain.LITTLE, Pain.LITTLE, Pain.SOME, Pain.SOME, Pain.STRONG, Pain.STRONG]


def test_a_new_run_forgets_the_spare_days_of_the_one_before() -> None:
    done = days(*range(7), 8, 11)
    found = record.streak(done, done | days(7, 9, 10), MONDAY + timedelta(days=11))
    assert (found.days, found.covered_on) == (1, ())


def test_a_pain_that_was_worse_the_day_after_steps_the_dose_back_twice() -> None:
    (hurt,) = practised(20, pain=Pain.SOME)
    before = practised(*range(20))
    earned = record.dose_step(before)
    assert earned >= 2
    assert record.dose_step([*before, hurt]) == earned - 1
    assert record.dose_step([*before, replace(hurt, worse=True)]) == earned - 2
