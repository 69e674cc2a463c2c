"""Messages in a person's language, from content/locales/<language>/messages.ftl."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser, ast

FIRST_LANGUAGE = "en"
# Hours of 24 go with the day before the month.
LOCALES = {"en": "en_GB"}


class TextError(Exception):
    """Messages are missing or wrong; the text has one line for each."""


class Html(str):
    """A text that is markup already, to be shown as it stands."""

    __slots__ = ()


Value = str | int | float | FluentType


class Texts:
    """The messages of one language."""

    def __init__(self, language: str, messages: ast.Resource, *, on_error: Callable[[str], None]) -> None:
        self.language = language
        self.locale = Locale.parse(LOCALES.get(language, language))
        self._on_error = on_error
        # Isolation marks would show as stray characters in left-to-right texts.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(messages)

    def __call__(self, name: str, /, **values: Value) -> str:
        """The message as Telegram's HTML; values are escaped unless they are Html."""
        shown = {key: _shown(value) for key, value in values.items()}
        return self._formatted(name, shown)

    def plain(self, name: str, /, **values: Value) -> str:
        """The message as plain text: a button's label, a toast."""
        return self._formatted(name, values)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts in one line with "and" before the last, as the language writes it."""
        return format_list(parts, locale=self.locale)

    def when(self, moment: datetime) -> str:
        """An instant's weekday and time, such as "Tue 07:30"."""
        return f"{self.weekday(moment.date())} {clock(moment.time())}"

    def weekday(self, on: date) -> str:
        """A date's short weekday, such as "Tue"."""
        return format_date(on, "EEE", locale=self.locale).rstrip(".")

    def day(self, on: date) -> str:
        """A date's day and month, such as "3 Dec"."""
        return str(format_skeleton("MMMd", on, locale=self.locale))

    def whole_date(self, on: date) -> str:
        """A whole date, such as "23 Nov 2026"."""
        return format_date(on, "medium", locale=self.locale)

    def number(self, value: float) -> str:
        """A number with at most one decimal, such as "3.5"."""
        return format_decimal(value, "0.#", locale=self.locale)

    def _formatted(self, name: str, values: Mapping[str, Value]) -> str:
        if not self._bundle.has_message(name):
            self._on_error(f"messages.ftl of {self.language} lacks {name}")
            return name
        pattern = self._bundle.get_message(name).value
        if pattern is None:
            self._on_error(f"{name} of {self.language} says nothing")
            return name
        text, errors = self._bundle.format_pattern(pattern, dict(values))
        if errors:
            self._on_error(f"{name} of {self.language}: {errors[0]}")
        return str(text)


def clock(at: time) -> str:
    """A wall time with 24 hours, such as "07:30"."""
    return at.strftime("%H:%M")


def load(folder: Path, *, on_error: Callable[[str], None]) -> dict[str, Texts]:
    """The messages of every whole language under locales/; raises TextError that lists what is wrong or missing."""
    sources = {
        file.parent.name: file.read_text(encoding="utf-8")
        for file in sorted((folder / "locales").glob("*/messages.ftl"))
        # A folder is a language once it says its own name; before that somebody is still writing it.
        if file.with_name("language.toml").exists()
    }
    if FIRST_LANGUAGE not in sources:
        raise TextError(f"{folder / 'locales' / FIRST_LANGUAGE / 'messages.ftl'} is missing")
    mistakes: list[str] = []
    parsed = {language: FluentParser().parse(source) for language, source in sources.items()}
    names = {
        language: _names(language, parsed[language], source, mistakes) for language, source in sources.items()
    }
    for language, found in names.items():
        for name in sorted(names[FIRST_LANGUAGE] ^ found):
            what = "is missing" if name in names[FIRST_LANGUAGE] else f"is not in {FIRST_LANGUAGE}"
            mistakes.append(f"locales/{language}/messages.ftl: {name} {what}")
    if mistakes:
        raise TextError("\n".join(mistakes))
    return {language: Texts(language, messages, on_error=on_error) for language, messages in parsed.items()}


def _names(language: str, messages: ast.Resource, source: str, mistakes: list[str]) -> set[str]:
    """The names of a file's messages; adds what Fluent would silently skip to the mistakes."""
    seen: set[str] = set()
    for entry in messages.body:
        if isinstance(entry, ast.Junk):
            line = source[: entry.span.start if entry.span else 0].count("\n") + 1
            mistakes.append(f"locales/{language}/messages.ftl: line {line}: not a Fluent message")
        if isinstance(entry, ast.Message):
            if entry.id.name in seen:
                mistakes.append(f"locales/{language}/messages.ftl: {entry.id.name} stands twice")
            seen.add(entry.id.name)
    return seen


def _shown(value: Value) -> Value:
    return escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Html) else value
