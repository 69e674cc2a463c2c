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
# What is swallowed in the south, and what is left of it: "gschwolln" for "geschwollen", "zsammklappt" with more of it.
SWALLOWED = (
    (re.compile(r"^(?:zusammen|zsamm?(?:en)?|zamm)(?=\w{4})"), "zsam"),
    (re.compile(r"^(?:runter|[oa][wb][eia])(?=g)"), "owe"),
    (re.compile(r"(?<=\w)ge(?=[bdgkptz])|(?<=[^\Waiou])e(?=[^\Wi])"), ""),
)
# Only words like these are worth a look.
PERHAPS_SWALLOWED = re.compile(
    r"^(?:g|um|ab|aus|auf|ein|an|weg|hin)[^aeiou]|^zs?am|^[oa][wb][eia]g|[^aeiou]n$"
)
CHOICE = re.compile(r"\(([^()]*)\)")
# Shorter words turn into others by a slip of the finger; "pan" for "pain" would.
LONG_ENOUGH_TO_SWAP = 4
LONG_ENOUGH_TO_LOSE = 5
LONG_ENOUGH_TO_SWALLOW = 4
LONG_ENOUGH_FOR_ANOTHER_VOWEL = 7
VOWELS = frozenset("aeiou")


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


def is_slip(typed: str, word: str) -> bool:
    """Whether this may be a slip of the finger for a word: two neighbours swapped, or one letter typed twice.

    The first letter stays. A longer word also with a letter left out or one too many, a long one with another vowel.
    """
    if len(word) < LONG_ENOUGH_TO_SWAP or typed[:1] != word[:1]:
        return False
    # The first place in which they differ; a letter that is typed twice shows behind itself.
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word))
    )
    match len(typed) - len(word):
        case 0:
            is_swapped = typed[at:] == word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
            is_vowel = {typed[at : at + 1], word[at : at + 1]} <= VOWELS and typed[at + 1 :] == word[at + 1 :]
            return is_swapped or (is_vowel and len(word) >= LONG_ENOUGH_FOR_ANOTHER_VOWEL)
        case 1:
            is_twice = at > 1 and typed[at] == word[at - 1]
            is_one_too_many = (
                len(word) >= LONG_ENOUGH_TO_LOSE and at < len(word) and typed[at] in ascii_lowercase
            )
            return typed[at + 1 :] == word[at:] and (is_twice or is_one_too_many)
        case -1:
            return typed[at:] == word[at + 1 :] and len(word) >= LONG_ENOUGH_TO_LOSE
    return False


def swallowed(word: str) -> str:
    """What is left of a word where it is said in the south, the same of both ways to write it."""
    for sounds, left in SWALLOWED:
        word = sounds.sub(left, word)
    return word


def alike(text: str) -> str:
    """A text or a pattern in small letters, with ae for ä, and one sign for all apostrophes."""
    return text.casefold().translate(SAME_SIGNS)


def ends_of(text: str) -> str:
    """A text, of a very long one its beginning and its end: hearing takes no longer however much somebody pastes."""
    return text if len(text) <= 2 * LONGEST_END else f"{text[:LONGEST_END]}\n{text[-LONGEST_END:]}"
