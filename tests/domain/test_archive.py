"""The archive: its schema in the docs, what is read back of it, and the lines of a JSON text."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from bot.domain.archive import (
    MARK,
    Archive,
    KeptEntry,
    KeptExercise,
    KeptPrompt,
    KeptSafety,
    KeptTime,
    as_json,
)
from bot.domain.jsontext import line_of
from bot.domain.person import Options
from bot.domain.written import Misfit, read, written

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "limber.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_names_each_field_of_an_archive_and_every_word_that_can_stand_there() -> None:
    def compare(kind: Any, schema: dict[str, Any], at: str) -> None:
        if schema.get("anyOf"):
            (kind,) = (part for part in get_args(kind) if part is not type(None))
            schema = schema["anyOf"][0]
        if get_origin(kind) in {tuple, frozenset}:
            compare(get_args(kind)[0], schema["items"], at)
        elif is_dataclass(kind):
            names = {field.name for field in fields(kind)} | (set(MARK) if kind is Archive else set())
            assert set(schema["properties"]) == set(schema["required"]) == names, at
            assert schema["additionalProperties"] is False, at
            for name, hint in get_type_hints(kind).items():
                compare(hint, schema["properties"][name], f"{at}.{name}")
        elif issubclass(kind, Enum) and at not in {".days.state", ".prompts.delivery"}:
            assert schema["enum"] == [word.value for word in kind], at

    compare(Archive, SCHEMA, "")


AT = some.datetimes(timezones=some.just(UTC))
INSTANTS: dict[Any, Any] = {
    KeptPrompt: {"due_at": AT, "answered_at": some.none() | AT},
    KeptEntry: {"done_at": AT},
    KeptSafety: {"answered_at": some.none() | AT, "alarm": some.none()},
}


@pytest.mark.parametrize("kind", [KeptTime, KeptExercise, KeptPrompt, KeptEntry, KeptSafety, Options])
def test_what_is_written_is_read_back(kind: Any) -> None:
    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
    @given(some.builds(kind, **INSTANTS.get(kind, {})))
    def is_read_back(value: Any) -> None:
        raw = json.loads(json.dumps(written(value)))
        assert written(read(kind, raw)) == raw

    is_read_back()


def test_a_naive_instant_is_none() -> None:
    with pytest.raises(Misfit):
        read(datetime, "2027-05-01T07:00:00")
    assert read(datetime, "2027-05-01T09:00:00+02:00") == datetime(2027, 5, 1, 7, tzinfo=UTC)


def test_the_file_is_sorted_and_says_what_it_is() -> None:
    raw = json.loads(as_json(Archive("en")))
    assert list(raw) == sorted(raw)
    assert {name: raw[name] for name in MARK} == MARK
    assert list(Draft202012Validator(SCHEMA).iter_errors(raw)) == []


TEXT = '{"a": [1,\n {"b":\n 2}],\n "c": {}\n}'


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("a", 0), 1),
        (("a", 1), 2),
        (("a", 1, "b"), 2),
        (("a", 1, "x"), 2),
        (("c",), 4),
        (("x",), 1),
    ],
)
def test_where_in_a_text_a_value_stands(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line
