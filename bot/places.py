"""Place names -> IANA time zones, from the small index in `content/places`."""

import gzip
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.place import Place
from bot.domain.tokens import windows

MOST_CHOICES = 5
LONGEST_TEXT = 100
BUTTONS = ("london", "new york", "los angeles", "sao paulo", "berlin", "delhi", "tokyo", "sydney")

# A slip of the finger is mended only towards well-known cities: a guess may lie on another continent.
SHORTEST_GUESSED, SHORTEST_SWAPPED = 5, 4
LONG_NAME = 9
WELL_KNOWN = 100_000
GREAT = 1_000_000

# Among other words.
MOST_WORDS = 4
SHORTEST_WITHIN = 4

CITIES, AREAS, REGIONS, ZONES = "cities.tsv.gz", "areas.tsv", "regions.tsv", "zones.tsv"
EVERYDAY, BEFORE = "everyday.txt", "before.txt"

# A city that bears the name itself goes before a bigger one for which it is a foreign spelling.
OWN_NAME_WEIGHT = 10

# So much bigger than every other of its name, the first is the one that is meant.
FAR_BIGGER = 10

# A zone with fewer of a country's people is an enclave or a border case, no choice to offer.
SMALLEST_SHARE = 1 / 1000

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "e"}
    | dict.fromkeys("'’‘ʻʼʹ`´", "")
)


@dataclass(frozen=True, slots=True)
class _City:
    place: Place
    region_code: str
    spellings: tuple[str, ...]

    @classmethod
    def from_line(cls, line: str) -> "_City":
        name, country, region_code, region, zone, population, spellings = line.split("\t")
        place = Place(name, country, zone, region, int(population))
        return cls(place, region_code, tuple(spellings.strip("|").split("|")))

    def is_in(self, areas: set[str]) -> bool:
        country = self.place.country
        return not areas.isdisjoint({country, f"{country}-{self.region_code}"})

    def weight_as(self, key: str) -> int:
        return self.place.population * (OWN_NAME_WEIGHT if self.spellings[0] == key else 1)


