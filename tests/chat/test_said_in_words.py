"""What people say to a question about their body in words of their own, in any state."""

import re

import pytest

from bot.localchat.people import Person
from tests.world import World, buttons, offer, press, profile_of, safe, said, say, subscribe, text_of


async def tags_of(world: World, person: Person) -> frozenset[str]:
    return (await profile_of(world, person)).person.tags


@pytest.mark.parametrize(
    ("answer", "led_to"),
    [
        ("a little", "go on more gently"),
        ("just a bit", "go on more gently"),
        ("some", "shorter and gentler"),
        ("about a 4", "shorter and gentler"),
        ("i'd say 5", "shorter and gentler"),
        ("a lot", "Nothing more today"),
        ("bad", "Nothing more today"),
        ("hurts like hell", "Nothing more today"),
        ("about a 7", "Nothing more today"),
        ("ein bisschen", "go on more gently"),
    ],
)
async def test_how_bad_a_pain_is_can_be_said_in_words(
    world: World, ann: Person, answer: str, led_to: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "it hurts")
    if answer.startswith("ein"):
        await world.app.limber.preferences.speak(ann.id, "de")
        await say(world, ann, answer)
        assert "sanfter" in said(ann)
        return
    before = len(ann.chat)
    await say(world, ann, answer)
    assert led_to in "\n".join(text_of(message) for message in ann.chat[before:])


@pytest.mark.parametrize(
    ("answer", "led_to"),
    [
        ("worse", "Limber makes the next ones shorter"),
        ("much worse", "Limber makes the next ones shorter"),
        ("the same", "so is a day off"),
        ("Better", "Good to hear"),
        ("not now", "Fine."),
    ],
)
async def test_how_it_compares_can_be_said_in_words(
    world: World, ann: Person, answer: str, led_to: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pain 4")
    await world.advance(days=1, hours=2)
    assert "better, the same or worse" in said(ann)
    assert led_to in await say(world, ann, answer)
    assert (await profile_of(world, ann)).person.dialogue is None


@pytest.mark.parametrize("sign", ["I have chest pain", "i have a fever and my back hurts", "im 16"])
async def test_a_condition_that_is_told_while_everything_is_held_back_is_kept(
    world: World, ann: Person, sign: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, sign)
    before = len(ann.chat)
    await say(world, ann, "also i'm 20 weeks pregnant")
    assert any("Noted: Pregnant" in text_of(message) for message in ann.chat[before:])
    assert await tags_of(world, ann) == {"pregnancy-late"}
    await press(world, ann, "It was a mistake")
    if sign != "im 16":
        await press(world, ann, "None of these")
    assert (await profile_of(world, ann)).person.alarm is None
    assert await tags_of(world, ann) == {"pregnancy-late"}


async def test_a_condition_without_a_box_is_sent_to_somebody_who_knows(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "no rule of its own" in await say(world, ann, "i have a slipped disc")
    await press(world, ann, "Change what applies")
    assert any("Blood thinners" in label for label in buttons(ann.last))


async def test_a_mistake_in_the_middle_of_start_goes_on_with_the_conditions(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    await press(world, ann, "One of these")
    await press(world, ann, "It was a mistake")
    before = len(ann.chat)
    await press(world, ann, "None of these")
    shown = [text_of(message) for message in ann.chat[before:]]
    assert "Osteoporosis" in shown[-1]
    assert not any("No time is set" in text or "sends one stretch" in text for text in shown)


async def test_what_hides_everything_is_said_in_the_place_of_the_next_time(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "i had surgery last week")
    await press(world, ann, "Continue")
    await press(world, ann, "I have asked, or I decide myself")
    assert "No stretch comes while this applies: Recent operation" in said(ann)


@pytest.mark.parametrize("text", ["sorry i meant 61", "I am 34 actually", "Ich bin 34"])
async def test_an_age_that_was_not_meant_is_taken_back_in_words(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, "im 16")
    await say(world, ann, text)
    assert (await profile_of(world, ann)).person.alarm is None


@pytest.mark.parametrize(
    "text", ["remind me in 20 minutes", "my brother is 25", "im 20 minutes late", "42", "session 20"]
)
async def test_another_number_takes_no_age_back(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, "im 16")
    await say(world, ann, text)
    assert (await profile_of(world, ann)).person.alarm is not None


async def test_an_age_that_is_told_beside_a_sign_is_answered_as_an_age(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    await press(world, ann, "Looked at and gone")
    assert "Limber is for adults" in await say(world, ann, "I'm 16 by the way")
    assert "professional" not in said(ann)


@pytest.mark.parametrize("text", ["i saw the doctor, all fine", "it's gone"])
async def test_that_a_sign_was_looked_at_can_be_said_in_words(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    await say(world, ann, text)
    await safe(world, ann)
    assert (await profile_of(world, ann)).person.alarm is None


@pytest.mark.parametrize("text", ["/stats", "skip", "snooze 30", "/session", "done"])
@pytest.mark.parametrize("before", ["I have chest pain", "pain 8"])
async def test_nothing_invites_to_a_stretch_while_none_comes(
    world: World, ann: Person, before: str, text: str
) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "supine")
    await say(world, ann, "done")
    await world.advance(days=1, hours=2)
    await say(world, ann, "skip")
    await say(world, ann, before)
    answer = await say(world, ann, text)
    assert "/today" not in answer
    assert not any("minutes" in label for label in buttons(ann.last))


async def test_the_answer_shorter_and_gentler_brings_a_shorter_hold(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pain 4")
    await press(world, ann, "Shorter and gentler")
    assert re.search(r"\b(5|10) s( a side)? · about", said(ann))
    assert "15 s" not in said(ann)
