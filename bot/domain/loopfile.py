"""The CSV files of Loop Habit Tracker: what they say of days, in their old and new forms, and the same of a record.

Seen in 2.3.1: `Habits.csv`, and for each habit a folder `001 Name` with `Checkmarks.csv` (Date,Value,Notes), the newest
day first. Before 2.3.1 that had no header, no notes, and numbers in the place of words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from io import StringIO

from bot.domain.days import DayState, better

HABITS, CHECKMARKS = "Habits.csv", "Checkmarks.csv"
FOLDER = re.compile(rf"(\d+) ?([^/]*)/{CHECKMARKS}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"-?\d{1,15}")
# Before the first year nobody has kept a habit with an app.
FIRST_DAY = date(2000, 1, 1)
NAME_LETTERS, MOST_HABITS = 60, 200
# Values of habits with numbers are kept in thousandths.
THOUSAND = 1000
HABIT_COLUMNS = (
    *("Position", "Name", "Type", "Question", "Description", "FrequencyNumerator", "FrequencyDenominator"),
    *("Color", "Unit", "Target Type", "Target Value", "Archived?"),
)
DONE, NOT_DONE, SKIP, UNKNOWN = "YES_MANUAL", "NO", "SKIP", "UNKNOWN"


class Mark(Enum):
    """What Loop says of a day, by its word and by the number of before."""

    DONE = DONE, 2
    # The habit's frequency is kept without it.
    COVERED = "YES_AUTO", 1
    NOT_DONE = NOT_DONE, 0
    SKIPPED = SKIP, 3
    UNKNOWN = UNKNOWN, -1


MARKS: Mapping[str, Mark] = {str(written): mark for mark in Mark for written in mark.value}
STATES = {Mark.DONE: DayState.DONE, Mark.SKIPPED: DayState.SKIPPED, Mark.COVERED: DayState.OFF}


class NotLoops(ValueError):
    """These are no files of Loop's."""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that says nothing of a day: its file, and its number from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit: what became of each day, and the lines that were not read."""

    number: int
    name: str
    days: tuple[tuple[date, DayState], ...]
    unread: tuple[UnreadLine, ...] = ()

    def count(self, state: DayState) -> int:
        """How many days are so."""
        return sum(found is state for _, found in self.days)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the values of a habit are meant: with a target they are amounts, in thousandths."""

    name: str
    target: float | None = None
    at_most: bool = False

    def mark(self, written: str) -> Mark | None:
        """What a value says; None where it says nothing."""
        if (mark := MARKS.get(written.strip())) is not None:
            return mark
        if self.target is None or not NUMBER.fullmatch(written.strip()):
            return None
        amount = int(written) / THOUSAND
        is_done = 0 < amount <= self.target if self.at_most else amount >= self.target
        return Mark.DONE if is_done else Mark.NOT_DONE


def read_loop(files: Mapping[str, str], last_day: date) -> tuple[Habit, ...]:
    """The habits in Loop's files, given as texts by their paths, that have a day done; `last_day` is the last there is.

    Raises NotLoops.
    """
    try:
        kinds = _kinds(files[HABITS]) if HABITS in files else {}
    except csv.Error:
        raise NotLoops from None
    folders = [(found, text) for path, text in files.items() if (found := FOLDER.fullmatch(path))]
    if not folders or len(folders) > MOST_HABITS:
        raise NotLoops
    habits = []
    for found, text in folders:
        number = int(found[1])
        kind = kinds.get(number) or _Kind(found[2].strip())
        days, unread = _days(text, kind, last_day)
        lines = tuple(UnreadLine(found[0], line) for line in unread)
        habits.append(Habit(number, " ".join(kind.name.split())[:NAME_LETTERS], days, lines))
    return tuple(sorted((each for each in habits if each.days), key=lambda habit: habit.number))


def together(habits: Iterable[Habit]) -> Mapping[date, DayState]:
    """What several habits make of each day: the best of it."""
    found: dict[date, DayState] = {}
    for habit in habits:
        for day, state in habit.days:
            found[day] = better(state, found.get(day))
    return found


def loop_files(name: str, days: Mapping[date, DayState]) -> Mapping[str, str]:
    """A record as files of Loop's, by their paths."""
    words = {DayState.DONE: DONE, DayState.MISSED: NOT_DONE, DayState.SKIPPED: SKIP, DayState.OFF: SKIP}
    habit = ["001", name, "YES_NO", "", "", "1", "1", "#00897B", "", "", "", "false"]
    marks = [
        (day.isoformat(), words.get(state, UNKNOWN), "") for day, state in sorted(days.items(), reverse=True)
    ]
    return {
        HABITS: as_csv([HABIT_COLUMNS, habit]),
        f"001 {name}/{CHECKMARKS}": as_csv([("Date", "Value", "Notes"), *marks]),
    }


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV, with line feeds."""
    made = StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue()


def _kinds(text: str) -> Mapping[int, _Kind]:
    """The habits of `Habits.csv` by their positions; what is no number there is left out."""
    kinds = {}
    for row in csv.DictReader(StringIO(text)):
        named = {
            name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)
        }
        if not NUMBER.fullmatch(named.get("Position", "")):
            continue
        kind = _Kind(named.get("Name", ""))
        if named.get("Type") == "NUMERICAL":
            kind = replace(
                kind,
                target=_amount(named.get("Target Value", "")),
                at_most=named.get("Target Type") == "AT_MOST",
            )
        kinds[int(named["Position"])] = kind
    return kinds


def _amount(written: str) -> float:
    """A target; one that is none is reached by any amount."""
    try:
        return max(float(written), 1 / THOUSAND)
    except ValueError:
        return 1 / THOUSAND


def _days(text: str, kind: _Kind, last_day: date) -> tuple[tuple[tuple[date, DayState], ...], list[int]]:
    """What became of each day from the first done one on, and the numbers of the lines that were not read.

    A day of no word between two that have one is missed, as Loop has it; the last one is open, so that it is not.
    """
    marks: dict[date, Mark] = {}
    unread: list[int] = []
    for line, row in _rows(text):
        mark = kind.mark(row[1]) if len(row) > 1 else None
        day = _day(row[0])
        if mark is None or day is None or not FIRST_DAY <= day <= last_day:
            unread.append(line)
        else:
            marks[day] = mark
    first = min((day for day, mark in marks.items() if mark is Mark.DONE), default=None)
    if first is None:
        return (), unread
    last = max(marks)
    every = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    found = ((day, STATES.get(marks.get(day, Mark.UNKNOWN), DayState.MISSED)) for day in every)
    return tuple((day, state) for day, state in found if state is not DayState.MISSED or day < last), unread


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of `Checkmarks.csv` with their lines, without its header and empty ones."""
    reader = csv.reader(StringIO(text))
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            # A field without an end, or larger than any note.
            row = [""]
        if row is None:
            return
        if row and not (line == 1 and row[0] == "Date"):
            yield line, row


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if DAY.fullmatch(written) else None
    except ValueError:
        return None
