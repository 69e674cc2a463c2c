"""Which message of `messages.ftl` a text is, found by its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path

from fluent.syntax import FluentParser, ast

LOCALES = Path(__file__).parents[2] / "content" / "locales"
# Labels are looked for among buttons, and parts of messages stand in others.
LABELS = ("button-", "snooze-for", "gear-", "place-", "level-", "muscle-", "position-")
PARTS = (
    "command-",
    "phase-",
    "why-",
    "about",
    "seconds",
    "side",
    "unnamed",
    "all-days",
    "weekdays",
    "weekends",
    "days-",
    "times-of",
    "plan-day",
    "plan-stop",
    "plan-session",
    "plan-count",
)
NO_LABELS = {"gear-ask", "gear-noted", "place-ask", "level-ask"}
NO_PARTS = {"why-busy", "why-sore", "why-ill"}
# What follows from the rest of a row, or tells nothing of what was heard.
SAYS_LITTLE = {
    "text",
    "next",
    "number",
    "advice",
    "example",
    "label",
    "labels",
    "facts",
    "contact",
    "days",
    "best",
}
LITTLE_TOO = {
    "link",
    "most",
    "isbest",
    "pages",
    "page",
    "count",
    "parts",
    "last",
    "onlyif",
    "extra",
    "sidename",
    "side",
    "reason",
}
# A name alone, in the very words of a prompt's title.
LIKE_A_TITLE = {"prompt-older"}
SEVERAL_LINES = {"advice"}
TAG = re.compile(r"<[^>]+>")


class Pattern:
    """A message as what finds it in a text."""

    def __init__(self, name: str, message: ast.Pattern) -> None:
        self.name = name
        self._values = 0
        self._whole = re.compile(rf"{self._of(message)}(?=\n|\Z)", re.DOTALL)

    def found_at_start(self, text: str) -> tuple[int, list[str], int] | None:
        """How many letters of its own begin a text, the values between them, and where it ends; None where none do."""
        found = self._whole.match(text)
        if found is None:
            return None
        values = {name: value for name, value in found.groupdict().items() if value is not None}
        own = len(found[0]) - sum(len(value) for value in values.values())
        said = [
            _bare(value)
            for name, value in values.items()
            if value and name.rpartition("_")[0] not in SAYS_LITTLE | LITTLE_TOO
        ]
        return own, said, found.end()

    def _of(self, pattern: ast.Pattern) -> str:
        return "".join(self._element(element) for element in pattern.elements)

    def _element(self, element: ast.TextElement | ast.Placeable) -> str:
        if isinstance(element, ast.TextElement):
            return re.escape(element.value)
        inner = element.expression
        if isinstance(inner, ast.SelectExpression):
            return f"(?:{'|'.join(self._of(variant.value) for variant in inner.variants)})"
        if isinstance(inner, ast.VariableReference):
            self._values += 1
            letters = "." if inner.id.name in SEVERAL_LINES else r"[^\n]"
            return f"(?P<{inner.id.name}_{self._values}>{letters}*?)"
        if isinstance(inner, ast.StringLiteral):
            return re.escape(inner.value)
        raise ValueError(f"{self.name}: {type(inner).__name__} cannot be looked for")


class Messages:
    """The messages of one language."""

    def __init__(self, patterns: Mapping[str, Pattern]) -> None:
        labels = {name for name in patterns if name.startswith(LABELS)} - NO_LABELS
        parts = {name for name in patterns if name.startswith(PARTS)} - NO_PARTS
        self._patterns = patterns
        self._labels = [patterns[name] for name in sorted(labels)]
        said = patterns.keys() - labels - parts - LIKE_A_TITLE
        self._said = [patterns[name] for name in sorted(said)]

    def headline(self, text: str) -> str:
        """The message that a text begins with, with the values that tell what was meant.

        Of a stretch also the one under its name.
        """
        found = _closest(self._said, text)
        if found is None:
            return f"“{_bare(text.splitlines()[0])}”"
        name, values, end = found
        said = f"{name} {', '.join(values)}".strip()
        if name != "prompt-title":
            return said
        under = (_closest(self._said, line) for line in text[end:].splitlines())
        return f"{said}: {next((found[0] for found in under if found), 'nothing')}"

    def label(self, text: str) -> str:
        """The message that a button's label is; the label where it is content or a time."""
        found = _closest(self._labels, text)
        return text if found is None else found[0]

    def is_label(self, name: str, text: str) -> bool:
        """Whether a label is this message."""
        found = self._patterns[name].found_at_start(text)
        return found is not None and found[2] == len(text)


def _closest(patterns: list[Pattern], text: str) -> tuple[str, list[str], int] | None:
    """The name of the pattern with the most letters of its own at the start of a text, its values, and its end."""
    best: tuple[str, list[str], int] | None = None
    most = 0
    for pattern in patterns:
        found = pattern.found_at_start(text)
        if found is not None and found[0] > most:
            most, best = found[0], (pattern.name, found[1], found[2])
    return best


def _bare(text: str) -> str:
    return unescape(TAG.sub("", text)).strip().replace("\n", " ")


def _patterns(language: str) -> Iterator[Pattern]:
    source = (LOCALES / language / "messages.ftl").read_text(encoding="utf-8")
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            yield Pattern(entry.id.name, entry.value)


@cache
def messages(language: str) -> Messages:
    """A language's messages, to be found in what the bot says."""
    return Messages({pattern.name: pattern for pattern in _patterns(language)})
