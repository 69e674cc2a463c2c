"""Typed places and positions to zones, on the index that ships."""

import gzip
from collections import Counter
from datetime import UTC, datetime
from importlib import resources
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.place import Place
from bot.globe import zone_at
from bot.places import MOST_CHOICES, Places, folded
from tests.wording import LIBRARY, language

FOLDER = Path(__file__).parents[1] / "content" / "places"
PLACES = Places(FOLDER)
CITIES = [
    line.split("\t")
    for line in gzip.decompress((FOLDER / "cities.tsv.gz").read_bytes()).decode().splitlines()
]
ZONES = {city[4] for city in CITIES}


def zone_in_use_at(latitude: float, longitude: float) -> str | None:
    zone = zone_at(latitude, longitude)
    return None if zone is None else PLACES.zone_in_use(zone)


def described(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.region, place.country) if part)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Berlin", "Berlin, DE"),
        ("berlin", "Berlin, DE"),
        ("  BERLIN! ", "Berlin, DE"),
        ("Köln", "Köln, DE"),
        ("koln", "Köln, DE"),
        ("Koeln", "Köln, DE"),
        ("Cologne", "Köln, DE"),
        ("München", "Munich, DE"),
        ("Munich", "Munich, DE"),
        ("Wien", "Vienna, AT"),
        ("Prag", "Prague, CZ"),
        ("Mailand", "Milan, IT"),
        ("Zurich", "Zürich, CH"),
        ("Łódź", "Łódź, PL"),
        ("lodz", "Łódź, PL"),
        ("Biel", "Biel/Bienne, CH"),
        ("Sankt Petersburg", "Saint Petersburg, RU"),
        ("st. petersburg", "Saint Petersburg, RU"),
        ("Москва", "Moscow, RU"),
        ("Київ", "Kyiv, UA"),
        ("القاهرة", "Cairo, EG"),
        ("تهران", "Tehran, IR"),
        ("תל אביב", "Tel Aviv, IL"),
        ("東京", "Tokyo, JP"),
        ("東京都", "Tokyo, JP"),
        ("北京", "Beijing, CN"),
        ("서울", "Seoul, KR"),
        ("दिल्ली", "Delhi, IN"),
        ("Αθήνα", "Athens, GR"),
        ("Bombay", "Mumbai, IN"),
        ("Saigon", "Ho Chi Minh City, VN"),
        ("New York", "New York City, New York, US"),
        ("NYC", "New York City, New York, US"),
        ("LA", "Los Angeles, California, US"),
        ("Washington DC", "Washington, District of Columbia, US"),
        ("Iqaluit", "Iqaluit, Nunavut, CA"),
    ],
)
def test_a_city_is_found_in_any_common_spelling(typed: str, first: str) -> None:
    assert described(PLACES.find(typed)[0]) == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berln", "Berlin, DE"),
        ("brelin", "Berlin, DE"),
        ("lndon", "London, GB"),
        ("Barclona", "Barcelona, ES"),
        ("Los Angles", "Los Angeles, California, US"),
        ("san francsico", "San Francisco, California, US"),
        ("sidney", "Sydney, New South Wales, AU"),
        ("новосибрск", "Novosibirsk, RU"),
    ],
)
def test_a_slip_of_the_finger_is_mended(typed: str, first: str) -> None:
    assert described(PLACES.find(typed)[0]) == first


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Portland", ["Portland, Oregon, US", "Portland, Maine, US"]),
        ("London", ["London, GB", "London, Ontario, CA"]),
        ("Vienne", ["Vienna, AT", "Vienne, FR"]),
        ("Birmingham", ["Birmingham, GB", "Birmingham, Alabama, US"]),
    ],
)
def test_cities_of_one_name_are_choices_the_biggest_first(typed: str, named: list[str]) -> None:
    assert [described(place) for place in PLACES.find(typed)][: len(named)] == named


def test_choices_can_be_told_apart() -> None:
    for typed in ("Springfield", "Portland", "London", "Santiago", "San Jose", "Richmond"):
        choices = [described(place) for place in PLACES.find(typed)]
        assert len(choices) == len(set(choices)) <= MOST_CHOICES


