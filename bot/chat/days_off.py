"""Days off as they are said: from one day to another, from a day on, a week or a weekend by its name, a few days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from itertools import pairwise

from bot.domain.timetext import dates_meant
from bot.domain.tokens import DASHES, ends_with, windows, without, words_of
from bot.words.words import Words

DAY, WEEK, YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=366)
LONGEST_DATE, LONGEST_LENGTH, LONGEST_STORY = 5, 3, 30
# From one day of this number to the next.
LONGEST_TO_A_NUMBER = 62
# What lies further ahead without a year may be what began this year, or the last.
LONG_AHEAD = timedelta(days=180)
# A shorter word is no slip of the finger in the name of a day; one as short as this may be a word, and no day.
SURE_OF_A_SLIP, SHORT = 5, 2


class Kind(Enum):
    """How days off are said."""

    SPAN = auto()
    FROM = auto()
    NAMED = auto()
    SEVERAL = auto()
    ONE_DAY = auto()


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The first day off and the first one back, each way they may be meant, and the words that say something else.

    Without a first day back it is not said when they end. None at all: days with others between them.
    """

    kind: Kind
    meant: tuple[tuple[date, date | None], ...]
    left: tuple[str, ...]
    # "On the weekend" may mean each of them.
    is_habit: bool = False


def days_off(text: str, words: Words, today: date) -> DaysOff | None:
    """The days off in a text; None where it names none that are to come."""
    written = without(words_of(text, apart=True), words.time.off)
    if len(written) > LONGEST_STORY or without(written, words.time.habits) != written:
        return None
    # Most texts name none, and are read no further.
    if not any(_is_of_a_day(word, words, today) for word in written):
        return None
    for reads in (_span, _from_a_day, _named, _several, _one_day):
        found = reads(written, words, today)
        if found is not None:
            return found
    return None


def _is_of_a_day(word: str, words: Words, today: date) -> bool:
    """Whether a word may stand in the name of a day, a week or a month."""
    time = words.time
    is_unit = word in time.week or word in time.weekend_word or words.meaning(word) == "months"
    return is_unit or word in time.months or word[0].isdecimal() or bool(_dates([word], words, today))


def days_in(written: Sequence[str], words: Words) -> int | None:
    """The number of days in these words; None for a number alone."""
    is_short = len(written) == 1 and not written[0][:1].isdecimal()
    has_unit = not (is_short or written[-1].isdecimal())
    return words.days(" ".join(written)) if has_unit else None


def _dates(written: Sequence[str], words: Words, today: date) -> tuple[date, ...]:
    """The dates that these words may name; "the 10th" is the next one, and "we" no slip of "Wed"."""
    found = dates_meant(" ".join(written), words.time, today)
    number, is_day = (None, False) if found else _number(written, words)
    coming = _on_number(number, _ahead(today)) if number and is_day else None
    if coming is not None:
        return (coming,)
    if words.meaning(" ".join(written)) == "day_after_tomorrow":
        return (today + 2 * DAY,)
    time = words.time
    is_certain = any(
        len(word) >= SURE_OF_A_SLIP or word[0].isdecimal() or word in time.days or word in time.months
        for word in written
    )
    return found if is_certain else ()


def _sure_dates(written: Sequence[str], words: Words, today: date) -> tuple[date, ...]:
    """The same; none of an end, and of what is seldom a day: "so"."""
    is_end = without(written, words.time.until) != list(written)
    is_seldom_one = written[0] in words.time.no_days and len(written[0]) <= SHORT
    return () if is_end or is_seldom_one else _dates(written, words, today)


def _number(written: Sequence[str], words: Words) -> tuple[int | None, bool]:
    """The number that is all of these words but for those around a date, and whether it says that it is a day's."""
    bare = " ".join(without(written, words.time.around_a_date))
    digits = bare.rstrip("abcdefghijklmnopqrstuvwxyz.")
    is_number = digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31
    behind = bare[len(digits) :]
    is_number &= behind in {"", "."} or behind in words.time.after_a_number
    return (int(digits), bool(behind)) if is_number else (None, False)


def _on_number(number: int, days: Iterator[date]) -> date | None:
    return next((day for day in days if day.day == number), None)


def _ahead(since: date) -> Iterator[date]:
    """The days after one."""
    return (since + timedelta(days=count) for count in range(1, LONGEST_TO_A_NUMBER))


def _back(since: date) -> Iterator[date]:
    """The days before one."""
    return (since - timedelta(days=count) for count in range(1, LONGEST_TO_A_NUMBER))


