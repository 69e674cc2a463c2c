"""What people type instead of tapping: words -> what they mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.chat.emergency import EmergencyWords
from bot.domain.prompt import SnoozeFor
from bot.domain.timetext import TimeWords, time_words

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
LONGEST = 40
SCORE = re.compile(r"(.+?)\s*(10|[0-9])(?:\s*/\s*10)?")
SNOOZE = re.compile(r"(\S+)\s+(.+)")
AMOUNT = re.compile(r"(?:for\s+)?([0-9]{1,2})\s*(\D*)")
MINUTES = {10: SnoozeFor.TEN_MINUTES, 30: SnoozeFor.HALF_HOUR, 60: SnoozeFor.HOUR}


class WordsError(Exception):
    """A file of words is wrong; the text names file and field."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words."""

    meanings: Mapping[str, str]
    time: TimeWords
    emergency: EmergencyWords

    def meaning(self, text: str) -> str | None:
        """What the whole text means, such as "done", or None."""
        return self.meanings.get(normal(text)) if len(text) <= LONGEST else None

    def pain_score(self, text: str) -> int | None:
        """The score of "pain 6", or None."""
        found = SCORE.fullmatch(normal(text)) if len(text) <= LONGEST else None
        return int(found[2]) if found and self.meanings.get(normal(found[1])) == "hurts" else None

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
    """The text without case, final signs, doubled spaces, skin tones and variation marks."""
    bare = "".join(char for char in text.casefold() if char not in "\ufe0e\ufe0f" and not _is_skin_tone(char))
    words = " ".join(bare.split())
    trimmed = words.strip("".join({char for char in words if _is_sign(char)}))
    return trimmed or words


def load(folder: Path) -> dict[str, Words]:
    """The words of every language under locales/; raises WordsError naming file and field."""
    found = {}
    everywhere = _everywhere(folder / "words.toml")
    for file in sorted((folder / "locales").glob("*/words.toml")):
        if not file.with_name("language.toml").exists():
            continue
        time_file = file.with_name("time.toml")
        try:
            raw = tomllib.loads(file.read_text(encoding="utf-8"))
            times = time_words(tomllib.loads(time_file.read_text(encoding="utf-8")))
            signs = tomllib.loads(file.with_name("emergency.toml").read_text(encoding="utf-8"))
            emergency = EmergencyWords(
                tuple(phrase.casefold() for phrase in signs["phrases"]),
                tuple(negative.casefold() for negative in signs["negatives"]),
            )
        except (OSError, ValueError, KeyError) as error:
            raise WordsError(f"{file.parent}: words.toml, time.toml and emergency.toml: {error}") from None
        if set(raw) != MEANINGS:
            raise WordsError(f"{file}: {', '.join(sorted(set(raw) ^ MEANINGS))}: missing or unknown")
        meanings: dict[str, str] = {}
        for meaning, words in raw.items():
            for word in words:
                if meanings.setdefault(normal(word), meaning) != meaning:
                    raise WordsError(f"{file}: {meaning}: {word!r} means something else already")
        for meaning, words in everywhere.items():
            for word in words:
                meanings.setdefault(normal(word), meaning)
        found[file.parent.name] = Words(meanings, times, emergency)
    return found


def _everywhere(file: Path) -> dict[str, list[str]]:
    """The words that count in every language."""
    try:
        raw: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WordsError(f"{file}: {error}") from None
    if set(raw) != EVERYWHERE:
        raise WordsError(f"{file}: {', '.join(sorted(set(raw) ^ EVERYWHERE))}: missing or unknown")
    return raw


def _is_sign(char: str) -> bool:
    # "+10" keeps its plus: it is half of the word.
    return char != "+" and unicodedata.category(char)[0] in "PSZC"


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"
