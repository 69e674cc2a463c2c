"""Slips of the finger: what somebody typed who meant a word."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

# Shorter words turn into others by a slip of the finger; "pan" for "pain" would.
LONG_ENOUGH_TO_SWAP = 4
LONG_ENOUGH_TO_LOSE = 5
LONG_ENOUGH_FOR_ANOTHER_VOWEL = 7
VOWELS = "aeiou"


def slips(word: str) -> Iterator[str]:
    """A word with two neighbours swapped or one letter typed twice; the first letter stays.

    A longer one also with a letter left out or one too many, and a long one with another vowel.
    """
    if len(word) >= LONG_ENOUGH_TO_SWAP:
        for at in range(1, len(word)):
            yield word[: at + 1] + word[at:]
            yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    if len(word) >= LONG_ENOUGH_TO_LOSE:
        for at in range(1, len(word)):
            yield word[:at] + word[at + 1 :]
            yield from (word[:at] + letter + word[at:] for letter in ascii_lowercase)
    if len(word) >= LONG_ENOUGH_FOR_ANOTHER_VOWEL:
        for at in range(1, len(word)):
            if word[at] in VOWELS:
                yield from (word[:at] + vowel + word[at + 1 :] for vowel in VOWELS)
