"""What was written while Limber was down, or just before midnight, means what it meant then."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.localchat.people import Person
from tests.world import (
    World,
    open_prompts,
    press,
    profile_of,
    record_of,
    said,
    say,
    sent_prompts,
    subscribe,
)

MONDAY, TUESDAY = date(2027, 5, 3), date(2027, 5, 4)
# Berlin is two hours ahead; she gets her prompts at 07:30 there.
EVENING = datetime(2027, 5, 4, 20, 0, tzinfo=UTC)
BEFORE_MIDNIGHT = datetime(2027, 5, 4, 21, 40, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2027, 5, 4, 22, 20, tzinfo=UTC)
NEXT_MORNING = datetime(2027, 5, 5, 4, 50, tzinfo=UTC)


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber on the evening of a Tuesday whose prompt is open."""
    await subscribe(world, ann)
    await world.until(EVENING)
    return ann


async def later(world: World, ann: Person, *words: str, written: datetime, handled: datetime) -> None:
    """She wrote this then; Limber is up again, and handles it, later."""
    world.clock.set(written)
    for text in words:
        ann.sends(text)
    world.clock.set(handled)
    await world.settle()


async def days_logged(world: World, ann: Person) -> list[date]:
    return [entry.day for entry in await record_of(world, ann)]


async def test_done_is_logged_to_the_evening_on_which_it_was_written(world: World, ann: Person) -> None:
    await later(world, ann, "done", written=EVENING, handled=NEXT_MORNING)
    assert await days_logged(world, ann) == [TUESDAY]
    before = len(sent_prompts(world, ann))
    await world.advance(hours=1)
    assert len(sent_prompts(world, ann)) == before + 1, "the next morning's prompt is not silenced by it"


async def test_done_on_two_days_is_two_entries_though_both_are_handled_on_one(
    world: World, ann: Person
) -> None:
    world.clock.set(EVENING)
    ann.sends("done")
    world.clock.set(NEXT_MORNING)
    ann.sends("done")
    await world.settle()
    assert await days_logged(world, ann) == [TUESDAY, TUESDAY + timedelta(days=1)]


async def resumes_on(world: World, ann: Person) -> date | None:
    person = (await profile_of(world, ann)).person
    return person.back_on


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("pause until tomorrow", date(2027, 5, 5)),
        ("pause 3 days", date(2027, 5, 7)),
        ("pause until wednesday", date(2027, 5, 5)),
        ("pause until 6 May", date(2027, 5, 6)),
        ("/pause 1 day", date(2027, 5, 5)),
    ],
)
async def test_a_break_counts_from_the_day_on_which_it_was_asked_for(
    world: World, ann: Person, words: str, until: date
) -> None:
    await later(world, ann, words, written=BEFORE_MIDNIGHT, handled=AFTER_MIDNIGHT)
    assert await resumes_on(world, ann) == until


async def test_a_break_that_is_over_when_it_is_handled_keeps_nothing_back(world: World, ann: Person) -> None:
    await later(world, ann, "pause until tomorrow", written=EVENING, handled=NEXT_MORNING)
    before = len(sent_prompts(world, ann))
    await world.advance(hours=1)
    assert len(sent_prompts(world, ann)) == before + 1


@pytest.mark.parametrize("words", ["enough for today", "it hurts 6 out of 10"])
async def test_a_day_of_rest_is_the_day_on_which_it_was_asked_for(
    world: World, ann: Person, words: str
) -> None:
    await later(world, ann, words, written=EVENING, handled=NEXT_MORNING)
    person = (await profile_of(world, ann)).person
    assert person.resting_on == TUESDAY
    before = len(sent_prompts(world, ann))
    await world.advance(hours=1)
    assert len(sent_prompts(world, ann)) == before + 1


async def test_a_pain_belongs_to_the_day_on_which_it_was_told(world: World, ann: Person) -> None:
    await later(world, ann, "it hurts 4 out of 10", written=EVENING, handled=NEXT_MORNING)
    assert (await profile_of(world, ann)).person.recovery.pain_on == TUESDAY


