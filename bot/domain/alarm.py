"""A sign of something worse than a tight muscle, which keeps every stretch and reminder back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """Why everything is kept back: a sign to be looked at now, one for a doctor today, or an age under 18.

    The weightiest comes first.
    """

    EMERGENCY = "emergency"
    TODAY = "today"
    YOUNG = "young"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign that somebody spoke of: nothing comes before the safety screen is answered anew.

    It stands beside pauses and stops, so that what held before holds again after it. `young` says that they are under
    18 as well, which goes on when the sign is over.
    """

    kind: AlarmKind
    since: datetime
    young: bool = False

    @property
    def after(self) -> Alarm | None:
        """What still holds once this one is over."""
        return Alarm(AlarmKind.YOUNG, self.since) if self.young else None


def raised(before: Alarm | None, kind: AlarmKind, now: datetime) -> Alarm:
    """The alarm once one more is spoken of: the weightiest stays, and an age is not forgotten."""
    kinds = {kind} if before is None else {kind, before.kind}
    weightiest = next(known for known in AlarmKind if known in kinds)
    is_young = AlarmKind.YOUNG in kinds or (before is not None and before.young)
    return Alarm(weightiest, now, young=is_young and weightiest is not AlarmKind.YOUNG)
