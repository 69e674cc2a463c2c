"""Learns what texts about signs are like: `python -m docs.maintainer.learn_signs`, after the phrases in tests changed.

Logistic regression, one phrase at a time with steps that shrink for pieces seen often (AdaGrad), always in the same
order: the same phrases give the same files. Sets that only measure, `held_out` and `fresh`, are not learned from.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from random import Random

from bot.chat.body import FEELINGS
from bot.words.likeness import FILE, WEIGHTS, Likeness, pieces, written
from bot.words.spellings import ways_to_write
from docs.maintainer.phrases import EVERYDAY, LOCALES, TALK, digest, table, write_all

LEARNED = ("tried", "handed_over", "strangers")
LABEL = re.compile(r"^button-\S+ = ([^{}\n]+)$", re.MULTILINE)
ROUNDS = 12
STEP = 0.5
# Keeps the weights of what is seen once small.
FADES = 1e-3

Phrase = tuple[str, bool]


def phrases(language: str) -> list[Phrase]:
    """Every phrase to learn from, and whether it is about a sign; each once, in a fixed order."""
    # What everything else is called by whoever says it in a word or two, and what stands on buttons.
    words = tomllib.loads((LOCALES / language / "words.toml").read_text("utf-8"))
    labels = LABEL.findall((LOCALES / language / "messages.ftl").read_text("utf-8"))
    found = dict.fromkeys(labels, False)
    for meaning, patterns in words.items():
        if meaning not in FEELINGS:
            found |= dict.fromkeys((way for pattern in patterns for way in ways_to_write(pattern)), False)
    talk = table(TALK, language).values()
    found |= dict.fromkeys((said for state in talk for listed in state.values() for said in listed), False)
    # What people tell beside a wish, of babies, trains and work, is no sign.
    everyday = table(EVERYDAY, language).values()
    found |= dict.fromkeys((said for listed in everyday for said in listed), False)
    for name in LEARNED:
        kinds = table(name, language)
        for kind in ("harmless", "urgent"):
            found |= dict.fromkeys(
                (one for listed in kinds[kind].values() for one in listed), kind == "urgent"
            )
    return sorted(found.items())


def learn(said: Sequence[Phrase]) -> Likeness:
    """What these phrases teach, phrases about signs and all others weighing the same together."""
    known = [(sorted(pieces(text)), is_sign) for text, is_sign in said]
    share = sum(is_sign for _, is_sign in known) / len(known)
    weighs = {True: 0.5 / share, False: 0.5 / (1 - share)}
    weights, seen, bias = [0.0] * WEIGHTS, [1e-2] * WEIGHTS, 0.0
    chance = Random(7)
    for _ in range(ROUNDS):
        chance.shuffle(known)
        for found, is_sign in known:
            size = 1 / math.sqrt(len(found) or 1)
            likely = 1 / (1 + math.exp(-(bias + size * sum(weights[piece] for piece in found))))
            error = (likely - is_sign) * weighs[is_sign]
            bias -= 0.01 * error
            slope = error * size
            for piece in found:
                towards = slope + FADES * weights[piece]
                seen[piece] += towards * towards
                weights[piece] -= STEP * towards / math.sqrt(seen[piece])
    scale = max(map(abs, weights)) / 127
    # As a byte each, in two's complement.
    kept = bytes(round(weight / scale) & 255 for weight in weights)
    return Likeness(kept, scale, bias, digest(said))


def main() -> None:
    """Writes the file of every language that has phrases."""
    write_all(FILE, phrases, lambda said: written(learn(said)))


if __name__ == "__main__":
    main()
