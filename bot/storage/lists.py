"""Questions about lists of exercises that people share by a link."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from bot.domain.listfile import ExerciseList, SharedList
from bot.storage.dialogues import drafts_of, drafts_row
from bot.storage.tables import shared_lists
from bot.storage.topic import Topic


class Lists(Topic):
    """What is shared, and by whom; never who looked at it."""

    async def add(self, person_id: int, token: str, exercises: ExerciseList, update_id: int) -> None:
        """Shares a list under a token."""
        values = {
            "person_id": person_id,
            "token": token,
            "title": exercises.title,
            "exercises": drafts_row(exercises.exercises),
            "update_id": update_id,
        }
        await self._connection.execute(insert(shared_lists).values(values))

    async def of_update(self, update_id: int) -> str | None:
        """The token under which an update has shared something before, or None."""
        query = select(shared_lists.c.token).where(shared_lists.c.update_id == update_id)
        return (await self._connection.execute(query)).scalar()

    async def of_person(self, person_id: int) -> tuple[SharedList, ...]:
        """What a person shares, the oldest first."""
        query = select(shared_lists).where(shared_lists.c.person_id == person_id).order_by(shared_lists.c.id)
        rows = await self._connection.execute(query)
        return tuple(
            SharedList(row.id, row.token, ExerciseList(row.title, drafts_of(row.exercises))) for row in rows
        )

    async def with_token(self, token: str) -> ExerciseList | None:
        """The list that is shared under a token, or None."""
        row = (
            await self._connection.execute(select(shared_lists).where(shared_lists.c.token == token))
        ).first()
        return None if row is None else ExerciseList(row.title, drafts_of(row.exercises))

    async def remove(self, list_id: int, person_id: int) -> bool:
        """Whether a person's list was shared until now."""
        query = delete(shared_lists).where(
            shared_lists.c.id == list_id, shared_lists.c.person_id == person_id
        )
        return (await self._connection.execute(query)).rowcount > 0
