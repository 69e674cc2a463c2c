"""The days of a record one by one: which stand on a page, what is changed, and what that does to the streak."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.button_data import data_of, intent_of
from bot.chat.intents.history import ChangeRecord, KeepChange
from bot.domain.calendar_week import USUAL
from bot.domain.days import DayState
from bot.domain.history import (
    PAGES,
    SHOWN_DAYS,
    Change,
    ClearDays,
    Effect,
    LogDays,
    Refused,
    RemoveEntry,
    SetSeconds,
    days_on,
    effect,
    page_of,
    past_days,
)
from bot.domain.practice import IN_GENERAL, Practice, dose_step, practised, streak, week
from bot.domain.prompt import Delivery, Prompt, PromptKind, Reason

TODAY = date(2027, 8, 4)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def entry(day: date, id_: int = 1, stretch_id: str = "supine", counts: bool = True) -> Practice:
    at = datetime.combine(day, time(8), UTC)
    return Practice(id_, 7, day, stretch_id, at, 30, 30, timed=True, counts=counts, seconds=60)


def test_the_pages_hold_the_last_90_days_each_once() -> None:
    shown = [
        last - timedelta(days=back)
        for first, last in (days_on(page, TODAY) for page in range(PAGES))
        for back in range((last - first).days + 1)
    ]
    assert shown == [ago(days) for days in range(SHOWN_DAYS)]
    assert all(first <= day <= last for day in shown for first, last in [days_on(page_of(day, TODAY), TODAY)])


@pytest.mark.parametrize("page", [-3, 99])
def test_a_page_that_is_none_is_the_nearest(page: int) -> None:
    assert days_on(page, TODAY) == days_on(0 if page < 0 else PAGES - 1, TODAY)


def test_a_day_says_what_became_of_it_and_why_nothing_came() -> None:
    at = datetime.combine(TODAY, time(7, 30), UTC)
    prompts = [
        Prompt(1, 7, PromptKind.SLOT, at, ago(4), Delivery.SENT),
        Prompt(2, 7, PromptKind.SLOT, at, ago(3), Delivery.SKIPPED, reason=Reason.PAUSED),
        Prompt(3, 7, PromptKind.SLOT, at, ago(2), Delivery.SKIPPED, reason=Reason.RESTING),
    ]
    entries = [entry(ago(5)), entry(ago(1), 2), entry(ago(1), 3, "standing")]
    days = past_days(entries, prompts, {ago(4)}, TODAY, (ago(6), TODAY))
    assert [(day.state, day.off, day.is_covered, len(day.entries)) for day in days] == [
        (DayState.OPEN, None, False, 0),
        (DayState.DONE, None, False, 2),
        (DayState.OFF, Reason.RESTING, False, 0),
        (DayState.OFF, Reason.PAUSED, False, 0),
        (DayState.MISSED, None, True, 0),
        (DayState.DONE, None, False, 1),
        (DayState.EMPTY, None, False, 0),
    ]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (LogDays((ago(15),)), Refused.TOO_OLD),
        (LogDays((ago(15), ago(2))), Refused.TOO_OLD),
        (LogDays((TODAY,)), Refused.TO_COME),
        (LogDays((ago(-1),)), Refused.TO_COME),
        (LogDays((ago(3),)), Refused.LOGGED),
        (ClearDays((ago(4),)), Refused.NOT_LOGGED),
        (ClearDays((ago(20),)), Refused.TOO_OLD),
        (RemoveEntry(99), Refused.GONE),
        (RemoveEntry(2), Refused.TOO_OLD),
        (SetSeconds(2, 30), Refused.TOO_OLD),
        # A pain that was told of is no entry to be taken back here.
        (RemoveEntry(3), Refused.GONE),
    ],
)
def test_what_cannot_be_changed_says_why(change: Change, refused: Refused) -> None:
    entries = [entry(ago(3)), entry(ago(20), 2), entry(ago(1), 3, "", counts=False)]
    assert effect(change, entries, (), TODAY) is refused


def test_the_last_14_days_can_be_changed() -> None:
    assert isinstance(effect(LogDays((ago(14),)), [], (), TODAY), Effect)


def test_days_that_are_as_they_are_to_be_are_left_out() -> None:
    found = effect(LogDays((ago(3), ago(2))), [entry(ago(3))], (), TODAY)
    assert isinstance(found, Effect)
    assert found.change == LogDays((ago(2),))


DAYS = st.sets(st.integers(0, 40))
CHANGED = st.lists(st.integers(0, 14), min_size=1, max_size=4, unique=True)


@given(done=DAYS, asked=DAYS, number=st.integers(0, 3), days=CHANGED)
def test_the_streak_that_is_said_is_the_one_that_comes(
    done: set[int], asked: set[int], number: int, days: list[int]
) -> None:
    entries = [entry(ago(back), back + 1, counts=back % 5 > 0) for back in sorted(done, reverse=True)]
    asked_on = [ago(back) for back in asked]
    on, id_ = tuple(sorted(ago(back) for back in days)), days[0] + 1
    changes: tuple[Change, ...] = (LogDays(on), ClearDays(on), RemoveEntry(id_), SetSeconds(id_, 30))
    change = changes[number]
    found = effect(change, entries, asked_on, TODAY)
    if isinstance(found, Refused):
        return
    match found.change:
        case LogDays(logged):
            after = [*entries, *(entry(day, 100 + number) for number, day in enumerate(logged))]
        case ClearDays(cleared):
            after = [each for each in entries if each.day not in cleared]
        case RemoveEntry(id_):
            after = [each for each in entries if each.id != id_]
        case SetSeconds(id_):
            after = [replace(each, counts=True) if each.id == id_ else each for each in entries]
    assert found.before == streak({each.day for each in entries if each.counts}, asked_on, TODAY).days
    assert found.after == streak({each.day for each in after if each.counts}, asked_on, TODAY).days


@given(days=CHANGED, streak_said=st.integers(0, 9999), row=st.integers(1, 2**62))
def test_every_change_fits_on_a_button_and_comes_back_as_it_was(
    days: list[int], streak_said: int, row: int
) -> None:
    on = tuple(sorted(ago(back) for back in days))
    for change in (LogDays(on), ClearDays(on), RemoveEntry(row), SetSeconds(row, 120)):
        for intent in (ChangeRecord(change), KeepChange(change, streak_said)):
            assert intent_of(data_of(intent)) == intent


@pytest.mark.parametrize(
    "data",
    [
        "1:record-change::log",
        "1:record-change::log.2027-08-04.0",
        "1:record-change::log.2027-08-04.99999",
        "1:record-change::log.2027-13-04.1",
        "1:record-change::log.0001-01-01.3",
        "1:record-change:3:hold.0",
        "1:record-change:3:hold.99999999999999999999",
        "1:record-change:3:hold.-5",
        "1:record-keep::log.2027-08-04.1",
        "1:record-keep::dance.1",
        "1:history-day::yesterday",
    ],
)
def test_what_no_button_ever_carried_is_none(data: str) -> None:
    assert intent_of(data) is None


def test_stretching_in_general_counts_for_its_day_and_for_nothing_else() -> None:
    added = [entry(ago(back), back, IN_GENERAL) for back in range(14, 0, -1)]
    added = [replace(each, left=0, right=0, seconds=0, timed=False) for each in added]
    before = [entry(ago(60 + back), 100 + back) for back in range(10, 0, -1)]
    record = [*before, *added]
    assert practised(record) == practised(before)
    assert dose_step(record) == dose_step(before)
    assert week(added, ago(1), USUAL).others == 0
    assert streak({each.day for each in record}, (), TODAY).days == len(record)
