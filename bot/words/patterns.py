"""Patterns as they are written in the files of words, and the pieces that they are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.words.pieces import Combination, Piece, Together

TEXT, PART, NOT = " + ", " & ", "!"
ONE_PIECE = re.compile(r" [+&] !?")


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
