"""What is meant beside something else: two wishes in one text, the stretch of before, what only would be left out."""

from __future__ import annotations

import pytest

from bot.domain.hold import HoldState
from bot.domain.person import Liking
from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    offer,
    press,
    profile_of,
    record_of,
    safe,
    say,
    start_hold,
    subscribe,
    times_of,
)


async def nothing_open(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Not now")
    await press(world, ann, "Skip")


async def test_two_wishes_in_one_text_have_a_button_each_and_nothing_is_done(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    assert await say(world, ann, "done and can i have another") == "One after the other: which comes first?"
    assert buttons(ann.last) == ["Done", "Another"]
    assert await record_of(world, ann) == []
    await press(world, ann, "Done", ann.last)
    assert len(await record_of(world, ann)) == 1


async def test_a_wish_beside_a_courtesy_is_heard(world: World, ann: Person) -> None:
    await nothing_open(world, ann)
    await say(world, ann, "that was lovely, another one")
    assert buttons(ann.last) == ["A stretch now"]


async def test_another_where_none_is_open_offers_one_now(world: World, ann: Person) -> None:
    await nothing_open(world, ann)
    assert await say(world, ann, "another") == "Another stretch?"
    await press(world, ann, "A stretch now", ann.last)
    assert "Start timer" in buttons(ann.last)


async def test_the_stretch_of_before_can_be_kept_as_a_favourite(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    await say(world, ann, "done")
    await say(world, ann, "keep that one for me its great")
    await press(world, ann, "Favourite", ann.last)
    assert await world.app.limber.preferences.likings(ann.id) == {"standing": Liking.FAVOURITE}


async def test_the_stretch_of_before_has_its_name_and_can_be_seen(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "standing")
    await say(world, ann, "done")
    assert (
        await say(world, ann, "what was that one called") == "That one is called “Heel-forward stretch” here."
    )
    await press(world, ann, "How it is done", ann.last)
    assert "Heel-forward stretch" in str(ann.last["caption"])
    await say(world, ann, "show me the one from yesterday again")
    assert buttons(ann.last) == ["Heel-forward stretch", "All stretches"]


async def test_next_ends_no_timer_of_a_single_stretch(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await say(world, ann, "next one pls")
    assert buttons(ann.last) == ["Pause", "Stop", "Another"]
    hold = await world.app.limber.holds.running(ann.id)
    assert hold is not None
    assert hold.state is HoldState.RUNNING
    await press(world, ann, "Another", ann.last)
    assert "Start timer" in buttons(ann.last)


@pytest.mark.parametrize(
    "asked", ["wrong leg, did the right one first. matter?", "cant balance, ok to hold on to a chair?"]
)
async def test_a_question_of_how_to_do_it_stops_no_timer(world: World, ann: Person, asked: str) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await say(world, ann, asked)
    assert await world.app.limber.holds.running(ann.id) is not None


async def test_why_nothing_came_where_nothing_was_due(world: World, ann: Person) -> None:
    await nothing_open(world, ann)
    told = await say(world, ann, "why didnt you write at 12??")
    assert told.startswith("None of your times has come within the last day")
    assert buttons(ann.last) == ["A stretch now", "Your times"]


async def test_another_city_and_a_time_in_one_text_are_both_kept(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    await say(world, ann, "oh wrong town, its cork. half past nine at night pls")
    assert await times_of(world, ann) == []
    await press(world, ann, "Yes, that is right")
    assert (await profile_of(world, ann)).person.place == "Cork"
    await say(world, ann, "yes")
    assert await times_of(world, ann) == ["21:30"]
