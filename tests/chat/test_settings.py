"""/settings, /programme, /language, /sources, the floor question and what hangs on them."""

from typing import Any

import pytest

from bot.chat.views.view import units
from bot.domain.person import Person as Known
from bot.domain.setting import Setting
from bot.localchat.limits import TEXT_UNITS
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import World, buttons, offer, press, said, say, subscribe, text_of

SAFETY_FIRST = "Zuerst deine Sicherheit"
GOES_ON = "Limber spricht jetzt Deutsch."


async def known(world: World, person: Person) -> Known:
    """The person as Limber keeps them."""
    return (await world.app.limber.people.profile(person.id)).person


def labelled(message: dict[str, Any], label: str) -> str:
    """The label under a message that ends with these words, with its mark."""
    return next(shown for shown in buttons(message) if shown.endswith(label))


async def press_data(world: World, person: Person, message: dict[str, Any], data: str) -> str:
    """Presses a button by what it carries, whether it is still there or not, and returns the toast."""
    query = person.presses(message, data=data)
    await world.settle()
    assert query.answer is not None
    return str(query.answer.get("text", ""))


def floor_questions(person: Person) -> list[dict[str, Any]]:
    """The messages that ask about the floor."""
    return [message for message in person.chat if "down to the floor" in text_of(message)]


@pytest.fixture
async def subscriber(world: World, ann: Person) -> Person:
    """Somebody who has answered the screen that fits Limber to them."""
    await subscribe(world, ann)
    await world.app.limber.preferences.set_up(ann.id)
    return ann


