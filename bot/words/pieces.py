"""Pieces of patterns. Most come behind one that stands in hardly any text: they are compiled when they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

BETWEEN = re.compile(r"[^()]+")


class Search(Protocol):
    """Finds the first place in a text, from a position on."""

    def __call__(self, text: str, start: int = 0, /) -> re.Match[str] | None: ...


class Piece:
    """What is searched for in a part of a sentence."""

    search: Search

    def __init__(self, expression: str, *, written: Iterable[str]) -> None:
        """Takes the regular expression for patterns as they are `written`; ValueError where it cannot be compiled."""
        for pattern in written:
            depths = list(accumulate(1 if sign == "(" else -1 for sign in BETWEEN.sub("", pattern)))
            # All else that may stand in a pattern can.
            if "{" in pattern or min(depths, default=0) < 0 or sum(depths[-1:]) > 0:
                raise ValueError(f"{pattern!r}: a parenthesis or a brace is not closed, or not opened")
        self._expression = expression
        self._compiled: re.Pattern[str] | None = None
        self.search = self._first_search

    def compile(self) -> re.Pattern[str]:
        """Makes the first search as quick as all others."""
        if self._compiled is None:
            self._compiled = re.compile(self._expression)
            self.search = self._compiled.search
        return self._compiled

    def spans(self, part: str) -> list[tuple[int, int]]:
        """Where it stands in a part, from its first letter on; the space behind one is the space before the next."""
        spans = []
        found = self.search(part)
        while found is not None:
            spans.append((found.start() + 1, found.end()))
            found = self.search(part, found.end() - 1)
        return spans

    def is_all_of(self, part: str) -> bool:
        """Whether a part says this and nothing else."""
        return self.compile().fullmatch(part) is not None

    def without(self, text: str, sign: str) -> str:
        """A text with a sign wherever this stands in it."""
        return text if self.search(text) is None else self.compile().sub(sign, text)

    def _first_search(self, text: str, start: int = 0, /) -> re.Match[str] | None:
        return self.compile().search(text, start)


@dataclass(frozen=True, slots=True)
class Combination:
    """Pieces that are said in one part of a sentence, in any order, and what must not be said beside them."""

    pieces: tuple[Piece, ...]
    without: tuple[Piece, ...]

    def stands_in(self, part: str) -> bool:
        """Whether a part says all of it, and nothing that must not be said beside it."""
        return all(piece.search(part) for piece in self.pieces) and not any(
            no.search(part) for no in self.without
        )


@dataclass(frozen=True, slots=True)
class Together:
    """All pieces of a pattern, the combinations that have to be said in any parts, and what must not be said at all."""

    pieces: tuple[Piece, ...]
    said: tuple[Combination, ...]
    without: tuple[Piece, ...]
