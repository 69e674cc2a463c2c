"""A language's words for times, days, dates and lengths of time, as `time.toml` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.calendar_week import USUAL, CalendarWeek
from bot.domain.clockhalf import Half
from bot.domain.schedule import EVERY_DAY
from bot.domain.tokens import MARKS, tokens

LONGEST_PHRASE = 3
# A day that is short for something else is more often a day with more letters: "sat" than "so" and "we".
SHORT_DAY = 2

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
_TEENS = tuple(str(number) for number in range(13, 20))
_TENS = ("20", "30", "40", "50")
_ORDINALS = ("2", "3", "4", "5", "6", "7")
# What is said before an hour, with the minutes that it adds.
_BEFORE_AN_HOUR = {"half_before": -30, "quarter_before": -15, "quarter_after": 15, "half_after": 30}
_SIGNS = {"past": 1, "to": -1}
_CLOCK = (
    *(half.value for half in Half),
    "o_clock",
    "hour_mark",
    "minute_mark",
    "half_of_either",
    "quarter_of_either",
    "minutes",
    *_SIGNS,
    "unread",
    *_BEFORE_AN_HOUR,
)
_JOINERS = (
    "and",
    "through",
    "before_a_time",
    "before_a_day",
    "around_days",
    "but_not",
    "otherwise",
    "around_all",
)
# Parts of an hour as one word, in minutes, and those behind "one hour".
_PARTS = {"half_hour": 30, "quarter_hour": 15, "three_quarters": 45}
_HOURS_AND_A_HALF = {"one_and_a_half": 90, "two_and_a_half": 150}
_AND_PARTS = {"and_a_half": 30, "and_a_quarter": 15}
_LENGTHS = (
    "around_a_length",
    "in",
    "later",
    "once",
    "article",
    "hour",
    *_PARTS,
    *_HOURS_AND_A_HALF,
    *_AND_PARTS,
)
# What comes every so many days: "every other day", "every 3 days", "alternate days".
_INTERVALS = ("every", *_ORDINALS, "alternate", "day_unit", "week_unit")
# Where a time is asked for, and what stands beside one that is not wished.
_ASKED = ("rounded", "behind_rounded", "lunch", "no_days", "late", "early")
_BEFORE_ASKED = ("not_before", "now_before")
_BEHIND_ASKED = ("suits", "not_behind", "now_behind")
_MOVES = ("earlier", "moved_later", "always", "ahead", "not_moved")
_BREAKS = ("further", "another", "back", "from", "around_a_break")
_NAMES_OF_DAYS_OFF = ("week_after_next", "weekend_word", "on_weekends", "within", "around_a_name", "habits")
_DAYS_OFF = ("off", "around", "been", "towards", *_NAMES_OF_DAYS_OFF)
_DAYS_GONE = ("yesterday", "day_before", "done_then", "not_then", "around_done")
_DATES = (
    "today",
    "tomorrow",
    "next",
    "week",
    "around_a_date",
    "until",
    "after_a_number",
    "behind_a_date",
    "inclusive",
    "until_the_end_of",
)

# The tables of `time.toml` with their fields.
TIME_FIELDS: Mapping[str, tuple[str, ...]] = {
    "days": tuple(_DAYS),
    "months": _MONTHS,
    "hours": _HOURS,
    "numbers": (*_TEENS, *_TENS, "compound", "zero"),
    "clock": _CLOCK,
    "joiners": _JOINERS,
    "dates": _DATES,
    "lengths": _LENGTHS,
    "intervals": _INTERVALS,
    "asked": _ASKED,
    "before_asked": _BEFORE_ASKED,
    "behind_asked": _BEHIND_ASKED,
    "moves": _MOVES,
    "breaks": _BREAKS,
    "days_off": _DAYS_OFF,
    "days_gone": _DAYS_GONE,
}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One language's words, in small letters; a phrase has at most three words with one space between."""

    days: Mapping[str, frozenset[int]]
    months: Mapping[str, int]
    hours: Mapping[str, int]
    # "Other" and "second" are 2.
    ordinals: Mapping[str, int]
    every: frozenset[str]
    alternate: frozenset[str]
    day_unit: frozenset[str]
    week_unit: frozenset[str]
    # From 1 to 59.
    numbers: Mapping[str, int]
    zero: frozenset[str]
    halves: Mapping[str, Half]
    o_clock: frozenset[str]
    hour_mark: frozenset[str]
    minute_mark: frozenset[str]
    before_an_hour: Mapping[str, int]
    half_of_either: frozenset[str]
    quarter_of_either: frozenset[str]
    minutes: frozenset[str]
    # Between minutes and an hour: 1 where they are added, -1 where they are taken away.
    minutes_of: Mapping[str, int]
    unread: frozenset[str]
    and_: frozenset[str]
    through: frozenset[str]
    before_a_time: frozenset[str]
    before_a_day: frozenset[str]
    around_days: frozenset[str]
    but_not: frozenset[str]
    # On the days that were not named.
    otherwise: frozenset[str]
    around_all: frozenset[str]
    today: frozenset[str]
    tomorrow: frozenset[str]
    next_: frozenset[str]
    week: frozenset[str]
    around_a_date: frozenset[str]
    until: frozenset[str]
    after_a_number: frozenset[str]
    behind_a_date: frozenset[str]
    inclusive: frozenset[str]
    until_the_end_of: frozenset[str]
    # The day with which a week begins, and the days of a weekend; Monday is 0.
    first_day: int
    weekend: frozenset[int]
    # Lengths of time; the minutes of their parts.
    around_a_length: frozenset[str]
    in_: frozenset[str]
    later: frozenset[str]
    once: frozenset[str]
    article: frozenset[str]
    hour: frozenset[str]
    parts_of_an_hour: Mapping[str, int]
    hours_and_a_half: Mapping[str, int]
    and_parts: Mapping[str, int]
    # Where a time is asked for: what changes nothing ("about"), noon, and what is seldom the day it may be ("so").
    rounded: frozenset[str]
    behind_rounded: frozenset[str]
    lunch: frozenset[str]
    no_days: frozenset[str]
    # What tells that an hour beside it is in the afternoon or evening, or in the morning.
    late: frozenset[str]
    early: frozenset[str]
    # Behind a number that is an hour; before and behind a time that is not wished, or is what the clock shows now.
    suits: frozenset[str]
    not_before: frozenset[str]
    not_behind: frozenset[str]
    now_before: frozenset[str]
    now_behind: frozenset[str]
    # A time that is to come earlier or later for good.
    earlier: frozenset[str]
    moved_later: frozenset[str]
    always: frozenset[str]
    # Behind a length, how the clocks differ from those elsewhere.
    ahead: frozenset[str]
    not_moved: frozenset[str]
    # Of a break: what makes it longer, of that what is one more, what ends it, what it begins with, what says nothing.
    further: frozenset[str]
    another: frozenset[str]
    back: frozenset[str]
    from_: frozenset[str]
    around_a_break: frozenset[str]
    # Of days off: what names a break, what else says nothing of them, what is long over, before where somebody goes.
    off: frozenset[str]
    around: frozenset[str]
    been: frozenset[str]
    towards: frozenset[str]
    # By a name: the week after the next one, a weekend, what before that may mean each of them, what before a month
    # means all of it, and what before any of them says nothing; what means each of several, and not the next one.
    week_after_next: frozenset[str]
    weekend_word: frozenset[str]
    on_weekends: frozenset[str]
    within: frozenset[str]
    around_a_name: frozenset[str]
    habits: frozenset[str]
    # Of days gone by: the two before today, that something was done then, or was not, and what says nothing more of it.
    yesterday: frozenset[str]
    day_before: frozenset[str]
    done_then: frozenset[str]
    not_then: frozenset[str]
    around_done: frozenset[str]
    # Every word of the days, hours and clocks, of what joins them, and of today and tomorrow.
    single: frozenset[str]
    # Those towards which a slip of the finger is mended: of days, and of halves of a day.
    mended: frozenset[str]

    @property
    def noon(self) -> frozenset[str]:
        """The words for a time of day that are one without a number."""
        return frozenset(phrase for phrase, half in self.halves.items() if half.hour_alone is not None)

    @property
    def clocks(self) -> frozenset[str]:
        """The words that are a time by themselves."""
        return self.noon.union(self.hours)

    def of(self, week: CalendarWeek) -> TimeWords:
        """The words as people mean them who have this week: its weekdays, its weekend, its first day."""
        if week == USUAL:
            return self
        meant = {USUAL.working: week.working, USUAL.weekend: week.weekend}
        days = {phrase: meant.get(days, days) for phrase, days in self.days.items()}
        return replace(self, days=days, first_day=week.first, weekend=week.weekend)