def _span(written: Sequence[str], words: Words, today: date) -> DaysOff | None:
    """From one day to another, which is off as well: "24.12. to 2.1.", "mon-fri", "3. bis 17. August"."""
    between = words.time.through.union(words.time.until, DASHES)
    for at in range(1, len(written) - 1):
        if written[at] not in between:
            continue
        for start in range(max(0, at - LONGEST_DATE), at):
            for end in range(min(len(written), at + 1 + LONGEST_DATE), at + 1, -1):
                is_from = ends_with(written[:start], words.time.from_)
                sides = (written[start:at], written[at + 1 : end])
                meant = _both_ends(*sides, words, today, is_from=is_from)
                if meant:
                    found = [(first, last + DAY) for first, last in meant]
                    return DaysOff(Kind.SPAN, tuple(found), (*written[:start], *written[end:]))
    return None


def _both_ends(
    left: Sequence[str], right: Sequence[str], words: Words, today: date, *, is_from: bool
) -> list[tuple[date, date]]:
    """The first and the last day of a span, each way they may be meant."""
    (before, is_day), (behind, is_day_too) = _number(left, words), _number(right, words)
    if before and behind:
        # "From 8 to 9" is a time of day.
        says_days = (is_day and is_day_too) or (is_from and (is_day or is_day_too))
        return _numbers(before, behind, today) if says_days else []
    if before:
        lasts = _dates(right, words, today)[:1]
        return [(first, last) for last in lasts if (first := _on_number(before, _back(last)))]
    firsts = _dates(left, words, today)
    long_ahead = (first for first in firsts if first - today > LONG_AHEAD)
    last_year = (day for first in long_ahead for day in _dates(left, words, first - YEAR) if day < first)
    begun = [day for day in last_year if any(last >= today for last in _dates(right, words, day))]
    pairs = [
        (first, last)
        for first in (*begun, *firsts)
        for last in ([_on_number(behind, _ahead(first))] if behind else _dates(right, words, first))
        if last and last > first
    ]
    if without(left, words.time.next_) != list(left):
        return pairs
    # "3/4 to 10/4": the way in which the two are nearest.
    return sorted(pairs, key=lambda pair: pair[1] - pair[0])[:1]


def _numbers(before: int, behind: int, today: date) -> list[tuple[date, date]]:
    """From a day of this number to one of that; it may have begun: "from the 3rd to the 17th"."""
    firsts = (_on_number(before, days) for days in (_back(today + DAY), _ahead(today)))
    ends = ((first, _on_number(behind, _ahead(first))) for first in firsts if first)
    return [(first, last) for first, last in ends if last and last >= today][:1]


def _from_a_day(written: Sequence[str], words: Words, today: date) -> DaysOff | None:
    """From a day on, perhaps for so long or until one comes back: "from Monday", "Saturday for a week"."""
    time = words.time
    for start, end in sorted(windows(written, LONGEST_DATE), key=lambda at: (at[0], -at[1])):
        firsts = _first_days(written, start, end, words, today)
        if not firsts:
            continue
        is_from = ends_with(written[:start], time.from_)
        before = without(written[:start], time.from_)
        ways = [(first, *_end(before, written[end:], words, first)) for first in firsts]
        back, rest = ways[0][1:]
        if without(rest, time.back) != list(rest):
            # "From Monday again."
            return None
        if is_from or back is not None:
            return DaysOff(Kind.FROM, tuple((first, end) for first, end, _ in ways), tuple(rest))
    return None


def _first_days(written: Sequence[str], start: int, end: int, words: Words, today: date) -> tuple[date, ...]:
    """The dates that a part of a text may name as the first of some days; none where it ends something."""
    time, before = words.time, written[:start]
    ends = time.until | time.back | time.further
    is_end = ends_with(without(before, time.around_a_date), ends) or ends_with(before, ends)
    return () if is_end else _sure_dates(written[start:end], words, today)


def _end(
    before: Sequence[str], behind: Sequence[str], words: Words, first: date
) -> tuple[date | None, Sequence[str]]:
    """The first day back that words before or behind a day name, and what is left of them."""
    time = words.time
    for start, end in windows(behind, LONGEST_DATE):
        says_back = ends_with(behind[:start], time.back) or ends_with(behind[end : end + 1], time.back)
        is_end = says_back or ends_with(behind[:start], time.until) or behind[start] in time.until
        ends = _dates(behind[start:end], words, first) if is_end else ()
        if ends and ends[0] > first:
            return ends[0], [*before, *without([*behind[:start], *behind[end:]], time.back | time.until)]
    left = [*before, *behind]
    for start, end in windows(left, LONGEST_LENGTH):
        is_wait = ends_with(left[:start], time.in_)
        if not is_wait and (days := days_in(left[start:end], words)):
            return first + timedelta(days=days), [*left[:start], *left[end:]]
    return None, left


