"""Questions about people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, case, delete, func, or_, select, update

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.person import Missed, Options, Person, Progress, Recovery, Standing
from bot.domain.setting import Setting
from bot.storage.dialogues import dialogue_of, dialogue_row, own_of, own_row, wishes_of, wishes_row
from bot.storage.tables import people
from bot.storage.topic import Topic

# The parts of a person; their columns stand in the one row.
PARTS = {"options": Options, "progress": Progress, "recovery": Recovery}

# As `Person.is_paused` says it of one person, at the instant `now`.
IS_PAUSED = and_(
    people.c.standing == Standing.PAUSED.value,
    or_(people.c.paused_from.is_(None), people.c.paused_from <= bindparam("now")),
    or_(people.c.paused_until.is_(None), people.c.paused_until > bindparam("now")),
)
SUBSCRIBED = tuple(standing.value for standing in Standing if standing.is_subscribed)
LEFT = tuple(standing.value for standing in Standing if not standing.is_subscribed)

PERSON = select(people).where(people.c.id == bindparam("person_id"))
# Not against rows that name them: who writes a tip that was shown must not wait for who answers a press.
PERSON_HELD = PERSON.with_for_update(key_share=True)
# In order of their ids: two processes that each hold what the other wants would wait for ever.
SEVERAL = select(people).where(people.c.id.in_(bindparam("person_ids", expanding=True))).order_by(people.c.id)
SEVERAL_HELD = SEVERAL.with_for_update(key_share=True)
SEVERAL_FREE = SEVERAL.with_for_update(key_share=True, skip_locked=True)
SAVE = update(people).where(people.c.id == bindparam("person_id"))


class People(Topic):
    """Everybody who ever wrote to Limber."""

    async def get(self, person_id: int) -> Person | None:
        """The person, held by a transaction that may write, or None."""
        query = PERSON_HELD if self._writes else PERSON
        row = (await self._connection.execute(query, {"person_id": person_id})).mappings().first()
        return None if row is None else person_of(row)

    async def held(self, person_ids: Collection[int], *, waits: bool = True) -> dict[int, Person]:
        """These people, held for this transaction; those whom another process holds are waited for or left out."""
        if not person_ids:
            return {}
        query = SEVERAL_HELD if waits else SEVERAL_FREE
        rows = await self._connection.execute(query, {"person_ids": list(person_ids)})
        return {row["id"]: person_of(row) for row in rows.mappings()}

    async def coming_back(self, after: datetime, by: datetime) -> tuple[Person, ...]:
        """The people whose breaks end after an instant and by another."""
        query = select(people).where(
            people.c.standing == Standing.PAUSED.value,
            people.c.paused_until > after,
            people.c.paused_until <= by,
        )
        rows = await self._connection.execute(query)
        return tuple(person_of(row) for row in rows.mappings())

    async def with_zone(self, after_id: int | None, most: int) -> tuple[Person, ...]:
        """People who have said where they live, held for this transaction, in order of their ids, after `after_id`."""
        query = select(people).where(people.c.zone_name.is_not(None)).order_by(people.c.id).limit(most)
        if after_id is not None:
            query = query.where(people.c.id > after_id)
        rows = await self._connection.execute(query.with_for_update(key_share=True))
        return tuple(person_of(row) for row in rows.mappings())

    async def count_by_standing(self, now: datetime) -> Counter[Standing]:
        """How many people there are by their standing; who is on no break just now is active."""
        is_active = and_(people.c.standing.in_(SUBSCRIBED), ~IS_PAUSED)
        standing = case((is_active, Standing.ACTIVE.value), else_=people.c.standing).label("standing_now")
        query = select(standing, func.count()).group_by(standing)
        rows = await self._connection.execute(query, {"now": now})
        return Counter({Standing(standing): count for standing, count in rows})

    async def count_banned(self) -> int:
        """How many are banned."""
        query = select(func.count()).where(people.c.banned_at.is_not(None))
        return (await self._connection.execute(query)).scalar_one()

    async def add(self, person: Person) -> None:
        """Adds a person, or does nothing when they are known."""
        await self._connection.execute(
            self._insert(people).values(person_row(person)).on_conflict_do_nothing()
        )

    async def save(self, person: Person) -> None:
        """Keeps everything known about a person."""
        await self._connection.execute(SAVE, {**person_row(person), "person_id": person.id})

    async def saw(self, person_id: int, at: datetime) -> bool:
        """Keeps when a person was last heard of; False when nothing is known about them."""
        seen = await self._connection.execute(SAVE, {"person_id": person_id, "last_seen_at": at})
        return seen.rowcount > 0

    async def remove_left(self, unseen_since: datetime, most: int) -> int:
        """Removes people who get no prompts and were not heard of since then, with every row of theirs."""
        left = (
            select(people.c.id)
            .where(or_(people.c.standing.in_(LEFT), people.c.banned_at.is_not(None)))
            .where(people.c.last_seen_at < unseen_since)
            .limit(most)
        )
        return (await self._connection.execute(delete(people).where(people.c.id.in_(left)))).rowcount

    async def remove(self, person_id: int) -> None:
        """Removes a person and every row of theirs."""
        await self._connection.execute(delete(people).where(people.c.id == person_id))


def person_of(row: RowMapping) -> Person:
    """The person of a row of `people`."""
    values = dict[str, Any](row)
    values["missed"] = Missed(values.pop("missed_running"), values.pop("missed_ever"))
    values["standing"] = Standing(values["standing"])
    values["setting"] = None if values["setting"] is None else Setting(values["setting"])
    values["dialogue"] = dialogue_of(values["dialogue"])
    values["early_times"] = wishes_of(values["early_times"])
    values["own"] = own_of(values["own"])
    # Follow from the days of a break; kept for questions about many people.
    del values["paused_from"], values["paused_until"]
    kind, since, young = (values.pop(name) for name in ("alarm", "alarm_at", "alarm_young"))
    values["alarm"] = None if kind is None else Alarm(AlarmKind(kind), since, young)
    for name, part in PARTS.items():
        values[name] = part(**{field.name: values.pop(field.name) for field in fields(part)})
    return Person(**values)


def person_row(person: Person) -> dict[str, Any]:
    """The columns of a person's row, by name."""
    values = {field.name: getattr(person, field.name) for field in fields(person)}
    for name, part in PARTS.items():
        whole = values.pop(name)
        values |= {field.name: getattr(whole, field.name) for field in fields(part)}
    missed = values.pop("missed")
    values |= {"missed_running": missed.running, "missed_ever": missed.ever}
    values["standing"] = values["standing"].value
    values["setting"] = values["setting"] and values["setting"].value
    values["dialogue"] = dialogue_row(person.dialogue)
    values["early_times"] = wishes_row(person.early_times)
    values["own"] = own_row(person.own)
    values |= {"paused_from": person.paused_from, "paused_until": person.paused_until}
    alarm = person.alarm
    values |= {
        "alarm": alarm and alarm.kind.value,
        "alarm_at": alarm and alarm.since,
        "alarm_young": alarm is not None and alarm.young,
    }
    return values
