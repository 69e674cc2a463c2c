"""Emergency signs in free text: the advice at once, whatever else is going on; a negative takes them back."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from bot.domain.person import Standing
from bot.localchat.people import Person
from bot.words import files as word_files
from bot.words.phrases import phrases, ways_to_write
from bot.words.words import Sign
from tests.world import World, buttons, press, profile_of, said, say, start_hold, subscribe, text_of

CONTENT = Path(__file__).parents[2] / "content"
WORDS = word_files.load(CONTENT)
NO = {"en": "no", "de": "kein"}


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
        "i cant breathe",
        "i cannt breath",
        "cnat breathe",
        "cant feel my legs",
        "cant pee",
        "can not pee",
        "cant hold my pee",
        "chst pain",
        "chest pian",
        "my chets hurts",
        "numbness in my groin",
        "numb groin",
        "numb down there",
        "my balls are numb",
        "i pooped myself",
        "my legs are tingling",
        "call 911",
        "please call 112",
        "this is an emergency",
        "its an emergency",
        "i need an ambulance",
    ],
)
def test_a_sign_is_found(text: str) -> None:
    assert WORDS["en"].hears(Sign.EMERGENCY, text)


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
        "no chst pain",
        "i dont have chest pain",
        "i can pee",
        "i can breathe",
        "this is not an emergency",
        "no numbness in my groin",
        "my leg is numb",
        "my legs hurt",
        "gave me a heart attack",
        "a pan on my chest",
    ],
)
def test_a_negative_or_another_word_is_no_sign(text: str) -> None:
    assert not WORDS["en"].hears(Sign.EMERGENCY, text)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_phrase_of_a_language_is_a_sign_and_its_negatives_take_it_back(language: str) -> None:
    signs = WORDS[language].signs[Sign.EMERGENCY]
    lists = tomllib.loads((CONTENT / "locales" / language / "emergency.toml").read_text(encoding="utf-8"))
    for phrase in chain.from_iterable(map(ways_to_write, lists["emergency"])):
        assert signs.found_in(f"Hm, {phrase}!"), phrase
        assert not signs.found_in(f"{NO[language]} {phrase}"), phrase


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [
        ("Ich habe Brustschmerzen", True),
        ("ich kann nicht mehr pinkeln", True),
        ("Ich habe kein Gefühl zwischen den Beinen", True),
        ("mir ist nicht gut ich bekomme keine Luft", True),
        ("Mir wird schwarz vor Augen", True),
        ("krieg keine luft", True),
        ("ich krieg keine lfut mehr", True),
        ("taub im schritt", True),
        ("Taubheit im Schritt", True),
        ("Brustschmerz", True),
        ("brsutschmerz", True),
        ("das ist ein Notfall", True),
        ("ruft den Notarzt", True),
        ("ich hab mich eingenaesst", True),
        ("kann nicht pinkeln", True),
        ("spuere meine Beine nicht", True),
        ("das ist kein Notfall", False),
        ("ich habe keine Lust", False),
        ("mein Bein ist taub", False),
        ("keine Brustschmerzen", False),
        ("kein Kribbeln in beiden Beinen", False),
        ("beide Beine sind nicht taub", False),
        ("Ich bin nicht schwer gestürzt", False),
        ("beide Beine fertig", False),
    ],
)
def test_german_signs_are_told_from_their_negatives(text: str, is_sign: bool) -> None:
    assert WORDS["de"].hears(Sign.EMERGENCY, text) is is_sign


def test_phrases_are_whole_words() -> None:
    signs = phrases({"ache": ["chest pain"], "negatives": ["no"], "idioms": [], "key_words": []}, "ache")
    assert not signs.found_in("chest painting")
    assert signs.found_in("know chest pain")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i want to die"),
        ("en", "I wanna die."),
        ("en", "suicide"),
        ("en", "i will kill myself"),
        ("en", "I don't want to live any more"),
        ("en", "i am suicdal"),
        ("de", "ich will sterben"),
        ("de", "Ich will nicht mehr leben"),
        ("de", "Selbstmord"),
        ("de", "ich bring mich um"),
        ("de", "ich werde mich umbringen"),
    ],
)
def test_despair_is_heard(language: str, text: str) -> None:
    assert WORDS[language].hears(Sign.DESPAIR, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "this stretch is killing me"),
        ("en", "my back is killing me"),
        ("en", "i want to die laughing"),
        ("en", "a roller to die for"),
        ("en", "i am not suicidal"),
        ("en", "i don't want to die"),
        ("de", "diese Übung bringt mich um"),
        ("de", "Die Dehnung will mich umbringen"),
        ("de", "das bringt mich um"),
        ("de", "ich will nicht sterben"),
        ("de", "zum Sterben langweilig"),
    ],
)
def test_an_idiom_or_a_negative_is_no_despair(language: str, text: str) -> None:
    assert not WORDS[language].hears(Sign.DESPAIR, text)


@pytest.mark.parametrize("text", ["i want to die", "Ich will nicht mehr leben"])
async def test_despair_gets_one_humane_line_and_changes_nothing(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    before, shown = await profile_of(world, ann), len(ann.chat)
    answer = await say(world, ann, text)
    assert "a doctor" in answer
    assert "your local emergency number" in answer
    assert len(ann.chat) == shown + 2
    assert await profile_of(world, ann) == before
    assert await world.app.limber.holds.running(ann.id) is not None


@pytest.mark.parametrize("text", ["emergency", "Emergency!", "911", "112"])
async def test_a_call_for_help_alone_gives_the_advice_unless_it_is_a_time(
    world: World, ann: Person, text: str
) -> None:
    await subscribe(world, ann)
    answer = await say(world, ann, text)
    assert ("emergency care now" in answer) is (not text.isdecimal())


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


async def test_a_sign_said_within_a_break_leaves_no_break_that_ends_by_itself(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause 3 days")
    assert (await profile_of(world, ann)).person.paused_until is not None
    assert "emergency care now" in await say(world, ann, "I have chest pain")
    assert (await profile_of(world, ann)).person.standing is Standing.PAUSED
    assert (await profile_of(world, ann)).person.paused_until is None


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
