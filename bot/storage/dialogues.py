"""Open questions as tagged JSON, and what else of a person is JSON: the one place that writes and reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

import structlog

from bot.domain.dialogue import Dialogue
from bot.domain.own import OwnDraft, OwnExercise
from bot.domain.schedule import Wish

log = structlog.get_logger()

KINDS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Dialogue)}
Reader: TypeAlias = Callable[[Any], Any]


def dialogue_row(dialogue: Dialogue | None) -> dict[str, Any] | None:
    """The JSON of an open question: its kind, and its fields by their names."""
    return None if dialogue is None else {"kind": type(dialogue).__name__, **_written(dialogue)}


def dialogue_of(row: Any) -> Dialogue | None:
    """The open question that was written so; one that cannot be read is dropped, and the log says so."""
    if row is None:
        return None
    try:
        given = dict(row)
        read: Dialogue = _reader(KINDS[given.pop("kind")])(given)
    except (KeyError, TypeError, ValueError) as error:
        log.warning("an open question cannot be read and is dropped", why=type(error).__name__)
        return None
    return read


def wishes_row(wishes: tuple[Wish, ...]) -> list[Any] | None:
    """The JSON of times, None where there are none."""
    return _written(wishes) or None


def wishes_of(row: Any) -> tuple[Wish, ...]:
    """The times that were written so; what cannot be read is dropped, and the log says so."""
    try:
        read: tuple[Wish, ...] = _reader(tuple[Wish, ...])(row or [])
    except (KeyError, TypeError, ValueError) as error:
        log.warning("times cannot be read and are dropped", why=type(error).__name__)
        return ()
    return read


def own_row(own: tuple[OwnExercise, ...]) -> list[Any] | None:
    """The JSON of own exercises, None where there are none."""
    return _written(own) or None


def own_of(row: Any) -> tuple[OwnExercise, ...]:
    """The own exercises that were written so; one that cannot be read is dropped, and the log says so."""
    read: list[OwnExercise] = []
    for written in row or []:
        try:
            read.append(_reader(OwnExercise)(written))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("an own exercise cannot be read and is dropped", why=type(error).__name__)
    return tuple(read)


def drafts_row(drafts: tuple[OwnDraft, ...]) -> list[Any]:
    """The JSON of exercises that are shared."""
    written: list[Any] = _written(drafts)
    return written


def drafts_of(row: Any) -> tuple[OwnDraft, ...]:
    """The shared exercises that were written so."""
    read: tuple[OwnDraft, ...] = _reader(tuple[OwnDraft, ...])(row)
    return read


def _written(value: Any) -> Any:
    """A value as JSON has it: types with fields as objects, several values as lists."""
    if is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | frozenset):
        return [_written(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    if isinstance(value, time | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


@cache
def _reader(kind: Any) -> Reader:
    """What reads a value of this type; it raises KeyError, TypeError or ValueError for anything else."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
        made: Any = kind
        return lambda given: made(**{name: readers[name](value) for name, value in given.items()})
    if origin in {tuple, frozenset}:
        each = _reader(arguments[0])
        return lambda given: origin(each(value) for value in _exactly(list, given))
    if type(None) in arguments:
        (other,) = (_reader(argument) for argument in arguments if argument is not type(None))
        return lambda given: None if given is None else other(given)
    if kind in {time, date}:
        read: Reader = kind.fromisoformat
        return read
    if issubclass(kind, Enum):
        member: Reader = kind
        return member
    return lambda given: _exactly(kind, given)


def _exactly(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"no {kind.__name__}")
    return value
