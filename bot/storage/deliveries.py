"""Questions about prompts on their way: claims, leases, outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, null, or_, select, tuple_, update

from bot.domain.prompt import Delivery, Prompt, PromptKind, Reason
from bot.storage.lease import Lease
from bot.storage.prompt_rows import (
    DELIVERED,
    ON_ITS_WAY,
    NewPrompt,
    Outcome,
    WaitingPrompt,
    parts_as_kept,
    prompt_of,
    row_of,
)
from bot.storage.tables import prompts
from bot.storage.topic import Topic

IS_CLAIMED = and_(
    prompts.c.delivery == Delivery.CLAIMED.value,
    prompts.c.lease_by == bindparam("holder"),
    prompts.c.lease_until.is_not(None),
)
CLAIMED_ID = select(prompts.c.id).where(IS_CLAIMED).limit(1)
LATER = prompts.alias("later")
IS_FOLLOWED = (
    select(LATER.c.id)
    .where(
        LATER.c.person_id == prompts.c.person_id,
        or_(
            LATER.c.delivery.in_([*ON_ITS_WAY, *DELIVERED]),
            # Put off while Telegram was away; what somebody snoozed is not due yet.
            and_(LATER.c.delivery == Delivery.WAITING.value, LATER.c.due_at <= bindparam("now")),
        ),
        LATER.c.kind.in_([kind.value for kind in PromptKind if not kind.is_asked_for]),
        tuple_(LATER.c.due_at, LATER.c.id) > tuple_(prompts.c.due_at, prompts.c.id),
    )
    .exists()
)
CLAIMED = (
    select(prompts, IS_FOLLOWED.label("is_followed"))
    .where(IS_CLAIMED)
    .order_by(prompts.c.due_at, prompts.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=prompts, skip_locked=True)
)
BEGIN = (
    update(prompts)
    .where(prompts.c.id == bindparam("prompt"))
    .values(
        delivery=Delivery.SENDING.value,
        attempts=prompts.c.attempts + 1,
        lease_by=bindparam("holder"),
        lease_until=bindparam("until"),
        stretch_id=bindparam("stretch"),
        dose_step=bindparam("step"),
        repetitions=bindparam("times"),
        sides=bindparam("legs"),
        harder=bindparam("harder_way"),
        first_side=bindparam("first"),
        tip_id=bindparam("tip"),
        opening=bindparam("sentence"),
        because=bindparam("changed"),
        instead_of=bindparam("ahead"),
        parts=bindparam("guided"),
    )
)
RECORD = (
    update(prompts)
    .where(prompts.c.id == bindparam("prompt"), prompts.c.lease_by == bindparam("holder"))
    .values(
        delivery=bindparam("now_delivery"),
        reason=bindparam("why"),
        message_id=bindparam("message"),
        has_picture=bindparam("picture"),
        waiting_until=bindparam("until"),
        again_at=bindparam("again"),
        attempts=prompts.c.attempts - bindparam("unused"),
        lease_until=null(),
    )
)


class Deliveries(Topic):
    """Prompts on their way, of many people at once."""

    async def add_all(self, rows: Sequence[NewPrompt]) -> None:
        """Keeps many prompts; an occurrence that has one already keeps it."""
        if rows:
            statement = self._insert(prompts).on_conflict_do_nothing()
            await self._connection.execute(statement, [row_of(new) for new in rows])

    async def wake(self, now: datetime, most: int, lease: Lease) -> int:
        """Claims snoozed prompts whose time has come under this lease, at most so many; returns how many."""
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
                lease_by=lease.holder,
                lease_until=lease.until,
            )
        )
        return (await self._connection.execute(statement)).rowcount

    async def next_waiting_until(self, person_id: int | None = None) -> datetime | None:
        """When the next snoozed prompt comes back, of anybody or of one person."""
        whose = [] if person_id is None else [prompts.c.person_id == person_id]
        query = (
            select(prompts.c.waiting_until)
            .where(prompts.c.waiting_until.is_not(None), *whose)
            .order_by(prompts.c.waiting_until)
            .limit(1)
        )
        return (await self._connection.execute(query)).scalar()

    async def waiting_for_wall_time(self, person_ids: Collection[int]) -> tuple[WaitingPrompt, ...]:
        """The snoozed prompts of these people that come back at a wall time, and not after so many minutes."""
        waiting = (
            prompts.c.id,
            prompts.c.person_id,
            prompts.c.due_at,
            prompts.c.local_on,
            prompts.c.local_time,
        )
        query = select(*waiting).where(
            prompts.c.person_id.in_(person_ids),
            prompts.c.delivery == Delivery.WAITING.value,
            prompts.c.local_on.is_not(None),
            # One that was due, and was put off because Telegram was away, has nothing to do with wall time any more.
            prompts.c.waiting_until == prompts.c.due_at,
        )
        return tuple(WaitingPrompt(*row) for row in await self._connection.execute(query))

    async def put_off(self, moved: Sequence[tuple[int, datetime]]) -> None:
        """Sets when snoozed prompts come back, each by its id."""
        if moved:
            statement = (
                update(prompts)
                .where(prompts.c.id == bindparam("prompt"))
                .values(due_at=bindparam("at"), waiting_until=bindparam("at"))
            )
            rows = [{"prompt": prompt_id, "at": at} for prompt_id, at in moved]
            await self._connection.execute(statement, rows)

    async def count_due(self, now: datetime) -> int:
        """How many prompts are on their way or waited until now."""
        # Two looks at two indexes: together in one condition they would be a look at every prompt there ever was.
        count = select(func.count()).select_from(prompts)
        on_its_way = await self._connection.execute(count.where(prompts.c.lease_until.is_not(None)))
        waited = await self._connection.execute(count.where(prompts.c.waiting_until <= now))
        return on_its_way.scalar_one() + waited.scalar_one()

    async def count_by_delivery(self, since: datetime) -> Counter[Delivery]:
        """How many prompts that were due since an instant there are by what became of them; looks at each prompt."""
        query = (
            select(prompts.c.delivery, func.count())
            .where(prompts.c.due_at >= since)
            .group_by(prompts.c.delivery)
        )
        rows = await self._connection.execute(query)
        return Counter({Delivery(delivery): count for delivery, count in rows})

    async def claimed_by(self, holder: str, most: int, now: datetime) -> tuple[tuple[Prompt, bool], ...]:
        """The prompts that a holder has claimed and not begun to send, oldest first, at most so many.

        Each comes with whether a later reminder of the same person was sent by now or is about to be.
        """
        rows = await self._connection.execute(CLAIMED, {"holder": holder, "most": most, "now": now})
        return tuple((prompt_of(row), row.is_followed) for row in rows)

    async def has_claimed(self, holder: str) -> bool:
        """Whether a prompt of this holder's is on its way and not being sent yet."""
        row = (await self._connection.execute(CLAIMED_ID, {"holder": holder})).first()
        return row is not None

    async def is_held_by_another(self, prompt_id: int, lease: Lease) -> bool:
        """Whether a prompt is on its way under another lease, which has not run out."""
        query = select(prompts.c.id).where(prompts.c.id == prompt_id, ~self._is_free(prompts, lease))
        return (await self._connection.execute(query)).first() is not None

    async def begin(self, chosen: Sequence[Prompt], lease: Lease) -> None:
        """Keeps what prompts show and marks them as being sent under this lease, which counts as an attempt."""
        if not chosen:
            return
        rows = [
            {
                "prompt": prompt.id,
                "holder": lease.holder,
                "until": lease.until,
                "stretch": prompt.stretch_id,
                "step": prompt.dose and prompt.dose.step,
                "times": prompt.dose and prompt.dose.repetitions,
                "legs": prompt.dose and prompt.dose.sides,
                "harder_way": prompt.dose is not None and prompt.dose.harder,
                "first": prompt.first_side.value,
                "tip": prompt.tip_id,
                "sentence": prompt.opening,
                "changed": prompt.because and prompt.because.value,
                "ahead": prompt.instead_of,
                "guided": parts_as_kept(prompt.parts),
            }
            for prompt in chosen
        ]
        await self._connection.execute(BEGIN, rows)

    async def record(self, outcomes: Sequence[Outcome], holder: str) -> None:
        """Keeps what became of a holder's prompts and ends their leases.

        One that another process took over meanwhile is left as it is.
        """
        if not outcomes:
            return
        rows = [
            {
                "prompt": outcome.prompt_id,
                "holder": holder,
                "now_delivery": outcome.delivery.value,
                "why": outcome.reason and outcome.reason.value,
                "message": outcome.message_id,
                "picture": outcome.has_picture,
                "until": outcome.waiting_until,
                "again": outcome.again_at,
                "unused": int(not outcome.attempt_used),
            }
            for outcome in outcomes
        ]
        await self._connection.execute(RECORD, rows)

    async def keep_up(self, lease: Lease) -> None:
        """Prolongs the leases of all that its holder has on its way to the end of this one."""
        # What is held is being marked or recorded right now, and both see to the lease themselves.
        mine = (
            select(prompts.c.id)
            .where(prompts.c.lease_until.is_not(None), prompts.c.lease_by == lease.holder)
            .with_for_update(skip_locked=True)
        )
        await self._connection.execute(
            update(prompts).where(prompts.c.id.in_(mine)).values(lease_until=lease.until)
        )

    async def let_go(self, lease: Lease) -> None:
        """Ends all that its holder has now: what is claimed is free for any process."""
        mine = prompts.c.lease_until.is_not(None), prompts.c.lease_by == lease.holder
        await self._connection.execute(update(prompts).where(*mine).values(lease_until=lease.now))

    async def stranded(self, lease: Lease, at_work: Collection[int]) -> tuple[Prompt, ...]:
        """Prompts on their way that nobody sees through.

        These are another holder's whose lease has run out, and the holder's own that are marked as being sent and are
        not among the ids `at_work`.
        """
        of_the_dead = and_(prompts.c.lease_by != lease.holder, self._is_free(prompts, lease))
        cut_off = and_(
            prompts.c.lease_by == lease.holder,
            prompts.c.delivery == Delivery.SENDING.value,
            prompts.c.id.not_in(at_work),
        )
        query = (
            select(prompts)
            .where(
                prompts.c.lease_until.is_not(None),
                prompts.c.delivery.in_(ON_ITS_WAY),
                or_(of_the_dead, cut_off),
            )
            .with_for_update(skip_locked=True)
        )
        return tuple(prompt_of(row) for row in await self._connection.execute(query))

    async def take_over(self, prompt_ids: Collection[int], lease: Lease) -> None:
        """Puts prompts back on their way under this lease."""
        await self._connection.execute(
            update(prompts)
            .where(prompts.c.id.in_(prompt_ids))
            .values(delivery=Delivery.CLAIMED.value, lease_by=lease.holder, lease_until=lease.until)
        )

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
