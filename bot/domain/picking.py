"""Which stretch comes next: rules in order of weight, the last of them given up first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from random import Random

from bot.domain.person import Person
from bot.domain.stretch import Dose, Library, Position, Programme, Stretch, StretchKind

GENTLE = frozenset({"supine", "cat-cow"})
PRACTICES_A_STAGE = 6
BALANCE_OVER = 14
LEAST_DYNAMIC = 0.2
MOST_DYNAMIC = 0.5
FAVOURITE_WEIGHT = 2
MOST_LEG_SECONDS_A_DAY = 240
LEAST_FIRST_HOLD = 15
UPRIGHT = frozenset({Position.STANDING, Position.CHAIR})
# Between so many at least chance decides where conditions hide some of the stages reached.
LEAST_LEFT = 3


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What matters at the moment of picking, beyond the person.

    `recent`: ids shown in the last three weeks, newest first. `early`: in the morning hours, when nobody bends forward.
    `gentle`: the day after strong pain. `upright`: nothing on the floor. `not_this`: the id that another is to replace.
    """

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


class RuleName(StrEnum):
    """What a rule of picking is about."""

    UPRIGHT = "upright"
    GEAR = "gear"
    PLACE = "place"
    LEVEL = "level"
    MORNING = "morning"
    NOT_SHOWN_TODAY = "not-shown-today"
    NEAR_STAGE = "near-stage"
    NOT_A_THIRD_TIME = "not-a-third-time"
    REACHED_STAGE = "reached-stage"
    NOT_THE_LAST = "not-the-last"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that a stretch should keep to; a session never gives up a rule that `binds_sessions`."""

    name: RuleName
    keeps: Callable[[Stretch], bool]
    binds_sessions: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """The stretches between which chance decides, and the last rule that ruled another one out, None if none did."""

    stretches: tuple[Stretch, ...]
    decided_by: RuleName | None


def pick(library: Library, person: Person, moment: Circumstances, chance: Random) -> Stretch | None:
    """The next stretch for a person; the warm-up where nothing fits, None where their conditions hide that too."""
    fitting = candidates(library, person, moment).stretches
    if fitting:
        weights = [FAVOURITE_WEIGHT if stretch.id in moment.favourites else 1 for stretch in fitting]
        return chance.choices(fitting, weights)[0]
    return next(
        (
            stretch
            for stretch in library.stretches.values()
            if stretch.kind is StretchKind.WARM_UP and not stretch.is_hidden_from(person.tags)
        ),
        None,
    )


def candidates(library: Library, person: Person, moment: Circumstances) -> Candidates:
    """What may come next: each rule in turn narrows it, and one that nothing left keeps is given up."""
    # PNF is offered, never pushed; what hurt yesterday decides before any wish; "another" means another.
    left = [
        stretch
        for stretch in library.stretches.values()
        if not stretch.is_hidden_from(person.tags)
        and stretch.alone_ok
        and stretch.kind not in {StretchKind.PNF, StretchKind.WARM_UP}
        and stretch.id != moment.not_this
        and stretch.id not in moment.not_for_me
        and (stretch.id in GENTLE or not moment.gentle)
        and leaves_legs_room(
            stretch, stretch.plan.dose(moment.step, longer=person.options.longer), person, moment
        )
    ]
    decided_by: RuleName | None = None
    for rule in rules_for(left, library, person, moment):
        keeping = _keeping(rule, left)
        if len(keeping) < len(left):
            left, decided_by = keeping, rule.name
    return Candidates(tuple(left), decided_by)


def hides_everything(person: Person, library: Library) -> bool:
    """Whether one of a person's conditions leaves no stretch at all until a professional has agreed."""
    return any(library.tags[tag].hides_everything for tag in person.tags if tag in library.tags)


def leaves_legs_room(stretch: Stretch, dose: Dose, person: Person, moment: Circumstances) -> bool:
    """Whether with this dose neither leg gets more than 4 minutes of hamstring hold that day.

    The fuller leg decides: a dose holds both legs alike, but for the very first one.
    """
    planned = max(stretch.leg_seconds(dose, longer=person.options.longer))
    return not planned or moment.leg_seconds + planned <= MOST_LEG_SECONDS_A_DAY


