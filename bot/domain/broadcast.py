"""A broadcast: one text of those who run Limber, to everybody who is active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.person import Person
from bot.domain.prompt import Reason, wants_none


class BroadcastState(StrEnum):
    """How far a broadcast got: shown to the admin alone, on its way, stopped by them, or at its end."""

    PREPARED = "prepared"
    RUNNING = "running"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One broadcast; `html` is its text, `message_id` the message in the admin's chat that shows how far it is."""

    id: int
    admin_id: int
    html: str
    state: BroadcastState
    message_id: int | None = None


def withheld(person: Person, now: datetime) -> Reason | None:
    """Why a broadcast does not go to a person, as no prompt would, or None; a day of rest keeps only stretches back."""
    why = wants_none(person, person.day(now), now)
    return None if why is Reason.RESTING else why
