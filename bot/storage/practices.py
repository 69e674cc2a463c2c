"""Questions about practices: the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, delete, or_, select, update

from bot.domain.practice import Pain, Practice
from bot.storage.tables import practices
from bot.storage.topic import Topic


@dataclass(frozen=True, slots=True)
class NewPractice:
    """An entry to be kept; seconds are hamstring seconds a leg."""

    person_id: int
    day: date
    stretch_id: str
    done_at: datetime
    left: int
    right: int
    timed: bool
    counts: bool
    prompt_id: int | None
    update_id: int | None
    pain: Pain | None = None


class Practices(Topic):
    async def get(self, practice_id: int, person_id: int) -> Practice | None:
        """A person's own entry, or None."""
        return await self._one(practices.c.id == practice_id, practices.c.person_id == person_id)

    async def of_prompt(self, prompt_id: int) -> Practice | None:
        """The entry of a prompt, or None."""
        return await self._one(practices.c.prompt_id == prompt_id)

    async def of_update(self, update_id: int) -> Practice | None:
        """The entry that an update made, or None."""
        return await self._one(practices.c.update_id == update_id)

    async def of_person(self, person_id: int) -> tuple[Practice, ...]:
        """A person's whole record, oldest first."""
        query = (
            select(practices)
            .where(practices.c.person_id == person_id)
            .order_by(practices.c.day, practices.c.done_at, practices.c.id)
        )
        return tuple(_practice(row) for row in await self._connection.execute(query))

    async def add(self, new: NewPractice) -> Practice | None:
        """Keeps an entry; one too short to count gives way, any other of the same prompt or update stays: None."""
        values = {
            "person_id": new.person_id,
            "day": new.day,
            "stretch_id": new.stretch_id,
            "prompt_id": new.prompt_id,
            "done_at": new.done_at,
            "left_seconds": new.left,
            "right_seconds": new.right,
            "timed": new.timed,
            "counts": new.counts,
            "pain": new.pain and new.pain.value,
            "update_id": new.update_id,
        }
        if new.prompt_id is not None:
            await self._connection.execute(
                delete(practices).where(
                    practices.c.prompt_id == new.prompt_id,
                    practices.c.counts.is_(False),
                    or_(practices.c.update_id.is_(None), practices.c.update_id != new.update_id),
                )
            )
        statement = self._insert(practices).values(values).on_conflict_do_nothing().returning(practices)
        row = (await self._connection.execute(statement)).first()
        return None if row is None else _practice(row)

    async def rate(self, practice_id: int, pain: Pain) -> None:
        """Keeps what a person said about pain."""
        await self._connection.execute(
            update(practices).where(practices.c.id == practice_id).values(pain=pain.value)
        )

    async def remove(self, practice_id: int, person_id: int) -> bool:
        """Takes a person's own entry back; False when it was gone."""
        statement = delete(practices).where(
            and_(practices.c.id == practice_id, practices.c.person_id == person_id)
        )
        return (await self._connection.execute(statement)).rowcount > 0

    async def _one(self, *conditions: Any) -> Practice | None:
        row = (await self._connection.execute(select(practices).where(*conditions))).first()
        return None if row is None else _practice(row)


def _practice(row: Row[Any]) -> Practice:
    return Practice(
        id=row.id,
        person_id=row.person_id,
        day=row.day,
        stretch_id=row.stretch_id,
        done_at=row.done_at,
        left=row.left_seconds,
        right=row.right_seconds,
        timed=row.timed,
        counts=row.counts,
        prompt_id=row.prompt_id,
        pain=None if row.pain is None else Pain(row.pain),
    )
