"""A language's words for times and days, as `time.toml` holds them, and a typed line read with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.calendar_week import USUAL, CalendarWeek
from bot.domain.schedule import EVERY_DAY

LONGEST_PHRASE = 3

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name: frozenset({day}) for day, name in enumerate(_WEEK)} | {
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "every_day": EVERY_DAY,
}
_SPRING = ("january", "february", "march", "april", "may", "june")
_AUTUMN = ("july", "august", "september", "october", "november", "december")
_MONTHS = (*_SPRING, *_AUTUMN)
_HOURS = tuple(str(hour) for hour in range(1, 13))
# What is said before an hour, with the minutes that it adds.
_BEFORE_AN_HOUR = {"half_before": -30, "quarter_before": -15, "quarter_after": 15, "half_after": 30}
_CLOCK = (
    "am",
    "pm",
    "morning",
    "evening",
    "noon",
    "midnight",
    "o_clock",
    "hour_mark",
    "half_of_either",
    "unread",
    *_BEFORE_AN_HOUR,
)
_JOINERS = ("and", "through", "before_a_time", "before_a_day")
_DATES = ("today", "tomorrow", "next", "week", "around_a_date", "after_a_number")

# The tables of `time.toml` with their fields.
TIME_FIELDS: Mapping[str, tuple[str, ...]] = {
    "days": tuple(_DAYS),
    "months": _MONTHS,
    "hours": _HOURS,
    "clock": _CLOCK,
    "joiners": _JOINERS,
    "dates": _DATES,
}

MARKS = ":.,;+&/–—-"
_TOKEN = re.compile(rf"[0-9]+|\n|[{MARKS}]|[^\s0-9{MARKS}]+(?:\.[^\s0-9{MARKS}]+)*\.?")
DASHES = ("-", "–", "—")
_SAME_MARKS = str.maketrans({"،": ",", "、": ",", "∶": ":", "’": "'", "\r": "\n"})
_WIDE = range(0xFF01, 0xFF5F)
_WIDE_OFFSET = 0xFEE0


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One language's words, in small letters; a phrase has at most three words with one space between."""

    days: Mapping[str, frozenset[int]]
    months: Mapping[str, int]
    hours: Mapping[str, int]
    am: frozenset[str]
    pm: frozenset[str]
    morning: frozenset[str]
    evening: frozenset[str]
    noon: frozenset[str]
    midnight: frozenset[str]
    o_clock: frozenset[str]
    hour_mark: frozenset[str]
    before_an_hour: Mapping[str, int]
    half_of_either: frozenset[str]
    unread: frozenset[str]
    and_: frozenset[str]
    through: frozenset[str]
    before_a_time: frozenset[str]
    before_a_day: frozenset[str]
    today: frozenset[str]
    tomorrow: frozenset[str]
    next_: frozenset[str]
    week: frozenset[str]
    around_a_date: frozenset[str]
    after_a_number: frozenset[str]
    # The day with which a week begins; Monday is 0.
    first_day: int
    # Every word that stands in a phrase above, but for months and what stands around dates.
    single: frozenset[str]

    def of(self, week: CalendarWeek) -> TimeWords:
        """The words as people mean them who have this week: its weekdays, its weekend, its first day."""
        if week == USUAL:
            return self
        meant = {USUAL.working: week.working, USUAL.weekend: week.weekend}
        days = {phrase: meant.get(days, days) for phrase, days in self.days.items()}
        return replace(self, days=days, first_day=week.first)


def time_words(raw: Mapping[str, object]) -> TimeWords:
    """A language's words from its parsed `time.toml`; ValueError names the field that is wrong."""
    days, months, hours, clock, joiners, dates = (
        _table(raw, name, fields) for name, fields in TIME_FIELDS.items()
    )
    if unknown := sorted(set(raw) - set(TIME_FIELDS)):
        raise ValueError(f"{unknown[0]}: no such table")
    about_times = [days, hours, clock, joiners, {name: dates[name] for name in ("today", "tomorrow")}]
    return TimeWords(
        single=frozenset(
            word
            for table in about_times
            for all_ in table.values()
            for phrase in all_
            for word in phrase.split()
        ),
        days={phrase: _DAYS[name] for name, phrases in days.items() for phrase in phrases},
        months={phrase: 1 + _MONTHS.index(name) for name, phrases in months.items() for phrase in phrases},
        hours={phrase: int(name) for name, phrases in hours.items() for phrase in phrases},
        and_=joiners.pop("and"),
        next_=dates.pop("next"),
        first_day=USUAL.first,
        before_an_hour={
            phrase: minutes for name, minutes in _BEFORE_AN_HOUR.items() for phrase in clock.pop(name)
        },
        **clock,
        **joiners,
        **dates,
    )


