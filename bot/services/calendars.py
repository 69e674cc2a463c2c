"""The private address under which a person's times can be subscribed to in a calendar."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.domain.person import Person
from bot.domain.schedule import Slot
from bot.storage.database import Database

# Of a token: 192 bits, which nobody guesses.
TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Kept:
    """What a calendar is made of: a person and their times."""

    person: Person
    slots: tuple[Slot, ...]


class Calendars:
    """Gives addresses and takes them back; who reads there is kept nowhere."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person_id: int) -> str | None:
        """The token of a person's address; None where they have none."""
        async with self._database.read() as tx:
            found = await tx.calendars.token_of(person_id)
        return None if found is None else found[0]

    async def give(self, person_id: int, update_id: int) -> str | None:
        """The token of a new address, which takes the place of the one before; None where the person is gone."""
        async with self._database.write() as tx:
            if await tx.people.get(person_id) is None:
                return None
            given = await tx.calendars.token_of(person_id)
            if given is not None and given[1] == update_id:
                return given[0]
            token = secrets.token_urlsafe(TOKEN_BYTES)
            await tx.calendars.give(person_id, token, update_id)
            return token

    async def end(self, person_id: int) -> None:
        """From now on a person has no address."""
        async with self._database.write() as tx:
            await tx.calendars.end(person_id)

    async def with_token(self, token: str) -> Kept | None:
        """What is to be read at the address with this token; None where there is none."""
        async with self._database.read() as tx:
            person_id = await tx.calendars.with_token(token)
            person = None if person_id is None else await tx.people.get(person_id)
            return None if person is None else Kept(person, await tx.slots.of_person(person.id))
