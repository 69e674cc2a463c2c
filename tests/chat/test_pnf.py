"""PNF: offered once the basics are steady, never pushed, and at most every other day."""

from __future__ import annotations

import pytest

from bot.chat.button_data import data_of
from bot.chat.intents.pages import OpenStretch
from bot.chat.intents.stretching import Begin
from bot.localchat.people import Person
from bot.services.choosing import Wanted
from tests.world import (
    STEADY_DAYS,
    World,
    buttons,
    offer,
    open_prompts,
    practised,
    press,
    said,
    say,
    subscribe,
    text_of,
)

PNF = "Push and let go, lying"


@pytest.fixture
async def steady(world: World, ann: Person) -> Person:
    """Somebody whose next entry makes them ready: practised daily for 31 days, with 30 s at last."""
    await subscribe(world, ann)
    await practised(world, ann, STEADY_DAYS - 1)
    return ann


async def open_pnf(world: World, person: Person) -> str:
    """Opens PNF from /stretches and returns what is said about it."""
    await say(world, person, "/stretches")
    person.presses(person.last, data=data_of(OpenStretch(0, "/pnf")))
    await world.settle()
    return said(person)


async def test_before_the_basics_are_steady_it_says_what_comes_first(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 15)
    shown = await open_pnf(world, ann)
    assert "First the basics: four weeks, 12 practices with holds of 30 s" in shown
    assert "So far: 2 weeks and 0 such practices." in shown
    assert "Start" not in buttons(ann.last)
    before = len(open_prompts(ann))
    query = ann.presses(ann.last, data=data_of(Begin("pnf")))
    await world.settle()
    assert query.answer is not None
    assert str(query.answer["text"]).startswith("First the basics")
    assert len(open_prompts(ann)) == before


async def test_the_entry_that_makes_ready_says_so_in_one_line(world: World, steady: Person) -> None:
    await offer(world, steady, "supine", step=3)
    await say(world, steady, "done")
    assert f"If you like, one more way is open to you in /stretches: “{PNF}”." in said(steady)
    await press(world, steady, "Undo")
    await world.advance(days=1)
    await say(world, steady, "done")
    await world.advance(days=1)
    await say(world, steady, "done")
    assert PNF not in said(steady), "it is said once"


async def test_the_end_of_the_timer_says_so_too(world: World, steady: Person) -> None:
    await press(world, steady, "Start timer", await offer(world, steady, "supine", step=3))
    await world.advance(minutes=5)
    assert PNF in said(steady)


async def test_who_is_ready_finds_it_in_stretches_and_programme(world: World, steady: Person) -> None:
    for command in ("/stretches", "/programme"):
        await say(world, steady, command)
        assert PNF not in buttons(steady.last)
    await practised(world, steady, 1, days_ago=0)
    for command in ("/stretches", "/programme"):
        assert f"Open to you now, if you like: “{PNF}”." in await say(world, steady, command)
        await press(world, steady, PNF)
        assert "Start" in buttons(steady.last)


async def test_it_is_offered_to_nobody_who_does_not_want_it_or_may_not(world: World, steady: Person) -> None:
    await practised(world, steady, 1, days_ago=0)
    await say(world, steady, "/stretches")
    await press(world, steady, PNF)
    await press(world, steady, "Not for me")
    await say(world, steady, "/stretches")
    assert PNF not in buttons(steady.last)


async def test_it_comes_at_most_every_other_day(world: World, steady: Person) -> None:
    await practised(world, steady, 1, days_ago=0)
    await open_pnf(world, steady)
    await press(world, steady, "Start")
    await say(world, steady, "done")
    for _ in range(2):
        assert "At most every other day" in await open_pnf(world, steady)
        assert "Start" not in buttons(steady.last)
        await world.advance(days=1)
    await open_pnf(world, steady)
    assert "Start" in buttons(steady.last)


async def test_a_prompt_is_not_started_once_a_condition_speaks_against_it(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    shown = await offer(world, ann, "standing")
    await say(world, ann, "/settings")
    await press(world, ann, "Change what applies")
    await press(world, ann, "☐ Dizzy or unsteady")
    await press(world, ann, "Continue")
    await press(world, ann, "I have asked, or I decide myself")
    assert "Dizzy or unsteady" in str(await press(world, ann, "Start timer", shown))
    assert await world.app.limber.holds.running(ann.id) is None


async def test_pain_of_today_takes_the_offer_back(world: World, steady: Person) -> None:
    await practised(world, steady, 1, days_ago=0)
    await say(world, steady, "pain 4")
    assert PNF not in text_of(steady.last)
    assert "two weeks without pain" in await open_pnf(world, steady)


async def test_a_warm_up_somebody_chose_is_not_called_what_is_left(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/stretches")
    ann.presses(ann.last, data=data_of(Begin("warm-up")))
    await world.settle()
    assert "Easy warm-up" in said(ann)
    assert "what is left" not in said(ann)
    await press(world, ann, "More", ann.last)
    assert "is the one you chose" in said(ann)
    shown = await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id="warm-up"))
    assert shown is not None
    assert "what is left today" in said(ann)
