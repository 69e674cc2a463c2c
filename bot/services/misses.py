"""Texts that were not understood: how many there were in a row, so that the next answer is another one."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.person import Missed, Person
from bot.storage.database import Database


class Misses:
    """Counts what somebody says that is not understood."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, person_id: int, update_id: int) -> Missed:
        """Counts one more, once however often its update is handled, and returns the count."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return Missed()
            if person.changed_by == update_id:
                return person.missed
            missed = Missed(person.missed.running + 1, person.missed.ever + 1)
            await tx.people.save(replace(person, missed=missed, changed_by=update_id))
            return missed

    async def end_row(self, person: Person) -> None:
        """Keeps that somebody was understood, where they were not before: what comes next begins a new row."""
        if not person.missed.running:
            return
        async with self._database.write() as tx:
            kept = await tx.people.get(person.id)
            if kept is not None:
                await tx.people.save(replace(kept, missed=replace(kept.missed, running=0)))
