"""The agenda: what comes at each time of the coming days, chosen ahead, and why another comes after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.circumstances import Circumstances
from bot.domain.library import Library
from bot.domain.person import Person
from bot.domain.picking import (
    GENTLE,
    RuleName,
    comes_on,
    is_due,
    keeping,
    leaves_legs_room,
    possible,
    rules_for,
)
from bot.domain.setting import Setting
from bot.domain.stretch import Stretch, StretchKind


class Because(StrEnum):
    """Why another stretch comes than the agenda has."""

    CONDITION = "condition"
    NOT_FOR_ME = "not-for-me"
    PAIN = "pain"
    AWAY = "away"
    GEAR = "gear"
    PLACE = "place"
    LEVEL = "level"
    MORNING = "morning"
    LEGS = "legs"
    LENGTH = "length"
    PROGRAMME = "programme"
    # Another one came before it for one of these reasons, after which it would be too much of the same.
    LATELY = "lately"
    # It is an own exercise for other days, or there is one for this very day by now.
    DAYS = "days"
    # The content has it no more, or something better than the warm-up alone may come by now.
    CONTENT = "content"


# What may keep a stretch from coming as it was chosen ahead; the others only decide which one is chosen.
OF_RULE = {
    RuleName.GEAR: Because.GEAR,
    RuleName.PLACE: Because.PLACE,
    RuleName.LEVEL: Because.LEVEL,
    RuleName.MORNING: Because.MORNING,
}
OF_VARIETY = dict.fromkeys((RuleName.NEW_THIS_WEEK, RuleName.NOT_YESTERDAY, RuleName.BALANCE), Because.LATELY)


@dataclass(frozen=True, slots=True)
class Item:
    """What is to come at the occurrence of a slot on a date: a stretch, or those of a session without its warm-up.

    `minutes` (0 for one stretch), `programme`, `level` and `setting` are what it was chosen for. `turn` counts the
    choices made for this occurrence; `passed` are the stretches that gave way to another by a swap.
    """

    slot_id: int
    on: date
    stretch_ids: tuple[str, ...]
    minutes: int
    programme: str
    level: int
    setting: Setting | None
    turn: int = 1
    passed: frozenset[str] = frozenset()

    @property
    def is_session(self) -> bool:
        return self.minutes > 0


def why_not(
    item: Item, library: Library, person: Person, moment: Circumstances, *, is_disturbed: bool
) -> Because | None:
    """Why the single stretch of an item does not come to a person at a moment; None where it may.

    `is_disturbed`: another one came for one of these reasons on a day before, so that what was chosen for variety may
    no longer be various.
    """
    (stretch_id,) = item.stretch_ids
    if item.programme != person.options.programme:
        return Because.PROGRAMME
    if (why := _kept_from(stretch_id, library, person, moment)) is not None:
        return why
    stretch = library.stretches[stretch_id]
    left: Sequence[Stretch] = possible(library, person, moment)
    if not is_due(stretch, moment) and any(is_due(other, moment) for other in left):
        return Because.DAYS
    if stretch.kind is StretchKind.WARM_UP:
        return Because.CONTENT if left else None
    if not leaves_legs_room(stretch, moment.dose(stretch, longer=person.options.longer), person, moment):
        return Because.LEGS
    reasons = {**OF_RULE, **OF_VARIETY} if is_disturbed else OF_RULE
    for rule in rules_for(left, library, person, moment):
        kept = keeping(rule, left)
        if stretch in kept:
            left = kept
        elif rule.name in reasons:
            return reasons[rule.name]
    return None if stretch in left else Because.CONTENT


def why_not_together(
    item: Item, library: Library, person: Person, moment: Circumstances
) -> tuple[Because | None, str | None]:
    """Why the session of an item does not come whole, and which of its stretches it is for; None where it may.

    A session may have what fits its place or level less well, where nothing else fills it: only a place that has
    changed, or a lower level, is a reason.
    """
    options = person.options
    if item.programme != options.programme:
        return Because.PROGRAMME, None
    for stretch_id in item.stretch_ids:
        why = _kept_from(stretch_id, library, person, moment)
        if why is None:
            stretch = library.stretches[stretch_id]
            if not stretch.gear.isdisjoint(options.lacking):
                why = Because.GEAR
            elif item.setting is not options.setting and options.setting not in {None, *stretch.settings}:
                why = Because.PLACE
            elif options.level < item.level and stretch.level > options.level:
                why = Because.LEVEL
        if why is not None:
            return why, stretch_id
    return None, None


def _kept_from(stretch_id: str, library: Library, person: Person, moment: Circumstances) -> Because | None:
    """What keeps a stretch from a person at a moment, alone and in a session."""
    stretch = library.stretches.get(stretch_id)
    if stretch is None:
        return Because.CONTENT
    if stretch.is_hidden_from(person.tags):
        return Because.CONDITION
    if stretch_id in moment.not_for_me:
        return Because.NOT_FOR_ME
    if not comes_on(stretch, moment):
        return Because.DAYS
    return Because.PAIN if moment.gentle and stretch_id not in GENTLE else None
