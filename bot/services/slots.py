"""How slots are planned: shared by everything that changes what is due next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.person import Person
from bot.domain.prompt import Delivery, PromptKind, Reason
from bot.domain.schedule import Occurrence, Slot, day_meant, next_after
from bot.storage.prompt_rows import NewPrompt
from bot.storage.transaction import Transaction


async def plan_slots(tx: Transaction, person: Person, slots: Sequence[Slot], now: datetime) -> None:
    """Gives each slot its next occurrence from now, never twice for one date."""
    last = await tx.slots.last_on(person.id)
    await tx.slots.move(
        [
            (slot.id, next_after(slot.wish, person.zone, now, later_than=last.get(slot.id, (None, now))[0]))
            for slot in slots
        ]
    )


def outcome_row(person: Person, slot: Slot, occurrence: Occurrence, reason: Reason | None) -> NewPrompt:
    """The row of a due occurrence: skipped with its reason, or claimed."""
    return NewPrompt(
        person_id=person.id,
        kind=PromptKind.SLOT,
        due_at=occurrence.due_at,
        day=day_meant(occurrence.on, slot.wish.at, person.day_start),
        delivery=Delivery.CLAIMED if reason is None else Delivery.SKIPPED,
        reason=reason,
        slot_id=slot.id,
        on=occurrence.on,
        setting=slot.setting,
    )
