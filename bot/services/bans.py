"""Bans: whom whoever runs this bot has shut out, until they let them in again."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.language import FIRST_LANGUAGE
from bot.domain.person import Person
from bot.services.holds import Holds
from bot.services.ports import Clock
from bot.storage.database import Database


class Bans:
    """No prompt and no answer goes to who is banned; all that is kept about them stays until they say /delete."""

    def __init__(self, database: Database, clock: Clock, holds: Holds) -> None:
        self._database = database
        self._clock = clock
        self._holds = holds

    async def ban(self, person_id: int) -> bool:
        """Bans somebody, also before they ever wrote; whether they were known. A timer that runs is taken away."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                await tx.people.add(Person(person_id, FIRST_LANGUAGE, banned_at=now, last_seen_at=now))
            elif not person.is_banned:
                await tx.people.save(replace(person, banned_at=now, dialogue=None))
        await self._holds.drop(person_id)
        return person is not None

    async def lift(self, person_id: int) -> bool:
        """Lets somebody in again, with all as it was; whether they were banned."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None or not person.is_banned:
                return False
            await tx.people.save(replace(person, banned_at=None))
            return True
