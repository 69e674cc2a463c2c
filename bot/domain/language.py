"""What the content says, in one language: the sentences of stretches, conditions, tips and precautions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.milestone import Milestone

# The language in which everything is written first, and which is spoken where another is missing.
FIRST_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class StretchText:
    """The sentences of one stretch in one language.

    `change`: how to go to the other side, where there are two. `variants`: the same stretch for people with a tag, in
    words of its own; there `tag` says which.
    """

    name: str
    steps: tuple[str, ...]
    cue: str
    error: str
    cautions: tuple[str, ...]
    easier: str
    harder: str
    why: str
    phases: Mapping[str, str]
    change: str | None = None
    variants: Mapping[str, StretchText] = field(default_factory=dict)
    tag: str | None = None

    def steps_of(self, sides: int) -> tuple[str, ...]:
        """The steps for a dose of so many sides: the last one says how to change where both are done."""
        if self.change is None or sides < 2:
            return self.steps
        *before, last = self.steps
        return *before, f"{last} {self.change}"


@dataclass(frozen=True, slots=True)
class TagText:
    """A condition's sentences; a caution where it asks for care."""

    label: str
    advice: str
    caution: str | None


@dataclass(frozen=True, slots=True)
class Tip:
    """One sentence under about every third prompt."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Precautions:
    """The precautions in one language, with the version and date of their facts."""

    version: int
    dated_on: date
    summary: tuple[str, ...]
    emergency: tuple[str, ...]
    today: tuple[str, ...]
    soon: tuple[str, ...]
    disclaimer: str
    short: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything of the content that is written in one language.

    `cities`: by time zone, what a city is called here that has another name in the index of places.
    """

    id: str
    own_name: str
    stretches: Mapping[str, StretchText]
    precautions: Precautions
    tips: tuple[Tip, ...]
    openings: tuple[str, ...]
    ends: tuple[str, ...]
    praises: tuple[str, ...]
    milestones: Mapping[Milestone, str]
    tags: Mapping[str, TagText]
    programmes: Mapping[str, str]
    cities: Mapping[str, Mapping[str, str]]
