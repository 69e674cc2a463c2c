"""Whether somebody may start a stretch that they chose themselves: what picking obeys by itself, said with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.circumstances import Circumstances
from bot.domain.person import Person
from bot.domain.picking import GENTLE, leaves_legs_room
from bot.domain.readiness import Readiness
from bot.domain.stretch import Dose, Stretch, StretchKind


class NotStartable(StrEnum):
    """Why a stretch is not started for a person."""

    CONDITION = "condition"
    GENTLE_DAY = "gentle-day"
    NEVER_ALONE = "never-alone"
    TOO_EARLY = "too-early"
    EVERY_OTHER_DAY = "every-other-day"
    ENOUGH_TODAY = "enough-today"


@dataclass(frozen=True, slots=True)
class Start:
    """A stretch in a dose, about to be started; `warmed_up` where it comes within a session, after its warm-up."""

    stretch: Stretch
    dose: Dose
    warmed_up: bool = False


def not_startable(
    start: Start, person: Person, moment: Circumstances, ready: Readiness
) -> NotStartable | None:
    """The weightiest reason why a person may not start this now; None where they may."""
    stretch = start.stretch
    if stretch.is_hidden_from(person.tags):
        return NotStartable.CONDITION
    if moment.gentle and stretch.id not in GENTLE and stretch.kind is not StretchKind.WARM_UP:
        return NotStartable.GENTLE_DAY
    if not stretch.alone_ok and not start.warmed_up:
        return NotStartable.NEVER_ALONE
    if stretch.kind is StretchKind.PNF and not ready.is_ready:
        return NotStartable.TOO_EARLY
    if stretch.kind is StretchKind.PNF and ready.rests:
        return NotStartable.EVERY_OTHER_DAY
    return None if leaves_legs_room(stretch, start.dose, person, moment) else NotStartable.ENOUGH_TODAY
