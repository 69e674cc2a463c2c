"""All content together: stretches, programmes, conditions, languages, and what differs from country to country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.calendar_week import USUAL, CalendarWeek
from bot.domain.language import Language
from bot.domain.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Programme:
    """Stretch ids, stage by stage; `focus`: the muscles it is for.

    `instead`: what fills up what conditions, place and hour leave of them, the gentlest first.
    """

    id: str
    stages: tuple[tuple[str, ...], ...]
    instead: tuple[str, ...] = ()
    focus: frozenset[str] = frozenset()


class TagGroup(StrEnum):
    """What conditions are about, in the order in which the safety screen asks."""

    PREGNANCY = "pregnancy"
    BONES = "bones"
    BALANCE = "balance"
    MUSCLES = "muscles"
    CIRCULATION = "circulation"


@dataclass(frozen=True, slots=True)
class Tag:
    """A condition, with what it hides and what it asks to be done with care.

    It may take the place of other conditions.
    """

    id: str
    hides: frozenset[str]
    hides_everything: bool
    # Under which the safety screen asks about it, None where it is asked elsewhere.
    group: TagGroup | None
    careful: frozenset[str]
    no_harder: bool
    instead_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Library:
    """All content, checked."""

    stretches: Mapping[str, Stretch]
    programmes: Mapping[str, Programme]
    tags: Mapping[str, Tag]
    languages: Mapping[str, Language]
    # Of stretches, programmes, conditions, tips and precautions, each once.
    sources: tuple[str, ...]
    # ISO country code -> the number that brings an ambulance there.
    emergency_numbers: Mapping[str, str]
    # ISO country code -> its week, where that is another than most have.
    weeks: Mapping[str, CalendarWeek]

    def week_in(self, country: str | None) -> CalendarWeek:
        """The week of a country, the usual one where the country is not known."""
        return self.weeks.get(country or "", USUAL)

    @property
    def safety_version(self) -> int:
        """The version of the precautions, the same in every language."""
        return next(iter(self.languages.values())).precautions.version
