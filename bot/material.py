"""Everything under content/, read and checked: what Limber knows, says, hears and draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import structlog

from bot import text
from bot.domain.stretch import Library
from bot.mistakes import Mistaken
from bot.pictures.sketch import Sketch
from bot.places import Places
from bot.settings import ROOT
from bot.text import Texts
from bot.words.words import Words

log = structlog.get_logger()

CONTENT = ROOT / "content"

Part = TypeVar("Part")


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


@dataclass(frozen=True, slots=True)
class Parts:
    """What a helper can read: each part is None where it has mistakes, which are named one a line."""

    library: Library | None
    messages: Mapping[str, Mapping[str, str]] | None
    words: Mapping[str, Words] | None
    figures: Mapping[str, Sketch] | None
    mistakes: tuple[str, ...]


def load(folder: Path = CONTENT, *, unfinished: bool = False) -> Material:
    """Everything under the folder; raises MaterialError with every mistake in it.

    A language is read once it says its own name; `unfinished` reads those as well that do not yet.
    """
    return put_together(read(folder, unfinished=unfinished), folder)


def read(folder: Path, *, unfinished: bool = False) -> Parts:
    """The parts that take time, and libraries that are needed for nothing else."""
    # Not loaded by a Limber that runs: its helper reads.
    from bot import content
    from bot.pictures.figure import load_sketches
    from bot.words import files

    mistakes: list[str] = []
    return Parts(
        library=_part(lambda: content.load(folder, unfinished=unfinished), mistakes),
        messages=_part(lambda: text.messages(folder, unfinished=unfinished), mistakes),
        words=_part(lambda: files.load(folder, unfinished=unfinished), mistakes),
        figures=_part(lambda: load_sketches(folder / "figures"), mistakes),
        mistakes=tuple(mistakes),
    )


def put_together(parts: Parts, folder: Path = CONTENT) -> Material:
    """These parts with the rest of the folder; raises MaterialError with every mistake in it."""
    mistakes = list(parts.mistakes)
    places = _part(lambda: Places(folder / "places"), mistakes)
    library, messages, words, figures = parts.library, parts.messages, parts.words, parts.figures
    if library is None or messages is None or words is None or figures is None or places is None:
        raise MaterialError("\n".join(mistakes))
    texts = text.spoken(messages, on_error=_missing_text)
    return Material(library, texts, words, figures, places)


def _part(loads: Callable[[], Part], mistakes: list[str]) -> Part | None:
    """A part; None with its mistakes added where it has any."""
    try:
        return loads()
    except Mistaken as error:
        mistakes.append(str(error))
    except OSError as error:
        mistakes.append(f"{error.filename}: {error.strerror}")
    return None


def _missing_text(reason: str) -> None:
    log.error("text", reason=reason)
