"""Whose words, in which field: what was forwarded, captions, albums, and commands with something behind them."""

from datetime import time
from typing import Any

import pytest

from bot.localchat.people import Person
from tests.world import World, press, profile_of, record_of, said, say, subscribe, text_of

NOT_THEIRS = "That is not in your own words"


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber, with a prompt that is open."""
    await subscribe(world, ann)
    return ann


async def state_of(world: World, ann: Person) -> tuple[Any, ...]:
    profile = await profile_of(world, ann)
    return profile.person.standing, profile.person.dialogue, profile.slots, await record_of(world, ann)


@pytest.mark.parametrize(
    "text",
    [
        "done",
        "pause 3 days",
        "it hurts",
        "i am pregnant",
        "/done",
        "/stop",
        "9:15",
        "delete everything",
        "yes",
    ],
)
async def test_what_was_forwarded_changes_nothing(world: World, ann: Person, text: str) -> None:
    before = await state_of(world, ann)
    ann.forwards(text)
    await world.settle()
    assert said(ann).startswith(NOT_THEIRS)
    assert await state_of(world, ann) == before


async def test_what_was_forwarded_answers_no_question(world: World, ann: Person) -> None:
    await say(world, ann, "/delete")
    ann.forwards("delete")
    await world.settle()
    assert (await profile_of(world, ann)).slots
    assert "deleted" in (await say(world, ann, "delete")).lower()


async def test_own_words_under_what_was_quoted_count(world: World, ann: Person) -> None:
    ann.quotes("I will stop", "done")
    await world.settle()
    assert len(await record_of(world, ann)) == 1


async def test_words_under_a_picture_are_words(world: World, ann: Person) -> None:
    ann.sends_photos("done")
    await world.settle()
    assert len(await record_of(world, ann)) == 1
    ann.sends_photos("/stats")
    await world.settle()
    assert "week" in said(ann)


@pytest.mark.parametrize(
    ("captions", "entries"),
    [(("", "", ""), 0), (("done", "", ""), 1), (("", "", "", "", "", "", "", "", "", ""), 0)],
)
async def test_an_album_gets_one_answer(
    world: World, ann: Person, captions: tuple[str, ...], entries: int
) -> None:
    before = [message["message_id"] for message in ann.chat if message["from"]["is_bot"]]
    ann.sends_photos(*captions)
    await world.settle()
    new = [
        text_of(message)
        for message in ann.chat
        if message["from"]["is_bot"] and message["message_id"] not in before
    ]
    assert len(new) == 1, new
    assert len(await record_of(world, ann)) == entries


@pytest.mark.parametrize(
    "text",
    ["/done", "/done.", "/done!", "/done, thanks", "/done\nthanks", "/DONE …", "/done@limber_local_bot."],
)
async def test_a_command_is_one_whatever_stands_behind_it(world: World, ann: Person, text: str) -> None:
    await say(world, ann, text)
    assert len(await record_of(world, ann)) == 1


@pytest.mark.parametrize("text", ["I will say /done", "see /done", "/done_"])
async def test_a_command_in_the_middle_is_none(world: World, ann: Person, text: str) -> None:
    await say(world, ann, text)
    assert await record_of(world, ann) == []


@pytest.mark.parametrize("text", ["/pause 3 days.", "/pause: 3 days", "/pause, 3 days"])
async def test_what_a_command_takes_stands_behind_its_marks(world: World, ann: Person, text: str) -> None:
    await say(world, ann, text)
    assert (await profile_of(world, ann)).person.back_on is not None


async def test_a_press_on_what_they_asked_themselves_goes_on(world: World, ann: Person) -> None:
    await say(world, ann, "/pause")
    ann.forwards("2 days")
    await world.settle()
    await press(world, ann, "3 days")
    assert (await profile_of(world, ann)).person.back_on is not None


async def mends(world: World, ann: Person, typed: str, mended: str, seconds: float) -> str:
    """She types something and changes it so many seconds later; what is said last then."""
    sent = ann.sends(typed)
    await world.settle()
    await world.advance(seconds=seconds)
    ann.edits(sent, mended)
    await world.settle()
    return said(ann)


async def test_a_time_mended_within_a_minute_counts(world: World, ann: Person) -> None:
    assert "New: 08:30" in await mends(world, ann, "8:03", "8:30", 20)
    await press(world, ann, "Change")
    assert [slot.wish.at for slot in (await profile_of(world, ann)).slots] == [time(8, 30)]


async def test_a_city_mended_within_a_minute_counts(world: World, ann: Person) -> None:
    await say(world, ann, "/zone")
    assert "Rome" in await mends(world, ann, "Rom", "Rome", 20)
    await press(world, ann, "Yes, that is right")
    assert (await profile_of(world, ann)).person.place == "Rome"


@pytest.mark.parametrize(
    ("typed", "mended", "seconds"),
    [
        ("8:03", "8:30", 90),
        ("hm", "done", 20),
        ("hm", "undo", 20),
        ("hm", "delete everything", 20),
        ("hm", "pause 3 days", 20),
        ("hm", "6", 20),
    ],
)
async def test_an_edit_logs_undoes_and_deletes_nothing_and_an_old_one_says_nothing(
    world: World, ann: Person, typed: str, mended: str, seconds: float
) -> None:
    sent = ann.sends(typed)
    await world.settle()
    await world.advance(seconds=seconds)
    before, shown = await state_of(world, ann), len(ann.chat)
    ann.edits(sent, mended)
    await world.settle()
    assert await state_of(world, ann) == before
    assert len(ann.chat) == shown


def threads_of(ann: Person, since: int) -> set[int | None]:
    """The threads of what the bot has said since so many messages."""
    return {message.get("message_thread_id") for message in ann.chat[since:] if message["from"]["is_bot"]}


@pytest.mark.parametrize("text", ["/help", "/today", "done", "what", "/stretches", "snooze"])
async def test_an_answer_comes_in_the_thread_in_which_it_was_asked(
    world: World, ann: Person, text: str
) -> None:
    shown = len(ann.chat)
    ann.sends(text, thread=77)
    await world.settle()
    assert threads_of(ann, shown) == {77}
    shown = len(ann.chat)
    await say(world, ann, text)
    assert threads_of(ann, shown) == {None}


async def test_a_press_is_answered_in_the_thread_of_its_message_and_a_timer_runs_there(
    world: World, ann: Person
) -> None:
    ann.sends("/today", thread=77)
    await world.settle()
    shown = len(ann.chat)
    await press(world, ann, "Start timer", ann.last)
    assert threads_of(ann, shown) == {77}


async def test_a_reminder_is_in_no_thread(world: World, ann: Person) -> None:
    ann.sends("/help", thread=77)
    await world.settle()
    shown = len(ann.chat)
    await world.advance(days=2)
    assert threads_of(ann, shown) == {None}


async def test_who_deletes_the_thread_still_gets_the_answer(world: World, ann: Person) -> None:
    sent = ann.sends("/help", thread=77)
    ann.deletes_message(sent)
    await world.settle()
    assert said(ann)
    assert "message_thread_id" not in ann.last
