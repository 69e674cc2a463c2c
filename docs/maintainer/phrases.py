"""The phrases to learn from, as they stand in the tests, and the files of what they teach."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from bot.material import CONTENT

PHRASES = Path(__file__).parents[2] / "tests" / "chat"
LOCALES = Path(CONTENT) / "locales"
# What is said to the bot about anything but the body: state by state, and topic by topic.
TALK, EVERYDAY = "understood", "everyday"

Phrase = TypeVar("Phrase")


def table(kind: str, language: str) -> Mapping[str, Any]:
    """A language's phrases of a kind."""
    return tomllib.loads((PHRASES / kind / f"{language}.toml").read_text("utf-8"))


def digest(said: Sequence[tuple[str, object]]) -> str:
    """Names the phrases that something was learned from."""
    return sha256(repr(said).encode()).hexdigest()[:16]


def write_all(
    file: str, said_in: Callable[[str], Sequence[Phrase]], taught: Callable[[Sequence[Phrase]], bytes]
) -> None:
    """Writes what the phrases teach into this file of every language that has any."""
    for language in sorted(path.stem for path in (PHRASES / EVERYDAY).glob("*.toml")):
        said = said_in(language)
        (LOCALES / language / file).write_bytes(taught(said))
        print(f"{language}: {len(said)} phrases")
