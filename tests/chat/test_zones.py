"""What people are told of their zone: the city and the time there, and never the name that a zone is given."""

import re
from datetime import UTC, datetime

import pytest
import whenever

from bot.domain.dialogue import ChoosingPlace, ConfirmingPlace
from bot.localchat.people import Person
from tests.world import World, press, profile_of, safe, said, say, sent_prompts, subscribe, text_of

# Places whose time changed in 2026, some of which Babel still calls by the name of the time they had.
CITIES = [
    ("Vancouver BC", "America/Vancouver"),
    ("Edmonton", "America/Edmonton"),
    ("Yellowknife", "America/Yellowknife"),
    ("Winnipeg", "America/Winnipeg"),
    ("America/Inuvik", "America/Inuvik"),
    ("Havana", "America/Havana"),
    ("Casablanca", "Africa/Casablanca"),
    ("El Aaiun", "Africa/El_Aaiun"),
    ("Chisinau", "Europe/Chisinau"),
]
# "Pacific Standard Time", "Eastern European Time", "PST", "GMT-7", and a bare abbreviation behind a time.
NAMES = re.compile(
    r"(?i:\b(?:standard|daylight|summer|winter|pacific|mountain|central|eastern|western|european) time\b)"
    r"|\b(?:UTC|GMT)\b|\d\d:\d\d [A-Z]{3,4}\b"
)
WINTER = datetime(2027, 12, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(("typed", "zone"), CITIES)
async def test_a_city_has_its_own_time_in_winter_and_its_zone_no_name(
    world: World, ann: Person, typed: str, zone: str
) -> None:
    world.clock.set(WINTER)
    await say(world, ann, "/start")
    await safe(world, ann)
    judged = whenever.Instant(WINTER).to_tz(zone)
    assert f"it is {judged.hour:02}:{judged.minute:02} there now" in await say(world, ann, typed)
    await press(world, ann, "Yes, that is right")
    await say(world, ann, "7:30")
    before = len(sent_prompts(world, ann))
    await world.advance(days=2)
    due = [prompt.at for prompt in sent_prompts(world, ann)[before:]]
    assert due
    assert all(whenever.Instant(at).to_tz(zone).time() == whenever.Time(7, 30) for at in due)
    for command in ("/time", "/zone", "/settings", "/pause 3 days", "/resume", "/stats", "/help", "snooze"):
        await say(world, ann, command)
    shown = [text_of(message) for message in ann.chat if message["from"]["is_bot"]]
    assert [NAMES.findall(text) for text in shown if NAMES.search(text)] == []


@pytest.mark.parametrize(
    "name", ["Pacific Standard Time", "at 07:30 PST", "GMT-7", "Central European Time", "UTC+2"]
)
def test_a_name_of_a_zone_would_be_noticed(name: str) -> None:
    assert NAMES.search(name)


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("im in tokyo now", "Tokyo"),
        ("I'm in Tokyo this week", "Tokyo"),
        ("back home in singapore", "Singapore"),
        ("i just moved to Lisbon", "Lisbon"),
        ("landed in Nairobi", "Nairobi"),
        ("we're in Reykjavik at the moment", "Reykjavík"),
        ("Australia/Lord_Howe", "Lord Howe"),
    ],
)
@pytest.mark.parametrize("asked", ["", "/zone"])
async def test_where_somebody_is_can_be_said_in_the_chat_and_to_the_question(
    world: World, ann: Person, typed: str, city: str, asked: str
) -> None:
    await subscribe(world, ann)
    if asked:
        await say(world, ann, asked)
    assert f"{city}: it is" in await say(world, ann, typed)
    await press(world, ann, "Yes, that is right")
    assert (await profile_of(world, ann)).person.place == city


@pytest.mark.parametrize("typed", ["UTC", "+5:30", "GMT+2", "-03:00", "EST", "CET", "i'm in UTC+2"])
@pytest.mark.parametrize("asked", ["", "/zone"])
async def test_an_offset_asks_for_a_city(world: World, ann: Person, typed: str, asked: str) -> None:
    await subscribe(world, ann)
    if asked:
        await say(world, ann, asked)
    assert "when the clocks change" in await say(world, ann, typed)
    await say(world, ann, "Delhi")
    await press(world, ann, "Yes, that is right")
    assert (await profile_of(world, ann)).person.zone_name == "Asia/Kolkata"


@pytest.mark.parametrize(
    "typed", ["im in a meeting", "i'm in bed", "i'm in love", "and/or", "landed in trouble"]
)
async def test_who_is_in_no_city_is_asked_for_none(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert not isinstance((await profile_of(world, ann)).person.dialogue, ChoosingPlace | ConfirmingPlace)
    assert "city" not in said(ann)
