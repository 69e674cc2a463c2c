"""Why a person was shown this stretch: derived from what is true of it, and stored nowhere."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.person import Person
from bot.domain.picking import Circumstances, stage
from bot.domain.prompt import Kind, Prompt
from bot.domain.stretch import Kind as StretchKind
from bot.domain.stretch import Library, Stretch

MOST_FACTS = 3


class Fact(StrEnum):
    """One thing that speaks for a stretch."""

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


def why(
    stretch: Stretch, prompt: Prompt, person: Person, moment: Circumstances, library: Library
) -> tuple[Fact, ...]:
    """What speaks for a stretch, the weightiest first, three facts at most."""
    facts = [fact for fact in (_occasion(stretch, prompt, moment), _stage(stretch, person, library)) if fact]
    if stretch.id in moment.favourites:
        facts.append(Fact.FAVOURITE)
    if moment.early and stretch.early_ok:
        facts.append(Fact.MORNING)
    if person.setting is not None and person.setting in stretch.settings:
        facts.append(Fact.PLACE)
    if stretch.gear.isdisjoint(person.lacking):
        facts.append(Fact.OWN_GEAR if stretch.gear else Fact.NO_GEAR)
    return tuple(facts[:MOST_FACTS])


def stage_of(stretch: Stretch, person: Person, library: Library) -> int | None:
    """The stage of the person's programme that brought a stretch, counted from 1; None for one not reached."""
    programme = library.programmes[person.programme]
    reached = programme.stages[: stage(programme, person.practised) + 1]
    return next((number for number, ids in enumerate(reached, start=1) if stretch.id in ids), None)


def _occasion(stretch: Stretch, prompt: Prompt, moment: Circumstances) -> Fact | None:
    if prompt.kind is Kind.CHOSEN:
        return Fact.CHOSEN
    if moment.gentle:
        return Fact.GENTLE
    if stretch.kind is StretchKind.WARM_UP:
        return Fact.LEFT_OVER
    if prompt.kind is Kind.SNOOZED:
        return Fact.LATER
    if prompt.origin_id is not None:
        return Fact.ANOTHER
    return Fact.FIRST if prompt.kind is Kind.FIRST else None


def _stage(stretch: Stretch, person: Person, library: Library) -> Fact | None:
    if stretch.kind is StretchKind.WARM_UP:
        return None
    return Fact.BEYOND if stage_of(stretch, person, library) is None else Fact.STAGE
