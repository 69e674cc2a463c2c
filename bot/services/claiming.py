"""Claims: what is due becomes rows, to be sent or skipped with a reason, and the slots move on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.noticing import waits_for_answer
from bot.domain.person import Person
from bot.domain.prompt import MOST_ATTEMPTS, Delivery, reason_to_skip
from bot.domain.schedule import Occurrence, Slot, day_meant, missed
from bot.services.lease import Leases
from bot.services.ports import Outside
from bot.services.slots import outcome_row
from bot.storage.database import Database
from bot.storage.prompt_rows import NewPrompt, Outcome

log = structlog.get_logger()

# A batch is sent before the next one is claimed, so that other processes have their share of a burst.
CLAIM_PEOPLE = 256


class Claims:
    """Claims what is due for one process, and what another one claimed and left."""

    def __init__(self, database: Database, outside: Outside, leases: Leases) -> None:
        self._database = database
        self._clock = outside.clock
        self._leases = leases
        self._watch = outside.watch

    async def claim(self) -> bool:
        """Turns a batch of due slots and snoozes into rows and moves the slots on; False if there is nothing to send.

        A batch is what is due for 256 people at most. Those whom another process holds just now are left for later.
        """
        now = self._clock.now()
        async with self._database.read() as tx:
            due_ids = await tx.slots.people_due(now, CLAIM_PEOPLE)
            waiting_until = await tx.deliveries.next_waiting_until()
            left = await tx.deliveries.has_claimed(self._leases.holder)
        if not due_ids and (waiting_until is None or waiting_until > now):
            return left
        async with self._database.write() as tx:
            lease = self._leases.begin()
            woken = await tx.deliveries.wake(now, CLAIM_PEOPLE, lease)
            people = await tx.people.held(due_ids, waits=False)
            unanswered = await tx.prompts.unanswered_days(people)
            slots: dict[int, list[Slot]] = defaultdict(list)
            for slot in await tx.slots.due(list(people), now):
                slots[slot.person_id].append(slot)
            rows: list[NewPrompt] = []
            moved: list[tuple[int, Occurrence]] = []
            for person_id, due in slots.items():
                person_rows, person_moved = _claimed(
                    people[person_id],
                    due,
                    now,
                    waits=waits_for_answer(people[person_id], unanswered[person_id]),
                )
                rows += person_rows
                moved += person_moved
            await tx.deliveries.add_all(
                [replace(row, lease=lease) if row.delivery is Delivery.CLAIMED else row for row in rows]
            )
            await tx.slots.move(moved)
        for row in rows:
            if row.reason is not None:
                self._watch.prompt_ended(row.delivery, row.reason, late=now - row.due_at)
        return bool(left or woken or moved)

    async def keep_up(self) -> None:
        """Keeps what this process holds its own."""
        async with self._database.write() as tx:
            await tx.deliveries.keep_up(self._leases.begin())

    async def let_go(self) -> None:
        """Leaves what is claimed and not sent to whoever goes on with it."""
        async with self._database.write() as tx:
            await tx.deliveries.let_go(self._leases.begin())

    async def recover(self, at_work: Collection[int]) -> None:
        """Claims anew the prompts that were left on their way and that nobody sends any more.

        These are the prompts of other processes whose leases have run out, and this process's own that are marked as
        being sent but are not among `at_work`, the ids of those it is sending right now. One that was begun twice
        already is not sent a third time: its outcome is UNKNOWN.
        """
        now = self._clock.now()
        async with self._database.write() as tx:
            lease = self._leases.begin()
            stranded = await tx.deliveries.stranded(lease, at_work)
            # Twice marked as being sent and never with an outcome: a third copy is worse than a doubt.
            doubtful = [
                prompt.id
                for prompt in stranded
                if prompt.delivery is Delivery.SENDING and prompt.attempts >= MOST_ATTEMPTS
            ]
            again = [prompt.id for prompt in stranded if prompt.id not in doubtful]
            await tx.deliveries.take_over([prompt.id for prompt in stranded], lease)
            await tx.deliveries.record(
                [Outcome(prompt_id, Delivery.UNKNOWN) for prompt_id in doubtful], lease.holder
            )
        for prompt in stranded:
            if prompt.id in doubtful:
                late = now - prompt.due_at
                self._watch.prompt_ended(Delivery.UNKNOWN, None, late=late, attempts=prompt.attempts)
        if stranded:
            log.info("prompts recovered", again=len(again), unknown=len(doubtful))


def _claimed(
    person: Person, slots: Sequence[Slot], now: datetime, *, waits: bool
) -> tuple[list[NewPrompt], list[tuple[int, Occurrence]]]:
    """A row for every due occurrence of a person, the latest of them to be sent, and where the slots go on."""
    due: list[tuple[Slot, Occurrence]] = []
    moved: list[tuple[int, Occurrence]] = []
    for slot in slots:
        occurrences, following = missed(slot, person.zone, now)
        due += [(slot, occurrence) for occurrence in occurrences]
        moved.append((slot.id, following))
    due.sort(key=lambda pair: pair[1].due_at)
    rows = []
    for number, (slot, occurrence) in enumerate(due, start=1):
        day = day_meant(occurrence.on, slot.wish.at, person.day_start)
        newest = number == len(due)
        reason = reason_to_skip(person, slot, occurrence, day, now=now, newest=newest, waits=waits)
        rows.append(outcome_row(person, slot, occurrence, reason))
    return rows, moved
