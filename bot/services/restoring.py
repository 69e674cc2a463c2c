"""After a copy of the database was put back: nothing of the time between is sent or answered any more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bot.domain.prompt import Reason
from bot.domain.schedule import Slot, missed
from bot.services.ports import Clock
from bot.services.slots import outcome_row
from bot.storage.database import Database

PEOPLE_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Restored:
    """How many prompts were skipped, timers ended and messages set aside."""

    prompts: int
    holds: int
    updates: int


class Restoring:
    """Leaves a restored database as if nothing had been due in it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def restore(self) -> Restored:
        """Skips what is due past now, each with its row and reason, and moves every slot on."""
        now = self._clock.now()
        async with self._database.write(everybody=True) as tx:
            skipped = await tx.deliveries.skip_restored(now)
            while due_ids := await tx.slots.people_due(now, PEOPLE_AT_ONCE):
                people = await tx.people.held(due_ids)
                slots: dict[int, list[Slot]] = defaultdict(list)
                for slot in await tx.slots.due(due_ids, now):
                    slots[slot.person_id].append(slot)
                for person_id, of_person in slots.items():
                    for slot in of_person:
                        occurrences, following = missed(slot, people[person_id].zone, now)
                        rows = [
                            outcome_row(people[person_id], slot, occurrence, Reason.RESTORED)
                            for occurrence in occurrences
                        ]
                        await tx.deliveries.add_all(rows)
                        await tx.slots.move([(slot.id, following)])
                        skipped += len(rows)
            await tx.broadcasts.stop_all()
            return Restored(skipped, await tx.holds.end_all(), await tx.inbox.set_all_aside())
