"""Emergency signs in free text: the advice at once, whatever else is going on; a negative takes them back."""

import re
import tomllib
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bot.domain.alarm import Alarm
from bot.domain.person import Standing
from bot.localchat.people import Person
from bot.words import files as word_files
from bot.words.files import TAKES_BACK, WHO
from bot.words.phrases import phrases
from bot.words.spellings import ways_to_write
from bot.words.words import Sign
from tests.world import (
    World,
    buttons,
    data_of,
    open_prompts,
    press,
    profile_of,
    record_of,
    safe,
    said,
    say,
    sent_prompts,
    start_hold,
    subscribe,
)

CONTENT = Path(__file__).parents[2] / "content"
WORDS = word_files.load(CONTENT)
NO = {"en": "no", "de": "kein"}
NOTHING: dict[str, list[str]] = {name: [] for name in (*TAKES_BACK, *WHO)}


async def alarm_of(world: World, person: Person) -> Alarm | None:
    """The sign that keeps everything back."""
    return (await profile_of(world, person)).person.alarm


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


def _said_in_full(pattern: str) -> str:
    """The words of a pattern one behind the other, without those that must not be said beside them."""
    pieces = re.split(r" [&+] ", pattern)
    return (
        " ".join(piece for piece in pieces if not piece.startswith("!")).replace(".. ", "").replace("*", "")
    )


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_phrase_of_a_language_is_a_sign_and_its_negatives_take_it_back(language: str) -> None:
    signs = WORDS[language].signs[Sign.DESPAIR]
    lists = tomllib.loads((CONTENT / "locales" / language / "emergency.toml").read_text(encoding="utf-8"))
    for phrase in chain.from_iterable(map(ways_to_write, map(_said_in_full, lists["despair"]))):
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
    signs = phrases({**NOTHING, "ache": ["chest pain"], "negatives": ["no"]}, ["ache"])["ache"]
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
async def test_despair_gets_one_humane_line_and_no_stretch_that_day(
    world: World, ann: Person, text: str
) -> None:
    await subscribe(world, ann, time="18:00")
    await start_hold(world, ann, "standing")
    before, shown = len(sent_prompts(world, ann)), len(ann.chat)
    answer = await say(world, ann, text)
    assert "a doctor" in answer
    assert "call 112" in answer
    assert buttons(ann.last) == []
    # The timer is taken away, and what was typed and its answer came.
    assert len(ann.chat) == shown + 1
    assert await world.app.limber.holds.running(ann.id) is None
    await world.until(world.clock.now().replace(hour=20))
    assert len(sent_prompts(world, ann)) == before


@pytest.mark.parametrize("text", ["emergency", "Emergency!", "911", "112"])
async def test_a_call_for_help_alone_gives_the_advice(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    assert "emergency care now" in await say(world, ann, text)


async def test_the_digits_of_an_emergency_number_can_be_a_time(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "9:11" in await say(world, ann, "set my time to 9:11")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "something popped in my leg"),
        ("en", "i felt a pop"),
        ("en", "my calf is swollen and warm"),
        ("en", "i have a fever and my back hurts"),
        ("en", "i keep tripping over my own foot"),
        ("de", "etwas ist gerissen"),
        ("de", "es hat geknackt"),
        ("de", "meine wade ist dick und heiß"),
        ("de", "ich kann den fuß nicht mehr heben"),
    ],
)
def test_what_a_doctor_should_see_today_is_a_sign_of_its_own(language: str, text: str) -> None:
    assert WORDS[language].hears(Sign.TODAY, text)
    assert not WORDS[language].hears(Sign.EMERGENCY, text)


def test_a_telegram_and_what_stands_behind_a_colon_are_said_together() -> None:
    lists = {**NOTHING, "ache": ["{leg} & numb"], "leg": ["(legs|feet)"]}
    signs = phrases(lists, ["ache"])["ache"]
    assert signs.found_in("legs: numb")
    assert signs.found_in("legs. both. numb.")
    assert not signs.found_in("legs. numb")
    assert not signs.found_in("my legs are fine. i like the pictures very much. my mind is numb.")