@pytest.mark.parametrize(
    ("typed", "only"),
    [
        ("London Ontario", "London, Ontario, CA"),
        ("London, Canada", "London, Ontario, CA"),
        ("Portland, Maine", "Portland, Maine, US"),
        ("portland or", "Portland, Oregon, US"),
        ("Paris, Texas", "Paris, Texas, US"),
        ("Paris Frankreich", "Paris, FR"),
        ("Hyderabad, Pakistan", "Hyderabad, PK"),
        ("Берлин, Германия", "Berlin, DE"),
    ],
)
def test_a_country_or_state_behind_the_city_decides(typed: str, only: str) -> None:
    assert [described(place) for place in PLACES.find(typed)] == [only]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Germany", ["Europe/Berlin"]),
        ("Deutschland", ["Europe/Berlin"]),
        ("Германия", ["Europe/Berlin"]),
        ("日本", ["Asia/Tokyo"]),
        ("India", ["Asia/Kolkata"]),
        ("Nepal", ["Asia/Kathmandu"]),
        ("UK", ["Europe/London"]),
        ("Texas", ["America/Chicago", "America/Denver"]),
        (
            "usa",
            [
                "America/New_York",
                "America/Chicago",
                "America/Los_Angeles",
                "America/Denver",
                "America/Phoenix",
            ],
        ),
        ("Georgia", ["America/New_York", "Asia/Tbilisi"]),
    ],
)
def test_a_country_is_its_biggest_city_in_each_zone(typed: str, zones: list[str]) -> None:
    assert [place.zone for place in PLACES.find(typed)][: len(zones)] == zones


def test_a_country_with_one_zone_is_one_choice() -> None:
    assert len(PLACES.find("Germany")) == 1


@pytest.mark.parametrize(
    ("typed", "city", "zone"),
    [
        ("Europe/Berlin", "Berlin", "Europe/Berlin"),
        ("europe/berlin", "Berlin", "Europe/Berlin"),
        ("america/new york", "New York City", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Europe/Kiev", "Kyiv", "Europe/Kyiv"),
        ("Asia/Calcutta", "Kolkata", "Asia/Kolkata"),
        ("US/Pacific", "Los Angeles", "America/Los_Angeles"),
        ("America/Iqaluit", "Iqaluit", "America/Iqaluit"),
    ],
)
def test_a_typed_zone_is_its_city(typed: str, city: str, zone: str) -> None:
    assert [(place.name, place.zone) for place in PLACES.find(typed)] == [(city, zone)]


NO_PLACES = [
    "",
    "   ",
    "EST",
    "est",
    "UTC",
    "UTC+3",
    "utc 3",
    "GMT+3",
    "GMT",
    "+3",
    "Etc/GMT+3",
    "Etc/UTC",
    "CEST",
]
NO_PLACES += [
    "../../etc/passwd",
    "Mars/Base",
    "🏃",
    "👩‍👩‍👧",
    "a" * 4096,
    "🏃" * 4096,
    "\x00",
    "|",
    "\t",
    "\n",
]
NO_PLACES += ["7:30", "19", "hello", "done", "please", "thanks", "settings", "zzzzzz", "%s", "{0}"]


@pytest.mark.parametrize("typed", NO_PLACES)
def test_what_is_no_city_is_nothing(typed: str) -> None:
    assert PLACES.find(typed) == ()


def test_no_name_of_an_offset_is_a_city() -> None:
    moments = [
        datetime(year, month, 1, tzinfo=UTC) for year, month in product((1970, 1990, 2010, 2026), (1, 7))
    ]
    names = {
        moment.astimezone(ZoneInfo(zone)).strftime("%Z")
        for zone in available_timezones()
        for moment in moments
    }
    assert {"EST", "CEST"} <= names
    assert {name for name in names if PLACES.find(name)} == set()


@settings(deadline=None)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert len(PLACES.find(text)) <= MOST_CHOICES


def test_every_zone_of_the_index_is_one_in_use() -> None:
    old_names = dict(line.split("\t") for line in (FOLDER / "zones.tsv").read_text("utf-8").splitlines())
    for zone in ZONES:
        assert resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).is_file()
        assert old_names[zone.casefold()] == zone
        assert "/" in zone
        assert not zone.startswith("Etc/")
    assert len(ZONES) > 390


