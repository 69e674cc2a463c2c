"""Questions about prompts: claims, outcomes, answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, func, null, or_, select, update

from bot.domain.prompt import ANSWERABLE_FOR, Answer, Delivery, Kind, Prompt, Reason
from bot.domain.stretch import Dose, Part, Side
from bot.storage.tables import prompts
from bot.storage.topic import Topic

ON_ITS_WAY = (Delivery.CLAIMED.value, Delivery.SENDING.value)
DELIVERED = (Delivery.SENT.value, Delivery.UNKNOWN.value)


@dataclass(frozen=True, slots=True)
class NewPrompt:
    """A prompt to be kept: on its way under a lease, waiting for its time, or skipped with a reason."""

    person_id: int
    kind: Kind
    due_at: datetime
    day: date
    delivery: Delivery
    reason: Reason | None = None
    slot_id: int | None = None
    on: date | None = None
    origin_id: int | None = None
    waiting_until: datetime | None = None
    stretch_id: str | None = None
    dose: Dose | None = None
    first_side: Side = Side.LEFT
    parts: tuple[Part, ...] = ()
    lease_by: str | None = None
    lease_until: datetime | None = None
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a prompt that was to be sent."""

    prompt_id: int
    delivery: Delivery
    reason: Reason | None = None
    message_id: int | None = None
    has_picture: bool = False
    waiting_until: datetime | None = None
    attempt_used: bool = True