def test_words_are_heard_without_their_last_letter_and_umlauts_in_two_letters() -> None:
    signs = phrases({**NOTHING, "ache": ["foot dragging", "füße taub"]}, ["ache"])["ache"]
    for way in ("foot draggin", "füße taub", "FÜSSE taub", "fuesse taub"):
        assert signs.found_in(way), way
    assert not signs.found_in("fuse taub")


def test_pieces_are_heard_in_any_order_in_one_part_and_taken_back_by_what_excludes_them() -> None:
    lists = {**NOTHING, "ache": ["{leg} & numb & !fine", "fever + back + !flu"], "leg": ["(legs|feet)"]}
    signs = phrases(lists, ["ache"])["ache"]
    assert signs.found_in("numb since monday, both legs numb")
    assert signs.found_in("legs and feet went numb")
    assert not signs.found_in("numb. legs")
    assert not signs.found_in("legs numb but fine, no: legs numb and fine".partition(", ")[2])
    assert signs.found_in("fever. my back")
    assert not signs.found_in("fever. my back. flu")


def test_what_is_about_others_or_over_counts_for_nothing_up_to_ones_own_word() -> None:
    lists = {**NOTHING, "ache": ["chest pain"], "others": ["my dad"], "own": ["(i|my)"], "over": ["ago"]}
    signs = phrases(lists, ["ache"])["ache"]
    assert not signs.found_in("my dad had chest pain")
    assert not signs.found_in("my dad fell and has chest pain")
    assert signs.found_in("my dad says i have chest pain")
    assert not signs.found_in("years ago i had chest pain")
    assert signs.found_in("years ago i fell and now chest pain")


