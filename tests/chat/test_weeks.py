"""The week as people live it where they live: its first day, its weekdays, its weekend."""

from datetime import UTC, date, datetime

import pytest
from babel import Locale

from bot.domain.calendar_week import USUAL
from bot.domain.timetext import dates_meant
from bot.localchat.people import Person
from tests.chat.test_shares import WORDS
from tests.test_content import LIBRARY
from tests.world import World, buttons, press, profile_of, say, subscribe, times_of

# As Babel has them; each is an exception of its kind.
CITIES = [
    ("Berlin", "mon tue wed thu fri", "Monday to Friday", "mon"),
    ("Tel Aviv", "mon tue wed thu sun", "Sun to Thu", "sun"),
    ("Cairo", "mon tue wed thu sun", "Sun to Thu", "sat"),
    ("Dubai", "mon tue wed thu fri", "Monday to Friday", "mon"),
    ("Tehran", "mon tue wed thu sat sun", "every day but Fri", "sat"),
    ("Lisbon", "mon tue wed thu fri", "Monday to Friday", "sun"),
    ("New York", "mon tue wed thu fri", "Monday to Friday", "sun"),
]
NAMES = {"mon": "Monday", "sat": "Saturday", "sun": "Sunday"}


@pytest.mark.parametrize(("city", "days", "shown", "first"), CITIES)
async def test_weekdays_are_those_of_the_country_and_shown_by_name_before_they_are_kept(
    world: World, ann: Person, city: str, days: str, shown: str, first: str
) -> None:
    await subscribe(world, ann, city=city, time="16:20")
    assert shown in await say(world, ann, "weekdays 8")
    await press(world, ann, "Change")
    assert await times_of(world, ann) == [f"08:00 {days}"]
    await say(world, ann, "/time")
    await press(world, ann, buttons(ann.last)[0])
    assert buttons(ann.last)[0][2:] in NAMES[first]


@pytest.mark.parametrize(("city", "_days", "_shown", "first"), CITIES)
async def test_the_record_shows_the_week_that_begins_there(
    world: World, ann: Person, city: str, _days: str, _shown: str, first: str
) -> None:
    await subscribe(world, ann, city=city)
    await say(world, ann, "done")
    strip = (await say(world, ann, "/stats")).splitlines()[1]
    assert NAMES[first].startswith(strip[:2])
    assert "next week" not in strip


@pytest.mark.parametrize(("country", "begins"), [("DE", 10), ("US", 9), ("EG", 8), ("MV", 7)])
def test_next_week_begins_on_the_first_day_of_the_week_there(country: str, begins: int) -> None:
    # A Thursday.
    today = date(2027, 5, 6)
    time = WORDS["en"].time.of(LIBRARY.week_in(country))
    assert dates_meant("next week", time, today) == (date(2027, 5, begins),)


def test_the_weeks_are_those_of_babel() -> None:
    for country in ("DE", "US", "PT", "IN", "AE", "SA", "IL", "EG", "IR", "AF", "MV", "DJ", "JP", "BR", "NZ"):
        judge = Locale.parse(f"und_{country}")
        week = LIBRARY.week_in(country)
        weekend = frozenset(
            {
                (judge.weekend_start + day) % 7
                for day in range((judge.weekend_end - judge.weekend_start) % 7 + 1)
            }
        )
        assert (week.first, week.weekend) == (judge.first_week_day, weekend), country
    assert LIBRARY.week_in(None) == USUAL


async def test_whose_country_is_not_known_has_the_usual_week(world: World, ann: Person) -> None:
    world.clock.set(datetime(2027, 5, 3, 6, tzinfo=UTC))
    await subscribe(world, ann)
    profile = await profile_of(world, ann)
    assert LIBRARY.week_in(profile.person.country) == USUAL
