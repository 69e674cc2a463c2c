"""What every handler needs: the services, the display, the voices and words of each language, the places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.display import Display
from bot.chat.views.view import Voice
from bot.domain.language import FIRST_LANGUAGE
from bot.domain.library import Library
from bot.domain.person import Person
from bot.helper import Helper
from bot.places import Places
from bot.services.limber import Limber
from bot.services.load import Process
from bot.text import Texts
from bot.words.words import Words


class Voices:
    """The voice of each language that Limber speaks whole."""

    def __init__(
        self,
        texts: Mapping[str, Texts],
        library: Library,
        *,
        emergency_number: str,
        operator_contact: str,
        now: Callable[[], datetime],
        retention_days: int,
    ) -> None:
        self.languages = frozenset(texts) & frozenset(library.languages)
        self._voices = {
            language: Voice(
                say=texts[language],
                content=library.languages[language],
                library=library,
                emergency_number=emergency_number,
                operator_contact=operator_contact,
                now=now,
                retention_days=retention_days,
            )
            for language in self.languages
        }

    def of(self, language: str) -> Voice:
        """The voice of a language, English where Limber does not speak it."""
        return self._voices.get(language) or self._voices[FIRST_LANGUAGE]

    def to(self, person: Person) -> Voice:
        """The voice in which to speak to a person, which knows what is their own."""
        return self.of(person.language).with_own(person.own)


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk at which updates are answered."""

    limber: Limber
    display: Display
    voices: Voices
    words: Mapping[str, Words]
    places: Places
    helper: Helper
    # How the process is that runs here.
    process: Callable[[], Awaitable[Process]]
    admin_ids: frozenset[int] = frozenset()
    allowed_ids: frozenset[int] = frozenset()
    # Where people reach what Limber shows to the world; None where it shows nothing.
    public_url: str | None = None

    def words_of(self, language: str) -> Words:
        """The words of a language, English where there are none."""
        return self.words.get(language) or self.words[FIRST_LANGUAGE]

    @property
    def every_language(self) -> tuple[Words, ...]:
        """The words of every language: a sign is heard in whichever it is said."""
        return tuple(self.words.values())

    async def zone_at(self, latitude: float, longitude: float) -> str | None:
        """The zone in use at a position in degrees; None at sea and off the globe. Raises as a helper does."""
        zone = await self.helper.do("bot.globe", "zone_at", latitude, longitude)
        return None if zone is None else self.places.zone_in_use(zone)

    def lets_in(self, person_id: int) -> bool:
        """Whether somebody may use this bot at all."""
        return not self.allowed_ids or person_id in self.allowed_ids

    def is_admin(self, person_id: int) -> bool:
        """Whether somebody runs this Limber."""
        return person_id in self.admin_ids
