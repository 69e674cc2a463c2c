"""Prompts as the table keeps them, and what a new one and an outcome are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row

from bot.domain.agenda import Because
from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason
from bot.domain.setting import Setting
from bot.domain.stretch import Dose, Part, Side
from bot.storage.lease import Lease

ON_ITS_WAY = (Delivery.CLAIMED.value, Delivery.SENDING.value)
DELIVERED = (Delivery.SENT.value, Delivery.UNKNOWN.value)


@dataclass(frozen=True, slots=True)
class NewPrompt:
    """A prompt to be kept: on its way under a lease, waiting for its time, or skipped with a reason."""

    person_id: int
    kind: PromptKind
    due_at: datetime
    day: date
    delivery: Delivery
    reason: Reason | None = None
    slot_id: int | None = None
    on: date | None = None
    origin_id: int | None = None
    waiting_until: datetime | None = None
    # The wall time that is meant, without its zone; none where it comes after so many minutes.
    local_on: date | None = None
    local_time: time | None = None
    stretch_id: str | None = None
    dose: Dose | None = None
    first_side: Side = Side.LEFT
    setting: Setting | None = None
    parts: tuple[Part, ...] = ()
    lease: Lease | None = None
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a prompt that was to be sent."""

    prompt_id: int
    delivery: Delivery
    reason: Reason | None = None
    message_id: int | None = None
    has_picture: bool = False
    waiting_until: datetime | None = None
    # When it is to be shown once more unless it is answered; none as a rule.
    again_at: datetime | None = None
    attempt_used: bool = True


@dataclass(frozen=True, slots=True)
class WaitingPrompt:
    """A snoozed prompt that comes back at a wall time."""

    id: int
    person_id: int
    due_at: datetime
    on: date
    at: time


def prompt_of(row: Row[Any]) -> Prompt:
    """The prompt of a row."""
    return Prompt(
        id=row.id,
        person_id=row.person_id,
        kind=PromptKind(row.kind),
        due_at=row.due_at,
        day=row.day,
        delivery=Delivery(row.delivery),
        slot_id=row.slot_id,
        on=row.slot_on,
        origin_id=row.origin_id,
        stretch_id=row.stretch_id,
        dose=None if row.dose_step is None else Dose(row.dose_step, row.repetitions, row.sides, row.harder),
        first_side=Side(row.first_side),
        parts=tuple(
            Part(stretch_id, Dose(step, repetitions, sides), Side(first_side))
            for stretch_id, step, repetitions, sides, first_side in row.parts or ()
        ),
        tip_id=row.tip_id,
        opening=row.opening,
        instead_of=row.instead_of,
        because=None if row.because is None else Because(row.because),
        setting=None if row.setting is None else Setting(row.setting),
        attempts=row.attempts,
        reason=None if row.reason is None else Reason(row.reason),
        message_id=row.message_id,
        has_picture=row.has_picture,
        answer=None if row.answer is None else Answer(row.answer),
        answered_at=row.answered_at,
    )


def row_of(new: NewPrompt) -> dict[str, Any]:
    """A new prompt as its row, by columns."""
    return {
        "person_id": new.person_id,
        "slot_id": new.slot_id,
        "slot_on": new.on,
        "kind": new.kind.value,
        "due_at": new.due_at,
        "waiting_until": new.waiting_until,
        "local_on": new.local_on,
        "local_time": new.local_time,
        "day": new.day,
        "origin_id": new.origin_id,
        "delivery": new.delivery.value,
        "reason": new.reason and new.reason.value,
        "lease_by": new.lease and new.lease.holder,
        "lease_until": new.lease and new.lease.until,
        "stretch_id": new.stretch_id,
        "first_side": new.first_side.value,
        "setting": new.setting and new.setting.value,
        "update_id": new.update_id,
        "parts": parts_as_kept(new.parts),
        **_dose(new.dose),
    }


def parts_as_kept(parts: tuple[Part, ...]) -> list[list[str | int]] | None:
    """The parts of a session as JSON, None for a single stretch."""
    return [
        [part.stretch_id, part.dose.step, part.dose.repetitions, part.dose.sides, part.first_side.value]
        for part in parts
    ] or None


def _dose(dose: Dose | None) -> dict[str, int | None]:
    if dose is None:
        return {"dose_step": None, "repetitions": None, "sides": None, "harder": False}
    return {
        "dose_step": dose.step,
        "repetitions": dose.repetitions,
        "sides": dose.sides,
        "harder": dose.harder,
    }
