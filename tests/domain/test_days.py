"""What became of days, the score and the weeks that are shown: against a plain count from history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import practice as record
from bot.domain.calendar_week import USUAL, CalendarWeek
from bot.domain.days import HALF_LIFE, DayState, RecordWeek, Score, Span, score, states, weeks
from bot.domain.practice import Pain, Practice
from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason

# What each day was, the pain that was told of, and the seconds that each leg was held.
History = list[tuple[str, Pain | None, int, int]]

YEAR = 365
TODAY = date(2027, 8, 4)
SUNDAY = CalendarWeek(first=6)
PAST = st.one_of(
    st.just("done"),
    st.sampled_from(["done", "skipped", "missed", "paused", "rest", "none", "waits", "extra"]),
)
HISTORY = st.lists(
    st.tuples(PAST, st.sampled_from([None, *Pain]), st.integers(0, 120), st.integers(0, 120)),
    min_size=1,
    max_size=YEAR,
)


def prompt(day: date, delivery: Delivery = Delivery.SENT, answer: Answer | None = None) -> Prompt:
    at = datetime.combine(day, time(7, 30), UTC)
    return Prompt(day.toordinal(), 7, PromptKind.SLOT, at, day, delivery, slot_id=1, answer=answer)


def kept_back(day: date, reason: Reason) -> Prompt:
    return replace(prompt(day, Delivery.SKIPPED), reason=reason)


def entry(
    day: date, left: int = 30, right: int = 30, pain: Pain | None = None, counts: bool = True
) -> Practice:
    at = datetime.combine(day, time(8), UTC)
    return Practice(
        day.toordinal(),
        7,
        day,
        "supine",
        at,
        left,
        right,
        timed=True,
        pain=pain,
        counts=counts,
        seconds=left + right,
    )


def lived(history: History) -> tuple[list[Practice], list[Prompt], list[date]]:
    """The entries and prompts of days that end with today, and these days."""
    days = [TODAY - timedelta(days=back) for back in range(len(history) - 1, -1, -1)]
    entries, prompts = [], []
    for day, (what, pain, left, right) in zip(days, history, strict=True):
        if what in {"done", "extra"}:
            entries.append(entry(day, left, right, pain))
        elif pain is not None:
            # A pain that was told of without an entry.
            entries.append(replace(entry(day, 0, 0, pain, counts=False), stretch_id=""))
        if what in {"done", "missed"}:
            prompts.append(prompt(day))
        if what == "skipped":
            prompts.append(prompt(day, answer=Answer.SKIPPED))
        reasons = {"paused": Reason.PAUSED, "rest": Reason.RESTING, "waits": Reason.WAITS_FOR_ANSWER}
        if what in reasons:
            prompts.append(kept_back(day, reasons[what]))
    return entries, prompts, days


def minutes(prompts: Iterable[Prompt]) -> float:
    return sum(0.5 for each in prompts if each.answer is None)


MEANS: dict[str, DayState] = {
    "done": DayState.DONE,
    "extra": DayState.DONE,
    "skipped": DayState.SKIPPED,
    "missed": DayState.MISSED,
    "waits": DayState.MISSED,
    "paused": DayState.OFF,
    "rest": DayState.OFF,
    "none": DayState.OFF,
}


@settings(max_examples=50, deadline=None)
@given(HISTORY)
def test_a_year_of_days_is_what_it_was(history: History) -> None:
    entries, prompts, days = lived(history)
    found = states(entries, prompts, TODAY)
    # Nothing is known before the first prompt, or without any before the first entry.
    heard_of = [each.day for each in prompts] or [each.day for each in entries if each.counts] or [TODAY]
    for day, (what, *_) in zip(days, history, strict=True):
        expected = MEANS[what]
        if day < min(heard_of) and expected is not DayState.DONE:
            assert found.get(day, DayState.EMPTY) is DayState.EMPTY
        elif day == TODAY and expected in {DayState.OFF, DayState.MISSED}:
            assert found[day] is DayState.OPEN
        else:
            assert found[day] is expected
    assert list(found) == sorted(found)
    assert max(found) == TODAY


@settings(max_examples=50, deadline=None)
@given(HISTORY)
def test_streak_score_and_minutes_are_a_plain_count_of_the_history(
    history: History,
) -> None:
    entries, prompts, days = lived(history)
    done = {each.day for each in entries if each.counts}
    asked = {each.day for each in prompts if each.delivery is Delivery.SENT}
    kept = record.streak(done, asked, TODAY)
    assert (kept.days, kept.best, kept.ever_covered_on) == _streak_by_hand(history, days)

    made = score(states(entries, prompts, TODAY))
    expected = _score_by_hand(history, days)
    assert (made is None) == (expected is None)
    if made is not None and expected is not None:
        assert (made.done, made.of) == (expected.done, expected.of)
        assert made.value == pytest.approx(expected.value)

    for span, calendar in ((Span.WEEKS, USUAL), (Span.MONTH, SUNDAY), (Span.YEAR, SUNDAY)):
        shown = weeks(
            span, entries, prompts, kept.ever_covered_on, states(entries, prompts, TODAY), calendar, minutes
        )
        assert len(shown) == span.weeks
        assert shown[0].days[0].on.weekday() == calendar.first
        assert any(day.on == TODAY for day in shown[-1].days)
        _are_plain_sums(shown, history, days)


def _streak_by_hand(history: History, days: list[date]) -> tuple[int, int, frozenset[date]]:
    run = best = spare = 0
    covered = set()
    for day, (what, *_) in zip(days, history, strict=True):
        if what in {"done", "extra"}:
            run += 1
            spare = min(2, spare + 1) if run % 7 == 0 else spare
        elif what in {"missed", "skipped"} and day != TODAY and run:
            if spare:
                spare -= 1
                covered.add(day)
            else:
                run = 0
        best = max(best, run)
    return run, best, frozenset(covered)


def _score_by_hand(history: History, days: list[date]) -> Score | None:
    """The closed form of what is counted step by step: what is old weighs half after every half-life."""
    first = next((n for n, (what, *_) in enumerate(history) if what in {*MEANS} - {"none", "extra"}), 0)
    counted = [
        MEANS[what] is DayState.DONE
        for number, (day, (what, *_)) in enumerate(zip(days, history, strict=True))
        if MEANS[what] is DayState.DONE
        or (MEANS[what] is DayState.MISSED and day != TODAY and number >= first)
    ]
    if not counted:
        return None
    lost = 1 - 0.5 ** (1 / HALF_LIFE)
    ages = range(len(counted) - 1, -1, -1)
    value = sum(
        lost * 0.5 ** (age / HALF_LIFE) for age, is_done in zip(ages, counted, strict=True) if is_done
    )
    latest = counted[-13:]
    return Score(value, sum(latest), len(latest))


def _are_plain_sums(shown: Sequence[RecordWeek], history: History, days: list[date]) -> None:
    of_day = dict(zip(days, history, strict=True))
    for week in shown:
        lived_in = [of_day[day.on] for day in week.days if day.on in of_day]
        held = [(left, right) for what, _, left, right in lived_in if what in {"done", "extra"}]
        most = max(sum(left for left, _ in held), sum(right for _, right in held))
        assert week.held == pytest.approx(most / 60)
        came = sum(what in {"done", "missed"} for what, *_ in lived_in)
        assert week.planned == pytest.approx(came / 2)
        hurt = {day.on for day in week.days if day.hurt}
        days_of = {day.on for day in week.days}
        assert hurt == {day for day in days_of if of_day.get(day, ("", None))[1] not in {None, Pain.NONE}}


def test_a_day_that_is_skipped_at_one_time_and_done_at_another_is_done() -> None:
    yesterday = TODAY - timedelta(days=1)
    asked = [prompt(yesterday, answer=Answer.SKIPPED), replace(prompt(yesterday), id=1)]
    assert states([], asked, TODAY)[yesterday] is DayState.SKIPPED
    assert states([entry(yesterday)], asked, TODAY)[yesterday] is DayState.DONE


def test_a_reminder_that_an_outage_kept_back_costs_nothing() -> None:
    asked = [kept_back(TODAY - timedelta(days=1), Reason.LATE)]
    assert states([], asked, TODAY)[TODAY - timedelta(days=1)] is DayState.OFF
    assert score(states([], asked, TODAY)) is None


def test_a_stretch_too_short_to_count_is_no_done_day_and_its_seconds_are_there() -> None:
    short = [entry(TODAY, 6, 0, counts=False)]
    assert states(short, [prompt(TODAY)], TODAY)[TODAY] is DayState.OPEN
    *_, week = weeks(Span.MONTH, short, [], frozenset(), states(short, [], TODAY), USUAL, minutes)
    assert week.held == 0.1


def test_half_of_a_score_is_left_after_its_half_life_and_half_of_what_lacks_is_won_in_it() -> None:
    def after(done: int, missed: int) -> float:
        days = [DayState.DONE] * done + [DayState.MISSED] * missed
        dated = {TODAY + timedelta(days=number): state for number, state in enumerate(days)}
        found = score(dated)
        assert found is not None
        return found.value

    assert after(HALF_LIFE, 0) == pytest.approx(0.5)
    assert after(2 * HALF_LIFE, 0) == pytest.approx(0.75)
    assert after(2 * HALF_LIFE, HALF_LIFE) == pytest.approx(0.375)
    # One missed day costs one in twenty of it, whatever it is.
    assert after(100, 1) / after(100, 0) == pytest.approx(0.948, abs=0.001)
