"""A city is shown by its name in the reader's language, whatever it was typed as; what is kept has no language."""

import errno
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot import helper
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import World, buttons, press, profile_of, said, say, subscribe, tap_city, text_of

# What is typed, what the city is called in English, and in German.
NAMES = [
    ("München", "Munich", "München"),
    ("Munich", "Munich", "München"),
    ("Köln", "Cologne", "Köln"),
    ("Cologne", "Cologne", "Köln"),
    ("Rom", "Rome", "Rom"),
    ("Wien", "Vienna", "Wien"),
    ("Warszawa", "Warsaw", "Warschau"),
    ("Zurich", "Zurich", "Zürich"),
    ("Bozen", "Bolzano", "Bozen"),
    ("Berlin", "Berlin", "Berlin"),
    ("Europe/Rome", "Rome", "Rom"),
]

NONE = {"en": "None of these", "de": "Nichts davon"}


@pytest.fixture
def ben(telegram: LocalTelegram) -> Person:
    """Somebody whose Telegram is in German."""
    return telegram.person("Ben", language_code="de")


async def begin(world: World, person: Person) -> None:
    """Goes to the question where they are."""
    await say(world, person, "/start")
    for _ in range(2):
        await press(world, person, NONE[person.user["language_code"]])


@pytest.mark.parametrize(("typed", "english", "german"), NAMES)
async def test_a_city_is_asked_about_by_its_name_in_the_language(
    world: World, ann: Person, ben: Person, typed: str, english: str, german: str
) -> None:
    await begin(world, ann)
    await begin(world, ben)
    assert (await say(world, ann, typed)).startswith(f"{english}: ")
    assert (await say(world, ben, typed)).startswith(f"{german}: ")


async def test_a_city_of_the_same_name_elsewhere_keeps_it(world: World, ben: Person) -> None:
    await begin(world, ben)
    await say(world, ben, "Vienna")
    await press(world, ben, "Andere Stadt")
    assert "Vienna, Virginia, US · 01:00" in buttons(ben.last)


async def test_cities_to_choose_from_have_their_names_in_the_language(world: World, ben: Person) -> None:
    await begin(world, ben)
    await say(world, ben, "Tripoli")
    assert [label.split(" · ")[0] for label in buttons(ben.last)][:2] == ["Tripolis, LY", "Tripoli, LB"]


def cities(person: Person) -> set[str]:
    """The names on the buttons, without the time."""
    return {label.split(" · ")[0] for label in buttons(person.last)}


async def test_the_big_cities_have_their_names_in_the_language(
    world: World, ann: Person, ben: Person
) -> None:
    await begin(world, ann)
    assert {"New York City", "Tokyo"} <= cities(ann)
    await begin(world, ben)
    assert {"New York", "Tokio"} <= cities(ben)
    await tap_city(world, ben, "Tokio")
    assert text_of(ben.chat[-2]).startswith("Tokio, ")


@pytest.mark.parametrize(
    ("latitude", "longitude", "city"),
    [(41.9, 12.5, "Rom"), (47.37, 8.54, "Zürich"), (0.31, 32.58, "Kampala")],
)
async def test_the_city_of_a_location_has_its_name_in_the_language(
    world: World, ben: Person, latitude: float, longitude: float, city: str
) -> None:
    await begin(world, ben)
    ben.shares_location(latitude, longitude)
    await world.settle()
    assert said(ben).startswith(f"{city}: ")


async def test_a_new_language_is_a_new_name_for_the_same_city(world: World, ben: Person) -> None:
    await begin(world, ben)
    await say(world, ben, "München")
    await say(world, ben, "ja")
    assert (await profile_of(world, ben)).person.place == "Munich"
    await say(world, ben, "7:30")
    assert "(München)" in await say(world, ben, "/time")
    assert "(München)" in await say(world, ben, "/start")
    await say(world, ben, "/language")
    await press(world, ben, "○ English")
    assert "(Munich)" in await say(world, ben, "/time")


async def test_a_name_that_was_kept_before_and_is_not_in_the_index_is_shown(
    world: World, ben: Person
) -> None:
    await begin(world, ben)
    await say(world, ben, "Rom")
    await say(world, ben, "ja")
    await say(world, ben, "7:30")
    person = (await profile_of(world, ben)).person
    async with world.app.database.write() as tx:
        await tx.people.save(replace(person, place="Roma Eterna"))
    assert "(Roma Eterna)" in await say(world, ben, "/time")


async def test_without_a_helper_a_city_is_asked_for_and_readyz_says_so_until_it_is_back(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)

    def no_memory() -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    with monkeypatch.context() as patched, capture_logs() as lines:
        world.app.helper._end()
        patched.setattr(helper, "_begun", no_memory)
        for _ in range(3):
            ann.shares_location(52.52, 13.4)
            await world.settle()
            assert "type a city near you" in said(ann)
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["zone not looked up"] * 3
    assert any("the helper fails" in fault for fault in await world.app.all_faults())
    ann.shares_location(52.52, 13.4)
    await world.settle()
    assert not any("the helper fails" in fault for fault in await world.app.all_faults())
