"""The schema in the docs and the reader of files say the same; the example in the docs is a file."""

import json
import re
from pathlib import Path

from bot.domain import listfile, own
from bot.domain.listfile import ExerciseList, read_list

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "own-exercises.schema.json").read_text(encoding="utf-8"))
OF_TYPE = {"string": str, "integer": int, "array": list}


def test_the_schema_names_every_field_with_its_type_and_bounds() -> None:
    whole = SCHEMA["properties"]
    assert whole.keys() == {listfile.TITLE, listfile.EXERCISES}
    assert SCHEMA["required"] == [listfile.EXERCISES]
    assert whole["title"]["maxLength"] == own.NAME_LETTERS
    assert whole["exercises"]["maxItems"] == own.MOST_EXERCISES
    exercise = whole["exercises"]["items"]
    fields = exercise["properties"]
    assert tuple(exercise["required"]) == listfile.NEEDED
    assert SCHEMA["additionalProperties"] is exercise["additionalProperties"] is False
    # Words to choose from are text.
    types = {name: OF_TYPE[field.get("type", "string")] for name, field in fields.items()}
    assert types == listfile.FIELDS
    assert fields["sides"]["enum"] == list(listfile.SIDES)
    assert fields["days"]["items"]["enum"] == list(listfile.DAYS)
    assert (fields["seconds"]["minimum"], fields["seconds"]["maximum"]) == (1, own.MOST_SECONDS)
    assert (fields["repetitions"]["minimum"], fields["repetitions"]["maximum"]) == (1, own.MOST_REPETITIONS)
    assert (fields["name"]["maxLength"], fields["notes"]["maxLength"]) == (
        own.NAME_LETTERS,
        own.NOTES_LETTERS,
    )


def test_the_example_in_the_docs_is_read() -> None:
    page = (DOCS / "own-exercises.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    read = read_list(example[1].encode(), False)
    assert isinstance(read, ExerciseList)
    assert [exercise.name for exercise in read.exercises] == ["Calf raises", "Plank"]
    assert read.exercises[0].days == frozenset({0, 3})


def test_each_bound_of_the_schema_is_one_of_the_reader() -> None:
    good = {"name": "a", "sides": "both", "seconds": 600, "repetitions": 1}

    def is_read(**more: object) -> bool:
        written = json.dumps({"exercises": [good | more]}).encode()
        return isinstance(read_list(written, True), ExerciseList)

    assert is_read()
    assert is_read(name="a" * 60, notes="n" * 300, days=["sun"])
    for wrong in (
        {"name": ""},
        {"name": "a" * 61},
        {"notes": "n" * 301},
        {"seconds": 0},
        {"seconds": 601},
        {"seconds": 1.5},
        {"seconds": True},
        {"repetitions": 0},
        {"repetitions": 21},
        {"sides": "left"},
        {"days": "mon"},
        {"days": [1]},
        {"more": 1},
    ):
        assert not is_read(**wrong), wrong
    assert not isinstance(read_list(json.dumps({"exercises": [good] * 31}).encode(), True), ExerciseList)
