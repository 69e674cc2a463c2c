"""How words may be written: the ways of a pattern, and slips of the finger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

UMLAUTS: dict[str, str | int | None] = {"ä": "ae", "ö": "oe", "ü": "ue"}
# A very long text is read at its two ends.
LONGEST_END = 1000
SAME_SIGNS = str.maketrans(dict(zip("’ʼ`´？؟", "''''??", strict=True)) | UMLAUTS)
# "Calf's hard", "tröpfelts", "kann's": a word that leans on the one before it.
SHORTENED = re.compile(r"(?:[dsz]')?(.+t(?=s$)|.+(?='s$)|(?<=').+)(?:'?s)?")
# "Draggin" for "dragging".
DROPPED_G = re.compile(r"\w{3,}in")
CHOICE = re.compile(r"\(([^()]*)\)")
# Shorter words turn into others by a slip of the finger; "pan" for "pain" would.
LONG_ENOUGH_TO_SWAP = 4
LONG_ENOUGH_TO_LOSE = 5
LONG_ENOUGH_FOR_ANOTHER_VOWEL = 7
VOWELS = "aeiou"


def ways_to_write(pattern: str) -> Iterator[str]:
    """Every phrase that a pattern stands for; "(a|b|)" is a choice.

    Each is written also without its apostrophes, and with ae, oe and ue for umlauts.
    """
    choice = CHOICE.search(pattern)
    if choice is not None:
        for chosen in choice[1].split("|"):
            yield from ways_to_write(f"{pattern[: choice.start()]}{chosen}{pattern[choice.end() :]}")
        return
    phrase = " ".join(pattern.casefold().split())
    for bare in {phrase, phrase.replace("'", "")}:
        yield bare
        if (plain := bare.translate(str.maketrans(UMLAUTS))) != bare:
            yield plain


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


def alike(text: str) -> str:
    """A text or a pattern in small letters, with ae for ä, and one sign for all apostrophes."""
    return text.casefold().translate(SAME_SIGNS)


def ends_of(text: str) -> str:
    """A text, of a very long one its beginning and its end: hearing takes no longer however much somebody pastes."""
    return text if len(text) <= 2 * LONGEST_END else f"{text[:LONGEST_END]}\n{text[-LONGEST_END:]}"
