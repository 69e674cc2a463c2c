"""The emergency number is that of the person's country, in whichever language and message."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import (
    FakeClock,
    World,
    press,
    profile_of,
    running,
    safe,
    said,
    say,
    subscribe,
    tap_city,
    text_of,
)

Way = Callable[[World, Person], Awaitable[None]]
UNKNOWN = "your local emergency number"


@pytest.fixture
async def hosted(telegram: LocalTelegram, clock: FakeClock, tmp_path: Path) -> AsyncIterator[World]:
    """The bot of an operator who has set a number."""
    database = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, database, emergency_number="555") as world:
        yield world


def types(city: str) -> Way:
    async def way(world: World, person: Person) -> None:
        await say(world, person, city)
        await press(world, person, "Yes, that is right")

    return way


def taps(city: str) -> Way:
    async def way(world: World, person: Person) -> None:
        await tap_city(world, person, city)

    return way


def chooses(city: str, number: str) -> Way:
    async def way(world: World, person: Person) -> None:
        await say(world, person, city)
        await say(world, person, number)

    return way


def shares(latitude: float, longitude: float) -> Way:
    async def way(world: World, person: Person) -> None:
        person.shares_location(latitude, longitude)
        await world.settle()
        await press(world, person, "Yes, that is right")

    return way


async def taps_an_old_button(world: World, person: Person) -> None:
    """Confirms a city after another question came in between: the button still names it."""
    await say(world, person, "Munich")
    shown = person.last
    await say(world, person, "/language")
    await press(world, person, "Yes, that is right", shown)


async def lives(world: World, person: Person, way: Way) -> None:
    await say(world, person, "/start")
    await safe(world, person)
    await way(world, person)
    await say(world, person, "18:00")


async def moves(world: World, person: Person, way: Way) -> None:
    await say(world, person, "/zone")
    await way(world, person)


async def number_for(world: World, person: Person) -> str:
    """What is said to somebody who is dizzy, behind the colon."""
    advice, _, _ = (await say(world, person, "I feel dizzy")).partition("\n")
    return advice.rpartition(": ")[2].removesuffix(".")


@pytest.mark.parametrize(
    ("way", "country", "number"),
    [
        (types("Berlin"), "DE", "112"),
        (types("Oslo"), "NO", "113"),
        (types("Zürich"), "CH", "144"),
        (types("Chicago"), "US", "911"),
        (types("東京"), "JP", "119"),
        (types("Deutschland"), "DE", "112"),
        (types("Dakar"), "SN", "1515"),
        (taps("London"), "GB", "999"),
        (taps("Berlin"), "DE", "112"),
        (taps("São Paulo"), "BR", "192"),
        (taps("Sydney"), "AU", "000"),
        (chooses("Birmingham", "1"), "GB", "999"),
        (chooses("Birmingham", "2"), "US", "911"),
        # A location is used for its zone alone; so is a zone that was typed.
        (shares(28.6, 77.2), "IN", "112"),
        (shares(40.7, -74.0), "US", "911"),
        (types("america/new york"), "US", "911"),
        (shares(52.52, 13.4), None, UNKNOWN),
        (shares(9.06, 7.49), None, UNKNOWN),
        (types("Europe/Berlin"), None, UNKNOWN),
        (taps_an_old_button, "DE", "112"),
        # A country without a number in the table.
        (types("Kinshasa"), "CD", UNKNOWN),
    ],
)
async def test_the_number_is_that_of_the_city_or_else_of_the_only_country_of_its_zone(
    world: World, ann: Person, way: Way, country: str | None, number: str
) -> None:
    await lives(world, ann, way)
    assert (await profile_of(world, ann)).person.country == country
    assert await number_for(world, ann) == number


@pytest.mark.parametrize("city", ["Berlin", "Tokyo", "Kinshasa"])
async def test_the_language_never_matters(world: World, ann: Person, city: str) -> None:
    await lives(world, ann, types(city))
    english = await number_for(world, ann)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(replace(known, language="de"))
    german = {UNKNOWN: "deine örtliche Notrufnummer"}.get(english, english)
    assert f"ärztliche Hilfe: {german}." in await say(world, ann, "mir ist schwindelig")


async def test_another_country_brings_another_number_and_an_unknown_one_none(
    world: World, ann: Person
) -> None:
    await lives(world, ann, types("Berlin"))
    assert await number_for(world, ann) == "112"
    await moves(world, ann, taps("Tokyo"))
    assert await number_for(world, ann) == "119"
    await moves(world, ann, shares(52.52, 13.4))
    assert await number_for(world, ann) == UNKNOWN


@pytest.mark.parametrize(
    ("way", "number"),
    [(types("Berlin"), "112"), (types("Kinshasa"), "555"), (shares(52.52, 13.4), "555")],
)
async def test_the_operators_number_stands_in_where_there_is_none(
    hosted: World, telegram: LocalTelegram, way: Way, number: str
) -> None:
    ann = telegram.person("Ann", language_code="en")
    assert "get emergency care now (555)" in await say(hosted, ann, "/start")
    await safe(hosted, ann)
    await way(hosted, ann)
    await say(hosted, ann, "18:00")
    assert await number_for(hosted, ann) == number


async def test_before_the_place_is_known_no_number_is_named(world: World, ann: Person) -> None:
    assert f"get emergency care now ({UNKNOWN})" in await say(world, ann, "/start")


async def test_every_message_that_names_a_number_names_that_of_the_person(world: World, ann: Person) -> None:
    await subscribe(world, ann, city="Tokyo")
    assert "(119)" in await say(world, ann, "/precautions")
    assert "call 119." in await say(world, ann, "I want to die")
    ann.forwards("I have chest pain")
    await world.settle()
    await press(world, ann, "No")
    assert said(ann).endswith("119.")
    assert "care now: 119." in await say(world, ann, "I have chest pain")
    assert "get care: 119." in await say(world, ann, "/today")
    await press(world, ann, "Not yet")
    assert "care: 119." in said(ann)
    await press(world, ann, "Looked at and gone")
    assert "get emergency care now (119)" in said(ann)


async def test_a_screen_that_comes_by_itself_names_it_too(world: World, ann: Person) -> None:
    await subscribe(world, ann, city="Tokyo")
    await world.advance(minutes=1)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(replace(known, safety_version=0))
    await world.advance(days=1)
    shown = [text_of(message) for message in ann.chat if "(119)" in text_of(message)]
    assert [text.startswith("Before your stretch, a look at your safety") for text in shown] == [True]
