"""Files of other habit apps, known by their marks: they are named, and not read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any

SQLITE = b"SQLite format 3\x00"


class App(StrEnum):
    """Apps whose files are known; the names are their own."""

    LOOP_BACKUP = "Loop Habit Tracker"
    HABITBULL = "HabitBull"
    TICKMATE = "Tickmate"
    REWIRE = "Rewire"
    MHABIT = "mhabit"
    HABO = "Habo"
    BEAVERHABITS = "Beaver Habits"
    HABITICA = "Habitica"


# What stands in a database as the name of a table, together; the first that fits.
TABLES: tuple[tuple[App, tuple[bytes, ...]], ...] = (
    (App.LOOP_BACKUP, (b"Repetitions", b"Habits")),
    (App.TICKMATE, (b"ticks", b"tracks")),
    (App.TICKMATE, (b"ticks",)),
    (App.REWIRE, (b"CHECKINS",)),
)
# What the first line of a CSV file begins with.
HEADERS: Mapping[str, App] = {
    "HabitName,HabitDescription,HabitCategory": App.HABITBULL,
    "Task Name,Task ID,Task Type": App.HABITICA,
}
# So far into a database its tables are named.
HEAD_BYTES = 64 * 1024


def of_database(content: bytes) -> App | None:
    """Whose SQLite file it is; None for one that is not known. Nothing of it is opened."""
    head = content[:HEAD_BYTES]
    return next((app for app, names in TABLES if all(name in head for name in names)), None)


def of_csv(text: str) -> App | None:
    """Whose CSV file it is."""
    first = text.lstrip("\ufeff").partition("\n")[0].replace('"', "")
    return next((app for header, app in HEADERS.items() if first.startswith(header)), None)


def of_json(raw: Any) -> App | None:
    """Whose JSON it is."""
    habits = raw.get("habits") if isinstance(raw, dict) else raw
    first = habits[0] if isinstance(habits, list) and habits else None
    if not isinstance(first, dict):
        return None
    return next((app for app, is_its in HABITS.items() if is_its(first)), None)


def _records(habit: Mapping[str, Any]) -> Collection[str]:
    """The fields of the first record of a habit."""
    records = habit.get("records")
    first = records[0] if isinstance(records, list) and records else None
    return first.keys() if isinstance(first, dict) else ()


HABITS: Mapping[App, Callable[[Mapping[str, Any]], bool]] = {
    App.HABO: lambda habit: isinstance(habit.get("events"), dict),
    App.MHABIT: lambda habit: "record_date" in _records(habit),
    App.BEAVERHABITS: lambda habit: {"day", "done"} <= set(_records(habit)),
}
