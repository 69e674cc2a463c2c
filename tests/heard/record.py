"""What the bot keeps about somebody, read from its SQLite file: what a row changed, and how it is put back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

Facts = dict[str, str]
Tables = dict[str, list[tuple[Any, ...]]]
# Updates that came stay known, and pictures that were sent stay sent.
STAY = {"inbox", "meta", "media", "alembic_version", "sqlite_sequence"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Each column of a person in the words of a row.
PERSON = {
    "language": "speaks",
    "standing": "is",
    "away_on": "is paused from",
    "back_on": "is paused until",
    "zone_name": "lives in",
    "day_start": "day starts at",
    "resting_on": "rests on",
    "gentle_on": "is gentle on",
    "dizzy_on": "is dizzy on",
    "sent_on": "sent to a doctor on",
    "safety_version": "safety screen",
    "alarm": "alarm",
    "programme": "programme",
    "sound": "sound",
    "bars": "bars",
    "longer": "longer holds",
    "level": "level",
    "setting": "stretches at",
    "floor_asked": "floor asked",
    "age_asked": "age asked",
    "asks_pain": "asked about pain",
    "streak": "days in a row",
    "pain_on": "pain on",
    "worse_running": "worse running",
    "dose_step": "dose step",
}
# Each open question in the words of a row.
QUESTIONS = {
    "SafetyScreen": "safety",
    "ConditionsScreen": "conditions",
    "ConditionsQuestion": "about-conditions",
    "AskedAlarm": "alarm",
    "AskedMistake": "mistake",
    "AskedWhose": "whose",
    "ChoosingPlace": "zone",
    "ConfirmingPlace": "zone-confirm",
    "AskedTime": "time",
    "AskedEarlyTimes": "early-times",
    "AskedHalf": "which-half",
    "ConfirmingTimes": "time-confirm",
    "AskedExtra": "extra",
    "AskedDay": "which-day",
    "AskedBreak": "pause-until",
    "AskedStop": "stop",
    "AskedDelete": "delete",
    "AskedPain": "pain",
    "AskedSigns": "signs",
    "AskedTag": "keep-out",
    "AskedSnooze": "snooze",
    "AskedFloor": "floor",
    "AskedAge": "age",
    "AskedLonger": "longer-holds",
    "AskedCompared": "compared",
    "AskedOwn": "own",
    "AskedList": "list",
    "AskedChange": "keeps",
    "AskedImport": "import",
    "ChoosingLanguage": "menu",
    "OnPage": "menu",
}
SETS = {"tags": "applies", "lacking": "lacks"}


class Record:
    """The rows of the bot's file, over a connection beside the bot's own."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, timeout=10, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        names = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self._tables = [str(name) for (name,) in names if name not in STAY]

    def close(self) -> None:
        self._connection.close()

    def keep(self) -> Tables:
        """Every row of what is put back."""
        return {
            name: [tuple(row) for row in self._connection.execute(f"SELECT * FROM {name}")]
            for name in self._tables
        }

    def put_back(self, kept: Tables) -> None:
        """Brings the tables back to what they were."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for name, rows in kept.items():
            execute(f"DELETE FROM {name}")
            for row in rows:
                execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
        execute("COMMIT")

    def facts(self, person_id: int) -> Facts:
        """What is kept about somebody, each with a key that it can be compared by."""
        person = self._connection.execute("SELECT * FROM people WHERE id = ?", (person_id,)).fetchone()
        if person is None:
            return {}
        found = {words: _short(person[column]) for column, words in PERSON.items()}
        found |= {
            f"{words} {item}": "yes" for column, words in SETS.items() for item in person[column].split()
        }
        found["asks"] = QUESTIONS[json.loads(person["dialogue"])["kind"]] if person["dialogue"] else "nothing"
        found["own"] = ", ".join(map(_own, json.loads(person["own"] or "[]"))) or "none"
        found["times"] = ", ".join(sorted(map(_slot, self._rows("slots", person_id)))) or "none"
        found |= {f"prompt {row['id']}": _prompt(row) for row in self._rows("prompts", person_id)}
        found |= {f"timer {row['id']}": _hold(row) for row in self._rows("holds", person_id)}
        found |= {f"practice {row['id']}": _practice(row) for row in self._rows("practices", person_id)}
        likes = self._rows("preferences", person_id, "stretch_id")
        return found | {f"likes {row['stretch_id']}": row["liking"] for row in likes}

    def _rows(self, table: str, person_id: int, order: str = "id") -> list[sqlite3.Row]:
        query = f"SELECT * FROM {table} WHERE person_id = ? ORDER BY {order}"
        return self._connection.execute(query, (person_id,)).fetchall()


def changes(before: Facts, after: Facts) -> list[str]:
    """What became different, in words; rows go by their kind, not by their number."""
    if "is" in before and "is" not in after:
        return ["everything deleted"]
    return list(_changes(before, after))


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        kind, _, which = key.partition(" ")
        if old == new:
            continue
        if not which.isdecimal():
            if "is" not in before and key not in {"is", "asks"}:
                # Whoever is new is kept with the usual settings.
                continue
            yield (
                f"{kind} {'+' if new else '−'}{which}"
                if kind in SETS.values()
                else f"{key} {new or 'nothing'}"
            )
        elif old is None or new is None:
            yield f"{kind} {'−' if new is None else '+'} {new or old}"
        else:
            was = old.split(", ")
            yield f"{kind} {', '.join(part for part in new.split(', ') if part not in was) or 'again ' + new}"


def _slot(row: sqlite3.Row) -> str:
    days = [name for bit, name in enumerate(WEEKDAYS) if row["days"] >> bit & 1]
    said = [row["at"][:5], *(days if len(days) < 7 else ())]
    return " ".join(said if row["extra"] else [*said, "only-if"])


def _own(exercise: Mapping[str, Any]) -> str:
    days = [WEEKDAYS[day] for day in exercise["days"]]
    dose = f"{exercise['repetitions']}×{1 + exercise['sides']} {exercise['seconds']} s"
    said = [exercise["name"], *(["removed"] if exercise["removed"] else [dose, *days])]
    return " ".join(said)


def _stretch(stretch_id: str) -> str:
    """A stretch by its id; that of an own exercise has the number of an update in it."""
    return stretch_id.partition("-")[0] if stretch_id.startswith("own-") else stretch_id


def _prompt(row: sqlite3.Row) -> str:
    parts = json.loads(row["parts"]) if row["parts"] else ()
    what = f"session of {len(parts)}" if parts else _stretch(str(row["stretch_id"]))
    dose = f"{row['repetitions']}×{row['sides']}" if row["repetitions"] and not parts else ""
    step = f"step {row['dose_step']}" if row["dose_step"] else ""
    waits = f"waits until {_short(row['waiting_until'])}" if row["waiting_until"] else ""
    said = (row["kind"], what, dose, step, waits, row["delivery"], row["reason"], row["answer"])
    return ", ".join(str(part) for part in said if part and part not in {"sent", "claimed"})


def _hold(row: sqlite3.Row) -> str:
    phases = json.loads(row["phases"])
    said = f"{row['stretch_id']}, {row['state']}, {sum(phase[1] for phase in phases)} s"
    return f"{said}, from {_short(row['started_at'])}"


def _practice(row: sqlite3.Row) -> str:
    said = [
        _stretch(row["stretch_id"]) or "no stretch",
        _day(row["day"]),
        f"{row['left_seconds']}/{row['right_seconds']} s",
    ]
    said += [
        word
        for word, on in (("counts", row["counts"]), ("timed", row["timed"]), ("worse", row["worse"]))
        if on
    ]
    return ", ".join([*said, f"pain {row['pain']}"] if row["pain"] else said)


def _day(on: str) -> str:
    day = date.fromisoformat(on)
    return f"{WEEKDAYS[day.weekday()]} {day.day}"


def _short(value: object) -> str:
    """A value of a column without what is no part of its meaning."""
    return "" if value is None else str(value).removesuffix(".000000")
