"""`Not here`: another one for where somebody is, and at that time from now on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.setting import Setting
from bot.localchat.people import Person
from tests.chat.test_buttons import button_data
from tests.chat.test_prompts import latest
from tests.world import (
    World,
    buttons,
    open_prompts,
    press,
    press_not_now,
    profile_of,
    said,
    say,
    subscribe,
)

TUESDAY_NOON = datetime(2027, 5, 4, 10, 30, tzinfo=UTC)


@pytest.fixture
async def at_noon(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="12:30")
    await world.until(TUESDAY_NOON)


def suits(world: World, stretch_id: str | None, place: Setting) -> bool:
    return place in world.app.voices.of("en").library.stretches[stretch_id or ""].settings


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("At the office", Setting.OFFICE),
        ("Bed or chair", Setting.BED),
        ("Outdoors", Setting.OUTDOORS),
    ],
)
async def test_not_here_brings_one_for_the_place_in_the_same_message_and_keeps_it_for_the_time(
    world: World, ann: Person, label: str, place: Setting
) -> None:
    (before,) = open_prompts(ann)
    await press_not_now(world, ann, "Not here")
    shown = next(message for message in ann.chat if message["message_id"] == before["message_id"])
    assert set(buttons(shown)) == {"At the office", "On the floor", "Bed or chair", "Outdoors", "Back"}
    toast = await press(world, ann, label)
    assert toast == f"From now on at 12:30: {label}."
    (after,) = open_prompts(ann)
    assert after["message_id"] == before["message_id"]
    assert suits(world, (await latest(world, ann)).stretch_id, place)
    [slot] = (await profile_of(world, ann)).slots
    assert slot.setting is place
    for day in range(5, 12):
        await world.until(datetime(2027, 5, day, 10, 30, tzinfo=UTC))
        prompt = await latest(world, ann)
        assert prompt.setting is place
        assert suits(world, prompt.stretch_id, place), prompt


@pytest.mark.usefixtures("at_noon")
async def test_not_here_can_be_typed_and_the_other_one_comes_below(world: World, ann: Person) -> None:
    assert await say(world, ann, "not here") == "Where are you just now?"
    assert await press(world, ann, "At the office") == "From now on at 12:30: At the office."
    assert suits(world, (await latest(world, ann)).stretch_id, Setting.OFFICE)
    assert len(open_prompts(ann)) == 1


@pytest.mark.usefixtures("at_noon")
async def test_what_is_asked_for_near_that_time_suits_its_place_and_far_from_it_any(
    world: World, ann: Person
) -> None:
    await press_not_now(world, ann, "Not here")
    await press(world, ann, "At the office")
    await world.until(datetime(2027, 5, 5, 11, 50, tzinfo=UTC))
    await say(world, ann, "/today")
    assert (await latest(world, ann)).setting is Setting.OFFICE
    await world.until(datetime(2027, 5, 5, 19, tzinfo=UTC))
    await say(world, ann, "/today")
    assert (await latest(world, ann)).setting is None


@pytest.mark.usefixtures("at_noon")
async def test_the_place_of_a_time_is_shown_and_changed_under_time(world: World, ann: Person) -> None:
    await say(world, ann, "/time")
    await press(world, ann, next(label for label in buttons(ann.last) if label.startswith("12:30")))
    await press(world, ann, "Where: as always")
    await press(world, ann, "○ Outdoors")
    assert "Where: Outdoors" in buttons(ann.last)
    await press(world, ann, "Back")
    assert "12:30 · every day · Outdoors" in said(ann)
    await press(world, ann, next(label for label in buttons(ann.last) if label.startswith("12:30")))
    await press(world, ann, "Where: Outdoors")
    await press(world, ann, "○ as always")
    [slot] = (await profile_of(world, ann)).slots
    assert slot.setting is None


@pytest.mark.usefixtures("at_noon")
async def test_another_hour_for_a_time_leaves_its_place(world: World, ann: Person) -> None:
    await press_not_now(world, ann, "Not here")
    await press(world, ann, "At the office")
    await say(world, ann, "13:00")
    await press(world, ann, "Change")
    [slot] = (await profile_of(world, ann)).slots
    assert slot.setting is Setting.OFFICE


@pytest.mark.usefixtures("at_noon")
async def test_a_place_that_is_pressed_after_the_answer_changes_nothing(world: World, ann: Person) -> None:
    (shown,) = open_prompts(ann)
    await press_not_now(world, ann, "Not here")
    asked = next(message for message in ann.chat if message["message_id"] == shown["message_id"])
    data = button_data(asked, "At the office")
    await say(world, ann, "done")
    query = ann.presses(shown["message_id"], data=data)
    await world.settle()
    assert query.answer is not None
    assert query.answer["text"] == "That one is logged as done. “Undo” takes it back."
    [slot] = (await profile_of(world, ann)).slots
    assert slot.setting is None
