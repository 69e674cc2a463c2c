"""A session: a warm-up and a few stretches in one guided run of about the length that somebody asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product, takewhile
from random import Random

from bot.domain.circumstances import Circumstances
from bot.domain.library import Library
from bot.domain.person import Person
from bot.domain.picking import (
    GENTLE,
    MOST_DYNAMIC,
    MOST_LEG_SECONDS_A_DAY,
    comes_on,
    is_due,
    rules_for,
    stage,
    weight,
)
from bot.domain.stretch import (
    GENTLE_STEP,
    STEP_SECONDS,
    Dose,
    Part,
    Phase,
    Position,
    Side,
    Stretch,
    StretchKind,
)

LENGTHS = (5, 10, 15)
SHORT_AT_FIRST = timedelta(weeks=3)
MOST_PARTS = 6
MOST_REPETITIONS = 3
OFFERED_WARM_UP_SECONDS = 120
LEAST_TOLERANCE_SECONDS = 45
TOLERANCE = 0.1
# Orders of the stretches that are tried for each number of them.
DRAFTS = 8

# Two to four exercises are what most people manage; a longer session has room for more.
USUAL_PARTS = {5: 3, 10: 4, 15: 6}
# Each kind before the next, and within a kind as few moves between standing and lying as can be.
KINDS = (StretchKind.DYNAMIC, StretchKind.ROLLING, StretchKind.STATIC)
POSITIONS = (
    Position.STANDING,
    Position.CHAIR,
    Position.HALF_KNEELING,
    Position.HANDS_AND_KNEES,
    Position.FLOOR,
    Position.BACK,
    Position.BED,
)


@dataclass(frozen=True, slots=True)
class Session:
    """The parts of a session in order, the warm-up first, and their phases on the timer."""

    parts: tuple[Part, ...]
    phases: tuple[Phase, ...]

    @property
    def seconds(self) -> int:
        return sum(phase.seconds for phase in self.phases)


def suggested_minutes(began_on: date | None, today: date) -> int:
    """The length to suggest: 5 minutes in the first weeks, later 10."""
    return 5 if began_on is None or today - began_on < SHORT_AT_FIRST else 10


def tolerance(minutes: int) -> float:
    """How many seconds a session of this length may be longer or shorter."""
    return max(LEAST_TOLERANCE_SECONDS, TOLERANCE * minutes * 60)


def plan_session(
    library: Library,
    person: Person,
    moment: Circumstances,
    minutes: int,
    chance: Random,
    *,
    first_sides: Mapping[str, Side] | None = None,
    ahead: Collection[str] = (),
) -> Session | None:
    """A session of about so many minutes; None where what is left for a person does not fill it.

    Conditions, "not for me", gear, and four minutes of hamstring hold a leg a day bind. What was chosen `ahead` comes
    first, then what keeps the other rules of picking, and what keeps fewer of them fills the rest.
    """
    warm_up = _warm_up(library.stretches.values())
    if warm_up is None or warm_up.is_hidden_from(person.tags):
        return None
    candidates = [
        stretch
        for stretch in library.stretches.values()
        if stretch.kind in KINDS
        and not stretch.is_hidden_from(person.tags)
        and stretch.id not in moment.not_for_me
        and (stretch.id in GENTLE or not moment.gentle)
        and comes_on(stretch, moment)
    ]
    counts = range(USUAL_PARTS.get(minutes, MOST_PARTS), MOST_PARTS + 1)
    # More often than a person is used to only where nothing else fills what they asked for.
    for often, count in product((False, True), counts):
        for _ in range(DRAFTS):
            in_turn = _in_turn(candidates, library, person, moment, chance)
            in_turn.sort(key=lambda stretch: stretch.id not in ahead)
            chosen = _chosen(in_turn, person, moment, count, _room(warm_up, minutes), often=often)
            session = _with_warm_up(library, person, warm_up, chosen, minutes, first_sides or {})
            if session is not None:
                return session
    return None


def session_of(
    library: Library,
    person: Person,
    moment: Circumstances,
    minutes: int,
    stretch_ids: Sequence[str],
    *,
    first_sides: Mapping[str, Side],
) -> Session | None:
    """A session of these stretches alone; None where their doses do not fill it, or leave a leg no room, even eased."""
    warm_up = _warm_up(library.stretches.values())
    stretches = [library.stretches[id_] for id_ in stretch_ids]
    if warm_up is None or warm_up.is_hidden_from(person.tags):
        return None
    # What was chosen ahead may have grown since then: less of each keeps it together.
    for step, often in product(range(moment.step, min(moment.step, GENTLE_STEP) - 1, -1), (False, True)):
        eased, room = replace(moment, step=step), _room(warm_up, minutes)
        chosen = _chosen(stretches, person, eased, len(stretches), room, often=often)
        session = _with_warm_up(library, person, warm_up, chosen, minutes, first_sides)
        if session is not None and len(chosen) == len(stretches):
            return session
    return None


def timed(
    stretches: Mapping[str, Stretch], parts: Sequence[Part], *, longer: bool = False
) -> tuple[Phase, ...]:
    """The phases of these parts one after the other, each with its stretch where there are several."""
    return tuple(
        replace(phase, stretch_id=part.stretch_id) if len(parts) > 1 else phase
        for part in parts
        for phase in stretches[part.stretch_id].plan.timed(part.dose, part.first_side, longer=longer)
    )


def nearest_length(stretches: Mapping[str, Stretch], parts: Sequence[Part]) -> int:
    """The length in minutes for which a session was planned."""
    known = [part for part in parts if part.stretch_id in stretches]
    seconds = sum(phase.seconds for phase in timed(stretches, known, longer=True))
    return min(LENGTHS, key=lambda minutes: abs(minutes * 60 - seconds))


def warm_up_before(stretch: Stretch, stretches: Iterable[Stretch]) -> Part | None:
    """The two minutes of warm-up that are offered before this stretch, None where it needs none."""
    warm_up = _warm_up(stretches)
    if warm_up is None or not stretch.needs_warm_up:
        return None
    return Part(warm_up.id, _warm_up_dose(warm_up, OFFERED_WARM_UP_SECONDS))


def _chosen(
    stretches: Sequence[Stretch], person: Person, moment: Circumstances, count: int, room: int, *, often: bool
) -> dict[Stretch, Dose]:
    """At most so many of these stretches with their doses: once each at first, then more often while there is room."""
    usual = {stretch: moment.dose(stretch, longer=person.options.longer) for stretch in stretches}
    chosen: dict[Stretch, Dose] = {}

    def take(stretch: Stretch, repetitions: int) -> bool:
        with_it = {**chosen, stretch: replace(usual[stretch], repetitions=repetitions)}
        if sum(_seconds(one, dose, person) for one, dose in with_it.items()) > room:
            return False
        legs = [one.leg_seconds(dose, longer=person.options.longer) for one, dose in with_it.items()]
        if any(
            moment.leg_seconds + sum(leg) > MOST_LEG_SECONDS_A_DAY
            for leg in zip(*legs, strict=True)
            if any(leg)
        ):
            return False
        chosen.update(with_it)
        return True

    for stretch in stretches:
        dynamic = sum(one.kind is StretchKind.DYNAMIC for one in (*chosen, stretch))
        if len(chosen) < count and dynamic <= max(1, MOST_DYNAMIC * count):
            take(stretch, stretch.plan.repetitions_least)
    for repetitions in range(2, MOST_REPETITIONS + 1):
        for stretch in chosen:
            most = stretch.plan.repetitions_most if often else usual[stretch].repetitions
            if stretch.plan.repetitions_least < repetitions <= most:
                take(stretch, repetitions)
    return chosen


def _with_warm_up(
    library: Library,
    person: Person,
    warm_up: Stretch,
    chosen: Mapping[Stretch, Dose],
    minutes: int,
    first_sides: Mapping[str, Side],
) -> Session | None:
    """These stretches in order after a warm-up that fills the rest; None where they fall short."""
    dynamic = sum(stretch.kind is StretchKind.DYNAMIC for stretch in chosen)
    if not chosen or dynamic > MOST_DYNAMIC * len(chosen):
        return None
    held = sum(_seconds(stretch, dose, person) for stretch, dose in chosen.items())
    left = minutes * 60 - warm_up.plan.get_ready - held
    in_order = sorted(chosen, key=lambda stretch: (KINDS.index(stretch.kind), _place_in_turn(stretch)))
    parts = (
        Part(warm_up.id, _warm_up_dose(warm_up, left)),
        *(Part(stretch.id, chosen[stretch], first_sides.get(stretch.id, Side.LEFT)) for stretch in in_order),
    )
    session = Session(parts, timed(library.stretches, parts, longer=person.options.longer))
    return session if abs(session.seconds - minutes * 60) <= tolerance(minutes) else None


def _place_in_turn(stretch: Stretch) -> int:
    """Where a position stands in a session; what is not known comes last."""
    return len(POSITIONS) if stretch.position is None else POSITIONS.index(stretch.position)


def _warm_up(stretches: Iterable[Stretch]) -> Stretch | None:
    return next((stretch for stretch in stretches if stretch.kind is StretchKind.WARM_UP), None)


def _warm_up_dose(warm_up: Stretch, seconds: int) -> Dose:
    """The warm-up's dose nearest to so many seconds, within what its plan allows."""
    return warm_up.plan.dose(max(0, seconds - warm_up.plan.phases[0].start) // STEP_SECONDS)


def _room(warm_up: Stretch, minutes: int) -> int:
    """The seconds that the shortest warm-up leaves to the stretches."""
    return minutes * 60 - warm_up.plan.get_ready - warm_up.plan.phases[0].start


def _seconds(stretch: Stretch, dose: Dose, person: Person) -> int:
    return sum(phase.seconds for phase in stretch.plan.timed(dose, longer=person.options.longer))


def _in_turn(
    candidates: Iterable[Stretch], library: Library, person: Person, moment: Circumstances, chance: Random
) -> list[Stretch]:
    """What may come, in the order to choose from: those first that keep most rules.

    One of their own that is for this day goes before all. Of those that keep as many, the next stages of the programme
    come before what is further away, and else chance decides, in which favourites and what the programme is for tend to
    win.
    """
    stretches = tuple(candidates)
    rules = rules_for(stretches, library, person, moment)
    programme = library.programmes[person.options.programme]
    reached = stage(programme, person, moment)
    first_stage = {id_: number for number, ids in reversed(list(enumerate(programme.stages))) for id_ in ids}

    def kept(stretch: Stretch) -> int:
        return sum(1 for _ in takewhile(lambda rule: rule.keeps(stretch), rules))

    def turn(stretch: Stretch) -> tuple[bool, int, int, float]:
        ahead = max(0, first_stage.get(stretch.id, len(programme.stages)) - reached)
        return (
            not is_due(stretch, moment),
            -kept(stretch),
            ahead,
            -(chance.random() ** (1 / weight(stretch, programme, moment))),
        )

    binding = [rule for rule in rules if rule.binds_sessions]
    return sorted(
        (stretch for stretch in stretches if all(rule.keeps(stretch) for rule in binding)), key=turn
    )
