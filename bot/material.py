"""Everything under content/, read and checked: what Limber knows, says, hears and draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import structlog

from bot import text
from bot.domain.library import Library
from bot.pictures.sketch import Sketch
from bot.places import Places
from bot.settings import ROOT
from bot.text import Texts
from bot.words.words import Words

log = structlog.get_logger()

CONTENT = ROOT / "content"

# Library, messages, words and figures as `bot.reading` reads them, and the mistakes in them.
Parts: TypeAlias = tuple[
    Library | None,
    Mapping[str, Mapping[str, str]] | None,
    Mapping[str, Words] | None,
    Mapping[str, Sketch] | None,
    tuple[str, ...],
]


class MaterialError(Exception):
    """Something under content/ cannot be used; the text names every mistake, one a line."""


@dataclass(frozen=True, slots=True)
class Material:
    """What was read; nothing in it changes."""

    library: Library
    texts: Mapping[str, Texts]
    words: Mapping[str, Words]
    figures: Mapping[str, Sketch]
    places: Places

    @property
    def languages(self) -> frozenset[str]:
        """The languages that Limber speaks whole."""
        return frozenset(self.texts) & frozenset(self.library.languages)

    def compile(self) -> None:
        """Makes the first text as quick to hear as all others; it takes some tenths of a second."""
        for words in self.words.values():
            words.compile()


def load(folder: Path = CONTENT, *, unfinished: bool = False) -> Material:
    """Everything under the folder; raises MaterialError with every mistake in it.

    A language is read once it says its own name; `unfinished` reads those as well that do not yet.
    """
    # Not loaded by a Limber that runs: its helper reads.
    from bot import reading

    return put_together(reading.read(folder, unfinished=unfinished), folder)


def put_together(parts: Parts, folder: Path = CONTENT) -> Material:
    """What was read of a folder, with its cities; raises MaterialError with every mistake in it."""
    library, messages, words, figures, mistakes = parts
    try:
        places = Places(folder / "places")
    except OSError as error:
        raise MaterialError("\n".join([*mistakes, f"{error.filename}: {error.strerror}"])) from None
    if library is None or messages is None or words is None or figures is None:
        raise MaterialError("\n".join(mistakes))
    return Material(library, text.spoken(messages, on_error=_missing_text), words, figures, places)


def _missing_text(reason: str) -> None:
    log.error("text", reason=reason)
