"""Questions about prompts: what was shown to whom, and how it was answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, null, select, update

from bot.domain.prompt import Answer, Delivery, Prompt, PromptKind, Reason
from bot.storage.prompt_rows import DELIVERED, NewPrompt, prompt_of, row_of
from bot.storage.tables import prompts
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
DAYS_ASKED = select(prompts.c.day).where(
    prompts.c.person_id == bindparam("person_id"),
    prompts.c.delivery.in_(DELIVERED),
    prompts.c.kind == PromptKind.SLOT.value,
)
ANSWER = update(prompts).where(prompts.c.id == bindparam("prompt_id"))


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
