"""A lease: whose a row is that several processes could work on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """What one process takes now it holds until an instant; from then on it is any other's.

    `now` is the time by which leases run out, which on PostgreSQL is the database's.
    """

    holder: str
    now: datetime
    until: datetime
