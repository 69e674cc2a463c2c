"""What matters at the moment at which a stretch is picked, beyond the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.felt import UNTUNED, Tuning
from bot.domain.stretch import Dose, Stretch


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What matters at the moment of picking, beyond the person.

    `weekday`: of the person's day, Monday 0; None where it does not matter. `recent`: ids shown in the last three
    weeks, newest first. `days_ago`: of those that were shown alone, by id, how many days before this one it was last, 0
    for today, and fewer for one that is to come: a session, which has most of them, rules none of these out.
    `days_shown`: on how many days of these weeks anything was shown. `days_since_first`: how many days ago that began.
    `early`: in the morning hours, when nobody bends forward.
    `gentle`: the day after strong pain. `returns`: the first one after a break. `eased`: one that can be held more
    shortly than at first. `upright`: nothing on the floor. `not_this`: the id that another is to replace. `passed`: the
    ids that gave way to another before.
    """

    weekday: int | None = None
    recent: Sequence[str] = ()
    days_ago: Mapping[str, int] = field(default_factory=dict)
    days_shown: int = 0
    days_since_first: int = 0
    early: bool = False
    gentle: bool = False
    returns: bool = False
    eased: bool = False
    upright: bool = False
    not_for_me: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()
    not_this: str | None = None
    passed: frozenset[str] = frozenset()
    # The ids shown last, of this day alone.
    shown_today: Sequence[str] = ()
    # Hamstring seconds that the fuller leg had today.
    leg_seconds: int = 0
    # The general dose step, and by how much stretches differ from it.
    step: int = 0
    tuning: Tuning = UNTUNED

    def dose(self, stretch: Stretch, *, longer: bool) -> Dose:
        """The usual dose of a stretch at this moment."""
        return stretch.plan.dose(self.step + self.tuning.steps(stretch.id), longer=longer)
