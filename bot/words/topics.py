"""What a text that is not understood is likely about: learned from phrases, so that the two buttons under it fit.

A linear model of several topics over the same pieces of a text as in `likeness.py`. What it learned stands in a file
of each language, written by `docs/maintainer/learn_topics.py`: a line of JSON, then for each topic a byte a weight.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.words.likeness import pieces

FILE = "topics.bin"
# Few, for there are many topics; more of them find no more.
WEIGHTS = 1 << 13
ENOUGH_WORDS = 3


class Topic(StrEnum):
    """What people write about; the values stand in the file."""

    DONE = "done"
    UNDO = "undo"
    LATER = "later"
    NOT_TODAY = "not-today"
    NOT_HERE = "not-here"
    ANOTHER = "another"
    EASIER = "easier"
    HARDER = "harder"
    NOW = "now"
    START = "start"
    TIMES = "times"
    CITY = "city"
    BREAK = "break"
    BACK = "back"
    LEAVE = "leave"
    RECORD = "record"
    HOW = "how"
    STRETCHES = "stretches"
    # That the stretch spoken of is liked, to be had more often.
    FAVOURITE = "favourite"
    PROGRAMME = "programme"
    SETTINGS = "settings"
    CONDITIONS = "conditions"
    DATA = "data"
    HELP = "help"
    # Of a timer that runs.
    WAIT = "wait"
    END = "end"
    NEXT = "next"
    LONGER = "longer"
    AGAIN = "again"
    # Pleasantries, which no button answers.
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of one topic."""

    weights: bytes
    scale: float
    bias: float

    def of(self, found: frozenset[int]) -> float:
        """How much these pieces speak for it, compared with other topics."""
        signed = memoryview(self.weights).cast("b")
        return self.bias + self.scale * sum(signed[piece] for piece in found) / math.sqrt(len(found) or 1)


@dataclass(frozen=True, slots=True)
class Topics:
    """What was learned of one language; `learned_from` is the digest of the phrases."""

    learned: Mapping[Topic, Learned]
    learned_from: str

    def of(self, text: str) -> dict[Topic, float]:
        """How likely a text is about each topic, from 0 to 1, the likeliest first."""
        found = pieces(text, among=WEIGHTS)
        # A word or two that nobody has said before are sure of nothing.
        weight = min(1.0, len(text.split()) / ENOUGH_WORDS)
        speaks = {topic: math.exp(weight * learned.of(found)) for topic, learned in self.learned.items()}
        total = sum(speaks.values())
        return {topic: speaks[topic] / total for topic in sorted(speaks, key=lambda topic: -speaks[topic])}


# Of a language of which nothing was learned yet.
UNLEARNED = Topics({}, "")


def read(file: Path) -> Topics:
    """What a file says that was learned.

    Raises ValueError, LookupError or TypeError where it is none, OSError where it cannot be read.
    """
    head, _, weights = file.read_bytes().partition(b"\n")
    about = json.loads(head)
    if len(weights) != WEIGHTS * len(about["topics"]):
        raise ValueError(f"has {len(weights)} weights for {len(about['topics'])} topics of {WEIGHTS}")
    if {topic["name"] for topic in about["topics"]} != set(Topic):
        raise ValueError(
            "has other topics than there are; `python -m docs.maintainer.learn_topics` learns them"
        )
    learned = {
        Topic(topic["name"]): Learned(weights[start : start + WEIGHTS], topic["scale"], topic["bias"])
        for topic, start in zip(about["topics"], range(0, len(weights), WEIGHTS), strict=True)
    }
    return Topics(learned, about["learned_from"])


def written(topics: Topics) -> bytes:
    """The same as a file."""
    about = [
        {"bias": learned.bias, "name": topic, "scale": learned.scale}
        for topic, learned in topics.learned.items()
    ]
    head = json.dumps({"learned_from": topics.learned_from, "topics": about})
    return b"".join((head.encode(), b"\n", *(learned.weights for learned in topics.learned.values())))