def folded(name: str) -> str:
    """The name as it is compared: no case, accents or marks, one space between words, "st" as "saint"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    letters = unicodedata.normalize("NFC", bare.translate(_PLAIN_LETTERS))
    spaced = "".join(" " if unicodedata.category(char)[0] in "PSZC" else char for char in letters)
    return " ".join("saint" if word == "st" else word for word in spaced.split())


def stands_out(found: Sequence[Place]) -> bool:
    """Whether the first of the places found is so much bigger than the others that it is taken as meant."""
    return all(found[0].population >= FAR_BIGGER * other.population for other in found[1:])


class Places:
    """The index of cities, read at the first question; everything it answers is a city, never an offset."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder's files when they are first asked for; raises OSError where one is missing."""
        self._folder = folder
        for name in (CITIES, AREAS, REGIONS, ZONES, EVERYDAY, BEFORE):
            (folder / name).stat()

    def find(self, text: str) -> tuple[Place, ...]:
        """What a typed city, country or IANA zone can mean, likeliest first, at most five; else nothing.

        The place of a zone has no country.
        """
        if len(text) > LONGEST_TEXT or not (key := folded(text)):
            return ()
        zone = self._zone_typed(text)
        if zone is not None and "/" in text:
            return (self._named_by_zone(text, zone),)
        if zone is not None:
            # "Jamaica" is a country before it is a part of New York; "NZ" is no name of one in the index.
            named = tuple(city.place for city in self._of_area(key)) or (self._named_by_zone(text, zone),)
            found = (*named, *(city.place for city in self._spelled(key)))
        else:
            found = self._named(text, key)
        return tuple(dict.fromkeys(found))[:MOST_CHOICES]

    def _named(self, text: str, key: str) -> tuple[Place, ...]:
        """The cities, or those of a country or state, that bear this name or nearly do."""
        cities = [*self._of_region(key), *self._spelled(key)]
        is_known = key in self._regions or (cities and cities[0].weight_as(key) >= GREAT)
        if not is_known:
            # "usa" is a country before it is a small town, "sidney" may be Sydney before it is one in Ohio.
            named = self._spelled_with_area(key) or self._of_area(key)
            cities = named + cities
            if not named:
                cities += self._nearly_spelled(text, key, GREAT if cities else WELL_KNOWN)
        return tuple(city.place for city in cities)

    def within(self, text: str) -> tuple[Place, ...]:
        """Well-known cities and countries that are named among other words, at most five; else nothing.

        One that is named alone is with all that its name can mean, of several each is with the first.
        """
        written = [word for word in folded(text[: 2 * LONGEST_TEXT]).split() if word]
        named = self._named_among(written)
        if len(named) == 1:
            return self.find(named[0])
        found = (place for key in named for place in self.find(key)[:1])
        return tuple(dict.fromkeys(found))[:MOST_CHOICES]

    def _named_among(self, written: Sequence[str]) -> list[str]:
        """The names in these words from left to right, the longest first; an everyday word is none."""
        for start, end in windows(written, MOST_WORDS):
            key = " ".join(written[start:end])
            is_led_to = start > 0 and written[start - 1] in self._before
            if self._is_certain(key) or (is_led_to and self._is_some_city(key)):
                return [*self._named_among(written[:start]), key, *self._named_among(written[end:])]
        return []

    def _is_certain(self, key: str) -> bool:
        if len(key) < SHORTEST_WITHIN or key in self._everyday:
            return False
        if key in self._areas or key in self._regions:
            return True
        cities = self._spelled(key) or (self._spelled_with_area(key) if " " in key else [])
        first = key.split(maxsplit=1)[0]
        return first not in self._everyday and any(city.place.population >= WELL_KNOWN for city in cities[:1])

    def _is_some_city(self, key: str) -> bool:
        """Whether this is a city of any size, as behind "near" and "aus"."""
        return len(key) >= SHORTEST_WITHIN and key not in self._everyday and bool(self._spelled(key))

    def marked(self, zone: str, mark: str) -> Place | None:
        """The city of a zone that has this mark, or None."""
        cities = (city.place for city in self._lines_with(f"\t{zone}\t"))
        return next((place for place in cities if place.mark == mark), None)

    def zone_in_use(self, zone: str) -> str | None:
        """The name in use of a zone; None where the rules have no such zone."""
        try:
            return ZoneInfo(self._zones.get(zone.casefold(), zone)).key
        except ZoneInfoNotFoundError:
            return None

    def city_of(self, zone: str) -> Place:
        """The city that a zone is named after, spelled as in the index where it is there; without a country."""
        name = zone.rpartition("/")[2].replace("_", " ")
        cities = (city.place.name for city in self._lines_with(f"\t{zone}\t"))
        return Place(next((city for city in cities if folded(city) == folded(name)), name), "", zone, "")

    @cached_property
    def big(self) -> tuple[Place, ...]:
        """Eight big cities, for buttons."""
        return tuple(self._spelled(key)[0].place for key in BUTTONS)

    @cached_property
    def _index(self) -> bytes:
        # Bytes take a tenth of the memory of a dict of names, and a search through them takes a millisecond.
        return gzip.decompress((self._folder / CITIES).read_bytes())

    @cached_property
    def _areas(self) -> dict[str, list[str]]:
        """Names of countries, states and provinces -> their codes ("georgia" -> GE and US-GA)."""
        areas: dict[str, list[str]] = {}
        for line in (self._folder / AREAS).read_text("utf-8").splitlines():
            area, names = line.split("\t")
            for name in names.split("|"):
                areas.setdefault(name, []).append(area)
        return areas

    @cached_property
    def _regions(self) -> dict[str, tuple[str, str]]:
        """Names of regions and islands that are no state -> a big city there, folded, and its country."""
        lines = (self._folder / REGIONS).read_text("utf-8").splitlines()
        parts = (line.split("\t") for line in lines)
        return {name: (city, country) for city, country, names in parts for name in names.split("|")}

    @cached_property
    def _zones(self) -> dict[str, str]:
        """Zone names in small letters, old ones too -> the name in use."""
        lines = (self._folder / ZONES).read_text("utf-8").splitlines()
        return {typed: zone for typed, _, zone in (line.partition("\t") for line in lines)}

    @cached_property
    def _everyday(self) -> frozenset[str]:
        """Words of sentences that are names of places too, folded."""
        return frozenset((self._folder / EVERYDAY).read_text("utf-8").split())

    @cached_property
    def _before(self) -> frozenset[str]:
        """Words behind which a place stands, folded."""
        return frozenset((self._folder / BEFORE).read_text("utf-8").split())

    def _lines_with(self, part: str) -> Iterator[_City]:
        """The cities with this part in their line, the biggest first."""
        index, wanted = self._index, part.encode()
        at = index.find(wanted)
        while at >= 0:
            end = index.find(b"\n", at)
            yield _City.from_line(index[index.rfind(b"\n", 0, at) + 1 : end].decode())
            at = index.find(wanted, end + 1)

    def _zone_typed(self, text: str) -> str | None:
        """The name in use of a zone that was typed, where it names a place."""
        return self._zones.get("_".join(text.casefold().split()))

    def _named_by_zone(self, text: str, zone: str) -> Place:
        """The city a typed zone is named after, or else the biggest there; where it has none, that of its name.

        Who names a zone names no country: one of it may be far from its biggest city.
        """
        namesake = folded(text.rpartition("/")[2])
        cities = list(self._lines_with(f"\t{zone}\t"))
        cities.sort(key=lambda city: namesake not in city.spellings)
        return replace(cities[0].place, country="") if cities else self.city_of(zone)

    def _spelled(self, key: str) -> list[_City]:
        return sorted(self._lines_with(f"|{key}|"), key=lambda city: city.weight_as(key), reverse=True)

    def _spelled_with_area(self, key: str) -> list[_City]:
        """Cities followed by their country or state, as in "London Ontario" and "Portland OR"."""
        words = key.split()
        for cut in range(len(words) - 1, 0, -1):
            area = " ".join(words[cut:])
            code = area.upper()
            areas = {code, f"US-{code}", f"CA-{code}", f"AU-{code}", *self._areas.get(area, ())}
            if cities := [city for city in self._spelled(" ".join(words[:cut])) if city.is_in(areas)]:
                return cities
        return []

    def _of_region(self, key: str) -> list[_City]:
        """The big city of a region."""
        city, country = self._regions.get(key, ("", ""))
        return [found for found in self._spelled(city) if found.place.country == country][:1] if city else []

    def _of_area(self, key: str) -> list[_City]:
        """The biggest city of each zone of a country or state, the zone with most people first."""
        codes = set(self._areas.get(key, ()))
        columns = ("\t" + code.replace("-", "\t") + "\t" for code in codes)
        cities = [city for part in columns for city in self._lines_with(part) if city.is_in(codes)]
        people: Counter[str] = Counter()
        for city in cities:
            people[city.place.zone] += city.place.population
        least = people.total() * SMALLEST_SHARE
        zones = [zone for zone, count in people.most_common() if count >= least]
        return [next(city for city in cities if city.place.zone == zone) for zone in zones]

    def _nearly_spelled(self, text: str, key: str, least: int) -> list[_City]:
        """Cities of at least so many people one slip away, two in a long name, the nearest first."""
        if len(key) < SHORTEST_SWAPPED or not all(char.isalpha() or char in " '-.,’" for char in text):
            return []
        # Few misspell a city.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        cities = takewhile(lambda city: city.place.population >= least, self._lines_with("\n"))
        owners = [(name, city) for city in cities for name in city.spellings if name[0] == key[0]]
        near = process.extract(
            key,
            [name for name, _ in owners],
            scorer=OSA.distance,
            score_cutoff=2 if len(key) >= LONG_NAME else 1,
            limit=None,
        )
        if len(key) < SHORTEST_GUESSED:
            # Of a short name two letters may have changed places, no more.
            near = [found for found in near if sorted(found[0]) == sorted(key)]
        fewest = min((slips for _, slips, _ in near), default=0)
        hits = [owners[index][1] for _, slips, index in near if slips == fewest]
        return sorted(hits, key=lambda city: city.place.population, reverse=True)
