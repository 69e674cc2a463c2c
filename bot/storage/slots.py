"""Questions about slots: the times people chose, and which of them are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, case, delete, func, insert, select, update

from bot.domain.schedule import Occurrence, Slot, Wish
from bot.domain.setting import Setting
from bot.storage.prompt_rows import DELIVERED, ON_ITS_WAY
from bot.storage.tables import prompts, slots
from bot.storage.topic import Topic


class Slots(Topic):
    """People's times, each with its next occurrence."""

    async def of_person(self, person_id: int) -> tuple[Slot, ...]:
        """A person's slots in order of time; while they are not subscribed, without a next occurrence."""
        query = select(slots).where(slots.c.person_id == person_id).order_by(slots.c.at, slots.c.id)
        return tuple(_slot(row) for row in await self._connection.execute(query))

    async def people_due(self, now: datetime, most: int) -> tuple[int, ...]:
        """The people with a due slot, longest waiting first."""
        query = (
            select(slots.c.person_id)
            .where(slots.c.next_due_at <= now)
            .order_by(slots.c.next_due_at)
            .limit(most)
        )
        return tuple(dict.fromkeys((await self._connection.execute(query)).scalars()))

    async def due(self, person_ids: Sequence[int], now: datetime) -> tuple[Slot, ...]:
        """The due slots of these people."""
        query = select(slots).where(slots.c.person_id.in_(person_ids), slots.c.next_due_at <= now)
        return tuple(_slot(row) for row in await self._connection.execute(query))

    async def planned(self, person_ids: Sequence[int]) -> tuple[Slot, ...]:
        """The slots of these people that have a next occurrence."""
        query = select(slots).where(slots.c.person_id.in_(person_ids), slots.c.next_due_at.is_not(None))
        return tuple(_slot(row) for row in await self._connection.execute(query))

    async def next_due_at(self) -> datetime | None:
        """When the next slot of anybody is due."""
        earliest: datetime | None = (
            await self._connection.execute(select(func.min(slots.c.next_due_at)))
        ).scalar()
        return earliest

    async def count_due(self, now: datetime) -> int:
        """How many slots are due and not claimed yet."""
        query = select(func.count()).select_from(slots).where(slots.c.next_due_at <= now)
        return (await self._connection.execute(query)).scalar_one()

    async def last_on(self, person_id: int) -> dict[int, tuple[date, datetime | None]]:
        """The date of each slot's last occurrence, and the instant of the last that was sent, by the slot's id.

        A snoozed prompt and one that came in another's place have the slot's id and no date: they are no occurrences.
        """
        was_sent = prompts.c.delivery.in_([*ON_ITS_WAY, *DELIVERED])
        query = (
            select(
                prompts.c.slot_id, func.max(prompts.c.slot_on), func.max(case((was_sent, prompts.c.due_at)))
            )
            .where(prompts.c.person_id == person_id, prompts.c.slot_on.is_not(None))
            .group_by(prompts.c.slot_id)
        )
        rows = (await self._connection.execute(query)).all()
        return {slot_id: (on, sent_at) for slot_id, on, sent_at in rows if slot_id is not None}

    async def add(self, person_id: int, wish: Wish, following: Occurrence | None) -> int:
        """Adds a slot and returns its id."""
        values = {
            "person_id": person_id,
            **_wish(wish),
            **_next(following),
            "since": following and following.on,
        }
        added = await self._connection.execute(insert(slots).values(values).returning(slots.c.id))
        return int(added.scalar_one())

    async def change(self, slot_id: int, wish: Wish, following: Occurrence | None) -> None:
        """Changes the time, days and next occurrence of a slot."""
        values = {**_wish(wish), **_next(following), "since": following and following.on}
        await self._connection.execute(update(slots).where(slots.c.id == slot_id).values(values))

    async def move(self, following: Sequence[tuple[int, Occurrence]]) -> None:
        """Sets the next occurrence of several slots."""
        if following:
            # What was set before this was kept, or while somebody was not subscribed, begins with what comes next.
            since = func.coalesce(slots.c.since, bindparam("begins_on", type_=slots.c.since.type))
            statement = update(slots).where(slots.c.id == bindparam("slot")).values(since=since)
            rows = [
                {"slot": slot_id, "begins_on": occurrence.on, **_next(occurrence)}
                for slot_id, occurrence in following
            ]
            await self._connection.execute(statement, rows)

    async def place(self, slot_id: int, setting: Setting | None) -> None:
        """Keeps where the person is at a slot's time; None for where they always stretch."""
        kept = setting and setting.value
        await self._connection.execute(update(slots).where(slots.c.id == slot_id).values(setting=kept))

    async def keep_hour(self, slot_id: int, *, keeps: bool = True) -> None:
        """Keeps whether a slot is to stay at its hour."""
        await self._connection.execute(update(slots).where(slots.c.id == slot_id).values(keeps_hour=keeps))

    async def rest(self, person_id: int) -> None:
        """Leaves a person's slots without a next occurrence."""
        await self._connection.execute(
            update(slots).where(slots.c.person_id == person_id).values(**_next(None), since=None)
        )

    async def remove(self, slot_id: int) -> None:
        """Removes a slot; its prompts stay."""
        await self._connection.execute(delete(slots).where(slots.c.id == slot_id))


def _slot(row: Row[Any]) -> Slot:
    following = None if row.next_due_at is None else Occurrence(row.next_due_at, row.next_on)
    setting = None if row.setting is None else Setting(row.setting)
    wish = Wish(row.at, row.days, row.extra, row.every, row.first_on)
    return Slot(row.id, row.person_id, wish, following, setting, row.keeps_hour, row.since)


def _wish(wish: Wish) -> dict[str, Any]:
    recurs = {"days": wish.days, "every": wish.every, "first_on": wish.first_on}
    return {"at": wish.at, "extra": wish.extra, **recurs}


def _next(following: Occurrence | None) -> dict[str, Any]:
    if following is None:
        return {"next_due_at": None, "next_on": None}
    return {"next_due_at": following.due_at, "next_on": following.on}
