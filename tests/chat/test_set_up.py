"""The screen that fits Limber to somebody: after the first stretch, with the second prompt, and in /settings."""

import pytest

from bot.domain.person import NO_FLOOR, Options
from bot.domain.setting import Setting
from bot.localchat.people import Person
from bot.services.preferences import Option
from tests.world import World, buttons, end_of, open_prompts, press, profile_of, said, say, subscribe, text_of

ASKS = "Fit it to you"
SCREEN = [
    "○ At the office", "○ On the floor", "○ Bed or chair", "○ Outdoors",
    "○ Sitting all day", "● Sore back, stiff legs", "○ Running", "○ A bit of everything",
    "● One stretch", "○ 5 min", "○ 10 min",
    "○ Floor: fine", "○ Floor: hard to get to", "That is it",
]  # fmt: skip


def screens(person: Person) -> int:
    return sum(ASKS in text_of(message) for message in person.chat)


async def options(world: World, person: Person) -> Options:
    return (await profile_of(world, person)).person.options


async def test_it_is_offered_under_the_end_of_the_first_stretch(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer")
    await world.advance(minutes=2)
    assert buttons(end_of(ann))[-1] == "Fit it to me"
    await press(world, ann, "Fit it to me", end_of(ann))
    assert buttons(ann.last) == SCREEN
    await press(world, ann, "That is it")
    assert said(ann) == "Fitted to you: Hamstrings for the back · No matter where · One stretch."
    await world.advance(days=3)
    assert screens(ann) == 0, "it was answered"


async def test_a_first_stretch_that_does_not_suit_what_is_set_gives_way(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    (first,) = open_prompts(ann)
    assert "Lying hamstring stretch" in text_of(first)
    await press(world, ann, "Fit it to me")
    await press(world, ann, "○ At the office")
    await press(world, ann, "That is it")
    (second,) = open_prompts(ann)
    assert "lying" not in text_of(second).lower()
    assert [text_of(each) for each in ann.chat if "Fitted to you" in text_of(each)]


@pytest.mark.parametrize("label", ["○ 10 min", "○ Bed or chair"])
async def test_a_first_stretch_that_suits_what_is_set_stays(world: World, ann: Person, label: str) -> None:
    await subscribe(world, ann)
    before = [text_of(each) for each in open_prompts(ann)]
    await press(world, ann, "Fit it to me")
    await press(world, ann, label)
    await press(world, ann, "That is it")
    assert [text_of(each) for each in open_prompts(ann)] == before


async def test_who_leaves_it_out_sees_it_once_more_with_the_second_prompt(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await world.advance(days=1, hours=1)
    assert screens(ann) == 1
    await world.advance(days=9)
    assert screens(ann) == 1


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        ("○ At the office", "setting", Setting.OFFICE),
        ("○ Sitting all day", "programme", "desk"),
        ("○ 10 min", "minutes", 10),
        ("○ Floor: fine", "floor_asked", True),
    ],
)
async def test_each_tap_sets_one_thing_and_is_said_in_one_line(
    world: World, ann: Person, label: str, field: str, value: object
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await say(world, ann, "/settings")
    await press(world, ann, "Fit it to me")
    await press(world, ann, label)
    assert label.replace("○", "●") in buttons(ann.last)
    assert getattr(await options(world, ann), field) == value
    await press(world, ann, "That is it")
    assert said(ann).startswith("Fitted to you: ")
    assert buttons(ann.last) == ["Change"]
    await press(world, ann, "Change")
    assert label.replace("○", "●") in buttons(ann.last)


async def test_a_floor_that_is_hard_to_get_to_is_a_condition(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/settings")
    await press(world, ann, "Fit it to me")
    await press(world, ann, "○ Floor: hard to get to")
    assert (await profile_of(world, ann)).person.tags == {NO_FLOOR}
    await press(world, ann, "That is it")
    assert said(ann).endswith("Floor is hard to get to.")


async def test_five_minutes_bring_a_session_at_each_time(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/settings")
    await press(world, ann, "Fit it to me")
    await press(world, ann, "○ 5 min")
    await world.advance(days=1, hours=1)
    assert text_of(open_prompts(ann)[-1]).startswith("Session of 5 minutes")
    await say(world, ann, "done")
    assert "Logged: Session of 5 minutes" in text_of(end_of(ann))


async def test_an_unknown_value_changes_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    before = await options(world, ann)
    await say(world, ann, "/settings")
    await press(world, ann, "Fit it to me")
    ann.presses(ann.last, data="1:set-up::minutes.7")
    await world.settle()
    assert await options(world, ann) == before


async def test_the_floor_and_the_age_are_asked_about_after_it_a_week_apart(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.advance(hours=1)
    for asked in (ASKS, "down to the floor", "are you 65 or over"):
        await world.advance(days=1)
        assert [asked in text_of(message) for message in ann.chat].count(True) == 1, asked
        for _ in range(6):
            await say(world, ann, "thanks")
            await world.advance(days=1)


async def test_after_a_pain_or_a_break_one_stretch_comes_in_the_place_of_a_session(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="7:30, 18:00")
    await world.app.limber.preferences.choose(ann.id, Option.MINUTES, "10")
    await world.advance(days=1, hours=1)
    assert text_of(open_prompts(ann)[-1]).startswith("Session of 10 minutes")
    await say(world, ann, "done")
    await say(world, ann, "pain 4")
    await world.advance(hours=11)
    assert not text_of(open_prompts(ann)[-1]).startswith("Session")
    await say(world, ann, "pause 3 weeks")
    await world.advance(days=22)
    assert not text_of(open_prompts(ann)[-1]).startswith("Session")
