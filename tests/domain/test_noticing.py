"""What reminders notice, as a rule: the hour at which most of them are done, round midnight too."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.noticing import OtherHour, Unanswered, kind_of, notice, waits_for_answer
from bot.domain.person import Options, Person
from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind

ANN = Person(
    7,
    "en",
    zone_name="UTC",
    last_seen_at=datetime(2027, 5, 3, tzinfo=UTC),
    options=Options(chance_offered=True),
)
TODAY = date(2027, 5, 20)


def reminder(days_ago: int, at: time, done: str | None) -> Prompt:
    """A reminder of one time, and the hour at which it was done, on the day after where that has a plus."""
    day = TODAY - timedelta(days=days_ago)
    prompt = Prompt(
        days_ago, 7, PromptKind.SLOT, datetime.combine(day, at, UTC), day, Delivery.SENT, slot_id=1
    )
    if done is None:
        return prompt
    answered = datetime.combine(
        day + timedelta(days=done.startswith("+")), time.fromisoformat(done.strip("+")), UTC
    )
    return replace(prompt, answer=Answer.DONE, answered_at=answered)


def noticed(at: time, *done: str | None) -> object:
    """What is said after today's reminder, when those before it were done at these hours, the oldest first."""
    before = [reminder(ago, at, hour) for ago, hour in enumerate(reversed(done), start=1)]
    return notice(ANN, reminder(0, at, None), before, 0)


@pytest.mark.parametrize(
    ("at", "done", "offered"),
    [
        (time(7, 30), ["18:40", "18:38", "18:45", "18:30", "18:42"], time(18, 40)),
        (time(7, 30), ["18:40", "18:38", "07:45", "18:30", "18:42"], time(18, 40)),
        (time(22), ["23:50", "+00:10", "+00:05", "23:58", "+00:00"], time(0)),
        (time(23, 30), ["+00:40", "+00:40", "+00:40", "+00:40", "+00:40"], time(0, 40)),
        (time(7, 30), ["07:40", "07:50", "08:00", "07:35", "07:31"], None),
        (time(7, 30), ["18:40", "12:00", "18:45", "15:30", "09:42"], None),
        (time(7, 30), ["18:40", "18:40", "18:40", "18:40"], None),
        (time(7, 30), ["18:40", None, "18:40", None, "18:40"], None),
        (time(7, 30), ["18:40"] * 3 + [None, None, None], None),
    ],
)
def test_most_of_the_last_five_say_at_which_hour_it_suits(
    at: time, done: list[str | None], offered: time | None
) -> None:
    wanted = None if offered is None else OtherHour(1, offered, at)
    assert noticed(at, *done) == wanted


@pytest.mark.parametrize(
    ("noticed_on", "said"),
    [(None, True), (TODAY - timedelta(days=6), False), (TODAY - timedelta(days=7), True)],
)
def test_something_is_said_once_a_week_at_most(noticed_on: date | None, said: bool) -> None:
    before = [reminder(ago, time(7, 30), "18:40") for ago in range(1, 6)]
    person = replace(ANN, noticed_on=noticed_on)
    assert (notice(person, reminder(0, time(7, 30), None), before, 0) is not None) is said


def test_who_was_asked_since_they_were_last_heard_of_is_not_asked_again() -> None:
    today = reminder(0, time(7, 30), None)
    assert notice(ANN, today, [], 5) == Unanswered()
    assert notice(ANN, today, [], 4) is None
    asked = replace(ANN, noticed_on=date(2027, 5, 10), noticed=kind_of(Unanswered()))
    assert notice(asked, today, [], 8) is None
    assert (
        notice(replace(asked, noticed=kind_of(OtherHour(1, time(9), time(7)))), today, [], 8) == Unanswered()
    )
    assert notice(replace(ANN, noticed_on=date(2027, 5, 2)), today, [], 5) == Unanswered()


def test_what_came_at_another_hour_or_was_logged_later_says_nothing() -> None:
    today = reminder(0, time(7, 30), None)
    at_another = [reminder(ago, time(18), "18:05") for ago in range(1, 6)]
    assert notice(ANN, today, at_another, 0) is None
    a_day_later = [
        replace(each, answered_at=each.answered_at and each.answered_at + timedelta(days=1))
        for each in (reminder(ago, time(7, 30), "11:00") for ago in range(1, 6))
    ]
    assert notice(ANN, today, a_day_later, 0) is None


def test_reminders_wait_once_it_was_asked_what_would_suit_better() -> None:
    asked = replace(ANN, noticed_on=date(2027, 5, 10), noticed=kind_of(Unanswered()))
    assert [waits_for_answer(asked, days) for days in (9, 10, 30)] == [False, True, True]
    assert not waits_for_answer(ANN, 30)
