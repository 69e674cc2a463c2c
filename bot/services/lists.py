"""Lists of exercises that come from somebody else: shown, taken over, and shared by a link."""

from __future__ import annotations

import secrets
from dataclasses import replace
from enum import StrEnum

from bot.domain.dialogue import AskedList
from bot.domain.listfile import ExerciseList, SharedList
from bot.domain.own import MOST_EXERCISES, PREFIX, OwnExercise, kept, own_with_id
from bot.domain.person import Person
from bot.storage.database import Database

MOST_SHARED = 10
# Of a token: 128 bits, which nobody guesses.
TOKEN_BYTES = 16


class NotTaken(StrEnum):
    """Why nothing becomes of a list."""

    GONE = "gone"
    NO_ROOM = "no-room"
    TOO_MANY_LINKS = "too-many-links"


class Lists:
    """Keeps what people share; who follows a link is kept nowhere."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def offer(self, person_id: int, given: ExerciseList, *, shares: bool) -> Person | None:
        """The person, who is asked from now on what is to become of a list; `shares`: it may be shared as well."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None:
                person = replace(person, dialogue=AskedList(given.exercises, given.title, shares))
                await tx.people.save(person)
            return person

    async def take(self, person_id: int, update_id: int) -> Person | NotTaken:
        """The person with the exercises of the list that they are asked about, all of them or none."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return NotTaken.GONE
            if own_with_id(person.own, f"{PREFIX}{update_id}-1") is not None:
                return person
            if not isinstance(person.dialogue, AskedList):
                return NotTaken.GONE
            new = tuple(
                draft.made(OwnExercise(f"{PREFIX}{update_id}-{number}", ""))
                for number, draft in enumerate(person.dialogue.exercises, start=1)
            )
            if len(kept(person.own)) + len(new) > MOST_EXERCISES:
                return NotTaken.NO_ROOM
            person = replace(person, own=(*person.own, *new), dialogue=None)
            await tx.people.save(person)
            return person

    async def share(self, person_id: int, update_id: int) -> str | NotTaken:
        """The token under which the list that a person is asked about is shared from now on."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if (shared_before := await tx.lists.of_update(update_id)) is not None:
                return shared_before
            asked = None if person is None else person.dialogue
            if not isinstance(asked, AskedList) or not asked.shares:
                return NotTaken.GONE
            if len(await tx.lists.of_person(person_id)) >= MOST_SHARED:
                return NotTaken.TOO_MANY_LINKS
            token = secrets.token_urlsafe(TOKEN_BYTES)
            await tx.lists.add(person_id, token, ExerciseList(asked.title, asked.exercises), update_id)
            return token

    async def shared(self, person_id: int) -> tuple[SharedList, ...]:
        """What a person shares, the oldest first."""
        async with self._database.read() as tx:
            return await tx.lists.of_person(person_id)

    async def with_token(self, token: str) -> ExerciseList | None:
        """The list that is shared under a token, or None."""
        async with self._database.read() as tx:
            return await tx.lists.with_token(token)

    async def revoke(self, person_id: int, list_id: int) -> bool:
        """Whether a person's link led somewhere until now; it does no more."""
        async with self._database.write() as tx:
            return await tx.lists.remove(list_id, person_id)
