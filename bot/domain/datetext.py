"""Free text -> a date: "3 Dec", "3.12.", "2026-12-03", "tomorrow", "Friday"."""

import re
from datetime import date, timedelta

from bot.domain.calendar_week import CalendarWeek
from bot.domain.timewords import TimeWords
from bot.domain.tokens import plain
from bot.domain.typedline import Line, NotRead

YEARS_TO_LEAP_DAY = 8
# From one 31st to the next.
LONGEST_TO_A_DAY = 62
# Within so many days before today every number of a day has been, and every date.
LONGEST_TO_A_NUMBER, DAYS_OF_A_YEAR = 30, 364

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})(?:\.\s*([0-9]{4}|[0-9]{2})?)?")
# "Am 3.": the stop that a line loses at its end makes a day of the number.
_STOP_BEHIND = re.compile(r"[0-9]\.\s*$")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")


def dates_meant(text: str, words: TimeWords, today: date) -> tuple[date, ...]:
    """Every date that a text could name, in order, from today on where it has no year.

    None, one, or two: "3/4", and "next Friday" before this Friday.
    """
    written = _numbers(plain(text), words)
    if match := _ISO.fullmatch(written):
        return _known(_date(*(int(part) for part in match.groups()), today=today))
    if match := _DOTTED.fullmatch(written):
        day, month, year = (int(part or 0) for part in match.groups())
        return _known(_date(2000 + year if 0 < year < 100 else year, month, day, today=today))
    if match := _SLASHED.fullmatch(written):
        first, second, year = (int(part or 0) for part in match.groups())
        return _known(_date(year, second, first, today=today), _date(year, first, second, today=today))
    try:
        worded = _worded_date(Line(text, words), today, has_stop=_STOP_BEHIND.search(text) is not None)
        return _next_one(Line(text, words), today) or _known(worded)
    except NotRead:
        return ()


def dates_gone(text: str, words: TimeWords, today: date) -> tuple[date, ...]:
    """The days before today that a text names, oldest first: the last of each weekday, a date the last time it was."""
    line = Line(text, words)
    line.take_all(words.around_a_date)
    for back, named in enumerate((words.yesterday, words.day_before), start=1):
        if line.take(named):
            return (today - timedelta(days=back),) if line.is_done else ()
    try:
        days = line.days()
    except NotRead:
        return ()
    if days and line.is_done:
        week = (today - timedelta(days=back) for back in range(7, 0, -1))
        return tuple(day for day in week if day.weekday() in days)
    if any(line.rest.startswith(word) for word in words.today | words.tomorrow | words.next_):
        return ()
    # A date without a year is the next one from some day on: of days gone by, from a month or a year ago on.
    for back in (LONGEST_TO_A_NUMBER, DAYS_OF_A_YEAR):
        meant = dates_meant(text, words, today - timedelta(days=back))
        if gone := tuple(day for day in meant if day < today):
            return gone[-1:]
    return ()


def is_until(text: str, words: TimeWords) -> bool:
    """Whether a text begins as the end of something does: "until 3 May"."""
    return Line(text, words).take(_ends(words)) is not None


def _ends(words: TimeWords) -> frozenset[str]:
    """What stands before a date that is an end; whether that day belongs to it changes nothing about the date."""
    return words.until | words.until_the_end_of


def _numbers(written: str, words: TimeWords) -> str:
    """A date in numbers without the words around it."""
    parts = written.split()
    around = _ends(words) | words.around_a_date
    while count := next((n for n in (3, 2, 1) if n < len(parts) and " ".join(parts[:n]) in around), 0):
        del parts[:count]
    for count in range(len(parts) - 1, 0, -1):
        if " ".join(parts[count:]) in words.behind_a_date | words.inclusive:
            return " ".join(parts[:count]).rstrip(" .,")
    return " ".join(parts)


def _known(*dates: date | None) -> tuple[date, ...]:
    """The dates that there are, each once, in order."""
    return tuple(sorted({day for day in dates if day is not None}))


def _next_one(line: Line, today: date) -> tuple[date, ...]:
    """The dates that "next week" and "next Friday" may mean.

    A day of this week is the coming one to some people, and that of the week after to others.
    """
    words = line.words
    line.take_all(_ends(words) | words.around_a_date)
    if not line.take(words.next_):
        return ()
    first = CalendarWeek(words.first_day).begins(today) + timedelta(days=7)
    if line.take(words.week):
        return (first,) if _is_done(line) else ()
    days = line.days()
    if days is None or len(days) > 1 or not _is_done(line):
        return ()
    return _known(_coming(days, today), first + timedelta(days=(min(days) - words.first_day) % 7))


def _coming(days: frozenset[int], today: date) -> date:
    """The first day of this name after today."""
    return today + timedelta(days=(min(days) - today.weekday() - 1) % 7 + 1)


def _worded_date(line: Line, today: date, *, has_stop: bool) -> date | None:
    words = line.words
    is_on = line.take_all(_ends(words) | words.around_a_date)
    if line.take(words.today):
        return today if _is_done(line) else None
    if line.take(words.tomorrow):
        return today + timedelta(days=1) if _is_done(line) else None
    if days := line.days():
        if _is_done(line):
            return _coming(days, today) if len(days) == 1 else None
        # "Friday, 14 May": the day of the week is left out where the date says more.
        line.take(",")
        line.take_all(words.around_a_date)
    day, is_ordinal = _day_of_month(line)
    is_ordinal |= is_on and has_stop
    line.take_all(words.around_a_date)
    month = line.take(words.months)
    if day is None:
        day, _ = _day_of_month(line)
    line.take(",")
    year = line.take_number(4)
    if day is None or not _is_done(line):
        return None
    if month is None:
        return _coming_day(day, today) if is_ordinal and year is None and not days else None
    found = _date(int(year or 0), words.months[month], day, today=today)
    return found if found is None or not days or found.weekday() in days else None


def _is_done(line: Line) -> bool:
    """Whether nothing is left that says more of a date."""
    line.take(",")
    line.take_all(line.words.behind_a_date | line.words.inclusive)
    return line.is_done


def _coming_day(day: int, today: date) -> date | None:
    """The first date after today that is this day of a month."""
    ahead = (today + timedelta(days=count) for count in range(1, LONGEST_TO_A_DAY + 1))
    return next((found for found in ahead if found.day == day), None)


def _date(year: int, month: int, day: int, *, today: date) -> date | None:
    """The date, in the first year from today's on where the year is 0; None where there is none."""
    for candidate in (year,) if year else range(today.year, today.year + YEARS_TO_LEAP_DAY + 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def _day_of_month(line: Line) -> tuple[int | None, bool]:
    """The number of a day, as in "3", "3." and "3rd", and whether it says that it is the number of one."""
    number = line.take_number(1, 2)
    if number is None:
        return None, False
    is_ordinal = line.take((".", *line.words.after_a_number)) is not None
    return int(number), is_ordinal
