"""How each file of content/ must look: strict models, nothing extra, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.domain.library import TagGroup
from bot.domain.setting import Setting
from bot.domain.stretch import Position, StretchKind

Gear = Literal["mat", "wall", "chair", "strap", "roller", "cushion", "door-frame", "bed"]
Muscle = Literal[
    "hamstrings", "calves", "hip-flexors", "glutes", "back", "trunk", "chest", "shoulders", "whole-body"
]
# TOML has neither enumerations nor sets: a strict model would refuse its strings for them.
StandIn = Field(strict=False)
Some = Field(min_length=1)

Line = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$")]
Name = Annotated[Line, StringConstraints(max_length=30)]
Instruction = Annotated[Line, StringConstraints(max_length=45)]
Caution = Annotated[Line, StringConstraints(max_length=80)]
Steps = Annotated[list[Line], Field(min_length=3, max_length=6)]
Opening = Annotated[Line, StringConstraints(max_length=60)]
End = Annotated[Line, StringConstraints(max_length=70)]
Praise = Annotated[Line, StringConstraints(max_length=40)]
MilestoneLine = Annotated[Line, StringConstraints(max_length=140)]
TipLine = Annotated[Line, StringConstraints(max_length=160)]
Seconds = Annotated[int, Field(ge=1)]
Waiting = Annotated[int, Field(ge=0, le=60)]
Times = Annotated[int, Field(ge=1, le=10)]
# As ISO 3166-1 has it.
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
SourceKeys = Annotated[list[Line], Some]


class Shape(BaseModel):
    """A table whose keys are these and no others, each with a value of its type as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PhaseFacts(Shape):
    """One phase of a repetition, with its bounds in seconds, and the upper one from the age of 65 on."""

    name: Line
    least: Seconds
    start: Seconds
    most: Seconds
    most_from_65: Seconds


class RepetitionFacts(Shape):
    """How many repetitions a dose has."""

    least: Times
    start: Times
    most: Times


class PlanFacts(Shape):
    """How a stretch is done, and the pauses around its phases in seconds."""

    sides: bool
    get_ready: Waiting
    switch: Waiting
    rest: Waiting
    repetitions: RepetitionFacts
    phases: Annotated[list[PhaseFacts], Some]


class StretchFacts(Shape):
    """What stretches/<id>.toml holds."""

    position: Annotated[Position, StandIn]
    kind: Annotated[StretchKind, StandIn]
    gear: list[Gear]
    muscles: Annotated[list[Muscle], Some]
    level: Annotated[int, Field(ge=1, le=3)]
    settings: Annotated[list[Annotated[Setting, StandIn]], Some]
    needs_warm_up: bool
    early_ok: bool
    alone_ok: bool
    easier: Line | None = None
    harder: Line | None = None
    has_harder: bool = True
    harder_gear: list[Gear] = []
    # The tags that each caution is about, in the order in which a language writes them; none concerns everybody.
    cautions_for: list[list[Line]] = []
    # The tags for which every language says it in words of its own.
    words_for: list[Line] = []
    sources: SourceKeys
    plan: PlanFacts


class TagFacts(Shape):
    """What a table of tags.toml holds."""

    group: Annotated[TagGroup, StandIn] | None = None
    ids: list[Line] = []
    muscles: list[Muscle] = []
    positions: list[Annotated[Position, StandIn]] = []
    unless_settings: list[Annotated[Setting, StandIn]] = []
    everything: bool = False
    careful: list[Line] = []
    careful_always: bool = False
    no_harder: bool = False
    instead_of: list[Line] = []
    sources: SourceKeys

    def hides(self, stretches: Mapping[str, StretchFacts]) -> frozenset[str]:
        """The ids of the stretches that this tag hides."""
        return frozenset(id_ for id_, stretch in stretches.items() if self._hides(id_, stretch))

    @property
    def cautions(self) -> bool:
        """Whether it asks for care with what it does not hide."""
        return self.careful_always or bool(self.careful)

    def _hides(self, id_: str, stretch: StretchFacts) -> bool:
        return (
            self.everything
            or id_ in self.ids
            or not set(self.muscles).isdisjoint(stretch.muscles)
            or (stretch.position in self.positions and set(self.unless_settings).isdisjoint(stretch.settings))
        )


