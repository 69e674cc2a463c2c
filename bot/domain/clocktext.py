"""One time of day as it is typed: "7:30 pm", "ten to eight", "halb acht", "0700 hours"."""

from dataclasses import dataclass, replace
from datetime import time

from bot.domain.clockhalf import Half, hour_told
from bot.domain.timewords import LONGEST_PHRASE, TimeWords
from bot.domain.typedline import Line, NotRead

# Minutes without their word are said in fives: "8 to 9" is from eight to nine.
_FIVES = 5
# "Seven thirty" is a time, "seven five" is none.
_LEAST_MINUTES_IN_WORDS = 10


def tells_half(text: str, words: TimeWords) -> bool:
    """Whether a text begins or ends with a part of the day."""
    line = Line(text, words)
    first = line.take(words.halves)
    if first is not None and (line.is_done or words.halves[first].may_go_first):
        return True
    end = line.at + line.left
    for start in range(max(0, end - LONGEST_PHRASE), end):
        line.at = start
        if line.take(words.halves) and line.is_done:
            return True
    return False


class OfEither(NotRead):
    """The line names a part of an hour that some people mean before the hour and others after it."""


class HalfOfEither(OfEither):
    """Half an hour."""


class QuarterOfEither(OfEither):
    """A quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A written time, None where no clock shows it; `is_number` for a number of one or two digits alone."""

    at: time | None
    is_number: bool = False
    is_either_half: bool = False


