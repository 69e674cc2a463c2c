"""/stretches: browsing in one message, opening, liking and starting a stretch; `More` and the gear that is missing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.button_data import data_of
from bot.chat.intents.pages import Favour, NotForMe, OpenStretch, ShowShelf, Unlike
from bot.chat.intents.stretching import Begin
from bot.chat.views.browsing import PAGE_SIZE, choice_label, place_of
from bot.chat.views.view import units
from bot.domain.browsing import Facet, Shelf, standing_on, values
from bot.domain.library import Library
from bot.domain.person import Liking, Recovery
from bot.localchat.limits import TEXT_UNITS
from bot.localchat.people import Person
from tests.world import World, buttons, offer, press, said, say, subscribe, text_of


def prompts_in(person: Person) -> list[dict[str, Any]]:
    """The messages that can start a timer."""
    return [message for message in person.chat if "Start timer" in buttons(message)]


async def change(world: World, person: Person, **values: Any) -> None:
    """Changes what Limber keeps of a person."""
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, **values))


async def open_stretch(world: World, person: Person, name: str, *, muscle: str = "Hamstrings") -> None:
    """Goes from /stretches to one stretch."""
    await say(world, person, "/stretches")
    await press(world, person, "Muscle")
    await press(world, person, muscle)
    while not any(name in label for label in buttons(person.last)):
        await press(world, person, "More ›")
    await press(world, person, next(label for label in buttons(person.last) if name in label))


@pytest.fixture
async def subscriber(world: World, ann: Person) -> Person:
    await subscribe(world, ann)
    return ann


@pytest.fixture
def library(world: World) -> Library:
    return world.app.voices.of("en").library


def shelves(library: Library) -> Iterator[Shelf]:
    yield Shelf()
    yield from (Shelf(facet, value) for facet in Facet for value in values(library, facet))


async def test_no_stretch_is_shown_before_the_safety_screen(world: World, ann: Person) -> None:
    await say(world, ann, "/stretches")
    assert "None of these" in buttons(ann.last)
    ann.presses(ann.last, data=data_of(OpenStretch(0, "/supine")))
    await world.settle()
    assert "safety" in said(ann)


@pytest.mark.parametrize("facet", ["Muscle", "Position", "Gear", "Level", "Place"])
async def test_browsing_stays_in_one_message(world: World, subscriber: Person, facet: str) -> None:
    await say(world, subscriber, "/stretches")
    length = len(subscriber.chat)
    await press(world, subscriber, facet)
    for label in buttons(subscriber.last)[:-1]:
        await press(world, subscriber, label)
        assert label in said(subscriber)
        await press(world, subscriber, buttons(subscriber.last)[0])
        assert "Start" in buttons(subscriber.last) or "Never on its own" in said(subscriber)
        await press(world, subscriber, "Back")
        await press(world, subscriber, "Back")
    await press(world, subscriber, "Back")
    assert "All stretches" in said(subscriber)
    assert len(subscriber.chat) == length


async def test_paging_shows_every_stretch_once(world: World, subscriber: Person, library: Library) -> None:
    await say(world, subscriber, "/stretches")
    await press(world, subscriber, "All of them")
    turns = {"‹ Before", "More ›", "Back"}
    found = [label for label in buttons(subscriber.last) if label not in turns]
    while "More ›" in buttons(subscriber.last):
        await press(world, subscriber, "More ›")
        found += [label for label in buttons(subscriber.last) if label not in turns]
    assert sorted(found) == sorted(text.name for text in library.languages["en"].stretches.values())
    page = said(subscriber)
    await press(world, subscriber, "‹ Before")
    assert said(subscriber) != page


async def test_a_shelf_goes_by_level_and_then_by_the_names_that_are_read(
    world: World, subscriber: Person, library: Library
) -> None:
    for language in world.app.voices.languages:
        await change(world, subscriber, language=language)
        texts = library.languages[language].stretches
        for shelf in shelves(library):
            subscriber.presses(subscriber.last, data=data_of(ShowShelf(0, shelf.written())))
            await world.settle()
            by_name = sorted(
                (stretch.level, texts[stretch.id].name) for stretch in standing_on(library, shelf, {})
            )
            first_page = [name for _, name in by_name[:PAGE_SIZE]]
            assert buttons(subscriber.last)[: len(first_page)] == first_page


async def test_every_stretch_can_be_opened_from_every_shelf(
    world: World, subscriber: Person, library: Library
) -> None:
    for shelf in shelves(library):
        for stretch in standing_on(library, shelf, {}):
            for intent in (OpenStretch, Favour, NotForMe, Unlike):
                assert data_of(intent(9, place_of(shelf, stretch.id)))
    await say(world, subscriber, "/stretches")
    for stretch in library.stretches.values():
        subscriber.presses(subscriber.last, data=data_of(OpenStretch(0, f"/{stretch.id}")))
        await world.settle()
        assert said(subscriber).startswith(library.languages["en"].stretches[stretch.id].name)
        assert units(said(subscriber)) <= TEXT_UNITS


async def test_everything_on_a_shelf_has_a_name(world: World, library: Library) -> None:
    for language in world.app.voices.languages:
        voice = world.app.voices.of(language)
        for facet in Facet:
            for value in values(library, facet):
                label = choice_label(voice, facet, value)
                assert label != f"{facet.name.lower()}-{value}"


async def test_a_stretch_is_started_from_its_page_and_a_double_tap_starts_it_once(
    world: World, subscriber: Person
) -> None:
    await open_stretch(world, subscriber, "Seated reach")
    page, before = subscriber.last, len(prompts_in(subscriber))
    assert await press(world, subscriber, "Start") is None
    assert "Seated reach" in said(subscriber)
    assert await press(world, subscriber, "Start", page) == "It is open already, further down."
    assert len(subscriber.chat) == len({message["message_id"] for message in subscriber.chat})
    assert len([message for message in prompts_in(subscriber) if "Seated reach" in text_of(message)]) == 1
    assert before == 1
    assert "Start" in buttons(page)


async def test_words_are_about_the_prompt_that_came_after_the_page(world: World, subscriber: Person) -> None:
    await open_stretch(world, subscriber, "Seated reach")
    await say(world, subscriber, "start")
    assert "Start timer" in buttons(subscriber.last)
    await say(world, subscriber, "start")
    assert "\nGet ready" in said(subscriber)


async def test_what_a_condition_hides_is_shown_with_its_reason_and_never_started(
    world: World, subscriber: Person
) -> None:
    await change(world, subscriber, tags=frozenset({"osteoporosis"}))
    await open_stretch(world, subscriber, "Seated reach")
    assert "because of what you ticked: Osteoporosis, spine fracture" in said(subscriber)
    assert "Start" not in buttons(subscriber.last)
    before = len(prompts_in(subscriber))
    query = subscriber.presses(subscriber.last, data=data_of(Begin("seated")))
    await world.settle()
    assert query.answer is not None
    assert "Osteoporosis" in str(query.answer["text"])
    assert len(prompts_in(subscriber)) == before


async def test_the_shelf_puts_what_is_hidden_in_brackets(world: World, subscriber: Person) -> None:
    await change(world, subscriber, tags=frozenset({"osteoporosis"}))
    await say(world, subscriber, "/stretches")
    await press(world, subscriber, "Position")
    await press(world, subscriber, "Sitting on the floor")
    assert "(Seated reach)" in buttons(subscriber.last)
    assert "does not suit what you ticked" in said(subscriber)
    await say(world, subscriber, "seated reach")
    assert "Not for you" in said(subscriber)


@pytest.mark.parametrize(("changes", "stretch_id", "reason"), [
    ({}, "high-kicks", "only after a warm-up"),
    ({"gentle_on": "today"}, "seated", "only gentle ones"),
])  # fmt: skip
async def test_what_is_not_for_this_moment_says_so(
    world: World, subscriber: Person, changes: dict[str, str], stretch_id: str, reason: str
) -> None:
    if changes:
        await change(world, subscriber, recovery=Recovery(gentle_on=world.clock.now().date()))
    await say(world, subscriber, "/stretches")
    subscriber.presses(subscriber.last, data=data_of(OpenStretch(0, f"/{stretch_id}")))
    await world.settle()
    assert reason in said(subscriber)
    assert "Start" not in buttons(subscriber.last)


async def test_a_resting_day_starts_nothing(world: World, subscriber: Person) -> None:
    await change(world, subscriber, resting_on=world.clock.now().date())
    before = len(prompts_in(subscriber))
    await open_stretch(world, subscriber, "Seated reach")
    await press(world, subscriber, "Start")
    assert "nothing more today" in said(subscriber)
    assert len(prompts_in(subscriber)) == before


async def test_likings_are_kept_shown_and_taken_back(world: World, subscriber: Person) -> None:
    preferences = world.app.limber.preferences
    await open_stretch(world, subscriber, "Seated reach")
    page = subscriber.last
    for _ in range(2):
        subscriber.presses(page, data=data_of(Favour(1, "m.hamstrings/seated")))
        await world.settle()
        assert await preferences.likings(subscriber.id) == {"seated": Liking.FAVOURITE}
    await press(world, subscriber, "No favourite any more")
    assert await preferences.likings(subscriber.id) == {}
    await press(world, subscriber, "Not for me")
    assert "Limber never picks it" in said(subscriber)
    assert await preferences.likings(subscriber.id) == {"seated": Liking.NOT_FOR_ME}
    await press(world, subscriber, "Back")
    assert "✕ Seated reach" in buttons(subscriber.last)
    await say(world, subscriber, "seated reach")
    await say(world, subscriber, "bring it back")
    assert await preferences.likings(subscriber.id) == {}


async def test_what_is_not_for_somebody_never_comes(world: World, subscriber: Person) -> None:
    await open_stretch(world, subscriber, "Lying hamstring")
    await press(world, subscriber, "Not for me")
    for _ in range(5):
        await say(world, subscriber, "/today")
        assert "Lying hamstring" not in text_of(subscriber.last)


@pytest.mark.parametrize(
    "data",
    ["1:browse::x", "1:shelf::m.ears", "1:shelf::m.", "1:shelf:99:z.1", "1:open::/headstand",
     "1:open::m.ears/supine", "1:begin::headstand", "1:favourite::/headstand", "1:lack::spoon", "1:lack:77:mat"],
)  # fmt: skip
async def test_a_forged_or_stale_button_is_answered(world: World, subscriber: Person, data: str) -> None:
    await say(world, subscriber, "/stretches")
    text = said(subscriber)
    query = subscriber.presses(subscriber.last, data=data)
    await world.settle()
    assert query.answer is not None
    assert query.answer.get("text")
    assert said(subscriber) == text


async def test_a_page_far_too_high_is_the_last_one(world: World, subscriber: Person) -> None:
    await say(world, subscriber, "/stretches")
    subscriber.presses(subscriber.last, data="1:shelf:9223372036854775807:")
    await world.settle()
    assert "‹ Before" in buttons(subscriber.last)
    assert "More ›" not in buttons(subscriber.last)


async def test_more_names_the_rule_that_decided_for_it(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="18:00")
    for _ in range(2):
        await world.advance(days=1)
    await press(world, ann, "More")
    assert "is not one of those that came lately" in said(ann)


async def test_more_says_why_this_one(world: World, subscriber: Person) -> None:
    await press(world, subscriber, "More")
    assert "Why this one? It is a short one to begin with" in said(subscriber)
    assert "step 1 of 6 of “Hamstrings for the back”" in said(subscriber)


@pytest.mark.parametrize("typed", [False, True])
async def test_gear_that_is_missing_brings_another_stretch(
    world: World, subscriber: Person, typed: bool
) -> None:
    shown = await offer(world, subscriber, "reclining-big-toe")
    await press(world, subscriber, "More", shown)
    page = subscriber.last
    strap = page["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    if typed:
        await say(world, subscriber, "I do not have: Strap or towel")
    else:
        await press(world, subscriber, "I do not have: Strap or towel")
    profile = await world.app.limber.people.profile(subscriber.id)
    assert profile.person.options.lacking == {"roller", "strap"}
    assert "Start timer" in buttons(subscriber.last)
    assert len([message for message in prompts_in(subscriber) if "big toe" in text_of(message)]) == 0
    count = len(subscriber.chat)
    subscriber.presses(page, data=strap)
    await world.settle()
    assert len(subscriber.chat) == count


async def test_each_piece_of_gear_is_named(world: World, subscriber: Person) -> None:
    await press(world, subscriber, "More", await offer(world, subscriber, "hip-flexor-kneel"))
    assert buttons(subscriber.last) == ["I do not have: Chair", "I do not have: Cushion"]
    await press(world, subscriber, "I do not have: Cushion")
    profile = await world.app.limber.people.profile(subscriber.id)
    assert profile.person.options.lacking == {"roller", "cushion"}


async def test_a_condition_says_what_to_mind_at_a_stretch_that_it_leaves(
    world: World, subscriber: Person
) -> None:
    await change(world, subscriber, tags=frozenset({"osteoporosis", "loose-joints"}))
    shown = await offer(world, subscriber, "trunk-rotation")
    assert "no rounding" in text_of(shown)
    assert "stop at the first pull" in text_of(shown)
    await press(world, subscriber, "More", shown)
    assert "Harder" not in said(subscriber)
    assert "Easier" in said(subscriber)


async def test_a_stretch_without_gear_offers_no_such_button(world: World, subscriber: Person) -> None:
    await press(world, subscriber, "More", await offer(world, subscriber, "standing"))
    assert not buttons(subscriber.last)


async def test_what_needs_a_warm_up_is_not_started_from_a_prompt_of_its_own(
    world: World, subscriber: Person
) -> None:
    toast = await press(world, subscriber, "Start timer", await offer(world, subscriber, "high-kicks"))
    assert str(toast).startswith("Never on its own")
    assert await world.app.limber.holds.running(subscriber.id) is None


async def test_favourites_stand_on_a_shelf_of_their_own_and_leave_it_again(
    world: World, subscriber: Person
) -> None:
    assert (await say(world, subscriber, "show my favourites")).startswith("Favourites · 0 stretches")
    await world.app.limber.preferences.like(subscriber.id, "standing", Liking.FAVOURITE)
    await say(world, subscriber, "show my favourites")
    await press(world, subscriber, buttons(subscriber.last)[0], subscriber.last)
    await press(world, subscriber, "No favourite any more", subscriber.last)
    await press(world, subscriber, "Back", subscriber.last)
    assert text_of(subscriber.last).startswith("Favourites · 0 stretches")
