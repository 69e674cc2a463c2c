"""What people are told of their zone: the city and the time there, and never the name that a zone is given."""

import re
from datetime import UTC, datetime

import pytest
import whenever

from bot.localchat.people import Person
from tests.world import World, press, safe, say, sent_prompts, text_of

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
