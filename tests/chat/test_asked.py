"""Questions, what half a text may mean, and what is said where nothing is understood."""

from itertools import pairwise
from pathlib import Path

import pytest

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import (
    MONDAY_MORNING,
    TOKEN,
    FakeClock,
    World,
    buttons,
    offer,
    press,
    record_of,
    running,
    said,
    say,
    start_hold,
    subscribe,
)


async def rests(world: World, person: Person) -> None:
    """Subscribes and lets the first stretch be."""
    await subscribe(world, person)
    await say(world, person, "skip")


async def test_what_is_not_understood_is_never_answered_alike_twice_and_the_third_time_with_the_menu(
    world: World, ann: Person
) -> None:
    await rests(world, ann)
    said = [await say(world, ann, f"blub {number}") for number in range(9)]
    assert all(one != following for one, following in pairwise(said))
    assert said[2] == said[5] == said[8] != said[0]
    assert buttons(ann.last) == [
        "A stretch now",
        "Your times",
        "Your week",
        "All stretches",
        "Settings",
        "Help",
    ]


async def test_whoever_is_understood_begins_a_new_row_and_hears_other_words_all_the_same(
    world: World, ann: Person
) -> None:
    await rests(world, ann)
    first = await say(world, ann, "blub")
    await say(world, ann, "hello")
    second = await say(world, ann, "blub")
    await say(world, ann, "hello")
    third = await say(world, ann, "blub")
    assert len({first, second, third}) == 3
    assert len(buttons(ann.last)) == 2


@pytest.mark.parametrize("brought", ["nothing", "prompt", "timer", "break", "end"])
async def test_two_buttons_are_there_however_things_stand(world: World, ann: Person, brought: str) -> None:
    await rests(world, ann)
    if brought == "prompt":
        await offer(world, ann, "standing")
    elif brought == "timer":
        await start_hold(world, ann, "standing")
    elif brought == "break":
        await say(world, ann, "pause 3 days")
    elif brought == "end":
        await say(world, ann, "/stop")
        await press(world, ann, "Stop, keep my record")
    await say(world, ann, "blub")
    assert len(buttons(ann.last)) == 2


async def test_what_was_done_yesterday_is_asked_about_and_logged_to_yesterday(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=3)
    before = await record_of(world, ann)
    await say(world, ann, "did it yesterday forgot to tap")
    await press(world, ann, "Done yesterday")
    assert "Mon 3 May" in said(ann)
    assert await record_of(world, ann) == before
    await say(world, ann, "yes")
    (entry,) = [entry for entry in await record_of(world, ann) if entry not in before]
    assert entry.day == MONDAY_MORNING.date()
    assert "Logged already" in await say(world, ann, "i did it last night")
    assert len(await record_of(world, ann)) == len(before) + 1


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("when is the next one", "Next:"),
        ("which timezone", "Berlin"),
        ("how long is it", "15 s"),
        ("which leg first", "First the"),
        ("where should i feel it", "Hamstrings"),
        ("am i doing this right", "I cannot see you"),
        ("how much does it cost", "costs nothing"),
        ("does it cure back pain", "may ease"),
        ("are you a bot", "a program"),
        ("export my data", "Here is what Limber keeps of you"),
        ("did i do it today", "Nothing is logged"),
        ("something for my neck", "Shoulders"),
        ("cant lie down at work", "Another one for where you are now"),
        ("show me how", "Heel-forward"),
    ],
)
async def test_a_question_is_answered_from_what_is_known_and_changes_nothing(
    world: World, ann: Person, text: str, answered: str
) -> None:
    await rests(world, ann)
    await offer(world, ann, "standing")
    before, count = await record_of(world, ann), len(ann.chat)
    await say(world, ann, text)
    said = "\n".join(str(message.get("text") or message.get("caption")) for message in ann.chat[count + 1 :])
    assert answered in said
    assert await record_of(world, ann) == before


async def test_too_hard_leads_to_what_is_easier(world: World, ann: Person) -> None:
    await rests(world, ann)
    await offer(world, ann, "standing")
    assert "Easier" in await say(world, ann, "this is too hard for me")
    assert buttons(ann.last) == ["Shorter and gentler", "Level"]
    assert "Harder" in await say(world, ann, "too easy")
    await say(world, ann, "keine lust")
    await say(world, ann, "not in the mood")
    assert buttons(ann.last) == ["Snooze", "Skip", "Another"]


async def test_abuse_gets_one_calm_line_with_the_way_out(world: World, ann: Person, tmp_path: Path) -> None:
    await rests(world, ann)
    assert await say(world, ann, "you stupid bot") == "All right. /stop ends the reminders at once."
    telegram = LocalTelegram(TOKEN, clock=FakeClock(MONDAY_MORNING))
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    async with running(telegram, FakeClock(MONDAY_MORNING), url, operator_contact="@ops") as other:
        tim = telegram.person("Tim", language_code="en")
        await rests(other, tim)
        assert "complaints reach @ops" in await say(other, tim, "fuck off")


async def test_a_yes_to_an_open_prompt_has_the_buttons_that_begin_it(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, "yep") == "Whenever you are ready."
    assert buttons(ann.last) == ["Start timer", "Done"]
    await press(world, ann, "Done", ann.last)
    assert (await say(world, ann, "ok")).startswith("All right.")


@pytest.mark.parametrize("text", ["the dog wants out, stop", "doorbell! stop"])
async def test_what_one_clause_says_to_the_timer_is_heard(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "supine")
    await say(world, ann, text)
    assert await world.app.limber.holds.running(ann.id, None) is None
