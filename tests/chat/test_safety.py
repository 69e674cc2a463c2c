"""The safety screen: what stays in sight, what it waits for, and what a condition that hides everything leads to."""

import pytest

from bot.domain.dialogue import StartStep
from bot.domain.person import Standing
from bot.localchat.people import Person
from tests.world import World, buttons, open_prompts, press, profile_of, said, say, sent_prompts, text_of


def screens(world: World, person: Person) -> int:
    """How many messages of a chat show the emergency signs."""
    sign = world.app.voices.of("en").content.precautions.emergency[0]
    return sum(sign in text_of(message) for message in person.chat)


async def test_the_signs_come_first_and_shrink_once_answered_then_the_conditions_in_groups(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    signs = world.app.voices.of("en").content.precautions.emergency
    assert all(sign in said(ann) for sign in signs)
    await press(world, ann, "None of these")
    assert screens(world, ann) == 0
    groups = ["Pregnancy", "Bones and joints", "Balance", "Muscles and nerves", "Blood and eyes"]
    assert [line.split(":")[0] for line in said(ann).splitlines()[1:]] == groups
    await press(world, ann, "None of these")
    assert any(text_of(shown) == "Safety screen answered on 3 May 2027." for shown in ann.chat)


async def test_a_second_tap_on_none_of_these_answers_one_screen_only(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    screen = ann.last
    for _ in range(2):
        ann.presses(screen, "None of these")
    await world.settle()
    assert (await profile_of(world, ann)).step is StartStep.SAFETY


async def test_the_buttons_of_the_screens_have_equal_weight(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    first = ann.last
    await press(world, ann, "None of these")
    for shown in (first, ann.last):
        keys = [key for row in shown.get("reply_markup", {}).get("inline_keyboard", []) for key in row]
        assert not [key for key in keys if "style" in key]


@pytest.mark.parametrize("typed", ["hello", "7:30", "/today", "Berlin", "/time"])
async def test_only_start_shows_the_screen_again(world: World, ann: Person, typed: str) -> None:
    await say(world, ann, "/start")
    for _ in range(2):
        assert "tap one of the buttons" in await say(world, ann, typed)
    assert screens(world, ann) == 1
    await say(world, ann, "/start")
    assert screens(world, ann) == 2


@pytest.mark.parametrize("typed", ["hello", "start", "another", "/today", "/time", "skip everything"])
async def test_whose_first_word_is_not_start_is_welcomed_too(world: World, ann: Person, typed: str) -> None:
    await say(world, ann, typed)
    assert "keeps your record" in text_of(ann.chat[-2])
    assert buttons(ann.last) == ["None of these", "One of these"]


async def test_a_condition_that_hides_everything_says_so_and_can_be_taken_back(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    await press(world, ann, "None of these")
    await press(world, ann, "One of these applies")
    label = next(label for label in buttons(ann.last) if "clot" in label.lower())
    await press(world, ann, label)
    await press(world, ann, "Continue")
    assert "While this is ticked, no stretch comes." in said(ann)
    await press(world, ann, "I have asked, or I decide myself")
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    before = len(ann.chat)
    await say(world, ann, "7:30")
    assert len(ann.chat) == before + 2, "one answer"
    assert "Here is a first one" not in said(ann)
    assert "no stretch for you until a professional has agreed" in said(ann)
    assert buttons(ann.last) == ["Change what applies"]
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE
    assert sent_prompts(world, ann) == []
    before = len(ann.chat)
    assert (await say(world, ann, "/session 5")).startswith("With what you ticked, Limber has no stretch")
    assert len(ann.chat) == before + 2, "one answer"
    assert buttons(ann.last) == ["Change what applies"]
    await press(world, ann, "Change what applies")
    await press(world, ann, "None of these")
    await say(world, ann, "/today")
    assert len(open_prompts(ann)) == 1


async def test_one_of_two_that_exclude_each_other_takes_the_place_of_the_other(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    await press(world, ann, "None of these")
    await press(world, ann, "One of these applies")
    await press(world, ann, "☐ Kneeling hurts")
    for first, second in (("up to week 15", "week 16 or later"), ("week 16 or later", "up to week 15")):
        if f"☐ Pregnant, {first}" in buttons(ann.last):
            await press(world, ann, f"☐ Pregnant, {first}")
        await press(world, ann, f"☐ Pregnant, {second}")
        assert f"☐ Pregnant, {first}" in buttons(ann.last)
        assert f"☑ Pregnant, {second}" in buttons(ann.last)
    assert "☑ Kneeling hurts" in buttons(ann.last)
