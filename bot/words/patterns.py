"""Patterns as they are written in the files of words, and the pieces that they are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.words.pieces import IN_A_PATTERN, Combination, Piece, Together
from bot.words.spellings import alike

TEXT, PART, NOT = " + ", " & ", "!"
ONE_PIECE = re.compile(r" [+&] !?")
LIST = re.compile(r"\{(\w+)\}")


class Filled:
    """Patterns with the words of a list for "{its name}"; these may name lists in turn.

    Their words are spelt as those of a text are: `same` has other spellings with the words they stand for.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]], same: Mapping[str, str]) -> None:
        self._lists = lists
        self._same = same
        # Many patterns name the same lists.
        self._choices: dict[str, str] = {}

    def __call__(self, pattern: str) -> str:
        """The pattern in small letters; raises ValueError where it names a list that is not there."""
        parts = LIST.split(pattern)
        parts[::2] = (IN_A_PATTERN.sub(self._written, alike(part)) for part in parts[::2])
        try:
            parts[1::2] = map(self._choice, parts[1::2])
        except KeyError as missing:
            raise ValueError(f"{pattern!r}: there is no list {missing.args[0]!r}") from None
        return "".join(parts)

    def _written(self, word: re.Match[str]) -> str:
        bare = word[0].removeprefix(NOT)
        return word[0].replace(bare, self._same.get(bare, bare))

    def _choice(self, name: str) -> str:
        if name not in self._choices:
            self._choices[name] = f"({'|'.join(map(self, self._lists[name]))})"
        return self._choices[name]


def combined(pattern: str) -> Together:
    """What "a & b + !c" stands for: a and b in one part, and c nowhere in the text."""
    all_ = [together.split(PART) for together in pattern.split(TEXT)]
    combinations = [
        Combination(
            tuple(any_of((piece,)) for piece in pieces if not piece.startswith(NOT)),
            tuple(any_of((piece[1:],)) for piece in pieces if piece.startswith(NOT)),
        )
        for pieces in all_
    ]
    return Together(
        tuple(piece for one in combinations for piece in one.pieces),
        tuple(one for one in combinations if one.pieces),
        tuple(no for one in combinations if not one.pieces for no in one.without),
    )


def all_of(patterns: Sequence[str]) -> Sequence[Combination]:
    """What is found in one part by any of the patterns; those of one piece are looked for at once."""
    of_pieces = [one for pattern in patterns if PART in pattern for one in combined(pattern).said]
    return [Combination((any_of(tuple(one for one in patterns if PART not in one)),), ()), *of_pieces]


@cache
def any_of(patterns: tuple[str, ...]) -> Piece:
    """What finds any of the patterns in words with a space before and behind; ValueError where one is written wrongly.

    The space before is found with them: to look for it first is far quicker than to look back from every letter. It is
    the same object for the same patterns.
    """
    return Piece(patterns)
