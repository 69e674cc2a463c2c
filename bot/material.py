"""Everything under content/, read and checked: what Limber knows, says, hears and draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import structlog

from bot import content, text
from bot.content import ContentError
from bot.domain.stretch import Library
from bot.pictures.figure import Figure, FigureError, load_figures
from bot.places import Places
from bot.text import TextError, Texts
from bot.words import files as word_files
from bot.words.files import WordsError
from bot.words.words import Words

log = structlog.get_logger()

CONTENT = Path(__file__).parents[1] / "content"

Part = TypeVar("Part")


class MaterialError(Exception):
    """Something under content/ cannot be used; the text names every mistake, one a line."""


@dataclass(frozen=True, slots=True)
class Material:
    """What was read; nothing in it changes."""

    library: Library
    texts: Mapping[str, Texts]
    words: Mapping[str, Words]
    figures: Mapping[str, Figure]
    places: Places

    @property
    def languages(self) -> frozenset[str]:
        """The languages that Limber speaks whole."""
        return frozenset(self.texts) & frozenset(self.library.languages)


def load(folder: Path = CONTENT, *, unfinished: bool = False) -> Material:
    """Everything under the folder; raises MaterialError with every mistake in it.

    A language is read once it says its own name; `unfinished` reads those as well that do not yet.
    """
    mistakes: list[str] = []

    def part(loads: Callable[[], Part]) -> Part | None:
        try:
            return loads()
        except (ContentError, TextError, WordsError, FigureError) as error:
            mistakes.append(str(error))
        except OSError as error:
            mistakes.append(f"{error.filename}: {error.strerror}")
        return None

    library = part(lambda: content.load(folder, unfinished=unfinished))
    texts = part(lambda: text.load(folder, on_error=_missing_text, unfinished=unfinished))
    words = part(lambda: word_files.load(folder, unfinished=unfinished))
    figures = part(lambda: load_figures(folder / "figures"))
    places = part(lambda: Places(folder / "places"))
    if library is None or texts is None or words is None or figures is None or places is None:
        raise MaterialError("\n".join(mistakes))
    return Material(library, texts, words, figures, places)


def _missing_text(reason: str) -> None:
    log.error("text", reason=reason)
