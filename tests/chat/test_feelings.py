"""Pain, tingling and dizziness in people's own words: what is heard, and what a no, a question or an idiom is not."""

from pathlib import Path

import pytest

from bot.chat.body import SIGNS
from bot.chat.button_data import data_of
from bot.chat.intents.pages import OpenStretch
from bot.domain.practice import Pain
from bot.localchat.people import Person
from bot.words import files as word_files
from bot.words.words import Sign
from tests.wording import LIBRARY, SAID
from tests.world import (
    World,
    buttons,
    press,
    profile_of,
    record_of,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
)

WORDS = word_files.load(Path(__file__).parents[2] / "content")
HURTS = {
    "en": [
        "it hurts a lot",
        "it hurts when i bend down",
        "hurts a lot",
        "my knee hurts",
        "my left knee hurts when i bend it",
        "my back is killing me",
        "this stretch is killing me",
        "sharp pain in my back",
        "there is a sharp pian in my back",
        "pain in my lower back since yesterday, what now?",
        "that was painful",
        "it was really painful",
        "my back seized up",
        "cramp in my calf",
        "i have a spasm in my back",
        "my knee is burning",
        "it stings",
        "my lower back is really sore",
        "i have a pain in my hip",
        "my hamstrings ache",
        "i pulled my hamstring",
        "no problem with the knee, but my back hurts",
        "that hurt",
        "oh no my back hurts",
        "it really hurts",
        "not good. it hurts badly",
    ],
    "de": [
        "mein rücken tut weh",
        "mein Ruecken tut weh",
        "mir tut der rücken weh",
        "meine Knie tun weh",
        "stechender schmerz im knie",
        "Schmerzen im Rücken",
        "das tut richtig weh",
        "es tut weh wenn ich mich buecke",
        "es tut sehr weh",
        "ich habe starke Schmerzen",
        "das war schmerzhaft",
        "ich habe einen hexenschuss",
        "krampf in der wade",
        "es brennt",
        "es sticht im knie",
        "hab mir eine zerrung geholt",
        "mein Rücken bringt mich um",
        "diese Übung bringt mich um",
        "mein Rücken schmerzt",
        "ich habe Rückenschmerzen",
    ],
}
TINGLING = {
    "en": [
        "my left leg is tingling",
        "my leg went numb",
        "pins and needles in my foot",
        "pins and needles",
        "my foot fell asleep",
        "tingling in my left calf",
        "i cant feel my foot",
        "my toes are going numb",
        "numb toes",
        "it is tingling",
    ],
    "de": [
        "kribbeln im bein",
        "mein linkes Bein kribbelt",
        "es kribbelt im Fuß",
        "mein Fuss ist eingeschlafen",
        "mein Bein ist taub",
        "meine Zehen sind taub",
        "Taubheit im linken Bein",
        "ich spüre meinen Fuß nicht",
    ],
}
DIZZY = {
    "en": [
        "i feel dizzy",
        "dizzy",
        "I'm a bit dizzy",
        "im so dizzy",
        "this makes me dizzy",
        "i feel light-headed",
    ],
    "de": ["mir ist schwindelig", "Mir wird ganz schwindlig", "schwindelig", "alles dreht sich"],
}
NOT_FELT = {
    "en": [
        "my knee doesn't hurt",
        "my back does not hurt at all",
        "no sharp pain",
        "i have no pain in my back",
        "nothing hurts a lot",
        "does it hurt?",
        "is it normal that my knee hurts?",
        "should it be that my leg is tingling?",
        "is it normal to feel dizzy?",
        "i do not feel dizzy",
        "i am not dizzy",
        "stop when it hurts",
        "what if it hurts",
        "it hurts less",
        "my back hurts no more",
        "a pain in the neck",
        "no pain no gain",
        "burning calories",
        "he is a sore loser",
        "my legs are burning after squats",
        "my leg is not numb",
        "no tingling in my leg",
        "my back is fine",
        "it used to hurt",
        "my knee is good",
    ],
    "de": [
        "mein Rücken tut nicht weh",
        "mein Rücken tut nicht mehr weh",
        "keine Schmerzen im Rücken",
        "kein Kribbeln im Bein",
        "mein Bein ist nicht taub",
        "tut das weh?",
        "ist es normal, dass mein Rücken weh tut?",
        "hör auf, wenn es weh tut",
        "mir ist nicht schwindelig",
        "mein Rücken ist gut",
    ],
}
HEARD = [
    *((language, typed, Sign.HURTS) for language, all_ in HURTS.items() for typed in all_),
    *((language, typed, Sign.TINGLING) for language, all_ in TINGLING.items() for typed in all_),
    *((language, typed, Sign.DIZZY) for language, all_ in DIZZY.items() for typed in all_),
]


def felt(language: str, typed: str) -> set[str]:
    """What is heard in a text, as a whole or in a part of it."""
    known = WORDS[language]
    signs = {sign.value for sign in SIGNS if known.hears(sign, typed)}
    return signs | ({known.meaning(typed) or ""} & {"hurts", "tingling", "dizzy"})


