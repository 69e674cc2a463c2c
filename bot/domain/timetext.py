"""Free text -> times and days, a question, or a refusal: a closed grammar, words passed in."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from bot.domain.datetext import dates_meant
from bot.domain.schedule import EVERY_DAY, MOST_SLOTS, Wish, merged, too_close
from bot.domain.timewords import (
    DASHES,
    MARKS,
    HalfOfEither,
    Line,
    NotRead,
    TimeWords,
    is_number,
    time_words,
    tokens,
)

__all__ = [
    "Refusal",
    "TimeWords",
    "Times",
    "WhichHalf",
    "bare_number",
    "dates_meant",
    "looks_like_time",
    "read_times",
    "time_words",
]

# Six times written once for each day of the week; what is longer is no list of times.
MOST_WRITTEN = MOST_SLOTS * 7

_MARKS_BETWEEN = (",", "+", "&", "\n")


@dataclass(frozen=True, slots=True)
class Times:
    """What was understood, in order of time; a time written twice has the days of both."""

    wishes: tuple[Wish, ...]
    # Whether days were written at all; without, every day is only a guess.
    names_days: bool = field(default=False, compare=False)


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
    TOO_MANY = "too_many"
    TOO_CLOSE = "too_close"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class _Clock:
    """A written time, None where no clock shows it; `is_number` for a number of one or two digits alone."""

    at: time | None
    is_number: bool = False
    is_either_half: bool = False


def read_times(text: str, words: TimeWords) -> Times | WhichHalf | Refusal:
    """The times a text sets; a bare hour alone is asked about, beside days or times it is as written."""
    line = _TimeLine(text, words)
    try:
        items = line.items()
        entries = _with_days(items)
    except HalfOfEither:
        return Refusal.HALF_OF_EITHER
    except NotRead:
        return Refusal.NOT_UNDERSTOOD if _has_known_word(text, words) else Refusal.NOT_A_TIME
    if len(items) == 1 and (half := _which_half(entries[0][0])):
        return half
    if len(entries) > MOST_WRITTEN:
        return Refusal.TOO_MANY
    if any(clock.at is None for clock, _ in entries):
        return Refusal.OUT_OF_RANGE
    wishes = merged(Wish(clock.at, days) for clock, days in entries if clock.at is not None)
    if len(wishes) > MOST_SLOTS:
        return Refusal.TOO_MANY
    if too_close(wishes):
        return Refusal.TOO_CLOSE
    return Times(wishes, names_days=any(isinstance(item, frozenset) for item in items))


def looks_like_time(text: str, words: TimeWords) -> bool:
    """Whether a plain message is meant as times; numbers alone can mean anything and are not."""
    written = tokens(text)
    if _is_nearly_a_clock(written):
        return True
    numbers = (*_MARKS_BETWEEN, *words.and_, *words.hours)
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


def _which_half(clock: _Clock) -> WhichHalf | None:
    if clock.at is None or not clock.is_either_half:
        return None
    morning = clock.at.hour % 12
    return WhichHalf(clock.at.hour, time(morning), time(morning + 12))


def _with_days(items: list[_Clock | frozenset[int]]) -> list[tuple[_Clock, frozenset[int]]]:
    """Each time with its days, which stand all before or all behind their times; without, every day."""
    has_days = [isinstance(item, frozenset) for item in items]
    if any(has_days) and has_days[0] == has_days[-1]:
        raise NotRead
    days = EVERY_DAY
    entries = []
    for item in items if has_days[0] else reversed(items):
        if isinstance(item, frozenset):
            days = item
        else:
            entries.append((item, days))
    return entries


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
    clocks = {*words.hours, *words.noon, *words.midnight}
    has_clock = any((is_number(token) and len(token) <= 2) or token in clocks for token in written)
    # "2/3" is a share or a date.
    known = words.single | set(MARKS) - {"/"}
    return has_clock and all(is_number(token) or token in known for token in written)


def _may_be_one(first: _Clock, second: _Clock, is_joined: bool) -> bool:
    """Whether two times may be one, as in "7 30"."""
    return not is_joined and (first.is_number or second.is_number)


def _has_known_word(text: str, words: TimeWords) -> bool:
    known = (words.days, words.hours, words.noon, words.midnight)
    return any(is_number(token) or any(token in some for some in known) for token in tokens(text))


class _TimeLine(Line):
    """A line read as times and days."""

    def items(self) -> list[_Clock | frozenset[int]]:
        """The times and the runs of days of the whole line; NotRead where anything else stands in it."""
        items: list[_Clock | frozenset[int]] = []
        is_joined = True
        while is_joined or not self.is_done:
            item = self._item()
            last = items[-1] if items else None
            if isinstance(item, frozenset) and isinstance(last, frozenset):
                items[-1] = last | item
            elif isinstance(item, _Clock) and isinstance(last, _Clock) and _may_be_one(last, item, is_joined):
                raise NotRead
            else:
                items.append(item)
            is_joined = self.take_all((*_MARKS_BETWEEN, *self.words.and_))
        return items

    def _item(self) -> _Clock | frozenset[int]:
        item: _Clock | frozenset[int] | None = self.days()
        if item is None:
            if self.take_all(self.words.before_a_day):
                item = self.days()
            else:
                self.take_all(self.words.before_a_time)
                item = self._clock()
        if item is None:
            raise NotRead
        return item

    def _clock(self) -> _Clock | None:
        words = self.words
        if self.take(words.noon):
            return _Clock(time(12))
        if self.take(words.midnight):
            return _Clock(time(0))
        if phrase := self.take(words.before_an_hour):
            hour, added = self._hour_of_twelve(), words.before_an_hour[phrase]
            # Half to one is shortly after noon: nobody means the night without saying so.
            return self._on_the_clock(hour if added > 0 else hour - 1 or 12, added % 60)
        if self.take(words.half_of_either):
            self._hour_of_twelve()
            raise HalfOfEither
        if name := self.take(words.hours):
            return self._bare_hour(words.hours[name], is_either_half=True)
        if number := self.take_number(3, 4):
            self.take(words.hour_mark)
            return self._on_the_clock(int(number[:-2]), int(number[-2:]))
        number = self.take_number(1, 2)
        if number is None:
            return None
        hour = int(number)
        if self.take((":", ".")):
            minute = self.take_number(2)
            if minute is None:
                raise NotRead
            self.take(words.hour_mark)
            return self._on_the_clock(hour, int(minute))
        return self._bare_hour(hour, is_either_half=1 <= hour <= 12 and number[0] != "0")

    def _hour_of_twelve(self) -> int:
        name = self.take(self.words.hours)
        hour = self.words.hours[name] if name else int(self.take_number(1, 2) or 0)
        if not 1 <= hour <= 12:
            raise NotRead
        return hour

    def _bare_hour(self, hour: int, *, is_either_half: bool) -> _Clock:
        if self.take(self.words.hour_mark):
            return self._on_the_clock(hour, int(self.take_number(2) or 0))
        is_number = not self.take(self.words.o_clock)
        behind = self.left
        clock = self._on_the_clock(hour, 0)
        return clock if self.left < behind else _Clock(clock.at, is_number, is_either_half)

    def _on_the_clock(self, hour: int, minute: int) -> _Clock:
        """The time with the half of the day that is told behind it, if one is."""
        told = self._half_told(hour)
        return _Clock(time(told, minute) if told is not None and told <= 23 and minute <= 59 else None)

    def _half_told(self, hour: int) -> int | None:
        """The hour of 24; None where the words behind it belong to no such hour."""
        words = self.words
        if self.take(words.am):
            return hour % 12 if hour <= 12 else None
        if self.take(words.pm):
            return hour % 12 + 12 if 1 <= hour <= 12 else hour or None
        if self.take(words.morning):
            return hour if hour < 12 else None
        if self.take(words.evening):
            return None if hour in (0, 12) else hour + 12 if hour < 12 else hour
        if self.take(words.noon):
            return 12 if hour == 12 else None
        if self.take(words.midnight):
            return 0 if hour in (0, 12) else None
        return hour


def half_named(hour: int, *, is_morning: bool) -> Times:
    """The one of "07:00 or 19:00?" that "in the morning" or "in the evening" means."""
    return daily(time(hour % 12 if is_morning else hour % 12 + 12))


def half_said(hour: int, said: Times | WhichHalf | Refusal) -> Times | Refusal:
    """A typed answer to "07:00 or 19:00?": the hour as written is the first of the two; any whole time counts."""
    if not isinstance(said, WhichHalf):
        return said
    return daily(said.morning) if said.hour == hour else Refusal.NOT_UNDERSTOOD
