"""What people type instead of tapping: words -> what they mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.chat.phrases import Phrases, phrases, ways_to_write
from bot.domain.prompt import SnoozeFor
from bot.domain.timetext import TimeWords, time_words
from bot.domain.timewords import TIME_FIELDS

MEANINGS = frozenset(
    [
        "done",
        "skip",
        "another",
        "more",
        "undo",
        "start",
        "snooze",
        "stop",
        "pause",
        "resume",
        "ready",
        "longer",
        "hurts",
        "tingling",
        "dizzy",
        "painless",
        "out_of",
        "yes",
        "no",
        "none",
        "add",
        "change",
        "evening",
        "tomorrow",
        "minutes",
        "hours",
        "days",
        "open",
        "applies",
        "emergency",
        "consent",
        "locate",
        "one_more",
        "only_if",
        "day_before",
        "new_day",
        "busy",
        "sore",
        "ill",
        "gentler",
        "enough",
        "keep",
        "delete",
        "loud",
        "quiet",
        "session",
        "help",
    ]
)
EVERYWHERE = frozenset({"done", "hurts"})
# What takes a phrase back, in every file of phrases.
TAKES_BACK = ("negatives", "idioms", "key_words")
LONGEST = 40
SCORE = re.compile(r"(\D*?)\s*(10|[0-9])(?:\s*(/|\b\D+?\b)\s*10)?")
SNOOZE = re.compile(r"(\S+)\s+(.+)")
AMOUNT = re.compile(r"(?:for\s+)?([0-9]{1,2})\s*(\D*)")
MINUTES = {10: SnoozeFor.TEN_MINUTES, 30: SnoozeFor.HALF_HOUR, 60: SnoozeFor.HOUR}


class Sign(StrEnum):
    """What is heard wherever it is said, the weightiest first; the values are the names of the lists of phrases."""

    EMERGENCY = "emergency"
    DESPAIR = "despair"
    DIZZY = "dizzy"
    TINGLING = "tingling"
    HURTS = "hurts"

    @property
    def is_feeling(self) -> bool:
        """Whether it is about the stretch; a question about it says nothing of how somebody is."""
        return self not in {Sign.EMERGENCY, Sign.DESPAIR}


# The files of phrases: the signs in them, and the lists that their phrases name.
PHRASES = {
    "emergency.toml": ((Sign.EMERGENCY, Sign.DESPAIR), ()),
    "feelings.toml": ((Sign.DIZZY, Sign.TINGLING, Sign.HURTS), ("part", "parts")),
}


class WordsError(Exception):
    """A file of words is wrong; the text names file and field."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words."""

    meanings: Mapping[str, str]
    time: TimeWords
    signs: Mapping[Sign, Phrases]

    def meaning(self, text: str) -> str | None:
        """What the whole text means, such as "done", or None."""
        return self.meanings.get(normal(text)) if len(text) <= LONGEST else None

    def hears(self, sign: Sign, text: str) -> bool:
        """Whether a text of any length speaks of a sign."""
        return self.signs[sign].found_in(text, in_questions=not sign.is_feeling)

    def pain_score(self, text: str, *, is_asked: bool = False) -> int | None:
        """The score of "pain 6" or "it hurts 6 out of 10", where it is asked for also of "6/10", or None."""
        found = SCORE.fullmatch(normal(text)) if len(text) <= LONGEST else None
        if found is None or not (found[3] in {None, "/"} or self.meanings.get(found[3]) == "out_of"):
            return None
        is_about_pain = self.meanings.get(normal(found[1])) == "hurts" if found[1] else is_asked
        return int(found[2]) if is_about_pain else None

    def snooze_choice(self, text: str) -> SnoozeFor | None:
        """The choice of "snooze 30", "snooze 1 h" or "snooze tomorrow", or None."""
        found = SNOOZE.fullmatch(normal(text)) if len(text) <= LONGEST else None
        return self.put_off(found[2]) if found and self.meanings.get(found[1]) == "snooze" else None

    def put_off(self, text: str) -> SnoozeFor | None:
        """The choice of "30", "1 h" or "tomorrow", or None."""
        meant = self.meaning(text)
        if meant in {"evening", "tomorrow"}:
            return SnoozeFor(meant)
        amount, unit = self._amount(text)
        if unit == "hours":
            return MINUTES.get(amount * 60)
        return MINUTES.get(amount) if unit in {"minutes", ""} else None

    def days(self, text: str) -> int | None:
        """The number of days in "3 days", or None."""
        amount, unit = self._amount(text)
        return amount if amount and unit in {"days", ""} else None

    def behind(self, meaning: str, text: str) -> str | None:
        """What stands behind a word of this meaning ("10" of "session 10"), None where the text begins otherwise."""
        word, _, rest = normal(text).partition(" ") if len(text) <= LONGEST else ("", "", "")
        return rest if self.meanings.get(word) == meaning else None

    def minutes(self, text: str) -> int | None:
        """The number of minutes in "10" or "10 min", or None."""
        amount, unit = self._amount(text)
        return amount if amount and unit in {"minutes", ""} else None

    def _amount(self, text: str) -> tuple[int, str | None]:
        """A number with the meaning of its unit, which is empty where none stands there; None is no amount."""
        found = AMOUNT.fullmatch(normal(text)) if len(text) <= LONGEST else None
        if found is None:
            return 0, None
        return int(found[1]), self.meanings.get(found[2].strip()) if found[2].strip() else ""


