"""A list of exercises as a small file, such as a therapist writes it: TOML or JSON, read strictly.

Its form stands in docs/own-exercises.md and docs/own-exercises.schema.json.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.jsontext import line_of, parsed
from bot.domain.own import MOST_EXERCISES, OwnDraft, OwnFault, fault_of, plain
from bot.domain.written import Path

MOST_BYTES = 64 * 1024
TITLE, EXERCISES = "title", "exercises"
# So much of a field's name is told where it is a wrong one.
FIELD_LETTERS = 40
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIDES = {"each": True, "both": False}
# The fields of an exercise, with the type of each as a file has it.
FIELDS: Mapping[str, type] = {
    "name": str,
    "sides": str,
    "seconds": int,
    "repetitions": int,
    "days": list,
    "notes": str,
}
NEEDED = ("name", "sides", "seconds", "repetitions")
FIELD_OF = {
    OwnFault.NO_NAME: "name",
    OwnFault.NAME_LENGTH: "name",
    OwnFault.NOTES_LENGTH: "notes",
    OwnFault.SECONDS: "seconds",
    OwnFault.REPETITIONS: "repetitions",
}
LINE = re.compile(r"line (\d+)")


class ListFault(StrEnum):
    """What can be wrong with a file besides what can be wrong with an exercise."""

    SIZE = "size"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    TYPE = "type"
    MISSING = "missing"
    VALUE = "value"
    COUNT = "count"
    LARGE = "large"
    ZIP = "zip"
    NEWER = "newer"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Misread:
    """The first thing wrong with a file: its line from 1, and its field where it is about one."""

    why: ListFault | OwnFault
    line: int = 1
    field: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseList:
    """The exercises of a file in order, whole and checked."""

    title: str
    exercises: tuple[OwnDraft, ...]


@dataclass(frozen=True, slots=True)
class SharedList:
    """A list that a person shares under a token, with the id of its row."""

    id: int
    token: str
    given: ExerciseList


class _Wrong(Exception):
    """Carries what is wrong out of wherever it was met."""

    def __init__(self, why: ListFault | OwnFault, field: str = "", number: int | None = None) -> None:
        super().__init__(why)
        self.why, self.field, self.number = why, field, number

    @property
    def path(self) -> Path:
        """What leads to the field."""
        return (self.field,) if self.number is None else (EXERCISES, self.number, self.field)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where things stand: the fields of the whole, and for each exercise its own line and those of its fields."""

    fields: Mapping[str, int]
    exercises: tuple[tuple[int, Mapping[str, int]], ...]

    def of(self, wrong: _Wrong) -> int:
        if wrong.number is None or wrong.number >= len(self.exercises):
            return self.fields.get(wrong.field, self.fields.get(EXERCISES, 1))
        line, fields = self.exercises[wrong.number]
        return fields.get(wrong.field, line)


def read_list(content: bytes, is_json: bool) -> ExerciseList | Misread:
    """The list in a file, or the first thing that is wrong with it."""
    if len(content) > MOST_BYTES:
        return Misread(ListFault.SIZE)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        raw = parsed(text) if is_json else tomllib.loads(text)
    except json.JSONDecodeError as error:
        return Misread(ListFault.UNREADABLE, error.lineno)
    except (ValueError, RecursionError) as error:
        found = LINE.search(str(error))
        return Misread(ListFault.UNREADABLE, int(found[1]) if found else 1)
    try:
        return _list(raw)
    except _Wrong as wrong:
        line = line_of(text, wrong.path) if is_json else _toml_lines(text).of(wrong)
        return Misread(wrong.why, line, wrong.field[:FIELD_LETTERS])


def _list(raw: Any) -> ExerciseList:
    if not isinstance(raw, dict):
        raise _Wrong(ListFault.TYPE, EXERCISES)
    for field in raw:
        if field not in {TITLE, EXERCISES}:
            raise _Wrong(ListFault.UNKNOWN, field)
    title, listed = raw.get(TITLE, ""), raw.get(EXERCISES)
    if listed is None:
        raise _Wrong(ListFault.MISSING, EXERCISES)
    if not isinstance(title, str):
        raise _Wrong(ListFault.TYPE, TITLE)
    if (fault := fault_of(OwnDraft(name=plain(title) or None))) is not None:
        raise _Wrong(fault, TITLE)
    if not isinstance(listed, list):
        raise _Wrong(ListFault.TYPE, EXERCISES)
    if not 1 <= len(listed) <= MOST_EXERCISES:
        raise _Wrong(ListFault.COUNT, EXERCISES)
    return ExerciseList(plain(title), tuple(_exercise(each, number) for number, each in enumerate(listed)))


def _exercise(raw: Any, number: int) -> OwnDraft:
    if not isinstance(raw, dict):
        raise _Wrong(ListFault.TYPE, EXERCISES, number)
    for field, value in raw.items():
        if field not in FIELDS:
            raise _Wrong(ListFault.UNKNOWN, field, number)
        # A switch is no number.
        if type(value) is not FIELDS[field]:
            raise _Wrong(ListFault.TYPE, field, number)
    for field in NEEDED:
        if field not in raw:
            raise _Wrong(ListFault.MISSING, field, number)
    if raw["sides"] not in SIDES:
        raise _Wrong(ListFault.VALUE, "sides", number)
    if any(day not in DAYS for day in raw.get("days", ())):
        raise _Wrong(ListFault.VALUE, "days", number)
    draft = OwnDraft(
        name=plain(raw["name"]),
        sides=SIDES[raw["sides"]],
        seconds=raw["seconds"],
        repetitions=raw["repetitions"],
        days=frozenset(map(DAYS.index, raw.get("days", ()))),
        notes=plain(raw.get("notes", "")),
    )
    if (fault := fault_of(draft)) is not None:
        raise _Wrong(fault, FIELD_OF.get(fault, _leading_out(draft)), number)
    return draft


def _leading_out(draft: OwnDraft) -> str:
    """The field with a link in it, or what is too long together."""
    alone = {"name": OwnDraft(name=draft.name), "notes": OwnDraft(notes=draft.notes)}
    return next((field for field, part in alone.items() if fault_of(part) is OwnFault.LINK), "seconds")


def _toml_lines(text: str) -> _Lines:
    """Where fields stand that have a line of their own, in tables that begin with `[[exercises]]`."""
    fields: dict[str, int] = {}
    exercises: list[tuple[int, dict[str, int]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if re.fullmatch(r"\s*\[\[\s*[\"']?exercises[\"']?\s*\]\]\s*(#.*)?", line):
            exercises.append((number, {}))
        elif found := re.match(r"\s*[\"']?([^\"'=\s]+)[\"']?\s*=", line):
            (exercises[-1][1] if exercises else fields).setdefault(found[1], number)
    return _Lines(fields, tuple(exercises))
