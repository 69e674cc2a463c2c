"""A sign of something worse than a tight muscle, which keeps every stretch and reminder back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """Why everything is kept back: a sign to be looked at now, one for a doctor today, or an age under 18."""

    EMERGENCY = "emergency"
    TODAY = "today"
    YOUNG = "young"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign that somebody spoke of: nothing comes before the safety screen is answered anew.

    It stands beside pauses and stops, so that what held before holds again after it.
    """

    kind: AlarmKind
    since: datetime
