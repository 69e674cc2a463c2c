"""How much a text is like what people type about a sign: learned from phrases, for what no pattern knows.

A linear model over pieces of words and words, as the spam filters of mail have it. What it learned stands in a file of
each language, written by `docs/maintainer/learn_signs.py`: a line of JSON, then a byte for each weight.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bot.words.spellings import LONGEST_END, SAME_SIGNS

FILE = "signs.bin"
WEIGHTS = 1 << 17
SHORTEST, LONGEST = 2, 5
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was learned of one language; `learned_from` is the digest of the phrases."""

    weights: bytes
    scale: float
    bias: float
    learned_from: str

    def of(self, text: str) -> float:
        """How likely a text is about a sign, from 0 to 1, among as many that are and are not."""
        found = pieces(text)
        weighed = sum(weight - 256 if (weight := self.weights[piece]) > 127 else weight for piece in found)
        return 1 / (1 + math.exp(-(self.bias + self.scale * weighed / math.sqrt(len(found) or 1))))


def read(file: Path) -> Likeness:
    """What a file says that was learned; raises ValueError where it is none, OSError where it cannot be read."""
    head, _, weights = file.read_bytes().partition(b"\n")
    learned = json.loads(head)
    if len(weights) != WEIGHTS:
        raise ValueError(f"has {len(weights)} weights, not {WEIGHTS}")
    return Likeness(weights, learned["scale"], learned["bias"], learned["learned_from"])


def written(learned: Likeness) -> bytes:
    """The same as a file."""
    head = {"bias": learned.bias, "learned_from": learned.learned_from, "scale": learned.scale}
    return json.dumps(head).encode() + b"\n" + learned.weights


def pieces(text: str, among: int = WEIGHTS) -> frozenset[int]:
    """The numbers of what a text is made of: its words, each two of them, and pieces of 2 to 5 letters of each word."""
    return frozenset(crc32(piece.encode()) % among for piece in _pieces(text[:LONGEST_END]))


def _pieces(text: str) -> Iterator[str]:
    words = WORD.findall(text.casefold().translate(SAME_SIGNS))
    for before, word in zip(["", *words], words, strict=False):
        yield f"{before} {word}"
        yield f"={word}"
        framed = f"_{word}_"
        for length in range(SHORTEST, LONGEST + 1):
            for start in range(len(framed) - length + 1):
                yield framed[start : start + length]
