"""A new version of the precautions: the safety screen comes again by itself, before any stretch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.messenger import TelegramMessenger
from bot.domain.dialogue import ConditionsScreen, SafetyScreen
from bot.domain.person import Person as Profile
from bot.localchat import faults
from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    open_prompts,
    press,
    profile_of,
    safe,
    said,
    say,
    sent_prompts,
    subscribe,
    text_of,
)

SCREEN = "Before your stretch, a look at your safety"


@pytest.fixture
async def tim(world: World, ann: Person) -> Person:
    """A subscriber who answered an older version."""
    await subscribe(world, ann)
    await world.advance(minutes=40)
    await outdate(world, ann)
    return ann


async def outdate(world: World, person: Person) -> None:
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, safety_version=0))


def screens(person: Person) -> list[str]:
    return [text_of(message) for message in person.chat if text_of(message).startswith(SCREEN)]


@pytest.mark.parametrize("answer", ["press", "type"])
async def test_it_comes_in_the_place_of_the_next_prompt_which_follows_the_answer(
    world: World, tim: Person, answer: str
) -> None:
    before = len(sent_prompts(world, tim))
    await world.advance(days=1)
    assert len(screens(tim)) == 1
    assert len(sent_prompts(world, tim)) == before
    if answer == "press":
        screen = tim.last
        await press(world, tim, "None of these")
        second = tim.last
        await press(world, tim, "None of these")
        for shown, data in ((screen, "1:no-signs::"), (screen, "1:safe::"), (second, "1:safe::")):
            tim.presses(shown, data=data)
            await world.settle()
    else:
        await say(world, tim, "none of these")
        await say(world, tim, "none of these")
    assert len(sent_prompts(world, tim)) == before + 1
    assert len(open_prompts(tim)) == 1
    await world.advance(days=1)
    assert len(sent_prompts(world, tim)) == before + 2
    # A screen that was answered by a button has shrunk to a line.
    assert len(screens(tim)) == (answer == "type")


async def test_it_comes_once_a_day_until_it_is_answered(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/time 20:00")
    await press(world, ann, "Add")
    await press(world, ann, "One more stretch")
    await world.until(world.clock.now().replace(hour=20))
    await outdate(world, ann)
    await world.advance(days=3)
    assert len(screens(ann)) == 3


@pytest.mark.parametrize("answer", ["None of these", "One of these applies"])
async def test_a_screen_can_be_answered_before_its_chunk_is_recorded(
    world: World, tim: Person, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    ask = TelegramMessenger.ask_safety

    async def answered_at_once(messenger: TelegramMessenger, person: Profile, *, silent: bool) -> None:
        await ask(messenger, person, silent=silent)
        await press(world, tim, "None of these")
        await press(world, tim, answer)

    monkeypatch.setattr(TelegramMessenger, "ask_safety", answered_at_once)
    before = len(sent_prompts(world, tim))
    await world.advance(days=1)
    question = (await profile_of(world, tim)).person.dialogue
    if answer == "None of these":
        assert not isinstance(question, SafetyScreen)
        assert len(sent_prompts(world, tim)) == before + 1
    else:
        assert isinstance(question, ConditionsScreen)


async def test_an_emergency_sign_brings_no_stretch(world: World, tim: Person) -> None:
    await world.advance(days=1)
    before = len(open_prompts(tim))
    await press(world, tim, "One of these")
    assert "emergency care now" in said(tim)
    await world.advance(days=2)
    assert len(open_prompts(tim)) == before
    assert (await profile_of(world, tim)).person.alarm is not None


async def test_a_condition_ticked_there_holds_for_the_stretch_that_waited(world: World, tim: Person) -> None:
    await world.advance(days=1)
    await press(world, tim, "None of these")
    await press(world, tim, "One of these applies")
    await press(world, tim, "☐ Pregnant, week 16 or later")
    await press(world, tim, "Continue")
    await press(world, tim, "I have asked, or I decide myself")
    assert "Start timer" in buttons(tim.last)
    assert "Lying" not in said(tim)


async def test_who_blocked_limber_meanwhile_is_asked_too(world: World, tim: Person) -> None:
    tim.blocks()
    await world.settle()
    tim.unblocks()
    await world.settle()
    await world.advance(days=1)
    assert len(screens(tim)) == 1


async def test_who_paused_meanwhile_is_asked_when_they_come_back(world: World, tim: Person) -> None:
    await say(world, tim, "/pause 3 days")
    await world.advance(days=5)
    assert len(screens(tim)) >= 1


async def test_a_screen_that_does_not_arrive_is_tried_again(world: World, tim: Person) -> None:
    world.telegram.faults.add(faults.NO_CONNECTION, "sendMessage", times=3)
    await world.advance(days=1)
    assert len(screens(tim)) == 1


WISHES = [
    ("/today", "Start timer"),
    ("/session 5", "Start timer"),
    ("start", "Pause"),
    ("another", "Start timer"),
    ("shorter and gentler", "Start timer"),
    ("/stretches", "Muscle"),
]


@pytest.mark.parametrize("answer", ["press", "type"])
@pytest.mark.parametrize(("typed", "leads_to"), WISHES)
async def test_what_was_wanted_comes_after_the_screen(
    world: World, tim: Person, typed: str, leads_to: str, answer: str
) -> None:
    await say(world, tim, typed)
    assert any(text_of(message) == "First a short safety screen, then this." for message in tim.chat)
    before = len(tim.chat)
    for _ in range(2):
        await (press if answer == "press" else say)(world, tim, "None of these")
    assert any(text_of(message).startswith("Noted.") for message in tim.chat[before:])
    assert leads_to in buttons(tim.last)
    assert (await profile_of(world, tim)).step is None


async def test_what_was_wanted_while_the_screen_waits_comes_too(world: World, tim: Person) -> None:
    await say(world, tim, "/language")
    await press(world, tim, "○ Deutsch")
    await say(world, tim, "/today")
    before = len(sent_prompts(world, tim))
    await press(world, tim, "Nichts davon")
    await press(world, tim, "Etwas davon trifft zu")
    await press(world, tim, "☐ Knien tut weh")
    await press(world, tim, "Weiter")
    await press(world, tim, "Gefragt, oder ich entscheide selbst")
    assert "Timer starten" in buttons(tim.last)
    assert len(sent_prompts(world, tim)) == before


@pytest.mark.parametrize("opened", ["the screen", "its conditions"])
async def test_what_was_wanted_still_comes_after_a_screen_that_a_reminder_brought_anew(
    world: World, tim: Person, opened: str
) -> None:
    await say(world, tim, "/stretches")
    if opened == "its conditions":
        await press(world, tim, "None of these")
        await press(world, tim, "One of these applies")
    before = len(tim.chat)
    await world.advance(days=1)
    assert any(text_of(message).startswith(SCREEN) for message in tim.chat[before:])
    await safe(world, tim)
    assert "Muscle" in buttons(tim.last)


@pytest.mark.parametrize(
    ("typed", "answer"), [("/time", "Your times"), ("19:30", "Now: "), ("/pause 3 days", "Paused.")]
)
async def test_times_and_breaks_of_a_subscriber_do_not_wait_for_the_screen(
    world: World, tim: Person, typed: str, answer: str
) -> None:
    assert (await say(world, tim, typed)).startswith(answer)


async def test_on_a_day_of_rest_no_stretch_follows_the_answer(world: World, tim: Person) -> None:
    await world.advance(days=1)
    before = len(sent_prompts(world, tim))
    await say(world, tim, "pain 8")
    await press(world, tim, "None of these", next(m for m in tim.chat if text_of(m).startswith(SCREEN)))
    await press(world, tim, "None of these", tim.last)
    assert (await profile_of(world, tim)).step is None
    assert len(sent_prompts(world, tim)) == before