class Prompts(Topic):
    async def get(self, prompt_id: int, person_id: int) -> Prompt | None:
        """A person's own prompt, or None."""
        query = select(prompts).where(prompts.c.id == prompt_id, prompts.c.person_id == person_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _prompt(row)

    async def of_message(self, message_id: int, person_id: int) -> Prompt | None:
        """The prompt that a message in a person's chat shows, or None."""
        query = select(prompts).where(prompts.c.message_id == message_id, prompts.c.person_id == person_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _prompt(row)

    async def of_update(self, update_id: int) -> Prompt | None:
        """The prompt that an update asked for, or None."""
        row = (
            await self._connection.execute(select(prompts).where(prompts.c.update_id == update_id))
        ).first()
        return None if row is None else _prompt(row)

    async def replacement_of(self, prompt_id: int) -> Prompt | None:
        """The prompt that came in the place of this one, or None."""
        query = select(prompts).where(prompts.c.origin_id == prompt_id, prompts.c.kind != Kind.SNOOZED.value)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _prompt(row)

    async def latest(self, person_id: int) -> Prompt | None:
        """The prompt delivered last, or None."""
        query = (
            select(prompts)
            .where(prompts.c.person_id == person_id, prompts.c.delivery.in_(DELIVERED))
            .order_by(prompts.c.due_at.desc(), prompts.c.id.desc())
            .limit(1)
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else _prompt(row)

    async def delivered_since(
        self, person_ids: Collection[int], since: datetime
    ) -> dict[int, tuple[Prompt, ...]]:
        """The delivered prompts of each of these people since an instant, newest first."""
        query = (
            select(prompts)
            .where(
                prompts.c.person_id.in_(person_ids),
                prompts.c.due_at >= since,
                prompts.c.delivery.in_(DELIVERED),
            )
            .order_by(prompts.c.due_at.desc(), prompts.c.id.desc())
        )
        found: dict[int, list[Prompt]] = {person_id: [] for person_id in person_ids}
        for row in await self._connection.execute(query):
            found[row.person_id].append(_prompt(row))
        return {person_id: tuple(rows) for person_id, rows in found.items()}

    async def waits_for_safety(self, person_id: int, day: date) -> bool:
        """Whether the safety screen came in the place of a prompt of that day."""
        query = select(prompts.c.id).where(
            prompts.c.person_id == person_id, prompts.c.day == day, prompts.c.reason == Reason.SAFETY.value
        )
        return (await self._connection.execute(query.limit(1))).first() is not None

    async def days_asked(self, person_id: int) -> frozenset[date]:
        """The days on which a slot's prompt reached the person."""
        query = select(prompts.c.day).where(
            prompts.c.person_id == person_id,
            prompts.c.delivery.in_(DELIVERED),
            prompts.c.kind == Kind.SLOT.value,
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def add(self, new: NewPrompt) -> int | None:
        """Keeps a prompt and returns its id; None when that update or occurrence has one already."""
        statement = self._insert(prompts).values(_row(new)).on_conflict_do_nothing().returning(prompts.c.id)
        return (await self._connection.execute(statement)).scalar()

    async def add_all(self, rows: Sequence[NewPrompt]) -> None:
        """Keeps many prompts; an occurrence that has one already keeps it."""
        if rows:
            statement = self._insert(prompts).on_conflict_do_nothing()
            await self._connection.execute(statement, [_row(new) for new in rows])

    async def wake(self, now: datetime, most: int, lease_by: str, lease_until: datetime) -> int:
        """Takes snoozed prompts whose time has come; returns how many."""
        due = (
            select(prompts.c.id)
            .where(prompts.c.waiting_until <= now)
            .order_by(prompts.c.waiting_until)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(prompts)
            .where(prompts.c.id.in_(due))
            .values(
                delivery=Delivery.CLAIMED.value,
                waiting_until=null(),
                lease_by=lease_by,
                lease_until=lease_until,
            )
        )
        return (await self._connection.execute(statement)).rowcount

    async def next_waiting_until(self) -> datetime | None:
        """When the next snoozed prompt of anybody comes back."""
        query = (
            select(prompts.c.waiting_until)
            .where(prompts.c.waiting_until.is_not(None))
            .order_by(prompts.c.waiting_until)
            .limit(1)
        )
        return (await self._connection.execute(query)).scalar()

    async def count_due(self, now: datetime) -> int:
        """How many prompts are on their way or waited until now."""
        # Two looks at two indexes: together in one condition they would be a look at every prompt there ever was.
        count = select(func.count()).select_from(prompts)
        on_its_way = await self._connection.execute(count.where(prompts.c.lease_until.is_not(None)))
        waited = await self._connection.execute(count.where(prompts.c.waiting_until <= now))
        return on_its_way.scalar_one() + waited.scalar_one()

    async def claimed_by(self, lease_by: str, most: int) -> tuple[Prompt, ...]:
        """Prompts on their way under this lease, oldest first."""
        query = (
            select(prompts)
            .where(
                prompts.c.delivery == Delivery.CLAIMED.value,
                prompts.c.lease_by == lease_by,
                prompts.c.lease_until.is_not(None),
            )
            .order_by(prompts.c.due_at, prompts.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        return tuple(_prompt(row) for row in await self._connection.execute(query))

    async def mark_sending(self, prompt_ids: Collection[int], lease_until: datetime) -> None:
        """Marks prompts as being sent, which counts as an attempt."""
        await self._connection.execute(
            update(prompts)
            .where(prompts.c.id.in_(prompt_ids))
            .values(delivery=Delivery.SENDING.value, attempts=prompts.c.attempts + 1, lease_until=lease_until)
        )

    async def choose(self, chosen: Sequence[Prompt]) -> None:
        """Keeps which stretches prompts show, and their doses."""
        if chosen:
            statement = (
                update(prompts)
                .where(prompts.c.id == bindparam("prompt"))
                .values(
                    stretch_id=bindparam("stretch"),
                    dose_step=bindparam("step"),
                    repetitions=bindparam("times"),
                    sides=bindparam("legs"),
                    first_side=bindparam("first"),
                    tip_id=bindparam("tip"),
                    parts=bindparam("guided"),
                )
            )
            rows = [
                {
                    "prompt": prompt.id,
                    "stretch": prompt.stretch_id,
                    "step": prompt.dose and prompt.dose.step,
                    "times": prompt.dose and prompt.dose.repetitions,
                    "legs": prompt.dose and prompt.dose.sides,
                    "first": prompt.first_side.value,
                    "tip": prompt.tip_id,
                    "guided": _written(prompt.parts),
                }
                for prompt in chosen
            ]
            await self._connection.execute(statement, rows)

    async def record(self, outcomes: Sequence[Outcome], lease_by: str) -> None:
        """Keeps what became of prompts under this lease and gives it up; what another process took over is its own."""
        if not outcomes:
            return
        statement = (
            update(prompts)
            .where(prompts.c.id == bindparam("prompt"), prompts.c.lease_by == lease_by)
            .values(
                delivery=bindparam("now_delivery"),
                reason=bindparam("why"),
                message_id=bindparam("message"),
                has_picture=bindparam("picture"),
                waiting_until=bindparam("until"),
                attempts=prompts.c.attempts - bindparam("unused"),
                lease_until=null(),
            )
        )
        rows = [
            {
                "prompt": outcome.prompt_id,
                "now_delivery": outcome.delivery.value,
                "why": outcome.reason and outcome.reason.value,
                "message": outcome.message_id,
                "picture": outcome.has_picture,
                "until": outcome.waiting_until,
                "unused": int(not outcome.attempt_used),
            }
            for outcome in outcomes
        ]
        await self._connection.execute(statement, rows)

    async def keep_up(self, lease_by: str, lease_until: datetime) -> None:
        """Makes this lease last longer."""
        # What is held is being marked or recorded right now, and both see to the lease themselves.
        mine = (
            select(prompts.c.id)
            .where(prompts.c.lease_until.is_not(None), prompts.c.lease_by == lease_by)
            .with_for_update(skip_locked=True)
        )
        await self._connection.execute(
            update(prompts).where(prompts.c.id.in_(mine)).values(lease_until=lease_until)
        )

    async def let_go(self, lease_by: str, at: datetime) -> None:
        """Ends this lease: what is claimed under it is free for any process."""
        mine = prompts.c.lease_until.is_not(None), prompts.c.lease_by == lease_by
        await self._connection.execute(update(prompts).where(*mine).values(lease_until=at))

    async def stranded(
        self, now: datetime, holder: str, at_work: Collection[int], *, alone: bool
    ) -> tuple[Prompt, ...]:
        """Prompts on their way that another process held until its lease ran out, or at all when one is alone; and
        those of the holder's own that are being sent while nothing is at work on them."""
        of_others = prompts.c.lease_by != holder
        cut_off = and_(
            prompts.c.lease_by == holder,
            prompts.c.delivery == Delivery.SENDING.value,
            prompts.c.id.not_in(at_work),
        )
        query = (
            select(prompts)
            .where(
                prompts.c.lease_until.is_not(None),
                prompts.c.delivery.in_(ON_ITS_WAY),
                or_(of_others if alone else and_(of_others, prompts.c.lease_until <= now), cut_off),
            )
            .with_for_update(skip_locked=True)
        )
        return tuple(_prompt(row) for row in await self._connection.execute(query))

    async def take_over(self, prompt_ids: Collection[int], lease_by: str, lease_until: datetime) -> None:
        """Puts prompts back on their way under this lease."""
        await self._connection.execute(
            update(prompts)
            .where(prompts.c.id.in_(prompt_ids))
            .values(delivery=Delivery.CLAIMED.value, lease_by=lease_by, lease_until=lease_until)
        )

    async def answer(self, prompt_id: int, answer: Answer | None, at: datetime | None) -> None:
        """Keeps how a prompt was answered; None opens it."""
        await self._connection.execute(
            update(prompts)
            .where(prompts.c.id == prompt_id)
            .values(answer=answer and answer.value, answered_at=at)
        )

    async def drop_waiting(
        self, person_id: int, *, slot_id: int | None = None, instead_of: Prompt | None = None
    ) -> int:
        """Skips a person's snoozed prompts, of one slot or in the place of one prompt; returns how many."""
        mine = [
            prompts.c.person_id == person_id,
            prompts.c.kind == Kind.SNOOZED.value,
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

    async def skip_restored(self, now: datetime) -> int:
        """Skips what a copy of the database shows as on its way or due by now; returns how many."""
        due = or_(prompts.c.lease_until.is_not(None), prompts.c.waiting_until <= now)
        statement = (
            update(prompts)
            .where(due)
            .values(
                delivery=Delivery.SKIPPED.value,
                reason=Reason.RESTORED.value,
                waiting_until=null(),
                lease_until=null(),
            )
        )
        return (await self._connection.execute(statement)).rowcount

    async def remove_old(self, due_before: datetime, most: int) -> int:
        """Removes some of the prompts that ended long ago, with their holds; what the record keeps of them stays."""
        # In the order in which they were made only the first need to be looked at.
        first = (
            select(prompts.c.id, prompts.c.due_at, prompts.c.lease_until, prompts.c.waiting_until)
            .order_by(prompts.c.id)
            .limit(most)
            .subquery()
        )
        old = select(first.c.id).where(
            first.c.due_at < due_before, first.c.lease_until.is_(None), first.c.waiting_until.is_(None)
        )
        return (await self._connection.execute(delete(prompts).where(prompts.c.id.in_(old)))).rowcount

    async def unanswered(self, person_id: int, now: datetime) -> tuple[Prompt, ...]:
        """Delivered prompts without an answer that can still be logged, newest first."""
        since = now - ANSWERABLE_FOR
        found = await self.delivered_since([person_id], since)
        return tuple(prompt for prompt in found[person_id] if prompt.is_open)


def _prompt(row: Row[Any]) -> Prompt:
    return Prompt(
        id=row.id,
        person_id=row.person_id,
        kind=Kind(row.kind),
        due_at=row.due_at,
        day=row.day,
        delivery=Delivery(row.delivery),
        slot_id=row.slot_id,
        on=row.slot_on,
        origin_id=row.origin_id,
        stretch_id=row.stretch_id,
        dose=None if row.dose_step is None else Dose(row.dose_step, row.repetitions, row.sides),
        first_side=Side(row.first_side),
        parts=tuple(
            Part(stretch_id, Dose(step, repetitions, sides), Side(first_side))
            for stretch_id, step, repetitions, sides, first_side in row.parts or ()
        ),
        tip_id=row.tip_id,
        attempts=row.attempts,
        reason=None if row.reason is None else Reason(row.reason),
        message_id=row.message_id,
        has_picture=row.has_picture,
        answer=None if row.answer is None else Answer(row.answer),
        answered_at=row.answered_at,
    )


def _row(new: NewPrompt) -> dict[str, Any]:
    return {
        "person_id": new.person_id,
        "slot_id": new.slot_id,
        "slot_on": new.on,
        "kind": new.kind.value,
        "due_at": new.due_at,
        "waiting_until": new.waiting_until,
        "day": new.day,
        "origin_id": new.origin_id,
        "delivery": new.delivery.value,
        "reason": new.reason and new.reason.value,
        "lease_by": new.lease_by,
        "lease_until": new.lease_until,
        "stretch_id": new.stretch_id,
        "first_side": new.first_side.value,
        "update_id": new.update_id,
        "parts": _written(new.parts),
        **_dose(new.dose),
    }


def _written(parts: tuple[Part, ...]) -> list[list[str | int]] | None:
    return [
        [part.stretch_id, part.dose.step, part.dose.repetitions, part.dose.sides, part.first_side.value]
        for part in parts
    ] or None


def _dose(dose: Dose | None) -> dict[str, int | None]:
    if dose is None:
        return {"dose_step": None, "repetitions": None, "sides": None}
    return {"dose_step": dose.step, "repetitions": dose.repetitions, "sides": dose.sides}
