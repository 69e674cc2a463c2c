"""Every name of a zone that there is: one that names a place is taken when typed, and all others ask for a city."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
import whenever

from bot.domain.zonetext import is_offset, names_no_place
from bot.material import CONTENT
from bot.places import Places

PLACES = Places(Path(CONTENT) / "places")
NAMES = sorted(available_timezones())
# None of these names a place: offsets, what clocks show, and names for no zone at all.
NO_PLACES = {
    *(name for name in NAMES if name.startswith("Etc/")),
    *(
        "CET",
        "CST6CDT",
        "EET",
        "EST",
        "EST5EDT",
        "Factory",
        "GMT",
        "GMT+0",
        "GMT-0",
        "GMT0",
        "HST",
        "MET",
        "MST",
    ),
    *("MST7MDT", "PST8PDT", "UCT", "UTC", "Universal", "WET", "Zulu", "localtime"),
}
# A place that is found under a name which for IANA is no place's.
CITIES_TOO = {"Greenwich"}
MOMENTS = [datetime(2027, month, 15, 12, tzinfo=UTC) for month in (1, 7)]


@pytest.mark.parametrize("name", sorted({*NAMES, "localtime"} - CITIES_TOO))
def test_a_zone_is_taken_where_it_names_a_place_and_has_the_time_of_that_name(name: str) -> None:
    assert names_no_place(name) == (name in NO_PLACES)
    if name in NO_PLACES:
        return
    for written in (name, name.lower(), name.replace("_", " "), f" {name} "):
        place = PLACES.find(written)[0]
        assert place.name
        for moment in MOMENTS:
            judged = whenever.Instant(moment).to_tz(place.zone)
            assert judged.to_tz(name).offset == judged.offset, f"{name} is not {place.zone}"


def test_a_zone_without_a_city_has_the_name_of_its_own() -> None:
    place = PLACES.find("Australia/Lord_Howe")[0]
    assert (place.name, place.country, place.zone) == ("Lord Howe", "", "Australia/Lord_Howe")
    assert ZoneInfo(place.zone).utcoffset(MOMENTS[0].replace(tzinfo=None)) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "UTC",
        "utc",
        "+5:30",
        "-03:00",
        "+0530",
        "UTC+2",
        "GMT-3",
        "utc −3:30",
        "GMT +1",
        "EST",
        "CET",
        "MEZ",
        "EST time",
    ],
)
def test_an_offset_is_known_for_one_wherever_it_is_said(typed: str) -> None:
    assert is_offset(typed)
    assert names_no_place(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "+10",
        "-3",
        "-7:30",
        "- 7:30",
        "- 10:00",
        "10",
        "7:30",
        "5:30 UTC",
        "est la",
        "met",
        "ist",
        "cat",
        "Paris",
        "",
    ],
)
def test_what_may_be_something_else_is_no_offset(typed: str) -> None:
    assert not is_offset(typed)
