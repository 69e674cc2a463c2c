"""Open questions as tagged JSON, and what else of a person is JSON: the one place that writes and reads them."""

from __future__ import annotations

from typing import Any, get_args

import structlog

from bot.domain.dialogue import Dialogue
from bot.domain.own import OwnDraft, OwnExercise
from bot.domain.schedule import Wish
from bot.domain.written import read, written

log = structlog.get_logger()

KINDS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Dialogue)}


def dialogue_row(dialogue: Dialogue | None) -> dict[str, Any] | None:
    """The JSON of an open question: its kind, and its fields by their names."""
    return None if dialogue is None else {"kind": type(dialogue).__name__, **written(dialogue)}


def dialogue_of(row: Any) -> Dialogue | None:
    """The open question that was written so; one that cannot be read is dropped, and the log says so."""
    if row is None:
        return None
    try:
        given = dict(row)
        found: Dialogue = read(KINDS[given.pop("kind")], given)
    except (KeyError, TypeError, ValueError) as error:
        log.warning("an open question cannot be read and is dropped", why=type(error).__name__)
        return None
    return found


def wishes_row(wishes: tuple[Wish, ...]) -> list[Any] | None:
    """The JSON of times, None where there are none."""
    return written(wishes) or None


def wishes_of(row: Any) -> tuple[Wish, ...]:
    """The times that were written so; what cannot be read is dropped, and the log says so."""
    try:
        found: tuple[Wish, ...] = read(tuple[Wish, ...], row or [])
    except (KeyError, TypeError, ValueError) as error:
        log.warning("times cannot be read and are dropped", why=type(error).__name__)
        return ()
    return found


def own_row(own: tuple[OwnExercise, ...]) -> list[Any] | None:
    """The JSON of own exercises, None where there are none."""
    return written(own) or None


def own_of(row: Any) -> tuple[OwnExercise, ...]:
    """The own exercises that were written so; one that cannot be read is dropped, and the log says so."""
    found: list[OwnExercise] = []
    for each in row or []:
        try:
            found.append(read(OwnExercise, each))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("an own exercise cannot be read and is dropped", why=type(error).__name__)
    return tuple(found)


def drafts_row(drafts: tuple[OwnDraft, ...]) -> list[Any]:
    """The JSON of exercises that are shared."""
    row: list[Any] = written(drafts)
    return row


def drafts_of(row: Any) -> tuple[OwnDraft, ...]:
    """The shared exercises that were written so."""
    drafts: tuple[OwnDraft, ...] = read(tuple[OwnDraft, ...], row)
    return drafts
