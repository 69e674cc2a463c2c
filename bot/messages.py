"""The messages of content/locales/<language>/messages.ftl, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.domain.language import FIRST_LANGUAGE
from bot.mistakes import Mistaken

# A message in one line without a variable. Two thirds are such; there is nothing in them for the parser, which looks at
# every letter, to find.
PLAIN = re.compile(r"^(?P<name>[a-zA-Z][a-zA-Z0-9_-]*) = [^{}\s][^{}\n]*\n(?=\n*(?:\S|\Z))", re.MULTILINE)


class TextError(Mistaken):
    """Messages are missing or wrong; each argument is a mistake."""


def load(folder: Path, *, unfinished: bool = False) -> dict[str, dict[str, str]]:
    """The messages of every whole language under locales/ by their names, each as it stands in its file.

    Raises TextError that lists what is wrong or missing.

    A folder is a language once it says its own name; `unfinished` reads those as well that do not yet.
    """
    files = [
        path / "messages.ftl"
        for path in sorted((folder / "locales").glob("*"))
        if path.is_dir() and (unfinished or (path / "language.toml").exists())
    ]
    sources = {file.parent.name: file.read_text(encoding="utf-8") for file in files if file.exists()}
    if FIRST_LANGUAGE not in sources:
        raise TextError(f"{folder / 'locales' / FIRST_LANGUAGE / 'messages.ftl'} is missing")
    mistakes = [
        f"locales/{file.parent.name}/messages.ftl: the file is missing" for file in files if not file.exists()
    ]
    plain = {language: list(PLAIN.finditer(source)) for language, source in sources.items()}
    # What is left keeps the numbers of its lines.
    others = {language: PLAIN.sub("\n", source) for language, source in sources.items()}
    parsed = {language: FluentParser().parse(source) for language, source in others.items()}
    variables = {
        language: _variables(language, plain[language], parsed[language], source, mistakes)
        for language, source in others.items()
    }
    first = variables[FIRST_LANGUAGE]
    for language, found in variables.items():
        for name in sorted(first.keys() ^ found.keys()):
            what = "is missing" if name in first else f"is not in {FIRST_LANGUAGE}"
            mistakes.append(f"locales/{language}/messages.ftl: {name} {what}")
        for name in sorted(first.keys() & found.keys()):
            for variable in sorted(first[name] ^ found[name]):
                what = "lacks" if variable in first[name] else "does not know"
                mistakes.append(f"locales/{language}/messages.ftl: {name} {what} ${variable}")
    if mistakes:
        raise TextError(*mistakes)
    return {
        language: {one["name"]: one[0].rstrip() for one in plain[language]}
        | _sources(parsed[language], source)
        for language, source in others.items()
    }


class _Variables(Visitor):
    """Gathers the variables of a message, and the other messages that it names."""

    def __init__(self, message: ast.Message) -> None:
        self.names: set[str] = set()
        self.others: set[str] = set()
        self.visit(message)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.others.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.others.add(f"-{node.id.name}")


def _sources(parsed: ast.Resource, source: str) -> dict[str, str]:
    """Each message as it stands in a file."""
    return {
        entry.id.name: source[entry.span.start : entry.span.end]
        for entry in parsed.body
        if isinstance(entry, ast.Message) and entry.span is not None
    }


def _variables(
    language: str,
    plain: Iterable[re.Match[str]],
    parsed: ast.Resource,
    source: str,
    mistakes: list[str],
) -> dict[str, set[str]]:
    """A file's messages with their variables; adds what Fluent would silently skip to the mistakes."""
    seen: dict[str, set[str]] = {}
    for one in plain:
        if one["name"] in seen:
            mistakes.append(f"locales/{language}/messages.ftl: {one['name']} stands twice")
        seen[one["name"]] = set()
    for entry in parsed.body:
        if isinstance(entry, ast.Junk):
            line = source[: entry.span.start if entry.span else 0].count("\n") + 1
            mistakes.append(f"locales/{language}/messages.ftl: line {line}: not a Fluent message")
        if isinstance(entry, ast.Message):
            if entry.id.name in seen:
                mistakes.append(f"locales/{language}/messages.ftl: {entry.id.name} stands twice")
            found = _Variables(entry)
            for other in sorted(found.others):
                mistakes.append(
                    f"locales/{language}/messages.ftl: {entry.id.name} names {other}, but each is read alone"
                )
            seen[entry.id.name] = found.names
    return seen
