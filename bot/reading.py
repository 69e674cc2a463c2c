"""What takes time to read of content/, with libraries that are needed for nothing else: a helper does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from bot import content, messages
from bot.domain.library import Library
from bot.mistakes import Mistaken
from bot.pictures.figure import load_sketches
from bot.pictures.sketch import Sketch
from bot.words import files
from bot.words.words import Words

Part = TypeVar("Part")


def read(
    folder: Path, *, unfinished: bool = False
) -> tuple[
    Library | None,
    Mapping[str, Mapping[str, str]] | None,
    Mapping[str, Words] | None,
    Mapping[str, Sketch] | None,
    tuple[str, ...],
]:
    """The parts of a folder such as content/, None for each that has mistakes, and these, one a line.

    A language is read once it says its own name; `unfinished` reads those as well that do not yet.
    """
    mistakes: list[str] = []
    return (
        _part(lambda: content.load(folder, unfinished=unfinished), mistakes),
        _part(lambda: messages.load(folder, unfinished=unfinished), mistakes),
        _part(lambda: files.load(folder, unfinished=unfinished), mistakes),
        _part(lambda: load_sketches(folder / "figures"), mistakes),
        tuple(mistakes),
    )


def _part(loads: Callable[[], Part], mistakes: list[str]) -> Part | None:
    """A part; None with its mistakes added where it has any."""
    try:
        return loads()
    except Mistaken as error:
        mistakes.append(str(error))
    except OSError as error:
        mistakes.append(f"{error.filename}: {error.strerror}")
    return None