def _named(written: Sequence[str], words: Words, today: date) -> DaysOff | None:
    """A week, a weekend or a month by its name: "next week", "übers Wochenende", "in August"."""
    time = words.time
    for start, end in windows(written, LONGEST_LENGTH):
        meant = () if ends_with(written[:start], time.until) else _by_name(written[start:end], words, today)
        if meant:
            names_one = ends_with(written[:start], time.around_a_name) and not ends_with(
                written[:start], time.on_weekends
            )
            is_habit = written[start] in time.weekend_word and not names_one
            left = (*without(written[:start], time.around_a_name), *written[end:])
            if any(days_in(left[slice(*at)], words) for at in windows(left, LONGEST_LENGTH)):
                # "The first two weeks of June."
                return None
            return DaysOff(Kind.NAMED, meant, left, is_habit)
    return None


def _by_name(name: Sequence[str], words: Words, today: date) -> tuple[tuple[date, date], ...]:
    """The first day of what has this name, and the one after it, each way it may be meant."""
    time = words.time
    week = today - (today.weekday() - time.first_day) % 7 * DAY
    is_next, unit = name[0] in time.next_ and len(name) == 2, name[-1]
    if " ".join(name) in time.week_after_next:
        return ((week + 2 * WEEK, week + 3 * WEEK),)
    if is_next and unit in time.week:
        return ((week + WEEK, week + 2 * WEEK),)
    if unit in time.weekend_word and (is_next or len(name) == 1):
        first, back = weekend_of(today, words)
        is_on = first <= today
        ways = ((first, back), (first + WEEK, back + WEEK))
        return ways[is_on:] if is_next else ways[:1]
    if is_next and words.meaning(unit) == "months":
        return (_month_of(_month_of(today)[1]),)
    if len(name) == 2 and name[0] in time.within | time.in_ and unit in time.months:
        return tuple(_month_of(day) for day in dates_meant(f"28 {unit}", time, today))
    return ()


def weekend_of(today: date, words: Words) -> tuple[date, date]:
    """The first day of the weekend that is on, or comes next, and the first day after it."""
    weekend = words.time.weekend
    back = next(
        day for day in _ahead(today) if day.weekday() not in weekend and (day - DAY).weekday() in weekend
    )
    return back - len(weekend) * DAY, back


def _month_of(day: date) -> tuple[date, date]:
    """The first day of a month, and of the one after it."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


def _several(written: Sequence[str], words: Words, today: date) -> DaysOff | None:
    """A few days, one after another: "Sat and Sun", "tomorrow and Friday"; what lies between others is not off."""
    for start in range(len(written)):
        days, at = _listed(written[start:], words, today)
        if len(days) > 1:
            in_a_row = all(later - day == DAY for day, later in pairwise(days))
            meant = ((days[0], days[-1] + DAY),) if in_a_row else ()
            return DaysOff(Kind.SEVERAL, meant, (*written[:start], *written[start + at :]))
    return None


def _listed(written: Sequence[str], words: Words, today: date) -> tuple[list[date], int]:
    """The days with which these words begin, in order, and how many words that takes."""
    days: list[date] = []
    at = taken = 0
    while at < len(written):
        since = days[-1] if days else today
        ends = range(min(len(written), at + LONGEST_DATE), at, -1)
        # The first of them must be one for sure.
        dates = _dates if days else _sure_dates
        found = next(((end, day) for end in ends for day in dates(written[at:end], words, since)), None)
        if found is None or found[1] <= since:
            break
        taken, day = found
        days.append(day)
        at = (
            taken + 1
            if written[taken : taken + 1] and written[taken] in words.time.and_ | {"&", "+"}
            else taken
        )
    return days, taken


def _one_day(written: Sequence[str], words: Words, today: date) -> DaysOff | None:
    """A day alone."""
    for start, end in windows(written, LONGEST_DATE):
        found = _first_days(written, start, end, words, today)
        # "Monday again" is a day back.
        if found and not ends_with(written[end : end + 1], words.time.back):
            left = (*written[:start], *written[end:])
            return DaysOff(Kind.ONE_DAY, tuple((day, day + DAY) for day in found), left)
    return None
