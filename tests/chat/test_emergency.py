"""Emergency signs in free text: the advice at once, whatever else is going on; a negative takes them back."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from bot.domain.person import Standing
from bot.localchat.people import Person
from bot.words import files as word_files
from bot.words.files import TAKES_BACK, WHO
from bot.words.phrases import phrases, ways_to_write
from bot.words.words import Sign
from tests.world import World, buttons, press, profile_of, said, say, start_hold, subscribe, text_of

CONTENT = Path(__file__).parents[2] / "content"
WORDS = word_files.load(CONTENT)
NO = {"en": "no", "de": "kein"}
NOTHING: dict[str, list[str]] = {name: [] for name in (*TAKES_BACK, *WHO)}


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
    signs = WORDS[language].signs[Sign.DESPAIR]
    lists = tomllib.loads((CONTENT / "locales" / language / "emergency.toml").read_text(encoding="utf-8"))
    for phrase in chain.from_iterable(map(ways_to_write, lists["despair"])):
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
    signs = phrases({**NOTHING, "ache": ["chest pain"], "negatives": ["no"]}, "ache")
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


def test_pieces_are_heard_in_any_order_in_one_part_and_taken_back_by_what_excludes_them() -> None:
    lists = {**NOTHING, "ache": ["{leg} & numb & !fine", "fever + back + !flu"], "leg": ["(legs|feet)"]}
    signs = phrases(lists, "ache")
    assert signs.found_in("numb since monday, both legs numb")
    assert signs.found_in("legs and feet went numb")
    assert not signs.found_in("numb. legs")
    assert not signs.found_in("legs numb but fine, no: legs numb and fine".partition(", ")[2])
    assert signs.found_in("fever. my back")
    assert not signs.found_in("fever. my back. flu")


def test_what_is_about_others_or_over_counts_for_nothing_up_to_ones_own_word() -> None:
    lists = {**NOTHING, "ache": ["chest pain"], "others": ["my dad"], "own": ["(i|my)"], "over": ["ago"]}
    signs = phrases(lists, "ache")
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
    await say(world, ann, "something with my bladder")
    await say(world, ann, "yes")
    assert (await profile_of(world, ann)).person.standing is Standing.PAUSED


async def test_a_worry_in_the_middle_of_start_is_no_city_and_start_goes_on(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    assert "Does any of these apply" in await say(world, ann, "something with my bladder")
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
