"""A stretch for a place that somebody names, in a text of its own: the shelf of what can be done there."""

import pytest

from bot.domain.browsing import Facet
from bot.localchat.people import Person
from tests.world import World, buttons, press, said, say, subscribe


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("I only have 5 minutes at the desk", "At the office"),
        ("something for the office", "At the office"),
        ("10 min in bed", "Bed or chair"),
        ("what can i do in bed", "Bed or chair"),
    ],
)
async def test_a_place_with_a_wish_brings_its_shelf(
    world: World, ann: Person, typed: str, place: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert place in said(ann)
    shown = world.app.voices.of("en")
    names = {shown.name(stretch.id) for stretch in shown.library.stretches.values()}
    assert any(label in names for label in buttons(ann.last))


@pytest.mark.parametrize(
    "typed", ["i am at the office", "something happened at work", "i was in bed all day"]
)
async def test_a_place_alone_is_no_wish_for_a_shelf(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert "1 of" not in said(ann)


async def test_the_stretches_can_be_browsed_by_how_long_they_take(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/stretches")
    await press(world, ann, "Time")
    assert buttons(ann.last) == ["About 2 min", "About 3 min", "About 4 min", "Back"]
    await press(world, ann, "About 2 min")
    assert said(ann).startswith("About 2 min")
    assert Facet.TIME.value == "t", "it stands on buttons that people keep"
