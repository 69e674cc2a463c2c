"""How long a prompt is put off can be typed in any way, and the answer says the hour."""

from datetime import timedelta

import pytest

from bot.localchat.people import Person
from tests.world import World, buttons, offer, press, profile_of, said, say, sent_prompts, subscribe


async def shown(world: World, ann: Person) -> None:
    """A subscriber of Berlin with a prompt, at 08:30 on a Monday."""
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await offer(world, ann, "supine")


async def waits(world: World, ann: Person) -> timedelta:
    """How long the prompt that was put off still waits."""
    until = (await profile_of(world, ann)).snoozed_until
    assert until is not None, said(ann)
    return until - world.clock.now()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("snooze 45", 45),
        ("snooze 2 h", 120),
        ("in 2 hours", 120),
        ("in an hour", 60),
        ("remind me in 20 minutes", 20),
        ("give me 10 more minutes", 10),
        ("snooze for 90 minutes", 90),
    ],
)
async def test_any_length_can_be_typed(world: World, ann: Person, typed: str, minutes: int) -> None:
    await shown(world, ann)
    assert "Put off until" in await say(world, ann, typed)
    assert timedelta(0) <= timedelta(minutes=minutes) - await waits(world, ann) < timedelta(minutes=1)
    before = len(sent_prompts(world, ann))
    await world.advance(minutes=minutes + 1)
    assert len(sent_prompts(world, ann)) == before + 1


@pytest.mark.parametrize("typed", ["until 5pm", "snooze until 17:00", "snooze 5pm", "till five pm"])
async def test_an_hour_can_be_typed(world: World, ann: Person, typed: str) -> None:
    await shown(world, ann)
    assert "17:00" in await say(world, ann, typed)


@pytest.mark.parametrize(
    "typed", ["later", "after lunch", "snooze 2 minutes", "snooze 3 days", "this evening"]
)
async def test_what_is_not_clear_is_asked_with_the_hour_of_each_choice(
    world: World, ann: Person, typed: str
) -> None:
    await shown(world, ann)
    assert "How long" in await say(world, ann, typed)
    asked = ann.last
    assert all(":" in label for label in buttons(asked))
    label = next(label for label in buttons(asked) if "evening" in label)
    await press(world, ann, label)
    assert "19:00" in said(ann)
    assert [buttons(message) for message in ann.chat if message["message_id"] == asked["message_id"]] == [[]]


async def test_the_answer_to_how_long_may_be_an_hour(world: World, ann: Person) -> None:
    await shown(world, ann)
    await say(world, ann, "later")
    assert "17:00" in await say(world, ann, "at 5pm")
    assert (await profile_of(world, ann)).person.dialogue is None


async def test_an_hour_whose_halves_both_lie_ahead_is_asked_about(world: World, ann: Person) -> None:
    await shown(world, ann)
    assert "11:00 or 23:00" in await say(world, ann, "until 11")
    await press(world, ann, "23:00")
    assert "23:00" in said(ann)


async def test_after_lunch_without_a_prompt_is_about_a_time(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    assert "At which hour" in await say(world, ann, "after lunch")