@pytest.mark.parametrize(
    ("typed", "minutes"), [("Kathmandu", 345), ("Delhi", 330), ("Adelaide", 570), ("Yangon", 390)]
)
def test_zones_off_the_hour_are_right(typed: str, minutes: int) -> None:
    place = PLACES.find(typed)[0]
    offset = datetime(2026, 6, 1, tzinfo=UTC).astimezone(ZoneInfo(place.zone)).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == minutes * 60


def test_every_city_is_found_under_its_own_name() -> None:
    for name, country, _, _, zone, population, spellings in CITIES[:2000]:
        assert f"|{folded(name)}|" in spellings, name
        assert int(population) > 0
        assert country.isupper()
        assert zone
    populations = [int(city[5]) for city in CITIES]
    assert populations == sorted(populations, reverse=True)


def test_spellings_are_folded_as_typed_text_is() -> None:
    for city in CITIES:
        for spelling in city[6].strip("|").split("|"):
            assert folded(spelling) == spelling


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (50.45, 30.52, "Europe/Kyiv"),
        (27.70, 85.32, "Asia/Kathmandu"),
        (28.61, 77.21, "Asia/Kolkata"),
        (40.71, -74.01, "America/New_York"),
        (-33.87, 151.21, "Australia/Sydney"),
        (78.22, 15.65, "Arctic/Longyearbyen"),
        (0.0, -30.0, None),
        (90.0, 0.0, None),
        (90.1, 0.0, None),
        (0.0, 180.1, None),
        (float("nan"), 0.0, None),
        (float("inf"), 0.0, None),
    ],
)
def test_a_position_has_a_zone_on_land_only(latitude: float, longitude: float, zone: str | None) -> None:
    assert zone_in_use_at(latitude, longitude) == zone


@given(st.floats(), st.floats())
def test_a_position_anywhere_has_a_known_zone_or_none(latitude: float, longitude: float) -> None:
    zone = zone_in_use_at(latitude, longitude)
    assert zone is None or (ZoneInfo(zone).key == zone and not zone.startswith("Etc/"))


def test_the_big_cities_are_eight_in_different_zones() -> None:
    assert len({place.zone for place in PLACES.big}) == 8


@language
def test_a_language_names_cities_by_their_zone_and_name_in_the_index(id_: str) -> None:
    known = Counter((city[4], city[0]) for city in CITIES)
    for zone, names in LIBRARY.languages[id_].cities.items():
        for name, shown in names.items():
            assert known[zone, name] == 1, (zone, name)
            assert shown != name, f"{name} needs no line"


@language
def test_a_city_is_found_by_its_name_in_every_language(id_: str) -> None:
    for zone, names in LIBRARY.languages[id_].cities.items():
        for name, shown in names.items():
            for typed in (name, shown):
                found = [(place.zone, place.name) for place in PLACES.find(typed)]
                assert (zone, name) in found, f"{typed}: run `python -m docs.maintainer.build_places`"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Zurich", "Zürich"),
        ("America/Sao_Paulo", "São Paulo"),
        ("America/New_York", "New York"),
        ("Africa/Ceuta", "Ceuta"),
        ("Antarctica/Troll", "Troll"),
    ],
)
def test_the_city_of_a_zone_is_the_one_it_is_named_after_in_whatever_country(zone: str, name: str) -> None:
    assert PLACES.city_of(zone) == Place(name, "", zone, "")


def test_the_index_names_its_source_and_stays_small() -> None:
    credit = (FOLDER / "CREDITS.md").read_text("utf-8")
    assert "GeoNames" in credit
    assert "CC BY 4.0" in credit
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000
