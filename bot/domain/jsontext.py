"""JSON as a text that somebody may have changed: read strictly, and where in it something stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.domain.written import Path

BLANK = re.compile(r"[ \t\n\r]*")


def parsed(text: str) -> Any:
    """What a text says; raises ValueError for what is no JSON, and RecursionError for what goes too deep."""
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refused)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose fields stand there once each."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a field stands twice")
    return dict(pairs)


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def line_of(text: str, path: Path) -> int:
    """The line, from 1, on which what a path leads to begins; that of the last step on the way that is there."""
    found = at = _begins(text, 0)
    for step in path:
        steps = _members(text, at) if isinstance(step, str) else _items(text, at)
        stands = next(((begins, value) for name, begins, value in steps if name == step), None)
        if stands is None:
            break
        found, at = stands
    return text.count("\n", 0, found) + 1


def _members(text: str, at: int) -> Iterator[tuple[str | int, int, int]]:
    """Each name of the object that begins here, with where it and its value begin; nothing of what is no object."""
    decoder = json.JSONDecoder()
    if text[at : at + 1] != "{":
        return
    at = _begins(text, at + 1)
    while text[at] != "}":
        name, behind = decoder.raw_decode(text, at)
        value_at = _begins(text, _begins(text, behind) + 1)
        yield name, at, value_at
        _, behind = decoder.raw_decode(text, value_at)
        at = _begins(text, behind)
        if text[at] == ",":
            at = _begins(text, at + 1)


def _items(text: str, at: int) -> Iterator[tuple[str | int, int, int]]:
    """The number of each item of the list that begins here, with where it begins; nothing of what is no list."""
    decoder = json.JSONDecoder()
    if text[at : at + 1] != "[":
        return
    at, number = _begins(text, at + 1), 0
    while text[at] != "]":
        yield number, at, at
        _, behind = decoder.raw_decode(text, at)
        at, number = _begins(text, behind), number + 1
        if text[at] == ",":
            at = _begins(text, at + 1)


def _begins(text: str, at: int) -> int:
    """Where the next sign stands that is no blank."""
    found = BLANK.match(text, at)
    return found.end() if found else at
