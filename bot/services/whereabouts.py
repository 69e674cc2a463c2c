"""Where people are at their times: a stretch that comes then suits that place."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.schedule import Slot
from bot.domain.setting import Setting
from bot.storage.database import Database
from bot.storage.transaction import Transaction


class Whereabouts:
    """Keeps where people are at each of their times."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, person_id: int, slot_id: int, setting: Setting | None) -> Slot | None:
        """The time with where they are then, kept; None for where they always stretch, and where it is gone."""
        async with self._database.write() as tx:
            return await _kept(tx, person_id, slot_id, setting)

    async def keep_for_prompt(self, person_id: int, prompt_id: int, setting: Setting) -> Slot | None:
        """The same for the time that brought a prompt; None where none did, or not any more."""
        async with self._database.write() as tx:
            prompt = await tx.prompts.get(prompt_id, person_id)
            if prompt is None or prompt.slot_id is None:
                return None
            return await _kept(tx, person_id, prompt.slot_id, setting)


async def _kept(tx: Transaction, person_id: int, slot_id: int, setting: Setting | None) -> Slot | None:
    for slot in await tx.slots.of_person(person_id):
        if slot.id == slot_id:
            await tx.slots.place(slot_id, setting)
            return replace(slot, setting=setting)
    return None
