"""Which stretch comes next: rules in order of weight, the last of them given up first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from random import Random

from bot.domain.circumstances import Circumstances
from bot.domain.library import Library, Programme
from bot.domain.own import is_own
from bot.domain.person import Person
from bot.domain.stretch import GENTLE_STEP, Dose, Position, Stretch, StretchKind

GENTLE = frozenset({"supine", "cat-cow"})
PRACTICES_A_STAGE = 6
DAYS_A_STAGE = 7
BALANCE_OVER = 14
LEAST_DYNAMIC = 0.2
MOST_DYNAMIC = 0.5
FAVOURITE_WEIGHT = 2
# What a programme is for comes so much more often than what else belongs to it.
FOCUS_WEIGHT = 3
MOST_LEG_SECONDS_A_DAY = 240
LEAST_FIRST_HOLD = 15
UPRIGHT = frozenset({Position.STANDING, Position.CHAIR})
# So many different ones come in any seven days and in any fourteen, wherever as many are left to somebody.
DIFFERENT_A_WEEK = 5
DIFFERENT_A_FORTNIGHT = 8
WEEK, FORTNIGHT = 7, 14


class RuleName(StrEnum):
    """What a rule of picking is about."""

    UPRIGHT = "upright"
    EASED = "eased"
    GEAR = "gear"
    PLACE = "place"
    LEVEL = "level"
    MORNING = "morning"
    NOT_SHOWN_TODAY = "not-shown-today"
    NOT_PASSED = "not-passed"
    REACHED_STAGE = "reached-stage"
    FIRST_OF_ALL = "first-of-all"
    NEW_THIS_WEEK = "new-this-week"
    NEW_THIS_FORTNIGHT = "new-this-fortnight"
    NOT_THE_LAST = "not-the-last"
    NOT_YESTERDAY = "not-yesterday"
    NOT_TODAY = "not-today"
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
        programme = library.programmes[person.options.programme]
        return chance.choices(fitting, [weight(stretch, programme, moment) for stretch in fitting])[0]
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
    left = possible(library, person, moment)
    if due := [stretch for stretch in left if is_due(stretch, moment)]:
        left = due
    decided_by: RuleName | None = None
    for rule in rules_for(left, library, person, moment):
        kept = keeping(rule, left)
        if len(kept) < len(left):
            left, decided_by = kept, rule.name
    return Candidates(tuple(left), decided_by)


def possible(library: Library, person: Person, moment: Circumstances) -> list[Stretch]:
    """The stretches that may come alone at a moment, before any rule narrows them."""
    # PNF is offered, never pushed; what hurt yesterday decides before any wish; "another" means another.
    return [
        stretch
        for stretch in library.stretches.values()
        if not stretch.is_hidden_from(person.tags)
        and stretch.alone_ok
        and stretch.kind not in {StretchKind.PNF, StretchKind.WARM_UP}
        and stretch.id != moment.not_this
        and stretch.id not in moment.not_for_me
        and (stretch.id in GENTLE or not moment.gentle)
        and comes_on(stretch, moment)
        and leaves_legs_room(stretch, moment.dose(stretch, longer=person.options.longer), person, moment)
    ]


def comes_on(stretch: Stretch, moment: Circumstances) -> bool:
    """Whether a stretch comes on this weekday at all."""
    return not stretch.days or moment.weekday is None or moment.weekday in stretch.days


def is_due(stretch: Stretch, moment: Circumstances) -> bool:
    """Whether a stretch that is for this very weekday was not shown today, and nothing else is asked for."""
    was_shown = stretch.id in moment.shown_today or moment.days_ago.get(stretch.id) == 0
    is_asked_for_more = moment.upright or moment.eased or moment.not_this is not None
    return moment.weekday in stretch.days and not was_shown and not is_asked_for_more


def hides_everything(person: Person, library: Library) -> bool:
    """Whether one of a person's conditions leaves no stretch at all until a professional has agreed."""
    return any(library.tags[tag].hides_everything for tag in person.tags if tag in library.tags)


def leaves_legs_room(stretch: Stretch, dose: Dose, person: Person, moment: Circumstances) -> bool:
    """Whether with this dose neither leg gets more than 4 minutes of hamstring hold that day.

    The fuller leg decides: a dose holds both legs alike, but for the very first one.
    """
    planned = max(stretch.leg_seconds(dose, longer=person.options.longer))
    return not planned or moment.leg_seconds + planned <= MOST_LEG_SECONDS_A_DAY


def weight(stretch: Stretch, programme: Programme, moment: Circumstances) -> int:
    """How much more often than others a stretch comes, of those between which chance decides.

    What somebody has made for themselves they like.
    """
    liked = FAVOURITE_WEIGHT if stretch.id in moment.favourites or is_own(stretch.id) else 1
    return liked * (1 if stretch.muscles.isdisjoint(programme.focus) else FOCUS_WEIGHT)


