"""In the middle of /start: what is said early is kept, and whatever leads away leads back."""

import pytest

from bot.chat.said import times_within
from bot.localchat.people import Person
from tests.chat.test_shares import WORDS
from tests.world import World, buttons, press, profile_of, safe, said, say, tap_city, text_of, times_of

AFTERNOON = "12:30 mon tue wed thu fri"


async def lives_in_berlin(world: World, ann: Person) -> None:
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")


@pytest.mark.parametrize(
    "typed", ["bad back. 1230 weekdays pls", "weekdays 12:30", "can i have 12:30 weekdays?"]
)
@pytest.mark.parametrize("answer", ["yes", "Yes, please"])
async def test_a_time_at_the_first_screen_is_confirmed_at_its_step(
    world: World, ann: Person, typed: str, answer: str
) -> None:
    await say(world, ann, "/start")
    await say(world, ann, typed)
    await safe(world, ann)
    await lives_in_berlin(world, ann)
    assert "You said 12:30 Monday to Friday" in said(ann)
    assert await times_of(world, ann) == [], "nothing is set unasked"
    await (say(world, ann, answer) if answer.islower() else press(world, ann, answer))
    assert await times_of(world, ann) == [AFTERNOON]
    assert (await profile_of(world, ann)).person.early_times == ()


@pytest.mark.parametrize(
    ("typed", "asks_city"),
    [("1230 weekdays", True), ("Berlin, 12:30 weekdays", False), ("12:30 weekdays Berlin", False)],
)
async def test_a_time_at_the_question_for_the_city_is_no_city(
    world: World, ann: Person, typed: str, asks_city: bool
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, typed)
    assert "do not know that place" not in said(ann)
    if asks_city:
        await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
    assert "You said 12:30 Monday to Friday" in said(ann)
    await say(world, ann, "no")
    assert buttons(ann.last)[0] == "07:30"
    await say(world, ann, "7:30")
    assert await times_of(world, ann) == ["07:30"]


async def test_another_time_may_be_typed_at_once(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "12:30 weekdays Berlin")
    await press(world, ann, "Yes, that is right")
    await say(world, ann, "8 sat")
    assert await times_of(world, ann) == ["08:00 sat"]


@pytest.mark.parametrize(
    "text",
    [
        "Berlin",
        "bad back since 2019",
        "I am 45",
        "2 kids and a dog",
        "Paris 8",
        "St. Louis",
        "10 years of it",
    ],
)
def test_a_number_that_is_no_time_is_none(text: str) -> None:
    assert times_within(text, WORDS["en"].time) == (None, text)


@pytest.mark.parametrize("page", ["/help", "/stats", "/privacy", "/settings", "/stretches", "/sources"])
async def test_a_page_in_the_middle_of_subscribing_leads_back_to_the_open_step(
    world: World, ann: Person, page: str
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    question = text_of(ann.last)
    await say(world, ann, page)
    assert said(ann) == question
    await lives_in_berlin(world, ann)
    question = text_of(ann.last)
    await say(world, ann, page)
    assert said(ann) == question
    await say(world, ann, "7:30")
    assert await times_of(world, ann) == ["07:30"]


async def test_an_old_button_in_the_middle_of_subscribing_leads_back_to_the_open_step(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await lives_in_berlin(world, ann)
    question = said(ann)
    for data in (
        "1:slot:9:",
        "1:slot-change:9:",
        "1:time-extra:0:yes.abc",
        "1:nothing-known::",
        "1:city::77",
    ):
        query = ann.presses(ann.last, data=data)
        await world.settle()
        assert query.answer is not None
        assert said(ann) == question, data
    shown = [text_of(message) for message in ann.chat]
    assert not any("question is closed" in text for text in shown)


WAYS_OUT = {
    "a typed city": ["Berlin"],
    "a word": ["hello"],
    "another page": ["/help"],
    "everything deleted": ["/delete", "delete everything"],
    "an emergency": ["my chest hurts and I cannot breathe"],
}


@pytest.mark.parametrize("way", WAYS_OUT)
async def test_the_button_for_a_location_goes_on_every_way_out(world: World, ann: Person, way: str) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await press(world, ann, "Use my location")
    assert ann.keyboard is not None
    for text in WAYS_OUT[way]:
        await say(world, ann, text)
    assert ann.keyboard is None


async def test_the_button_for_a_location_goes_where_a_city_is_tapped(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await press(world, ann, "Use my location")
    await tap_city(world, ann, "Berlin")
    assert ann.keyboard is None


async def test_who_shares_a_location_is_asked_for_it_no_longer(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await press(world, ann, "Use my location")
    ann.shares_location(52.52, 13.405)
    await world.settle()
    assert ann.keyboard is None
    assert not (await profile_of(world, ann)).person.has_keyboard
