"""Why a person was shown this stretch: derived from what is true of it, and stored nowhere."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.circumstances import Circumstances
from bot.domain.library import Library, Programme
from bot.domain.own import is_own
from bot.domain.person import Person
from bot.domain.picking import Candidates, RuleName, candidates, stage
from bot.domain.prompt import Prompt, PromptKind
from bot.domain.stretch import Stretch, StretchKind

MOST_FACTS = 3


class Fact(StrEnum):
    """One thing that speaks for a stretch."""

    YOURS = "yours"
    YOURS_TODAY = "yours-today"
    GENTLE = "gentle"
    CHOSEN = "chosen"
    LEFT_OVER = "left-over"
    FIRST = "first"
    LATER = "later"
    ANOTHER = "another"
    STAGE = "stage"
    BEYOND = "beyond"
    FAVOURITE = "favourite"
    NO_GEAR = "no-gear"
    OWN_GEAR = "own-gear"
    PLACE = "place"
    MORNING = "morning"
    LEVEL = "level"
    NOT_LATELY = "not-lately"
    BALANCE = "balance"


# A stage and "another one" are said already.
FACT_OF_RULE = {
    RuleName.PLACE: Fact.PLACE,
    RuleName.LEVEL: Fact.LEVEL,
    RuleName.MORNING: Fact.MORNING,
    **dict.fromkeys(
        (
            RuleName.NOT_THE_LAST,
            RuleName.NOT_YESTERDAY,
            RuleName.NOT_TODAY,
            RuleName.NEW_THIS_WEEK,
            RuleName.NEW_THIS_FORTNIGHT,
        ),
        Fact.NOT_LATELY,
    ),
    RuleName.BALANCE: Fact.BALANCE,
}


def why(
    stretch: Stretch, prompt: Prompt, person: Person, moment: Circumstances, library: Library
) -> tuple[Fact, ...]:
    """What speaks for a stretch, three facts at most, at the moment in which it was picked.

    First the occasion, its stage and the rule that decided for it, then what else is true of it.
    """
    decisive = _decisive(stretch, prompt, candidates(library, person, moment))
    leading = (_occasion(stretch, prompt, moment), _stage(stretch, person, moment, library), decisive)
    facts = [fact for fact in leading if fact]
    if is_own(stretch.id):
        # What else may speak for it is not known.
        return (*facts, Fact.YOURS_TODAY if moment.weekday in stretch.days else Fact.YOURS)[:MOST_FACTS]
    if not facts and prompt.kind.is_picked:
        # No stage has it: it fills up what conditions and settings leave of them.
        facts.append(Fact.LEFT_OVER)
    if stretch.id in moment.favourites:
        facts.append(Fact.FAVOURITE)
    if moment.early and stretch.early_ok:
        facts.append(Fact.MORNING)
    if person.options.setting is not None and person.options.setting in stretch.settings:
        facts.append(Fact.PLACE)
    if stretch.gear.isdisjoint(person.options.lacking):
        facts.append(Fact.OWN_GEAR if stretch.gear else Fact.NO_GEAR)
    return tuple(dict.fromkeys(facts))[:MOST_FACTS]


def stage_of(stretch: Stretch, programme: Programme) -> int | None:
    """The stage of a programme that brings a stretch, counted from 1; None where it has no part in it."""
    return next((number for number, ids in enumerate(programme.stages, start=1) if stretch.id in ids), None)


def _occasion(stretch: Stretch, prompt: Prompt, moment: Circumstances) -> Fact | None:
    if prompt.kind is PromptKind.CHOSEN:
        return Fact.CHOSEN
    if moment.gentle:
        return Fact.GENTLE
    if stretch.kind is StretchKind.WARM_UP:
        return Fact.LEFT_OVER
    if prompt.kind is PromptKind.SNOOZED:
        return Fact.LATER
    if prompt.origin_id is not None:
        return Fact.ANOTHER
    return Fact.FIRST if prompt.kind is PromptKind.FIRST else None


def _decisive(stretch: Stretch, prompt: Prompt, possible: Candidates) -> Fact | None:
    """The rule that ruled out the last other stretches when this one was picked; None where it was not picked so."""
    if not prompt.kind.is_picked or stretch not in possible.stretches or possible.decided_by is None:
        return None
    if possible.decided_by is RuleName.GEAR:
        return Fact.OWN_GEAR if stretch.gear else Fact.NO_GEAR
    return FACT_OF_RULE.get(possible.decided_by)


def _stage(stretch: Stretch, person: Person, moment: Circumstances, library: Library) -> Fact | None:
    programme = library.programmes[person.options.programme]
    number = stage_of(stretch, programme)
    if number is None:
        return None
    return Fact.STAGE if number <= stage(programme, person, moment) + 1 else Fact.BEYOND
