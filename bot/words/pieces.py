"""Pieces of patterns. Most come behind one that stands in hardly any text: they are compiled when they are needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol


class Search(Protocol):
    """Finds the first place in a text, from a position on."""

    def __call__(self, text: str, start: int = 0, /) -> re.Match[str] | None: ...


class Piece:
    """What is searched for in a part of a sentence."""

    search: Search

    def __init__(self, expression: str, *, written: str) -> None:
        """Takes the regular expression for a pattern as it is `written`; ValueError where that cannot be compiled."""
        depths = list(accumulate((sign == "(") - (sign == ")") for sign in written))
        # All else that may stand in a pattern can.
        if "{" in written or min(depths) < 0 or depths[-1] > 0:
            raise ValueError(f"{written!r}: a parenthesis or a brace is not closed, or not opened")
        self._expression = expression
        self.search = self._first_search

    def compile(self) -> None:
        """Makes the first search as quick as all others."""
        self.search = re.compile(self._expression).search

    def spans(self, part: str) -> list[tuple[int, int]]:
        """Where it stands in a part, from its first letter on; the space behind one is the space before the next."""
        spans = []
        found = self.search(part)
        while found is not None:
            spans.append((found.start() + 1, found.end()))
            found = self.search(part, found.end() - 1)
        return spans

    def _first_search(self, text: str, start: int = 0, /) -> re.Match[str] | None:
        self.compile()
        return self.search(text, start)


@dataclass(frozen=True, slots=True)
class Combination:
    """Pieces that are said in one part of a sentence, in any order, and what must not be said beside them."""

    pieces: tuple[Piece, ...]
    without: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All pieces of a pattern, the combinations that have to be said in any parts, and what must not be said at all."""

    pieces: tuple[Piece, ...]
    said: tuple[Combination, ...]
    without: tuple[Piece, ...]