async def test_what_may_be_a_sign_is_asked_and_nothing_is_paused_by_a_no(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    assert "Does one of these apply now?" in await say(world, ann, "there is blood in my pee")
    assert await world.app.limber.holds.running(ann.id) is None
    assert buttons(ann.last) == ["None of these", "One of these", "Change what applies"]
    await say(world, ann, "none of these")
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE
    assert await alarm_of(world, ann) is None
    await say(world, ann, "something with my bladder")
    await say(world, ann, "yes")
    assert await alarm_of(world, ann) is not None


async def test_a_worry_in_the_middle_of_start_is_no_city_and_start_goes_on(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    assert "First, your safety." in await say(world, ann, "something with my bladder")
    await say(world, ann, "none of these")
    await say(world, ann, "none of these")
    assert "Does one of these apply now?" in await say(world, ann, "something with my bladder")
    await press(world, ann, "None of these")
    assert "city" in said(ann)


async def test_a_condition_that_is_typed_opens_the_list_with_it_ticked(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "i have osteoporosis")
    assert "☑ Osteoporosis, spine fracture" in buttons(ann.last)


async def test_who_is_under_18_gets_the_sentence_and_no_reminder(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "Limber is for adults" in await say(world, ann, "im 15")
    shown = len(ann.chat)
    await world.advance(days=2)
    assert len(ann.chat) == shown


async def test_a_sign_gives_the_advice_and_keeps_everything_back_until_the_screens_are_answered_anew(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    assert "emergency care now" in await say(world, ann, "I have chest pain")
    assert buttons(ann.last) == ["Looked at and gone", "It was a mistake", "Not yet"]
    before = len(ann.chat)
    await world.advance(days=2)
    assert len(ann.chat) == before
    await press(world, ann, "Not yet")
    await world.advance(days=1)
    assert len(ann.chat) == before + 1
    await press(world, ann, "Looked at and gone")
    await safe(world, ann)
    assert said(ann).startswith("Noted. Next: ")
    before = len(ann.chat)
    await world.advance(days=1)
    assert len(ann.chat) > before


WANTED = [
    *("/start", "/today", "/resume", "/session", "/session 5", "/stretches", "/done"),
    *("start", "another", "gentler", "done", "log one more", "snooze 10", "none", "none of these", "go on"),
    *("one more", "start timer", "resume", "i have asked", "continue", "7:30 in the morning", "hello?"),
]


@pytest.mark.parametrize("typed", WANTED)
async def test_nothing_typed_brings_a_stretch_or_an_entry_while_a_sign_holds(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await say(world, ann, "I have chest pain")
    known, entries, prompts = await alarm_of(world, ann), await record_of(world, ann), open_prompts(ann)
    await say(world, ann, typed)
    await world.advance(days=1)
    assert await alarm_of(world, ann) == known
    assert await record_of(world, ann) == entries
    assert open_prompts(ann) == prompts
    assert await world.app.limber.holds.running(ann.id) is None


LIFE = [
    *(
        "/start",
        "none",
        "none",
        "Berlin",
        "yes",
        "7:30",
        "/today",
        "more",
        "done",
        "another",
        "snooze",
        "/session",
    ),
    *("session 5", "start", "pause", "stop", "skip", "/settings", "/stretches", "/time", "/pause", "pain 8"),
    *("none of these", "/stop", "/delete", "keep it", "/programme", "/language", "one of these applies"),
]


async def test_no_old_button_brings_a_stretch_or_an_entry_while_a_sign_holds(
    world: World, ann: Person
) -> None:
    """Every button that somebody has seen who went through everything is pressed once more."""
    seen: dict[tuple[int, str], dict[str, Any]] = {}
    for typed in LIFE:
        await say(world, ann, typed)
        for shown in ann.chat:
            seen |= {(shown["message_id"], data): shown for data in data_of(shown)}
    assert len({data.split(":")[1] for _, data in seen}) > 30
    await say(world, ann, "I have chest pain")
    known, entries = await alarm_of(world, ann), await record_of(world, ann)
    before = len(sent_prompts(world, ann))
    ends = {"delete", "undo", "stop"}
    for (_, data), shown in seen.items():
        if data.split(":")[1] not in ends:
            ann.presses(shown, data=data)
            await world.settle()
    await world.advance(days=1)
    assert await alarm_of(world, ann) == known
    assert [entry.id for entry in await record_of(world, ann)] == [entry.id for entry in entries]
    assert len(sent_prompts(world, ann)) == before
    assert await world.app.limber.holds.running(ann.id) is None


@pytest.mark.parametrize(
    ("held", "standing"),
    [("/time", Standing.ACTIVE), ("/pause 30 days", Standing.PAUSED), ("stop for good", Standing.STOPPED)],
)
async def test_what_held_before_a_sign_holds_after_it(
    world: World, ann: Person, held: str, standing: Standing
) -> None:
    await subscribe(world, ann)
    if standing is Standing.STOPPED:
        await say(world, ann, "/stop")
        await press(world, ann, "Stop, keep my record")
    else:
        await say(world, ann, held)
    before = (await profile_of(world, ann)).person
    await say(world, ann, "I have chest pain")
    await press(world, ann, "Looked at and gone")
    await safe(world, ann)
    after = (await profile_of(world, ann)).person
    assert (after.standing, after.back_on) == (before.standing, before.back_on)
    assert after.standing is standing
    assert after.alarm is None


async def test_a_mistake_is_taken_back_once_none_of_the_signs_is_there(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    await press(world, ann, "It was a mistake")
    assert "None of these signs now?" in said(ann)
    await press(world, ann, "None of these")
    assert said(ann).startswith("Noted. Next: ")
    assert await alarm_of(world, ann) is None
    await say(world, ann, "I have chest pain")
    await press(world, ann, "It was a mistake")
    await press(world, ann, "One of these")
    assert "emergency care now" in said(ann)
    assert await alarm_of(world, ann) is not None


@pytest.mark.parametrize("typed", ["/today", "/resume", "/start", "done", "gone", "not yet"])
async def test_who_is_under_18_gets_no_stretch_unless_it_was_a_mistake(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    assert "Limber is for adults" in await say(world, ann, "im 15")
    prompts = len(sent_prompts(world, ann))
    assert "Limber is for adults" in await say(world, ann, typed)
    await world.advance(days=1)
    assert len(sent_prompts(world, ann)) == prompts
    await press(world, ann, "It was a mistake")
    assert said(ann).startswith("Noted. Next: ")
    await world.advance(days=1)
    assert len(sent_prompts(world, ann)) == prompts + 1


async def test_another_language_takes_no_sign_back(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "I have chest pain")
    await say(world, ann, "/language")
    await press(world, ann, "○ Deutsch")
    assert "Hat jemand vom Fach es angesehen" in said(ann)
    await say(world, ann, "nichts davon")
    assert await alarm_of(world, ann) is not None


async def test_an_old_none_of_these_takes_no_sign_back(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pain 8")
    asked = ann.last
    await say(world, ann, "I have chest pain")
    await press(world, ann, "None of these", asked)
    assert await alarm_of(world, ann) is not None


@pytest.mark.parametrize(
    "opened", ["/settings", "/time", "/zone", "/pause", "pain 3", "/stretches", "/session"]
)
async def test_a_sign_is_heard_whatever_is_open(world: World, ann: Person, opened: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, opened)
    assert "emergency care now" in await say(world, ann, "I have chest pain")
    assert await alarm_of(world, ann) is not None


async def test_a_sign_is_heard_on_the_conditions_screen(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await press(world, ann, "None of these")
    await press(world, ann, "One of these applies")
    assert "emergency care now" in await say(world, ann, "I have chest pain")
    assert "Has a professional" in await say(world, ann, "/start")


async def test_a_sign_takes_a_running_timer_away(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer")
    timer = ann.last
    await say(world, ann, "I have chest pain")
    assert await world.app.limber.holds.running(ann.id) is None
    assert timer["message_id"] not in {message["message_id"] for message in ann.chat}
    assert "emergency care now" in said(ann)


@pytest.mark.parametrize(
    ("text", "answer", "is_certain"),
    [
        ("hello, I have chest pain", "emergency care now", True),
        ("something is wrong with my chest", "Does one of these apply now?", False),
    ],
)
async def test_a_sign_in_an_edited_message_is_heard_however_old_it_is(
    world: World, ann: Person, text: str, answer: str, is_certain: bool
) -> None:
    await subscribe(world, ann)
    sent = ann.sends("hello")
    await world.settle()
    await world.advance(days=3)
    ann.edits(sent, text)
    await world.settle()
    assert answer in said(ann)
    assert (await alarm_of(world, ann) is not None) is is_certain


def forwards(person: Person, text: str) -> None:
    person.forwards(text)


def quotes(person: Person, text: str) -> None:
    person.quotes(text, "look at this")


@pytest.mark.parametrize("shows", [forwards, quotes])
async def test_a_sign_in_somebody_elses_words_asks_whose_it_is(
    world: World, ann: Person, shows: Callable[[Person, str], None]
) -> None:
    await subscribe(world, ann)
    for answer in ("No", "no"):
        shows(ann, "I have chest pain")
        await world.settle()
        assert said(ann) == "Is this about you?"
        await (press if answer == "No" else say)(world, ann, answer)
        assert said(ann).startswith("Noted. Whoever has such a sign")
        assert await alarm_of(world, ann) is None
    for answer in ("Yes", "yes"):
        shows(ann, "I have chest pain")
        await world.settle()
        await (press if answer == "Yes" else say)(world, ann, answer)
        assert "emergency care now" in said(ann)
        assert await alarm_of(world, ann) is not None


async def test_a_quote_of_the_bots_own_advice_asks_nothing(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    sign = world.app.voices.of("en").content.precautions.emergency[5]
    quote = {"text": sign, "position": 0}
    ann._says({"text": "hello", "quote": quote}, reply_to=ann.last)
    await world.settle()
    assert "Is this about you?" not in said(ann)


async def test_an_own_sign_beside_a_quote_is_their_own(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    ann.quotes("I have chest pain", "I have chest pain too, help")
    await world.settle()
    assert "emergency care now" in said(ann)


async def test_a_sign_before_subscribing_gives_the_advice_too(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    assert "emergency care now" in await say(world, ann, "numbness in both legs")
    assert "Has a professional" in await say(world, ann, "none of these")
    await say(world, ann, "looked at and gone")
    await say(world, ann, "none of these")
    await say(world, ann, "none of these")
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [
        ("passed out", True),
        ("our server passed out", False),
        ("i passed out at our server", True),
        ("passed out at nineteen, long healed", False),
        ("passed out. Long healed", False),
        ("long healed, now i passed out", True),
    ],
)
def test_what_another_does_and_what_is_said_to_be_over_takes_a_sign_back(text: str, is_sign: bool) -> None:
    lists = {
        **NOTHING,
        "faint": ["passed out"],
        "theirs": ["^ our * & passed out & !i"],
        "ended": ["long healed"],
    }
    assert phrases(lists, ["faint"])["faint"].found_in(text) is is_sign
