"""JSON from the wire: whatever somebody typed on some phone, it is read, and what cannot be read is known by its id."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

UPDATE_ID = re.compile(r'"update_id"\s*:\s*(\d{1,19})(?!\d)')


def read_json(body: bytes) -> Any:
    """The value; bytes that are no UTF-8 and halves of a letter are replaced by U+FFFD. Raises ValueError."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        # The standard library reads more, and slower.
        try:
            return _whole(json.loads(body.decode(errors="replace")))
        except RecursionError:
            raise ValueError("nested too deeply") from error


def update_id_in(body: bytes) -> int | None:
    """The first id of an update in JSON that cannot be read; None where there is none, or its end is missing."""
    text = body.decode(errors="replace").strip()
    found = UPDATE_ID.search(text)
    return int(found[1]) if found is not None and text.endswith("}") else None


def _whole(value: Any) -> Any:
    """The value with each half of a surrogate pair replaced, in texts and names, however deep."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_whole(one) for one in value]
        case dict():
            return {_whole(name): _whole(one) for name, one in value.items()}
    return value
