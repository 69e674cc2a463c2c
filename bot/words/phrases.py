"""Phrases in free text: a closed list, heard wherever it is said, taken back by a negative in the same part of a
sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 4096
# A negative further ahead is about something else: "not well I have chest pain".
NEAR = 3
# Shorter words turn into others by a slip of the finger; "pan" for "pain" would.
LONG_ENOUGH_TO_SWAP = 4
LONG_ENOUGH_TO_LOSE = 5
# A "no" belongs to its own part: "no pain, but chest pain" is a sign all the same.
PARTS = re.compile(r"([.,;:!?\n]|\bbut\b|\baber\b|\band\b|\bund\b)")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SAME_SIGNS = str.maketrans("’ʼ`´？؟", "''''??")
UMLAUTS: dict[str, str | int | None] = {"ä": "ae", "ö": "oe", "ü": "ue"}
CHOICE = re.compile(r"\(([^()]*)\)")
LIST = re.compile(r"\{(\w+)\}")
IN_A_PATTERN = re.compile(r"[^\s()|{}]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a sign, the words that take them back, the idioms in which they say something else, and what was
    meant by a slip of the finger."""

    phrases: re.Pattern[str]
    negatives: re.Pattern[str]
    idioms: re.Pattern[str]
    slips: Mapping[str, str]

    def found_in(self, text: str, *, in_questions: bool = True) -> bool:
        """Whether a text says one of the phrases, as whole words; perhaps not where that part is a question."""
        parts = PARTS.split(text[:LONGEST].translate(SAME_SIGNS).casefold())
        return any(
            self._says_one(part)
            for part, end in zip(parts[::2], [*parts[1::2], ""], strict=True)
            if in_questions or end != "?"
        )

    def _says_one(self, part: str) -> bool:
        words = (self.slips.get(word, word) for word in WORD.findall(part))
        said = self.idioms.sub("… ", " " + "".join(f"{word} " for word in words))
        found = self.phrases.search(said)
        while found is not None:
            before = said[: found.start()].split()[-NEAR:]
            if self.negatives.search(f" {' '.join(before)} ") is None:
                return True
            found = self.phrases.search(said, found.start() + 1)
        return False


def phrases(lists: Mapping[str, Sequence[str]], name: str) -> Phrases:
    """The phrases of this name, with what else their file says about hearing them; ValueError where a pattern names a
    list that is not there."""
    said, negatives, idioms = (
        [_filled(pattern, lists) for pattern in lists[which]] for which in (name, "negatives", "idioms")
    )
    known = set(IN_A_PATTERN.findall(" ".join([*said, *negatives, *idioms])))
    meant = {slip: word for word in lists["key_words"] for slip in _slips(word) if slip not in known}
    return Phrases(_any_of(said), _any_of(negatives), _any_of(idioms), meant)


def ways_to_write(pattern: str) -> Iterator[str]:
    """Every phrase that a pattern stands for: "(a|b|)" is a choice; each also without its apostrophes, and with ae, oe
    and ue for umlauts."""
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


def _filled(pattern: str, lists: Mapping[str, Sequence[str]]) -> str:
    """A pattern with the words of a list for "{its name}"."""
    for name in LIST.findall(pattern):
        if name not in lists:
            raise ValueError(f"{pattern!r}: there is no list {name!r}")
    return LIST.sub(lambda found: f"({'|'.join(lists[found[1]])})", pattern).casefold()


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """What finds any of the patterns in words with a space behind each."""
    found = "|".join("".join(IN_A_PATTERN.sub(_word, pattern).split(" ")) for pattern in patterns)
    return re.compile(f"(?<= )(?:{found})".replace("(?<= )(?:)", "(?!)").replace("\0", " "))


def _word(found: re.Match[str]) -> str:
    """A word as it may be written: without its apostrophe, with ae for ä."""
    letters = {"'": "'?"} | {umlaut: f"(?:{umlaut}|{plain})" for umlaut, plain in UMLAUTS.items()}
    return "".join(letters.get(letter, re.escape(letter)) for letter in found[0]) + "\0"


def _slips(word: str) -> Iterator[str]:
    """A word with two neighbours swapped or one letter typed twice, a longer one also with a letter left out; the
    first letter stays."""
    if len(word) >= LONG_ENOUGH_TO_SWAP:
        for at in range(1, len(word)):
            yield word[: at + 1] + word[at:]
            yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    if len(word) >= LONG_ENOUGH_TO_LOSE:
        for at in range(1, len(word)):
            yield word[:at] + word[at + 1 :]