class ClockLine(Line):
    """A line in which times of day stand."""

    def clock(self) -> Clock | None:
        """The time that stands here, with its part of the day before or behind it; None where there is none.

        Raises NotRead where one begins that cannot be read on.
        """
        start = self.at
        phrase = self.take(self.words.halves)
        half = self.words.halves[phrase] if phrase else None
        if half is not None and half.may_go_first:
            behind = self.at
            self.take_all(self.words.before_a_time)
            clock = self._clock(half)
            if clock is not None and (clock.at is not None or half.hour_alone is None):
                return clock
            self.at = behind
        if half is not None and half.hour_alone is not None:
            return Clock(time(half.hour_alone))
        self.at = start
        return self._clock(None)

    def _clock(self, half: Half | None) -> Clock | None:
        words = self.words
        if (clock := self._minutes_of_an_hour(half)) is not None:
            return clock
        if phrase := self.take(words.before_an_hour):
            return self._from_hour(words.before_an_hour[phrase], half)
        for phrases, unclear in (
            (words.half_of_either, HalfOfEither),
            (words.quarter_of_either, QuarterOfEither),
        ):
            if self.take(phrases):
                self._hour_of_twelve()
                raise unclear
        return self._hour_first(half)

    def _minutes_of_an_hour(self, half: Half | None) -> Clock | None:
        """The time of "5 past 8" and "fünf vor halb acht"; None where no minutes of an hour stand here."""
        words, start = self.words, self.at
        minutes = self.number()
        has_unit = bool(self.take(words.minutes))
        sign = self.take(words.minutes_of) if minutes is not None else None
        if minutes is None or sign is None or not 1 <= minutes <= 59:
            self.at = start
            return None
        added = words.minutes_of[sign] * minutes
        if added < 0 and minutes % _FIVES and not has_unit:
            raise NotRead
        if phrase := self.take(words.before_an_hour):
            added += words.before_an_hour[phrase]
        return self._from_hour(added, half)

    def _from_hour(self, added: int, half: Half | None) -> Clock:
        """The hour that stands here with so many minutes more, or fewer."""
        phrase = self.take(self.words.halves)
        if phrase is not None:
            hour = self.words.halves[phrase].hour_alone
            if hour is None:
                raise NotRead
            return Clock(_moved(hour, added))
        named = self._hour_of_twelve()
        told = self._half_behind(half)
        if told is not None and told.hour_alone is not None:
            whole = hour_told(named, told)
            return Clock(None if whole is None else _moved(whole, added))
        if named == 12 and added < 0 and told in {Half.AM, Half.PM}:
            # Of the hour or of what is shortly before it?
            raise NotRead
        shift, minute = divmod(added, 60)
        # Shortly before one is shortly after noon: nobody means the night without saying so.
        hour = (named + shift - 1) % 12 + 1 if named <= 12 else named + shift
        found = hour_told(hour, told)
        return Clock(None if found is None or found > 23 else time(found, minute))

    def _hour_of_twelve(self) -> int:
        """An hour that goes with parts of one; beyond twelve only with the mark of an hour of 24."""
        hour = self.number() or 0
        has_mark = bool(self.take(self.words.hour_mark))
        if not has_mark:
            self.take(self.words.o_clock)
        if not 1 <= hour <= (23 if has_mark else 12):
            raise NotRead
        return hour

    def _hour_first(self, half: Half | None) -> Clock | None:
        words = self.words
        if number := self.take_number(3, 4):
            self._marks()
            return self._on_the_clock(int(number[:-2]), int(number[-2:]), half)
        number = self.take_number(1, 2)
        name = None if number else self.take(words.numbers)
        if name:
            hour = words.numbers[name]
        elif number:
            hour = int(number)
        else:
            return None
        if number and self.take((":", ".")):
            minute = self.take_number(2)
            if minute is None:
                raise NotRead
            self._marks()
            return self._on_the_clock(hour, int(minute), half)
        if self.take(words.hour_mark):
            return self._on_the_clock(hour, self._minutes_behind_a_mark(), half)
        if (minutes := self._spoken_minutes(in_digits=bool(name))) is not None:
            return self._on_the_clock(hour, minutes, half)
        if name and name not in words.hours:
            raise NotRead
        is_number = not self.take(words.o_clock)
        behind = self.left
        clock = self._on_the_clock(hour, 0, half)
        if half is not None or self.left < behind:
            return clock
        is_either_half = 1 <= hour <= 12 and not (number or "").startswith("0")
        return replace(clock, is_number=is_number, is_either_half=is_either_half)

    def _marks(self) -> None:
        """What may stand behind an hour with its minutes."""
        words = self.words
        self.take(words.hour_mark) or self.take(words.minute_mark) or self.take(words.o_clock)

    def _minutes_behind_a_mark(self) -> int:
        """The minutes of "19h30", "20 Uhr 5" and "acht Uhr fünfzehn"."""
        if number := self.take_number(1, 2):
            return int(number)
        name = self.take(self.words.numbers)
        return self.words.numbers[name] if name else 0

    def _spoken_minutes(self, *, in_digits: bool) -> int | None:
        """The minutes right behind an hour: "seven thirty", "seven oh five", and behind an hour in words "seven 30"."""
        words, start = self.words, self.at
        if self.take(words.zero):
            name = self.take(words.numbers)
            if name and words.numbers[name] < _LEAST_MINUTES_IN_WORDS:
                return words.numbers[name]
        elif name := self.take(words.numbers):
            if words.numbers[name] >= _LEAST_MINUTES_IN_WORDS:
                return words.numbers[name]
        elif in_digits and (number := self.take_number(2)):
            return int(number)
        self.at = start
        return None

    def number(self) -> int | None:
        """A number of one or two digits, or in words."""
        if number := self.take_number(1, 2):
            return int(number)
        name = self.take(self.words.numbers)
        return self.words.numbers[name] if name else None

    def _on_the_clock(self, hour: int, minute: int, half: Half | None) -> Clock:
        """The time with the part of the day that is told before or behind it, if one is."""
        told = hour_told(hour, self._half_behind(half))
        return Clock(time(told, minute) if told is not None and told <= 23 and minute <= 59 else None)

    def _half_behind(self, half: Half | None) -> Half | None:
        """The part of the day that stands here, or else the one that stood before; NotRead where both are told."""
        phrase = self.take(self.words.halves)
        if phrase is None:
            return half
        if half is not None:
            raise NotRead
        return self.words.halves[phrase]


def _moved(hour: int, minutes: int) -> time:
    hours, minute = divmod(hour * 60 + minutes, 60)
    return time(hours % 24, minute)
