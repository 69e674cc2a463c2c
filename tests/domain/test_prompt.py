"""Prompts: why one is not sent, and until when one can be put off."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.person import Person, Progress, Recovery, Standing
from bot.domain.prompt import (
    Delivery,
    Prompt,
    PromptKind,
    Reason,
    SnoozeFor,
    asks_compared,
    reason_to_skip,
    snoozed_until,
)
from bot.domain.schedule import Occurrence, Slot, Wish

DUE = Occurrence(datetime(2027, 5, 3, 5, 30, tzinfo=UTC), date(2027, 5, 3))
ANN = Person(7, "en", standing=Standing.ACTIVE, zone_name="Europe/Berlin")
SLOT = Slot(1, 7, Wish(time(7, 30)), DUE)


def reason(
    person: Person = ANN, slot: Slot = SLOT, *, late: timedelta = timedelta(0), newest: bool = True
) -> Reason | None:
    return reason_to_skip(person, slot, DUE, DUE.on, now=DUE.due_at + late, newest=newest)


def done(at: datetime) -> Person:
    """Ann, who made her last entry at this instant."""
    return replace(ANN, progress=Progress(last_done_at=at))


def test_a_due_prompt_is_sent() -> None:
    assert reason() is None


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.BLOCKED, Reason.BLOCKED),
        (Standing.GONE, Reason.GONE),
        (Standing.STOPPED, Reason.STOPPED),
        (Standing.NEW, Reason.STOPPED),
        (Standing.PAUSED, Reason.PAUSED),
    ],
)
def test_whoever_wants_none_gets_none(standing: Standing, expected: Reason) -> None:
    assert reason(replace(ANN, standing=standing)) is expected


def test_a_pause_that_is_over_holds_nothing_back() -> None:
    assert reason(replace(ANN, standing=Standing.PAUSED, back_on=DUE.on)) is None
    later = DUE.on + timedelta(days=1)
    assert reason(replace(ANN, standing=Standing.PAUSED, back_on=later)) is Reason.PAUSED


def test_rest_lateness_and_a_newer_prompt_are_reasons() -> None:
    assert reason(replace(ANN, resting_on=DUE.on)) is Reason.RESTING
    assert reason(late=timedelta(hours=2)) is Reason.LATE
    assert reason(newest=False) is Reason.NEWER


def test_an_entry_within_two_hours_before_makes_it_needless() -> None:
    assert reason(done(DUE.due_at - timedelta(minutes=119))) is Reason.DONE
    assert reason(done(DUE.due_at - timedelta(minutes=120))) is None


def test_an_entry_made_after_its_hour_makes_no_prompt_needless() -> None:
    assert reason(done(DUE.due_at)) is Reason.DONE
    assert reason(done(DUE.due_at + timedelta(minutes=5)), late=timedelta(minutes=10)) is None


@pytest.mark.parametrize(("days", "asked"), [(0, False), (1, True), (14, True), (15, False)])
def test_a_pain_is_asked_about_for_two_weeks_from_the_day_after(days: int, asked: bool) -> None:
    prompt = Prompt(9, 7, PromptKind.SLOT, DUE.due_at, DUE.on, Delivery.SENT)
    hurt = replace(ANN, recovery=Recovery(pain_on=DUE.on - timedelta(days=days)))
    assert asks_compared(hurt, prompt, ()) is asked


def test_a_time_for_empty_days_alone_is_silent_once_something_is_done() -> None:
    only_if = replace(SLOT, wish=replace(SLOT.wish, extra=False))
    assert reason(replace(ANN, progress=Progress(last_practice_on=DUE.on)), only_if) is Reason.DONE
    assert reason(replace(ANN, progress=Progress(last_practice_on=DUE.on))) is None


@pytest.mark.parametrize(
    ("local", "choice", "expected"),
    [
        ("07:30", SnoozeFor.TEN_MINUTES, "2027-05-03T07:40"),
        ("07:30", SnoozeFor.HALF_HOUR, "2027-05-03T08:00"),
        ("07:30", SnoozeFor.HOUR, "2027-05-03T08:30"),
        ("07:30", SnoozeFor.EVENING, "2027-05-03T19:00"),
        ("18:30", SnoozeFor.EVENING, "2027-05-03T21:30"),
        ("21:20", SnoozeFor.EVENING, None),
        ("07:30", SnoozeFor.TOMORROW, "2027-05-04T07:30"),
    ],
)
def test_a_snooze_comes_back_at_its_hour(local: str, choice: SnoozeFor, expected: str | None) -> None:
    until = snoozed_until(choice, at(f"2027-05-03T{local}"), ANN, [Wish(time(7, 30))])
    assert until == (at(expected) if expected else None)


WORKDAYS, SATURDAY, SUNDAY = Wish(time(8), frozenset(range(5))), frozenset({5}), frozenset({6})


@pytest.mark.parametrize(
    ("now", "wishes", "expected"),
    [
        # Friday: Saturday has a time of its own.
        ("2027-05-07T08:00", [WORKDAYS, Wish(time(10), SATURDAY)], "2027-05-08T10:00"),
        ("2027-05-07T08:00", [WORKDAYS, Wish(time(9), SUNDAY)], "2027-05-08T08:00"),
        ("2027-05-06T08:00", [WORKDAYS, Wish(time(10), SATURDAY)], "2027-05-07T08:00"),
        # Two hours before their day starts it is Friday still.
        ("2027-05-08T01:00", [WORKDAYS, Wish(time(10), SATURDAY)], "2027-05-08T10:00"),
        # A time after midnight belongs to the day before.
        ("2027-05-07T08:00", [Wish(time(1), SUNDAY)], "2027-05-09T01:00"),
        ("2027-05-07T08:00", [], "2027-05-08T07:30"),
    ],
)
def test_tomorrow_is_that_days_own_time(now: str, wishes: list[Wish], expected: str) -> None:
    assert snoozed_until(SnoozeFor.TOMORROW, at(now), ANN, wishes) == at(expected)


def at(local: str) -> datetime:
    """An instant by the clock of Berlin."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
