"""Emergency signs in free text: a closed list of phrases, taken back by a negative in the same part of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 4096
# A negative further ahead is about something else: "not well I have chest pain".
NEAR = 3
# A "no" belongs to its own part: "no pain, but chest pain" is a sign all the same.
PARTS = re.compile(r"[.,;:!?\n]|\bbut\b|\baber\b|\band\b|\bund\b")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
APOSTROPHES = str.maketrans("’ʼ`´", "''''")


@dataclass(frozen=True, slots=True)
class EmergencyWords:
    """One language's phrases and the words that take them back, in small letters."""

    phrases: tuple[str, ...]
    negatives: tuple[str, ...]

    def found_in(self, text: str) -> bool:
        """Whether a text speaks of an emergency sign; a phrase counts as whole words."""
        written = " ".join(text[:LONGEST].translate(APOSTROPHES).casefold().split(" "))
        return any(self._says_one(part) for part in PARTS.split(written))

    def _says_one(self, part: str) -> bool:
        words = f" {' '.join(WORD.findall(part))} "
        for phrase in self.phrases:
            said = words.split(f" {phrase} ")
            if any(not self._takes_back(before) for before in said[:-1]):
                return True
        return False

    def _takes_back(self, before: str) -> bool:
        near = f" {' '.join(before.split()[-NEAR:])} "
        return any(f" {negative} " in near for negative in self.negatives)
