"""Free text -> times and days, a question, or a refusal: a closed grammar, words passed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum
from itertools import pairwise

from bot.domain.clocktext import Clock, HalfOfEither, QuarterOfEither
from bot.domain.datetext import dates_meant
from bot.domain.schedule import (
    MOST_SLOTS,
    Wish,
    merged,
    too_close,
)
from bot.domain.timeline import MARKS_BETWEEN, Item, Not, On, TimeLine
from bot.domain.timewords import TimeWords, time_words
from bot.domain.tokens import DASHES, MARKS, is_number, tokens
from bot.domain.typedline import NotRead

__all__ = [
    "OtherDays",
    "Refusal",
    "TimeWords",
    "Times",
    "WhichHalf",
    "bare_number",
    "dates_meant",
    "looks_like_time",
    "names_a_day",
    "read_times",
    "time_words",
]

# Six times written once for each day of the week; what is longer is no list of times.
MOST_WRITTEN = MOST_SLOTS * 7


@dataclass(frozen=True, slots=True)
class Times:
    """What was understood, in order of time; a time written twice has the days of both."""

    wishes: tuple[Wish, ...]
    # Whether days were written at all; without, every day is only a guess.
    names_days: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class OtherDays:
    """Days without a time, for the times that stand: on these days only, or on these no more."""

    days: frozenset[int]
    are_out: bool = False
    every: int = 1

    def of(self, wish: Wish) -> Wish | None:
        """The time on these days; None where it comes no more. NotRead where it comes every so many days."""
        if not self.are_out:
            return replace(wish, days=self.days, every=self.every, first_on=None)
        if wish.every > 1:
            raise NotRead
        return replace(wish, days=wish.days - self.days) if wish.days - self.days else None


def daily(at: time) -> Times:
    """One time, every day."""
    return Times((Wish(at),))


@dataclass(frozen=True, slots=True)
class WhichHalf:
    """The question that a bare hour from 1 to 12 leaves open."""

    hour: int
    morning: time
    evening: time


class Refusal(StrEnum):
    """Why a text sets no times: nothing in it, more than times in it, times that may be two, or that cannot be."""

    NOT_A_TIME = "not_a_time"
    NOT_UNDERSTOOD = "not_understood"
    HALF_OF_EITHER = "half_of_either"
    QUARTER_OF_EITHER = "quarter_of_either"
    TOO_MANY = "too_many"
    TOO_CLOSE = "too_close"
    OUT_OF_RANGE = "out_of_range"


def read_times(text: str, words: TimeWords) -> Times | OtherDays | WhichHalf | Refusal:
    """The times a text sets; a bare hour alone is asked about, beside days or times it is as written."""
    if names_a_day(text, words):
        return Refusal.NOT_UNDERSTOOD
    line = TimeLine(text, words)
    try:
        items = line.items()
        if (days := _without_times(items, line)) is not None:
            return days
        entries = _with_days(items)
    except HalfOfEither:
        return Refusal.HALF_OF_EITHER
    except QuarterOfEither:
        return Refusal.QUARTER_OF_EITHER
    except NotRead:
        return Refusal.NOT_UNDERSTOOD if _has_known_word(text, words) else Refusal.NOT_A_TIME
    if len(items) == 1 and (half := _which_half(entries[0][0])):
        return half
    if len(entries) > MOST_WRITTEN:
        return Refusal.TOO_MANY
    if any(clock.at is None for clock, _ in entries):
        return Refusal.OUT_OF_RANGE
    wishes = merged(Wish(clock.at, on.days, every=on.every) for clock, on in entries if clock.at is not None)
    if len(wishes) > MOST_SLOTS:
        return Refusal.TOO_MANY
    if too_close(wishes):
        return Refusal.TOO_CLOSE
    return Times(wishes, names_days=any(not isinstance(item, Clock) for item in items))


def only_days(text: str, words: TimeWords) -> frozenset[int] | None:
    """The weekdays that are all of a text, "mon, wed and fri"; None where it says anything else."""
    try:
        items = TimeLine(text, words).items()
    except (NotRead, HalfOfEither, QuarterOfEither):
        return None
    match items:
        case [On(days, every=1)]:
            return days
    return None


def names_a_day(text: str, words: TimeWords) -> bool:
    """Whether a number in a text is that of a day: "the 20th" is no hour, "every 2nd day" no date."""
    written = [word.strip(".,;:!?") for word in text.casefold().split()]
    return any(
        _is_ordinal(word, words) and following not in words.day_unit
        for word, following in pairwise([*written, ""])
    )


def _is_ordinal(word: str, words: TimeWords) -> bool:
    number = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    return is_number(number) and word[len(number) :] in words.after_a_number


def looks_like_time(text: str, words: TimeWords) -> bool:
    """Whether a plain message is meant as times; numbers alone can mean anything and are not."""
    written = tokens(text)
    if _is_nearly_a_clock(written):
        return True
    numbers = (*MARKS_BETWEEN, *words.and_, *words.hours)
    if all(is_number(token) or token in numbers for token in written):
        return False
    match read_times(text, words):
        case Refusal.NOT_A_TIME:
            return False
        case Refusal.NOT_UNDERSTOOD:
            # "7:30 zebra" begins as a time and is worth an example, "see you at 7:30" is not.
            return (is_number(written[0]) and written[1:2] == [":"]) or _is_all_about_time(written, words)
        case Refusal.OUT_OF_RANGE:
            # "25:00" is a slip, "99.95" is a price.
            return ":" in written
        case _:
            return True


def bare_number(text: str) -> int | None:
    """The number that is all of a text but for its marks ("7", "7."), or None."""
    written = tokens(text)
    return int(written[0]) if len(written) == 1 and is_number(written[0]) else None


def _which_half(clock: Clock) -> WhichHalf | None:
    if clock.at is None or not clock.is_either_half:
        return None
    morning = clock.at.hour % 12
    return WhichHalf(clock.at.hour, time(morning), time(morning + 12))


def _without_times(items: list[Item], line: "TimeLine") -> OtherDays | None:
    """Days that are all there is, where they say that they are for the times that stand; None where times are there."""
    match items:
        case [Not(days)]:
            return OtherDays(days, are_out=True)
        case [On(days, every)] if line.is_about_days or every > 1:
            return OtherDays(days, every=every)
    return None


def _with_days(items: list[Item]) -> list[tuple[Clock, On]]:
    """Each time with its days, which stand all before or all behind their times; without, every day.

    What is left out stands at the beginning or at the end, and is left out of all; in the middle the times behind it
    are for those days: "8 but sat 10".
    """
    if (both := _with_others(items)) is not None:
        return both
    left_out: frozenset[int] = frozenset()
    for at in (0, -1):
        if isinstance(out := items[at], Not) and len(items) > 1:
            left_out |= out.days
            items = items[1:] if at == 0 else items[:-1]
    known = [item for item in items if not isinstance(item, Not)]
    has_days = [isinstance(item, On) for item in known]
    if not 0 < len(known) == len(items) or (any(has_days) and has_days[0] == has_days[-1]):
        raise NotRead
    on = On()
    entries = []
    for item in known if has_days[0] else reversed(known):
        if isinstance(item, On):
            on = item
        else:
            entries.append((item, on.without(left_out)))
    return entries


def _with_others(items: list[Item]) -> list[tuple[Clock, On]] | None:
    """The entries of times, days left out of them, and one time for these days; None where that is not what is said."""
    match items:
        case [*usual, Not(days), Clock() as other] if usual:
            clocks = [item for item in usual if isinstance(item, Clock)]
            on = On().without(days)
            return [*((clock, on) for clock in clocks), (other, On(days))] if clocks == usual else None
    return None


def _is_nearly_a_clock(written: list[str]) -> bool:
    """Whether an hour and minutes stand there with a wrong mark between, or none: "7;30", "8-9", "7 30", "7.5"."""
    if len(written) not in (2, 3) or not is_number(written[0]) or not is_number(written[-1]):
        return False
    between, hour, minute = written[1:-1], written[0], written[-1]
    is_clock = len(hour) <= 2 and int(hour) <= 24 and len(minute) <= 2
    return is_clock and (
        not between or between[0] in (";", *DASHES) or (between == ["."] and len(minute) == 1)
    )


def _is_all_about_time(written: list[str], words: TimeWords) -> bool:
    """Whether every word is one for times or days and a clock is among them, as in "7pm or 8pm"."""
    has_clock = any((is_number(token) and len(token) <= 2) or token in words.clocks for token in written)
    # "2/3" is a share or a date.
    known = words.single | set(MARKS) - {"/"}
    return has_clock and all(is_number(token) or token in known for token in written)


def _has_known_word(text: str, words: TimeWords) -> bool:
    known = words.clocks.union(words.days)
    return any(is_number(token) or token in known for token in tokens(text))


def with_other_days(said: OtherDays, standing: Iterable[Wish]) -> Times | Refusal:
    """The times that stand on other days; those that are left without a day are no more."""
    try:
        wishes = merged(other for wish in standing if (other := said.of(wish)) is not None)
    except NotRead:
        return Refusal.NOT_UNDERSTOOD
    return Times(wishes, names_days=True) if wishes else Refusal.NOT_UNDERSTOOD


def half_named(hour: int, *, is_morning: bool) -> Times:
    """The one of "07:00 or 19:00?" that "in the morning" or "in the evening" means."""
    return daily(time(hour % 12 if is_morning else hour % 12 + 12))


def half_said(hour: int, said: Times | OtherDays | WhichHalf | Refusal) -> Times | OtherDays | Refusal:
    """A typed answer to "07:00 or 19:00?": the hour as written is the first of the two; any whole time counts."""
    if not isinstance(said, WhichHalf):
        return said
    return daily(said.morning) if said.hour == hour else Refusal.NOT_UNDERSTOOD
