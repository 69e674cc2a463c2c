"""Questions about prompts: what was shown to whom, and how it was answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, null, select, update

from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason
from bot.storage.prompt_rows import DELIVERED, NewPrompt, prompt_of, row_of
from bot.storage.tables import people, prompts
from bot.storage.topic import Topic

PROMPT = select(prompts).where(
    prompts.c.id == bindparam("prompt_id"), prompts.c.person_id == bindparam("person_id")
)
# Of several that one message has shown, what it shows now.
OF_MESSAGE = (
    select(prompts)
    .where(prompts.c.message_id == bindparam("message_id"), prompts.c.person_id == bindparam("person_id"))
    .order_by(prompts.c.id.desc())
    .limit(1)
)
OF_UPDATE = select(prompts).where(prompts.c.update_id == bindparam("update_id"))
# By the person, for whom there is an index.
REPLACEMENT_OF = select(prompts).where(
    prompts.c.person_id == bindparam("person_id"),
    prompts.c.origin_id == bindparam("prompt_id"),
    prompts.c.kind != PromptKind.SNOOZED.value,
)
LATEST = (
    select(prompts)
    .where(prompts.c.person_id == bindparam("person_id"), prompts.c.delivery.in_(DELIVERED))
    .order_by(prompts.c.due_at.desc(), prompts.c.id.desc())
    .limit(1)
)
LATEST_OF_SLOT = (
    select(prompts)
    .where(
        prompts.c.person_id == bindparam("person_id"),
        prompts.c.kind == PromptKind.SLOT.value,
        prompts.c.delivery.in_([*DELIVERED, Delivery.SKIPPED.value]),
        prompts.c.due_at.between(bindparam("since"), bindparam("by")),
    )
    .order_by(prompts.c.due_at.desc(), prompts.c.id.desc())
    .limit(1)
)
LATEST_BY = LATEST.where(prompts.c.due_at <= bindparam("by"))
DELIVERED_SINCE = (
    select(prompts)
    .where(
        prompts.c.person_id.in_(bindparam("person_ids", expanding=True)),
        prompts.c.due_at >= bindparam("since"),
        prompts.c.delivery.in_(DELIVERED),
    )
    .order_by(prompts.c.due_at.desc(), prompts.c.id.desc())
)
OF_PERSON = (
    select(prompts)
    .where(prompts.c.person_id == bindparam("person_id"))
    .order_by(prompts.c.due_at, prompts.c.id)
)
DAYS_ASKED = select(prompts.c.day).where(
    prompts.c.person_id == bindparam("person_id"),
    prompts.c.delivery.in_(DELIVERED),
    prompts.c.kind == PromptKind.SLOT.value,
)
# Before anything was sent.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# On how many days a reminder came since somebody was last heard of, and was left open.
UNANSWERED = (
    select(prompts.c.person_id, func.count(prompts.c.day.distinct()).label("days"))
    .join(people, people.c.id == prompts.c.person_id)
    .where(
        prompts.c.person_id.in_(bindparam("person_ids", expanding=True)),
        prompts.c.delivery.in_(DELIVERED),
        prompts.c.answer.is_(None),
        prompts.c.kind.in_([PromptKind.SLOT.value, PromptKind.SNOOZED.value]),
        prompts.c.due_at
        > func.coalesce(people.c.last_seen_at, bindparam("long_ago", type_=people.c.last_seen_at.type)),
    )
    .group_by(prompts.c.person_id)
)
ANSWER = update(prompts).where(prompts.c.id == bindparam("prompt_id"))


@dataclass(frozen=True, slots=True)
class SecondChance:
    """A prompt that is to be shown once more at an instant."""

    prompt_id: int
    person_id: int
    at: datetime


class Prompts(Topic):
    """Prompts of one person, with their answers."""

    async def get(self, prompt_id: int, person_id: int) -> Prompt | None:
        """A person's own prompt, or None."""
        return await self._one(PROMPT, prompt_id=prompt_id, person_id=person_id)

    async def of_message(self, message_id: int, person_id: int) -> Prompt | None:
        """The prompt that a message in a person's chat shows, or None."""
        return await self._one(OF_MESSAGE, message_id=message_id, person_id=person_id)

    async def of_update(self, update_id: int) -> Prompt | None:
        """The prompt that an update asked for, or None."""
        return await self._one(OF_UPDATE, update_id=update_id)

    async def replacement_of(self, prompt_id: int, person_id: int) -> Prompt | None:
        """The prompt that came in the place of this one of a person's, or None."""
        return await self._one(REPLACEMENT_OF, prompt_id=prompt_id, person_id=person_id)

    async def latest(self, person_id: int, by: datetime | None = None) -> Prompt | None:
        """The prompt delivered last, of those that were due by an instant where one is given; None without any."""
        if by is None:
            return await self._one(LATEST, person_id=person_id)
        return await self._one(LATEST_BY, person_id=person_id, by=by)

    async def latest_of_slot(self, person_id: int, since: datetime, by: datetime) -> Prompt | None:
        """The last prompt of a time, due between two instants, that came or was left out; None without any."""
        return await self._one(LATEST_OF_SLOT, person_id=person_id, since=since, by=by)

    async def delivered_since(
        self, person_ids: Collection[int], since: datetime
    ) -> dict[int, tuple[Prompt, ...]]:
        """The delivered prompts of each of these people since an instant, newest first."""
        found: dict[int, list[Prompt]] = {person_id: [] for person_id in person_ids}
        asked = {"person_ids": list(person_ids), "since": since}
        for row in await self._connection.execute(DELIVERED_SINCE, asked):
            found[row.person_id].append(prompt_of(row))
        return {person_id: tuple(rows) for person_id, rows in found.items()}

    async def of_person(self, person_id: int) -> tuple[Prompt, ...]:
        """All prompts of a person that are kept, whatever became of them, oldest first."""
        rows = await self._connection.execute(OF_PERSON, {"person_id": person_id})
        return tuple(prompt_of(row) for row in rows)

    async def unanswered_days(self, person_ids: Collection[int]) -> dict[int, int]:
        """On how many days a reminder came to each of these people since they were last heard of, left unanswered."""
        rows = await self._connection.execute(
            UNANSWERED, {"person_ids": list(person_ids), "long_ago": LONG_AGO}
        )
        return dict.fromkeys(person_ids, 0) | {row.person_id: row.days for row in rows}

    async def waits_for_safety(self, person_id: int, day: date) -> bool:
        """Whether the safety screen came in the place of a prompt of that day."""
        query = select(prompts.c.id).where(
            prompts.c.person_id == person_id, prompts.c.day == day, prompts.c.reason == Reason.SAFETY.value
        )
        return (await self._connection.execute(query.limit(1))).first() is not None

    async def days_asked(self, person_id: int) -> frozenset[date]:
        """The days on which a slot's prompt reached the person."""
        days = await self._connection.execute(DAYS_ASKED, {"person_id": person_id})
        return frozenset(days.scalars())

    async def add(self, new: NewPrompt) -> int | None:
        """Keeps a prompt and returns its id; None when that update or occurrence has one already."""
        statement = self._insert(prompts).values(row_of(new)).on_conflict_do_nothing().returning(prompts.c.id)
        return (await self._connection.execute(statement)).scalar()

    async def answer(self, prompt_id: int, answer: Answer | None, at: datetime | None) -> None:
        """Keeps how a prompt was answered; None opens it."""
        answered = {"prompt_id": prompt_id, "answer": answer and answer.value, "answered_at": at}
        await self._connection.execute(ANSWER, answered)

    async def second_chances(self, by: datetime, most: int) -> tuple[SecondChance, ...]:
        """What is to be shown once more by an instant, at most so many, the longest due first."""
        query = (
            select(prompts.c.id, prompts.c.person_id, prompts.c.again_at)
            .where(prompts.c.again_at.is_not(None), prompts.c.again_at <= by)
            .order_by(prompts.c.again_at)
            .limit(most)
        )
        return tuple(SecondChance(*row) for row in await self._connection.execute(query))

    async def next_second_chance_at(self) -> datetime | None:
        """When the next prompt of anybody is to be shown once more."""
        query = select(prompts.c.again_at).where(prompts.c.again_at.is_not(None))
        return (await self._connection.execute(query.order_by(prompts.c.again_at).limit(1))).scalar()

    async def take_second_chance(self, prompt_id: int) -> bool:
        """Whether a prompt still had a second chance, which it has no more from now on."""
        mine = prompts.c.id == prompt_id, prompts.c.again_at.is_not(None)
        taken = await self._connection.execute(update(prompts).where(*mine).values(again_at=null()))
        return taken.rowcount > 0

    async def moved(self, prompt_id: int, message_id: int, *, has_picture: bool) -> None:
        """Keeps that another message shows a prompt now."""
        now_shown = {"message_id": message_id, "has_picture": has_picture}
        await self._connection.execute(update(prompts).where(prompts.c.id == prompt_id).values(now_shown))

    async def drop_waiting(
        self, person_id: int, *, slot_id: int | None = None, instead_of: Prompt | None = None
    ) -> int:
        """Skips a person's snoozed prompts that have not come back yet, and returns how many.

        With `slot_id` only those of that slot; with `instead_of` only those that would show that prompt again.
        """
        mine = [
            prompts.c.person_id == person_id,
            prompts.c.kind == PromptKind.SNOOZED.value,
            prompts.c.delivery == Delivery.WAITING.value,
        ]
        if instead_of is not None and instead_of.slot_id is None:
            mine.append(prompts.c.origin_id == instead_of.id)
        elif instead_of is not None:
            mine.append(prompts.c.slot_id == instead_of.slot_id)
        if slot_id is not None:
            mine.append(prompts.c.slot_id == slot_id)
        statement = (
            update(prompts)
            .where(*mine)
            .values(delivery=Delivery.SKIPPED.value, reason=Reason.DROPPED.value, waiting_until=null())
        )
        return (await self._connection.execute(statement)).rowcount

    async def _one(self, query: Select[Any], **asked: int | datetime) -> Prompt | None:
        row = (await self._connection.execute(query, asked)).first()
        return None if row is None else prompt_of(row)
