"""Pieces of patterns, and the regular expressions that they stand for.

Most come behind one that stands in hardly any text: their expressions are written and compiled when they are needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

IN_A_PATTERN = re.compile(r"[^\s()|{}]+")
OF_A_PATTERN = re.compile(rf"\(|{IN_A_PATTERN.pattern}")
BETWEEN = re.compile(r"[^()]+")
# In a pattern: so many words at most, whatever they are; German verbs leave much room between their two halves.
GAPS = {"..": 3, "...": 8}
ANY_WORD = r"\S+ "


class Search(Protocol):
    """Finds the first place in a text, from a position on."""

    def __call__(self, text: str, start: int = 0, /) -> re.Match[str] | None: ...


class Piece:
    """What is searched for in a part of a sentence."""

    # There are thousands of them.
    __slots__ = ("_before", "_compiled", "_patterns", "_up_to", "search")

    search: Search

    def __init__(
        self, patterns: Sequence[str], *, before: str = " ", up_to: Sequence[str] | None = None
    ) -> None:
        """Any of the patterns, with what must stand `before`, and all else `up_to` one of others.

        Raises ValueError for a pattern that is written wrongly.
        """
        for pattern in (*patterns, *(up_to or ())):
            depths = list(accumulate(1 if sign == "(" else -1 for sign in BETWEEN.sub("", pattern)))
            # All else that may stand in a pattern can be compiled.
            if "{" in pattern or min(depths, default=0) < 0 or sum(depths[-1:]) > 0:
                raise ValueError(f"{pattern!r}: a parenthesis or a brace is not closed, or not opened")
        self._patterns = patterns
        self._before = before
        self._up_to = up_to
        self._compiled: re.Pattern[str] | None = None
        self.search = self._first_search

    def compile(self) -> re.Pattern[str]:
        """Makes the first search as quick as all others."""
        if self._compiled is None:
            behind = "" if self._up_to is None else f"(?:(?!{_one_of(self._up_to)}){ANY_WORD})*"
            self._compiled = re.compile(f"{self._before}{_one_of(self._patterns)}{behind}")
            self.search = self._compiled.search
            # Not needed any more: the words of a language are a megabyte.
            self._patterns = self._up_to = ()
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


def _one_of(patterns: Sequence[str]) -> str:
    """The regular expression for any of the patterns, with a space behind; for none of them one that finds nothing."""
    found = "|".join("".join(OF_A_PATTERN.sub(_said, pattern).split(" ")) for pattern in patterns)
    return f"(?:{found})".replace("\0", " ") if found else "(?!)"


def _said(found: re.Match[str]) -> str:
    return "(?:" if found[0] == "(" else _word(found[0])


def _word(word: str) -> str:
    """A word as it may be written: also without its apostrophe.

    "numb*" stands for it with any ending, "20##" for any digits.
    """
    if word in GAPS:
        return f"(?:\\S+\0){{0,{GAPS[word]}}}?"
    if word.isascii() and word.isalpha():
        return f"{word}\0"
    letters = {"'": "'?", "*": r"\S*", "#": r"\d"}
    return "".join(letters.get(letter) or re.escape(letter) for letter in word) + "\0"
