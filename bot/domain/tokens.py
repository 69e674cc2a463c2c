"""The numbers, words and marks of a typed text."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

MARKS = ":.,;+&/–—-"
# What stands behind a word, and is none of its own.
BEHIND_A_WORD = ",;:!?"
DASHES = ("-", "–", "—")
_TOKEN = re.compile(rf"[0-9]+|\n|[{MARKS}]|[^\s0-9{MARKS}]+(?:\.[^\s0-9{MARKS}]+)*\.?")
_SAME_MARKS = str.maketrans({"،": ",", "、": ",", "∶": ":", "’": "'", "−": "-", "\r": "\n"})
_WIDE = range(0xFF01, 0xFF5F)
_WIDE_OFFSET = 0xFEE0


def plain(text: str) -> str:
    """The text in small letters with ASCII digits and marks, without invisible characters and a last stop."""
    chars = []
    for char in text:
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            chars.append(str(digit))
        elif ord(char) in _WIDE:
            chars.append(chr(ord(char) - _WIDE_OFFSET))
        elif unicodedata.category(char) != "Cf":
            chars.append(char)
    return (
        unicodedata.normalize("NFC", "".join(chars).translate(_SAME_MARKS).casefold()).strip().rstrip(" .!")
    )


def tokens(text: str) -> list[str]:
    """The numbers, words and marks of a text in order; a word is without its dots ("a.m." is "am")."""
    found: list[str] = _TOKEN.findall(plain(text))
    return [token if token in MARKS else token.replace(".", "") for token in found]


def is_number(token: str) -> bool:
    """Whether a token is a number."""
    return token.isascii() and token.isdigit()


def ends_with(written: Sequence[str], phrases: Collection[str]) -> bool:
    """Whether words end with one of these phrases, which have three words at most."""
    return any(" ".join(written[-count:]) in phrases for count in (1, 2, 3) if count <= len(written))


def windows(written: Sequence[str], longest: int) -> Iterator[tuple[int, int]]:
    """Where every run of at most so many words begins and ends, the longest first."""
    for length in range(min(longest, len(written)), 0, -1):
        for start in range(len(written) - length + 1):
            yield start, start + length


def without(written: Sequence[str], phrases: Collection[str], *, instead: str = "") -> list[str]:
    """The words without all of these phrases, or with another word instead of each."""
    left: list[str] = []
    at = 0
    while at < len(written):
        count = next((n for n in (3, 2, 1) if " ".join(written[at : at + n]) in phrases), 0)
        if not count or instead:
            left.append(instead if count else written[at])
        at += count or 1
    return left


def words_of(text: str, *, apart: bool = False) -> list[str]:
    """The words of a text in small letters; the stop behind a number stays, for it makes it a day.

    With what a dash joins taken `apart`, but for a date in numbers.
    """
    bare = (word.strip(BEHIND_A_WORD) for word in text.casefold().split())
    parts = (part for word in bare for part in (_apart(word) if apart else [word]))
    return [word if word[-2:-1].isdigit() else word.rstrip(".…") for word in parts if word.rstrip(".…")]


def _apart(word: str) -> list[str]:
    """A word as what stands before and behind its dash."""
    dash = next((mark for mark in DASHES if mark in word[1:-1]), None)
    if dash is None or word.count(dash) > 1:
        return [word]
    before, _, behind = word.partition(dash)
    return [before, dash, behind]
