"""Learns what a text is about from phrases of each topic: logistic regression over its pieces, by scikit-learn."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.material import CONTENT
from bot.words.likeness import pieces

PHRASES = Path(__file__).parents[2] / "tests" / "chat"
LOCALES = Path(CONTENT) / "locales"
# What is said to the bot about anything but the body: state by state, and topic by topic.
TALK, EVERYDAY = "understood", "everyday"
# How freely it fits the phrases: pieces that are seen once keep small weights.
FREEDOM = 30.0
ROUNDS = 500
LARGEST = 127


class Line(NamedTuple):
    """What speaks for one class: a signed byte for each piece of a text, their scale, and what holds for every text."""

    weights: bytes
    scale: float
    bias: float


def table(kind: str, language: str) -> Mapping[str, Any]:
    """A language's phrases of a kind, as they stand in the tests."""
    return tomllib.loads((PHRASES / kind / f"{language}.toml").read_text("utf-8"))


def digest(said: Sequence[tuple[str, object]]) -> str:
    """Names the phrases that something was learned from."""
    return sha256(repr(said).encode()).hexdigest()[:16]


def learn(texts: Sequence[str], classes: Sequence[str], *, among: int) -> dict[str, Line]:
    """What texts teach about the classes they are of, each class weighing the same; of two only the second has a line.

    `among`: how many weights a line has.
    """
    found = [sorted(pieces(text, among=among)) for text in texts]
    ends = np.cumsum([0, *map(len, found)])
    sizes = np.concatenate([np.full(len(each), 1 / math.sqrt(len(each) or 1)) for each in found])
    known = csr_matrix((sizes, np.concatenate(found).astype(int), ends), shape=(len(found), among))
    model = LogisticRegression(C=FREEDOM, max_iter=ROUNDS, class_weight="balanced").fit(known, classes)
    names = model.classes_[-len(model.coef_) :]
    return {
        str(name): _line(weights, bias)
        for name, weights, bias in zip(names, model.coef_, model.intercept_, strict=True)
    }


def _line(weights: NDArray[np.float64], bias: float) -> Line:
    scale = float(np.abs(weights).max()) / LARGEST
    return Line(np.round(weights / scale).astype(np.int8).tobytes(), scale, float(bias))
