"""Questions about practices: the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, delete, func, or_, select, update

from bot.domain.practice import Felt, Pain, Practice
from bot.storage.tables import practices
from bot.storage.topic import Topic, insert_in


@dataclass(frozen=True, slots=True)
class NewPractice:
    """An entry to be kept; `left` and `right` are hamstring seconds, `seconds` those of the whole effort."""

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
    seconds: int = 0


OF_PROMPT = select(practices).where(practices.c.prompt_id == bindparam("prompt_id")).order_by(practices.c.id)
OF_UPDATE = select(practices).where(practices.c.update_id == bindparam("update_id"))
OF_PERSON = (
    select(practices)
    .where(practices.c.person_id == bindparam("person_id"))
    .order_by(practices.c.day, practices.c.done_at, practices.c.id)
)
LEGS = (
    select(
        practices.c.person_id,
        practices.c.day,
        func.sum(practices.c.left_seconds),
        func.sum(practices.c.right_seconds),
    )
    .where(
        practices.c.person_id.in_(bindparam("person_ids", expanding=True)),
        practices.c.day >= bindparam("since"),
    )
    .group_by(practices.c.person_id, practices.c.day)
)
GIVE_WAY = delete(practices).where(
    practices.c.prompt_id == bindparam("prompt_id"),
    practices.c.stretch_id == bindparam("stretch_id"),
    practices.c.counts.is_(False),
    or_(practices.c.update_id.is_(None), practices.c.update_id.is_distinct_from(bindparam("update_id"))),
)


@cache
def _add(dialect: str) -> Any:
    return insert_in(dialect, practices).on_conflict_do_nothing().returning(practices)


class Practices(Topic):
    """The entries of people's records."""

    async def get(self, practice_id: int, person_id: int) -> Practice | None:
        """A person's own entry, or None."""
        query = select(practices).where(practices.c.id == practice_id, practices.c.person_id == person_id)
        return await self._one(query)

    async def of_prompt(self, prompt_id: int) -> dict[str, Practice]:
        """The entries of a prompt, by stretch: a session has one for each."""
        rows = await self._connection.execute(OF_PROMPT, {"prompt_id": prompt_id})
        return {row.stretch_id: _practice(row) for row in rows}

    async def of_update(self, update_id: int) -> Practice | None:
        """The entry that an update made, or None."""
        return await self._one(OF_UPDATE, update_id=update_id)

    async def of_person(self, person_id: int) -> tuple[Practice, ...]:
        """A person's whole record, oldest first."""
        rows = await self._connection.execute(OF_PERSON, {"person_id": person_id})
        return tuple(_practice(row) for row in rows)

    async def legs_since(self, person_ids: Collection[int], since: date) -> dict[int, dict[date, int]]:
        """The hamstring seconds of the fuller leg of each of these people, day by day."""
        found: dict[int, dict[date, int]] = {person_id: {} for person_id in person_ids}
        asked = {"person_ids": list(person_ids), "since": since}
        for person_id, day, lefts, rights in await self._connection.execute(LEGS, asked):
            found[person_id][day] = max(lefts, rights)
        return found

    async def add(self, new: NewPractice) -> Practice | None:
        """Keeps an entry and returns it; None where one of the same prompt and stretch, or update, stands already.

        One of that prompt and stretch that was too short to count gives way.
        """
        values = {
            "person_id": new.person_id,
            "day": new.day,
            "stretch_id": new.stretch_id,
            "prompt_id": new.prompt_id,
            "done_at": new.done_at,
            "left_seconds": new.left,
            "right_seconds": new.right,
            "seconds": new.seconds,
            "timed": new.timed,
            "counts": new.counts,
            "pain": new.pain and new.pain.value,
            "update_id": new.update_id,
        }
        if new.prompt_id is not None:
            same = {name: values[name] for name in ("prompt_id", "stretch_id", "update_id")}
            await self._connection.execute(GIVE_WAY, same)
        row = (await self._connection.execute(_add(self._dialect), values)).first()
        return None if row is None else _practice(row)

    async def rate(self, practice_id: int, pain: Pain) -> None:
        """Keeps what a person said about pain in an entry."""
        await self._connection.execute(
            update(practices).where(practices.c.id == practice_id).values(pain=pain.value)
        )

    async def feel(self, entry: Practice, felt: Felt) -> frozenset[int]:
        """Keeps how hard what an entry is about was, and returns its id; of a session those of all its entries."""
        mine = (
            or_(practices.c.id == entry.id, _made_together(entry)),
            practices.c.person_id == entry.person_id,
        )
        statement = update(practices).where(*mine).values(felt=felt.value).returning(practices.c.id)
        return frozenset((await self._connection.execute(statement)).scalars())

    async def mark_worse(self, practice_id: int) -> None:
        """Keeps that the pain of an entry was worse the day after."""
        await self._connection.execute(
            update(practices).where(practices.c.id == practice_id).values(worse=True)
        )

    async def hold(self, practice_id: int, left: int, right: int, seconds: int) -> None:
        """Keeps what somebody says of how long they held; it counts, and no timer has measured it."""
        held = {"left_seconds": left, "right_seconds": right, "seconds": seconds}
        mine = update(practices).where(practices.c.id == practice_id)
        await self._connection.execute(mine.values(**held, timed=False, counts=True))

    async def remove_alone(self, practice_ids: Collection[int]) -> None:
        """Takes entries back, each without what it was made with."""
        await self._connection.execute(delete(practices).where(practices.c.id.in_(practice_ids)))

    async def remove(self, entry: Practice) -> tuple[str, ...]:
        """Takes an entry back, with all the others where it is one of a session; returns their stretches."""
        mine = (
            or_(practices.c.id == entry.id, _made_together(entry)),
            practices.c.person_id == entry.person_id,
        )
        statement = delete(practices).where(*mine).returning(practices.c.stretch_id)
        return tuple((await self._connection.execute(statement)).scalars())

    async def _one(self, query: Select[Any], **asked: int) -> Practice | None:
        row = (await self._connection.execute(query, asked)).first()
        return None if row is None else _practice(row)


def _made_together(entry: Practice) -> ColumnElement[bool]:
    """Whether an entry belongs to the same session as another."""
    if entry.prompt_id is not None:
        return practices.c.prompt_id == entry.prompt_id
    # What was logged once more has no prompt of its own; what was logged at one instant goes together.
    return and_(practices.c.prompt_id.is_(None), practices.c.done_at == entry.done_at)


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
        worse=row.worse,
        seconds=row.seconds,
        felt=None if row.felt is None else Felt(row.felt),
    )
