"""Learns what texts are about: `python -m docs.maintainer.learn_topics`, after the phrases in tests changed.

It learns from what is understood, and from what many kinds of people type about each topic: a logistic regression over
the pieces of a text, by scikit-learn.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.chat.hearing import hear
from bot.chat.topics import topic_of
from bot.material import CONTENT
from bot.words import files
from bot.words.likeness import pieces
from bot.words.spellings import ways_to_write
from bot.words.topics import FILE, WEIGHTS, Learned, Topic, Topics, written
from docs.maintainer.phrases import EVERYDAY, LOCALES, digest, table, write_all
from tests.understood import STATES, load

# A pattern can stand for hundreds of ways to write a word; so many of them are learned from.
WAYS = 4
# How freely it fits the phrases: pieces that are seen once keep small weights.
FREEDOM = 30.0
ROUNDS = 500
LARGEST = 127
# The entries of `words.toml`, by topic.
WORDS: Mapping[Topic, Sequence[str]] = {
    Topic.DONE: ("done", "done_yesterday", "one_more"),
    Topic.UNDO: ("undo", "wrong"),
    Topic.LATER: ("snooze", "not_now", "tomorrow", "wait"),
    Topic.NEXT: ("other_side",),
    Topic.NOT_TODAY: ("skip", "busy", "sore", "ill", "enough"),
    Topic.NOT_HERE: ("not-here",),
    Topic.ANOTHER: ("another", "not_for_me", "next"),
    Topic.EASIER: ("gentler",),
    Topic.NOW: ("session", "again", "today"),
    Topic.START: ("start",),
    Topic.TIMES: ("add", "change", "set_time", "often", "add_time"),
    Topic.CITY: ("lives_in",),
    Topic.BREAK: ("pause", "away", "gone"),
    Topic.BACK: ("resume",),
    Topic.LEAVE: ("stop", "leave"),
    Topic.HOW: ("more",),
    Topic.STRETCHES: ("favourite",),
    Topic.SETTINGS: ("loud", "quiet"),
    Topic.CONDITIONS: ("applies",),
    Topic.DATA: ("delete",),
    Topic.WAIT: ("keep",),
    Topic.LONGER: ("longer",),
    Topic.HELP: ("help",),
    Topic.TALK: ("cancel", "hello", "thanks", "bye", "sorry", "pleased", "well", "must_go"),
}

Phrase = tuple[str, Topic]


def phrases(language: str) -> list[Phrase]:
    """Every phrase to learn from with its topic, in a fixed order; one that means two things stands there twice."""
    found = set()
    words = tomllib.loads((LOCALES / language / "words.toml").read_text("utf-8"))
    for topic, meanings in WORDS.items():
        for pattern in (pattern for meaning in meanings for pattern in words[meaning]):
            ways = sorted(ways_to_write(pattern))
            found |= {(way, topic) for way in ways[:: -(-len(ways) // WAYS)]}
    found |= set(_understood(language))
    everyday = table(EVERYDAY, language).items()
    return sorted(found | {(said, Topic(topic)) for topic, listed in everyday for said in listed})


def _understood(language: str) -> Iterator[Phrase]:
    """What the tables say that is understood, where no question is open."""
    words = files.load(Path(CONTENT), unfinished=True, unlearned=True)
    for state, by_meaning in load(language).items():
        if STATES[state].question is None:
            for said in (one for listed in by_meaning.values() for one in listed):
                topic = topic_of(hear(said, STATES[state], words[language], tuple(words.values())))
                if topic is not None:
                    yield said, topic


def learn(said: Sequence[Phrase]) -> Topics:
    """What these phrases teach, all topics weighing the same; there are more than two of them."""
    found = [sorted(pieces(text, among=WEIGHTS)) for text, _ in said]
    ends = np.cumsum([0, *map(len, found)])
    sizes = np.concatenate([np.full(len(each), 1 / math.sqrt(len(each) or 1)) for each in found])
    known = csr_matrix((sizes, np.concatenate(found).astype(int), ends), shape=(len(found), WEIGHTS))
    model = LogisticRegression(C=FREEDOM, max_iter=ROUNDS, class_weight="balanced")
    model.fit(known, [topic for _, topic in said])
    lines = zip(model.classes_, model.coef_, model.intercept_, strict=True)
    return Topics({Topic(str(name)): _kept(weights, bias) for name, weights, bias in lines}, digest(said))


def _kept(weights: NDArray[np.float64], bias: float) -> Learned:
    scale = float(np.abs(weights).max()) / LARGEST
    return Learned(np.round(weights / scale).astype(np.int8).tobytes(), scale, float(bias))


def main() -> None:
    """Writes the file of every language that has phrases."""
    write_all(FILE, phrases, lambda said: written(learn(said)))


if __name__ == "__main__":
    main()
