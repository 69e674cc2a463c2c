"""Messages in a person's language."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from html import escape

from babel import Locale, dates
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

# Babel would ask pytz for a zone, which fluent.runtime brings: that has rules of its own, and not those that are used.
vars(dates).update(pytz=None, zoneinfo=zoneinfo)

SAYINGS_KEPT = 2048
# Hours of 24 go with the day before the month.
LOCALES = {"en": "en_GB"}


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

    def month(self, on: date) -> str:
        """A date's month in a few letters, such as "Dec"."""
        return format_date(on, "LLL", locale=self.locale).rstrip(".")

    def full_day(self, on: date, *, with_year: bool) -> str:
        """A date with its weekday, such as "Thu, 3 Dec", and where it is wanted with its year."""
        return str(format_skeleton("yMMMEd" if with_year else "MMMEd", on, locale=self.locale))

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


def spoken(found: Mapping[str, Mapping[str, str]], *, on_error: Callable[[str], None]) -> dict[str, Texts]:
    """Messages by their languages and names, to be said."""
    return {language: Texts(language, its, on_error=on_error) for language, its in found.items()}


def _shown(value: Value) -> Value:
    return escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Html) else value