def stage(programme: Programme, practised: int) -> int:
    """The index of the programme's stage after so many practices."""
    return min(practised // PRACTICES_A_STAGE, len(programme.stages) - 1)


def _is_upright_hold(stretch: Stretch) -> bool:
    """Whether it is what a newcomer who is not on the floor can hold: 15 s, standing or on a chair."""
    long_enough = stretch.plan.phases[0].start >= LEAST_FIRST_HOLD
    return stretch.position in UPRIGHT and stretch.kind is StretchKind.STATIC and long_enough


def _keeping(rule: Rule, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Those of the stretches that keep a rule; all of them where none does."""
    return [stretch for stretch in stretches if rule.keeps(stretch)] or list(stretches)


def _beyond(library: Library, programme: Programme, present: int) -> Iterator[frozenset[str]]:
    """What lies beyond a stage, group by group: the gentlest first, and of one level what is nearest.

    After the later stages come those that the programme names for this, one by one, and then all others.
    """
    stages = programme.stages[present + 1 :]
    nearest = (
        *map(frozenset, stages),
        *(frozenset({id_}) for id_ in programme.instead),
        frozenset(library.stretches),
    )
    for level in sorted({stretch.level for stretch in library.stretches.values()}):
        yield from (frozenset(id_ for id_ in ids if library.stretches[id_].level == level) for ids in nearest)


def _within_reach(possible: Collection[str], library: Library, person: Person) -> frozenset[str]:
    """The ids of the stages reached, and what comes in the place of those that cannot: the nearest, gentle ones first.

    Where a condition hides one of them three are left in all, wherever so many are possible; else one is enough.
    """
    programme = library.programmes[person.options.programme]
    present = stage(programme, person.progress.practised)
    reached = frozenset(id_ for ids in programme.stages[: present + 1] for id_ in ids)
    hidden = any(library.stretches[id_].is_hidden_from(person.tags) for id_ in reached)
    for nearest in _beyond(library, programme, present):
        if len(reached.intersection(possible)) >= (LEAST_LEFT if hidden else 1):
            break
        reached |= nearest.intersection(possible)
    return reached


def _lent(
    possible: Collection[str], within: frozenset[str], library: Library, person: Person
) -> frozenset[str]:
    """The ids of the next stage that has something to lend to what is within reach."""
    programme = library.programmes[person.options.programme]
    later = programme.stages[stage(programme, person.progress.practised) + 1 :]
    return next(
        (frozenset(ids) for ids in later if not within.issuperset(set(ids).intersection(possible))),
        frozenset(),
    )


def rules_for(
    stretches: Sequence[Stretch], library: Library, person: Person, moment: Circumstances
) -> tuple[Rule, ...]:
    """The rules for choosing among these stretches for a person at a moment, the weightiest first."""
    options = person.options
    recent = moment.recent[: BALANCE_OVER - 1]
    suiting = (
        Rule(
            RuleName.UPRIGHT,
            lambda stretch: not moment.upright or _is_upright_hold(stretch),
            binds_sessions=True,
        ),
        Rule(
            RuleName.GEAR,
            lambda stretch: stretch.gear.isdisjoint(options.lacking),
            binds_sessions=True,
        ),
        Rule(
            RuleName.PLACE,
            lambda stretch: options.setting is None or options.setting in stretch.settings,
        ),
        Rule(RuleName.LEVEL, lambda stretch: stretch.level <= options.level),
        Rule(RuleName.MORNING, lambda stretch: not moment.early or stretch.early_ok),
        # Who wants another one wants none of those that came just before either, even beyond the present stage.
        Rule(
            RuleName.NOT_SHOWN_TODAY,
            lambda stretch: moment.not_this is None or stretch.id not in moment.shown_today,
        ),
    )
    suitable = reduce(lambda left, rule: _keeping(rule, left), suiting, list(stretches))
    possible = {stretch.id for stretch in suitable}
    within = _within_reach(possible, library, person)
    near = within | _lent(possible, within, library, person)

    def is_dynamic(id_: str) -> bool:
        return id_ in library.stretches and library.stretches[id_].kind is StretchKind.DYNAMIC

    def keeps_balance(stretch: Stretch) -> bool:
        if len(recent) < BALANCE_OVER - 1 or not any(map(is_dynamic, within)):
            return True
        share = sum(map(is_dynamic, [*recent, stretch.id])) / BALANCE_OVER
        return LEAST_DYNAMIC <= share <= MOST_DYNAMIC

    return (
        *suiting,
        # The next stage may lend one before the same comes a third time running.
        Rule(RuleName.NEAR_STAGE, lambda stretch: stretch.id in near),
        Rule(RuleName.NOT_A_THIRD_TIME, lambda stretch: list(recent[:2]) != [stretch.id, stretch.id]),
        Rule(RuleName.REACHED_STAGE, lambda stretch: stretch.id in within),
        Rule(RuleName.NOT_THE_LAST, lambda stretch: not recent or stretch.id != recent[0]),
        Rule(RuleName.BALANCE, keeps_balance),
    )
