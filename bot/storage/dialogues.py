"""Open questions as tagged JSON: the one place that writes and reads them."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.domain.dialogue import Dialogue

log = structlog.get_logger()

KINDS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Dialogue)}


def dialogue_row(dialogue: Dialogue | None) -> dict[str, Any] | None:
    """The JSON of an open question: its kind, and its fields by their names."""
    if dialogue is None:
        return None
    fields = _adapter(type(dialogue).__name__).dump_python(dialogue, mode="json")
    return {"kind": type(dialogue).__name__, **fields}


def dialogue_of(row: Any) -> Dialogue | None:
    """The open question that was written so; one that cannot be read is dropped, and the log says so."""
    if row is None:
        return None
    try:
        fields = dict(row)
        read: Dialogue = _adapter(fields.pop("kind")).validate_python(fields, strict=False, extra="forbid")
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        log.warning("an open question cannot be read and is dropped", why=type(error).__name__)
        return None
    return read


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])
