"""Phrases in free text: a closed list, heard wherever it is said, taken back by a negative in the same part of a
sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST = 4096
# A negative further ahead is about something else: "not well I have chest pain".
NEAR = 3
# Shorter words turn into others by a slip of the finger; "pan" for "pain" would.
LONG_ENOUGH_TO_SWAP = 4
LONG_ENOUGH_TO_LOSE = 5
# A "no" belongs to its own part: "no pain, but chest pain" is a sign all the same.
PARTS = re.compile(r"([.,;:!?\n]|\bbut\b|\baber\b|\band\b|\bund\b)")
QUESTION_MARKS = ("?", "？", "؟")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
APOSTROPHES = str.maketrans("’ʼ`´？؟", "''''??")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
CHOICE = re.compile(r"\(([^()]*)\)")
LIST = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in small letters, the words that take them back, the idioms in which they say something else, and what
    was meant by a slip of the finger."""

    phrases: frozenset[str]
    negatives: frozenset[str]
    idioms: frozenset[str] = frozenset()
    slips: Mapping[str, str] = field(default_factory=dict)

    def found_in(self, text: str, *, in_questions: bool = True) -> bool:
        """Whether a text says one of the phrases, as whole words; perhaps not where that part is a question."""
        parts = PARTS.split(text[:LONGEST].translate(APOSTROPHES).casefold())
        ends = [*parts[1::2], ""]
        return any(
            self._says_one(part)
            for part, end in zip(parts[::2], ends, strict=True)
            if in_questions or end not in QUESTION_MARKS
        )

    def _says_one(self, part: str) -> bool:
        words = [self.slips.get(word, word) for word in WORD.findall(part)]
        for start, end in reversed(list(_runs(words, self.idioms))):
            words[start:end] = ["…"]
        return any(not self._takes_back(words[:start]) for start, _ in _runs(words, self.phrases))

    def _takes_back(self, before: Sequence[str]) -> bool:
        return any(True for _ in _runs(before[-NEAR:], self.negatives))


def _runs(words: Sequence[str], among: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where one of the phrases stands, from its first word to behind its last."""
    longest = max((phrase.count(" ") + 1 for phrase in among), default=0)
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            if " ".join(words[start:end]) in among:
                yield start, end


def ways_to_write(pattern: str, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Every phrase that a pattern stands for: "(a|b|)" is a choice, "{part}" any word of the list of this name; each
    also without its apostrophes, and with ae, oe and ue for umlauts. ValueError where there is no such list."""
    if (listed := LIST.search(pattern)) is not None:
        if listed[1] not in lists:
            raise ValueError(f"{pattern!r}: no list has the name {listed[1]!r}")
        pattern = LIST.sub(lambda found: f"({'|'.join(lists.get(found[1], ()))})", pattern)
    choice = CHOICE.search(pattern)
    if choice is not None:
        before, behind = pattern[: choice.start()], pattern[choice.end() :]
        for chosen in choice[1].split("|"):
            yield from ways_to_write(f"{before}{chosen}{behind}", lists)
        return
    phrase = " ".join(pattern.casefold().split())
    for bare in {phrase, phrase.replace("'", "")}:
        yield bare
        if (plain := bare.translate(UMLAUTS)) != bare:
            yield plain


def phrases(lists: Mapping[str, Sequence[str]], name: str) -> Phrases:
    """The phrases of this name, with what else their file says about hearing them."""
    said, negatives, idioms = (
        frozenset(way for pattern in lists[which] for way in ways_to_write(pattern, lists))
        for which in (name, "negatives", "idioms")
    )
    known = {word for phrase in said | negatives | idioms for word in phrase.split()}
    meant = {slip: word for word in lists["key_words"] for slip in _slips(word) if slip not in known}
    return Phrases(said, negatives, idioms, meant)


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