async def test_dizzy_in_the_evening_is_over_in_the_morning(world: World, ann: Person) -> None:
    await later(world, ann, "i feel dizzy", written=EVENING, handled=NEXT_MORNING)
    assert (await profile_of(world, ann)).person.recovery.dizzy_on == TUESDAY


@pytest.mark.parametrize(
    ("words", "handled_after", "comes_after"),
    [("snooze 30", 20, 30), ("snooze 60", 20, 60)],
)
async def test_minutes_count_from_when_they_were_written(
    world: World, ann: Person, words: str, handled_after: int, comes_after: int
) -> None:
    handled = EVENING + timedelta(minutes=handled_after)
    await later(world, ann, words, written=EVENING, handled=handled)
    before = len(sent_prompts(world, ann))
    await world.until(EVENING + timedelta(minutes=comes_after) - timedelta(seconds=1))
    early = len(sent_prompts(world, ann)) - before
    await world.until(EVENING + timedelta(minutes=comes_after + 1))
    assert (early, len(sent_prompts(world, ann)) - before) == (0, 1)


async def test_what_was_to_come_less_than_two_hours_ago_comes_at_once(world: World, ann: Person) -> None:
    await later(world, ann, "snooze 30", written=EVENING, handled=EVENING + timedelta(hours=1))
    before = len(sent_prompts(world, ann))
    await world.advance(seconds=1)
    assert len(sent_prompts(world, ann)) == before + 1


async def test_what_was_to_come_more_than_two_hours_ago_comes_no_more_and_that_is_said(
    world: World, ann: Person
) -> None:
    await later(world, ann, "snooze 30", written=EVENING, handled=EVENING + timedelta(hours=3))
    assert "Next" in said(ann) or "passed" in said(ann)
    before = len(sent_prompts(world, ann))
    await world.until(NEXT_MORNING)
    assert len(sent_prompts(world, ann)) == before


async def test_undo_takes_back_what_was_logged_on_the_day_of_the_word(world: World, ann: Person) -> None:
    await say(world, ann, "done")
    await later(world, ann, "undo", written=EVENING + timedelta(hours=1), handled=NEXT_MORNING)
    assert await days_logged(world, ann) == []


async def test_a_word_is_about_the_prompt_that_was_there_when_it_was_written(
    world: World, ann: Person
) -> None:
    world.clock.set(EVENING)
    ann.sends("skip")
    # The next morning's prompt goes before the word is handled.
    world.clock.set(NEXT_MORNING + timedelta(hours=1))
    await world.app.limber.prompts.send_due()
    await world.app.limber.prompts.settle()
    (mornings,) = open_prompts(ann)
    await world.settle()
    assert mornings["message_id"] in [message["message_id"] for message in open_prompts(ann)]


async def test_a_press_counts_from_when_it_came_in(world: World, ann: Person) -> None:
    await say(world, ann, "done")
    await say(world, ann, "done")
    await world.app.intake.stop(0)
    ann.presses(ann.last, "Log one more")
    await world.poll()
    world.clock.set(NEXT_MORNING)
    await world.app.intake.take_over()
    await world.app.intake.settle()
    assert await days_logged(world, ann) == [TUESDAY, TUESDAY]


async def test_fridays_tomorrow_is_saturdays_own_time_and_comes_once(world: World, ann: Person) -> None:
    await say(world, ann, "weekdays 8, sat 10")
    await press(world, ann, "Change")
    # Friday, after the prompt of 08:00.
    await world.until(datetime(2027, 5, 7, 6, 5, tzinfo=UTC))
    await say(world, ann, "snooze tomorrow")
    before = len(sent_prompts(world, ann))
    await world.until(datetime(2027, 5, 8, 7, 59, tzinfo=UTC))
    assert len(sent_prompts(world, ann)) == before
    await world.until(datetime(2027, 5, 8, 10, 0, tzinfo=UTC))
    assert len(sent_prompts(world, ann)) == before + 1
