"""A stretch is said in the words that somebody's case needs: their conditions, and whether both sides are done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

import pytest

from bot import content
from bot.chat.button_data import data_of
from bot.chat.intents.pages import OpenStretch
from bot.domain.language import StretchText
from bot.domain.person import Liking
from bot.localchat.people import Person
from bot.material import CONTENT
from tests.world import World, buttons, offer, press, said, say, subscribe, text_of

LIBRARY = content.load(CONTENT)
OWN = pytest.mark.parametrize(
    ("language", "stretch_id", "tag"),
    [
        (language.id, stretch_id, tag)
        for language in LIBRARY.languages.values()
        for stretch_id, text in language.stretches.items()
        for tag in text.variants
    ],
)
WARM_UP = {"en": "With warm-up", "de": "Mit Aufwärmen"}
MORE = {"en": "More", "de": "Mehr"}
ANOTHER = {"en": "another", "de": "eine andere"}
START = {"en": "Start timer", "de": "Timer starten"}


def usual(language: str, stretch_id: str) -> StretchText:
    return LIBRARY.languages[language].stretches[stretch_id]


def own_words(language: str, stretch_id: str, tag: str) -> StretchText:
    return usual(language, stretch_id).variants[tag]


def caution_of(language: str, tag: str) -> str:
    """What a condition asks for where the words for a stretch do not say it."""
    caution = LIBRARY.languages[language].tags[tag].caution
    assert caution
    return caution


def unlike(one: StretchText, other: StretchText) -> set[str]:
    """The steps that only the first of the two has."""
    return set(one.steps) - set(other.steps)


@pytest.fixture(autouse=True)
async def subscribed(world: World, ann: Person) -> None:
    await subscribe(world, ann)


async def has(world: World, person: Person, *tags: str, language: str = "en") -> None:
    """Somebody has these conditions from now on, and speaks this language."""
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, tags=frozenset(tags), language=language))


async def run_until(world: World, person: Person, stretch_id: str) -> None:
    """Runs a timer until a second after one of its stretches begins."""
    hold = await world.app.limber.holds.running(person.id)
    assert hold is not None
    before = takewhile(lambda phase: phase.stretch_id != stretch_id, hold.phases)
    await world.advance(seconds=sum(phase.seconds for phase in before) + 1)


def shown_in(person: Person, message_id: int) -> str:
    """What one of somebody's messages says now."""
    return next(text_of(message) for message in person.chat if message["message_id"] == message_id)


def assert_said(text: str, sentences: Iterable[str], instead_of: Iterable[str]) -> None:
    assert all(sentence in text for sentence in sentences), text
    assert not any(sentence in text for sentence in instead_of), text


@OWN
async def test_a_prompt_says_a_stretch_in_the_words_for_a_condition_and_no_caution_says_it_twice(
    world: World, ann: Person, language: str, stretch_id: str, tag: str
) -> None:
    await has(world, ann, tag, language=language)
    own, plain = own_words(language, stretch_id, tag), usual(language, stretch_id)
    caution = caution_of(language, tag)
    for _ in range(3):
        shown = text_of(await offer(world, ann, stretch_id))
        assert_said(shown, [*own.steps, own.cue], [*unlike(plain, own), caution])


async def test_who_does_not_have_the_condition_reads_the_usual_words(world: World, ann: Person) -> None:
    await has(world, ann, "dizzy")
    for stretch_id, tag in (("cat-cow", "osteoporosis"), ("calf-straight", "wrist")):
        own, plain = own_words("en", stretch_id, tag), usual("en", stretch_id)
        assert_said(text_of(await offer(world, ann, stretch_id)), plain.steps, unlike(own, plain))


async def test_what_another_condition_asks_for_is_said_beside_the_words_for_the_first(
    world: World, ann: Person
) -> None:
    await has(world, ann, "osteoporosis", "loose-joints")
    shown = text_of(await offer(world, ann, "cat-cow"))
    assert_said(shown, own_words("en", "cat-cow", "osteoporosis").steps, ["With osteoporosis"])
    assert "stop at the first pull" in shown