def stage(programme: Programme, person: Person, moment: Circumstances) -> int:
    """The index of the programme's stage that a person has reached.

    Practices bring it on, and so do days on which something was shown, done or not, as far back as they are remembered:
    the stages beyond are for those who practise.
    """
    reached = max(person.progress.practised // PRACTICES_A_STAGE, moment.days_shown // DAYS_A_STAGE)
    return min(reached, len(programme.stages) - 1)


def _is_upright_hold(stretch: Stretch) -> bool:
    """Whether it is what a newcomer who is not on the floor can hold: 15 s, standing or on a chair."""
    long_enough = stretch.plan.phases[0].start >= LEAST_FIRST_HOLD
    return stretch.position in UPRIGHT and stretch.kind is StretchKind.STATIC and long_enough


def keeping(rule: Rule, stretches: Sequence[Stretch]) -> list[Stretch]:
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


def _within_reach(
    possible: Collection[str], library: Library, person: Person, moment: Circumstances
) -> frozenset[str]:
    """The ids of the stages reached; where these are too few for a week, later for a fortnight, the nearest as well.

    What is the person's own is within reach from the first day on.
    """
    programme = library.programmes[person.options.programme]
    present = stage(programme, person, moment)
    reached = frozenset(id_ for ids in programme.stages[: present + 1] for id_ in ids)
    for nearest in _beyond(library, programme, present):
        if len(reached.intersection(possible)) >= (DIFFERENT_A_FORTNIGHT if present else DIFFERENT_A_WEEK):
            break
        reached |= nearest.intersection(possible)
    return reached | {id_ for id_ in possible if is_own(id_)}


def _first(within: Collection[str], possible: Collection[str], programme: Programme) -> str | None:
    """The id of the first one of the programme that is within reach and possible."""
    named = (id_ for ids in programme.stages for id_ in ids)
    return next((id_ for id_ in named if id_ in within and id_ in possible), None)


def _worn(span: int, different: int, possible: Collection[str], moment: Circumstances) -> set[str]:
    """What may not come today if every span of so many days is to have so many different ones, where there are as many.

    A span that holds today and ends after it can have a new one on each of its days to come.
    """
    least = min(different, len(possible))
    worn: set[str] = set()
    # What began before the first of all is no span.
    for to_come in range(max(0, span - 1 - moment.days_since_first), least):
        began = span - 1 - to_come
        within = {id_ for id_ in possible if moment.days_ago.get(id_, span) <= began}
        if len(within) + to_come < least:
            worn |= within
    return worn


def suiting(person: Person, moment: Circumstances) -> tuple[Rule, ...]:
    """The weightiest rules: what suits a person, their place and the hour, whatever came before."""
    options = person.options
    return (
        Rule(
            RuleName.UPRIGHT,
            lambda stretch: not moment.upright or _is_upright_hold(stretch),
            binds_sessions=True,
        ),
        Rule(RuleName.EASED, lambda stretch: not moment.eased or stretch.plan.is_eased_by(GENTLE_STEP)),
        Rule(
            RuleName.GEAR,
            lambda stretch: stretch.gear.isdisjoint(options.lacking),
            binds_sessions=True,
        ),
        Rule(
            RuleName.PLACE,
            # Where one of their own can be done they know.
            lambda stretch: (
                options.setting is None or options.setting in stretch.settings or is_own(stretch.id)
            ),
        ),
        Rule(RuleName.LEVEL, lambda stretch: stretch.level <= options.level),
        Rule(RuleName.MORNING, lambda stretch: not moment.early or stretch.early_ok),
        # Who wants another one wants none of those that came just before either, even beyond the present stage.
        Rule(
            RuleName.NOT_SHOWN_TODAY,
            lambda stretch: moment.not_this is None or stretch.id not in moment.shown_today,
        ),
        Rule(RuleName.NOT_PASSED, lambda stretch: stretch.id not in moment.passed),
    )


def suits(stretch: Stretch, person: Person) -> bool:
    """Whether a stretch is for a person as they are, in their place and with their gear."""
    rules = suiting(person, Circumstances())
    return not stretch.is_hidden_from(person.tags) and all(rule.keeps(stretch) for rule in rules)


def rules_for(
    stretches: Sequence[Stretch], library: Library, person: Person, moment: Circumstances
) -> tuple[Rule, ...]:
    """The rules for choosing among these stretches for a person at a moment, the weightiest first."""
    options = person.options
    recent = moment.recent[: BALANCE_OVER - 1]
    suits = suiting(person, moment)
    suitable = reduce(lambda left, rule: keeping(rule, left), suits, list(stretches))
    ids = {stretch.id for stretch in suitable}
    within = _within_reach(ids, library, person, moment)
    this_week = _worn(WEEK, DIFFERENT_A_WEEK, ids, moment)
    this_fortnight = _worn(FORTNIGHT, DIFFERENT_A_FORTNIGHT, ids, moment)
    is_used_to_it = bool(recent) or person.progress.practised > 0
    first = _first(within, ids, library.programmes[options.programme])

    def is_dynamic(id_: str) -> bool:
        return id_ in library.stretches and library.stretches[id_].kind is StretchKind.DYNAMIC

    def keeps_balance(stretch: Stretch) -> bool:
        if len(recent) < BALANCE_OVER - 1 or not any(map(is_dynamic, within)):
            return True
        share = sum(map(is_dynamic, [*recent, stretch.id])) / BALANCE_OVER
        return LEAST_DYNAMIC <= share <= MOST_DYNAMIC

    return (
        *suits,
        Rule(RuleName.REACHED_STAGE, lambda stretch: stretch.id in within),
        Rule(
            RuleName.FIRST_OF_ALL,
            lambda stretch: is_used_to_it or moment.not_this is not None or stretch.id == first,
        ),
        Rule(RuleName.NEW_THIS_WEEK, lambda stretch: stretch.id not in this_week),
        Rule(RuleName.NEW_THIS_FORTNIGHT, lambda stretch: stretch.id not in this_fortnight),
        Rule(RuleName.NOT_THE_LAST, lambda stretch: not recent or stretch.id != recent[0]),
        Rule(RuleName.NOT_YESTERDAY, lambda stretch: moment.days_ago.get(stretch.id) not in {1, -1}),
        Rule(RuleName.NOT_TODAY, lambda stretch: moment.days_ago.get(stretch.id) != 0),
        Rule(RuleName.BALANCE, keeps_balance),
    )
