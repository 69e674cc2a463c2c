"""What every handler needs: the services, the voices and words of each language, the places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.views.view import Voice
from bot.chat.words import Words
from bot.domain.stretch import Library
from bot.places import Places
from bot.services.limber import Limber
from bot.text import FIRST_LANGUAGE, Texts


@dataclass(frozen=True, slots=True)
class Voices:
    """The voice of each language."""

    texts: Mapping[str, Texts]
    library: Library
    emergency_number: str
    operator_contact: str
    now: Callable[[], datetime]
    retention_days: int

    @property
    def languages(self) -> frozenset[str]:
        """The languages that Limber speaks whole."""
        return frozenset(self.texts) & frozenset(self.library.languages)

    def of(self, language: str) -> Voice:
        """The voice of a language, English where Limber does not speak it."""
        known = language if language in self.languages else FIRST_LANGUAGE
        return Voice(
            say=self.texts[known],
            content=self.library.languages[known],
            library=self.library,
            emergency_number=self.emergency_number,
            operator_contact=self.operator_contact,
            now=self.now,
            retention_days=self.retention_days,
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk at which updates are answered."""

    limber: Limber
    voices: Voices
    words: Mapping[str, Words]
    places: Places
    allowed_ids: frozenset[int] = field(default_factory=frozenset)

    def words_of(self, language: str) -> Words:
        """The words of a language, English where there are none."""
        return self.words.get(language) or self.words[FIRST_LANGUAGE]

    def hears_emergency(self, text: str) -> bool:
        """Whether a text speaks of an emergency sign, in whatever language Limber knows."""
        return any(words.emergency.found_in(text) for words in self.words.values())

    def lets_in(self, person_id: int) -> bool:
        """Whether somebody may use this bot at all."""
        return not self.allowed_ids or person_id in self.allowed_ids
