"""How words may be written: the ways of a pattern, and one sign for another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

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
DOUBLED = re.compile(r"([^aeiou\W])\1")
CHOICE = re.compile(r"\(([^()]*)\)")
# A word in what somebody typed; what leans on it belongs to it.
TYPED = r"[\w'’]"
# Shorter words swallow nothing.
LONG_ENOUGH_TO_SWALLOW = 4
SHORTEST_STEM = 3


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


class Shorthand:
    """What is written short, with what it stands for."""

    def __init__(self, long: Mapping[str, str]) -> None:
        """Takes what each short way to write stands for, in small letters."""
        self._long = long
        self._compiled: re.Pattern[str] | None = None

    def spelled_out(self, text: str) -> str:
        """The text with all that is short in it written out."""
        if self._compiled is None:
            short = "|".join(re.escape(one) for one in sorted(self._long, key=len, reverse=True))
            self._compiled = re.compile(
                rf"(?<!{TYPED})(?:{short})(?!{TYPED})" if short else "(?!)", re.IGNORECASE
            )
        return self._compiled.sub(lambda found: self._long[found[0].casefold()], text)


def by_first_letter(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Words by the letter that they begin with."""
    found = defaultdict(set)
    for word in words:
        found[word[0]].add(word)
    return {letter: frozenset(all_) for letter, all_ in found.items()}


def swallowed(word: str) -> str:
    """What is left of a word where it is said in the south, the same of both ways to write it."""
    for sounds, left in SWALLOWED:
        word = sounds.sub(left, word)
    return word


def other_spellings(lines: Iterable[str]) -> dict[str, str]:
    """Words as they are written elsewhere, also with one letter for two, with the word that begins their line."""
    same = {other: word for word, *others in (alike(line).split() for line in lines) for other in others}
    simple = {DOUBLED.sub(r"\1", other): word for other, word in same.items()}
    words = set(same.values())
    return {
        other: word
        for other, word in simple.items()
        if len(other) >= LONG_ENOUGH_TO_SWALLOW and other not in words
    } | same


def parted(word: str, ends: tuple[str, ...], known: Collection[str]) -> str:
    """A compound of a known word and one of these ends as two words, "waden schmerzen"; any other word as it is."""
    end = next((end for end in ends if word.endswith(end)), "")
    stem = word.removesuffix(end)
    ways = (stem, f"{stem}e", stem[:-1]) if len(stem) >= SHORTEST_STEM else ()
    first = next((way for way in ways if end and way in known), None)
    return f"{first} {end}" if first else word


def alike(text: str) -> str:
    """A text or a pattern in small letters, with ae for ä, and one sign for all apostrophes."""
    return text.casefold().translate(SAME_SIGNS)


def ends_of(text: str) -> str:
    """A text, of a very long one its beginning and its end: hearing takes no longer however much somebody pastes."""
    return text if len(text) <= 2 * LONGEST_END else f"{text[:LONGEST_END]}\n{text[-LONGEST_END:]}"
