"""Values as JSON by their types: what has fields is an object, several values are a list, days and times are text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum, StrEnum
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

Reader: TypeAlias = Callable[[Any], Any]
# The fields and numbers that lead to a value.
Path: TypeAlias = tuple[str | int, ...]


class Why(StrEnum):
    """Why JSON is none of a type."""

    UNKNOWN = "unknown"
    TYPE = "type"
    MISSING = "missing"
    VALUE = "value"


class Misfit(ValueError):
    """JSON is none of a type, and where it is not."""

    def __init__(self, why: Why, path: Path = ()) -> None:
        super().__init__(why)
        self.why, self.path = why, path


def written(value: Any) -> Any:
    """A value as JSON has it."""
    if is_dataclass(value):
        return {field.name: written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | frozenset):
        return [written(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    if isinstance(value, time | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def read(kind: Any, given: Any) -> Any:
    """The value of a type that was written so; raises Misfit for anything else."""
    return _reader(kind)(given)


@cache
def _reader(kind: Any) -> Reader:
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _of_fields(kind)
    if origin in {tuple, frozenset}:
        each = _reader(arguments[0])
        return lambda given: origin(_each(enumerate(_exactly(list, given)), lambda _: each))
    if type(None) in arguments:
        (other,) = (_reader(argument) for argument in arguments if argument is not type(None))
        return lambda given: None if given is None else other(given)
    if kind is datetime:
        return _instant
    if kind in {time, date}:
        return lambda given: _or_misfit(kind.fromisoformat, _exactly(str, given))
    if issubclass(kind, Enum):
        return lambda given: _or_misfit(kind, given)
    return lambda given: _exactly(kind, given)


def _of_fields(kind: Any) -> Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    needed = [
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    ]

    def read_fields(given: Any) -> Any:
        for name in _exactly(dict, given):
            if name not in readers:
                raise Misfit(Why.UNKNOWN, (name,))
        for name in needed:
            if name not in given:
                raise Misfit(Why.MISSING, (name,))
        return kind(**dict(zip(given, _each(given.items(), readers.__getitem__), strict=True)))

    return read_fields


def _each(given: Iterable[tuple[Any, Any]], reader_of: Callable[[Any], Reader]) -> list[Any]:
    """The values of a list or an object; what is wrong with one is wrong at its place."""
    values = []
    for place, value in given:
        try:
            values.append(reader_of(place)(value))
        except Misfit as wrong:
            raise Misfit(wrong.why, (place, *wrong.path)) from None
    return values


def _instant(given: Any) -> datetime:
    at: datetime = _or_misfit(datetime.fromisoformat, _exactly(str, given))
    if at.tzinfo is None:
        raise Misfit(Why.VALUE)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise Misfit(Why.VALUE) from None


def _or_misfit(make: Callable[[Any], Any], given: Any) -> Any:
    try:
        return make(given)
    except ValueError:
        raise Misfit(Why.VALUE) from None


def _exactly(kind: type[Any], value: Any) -> Any:
    # A switch is no number.
    if type(value) is not kind:
        raise Misfit(Why.TYPE)
    return value
