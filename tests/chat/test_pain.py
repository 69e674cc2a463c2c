"""The pain rule: one path, however somebody comes to say that it hurts."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from bot.domain.practice import Pain
from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    end_of,
    name_in,
    offer,
    open_prompts,
    press,
    press_not_now,
    profile_of,
    record_of,
    safe,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
)

LEVELS = ["A little 1-2", "Some 3-5", "A lot 6-10", "Tingling or numb"]
NOTHING_MORE = "Nothing more today, please."
GENTLE = {"Lying hamstring stretch", "Cat and cow"}


@pytest.fixture
async def tim(world: World, ann: Person) -> Person:
    """Somebody who subscribed twenty minutes ago."""
    await subscribe(world, ann)
    await world.advance(minutes=20)
    return ann


async def stops_a_hold(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=45)
    await press(world, tim, "It hurts")
    assert said(tim) == "Stopped. 30 s are logged. Come out slowly. What is it?"


async def says_so_in_a_hold(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=45)
    assert await say(world, tim, "ouch") == "Stopped. 30 s are logged. Come out slowly. What is it?"


async def asks_to_be_asked_after_a_hold(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(minutes=2)
    await press(world, tim, "Any pain?")


async def skips_for_pain(world: World, tim: Person) -> None:
    await offer(world, tim, "standing")
    await press_not_now(world, tim, "Skip")
    await press(world, tim, "Pain")


async def types_that_it_hurts(world: World, tim: Person) -> None:
    await say(world, tim, "it hurts")


WAYS_IN = [
    stops_a_hold,
    says_so_in_a_hold,
    asks_to_be_asked_after_a_hold,
    skips_for_pain,
    types_that_it_hurts,
]
Step = Callable[[World, Person], Awaitable[None]]


@pytest.mark.parametrize("way_in", WAYS_IN)
async def test_every_way_in_asks_the_same(world: World, tim: Person, way_in: Step) -> None:
    await way_in(world, tim)
    asked = buttons(tim.last)
    # Only after a hold that ended well can the answer be that nothing hurts.
    assert asked == (["None", *LEVELS] if way_in is asks_to_be_asked_after_a_hold else LEVELS)


@pytest.mark.parametrize("way_in", WAYS_IN)
async def test_a_lot_of_pain_ends_the_day_from_every_way_in(world: World, tim: Person, way_in: Step) -> None:
    await way_in(world, tim)
    await press(world, tim, "A lot 6-10")
    assert any(text_of(message).startswith(NOTHING_MORE) for message in tim.chat)
    assert "Next: Tue 07:30" in await say(world, tim, "/today")
    assert (await profile_of(world, tim)).person.resting_on is not None


async def test_a_little_is_a_pull_and_may_go_on(world: World, tim: Person) -> None:
    await stops_a_hold(world, tim)
    await press(world, tim, "A little 1-2")
    assert said(tim).startswith("Then go on more gently")
    assert buttons(tim.last) == ["Go on more gently", "Enough for today"]
    await press(world, tim, "Go on more gently")
    assert re.search(r"\b(5|10) s( a side)? · about", said(tim))
    assert "Start timer" in buttons(tim.last)


async def test_some_pain_offers_shorter_and_gentler_or_enough(world: World, tim: Person) -> None:
    await stops_a_hold(world, tim)
    await press(world, tim, "Some 3-5")
    assert buttons(tim.last) == ["Shorter and gentler", "Enough for today"]
    await press(world, tim, "Enough for today")
    assert said(tim) == "Fine, nothing more today. Next: Tue 07:30"
    await say(world, tim, "/today")
    assert not buttons(tim.last)


@pytest.mark.parametrize("label", ["A lot 6-10", "Tingling or numb"])
async def test_much_pain_or_tingling_shows_the_emergency_signs(world: World, tim: Person, label: str) -> None:
    await stops_a_hold(world, tim)
    await press(world, tim, label)
    assert "both legs" in said(tim)
    assert "chest pain" in said(tim).lower()
    assert buttons(tim.last) == ["None of these", "One of these"]


async def test_none_of_the_signs_says_when_it_goes_on(world: World, tim: Person) -> None:
    await stops_a_hold(world, tim)
    await press(world, tim, "A lot 6-10")
    await press(world, tim, "None of these")
    assert said(tim) == "Good. Next: Tue 07:30"


async def test_one_of_the_signs_calls_for_care_and_keeps_everything_back(world: World, tim: Person) -> None:
    await stops_a_hold(world, tim)
    await press(world, tim, "A lot 6-10")
    await press(world, tim, "One of these")
    assert said(tim).startswith("Please get emergency care now: 112.")
    before = len(tim.chat)
    await world.advance(days=3)
    assert len(tim.chat) == before
    await press(world, tim, "Looked at and gone")
    await safe(world, tim)
    await world.advance(days=1)
    assert len(open_prompts(tim)) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("pain 1", "Then go on more gently"),
        ("pain 2", "Then go on more gently"),
        ("pain 3", "Then shorter and gentler"),
        ("it hurts 5/10", "Then shorter and gentler"),
        ("pain 6", NOTHING_MORE),
        ("pain 10", NOTHING_MORE),
        ("tingling", NOTHING_MORE),
        ("numb", NOTHING_MORE),
    ],
)
async def test_a_typed_score_is_the_answer_at_once(
    world: World, tim: Person, typed: str, answer: str
) -> None:
    before = len(tim.chat)
    await say(world, tim, typed)
    assert text_of(tim.chat[before + 1]).startswith(answer)


async def test_a_typed_score_stops_the_hold_and_is_kept_with_it(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=45)
    await say(world, tim, "pain 4")
    assert await world.app.limber.holds.running(tim.id) is None
    [entry] = await record_of(world, tim)
    assert entry.pain is Pain.SOME


async def test_the_question_can_be_answered_by_a_typed_number(world: World, tim: Person) -> None:
    await stops_a_hold(world, tim)
    await say(world, tim, "4")
    [entry] = await record_of(world, tim)
    assert entry.pain is Pain.SOME


@pytest.mark.parametrize(
    ("label", "pain"),
    [("None", Pain.NONE), ("A little 1-2", Pain.LITTLE), ("Tingling or numb", Pain.TINGLING)],
)
async def test_the_rating_after_a_hold_is_kept(world: World, tim: Person, label: str, pain: Pain) -> None:
    await asks_to_be_asked_after_a_hold(world, tim)
    await press(world, tim, label)
    [entry] = await record_of(world, tim)
    assert entry.pain is pain
    assert entry.counts, "what was done stays done"


async def test_tingling_is_for_a_professional(world: World, tim: Person) -> None:
    await say(world, tim, "tingling")
    assert any("physiotherapist or doctor" in text_of(message) for message in tim.chat)


async def test_nothing_more_comes_that_day_and_the_day_after_is_gentle(world: World, tim: Person) -> None:
    await say(world, tim, "/time 20:00")
    await press(world, tim, "Add")
    await press(world, tim, "One more stretch")
    await offer(world, tim, "standing")
    await press(world, tim, "Not now")
    await press(world, tim, next(label for label in buttons(tim.last) if label.startswith("1 h")))
    await say(world, tim, "pain 7")
    before = len(open_prompts(tim))
    await world.until(world.clock.now().replace(hour=22))
    assert len(open_prompts(tim)) == before, "neither the snooze nor the evening's prompt"
    await world.advance(hours=10)
    tuesday = open_prompts(tim)[-1]
    assert name_in(tuesday) in GENTLE
    assert any(f"{seconds} s" in text_of(tuesday) for seconds in (10, 15))
    assert "20 s" not in text_of(tuesday)


async def test_the_next_prompt_asks_once_how_it_compares(world: World, tim: Person) -> None:
    await asks_to_be_asked_after_a_hold(world, tim)
    await press(world, tim, "Some 3-5")
    await world.advance(days=1, minutes=30)
    asked = [message for message in tim.chat if "Better" in buttons(message)]
    assert [buttons(message) for message in asked] == [["Better", "Same", "Worse", "Not now"]]
    await press(world, tim, "Better")
    await world.advance(days=2)
    assert not any("Better" in buttons(message) for message in tim.chat), "it is asked once"


async def test_a_little_pain_is_not_asked_about_again(world: World, tim: Person) -> None:
    await asks_to_be_asked_after_a_hold(world, tim)
    await press(world, tim, "A little 1-2")
    await world.advance(days=1, minutes=30)
    assert not any("Worse" in buttons(message) for message in tim.chat)


async def test_who_turned_the_questions_off_is_asked_nothing_and_still_heard(
    world: World, tim: Person
) -> None:
    await say(world, tim, "/settings")
    await press(world, tim, "Stop asking about pain")
    assert "Questions about pain: off" in said(tim)
    await start_hold(world, tim, "standing")
    await world.advance(minutes=2)
    assert buttons(end_of(tim))[3:] == ["Undo"]
    await say(world, tim, "pain 4")
    assert any(text_of(message).startswith("Then shorter and gentler") for message in tim.chat)
    await world.advance(days=1, minutes=30)
    assert not any("Worse" in buttons(message) for message in tim.chat)


async def test_a_pain_is_asked_about_once_however_many_prompts_come(world: World, tim: Person) -> None:
    await say(world, tim, "pain 4")
    await world.advance(days=1, minutes=30)
    for _ in range(3):
        await say(world, tim, "/today")
        await world.advance(days=1)
    assert len([message for message in tim.chat if "Worse" in buttons(message)]) == 1


async def test_a_walk_may_be_started_on_a_gentle_day(world: World, tim: Person) -> None:
    await say(world, tim, "pain 7")
    await world.advance(days=1, minutes=30)
    await press(world, tim, "Start timer", await offer(world, tim, "warm-up"))
    assert await world.app.limber.holds.running(tim.id) is not None


async def test_what_hurt_yesterday_is_not_started_from_an_older_prompt(world: World, tim: Person) -> None:
    await say(world, tim, "pain 7")
    await world.advance(days=1, minutes=30)
    toast = await press(world, tim, "Start timer", await offer(world, tim, "standing"))
    assert "only gentle ones" in str(toast)
    assert await world.app.limber.holds.running(tim.id) is None


async def test_worse_twice_running_is_for_a_professional(world: World, tim: Person) -> None:
    for answer in ("Limber makes the next ones shorter", "please see a professional"):
        await asks_to_be_asked_after_a_hold(world, tim)
        await press(world, tim, "Some 3-5")
        await world.advance(days=1, minutes=30)
        await press(world, tim, "Worse")
        assert any(answer in text_of(message) for message in tim.chat)


async def test_a_better_day_between_two_worse_ones_ends_the_run(world: World, tim: Person) -> None:
    for answer in ("Worse", "Better", "Worse"):
        await asks_to_be_asked_after_a_hold(world, tim)
        await press(world, tim, "Some 3-5")
        await world.advance(days=1, minutes=30)
        await press(world, tim, answer)
    assert not any("please see a professional" in text_of(message) for message in tim.chat)
    assert (await profile_of(world, tim)).person.recovery.worse_running == 1


async def dose_step_after_two_weeks(world: World, tim: Person) -> int:
    for _ in range(12):
        await world.advance(days=1)
        await say(world, tim, "done")
    before = (await profile_of(world, tim)).person.progress.dose_step
    assert before > 0
    return before


async def test_pain_that_is_typed_after_the_end_belongs_to_the_last_entry(world: World, tim: Person) -> None:
    before = await dose_step_after_two_weeks(world, tim)
    await say(world, tim, "pain 4")
    assert (await record_of(world, tim))[-1].pain is Pain.SOME
    assert (await profile_of(world, tim)).person.progress.dose_step == before - 1


@pytest.mark.parametrize("way_in", [skips_for_pain, types_that_it_hurts])
async def test_pain_without_an_entry_steps_the_dose_down_once(
    world: World, tim: Person, way_in: Step
) -> None:
    before = await dose_step_after_two_weeks(world, tim)
    streak = await say(world, tim, "/stats")
    await world.advance(hours=22)
    for _ in range(2):
        await way_in(world, tim)
        await press(world, tim, "Some 3-5")
    person = (await profile_of(world, tim)).person
    assert (person.progress.dose_step, person.progress.practised) == (before - 1, 12)
    assert await say(world, tim, "undo") == "There is nothing to take back."
    assert "In all: 12 days with a stretch." in streak
    assert "In all: 12 days with a stretch." in await say(world, tim, "/stats")


async def test_pain_steps_the_dose_down(world: World, tim: Person) -> None:
    for _ in range(12):
        await world.advance(days=1)
        await say(world, tim, "done")
    before = (await profile_of(world, tim)).person.progress.dose_step
    assert before > 0
    await press(world, tim, "Undo")
    await start_hold(world, tim, "standing", step=before)
    await world.advance(minutes=4)
    await press(world, tim, "Any pain?")
    await press(world, tim, "Some 3-5")
    assert (await profile_of(world, tim)).person.progress.dose_step == before - 1


async def test_what_is_gentler_has_both_sides_once_and_shorter_than_at_the_start(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing", step=5)
    await say(world, ann, "pain 4")
    await press(world, ann, "Shorter and gentler")
    assert re.search(r"\b(5|10) s( a side)? · about", said(ann))
    assert "on one side" not in said(ann)


async def test_after_some_pain_the_rest_of_the_day_is_gentler_though_nothing_was_chosen(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    prompt = await offer(world, ann, "standing", step=5)
    assert "3 × 30 s" in text_of(prompt)
    await say(world, ann, "pain 4")
    assert "15 s a side" in text_of(await offer(world, ann, "standing", step=5))


async def test_in_the_small_hours_nothing_more_today_holds_by_the_clock_too(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="20:00")
    await world.until(datetime(2027, 5, 3, 23, 34, tzinfo=UTC))  # Tuesday, 01:34
    before = len(open_prompts(ann))
    await say(world, ann, "pain 8")
    assert await say(world, ann, "none of these") == "Good. Next: Wed 20:00"
    assert "Today is for rest" in await say(world, ann, "/today")
    await world.until(datetime(2027, 5, 4, 22, 0, tzinfo=UTC))
    assert len(open_prompts(ann)) == before
    await world.until(datetime(2027, 5, 5, 18, 30, tzinfo=UTC))
    assert name_in(open_prompts(ann)[-1]) in GENTLE


@pytest.mark.parametrize("answer", ["A little 1-2", "Some 3-5"])
async def test_a_day_of_rest_offers_nothing_that_it_refuses(world: World, tim: Person, answer: str) -> None:
    await say(world, tim, "pain 8")
    await say(world, tim, "none of these")
    await say(world, tim, "ouch")
    await press(world, tim, answer)
    assert said(tim).startswith("Today is for rest")
    assert buttons(tim.last) == []


@pytest.mark.parametrize("seconds", [2, 15], ids=["before it began", "after ten seconds"])
async def test_what_was_stopped_for_pain_is_logged_only_where_somebody_insists(
    world: World, tim: Person, seconds: int
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=seconds)
    await press(world, tim, "It hurts")
    await press(world, tim, "A lot 6-10")
    await press(world, tim, "None of these")
    assert (await say(world, tim, "done")).startswith("You stopped this one because it hurt")
    assert not any(entry.counts for entry in await record_of(world, tim))
    await press(world, tim, "Done anyway")
    assert [entry.stretch_id for entry in await record_of(world, tim) if entry.counts] == ["standing"]


async def test_what_hurt_and_was_done_after_that_is_logged_as_ever(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await press(world, tim, "It hurts")
    await press(world, tim, "A little 1-2")
    await press(world, tim, "Go on more gently")
    assert (await say(world, tim, "done")).startswith("Logged: ")


async def test_once_the_signs_are_answered_their_question_is_closed(world: World, tim: Person) -> None:
    await say(world, tim, "pain 8")
    assert (await profile_of(world, tim)).person.dialogue is not None
    await press(world, tim, "None of these")
    assert (await profile_of(world, tim)).person.dialogue is None
