"""Which stretch comes next: rules in order of weight, the last of them given up first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bot.domain.person import Person
from bot.domain.stretch import Dose, Kind, Library, Position, Programme, Stretch

GENTLE = frozenset({"supine", "cat-cow"})
PRACTICES_A_STAGE = 6
BALANCE_OVER = 14
LEAST_DYNAMIC = 0.2
MOST_DYNAMIC = 0.5
FAVOURITE_WEIGHT = 2
MOST_LEG_SECONDS_A_DAY = 240
LEAST_FIRST_HOLD = 15
UPRIGHT = frozenset({Position.STANDING, Position.CHAIR})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What matters at the moment of picking: `recent` are the ids picked lately, newest first."""

    recent: Sequence[str] = ()
    early: bool = False
    gentle: bool = False
    upright: bool = False
    not_for_me: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()
    not_this: str | None = None
    # The ids shown last, of this day alone.
    shown_today: Sequence[str] = ()
    # Hamstring seconds that the fuller leg had today, and the dose step that the next stretch would have.
    leg_seconds: int = 0
    step: int = 0


def pick(library: Library, person: Person, moment: Circumstances, chance: Random) -> Stretch | None:
    """The next stretch for a person; the warm-up where nothing fits, None where their conditions hide that too."""
    allowed = [stretch for stretch in library.stretches.values() if not stretch.is_hidden_from(person.tags)]
    rules = rules_for(library, person, moment)
    # PNF is offered, never pushed; what hurt yesterday decides before any wish; "another" means another.
    candidates = [
        stretch
        for stretch in allowed
        if stretch.alone_ok
        and stretch.kind not in {Kind.PNF, Kind.WARM_UP}
        and stretch.id != moment.not_this
        and stretch.id not in moment.not_for_me
        and (stretch.id in GENTLE or not moment.gentle)
    ]

    def has_room(stretch: Stretch) -> bool:
        dose = stretch.plan.dose(moment.step, longer=person.longer)
        return leaves_legs_room(stretch, dose, person, moment)

    # How many of the rules each one keeps, the weightiest first.
    keeps = [
        next((number for number, rule in enumerate(rules) if not rule(stretch)), len(rules))
        for stretch in candidates
    ]
    for kept in range(len(rules), -1, -1):
        fitting = [
            stretch
            for stretch, rules_kept in zip(candidates, keeps, strict=True)
            if rules_kept >= kept and has_room(stretch)
        ]
        if fitting:
            weights = [FAVOURITE_WEIGHT if stretch.id in moment.favourites else 1 for stretch in fitting]
            return chance.choices(fitting, weights)[0]
    return next((stretch for stretch in allowed if stretch.kind is Kind.WARM_UP), None)


def hides_everything(person: Person, library: Library) -> bool:
    """Whether one of a person's conditions leaves no stretch at all until a professional has agreed."""
    return any(library.tags[tag].hides_everything for tag in person.tags if tag in library.tags)


def leaves_legs_room(stretch: Stretch, dose: Dose, person: Person, moment: Circumstances) -> bool:
    """Whether with this dose neither leg gets more than 4 minutes of hamstring hold that day."""
    planned = max(stretch.leg_seconds(dose, longer=person.longer))
    return not planned or moment.leg_seconds + planned <= MOST_LEG_SECONDS_A_DAY


def stage(programme: Programme, practised: int) -> int:
    """The index of the programme's stage after so many practices."""
    return min(practised // PRACTICES_A_STAGE, len(programme.stages) - 1)


def _is_upright_hold(stretch: Stretch) -> bool:
    """Whether it is what a newcomer who is not on the floor can hold: 15 s, standing or on a chair."""
    long_enough = stretch.plan.phases[0].start >= LEAST_FIRST_HOLD
    return stretch.position in UPRIGHT and stretch.kind is Kind.STATIC and long_enough


def rules_for(
    library: Library, person: Person, moment: Circumstances
) -> tuple[Callable[[Stretch], bool], ...]:
    """What a stretch should keep to, the weightiest first."""
    programme = library.programmes[person.programme]
    present = stage(programme, person.practised)
    reached, near = (
        frozenset(id_ for ids in programme.stages[: present + more] for id_ in ids) for more in (1, 2)
    )
    recent = moment.recent[: BALANCE_OVER - 1]

    def is_dynamic(id_: str) -> bool:
        return id_ in library.stretches and library.stretches[id_].kind is Kind.DYNAMIC

    def keeps_balance(stretch: Stretch) -> bool:
        if len(recent) < BALANCE_OVER - 1 or not any(map(is_dynamic, reached)):
            return True
        share = sum(map(is_dynamic, [*recent, stretch.id])) / BALANCE_OVER
        return LEAST_DYNAMIC <= share <= MOST_DYNAMIC

    return (
        lambda stretch: not moment.upright or _is_upright_hold(stretch),
        lambda stretch: stretch.gear.isdisjoint(person.lacking),
        lambda stretch: person.setting is None or person.setting in stretch.settings,
        lambda stretch: stretch.level <= person.level,
        lambda stretch: not moment.early or stretch.early_ok,
        # Who wants another one wants none of those that came just before either, even beyond the present stage.
        lambda stretch: moment.not_this is None or stretch.id not in moment.shown_today,
        # The next stage may lend one before the same comes a third time running.
        lambda stretch: stretch.id in near,
        lambda stretch: list(recent[:2]) != [stretch.id, stretch.id],
        lambda stretch: stretch.id in reached,
        lambda stretch: not recent or stretch.id != recent[0],
        keeps_balance,
    )