def normal(text: str) -> str:
    """The text without case, final signs, doubled spaces, skin tones and variation marks; of signs alone the first."""
    bare = "".join(char for char in text.casefold() if char not in "\ufe0e\ufe0f" and not _is_skin_tone(char))
    words = " ".join(bare.replace("’", "'").split())
    trimmed = words.strip("".join({char for char in words if _is_sign(char)}))
    return trimmed or words[:1]


def load(folder: Path, *, unfinished: bool = False) -> dict[str, Words]:
    """The words of every language under locales/; raises WordsError with every mistake, its file and field.

    A folder is a language once it says its own name; `unfinished` reads those as well that do not yet.
    """
    mistakes: list[str] = []
    everywhere = _read(folder / "words.toml", mistakes)
    _expect(folder / "words.toml", everywhere, EVERYWHERE, mistakes)
    found = {}
    for language in sorted(path for path in (folder / "locales").glob("*") if path.is_dir()):
        if unfinished or (language / "language.toml").exists():
            words = _words(language, everywhere, mistakes)
            if words is not None:
                found[language.name] = words
    if mistakes:
        raise WordsError("\n".join(mistakes))
    return found


def _words(folder: Path, everywhere: Mapping[str, Any], mistakes: list[str]) -> Words | None:
    """One language's words; None with its mistakes added where it has any."""
    before = len(mistakes)
    raw, times, *signs = (_read(folder / name, mistakes) for name in ("words.toml", "time.toml", *PHRASES))
    if len(mistakes) > before:
        return None
    _expect(folder / "words.toml", raw, MEANINGS, mistakes)
    for table, fields in TIME_FIELDS.items():
        given = times.get(table)
        _expect(folder / "time.toml", given if isinstance(given, dict) else {}, fields, mistakes, table=table)
    for (name, (heard, named)), lists in zip(PHRASES.items(), signs, strict=True):
        _expect(folder / name, lists, (*heard, *named, *TAKES_BACK), mistakes)
    if len(mistakes) > before:
        return None
    meanings: dict[str, str] = {}
    for meaning, patterns in raw.items():
        for word in (way for pattern in patterns for way in ways_to_write(pattern)):
            if meanings.setdefault(normal(word), meaning) != meaning:
                mistakes.append(f"{folder / 'words.toml'}: {meaning}: {word!r} means something else already")
    if len(mistakes) > before:
        return None
    for meaning, words in everywhere.items():
        for word in words:
            meanings.setdefault(normal(word), meaning)
    try:
        known_times = time_words(times)
    except ValueError as error:
        mistakes.append(f"{folder / 'time.toml'}: {error}")
        return None
    heard_signs = {
        sign: phrases(lists, sign)
        for (heard, _), lists in zip(PHRASES.values(), signs, strict=True)
        for sign in heard
    }
    return Words(meanings, known_times, heard_signs)


def _read(file: Path, mistakes: list[str]) -> dict[str, Any]:
    """What a file holds, nothing with its mistake added where it cannot be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.append(f"{file}: the file is missing")
    except (OSError, ValueError) as error:
        mistakes.append(f"{file}: {error}")
    return {}


def _expect(
    file: Path, found: Mapping[str, Any], wanted: Collection[str], mistakes: list[str], *, table: str = ""
) -> None:
    """Adds every field that is missing, and every one that is too much."""
    for field in (*wanted, *found):
        if (field in wanted) != (field in found):
            why = "is missing" if field in wanted else "is not known"
            mistakes.append(f"{file}: {table}{'.' if table else ''}{field}: {why}")


def _is_sign(char: str) -> bool:
    # "+10" keeps its plus: it is half of the word.
    return char != "+" and unicodedata.category(char)[0] in "PSZC"


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"