@pytest.mark.parametrize(("language", "typed", "sign"), HEARD)
def test_a_feeling_is_heard(language: str, typed: str, sign: Sign) -> None:
    assert felt(language, typed) == {sign.value}


@pytest.mark.parametrize(
    ("language", "typed"), [(language, typed) for language, all_ in NOT_FELT.items() for typed in all_]
)
def test_a_no_a_question_or_an_idiom_is_no_feeling(language: str, typed: str) -> None:
    assert felt(language, typed) == set()


def test_pain_is_told_from_what_calls_for_care_at_once() -> None:
    assert felt("en", "numbness in my groin") >= {"emergency"}
    assert felt("en", "my legs went numb") >= {"emergency"}
    assert felt("de", "Schmerzen in der Brust") >= {"emergency"}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_nothing_that_can_be_tapped_is_taken_for_a_sign(language: str) -> None:
    shown = [way for name, ways in SAID[language].items() if name.startswith("button-") for way in ways]
    named = [text.name for text in LIBRARY.languages[language].stretches.values()]
    heard = {text for text in (*shown, *named) if any(WORDS[language].hears(sign, text) for sign in SIGNS)}
    assert {WORDS[language].meaning(text) for text in heard} <= {"hurts", "tingling"}


async def test_pain_in_ones_own_words_leads_to_the_pain_rule(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "my knee hurts when i bend it")
    assert buttons(ann.last) == ["A little 1-2", "Some 3-5", "A lot 6-10", "Tingling or numb"]
    await start_hold(world, ann, "standing")
    await say(world, ann, "sharp pain in my back")
    assert "Come out slowly" in said(ann)
    assert await world.app.limber.holds.running(ann.id) is None


async def test_tingling_in_ones_own_words_ends_the_day_and_asks_for_the_signs(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "my left leg is tingling")
    assert "Do you have any of these now?" in said(ann)
    assert any("physiotherapist or doctor" in text_of(message) for message in ann.chat)


async def test_who_is_dizzy_is_told_to_sit_or_lie_down_and_the_timer_stops(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    assert "sit or lie down" in await say(world, ann, "i feel dizzy")
    assert await world.app.limber.holds.running(ann.id) is None
    assert "sit or lie down" in await say(world, ann, "dizzy")


async def open_standing(world: World, person: Person) -> None:
    """Opens a stretch from /stretches that needs a steady stand."""
    await say(world, person, "/stretches")
    person.presses(person.last, data=data_of(OpenStretch(0, "/standing")))
    await world.settle()


@pytest.mark.parametrize(("typed", "stays"), [("yes", True), ("no", False)])
async def test_who_is_dizzy_is_asked_whether_what_needs_a_steady_stand_stays_out(
    world: World, ann: Person, typed: str, stays: bool
) -> None:
    await subscribe(world, ann)
    assert "Keep it out after today" in await say(world, ann, "i feel dizzy")
    await say(world, ann, typed)
    assert ("dizzy" in (await profile_of(world, ann)).person.tags) is stays
    await open_standing(world, ann)
    assert "Not for you" in said(ann), "today it rests whatever the answer is"
    await world.advance(days=1)
    await open_standing(world, ann)
    assert ("Not for you" in said(ann)) is stays


async def test_who_tingles_is_asked_once_the_signs_are_out_whether_what_pulls_on_the_nerve_stays_out(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "my left leg is tingling")
    assert "pull on the nerve" in await say(world, ann, "none of these")
    await press(world, ann, "Yes")
    assert "tingling" in (await profile_of(world, ann)).person.tags
    await say(world, ann, "my left leg is tingling")
    assert "Good." in await say(world, ann, "none of these"), "it is ticked, so nothing is asked"


@pytest.mark.parametrize(
    ("typed", "pain"),
    [
        ("8/10", Pain.STRONG),
        ("8 / 10", Pain.STRONG),
        ("8 out of 10", Pain.STRONG),
        ("4", Pain.SOME),
        ("pain 4/10", Pain.SOME),
        ("pain is 4", Pain.SOME),
        ("no pain", Pain.NONE),
        ("it doesn't hurt", Pain.NONE),
        ("none", Pain.NONE),
    ],
)
async def test_the_question_about_pain_takes_a_score_as_people_write_it(
    world: World, ann: Person, typed: str, pain: Pain
) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await world.advance(minutes=2)
    await press(world, ann, "Any pain?")
    await say(world, ann, typed)
    [entry] = await record_of(world, ann)
    assert entry.pain is pain


@pytest.mark.parametrize("typed", ["no pain", "nothing hurts", "8/10", "18/10", "8/11"])
async def test_without_the_question_no_pain_is_good_to_hear_and_a_bare_score_is_nothing(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    answer = await say(world, ann, typed)
    assert ("/help" in answer) if typed[0].isdecimal() else answer.startswith("Good to hear.")


@pytest.mark.parametrize("typed", ["Kneeling hurts", "Tingling or numb leg", "Dizzy or unsteady"])
async def test_a_condition_can_be_ticked_by_its_name_though_it_names_a_feeling(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/settings")
    await press(world, ann, "Change what applies")
    await say(world, ann, typed)
    assert f"☑ {typed}" in buttons(ann.last)
