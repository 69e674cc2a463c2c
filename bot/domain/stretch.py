"""What the content means: stretches, their plans and doses, programmes, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.setting import Setting

GET_READY = "get-ready"
SWITCH = "switch"
REST = "rest"
WALK = "walk"
WAITING = frozenset({GET_READY, SWITCH, REST})

# Time that counts as hamstring hold: both PNF stretches count, the push and the relaxing do not.
HOLDING = frozenset({"hold", "stretch", "deeper"})

# A side of a stretch of these is a leg; of any other it is a side.
LEG_MUSCLES = frozenset({"hamstrings", "calves", "hip-flexors", "glutes"})

STEP_SECONDS = 5
# One step below the start: what the day after strong pain takes, where a plan goes below its start at all.
GENTLE_STEP = -1
SLOW_BREATH_SECONDS = 5.5
WALK_SECONDS = 60


class Position(StrEnum):
    """How the body is placed in a stretch."""

    STANDING = "standing"
    CHAIR = "chair"
    FLOOR = "floor"
    BACK = "back"
    HANDS_AND_KNEES = "hands-and-knees"
    HALF_KNEELING = "half-kneeling"
    BED = "bed"


class StretchKind(StrEnum):
    """What a stretch is by its method: a hold, movement, PNF, rolling, or a warm-up."""

    STATIC = "static"
    DYNAMIC = "dynamic"
    PNF = "pnf"
    ROLLING = "rolling"
    WARM_UP = "warm-up"


class Side(StrEnum):
    """The side of the body that a phase is for."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """One phase of a repetition, with its bounds in seconds."""

    name: str
    least: int
    start: int
    most: int
    most_from_65: int


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of time on the timer, of `seconds`; `number` counts the efforts from 1, `side` is None for both.

    `stretch_id` says to which stretch it belongs where a timer runs through several.
    """

    name: str
    seconds: int
    number: int
    side: Side | None = None
    stretch_id: str | None = None

    @property
    def waits(self) -> bool:
        return self.name in WAITING


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of a stretch: `step` above its start (0 at first), repetitions a side, and how many sides.

    `harder`: in the harder way that its words name.
    """

    step: int
    repetitions: int
    sides: int
    harder: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How a stretch is timed: sides, bounds of the dose, seconds to get there and to rest."""

    sides: bool
    get_ready: int
    switch: int
    rest: int
    repetitions_least: int
    repetitions_start: int
    repetitions_most: int
    phases: tuple[PhasePlan, ...]

    def dose(self, step: int, *, longer: bool = False) -> Dose:
        """The dose after `step` steps up: first 5 s each until the longest hold, then one repetition.

        Below the start it is one step of seconds, then one repetition less for each.
        """
        room = max(self._longest(phase, longer) - phase.start for phase in self.phases) // STEP_SECONDS
        repetitions = self.repetitions_start + max(0, step - room) + min(0, step - GENTLE_STEP)
        within = max(self.repetitions_least, min(repetitions, self.repetitions_most))
        return Dose(max(GENTLE_STEP, min(step, room)), within, 2 if self.sides else 1)

    def taster(self, step: int = 0) -> Dose:
        """The very first dose: one effort at the start length or below it, one side."""
        return Dose(min(0, step), 1, 1)

    def effort_seconds(self, dose: Dose, *, longer: bool = False) -> int:
        """How long a dose is to be worked at, without what only waits."""
        return sum(phase.seconds for phase in self.timed(dose, longer=longer) if not phase.waits)

    def gentle(self) -> Dose:
        """The dose after pain: one effort below the start length, on each side."""
        return Dose(GENTLE_STEP, 1, 2 if self.sides else 1)

    def is_eased_by(self, step: int) -> bool:
        """Whether so many steps, fewer than none, make one of its phases shorter than at the start."""
        return any(self.seconds(phase, step) < phase.start for phase in self.phases)

    def timed(self, dose: Dose, first_side: Side = Side.LEFT, *, longer: bool = False) -> tuple[Phase, ...]:
        """Every phase in order, from getting ready to the last effort."""
        phases = [Phase(GET_READY, self.get_ready, 1, first_side if self.sides else None)]
        efforts = list(self._efforts(dose, first_side))
        for number, side in enumerate(efforts, start=1):
            if number > 1:
                before = efforts[number - 2]
                if side is not before:
                    phases.append(Phase(SWITCH, self.switch, number, side))
                elif self.rest:
                    phases.append(Phase(REST, self.rest, number, side))
            for phase in self.phases:
                phases.append(Phase(phase.name, self.seconds(phase, dose.step, longer=longer), number, side))
        return tuple(phases)

    def seconds(self, phase: PhasePlan, step: int, *, longer: bool = False) -> int:
        """How long one of the phases is, so many steps above its start."""
        return max(phase.least, min(phase.start + STEP_SECONDS * step, self._longest(phase, longer)))

    def _efforts(self, dose: Dose, first_side: Side) -> Iterator[Side | None]:
        if not self.sides:
            yield from [None] * dose.repetitions
            return
        sides = [first_side, first_side.other][: dose.sides]
        # A cycle of several phases (PNF) stays on one leg: moving the strap between cycles would undo the ease.
        if len(self.phases) > 1:
            yield from (side for side in sides for _ in range(dose.repetitions))
        else:
            yield from (side for _ in range(dose.repetitions) for side in sides)

    @staticmethod
    def _longest(phase: PhasePlan, longer: bool) -> int:
        return phase.most_from_65 if longer else phase.most