class ProgrammeFacts(Shape):
    """What programmes/<id>.toml holds."""

    stages: Annotated[list[Annotated[list[Line], Some]], Some]
    instead: list[Line] = []
    focus: list[Line] = []
    sources: SourceKeys


class PrecautionsFacts(Shape):
    """What precautions.toml holds."""

    version: Annotated[int, Field(ge=1)]
    dated_on: date
    sources: SourceKeys


class NumberFacts(Shape):
    """The number to call for an ambulance in a country: the one for everything where there is one."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9]{3,5}$")]
    sources: SourceKeys


class EmergencyFacts(Shape):
    """What emergency-numbers.toml holds; sources of its own, for there is one for nearly every country."""

    sources: dict[str, Line]
    numbers: Annotated[dict[CountryCode, NumberFacts], Some]


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekdays(written: Mapping[str, object]) -> dict[frozenset[int], object]:
    """Lists of countries by the days before them: "friday-saturday" is 4 and 5."""
    return {frozenset(map(WEEKDAYS.index, days.split("-"))): countries for days, countries in written.items()}


DaysOfCountries = Annotated[dict[frozenset[int], list[CountryCode]], BeforeValidator(_weekdays)]


class WeekFacts(Shape):
    """What weeks.toml holds: the countries whose week begins on another day than Monday, or has another weekend."""

    begins: DaysOfCountries
    weekend: DaysOfCountries


class VariantWords(Shape):
    """What takes the place of a stretch's usual words for people with a tag; the rest is said to them as to all."""

    steps: Steps
    cue: Line | None = None
    error: Line | None = None
    phases: dict[str, Instruction] = {}


class StretchWords(Shape):
    """What locales/<language>/stretches/<id>.toml holds."""

    name: Name
    steps: Steps
    # Said behind the last step where both sides are done; only a stretch with two sides has it.
    change: Line | None = None
    cue: Line
    error: Line
    cautions: Annotated[list[Line], Field(min_length=1, max_length=3)]
    easier: Line
    harder: Line
    why: Line
    phases: dict[str, Instruction]
    variants: dict[str, VariantWords] = Field(default={}, alias="for")


class TagWords(Shape):
    """What a table of locales/<language>/tags.toml holds."""

    label: Name
    advice: Line
    caution: Caution | None = None


class PrecautionsWords(Shape):
    """What locales/<language>/precautions.toml holds."""

    version: int
    summary: Annotated[list[Line], Some]
    emergency: Annotated[list[Line], Some]
    today: Annotated[list[Line], Some]
    soon: Annotated[list[Line], Some]
    disclaimer: Line
    short: Line


class OpeningsWords(Shape):
    """What locales/<language>/openings.toml holds."""

    openings: Annotated[list[Opening], Field(min_length=40)]


class EndingsWords(Shape):
    """What locales/<language>/endings.toml holds."""

    ends: Annotated[list[End], Field(min_length=20)]
    praises: Annotated[list[Praise], Field(min_length=20)]
    days: dict[str, MilestoneLine]
    hours: dict[str, MilestoneLine]


class LanguageWords(Shape):
    """What locales/<language>/language.toml holds."""

    own_name: Line


SOURCES = dict[str, Line]
TAGS = dict[str, TagFacts]
TIPS = dict[str, SourceKeys]
TAG_WORDS = dict[str, TagWords]
TIP_WORDS = dict[str, TipLine]
PROGRAMME_WORDS = dict[str, Name]
CITY_WORDS = dict[str, dict[str, Line]]
