"""Who does a piece of work while several processes share one database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Lease:
    """What this life of this process holds is its own for so long; then any other may go on with it.

    `holder` is new at every start, so that what an earlier life held is nobody's.
    """

    holder: str
    lasts: timedelta

    def until(self, now: datetime) -> datetime:
        """When what is taken or kept up now is free again."""
        return now + self.lasts
