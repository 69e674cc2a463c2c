"""Whether what conditions say can be said at once: no two of them ask for and leave out the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, product

from bot.domain.language import Language
from bot.domain.library import Library

# What a sentence can be about, and the words that say so.
THEMES = {
    "en": {
        "lying": r"lie|lies|lying|on (the|your) back|bed",
        "the floor": r"floor",
        "a chair": r"chair|sit|sitting|seat|seated",
        "kneeling": r"kneel|kneeling|hands and knees",
        "a wall": r"wall",
        "the hands": r"(on|with) (the|your|both) hands|your hands",
        "rolling": r"roller|rolling|foam",
        "a band": r"band|pushing",
        "a bent knee": r"knees? bent|bent knees?",
        "a straight knee": r"knees? straight|straight knees?",
        "rounding": r"round|rounding",
        "deep": r"deep|deeper|deep bends?",
        "holding the breath": r"hold your breath|holding of breath",
        "straining": r"strain|straining|hard pulls?",
        "swinging": r"swings?|kicks?|lunges?",
    },
    "de": {
        "lying": r"liegen|lieg|rückenlage|bett",
        "the floor": r"boden",
        "a chair": r"stuhl|sitz|sitzen|setz",
        "kneeling": r"knien|kniend|händen und knien|hände und knie",
        "a wall": r"wand",
        "the hands": r"(auf|mit) (den|beiden) händen|die hände",
        "rolling": r"rolle|rollen",
        "a band": r"band|drücken",
        "a bent knee": r"knie gebeugt|gebeugte[mns]? knie",
        "a straight knee": r"knie gestreckt|gestreckte[mns]? knie",
        "rounding": r"runden|runde",
        "deep": r"tief|tiefe|tiefes|tiefer",
        "holding the breath": r"luft an",
        "straining": r"press|pressen|starken zug",
        "swinging": r"beinschwünge|schwünge|ausfallschritte",
    },
}
# A sentence that leaves something out, whole, and a part of one that says no.
LEAVES_OUT = {"en": r"leaves? (it |them )?out", "de": r"lässt\b.* weg"}
SAYS_NO = {"en": r"no|not|nothing|never|skip|without", "de": r"nicht|nichts|kein\w*|nie|ohne"}


@dataclass(frozen=True, slots=True)
class Stance:
    """What a sentence is about, and whether it is for it."""

    theme: str
    asks: bool


def stances(sentences: Iterable[str], language: str) -> frozenset[Stance]:
    """What these sentences ask for and leave out."""
    return frozenset(
        Stance(theme, asks=not (leaves_out or _has(SAYS_NO[language], part)))
        for sentence in chain.from_iterable(re.split(r"(?<=[.!?])\s+", text) for text in sentences)
        for leaves_out in [_has(LEAVES_OUT[language], sentence)]
        for part in re.split(r"[,:;.?!]", sentence)
        for theme, words in THEMES[language].items()
        if _has(words, part)
    )


def contradictions(one: Iterable[Stance], other: Iterable[Stance]) -> frozenset[str]:
    """The themes that one asks for and the other leaves out."""
    return frozenset(
        mine.theme
        for mine, theirs in product(one, other)
        if mine.theme == theirs.theme and mine.asks is not theirs.asks
    )


def said(tag: str, tags: frozenset[str], library: Library, language: Language) -> tuple[str, ...]:
    """What is said about one of somebody's conditions: advice, and the caution where a stretch for it is left."""
    text = language.tags[tag]
    left = (id_ for id_ in library.tags[tag].careful if not library.stretches[id_].is_hidden_from(tags))
    return (text.advice, text.caution) if text.caution and any(left) else (text.advice,)


def _has(words: str, text: str) -> bool:
    return re.search(rf"\b({words})\b", text, re.IGNORECASE) is not None
