"""The kinds of ways in which new people answer the question for a time, and what they get for it."""

import pytest

from bot.localchat.people import Person
from tests.world import World, buttons, press, safe, said, say, subscribe, times_of

OFFERED = ["07:30", "09:00", "12:30", "16:00", "18:00", "21:00"]


async def asked_for_a_time(world: World, ann: Person) -> None:
    """Goes to the question for a time."""
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("after the kids are in bed 20.30", ["20:30"]),
        ("lunch", ["12:00"]),
        ("not on sundays, otherwise 7:15", ["07:15 mon tue wed thu fri sat"]),
        ("eihgt thirty", ["08:30"]),
    ],
)
async def test_a_time_in_other_words_is_taken_where_it_is_asked(
    world: World, ann: Person, typed: str, times: list[str]
) -> None:
    await asked_for_a_time(world, ann)
    await say(world, ann, typed)
    assert await times_of(world, ann) == times


async def test_a_rounded_hour_is_asked_for_its_half(world: World, ann: Person) -> None:
    await asked_for_a_time(world, ann)
    assert await say(world, ann, "around 9ish") == "09:00 or 21:00?"
    await press(world, ann, "21:00")
    assert await times_of(world, ann) == ["21:00"]


@pytest.mark.parametrize("typed", ["don't know what is best", "you choose", "no idea when"])
async def test_who_does_not_know_gets_advice_and_times_to_tap(world: World, ann: Person, typed: str) -> None:
    await asked_for_a_time(world, ann)
    assert "same hour every day" in await say(world, ann, typed)
    assert buttons(ann.last) == OFFERED
    await press(world, ann, "18:00")
    assert await times_of(world, ann) == ["18:00"]


async def test_what_is_not_understood_gets_the_example_and_times_to_tap(world: World, ann: Person) -> None:
    await asked_for_a_time(world, ann)
    for typed in ("it's 21:40 here", "flurb", "not before 8"):
        assert "7:30" in await say(world, ann, typed)
        assert buttons(ann.last) == OFFERED
    assert await times_of(world, ann) == []


async def test_it_can_be_changed_later(world: World, ann: Person) -> None:
    await asked_for_a_time(world, ann)
    assert "/time" in await say(world, ann, "can i change it later?")
    await say(world, ann, "7:30")
    assert await times_of(world, ann) == ["07:30"]


async def test_a_time_beside_the_body_is_not_taken(world: World, ann: Person) -> None:
    await asked_for_a_time(world, ann)
    await say(world, ann, "my knee is stiff at 7:10")
    assert await times_of(world, ann) == []


async def test_a_tapped_time_for_one_more_is_added(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30")
    await say(world, ann, "/time")
    await press(world, ann, "Add a time")
    await say(world, ann, "flurb")
    await press(world, ann, "18:00")
    assert "One more stretch" in buttons(ann.last)


@pytest.mark.parametrize(
    ("typed", "after"), [("make it an hour later from now on", "08:30"), ("half an hour earlier", "07:00")]
)
async def test_the_one_time_is_moved_after_a_question(
    world: World, ann: Person, typed: str, after: str
) -> None:
    await subscribe(world, ann, time="weekdays 7:30")
    shown = await say(world, ann, typed)
    assert shown.startswith("Now: 07:30 Monday to Friday\nNew: " + after)
    await press(world, ann, "Change")
    assert await times_of(world, ann) == [after + " mon tue wed thu fri"]


async def test_of_several_times_and_without_a_length_the_list_is_shown(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30")
    await say(world, ann, "can it come later every day")
    assert "Add a time" in buttons(ann.last)
    await say(world, ann, "/time weekdays 8, sat 10")
    await press(world, ann, "Change")
    await say(world, ann, "an hour earlier from now on")
    assert "Add a time" in buttons(ann.last)
    assert await times_of(world, ann) == ["08:00 mon tue wed thu fri", "10:00 sat"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("near leeds", "Leeds"),
        ("i live in graz, austria", "Graz"),
        ("somewhere in new zealand", "Auckland"),
        ("in der nähe von köln", "Cologne"),
    ],
)
async def test_a_city_among_other_words_is_asked_about(
    world: World, ann: Person, typed: str, shown: str
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    assert (await say(world, ann, typed)).startswith(shown)
    assert "Yes, that is right" in buttons(ann.last)


async def test_of_two_cities_both_are_offered(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "half the year in graz and half in london")
    assert [button.split(",")[0] for button in buttons(ann.last)[:2]] == ["Graz", "London"]


async def test_at_the_city_a_clock_is_no_wish_and_a_city_is_asked_for(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    assert "a city is needed" in await say(world, ann, "it's 21:40 here")
    assert "time zone" in await say(world, ann, "i'd rather not say")
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    assert buttons(ann.last) == OFFERED, "the clock is kept as no time"


async def test_at_the_city_a_wish_for_a_time_is_kept_and_looks_for_none(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "remind me at 8")
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    assert "You said 08:00" in said(ann)