def time_words(raw: Mapping[str, object]) -> TimeWords:
    """A language's words from its parsed `time.toml`; ValueError names the field that is wrong."""
    days, months, hours, numbers, clock, joiners, dates, lengths, intervals, *asked = (
        _table(raw, name, fields) for name, fields in TIME_FIELDS.items()
    )
    asked_for = {name: phrases for table in asked for name, phrases in table.items()}
    asked_for["rounded"] |= asked_for["behind_rounded"]
    if unknown := sorted(set(raw) - set(TIME_FIELDS)):
        raise ValueError(f"{unknown[0]}: no such table")
    asked_for["from_"] = asked_for.pop("from")
    asked_for["further"] |= asked_for["another"]
    of_days = _single(days)
    around_all, but_not = joiners.pop("around_all"), joiners.pop("but_not")
    otherwise = joiners.pop("otherwise")
    short = {name: dates[name] for name in ("today", "tomorrow")}
    # "10 minutes" and "2 hours" are no times of day.
    of_lengths = {name: clock.pop(name) for name in ("minutes", "minute_mark")}
    known = of_days.union(*(_single(table) for table in (hours, clock, joiners, short, intervals)))
    halves = {phrase: half for half in Half for phrase in clock.pop(half.value)}
    return TimeWords(
        single=known,
        mended=of_days | {word for phrase in halves for word in phrase.split()},
        days={phrase: _DAYS[name] for name, phrases in days.items() for phrase in phrases},
        months={phrase: 1 + _MONTHS.index(name) for name, phrases in months.items() for phrase in phrases},
        hours={phrase: int(name) for name, phrases in hours.items() for phrase in phrases},
        zero=numbers.pop("zero"),
        numbers=_counted(hours, numbers, numbers.pop("compound")),
        halves=halves,
        ordinals=_valued(intervals, {name: int(name) for name in _ORDINALS}),
        and_=joiners.pop("and"),
        next_=dates.pop("next"),
        first_day=USUAL.first,
        weekend=USUAL.weekend,
        before_an_hour=_valued(clock, _BEFORE_AN_HOUR),
        minutes_of=_valued(clock, _SIGNS),
        in_=lengths.pop("in"),
        parts_of_an_hour=_valued(lengths, _PARTS),
        hours_and_a_half=_valued(lengths, _HOURS_AND_A_HALF),
        and_parts=_valued(lengths, _AND_PARTS),
        around_all=around_all,
        but_not=but_not,
        otherwise=otherwise,
        **clock,
        **of_lengths,
        **joiners,
        **dates,
        **lengths,
        **intervals,
        **asked_for,
    )


def _valued(table: dict[str, frozenset[str]], values: Mapping[str, int]) -> dict[str, int]:
    """The phrases of some fields, which are taken out of the table, each with its field's value."""
    return {phrase: value for name, value in values.items() for phrase in table.pop(name)}


def _single(table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(word for phrases in table.values() for phrase in phrases for word in phrase.split())


def _counted(
    hours: Mapping[str, frozenset[str]], numbers: Mapping[str, frozenset[str]], compound: frozenset[str]
) -> dict[str, int]:
    """The numbers from 1 to 59 in words; those from 21 on are put together as the language does it."""
    found = {
        phrase: int(name)
        for table in (hours, numbers)
        for name, phrases in table.items()
        for phrase in phrases
    }
    for ten in _TENS:
        for tens in numbers[ten]:
            for unit, number in list(found.items()):
                if number < 10:
                    for way in compound:
                        found[way.replace("{tens}", tens).replace("{unit}", unit)] = int(ten) + number
    return found


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