def _table(raw: Mapping[str, object], name: str, fields: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The table's phrases by field, each phrase in one field only."""
    table = raw.get(name)
    if not isinstance(table, Mapping):
        raise ValueError(f"{name}: missing, or not a table")
    if unknown := sorted(set(table) - set(fields)):
        raise ValueError(f"{name}.{unknown[0]}: no such field")
    owners: dict[str, str] = {}
    for field in fields:
        for phrase in _phrases(table.get(field), f"{name}.{field}"):
            if owners.setdefault(phrase, field) != field:
                raise ValueError(f"{name}.{field}: {phrase!r} is in {name}.{owners[phrase]} too")
    return {field: frozenset(phrase for phrase in owners if owners[phrase] == field) for field in fields}


def _phrases(listed: object, field: str) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(phrase, str) for phrase in listed):
        raise ValueError(f"{field}: must be a list of words")
    phrases = []
    for phrase in listed:
        words = tokens(phrase)
        is_mark_only = len(words) == 1 and words[0] in MARKS
        if not 1 <= len(words) <= LONGEST_PHRASE or is_mark_only or any(char.isdigit() for char in phrase):
            raise ValueError(f"{field}: {phrase!r} must be one to three words without numbers")
        phrases.append(" ".join(words))
    return phrases


def plain(text: str) -> str:
    """The text in small letters with ASCII digits and marks, without invisible characters and a last stop."""
    chars = []
    for char in text:
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            chars.append(str(digit))
        elif ord(char) in _WIDE:
            chars.append(chr(ord(char) - _WIDE_OFFSET))
        elif unicodedata.category(char) != "Cf":
            chars.append(char)
    return (
        unicodedata.normalize("NFC", "".join(chars).translate(_SAME_MARKS).casefold()).strip().rstrip(" .!")
    )


def tokens(text: str) -> list[str]:
    """The numbers, words and marks of a text in order; a word is without its dots ("a.m." is "am")."""
    found: list[str] = _TOKEN.findall(plain(text))
    return [token if token in MARKS else token.replace(".", "") for token in found]


def is_number(token: str) -> bool:
    """Whether a token is a number."""
    return token.isascii() and token.isdigit()


class NotRead(Exception):
    """The line says something that is not wholly understood."""


class HalfOfEither(NotRead):
    """The line says half an hour that some people mean before the hour and others after it."""


class Line:
    """A typed line, taken from left to right."""

    def __init__(self, text: str, words: TimeWords) -> None:
        self.words = words
        self._tokens = tokens(text)
        self._at = 0

    @property
    def left(self) -> int:
        """How many tokens are not taken yet."""
        return len(self._tokens) - self._at

    @property
    def is_done(self) -> bool:
        return not self.left

    def take(self, among: Collection[str]) -> str | None:
        """The longest phrase that stands here, which is then behind; else None."""
        for count in range(LONGEST_PHRASE, 0, -1):
            phrase = " ".join(self._tokens[self._at : self._at + count])
            if count <= self.left and phrase in among:
                self._at += count
                return phrase
        return None

    def take_all(self, among: Collection[str]) -> bool:
        """Whether one or more of the phrases stood here."""
        start = self._at
        while self.take(among):
            pass
        return self._at > start

    def take_number(self, *lengths: int) -> str | None:
        """The number that stands here, if it has one of these lengths."""
        token = "" if self.is_done else self._tokens[self._at]
        if not is_number(token) or len(token) not in lengths:
            return None
        self._at += 1
        return token

    def days(self) -> frozenset[int] | None:
        """Days as one word, as a range ("mon-fri") or with strokes between them ("mon/wed")."""
        name = self.take(self.words.days)
        if name is None:
            return None
        found = last = self.words.days[name]
        while not self.is_done:
            is_range = bool(self.take(DASHES) or self.take(self.words.through))
            if not is_range and not self.take("/"):
                break
            name = self.take(self.words.days)
            if name is None:
                raise NotRead
            first, last = last, self.words.days[name]
            if is_range:
                found |= _from_to(first, last)
            found |= last
        self.take(":")
        return found


def _from_to(first: frozenset[int], last: frozenset[int]) -> frozenset[int]:
    """The days from one to the other, round the week's end; both must be one day."""
    if len(first) != 1 or len(last) != 1:
        raise NotRead
    (start,), (end,) = first, last
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))
