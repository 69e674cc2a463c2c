"""The words of `words.toml` as what finds them among the texts of the tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from tests.heard.messages import LOCALES

COURTESY = {"before", "behind"}


def patterns(language: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each pattern of a language's words as it is written, and what finds any of its ways in a text."""
    words = tomllib.loads((LOCALES / language / "words.toml").read_text(encoding="utf-8"))
    for meaning, written in words.items():
        for pattern in written if meaning not in COURTESY else ():
            yield f"{meaning}: {pattern}", _found(pattern.casefold())


def _found(pattern: str) -> re.Pattern[str]:
    # Where nothing is chosen no space stands either.
    signs = {"(": "(?:", ")": ")", "|": "|", " ": r"\s*"}
    return re.compile("".join(signs.get(letter) or re.escape(letter) for letter in pattern))
