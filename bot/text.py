"""Messages in a person's language, from content/locales/<language>/messages.ftl."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from html import escape
from pathlib import Path

from babel import Locale, dates
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.domain.language import FIRST_LANGUAGE
from bot.mistakes import Mistaken

# Babel would ask pytz for a zone, which fluent.runtime brings: that has rules of its own, and not those that are used.
vars(dates).update(pytz=None, zoneinfo=zoneinfo)

SAYINGS_KEPT = 2048
# Hours of 24 go with the day before the month.
LOCALES = {"en": "en_GB"}


class TextError(Mistaken):
    """Messages are missing or wrong; each argument is a mistake."""


class Html(str):
    """A text that is markup already, to be shown as it stands."""

    __slots__ = ()


Value = str | int | float


class Texts:
    """The messages of one language."""

    def __init__(
        self, language: str, messages: Mapping[str, str], *, on_error: Callable[[str], None]
    ) -> None:
        """`messages` by their names, each as it stands in the file."""
        self.language = language
        self._messages = messages
        self.locale = Locale.parse(LOCALES.get(language, language))
        self._on_error = on_error
        # Isolation marks would show as stray characters in left-to-right texts.
        self._bundle = FluentBundle([language], use_isolating=False)
        # A morning's prompts say the same few things thousands of times, and Fluent takes its time for each.
        self._formatted = lru_cache(maxsize=SAYINGS_KEPT, typed=True)(self._format)

    def __call__(self, name: str, /, **values: Value) -> str:
        """The message as Telegram's HTML; values are escaped unless they are Html."""
        return self._formatted(name, **{key: _shown(value) for key, value in values.items()})

    def plain(self, name: str, /, **values: Value) -> str:
        """The message as plain text: a button's label, a toast."""
        return self._formatted(name, **values)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts in one line with "and" before the last, as the language writes it."""
        return format_list(parts, locale=self.locale)

    def when(self, moment: datetime) -> str:
        """An instant's weekday and time, such as "Tue 07:30"."""
        return f"{self.weekday(moment.date())} {clock(moment.time())}"

    def weekday(self, on: date) -> str:
        """A date's short weekday, such as "Tue"."""
        return format_date(on, "EEE", locale=self.locale).rstrip(".")

    def brief_weekday(self, on: date) -> str:
        """A date's weekday in as few letters as tell it from the others, such as "Tu"."""
        return format_date(on, "EEEEEE", locale=self.locale).rstrip(".")

    def day(self, on: date) -> str:
        """A date's day and month, such as "3 Dec"."""
        return str(format_skeleton("MMMd", on, locale=self.locale))

    def whole_date(self, on: date) -> str:
        """A whole date, such as "23 Nov 2026"."""
        return format_date(on, "medium", locale=self.locale)

    def _format(self, name: str, /, **values: Value) -> str:
        if name not in self._messages:
            self._on_error(f"messages.ftl of {self.language} lacks {name}")
            return name
        if not self._bundle.has_message(name):
            # Parsed when it is first said: all of them would take 3 MiB, and most are seldom said.
            self._bundle.add_resource(FluentParser(with_spans=False).parse(self._messages[name]))
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            self._on_error(f"{name} of {self.language} says nothing")
            return name
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            self._on_error(f"{name} of {self.language}: {errors[0]}")
        return str(text)


def clock(at: time) -> str:
    """A wall time with 24 hours, such as "07:30"."""
    return at.strftime("%H:%M")


def messages(folder: Path, *, unfinished: bool = False) -> dict[str, dict[str, str]]:
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
    parsed = {language: FluentParser().parse(source) for language, source in sources.items()}
    variables = {
        language: _variables(language, parsed[language], source, mistakes)
        for language, source in sources.items()
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
    return {language: _sources(parsed[language], source) for language, source in sources.items()}


def spoken(found: Mapping[str, Mapping[str, str]], *, on_error: Callable[[str], None]) -> dict[str, Texts]:
    """The same, to be said."""
    return {language: Texts(language, its, on_error=on_error) for language, its in found.items()}


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


def _variables(language: str, parsed: ast.Resource, source: str, mistakes: list[str]) -> dict[str, set[str]]:
    """A file's messages with their variables; adds what Fluent would silently skip to the mistakes."""
    seen: dict[str, set[str]] = {}
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


def _shown(value: Value) -> Value:
    return escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Html) else value
