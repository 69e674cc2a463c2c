"""Emergency signs in free text: the advice at once, whatever else is going on; a negative takes them back."""

from pathlib import Path

import pytest

from bot.chat import words
from bot.chat.emergency import EmergencyWords
from bot.localchat.people import Person
from tests.world import World, buttons, press, said, say, subscribe, text_of

WORDS = words.load(Path(__file__).parents[2] / "content")


@pytest.mark.parametrize(
    "text",
    [
        "I have chest pain",
        "CHEST PAIN!!",
        "numbness in both legs since yesterday",
        "I can’t pee",
        "I can't  pee any more",
        "no back pain, but numb between my legs",
        "not sure. I lost control of my bladder",
        "I cannot breathe and it is not funny",
        "I am not well I have chest pain",
        "no chest pain yesterday now chest pain",
        "I can't feel my legs",
        "I have no feeling between my legs",
        "shortness of breath!!",
        "can't control my bladder",
    ],
)
def test_a_sign_is_found(text: str) -> None:
    assert WORDS["en"].emergency.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain",
        "no numbness",
        "I have no numbness in both legs",
        "it is not chest pain",
        "never had chest pain",
        "my chestpain app",
        "done",
        "",
        "a" * 5000,
        "no numbness between my legs and no chest pain",
    ],
)
def test_a_negative_or_another_word_is_no_sign(text: str) -> None:
    assert not WORDS["en"].emergency.found_in(text)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_phrase_of_a_language_is_a_sign_and_its_negatives_take_it_back(language: str) -> None:
    signs = WORDS[language].emergency
    for phrase in signs.phrases:
        assert signs.found_in(f"Hm, {phrase}!")
        assert not signs.found_in(f"{signs.negatives[0]} {phrase}")


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [
        ("Ich habe Brustschmerzen", True),
        ("ich kann nicht mehr pinkeln", True),
        ("Ich habe kein Gefühl zwischen den Beinen", True),
        ("mir ist nicht gut ich bekomme keine Luft", True),
        ("Mir wird schwarz vor Augen", True),
        ("keine Brustschmerzen", False),
        ("kein Kribbeln in beiden Beinen", False),
        ("beide Beine sind nicht taub", False),
        ("Ich bin nicht schwer gestürzt", False),
        ("beide Beine fertig", False),
    ],
)
def test_german_signs_are_told_from_their_negatives(text: str, is_sign: bool) -> None:
    assert WORDS["de"].emergency.found_in(text) is is_sign


def test_phrases_are_whole_words() -> None:
    signs = EmergencyWords(("chest pain",), ("no",))
    assert not signs.found_in("chest painting")
    assert signs.found_in("know chest pain")


async def test_a_sign_gives_the_advice_pauses_and_can_keep_the_reminders(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "emergency care now" in await say(world, ann, "I have chest pain")
    before = len(ann.chat)
    await world.advance(days=2)
    assert len(ann.chat) == before
    advice = ann.last
    await press(world, ann, "Keep reminders")
    assert said(ann).startswith("Welcome back. Next: ")
    kept = next(message for message in ann.chat if message["message_id"] == advice["message_id"])
    assert "emergency care now" in text_of(kept), "the advice stays on the screen"
    assert buttons(kept) == []
    await world.advance(days=1)
    assert len(ann.chat) > before


async def test_a_ticked_sign_leaves_no_break_that_ends_by_itself(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause")
    await press(world, ann, "3 days")
    await say(world, ann, "/settings")
    await press(world, ann, "Change what applies")
    await press(world, ann, "An emergency sign")
    assert "emergency care now" in said(ann)
    before = len(ann.chat)
    await world.advance(days=5)
    assert len(ann.chat) == before


async def test_a_sign_stops_a_running_timer(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer")
    await say(world, ann, "I have chest pain")
    assert await world.app.limber.holds.running(ann.id) is None


async def test_a_sign_before_subscribing_gives_the_advice_too(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    assert "emergency care now" in await say(world, ann, "numbness in both legs")
    await say(world, ann, "none of these")
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")