@OWN
async def test_the_page_of_a_stretch_and_its_more_say_it_in_the_words_for_a_condition(
    world: World, ann: Person, language: str, stretch_id: str, tag: str
) -> None:
    await has(world, ann, tag, language=language)
    own, plain = own_words(language, stretch_id, tag), usual(language, stretch_id)
    await say(world, ann, "/stretches")
    ann.presses(ann.last, data=data_of(OpenStretch(0, f"/{stretch_id}")))
    await world.settle()
    caution = caution_of(language, tag)
    assert_said(said(ann), [*own.steps, own.cue, own.cautions[0]], [*unlike(plain, own), caution])
    await press(world, ann, MORE[language], await offer(world, ann, stretch_id))
    assert own.error in said(ann)


async def test_the_page_of_a_stretch_leaves_out_the_caution_that_its_words_have_become(
    world: World, ann: Person
) -> None:
    about_bones = "With osteoporosis, go from flat to sinking"
    for tags, is_said in (((), True), (("dizzy",), True), (("osteoporosis",), False)):
        await has(world, ann, *tags)
        await say(world, ann, "/stretches")
        ann.presses(ann.last, data=data_of(OpenStretch(0, "/cat-cow")))
        await world.settle()
        assert (about_bones in said(ann)) is is_said


@OWN
async def test_the_timer_says_each_phase_in_the_words_for_a_condition(
    world: World, ann: Person, language: str, stretch_id: str, tag: str
) -> None:
    await has(world, ann, tag, language=language)
    await press(world, ann, START[language], await offer(world, ann, stretch_id))
    if WARM_UP[language] in buttons(ann.last):
        await press(world, ann, buttons(ann.last)[1])
    await world.advance(seconds=LIBRARY.stretches[stretch_id].plan.get_ready + 1)
    (phase,) = own_words(language, stretch_id, tag).phases.values()
    assert phase in said(ann)


async def test_a_session_its_more_and_its_timer_use_the_words_for_a_condition(
    world: World, ann: Person
) -> None:
    await has(world, ann, "osteoporosis")
    for stretch_id in LIBRARY.stretches.keys() - {"warm-up", "cat-cow", "supine"}:
        await world.app.limber.preferences.like(ann.id, stretch_id, Liking.NOT_FOR_ME)
    own, plain = own_words("en", "cat-cow", "osteoporosis"), usual("en", "cat-cow")
    await say(world, ann, "/session 5")
    assert_said(said(ann), [own.name, own.cue], [plain.cue])
    session = ann.last
    await press(world, ann, "More", session)
    assert_said(said(ann), own.steps[1:], unlike(plain, own))
    await press(world, ann, "Start timer", session)
    timer = ann.last["message_id"]
    await run_until(world, ann, "cat-cow")
    assert_said(shown_in(ann, timer), [*own.steps[1:], own.cue], unlike(plain, own))
    await world.advance(seconds=LIBRARY.stretches["cat-cow"].plan.get_ready)
    assert_said(shown_in(ann, timer), own.phases.values(), plain.phases.values())


# One side


@pytest.mark.parametrize("language", LIBRARY.languages)
async def test_the_first_stretch_is_one_side_and_its_steps_ask_for_no_change(
    world: World, ann: Person, language: str
) -> None:
    await has(world, ann, language=language)
    for _ in range(3):
        await say(world, ann, ANOTHER[language])
        first = said(ann)
        texts = LIBRARY.languages[language].stretches.values()
        (text,) = (text for text in texts if first.startswith(text.name))
        assert text.change
        assert_said(first, text.steps, [text.change])


async def test_where_both_sides_are_done_the_last_step_ends_with_the_change(
    world: World, ann: Person
) -> None:
    await has(world, ann)
    for stretch_id, text in LIBRARY.languages["en"].stretches.items():
        if text.change is not None and stretch_id != "pnf":
            steps = text.steps[-1]
            assert f"{len(text.steps)}. {steps} {text.change}\n" in text_of(
                await offer(world, ann, stretch_id)
            )


async def test_a_timer_through_several_says_the_change_of_what_has_two_sides(
    world: World, ann: Person
) -> None:
    await has(world, ann)
    text = usual("en", "leg-swings")
    await press(world, ann, "Start timer", await offer(world, ann, "leg-swings"))
    await press(world, ann, "With warm-up")
    timer = ann.last["message_id"]
    await run_until(world, ann, "leg-swings")
    assert f"{text.steps[-1]} {text.change}" in shown_in(ann, timer)
