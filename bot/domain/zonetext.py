"""What people type of a zone without naming a place: an offset or an abbreviation, which asks for a city."""

import re

from bot.domain.tokens import plain

# "+5:30", "-03", "GMT+2", "utc -3:30"; behind a name also "UTC 2". "-7:30" may be the line of a list, "-07:30" is none.
_OFFSET = re.compile(
    r"(?:(?P<name>utc|gmt|zulu|z)\s*(?:[+-]|plus|minus)?|[+-])\s*\d{1,2}(?P<minutes>[:.]?[0-5]\d)?"
)
# What means nothing else in a chat, and the rest of what `zoneinfo` and clocks on the wall have.
_PLAIN_ABBREVIATION = re.compile("utc|gmt|[ecmp][sd]t|ces?t|mes?z|ees?t|bst|ae[sd]t|nz[sd]t")
_ABBREVIATION = re.compile(
    f"{_PLAIN_ABBREVIATION.pattern}|uct|ut|gmt0|zulu|universal|est5edt|cst6cdt|mst7mdt|pst8pdt|ak[sd]t|h[sd]t|a[sd]t|n[sd]t"
    "|mes?t|wet|ist|msk|pkt|jst|kst|hkt|sgt|wib|wita?|sast|wat|cat|eat|ac[sd]t|awst|chst|sst|factory|localtime"
)
_TIME_OF_AN_AREA = re.compile(
    r"(?:eastern|central|mountain|pacific|(?:western|central|eastern) european)(?: standard| daylight| summer)? time"
    r"|mitteleuropäische (?:sommer)?zeit"
)
_MAY_BE_LISTED = re.compile(r"-\s*\d[:.]|-\s")
_AREA_AND_CITY = re.compile(r"[a-z]+(?:/[a-z_-]+){1,2}")
_NO_PLACES = ("etc/", "posix/", "right/", "systemv/")


def is_offset(text: str) -> bool:
    """Whether a text is an offset or an abbreviation and can be nothing else: "+5:30", "UTC"; "+10" may be anything."""
    written = _written(text)
    if _PLAIN_ABBREVIATION.fullmatch(written) is not None:
        return True
    found = _OFFSET.fullmatch(written)
    return found is not None and bool(
        found["name"] or (found["minutes"] and not _MAY_BE_LISTED.match(written))
    )


def may_be_zone(text: str) -> bool:
    """Whether a text is written as a zone is named: "Australia/Lord_Howe"; so are "and/or" and "mon/wed"."""
    return _AREA_AND_CITY.fullmatch(plain(text)) is not None


def names_no_place(text: str) -> bool:
    """Whether a text is an offset or what clocks call a zone, which both say nothing of when the clocks change."""
    written = _written(text)
    ways = (
        _OFFSET.fullmatch(written),
        _ABBREVIATION.fullmatch(written),
        _TIME_OF_AN_AREA.fullmatch(plain(text)),
    )
    return any(found is not None for found in ways) or written.startswith(_NO_PLACES)


def _written(text: str) -> str:
    return plain(text).removesuffix(" time")
