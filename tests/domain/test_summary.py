"""The summary of a week: when it comes, and what it suggests by what was answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import Options, Person
from bot.domain.practice import Felt, Pain, Practice
from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason
from bot.domain.schedule import EVERY_DAY, Wish
from bot.domain.summary import LATEST, Suggestion, comes_at, is_too_late, next_sunday, suggestion, why_not

SUNDAY = date(2027, 5, 9)
BERLIN = Person(7, "en", zone_name="Europe/Berlin")
SIX = datetime(2027, 5, 9, 16, tzinfo=UTC)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_next_sunday_is_the_first_from_a_day_on(day: date) -> None:
    assert next_sunday(day).weekday() == 6
    assert 0 <= (next_sunday(day) - day).days < 7


@pytest.mark.parametrize(
    ("wishes", "at"),
    [
        ([], SIX),
        ([Wish(time(7, 30))], SIX),
        ([Wish(time(7, 30)), Wish(time(19))], SIX + timedelta(minutes=90)),
        # Not one of that day.
        ([Wish(time(19), frozenset({0, 1}))], SIX),
    ],
)
def test_it_comes_at_six_or_half_an_hour_after_the_last_time(wishes: list[Wish], at: datetime) -> None:
    assert comes_at(BERLIN, wishes, SUNDAY) == at
    assert not is_too_late(BERLIN, wishes, SUNDAY, at + LATEST - timedelta(seconds=1))
    assert is_too_late(BERLIN, wishes, SUNDAY, at + LATEST)


def test_six_is_six_where_they_are() -> None:
    tokyo = replace(BERLIN, zone_name="Asia/Tokyo")
    assert comes_at(tokyo, [Wish(time(7), EVERY_DAY)], SUNDAY) == datetime(2027, 5, 9, 9, tzinfo=UTC)


def test_whoever_rests_gets_none() -> None:
    here = replace(BERLIN, options=Options(summary_on=SUNDAY), resting_on=SUNDAY)
    assert why_not(here, SUNDAY, SIX, waits=False, late=True) is Reason.LATE
    assert why_not(here, SUNDAY, SIX, waits=False, late=False) is not None


# What became of each day of a week: its answer, and what its entry says.
Lived = list[tuple[Answer | None, Felt | None, Pain | None]]
DONE = (Answer.DONE, None, None)
EASY, HARD = (Answer.DONE, Felt.EASY, None), (Answer.DONE, Felt.HARD, None)
HURT = (Answer.DONE, None, Pain.SOME)
LEFT, PUT_OFF = (None, None, None), (Answer.SNOOZED, None, None)


@pytest.mark.parametrize(
    ("lived", "suggested"),
    [
        ([DONE] * 7, Suggestion.KEEP),
        ([DONE] * 5 + [LEFT] * 2, Suggestion.KEEP),
        ([DONE] * 4 + [LEFT] * 3, Suggestion.FEWER_DAYS),
        ([DONE] * 4 + [PUT_OFF] * 3, Suggestion.OTHER_HOUR),
        ([DONE] * 5 + [EASY] * 2, Suggestion.MORE),
        ([DONE] * 4 + [EASY] * 2 + [LEFT], Suggestion.KEEP),
        ([DONE] * 5 + [HARD] * 2, Suggestion.SHORTER),
        ([HARD] * 6 + [HURT], Suggestion.GENTLER),
        ([], Suggestion.KEEP),
    ],
)
def test_one_thing_is_suggested_by_what_was_answered(lived: Lived, suggested: Suggestion) -> None:
    entries, prompts = [], []
    for back, (answer, felt, pain) in enumerate(lived):
        at = SIX - timedelta(days=back)
        prompts.append(
            Prompt(back, 7, PromptKind.SLOT, at, at.date(), Delivery.SENT, slot_id=1, answer=answer)
        )
        if answer is Answer.DONE:
            made = Practice(back, 7, at.date(), "supine", at, 30, 30, timed=True, felt=felt, pain=pain)
            entries.append(made)
    assert suggestion(entries, prompts) is suggested