async def test_the_settings_stay_one_message(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    shown, length = subscriber.last, len(subscriber.chat)
    assert "Programme: Hamstrings for the back" in said(subscriber)
    for page in ("Programme", "Gear", "Place", "Level", "Language"):
        await press(world, subscriber, page, shown)
        await press(world, subscriber, "Back", shown)
    assert len(subscriber.chat) == length
    assert said(subscriber).startswith("Settings")


@pytest.mark.parametrize(
    ("page", "label", "field", "value"),
    [
        ("Programme", "At the desk", "programme", "desk"),
        ("Gear", "Strap or towel", "lacking", frozenset({"roller", "strap"})),
        ("Gear", "Foam roller", "lacking", frozenset()),
        ("Place", "At the office", "setting", Setting.OFFICE),
        ("Place", "Bed or chair", "setting", Setting.BED),
        ("Place", "Floor is hard to get to", "tags", frozenset({"no-floor"})),
        ("Level", "Demanding", "level", 3),
        (None, "Turn longer holds on", "longer", True),
        (None, "Hide bars", "bars", False),
        (None, "Turn the sound off", "sound", False),
    ],
)
@pytest.mark.parametrize("typed", [False, True])
async def test_each_setting_is_set_and_shown(
    world: World, subscriber: Person, page: str | None, label: str, field: str, value: object, typed: bool
) -> None:
    await say(world, subscriber, "/settings")
    if page:
        await press(world, subscriber, page)
    if typed:
        await say(world, subscriber, label.lower())
    else:
        await press(world, subscriber, labelled(subscriber.last, label))
    person = await known(world, subscriber)
    assert getattr(person if field == "tags" else person.options, field) == value


async def test_a_tap_says_what_it_sets_so_twice_is_once(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    await press(world, subscriber, "Gear")
    page = subscriber.last
    data = next(
        button["callback_data"]
        for row in page["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "☑ Mat"
    )
    for _ in range(2):
        await press_data(world, subscriber, page, data)
        assert (await known(world, subscriber)).options.lacking == {"roller", "mat"}
    assert "☐ Mat" in buttons(subscriber.last)


@pytest.mark.parametrize(
    "data",
    ["1:set::programme.none", "1:set::level.9", "1:set::place.moon", "1:set::lack.car", "1:set::longer.2",
     "1:set::", "1:settings::cellar", "1:language::tlh", "1:floor::maybe"],
)  # fmt: skip
async def test_a_forged_setting_changes_nothing(world: World, subscriber: Person, data: str) -> None:
    await say(world, subscriber, "/settings")
    before, text = await known(world, subscriber), said(subscriber)
    assert "another time" in await press_data(world, subscriber, subscriber.last, data)
    assert await known(world, subscriber) == before
    assert said(subscriber) == text


async def test_a_settings_button_works_when_its_message_is_gone(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    shown = subscriber.last
    subscriber.deletes_message(shown)
    await press_data(world, subscriber, shown, "1:settings::level")
    assert said(subscriber).startswith("How hard may it get?")


async def test_programme_names_all_four_and_what_they_are_for(world: World, subscriber: Person) -> None:
    shown = await say(world, subscriber, "/programme")
    names = ["Hamstrings for the back", "At the desk", "Whole body", "Runners"]
    assert [label.lstrip("●○ ") for label in buttons(subscriber.last)][:4] == names
    assert all(f"{name}: " in shown for name in names)
    await press(world, subscriber, "○ Runners")
    assert "● Runners" in buttons(subscriber.last)
    assert (await known(world, subscriber)).options.programme == "runners"


async def test_a_bare_number_is_still_a_time_while_a_page_is_open(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    assert "19:00" in await say(world, subscriber, "7")


async def test_sources_stand_once_and_in_one_message(world: World, ann: Person) -> None:
    shown = await say(world, ann, "/sources")
    listed = [line for line in shown.splitlines() if line.startswith("• ")]
    assert len(listed) == len(set(listed)) > 10
    assert any("Finucane" in line for line in listed)
    for author in ("Feland", "Lally", "Snook", "Ingram", "J Chiropr Med"):
        assert any(author in line for line in listed), author
    assert units(shown) <= TEXT_UNITS


async def test_longer_holds_reach_prompt_and_timer(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    await press(world, subscriber, "Turn longer holds on")
    prompt = await offer(world, subscriber, "supine", step=9)
    assert "2 × 60 s a side" in text_of(prompt)
    await press(world, subscriber, "Start timer", prompt)
    await press(world, subscriber, "Ready")
    assert said(subscriber).startswith("60 s\n")


async def test_without_bars_the_words_stay(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    await press(world, subscriber, "Hide bars")
    await press(world, subscriber, "Start timer", await offer(world, subscriber, "supine"))
    await press(world, subscriber, "Ready")
    assert said(subscriber).startswith("15 s\n")
    assert not {"▰", "▱"} & set(said(subscriber))


async def test_the_floor_is_asked_about_with_the_second_prompt_and_once(
    world: World, subscriber: Person
) -> None:
    assert not floor_questions(subscriber)
    await world.advance(days=3)
    asked = floor_questions(subscriber)
    assert len(asked) == 1
    for _ in range(2):
        await press_data(world, subscriber, asked[0], "1:floor::off")
        assert "no-floor" in (await known(world, subscriber)).tags
    assert any("leaves the floor out" in text_of(message) for message in subscriber.chat)
    await world.advance(days=2)
    assert not floor_questions(subscriber)


@pytest.mark.parametrize(("answer", "hard"), [("yes", False), ("no", True)])
async def test_the_floor_question_takes_a_typed_answer(
    world: World, subscriber: Person, answer: str, hard: bool
) -> None:
    await world.advance(days=2)
    await say(world, subscriber, answer)
    assert ("no-floor" in (await known(world, subscriber)).tags) is hard
    assert (await known(world, subscriber)).options.floor_asked


def age_questions(person: Person) -> list[dict[str, Any]]:
    return [message for message in person.chat if "are you 65 or over" in text_of(message)]


async def test_the_age_is_asked_about_after_the_floor_and_once(world: World, subscriber: Person) -> None:
    await world.advance(days=1, hours=1)
    assert floor_questions(subscriber)
    assert not age_questions(subscriber)
    await say(world, subscriber, "yes")
    await world.advance(days=4)
    await say(world, subscriber, "thanks")
    assert not age_questions(subscriber), "one question a week"
    await world.advance(days=4)
    assert len(age_questions(subscriber)) == 1
    assert (await known(world, subscriber)).options.age_asked


@pytest.mark.parametrize(
    ("answer", "is_older"), [("yes", True), ("no", False), ("71", True), ("58", False), ("i'm 71", True)]
)
async def test_the_age_question_takes_a_typed_answer(
    world: World, subscriber: Person, answer: str, is_older: bool
) -> None:
    await world.advance(days=1, hours=1)
    await say(world, subscriber, "yes")
    await world.advance(days=4)
    await say(world, subscriber, "thanks")
    await world.advance(days=3)
    await say(world, subscriber, answer)
    assert ("from-65" in (await known(world, subscriber)).tags) is is_older


async def test_an_hour_is_no_answer_to_the_age_question(world: World, subscriber: Person) -> None:
    await world.advance(days=1, hours=1)
    await say(world, subscriber, "yes")
    await world.advance(days=4)
    await say(world, subscriber, "thanks")
    await world.advance(days=3)
    await say(world, subscriber, "18:30")
    person = await known(world, subscriber)
    assert "from-65" not in person.tags
    assert "18:30" in said(subscriber)


@pytest.mark.parametrize(("answer", "longer"), [("yes", True), ("no", False)])
async def test_longer_holds_are_offered_to_whoever_is_65_and_no_must(
    world: World, subscriber: Person, answer: str, longer: bool
) -> None:
    assert "Longer holds" in await say(world, subscriber, "I am 71 years old")
    assert not (await known(world, subscriber)).options.longer
    await say(world, subscriber, answer)
    person = await known(world, subscriber)
    assert person.options.longer is longer
    assert person.dialogue is None
    assert "Longer holds" not in await say(world, subscriber, "I am 71 years old") or not longer


async def test_an_age_that_is_told_leaves_the_question_about_the_signs_open(
    world: World, subscriber: Person
) -> None:
    await say(world, subscriber, "pain 8")
    await say(world, subscriber, "I am 71 years old")
    await say(world, subscriber, "yes")
    assert (await known(world, subscriber)).alarm is not None


async def test_whoever_is_65_is_told_to_hold_on_where_they_stand_free(
    world: World, subscriber: Person
) -> None:
    await press_data(world, subscriber, subscriber.last, "1:age::on")
    assert "hold on" in text_of(await offer(world, subscriber, "standing"))
    await say(world, subscriber, "/settings")
    await press(world, subscriber, "Level")
    await press(world, subscriber, "☑ 65 or over")
    assert "from-65" not in (await known(world, subscriber)).tags


async def test_none_of_these_keeps_what_was_said_about_the_floor(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    await press(world, subscriber, "Place")
    await press(world, subscriber, "☐ Floor is hard to get to")
    await press(world, subscriber, "Back")
    await press(world, subscriber, "Change what applies")
    await press(world, subscriber, "None of these")
    assert (await known(world, subscriber)).tags == {"no-floor"}


async def test_who_ticked_that_the_floor_is_hard_is_not_asked_about_it(
    world: World, subscriber: Person
) -> None:
    await press_data(world, subscriber, subscriber.last, "1:tick::no-floor")
    assert (await known(world, subscriber)).tags == {"no-floor"}
    await world.advance(days=3)
    assert not floor_questions(subscriber)


async def test_none_of_these_clears_what_was_ticked(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/settings")
    await press(world, subscriber, "Change what applies")
    await press(world, subscriber, "☐ Kneeling hurts")
    assert (await known(world, subscriber)).tags
    await say(world, subscriber, "none of these")
    assert (await known(world, subscriber)).tags == frozenset()


async def test_a_new_language_brings_the_safety_screen_again_before_any_stretch(
    world: World, subscriber: Person
) -> None:
    await say(world, subscriber, "/language")
    assert buttons(subscriber.last)[:2] == ["○ Deutsch", "● English"]
    shown = subscriber.last
    await press(world, subscriber, "○ Deutsch")
    assert any(text_of(message) == GOES_ON for message in subscriber.chat)
    assert SAFETY_FIRST in said(subscriber)
    length = len(subscriber.chat)
    assert await press_data(world, subscriber, shown, "1:language::de") == GOES_ON
    assert len(subscriber.chat) == length
    assert "Sicherheitsfragen" in await say(world, subscriber, "/today")
    await world.advance(days=2, hours=1)
    assert "1:start:" not in str(subscriber.chat[length:])
    await press_data(world, subscriber, shown, "1:safe::")
    assert "1:start:" not in str(subscriber.last), "only the signs are answered so"
    await press_data(world, subscriber, shown, "1:safe::")
    assert "1:start:" in str(subscriber.last)
    assert (await known(world, subscriber)).safety_version > 0
    assert (await known(world, subscriber)).standing.is_subscribed


async def test_the_present_language_changes_nothing(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/language")
    assert await press(world, subscriber, "● English") == "Limber goes on in English."
    assert (await known(world, subscriber)).safety_version > 0


async def test_somebody_new_whose_language_is_not_there_chooses_first(
    world: World, telegram: LocalTelegram
) -> None:
    bea = telegram.person("Bea", language_code="fr")
    for _ in range(2):
        await say(world, bea, "/start")
        assert buttons(bea.last) == ["Deutsch", "English"]
    await say(world, bea, "deutsch")
    assert SAFETY_FIRST in said(bea)
    assert (await known(world, bea)).language == "de"
    await say(world, bea, "/start")
    assert SAFETY_FIRST in said(bea)


async def test_who_keeps_english_is_asked_once(world: World, telegram: LocalTelegram) -> None:
    bea = telegram.person("Bea", language_code="fr")
    await say(world, bea, "/start")
    asked = bea.last
    await press(world, bea, "English")
    assert "None of these" in buttons(bea.last)
    length = len(bea.chat)
    assert await press_data(world, bea, asked, "1:language::en") == "Limber goes on in English."
    assert len(bea.chat) == length


@pytest.mark.parametrize("code", ["en", "de-AT", None])
async def test_who_speaks_a_known_language_is_not_asked(
    world: World, telegram: LocalTelegram, code: str | None
) -> None:
    cleo = telegram.person("Cleo", language_code=code)
    await say(world, cleo, "/start")
    assert "1:no-signs:" in str(cleo.last)
