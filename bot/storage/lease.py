"""A lease: whose a row is that several processes could work on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """Says that `holder`, one start of one process, works on a row; from `until` on any other may take it over.

    `now` is when the lease begins. Both are by the clock that all processes go by, which on PostgreSQL is the server's.
    """

    holder: str
    now: datetime
    until: datetime
