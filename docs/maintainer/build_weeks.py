"""Writes `content/weeks.toml` anew from Babel's week data: `python -m docs.maintainer.build_weeks` in the test venv.

Run it after an update of Babel, and read what changed.
"""

import json
from collections import defaultdict
from pathlib import Path

import babel
from babel import Locale, UnknownLocaleError
from babel.core import get_global

FILE = Path(__file__).parents[2] / "content" / "weeks.toml"
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONDAY, WEEKEND = 0, (5, 6)


def weeks() -> dict[str, tuple[int, tuple[int, ...]]]:
    """The first day and the weekend of each country by its code, Monday being 0."""
    found = {}
    for country in sorted(get_global("territory_languages")):
        try:
            locale = Locale.parse(f"und_{country}")
        except (UnknownLocaleError, ValueError):
            continue
        if len(country) == 2 and country.isalpha() and country != "ZZ":
            first, last = locale.weekend_start, locale.weekend_end
            found[country] = (
                locale.first_week_day,
                tuple((first + day) % 7 for day in range((last - first) % 7 + 1)),
            )
    return found


def listed(countries: list[str]) -> str:
    """A list of codes, sixteen a line."""
    lines = [countries[at : at + 16] for at in range(0, len(countries), 16)]
    return "[\n" + "".join(f"    {', '.join(map(json.dumps, line))},\n" for line in lines) + "]\n"


def main() -> None:
    """Writes the file."""
    begins: dict[int, list[str]] = defaultdict(list)
    rests: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for country, (first, weekend) in weeks().items():
        if first != MONDAY:
            begins[first].append(country)
        if weekend != WEEKEND:
            rests[weekend].append(country)
    text = (
        f"# The week of each country by its code in ISO 3166-1, from CLDR {get_global('cldr')['version']} as Babel"
        f" {babel.__version__} has it: where it does not\n# begin on Monday, and where the weekend is not Saturday and"
        " Sunday. Written by docs/maintainer/build_weeks.py.\n\n[begins]\n"
    )
    text += "".join(f"{NAMES[day]} = {listed(begins[day])}" for day in sorted(begins))
    text += "\n[weekend]\n"
    text += "".join(
        f"{'-'.join(NAMES[day] for day in days)} = {listed(rests[days])}" for days in sorted(rests)
    )
    FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