@dataclass(frozen=True, slots=True)
class Stretch:
    """The facts of one stretch; its sentences are a `StretchText` of each language."""

    id: str
    # None where it is not known.
    position: Position | None
    kind: StretchKind
    gear: frozenset[str]
    muscles: frozenset[str]
    level: int
    settings: frozenset[Setting]
    plan: Plan
    needs_warm_up: bool
    early_ok: bool
    alone_ok: bool
    easier: str | None
    harder: str | None
    sources: tuple[str, ...]
    hidden_for: frozenset[str]
    # The tags that each caution is about, none where it concerns everybody; empty where all of them do.
    cautions_for: tuple[frozenset[str], ...] = ()
    # Whether there is a harder way at all, and what that needs besides.
    has_harder: bool = True
    harder_gear: frozenset[str] = frozenset()
    # The weekdays on which it comes, Monday 0, and then first of all; none is any day.
    days: frozenset[int] = frozenset()

    def is_hidden_from(self, tags: frozenset[str]) -> bool:
        """Whether one of these conditions keeps it from somebody; nothing relaxes this."""
        return not self.hidden_for.isdisjoint(tags)

    def concerns(self, caution: int, tags: frozenset[str]) -> bool:
        """Whether a caution, by its number, is for everybody or for somebody with these tags."""
        about = self.cautions_for[caution] if caution < len(self.cautions_for) else frozenset()
        return not about or not about.isdisjoint(tags)

    @property
    def for_hamstrings(self) -> bool:
        return "hamstrings" in self.muscles

    def leg_seconds(
        self, dose: Dose, first_side: Side = Side.LEFT, *, longer: bool = False
    ) -> tuple[int, int]:
        """The hamstring seconds of the left and right leg that a dose plans; none where they are not stretched."""
        legs = {Side.LEFT: 0, Side.RIGHT: 0}
        for phase in self.plan.timed(dose, first_side, longer=longer) if self.for_hamstrings else ():
            if phase.name in HOLDING:
                for side in (phase.side,) if phase.side else (Side.LEFT, Side.RIGHT):
                    legs[side] += phase.seconds
        return legs[Side.LEFT], legs[Side.RIGHT]

    @property
    def for_legs(self) -> bool:
        """Whether a side of it is a leg."""
        return bool(self.muscles & LEG_MUSCLES)


class Drawn(NamedTuple):
    """What a picture shows: a stretch on one of its sides; left where it has none."""

    stretch_id: str
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a guided run: how much of it, and the side that begins."""

    stretch_id: str
    dose: Dose
    first_side: Side = Side.LEFT

    @property
    def drawn(self) -> Drawn:
        """Its picture."""
        return Drawn(self.stretch_id, self.first_side)


def effort_count(phases: Iterable[Phase]) -> int:
    """How many efforts (holds, cycles or sets) the phases hold, both sides together; none without phases."""
    return max((phase.number for phase in phases), default=0)


def whole_minutes(phases: tuple[Phase, ...]) -> int:
    """Minutes that the whole prompt takes at most, a minute of walking about before it included."""
    before = 0 if any(phase.name == WALK for phase in phases) else WALK_SECONDS
    return -(-(sum(phase.seconds for phase in phases) + before) // 60)


def slow_breaths(seconds: int) -> int:
    """About how many slow breaths fill `seconds`, at least 1."""
    return max(1, round(seconds / SLOW_BREATH_SECONDS))
