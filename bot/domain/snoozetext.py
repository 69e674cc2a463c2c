"""Free text -> how long, or until when: "45", "2 hours", "an hour and a half", "until 5pm"."""

from __future__ import annotations

from datetime import time

from bot.domain.clocktext import tells_half
from bot.domain.snooze import LEAST_MINUTES, MOST_MINUTES, SnoozeAfter, SnoozeUntil
from bot.domain.timetext import Times, WhichHalf, read_times
from bot.domain.timewords import TimeWords
from bot.domain.typedline import Line

_HOUR = 60
_TENTHS = 10


def snooze_said(text: str, words: TimeWords, *, is_asked: bool) -> SnoozeAfter | SnoozeUntil | None:
    """What a text says of how long a prompt can wait; None where it says nothing of it, or too little or too much.

    Without `is_asked` only what says by itself that something is to come later: "in 20 minutes", "until 5pm".
    """
    line = LengthLine(text, words)
    line.take_all(words.around_a_length)
    line.take(",")
    line.take_all(words.around_a_length)
    start = line.at
    says_in = line.take_all(words.in_)
    minutes = line.length(may_be_bare=is_asked or says_in)
    says_more = line.take_all(words.later)
    line.take_all(words.around_a_length)
    if minutes is not None and line.is_done and (is_asked or says_in or says_more or line.says_more):
        return SnoozeAfter(minutes) if LEAST_MINUTES <= minutes <= MOST_MINUTES else None
    line.at = start
    says_until = line.take_all(words.until) or (is_asked and line.take_all(words.through))
    return _until(line.rest, words) if says_until or is_asked else None


def is_for_once(text: str, words: TimeWords) -> bool:
    """Whether a part of the day is one of today, as in "this evening" and "after lunch"."""
    return Line(text, words).take(words.once) is not None


def without_until(text: str, words: TimeWords) -> str:
    """What stands behind "until" in small letters, or the whole text where it does not begin so."""
    line = Line(text, words)
    return line.rest if line.take_all(words.until) else text


def _until(written: str, words: TimeWords) -> SnoozeUntil | None:
    match read_times(written, words):
        case Times((wish,), names_days=False):
            is_open = (
                1 <= wish.at.hour <= 11 and not written.startswith("0") and not tells_half(written, words)
            )
            return SnoozeUntil(wish.at, is_as_written=is_open)
        case WhichHalf(hour):
            return SnoozeUntil(time(hour % 24), is_either_half=True)
    return None


class LengthLine(Line):
    """A line in which a length of time stands."""

    # Whether "more" stood within it: "10 more minutes".
    says_more = False

    def length(self, *, may_be_bare: bool) -> int | None:
        """The minutes of the length that stands here; None where there is none."""
        words = self.words
        has_article = self.take(words.article) is not None
        if phrase := self.take(words.parts_of_an_hour):
            return words.parts_of_an_hour[phrase]
        if phrase := self.take(words.hours_and_a_half):
            return words.hours_and_a_half[phrase] if self.take(words.hour) else None
        number = self.take_number(1, 2, 3, 4)
        name = None if number else self.take(words.numbers)
        count = int(number) if number else words.numbers[name] if name else 1 if has_article else None
        if count is None:
            return None
        tenths = self._tenths() if number else 0
        self.says_more |= self.take_all(words.later)
        part = self.take(words.and_parts)
        added = words.and_parts[part] if part else tenths * _HOUR // _TENTHS
        if self.take(words.hour):
            return count * _HOUR + (added or self._rest_of_an_hour())
        if added:
            return None
        if self.take(words.minutes):
            return count
        return count if number and may_be_bare else None

    def _tenths(self) -> int:
        start = self.at
        if self.take((".", ",")) and (number := self.take_number(1)):
            return int(number)
        self.at = start
        return 0

    def _rest_of_an_hour(self) -> int:
        """The minutes behind an hour: "1h30", "an hour and a half", "2 hours and 10 minutes"."""
        words, start = self.words, self.at
        if phrase := self.take(words.and_parts):
            return words.and_parts[phrase]
        self.take(words.and_)
        if number := self.take_number(1, 2):
            self.take(words.minutes)
            return int(number)
        if (name := self.take(words.numbers)) and self.take(words.minutes):
            return words.numbers[name]
        self.at = start
        return 0
