"""Messages in a person's language, from content/locales/<language>/messages.ftl."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from html import escape
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser, ast

FIRST_LANGUAGE = "en"


class TextError(Exception):
    """A message or variable is missing or wrong; the text is one line that names it."""


class Html(str):
    """A text that is markup already, to be shown as it stands."""

    __slots__ = ()


Value = str | int | float | FluentType


class Texts:
    """The messages of one language."""

    def __init__(self, language: str, source: str, *, on_error: Callable[[str], None]) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self._on_error = on_error
        # Isolation marks would show as stray characters in left-to-right texts.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def __call__(self, name: str, /, **values: Value) -> str:
        """The message as Telegram's HTML; values are escaped unless they are Html."""
        shown = {key: _shown(value) for key, value in values.items()}
        return self._formatted(name, shown)

    def plain(self, name: str, /, **values: Value) -> str:
        """The message as plain text: a button's label, a toast."""
        return self._formatted(name, values)

    def when(self, moment: datetime) -> str:
        """An instant's weekday and time, such as "Tue 07:30"."""
        return f"{self.weekday(moment.date())} {clock(moment.time())}"

    def weekday(self, on: date) -> str:
        """A date's short weekday, such as "Tue"."""
        return format_date(on, "EEE", locale=self.locale).rstrip(".")

    def day(self, on: date) -> str:
        """A date's day and month, such as "Dec 3"."""
        return str(format_skeleton("MMMd", on, locale=self.locale))

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
    """The messages of every language under locales/; raises TextError for a file that cannot be read."""
    texts = {}
    for file in sorted((folder / "locales").glob("*/messages.ftl")):
        source = file.read_text(encoding="utf-8")
        _check(file, source)
        texts[file.parent.name] = Texts(file.parent.name, source, on_error=on_error)
    if FIRST_LANGUAGE not in texts:
        raise TextError(f"{folder / 'locales' / FIRST_LANGUAGE / 'messages.ftl'} is missing")
    return texts


def _check(file: Path, source: str) -> None:
    """Refuses what Fluent would silently skip."""
    seen: set[str] = set()
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            line = source[: entry.span.start if entry.span else 0].count("\n") + 1
            raise TextError(f"{file}, line {line}: not a Fluent message")
        if isinstance(entry, ast.Message):
            if entry.id.name in seen:
                raise TextError(f"{file}: {entry.id.name} stands twice")
            seen.add(entry.id.name)


def _shown(value: Value) -> Value:
    return escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Html) else value
