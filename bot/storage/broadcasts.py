"""Questions about broadcasts and their recipients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    update,
)

from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.prompt import MOST_ATTEMPTS, Delivery, Reason
from bot.storage.lease import Lease
from bot.storage.own_tables import broadcasts, recipients
from bot.storage.people import IS_PAUSED, SUBSCRIBED
from bot.storage.tables import people
from bot.storage.topic import Topic

# As `withheld` says it of one person.
MAY_GET = and_(
    people.c.standing.in_(SUBSCRIBED),
    ~IS_PAUSED,
    people.c.alarm.is_(None),
    people.c.banned_at.is_(None),
)
BROADCAST = select(*(broadcasts.c[name] for name in ("id", "admin_id", "html", "state", "message_id")))
IS_RUNNING = broadcasts.c.state == BroadcastState.RUNNING.value
ANY_RUNNING = select(broadcasts.c.id).where(IS_RUNNING).limit(1)
RECORD = (
    update(recipients)
    .where(
        recipients.c.broadcast_id == bindparam("broadcast"),
        recipients.c.person_id == bindparam("person"),
        # Another process may have taken it over meanwhile.
        recipients.c.delivery == Delivery.SENDING.value,
        recipients.c.attempts == bindparam("attempt"),
    )
    .values(
        delivery=bindparam("now_delivery"),
        reason=bindparam("why"),
        waiting_until=bindparam("until"),
        attempts=recipients.c.attempts - bindparam("unused"),
    )
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom a broadcast is being sent, for the so-manieth time."""

    person_id: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of the sending of a broadcast to one recipient."""

    recipient: Recipient
    delivery: Delivery
    reason: Reason | None = None
    waiting_until: datetime | None = None
    attempt_used: bool = True


class Broadcasts(Topic):
    """Broadcasts, each with a row for everybody to whom it goes."""

    async def add(self, admin_id: int, html: str, at: datetime, update_id: int) -> Broadcast:
        """The broadcast that this update prepares, made once."""
        values = {
            "admin_id": admin_id,
            "html": html,
            "state": BroadcastState.PREPARED.value,
            "made_at": at,
            "update_id": update_id,
        }
        await self._connection.execute(
            self._insert(broadcasts).values(values).on_conflict_do_nothing(index_elements=["update_id"])
        )
        return _broadcast(
            (await self._connection.execute(BROADCAST.where(broadcasts.c.update_id == update_id))).one()
        )

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """A broadcast, held by a transaction that may write, or None."""
        query = BROADCAST.where(broadcasts.c.id == broadcast_id)
        return await self._one(query.with_for_update() if self._writes else query)

    async def count_active(self, now: datetime) -> int:
        """To how many people a broadcast would go now."""
        query = select(func.count()).select_from(people).where(MAY_GET)
        return (await self._connection.execute(query, {"now": now})).scalar_one()

    async def set_state(self, broadcast_id: int, state: BroadcastState) -> None:
        """Keeps how far a broadcast got."""
        await self._connection.execute(
            update(broadcasts).where(broadcasts.c.id == broadcast_id).values(state=state.value)
        )

    async def show_in(self, broadcast_id: int, message_id: int) -> None:
        """Keeps which message shows how far it is."""
        await self._connection.execute(
            update(broadcasts).where(broadcasts.c.id == broadcast_id).values(message_id=message_id)
        )

    async def remove(self, broadcast_id: int) -> None:
        """Removes a broadcast with its recipients."""
        await self._connection.execute(delete(broadcasts).where(broadcasts.c.id == broadcast_id))

    async def add_recipients(self, broadcast_id: int, now: datetime) -> None:
        """Gives a broadcast a row for everybody who is active now."""
        whom = select(literal(broadcast_id), people.c.id, literal(Delivery.WAITING.value), literal(0)).where(
            MAY_GET
        )
        columns = ["broadcast_id", "person_id", "delivery", "attempts"]
        await self._connection.execute(self._insert(recipients).from_select(columns, whom), {"now": now})

    async def is_any_running(self) -> bool:
        """Whether a broadcast is on its way."""
        return (await self._connection.execute(ANY_RUNNING)).first() is not None

    async def running_of(self, admin_id: int) -> int | None:
        """The id of the broadcast of an admin that is on its way, the oldest of several; None without one."""
        mine = select(broadcasts.c.id).where(IS_RUNNING, broadcasts.c.admin_id == admin_id)
        return (await self._connection.execute(mine.order_by(broadcasts.c.id).limit(1))).scalar()

    async def take(self, lease: Lease) -> Broadcast | None:
        """The oldest broadcast on its way that no other process works on, taken under this lease; None without one.

        Recipients that were being sent to when somebody left off wait again, those for the second time already are
        in doubt for good.
        """
        query = (
            BROADCAST.where(IS_RUNNING, self._is_free(broadcasts, lease)).order_by(broadcasts.c.id).limit(1)
        )
        found = await self._one(query.with_for_update(skip_locked=True))
        if found is None:
            return None
        await self._connection.execute(
            update(broadcasts)
            .where(broadcasts.c.id == found.id)
            .values(lease_by=lease.holder, lease_until=lease.until)
        )
        is_doubtful = recipients.c.attempts >= MOST_ATTEMPTS
        await self._connection.execute(
            update(recipients)
            .where(recipients.c.broadcast_id == found.id, recipients.c.delivery == Delivery.SENDING.value)
            .values(delivery=case((is_doubtful, Delivery.UNKNOWN.value), else_=Delivery.WAITING.value))
        )
        return found

    async def is_held(self, broadcast_id: int, holder: str) -> bool:
        """Whether a broadcast is on its way under a lease of this holder; held for this transaction."""
        query = select(broadcasts.c.id).where(
            broadcasts.c.id == broadcast_id, IS_RUNNING, broadcasts.c.lease_by == holder
        )
        return (await self._connection.execute(query.with_for_update())).first() is not None

    async def begin(self, broadcast_id: int, most: int, now: datetime) -> tuple[Recipient, ...]:
        """Recipients whose turn has come, so many at most, marked as being sent to, which counts as an attempt."""
        due = or_(recipients.c.waiting_until.is_(None), recipients.c.waiting_until <= now)
        query = select(recipients.c.person_id).where(*_waiting(broadcast_id), due).limit(most)
        person_ids = list((await self._connection.execute(query)).scalars())
        begun = (
            update(recipients)
            .where(recipients.c.broadcast_id == broadcast_id, recipients.c.person_id.in_(person_ids))
            .values(delivery=Delivery.SENDING.value, attempts=recipients.c.attempts + 1, waiting_until=null())
            .returning(recipients.c.person_id, recipients.c.attempts)
        )
        return tuple(Recipient(*row) for row in await self._connection.execute(begun)) if person_ids else ()

    async def is_any_waiting(self, broadcast_id: int) -> bool:
        """Whether a broadcast still has to go to somebody."""
        query = select(recipients.c.person_id).where(*_waiting(broadcast_id)).limit(1)
        return (await self._connection.execute(query)).first() is not None

    async def record(self, broadcast_id: int, copies: Sequence[Copy]) -> None:
        """Keeps what became of the sending to these recipients."""
        if copies:
            rows = [
                {
                    "broadcast": broadcast_id,
                    "person": copy.recipient.person_id,
                    "attempt": copy.recipient.attempts,
                    "now_delivery": copy.delivery.value,
                    "why": copy.reason and copy.reason.value,
                    "until": copy.waiting_until,
                    "unused": int(not copy.attempt_used),
                }
                for copy in copies
            ]
            await self._connection.execute(RECORD, rows)

    async def counts(self, broadcast_id: int) -> Counter[Delivery]:
        """How many recipients of a broadcast there are by what became of the sending to them."""
        query = (
            select(recipients.c.delivery, func.count())
            .where(recipients.c.broadcast_id == broadcast_id)
            .group_by(recipients.c.delivery)
        )
        rows = await self._connection.execute(query)
        return Counter({Delivery(delivery): count for delivery, count in rows})

    async def keep_up(self, lease: Lease) -> None:
        """Prolongs the lease of what its holder works on to the end of this one."""
        mine = IS_RUNNING, broadcasts.c.lease_by == lease.holder
        await self._connection.execute(update(broadcasts).where(*mine).values(lease_until=lease.until))

    async def let_go(self, holder: str) -> None:
        """Leaves what a holder works on to whoever goes on with it."""
        await self._connection.execute(
            update(broadcasts).where(broadcasts.c.lease_by == holder).values(lease_until=null())
        )

    async def stop_all(self) -> None:
        """Stops whatever is on its way."""
        await self._connection.execute(
            update(broadcasts).where(IS_RUNNING).values(state=BroadcastState.STOPPED.value)
        )

    async def remove_old(self, before: datetime) -> None:
        """Removes broadcasts that were made before an instant and are not on their way, with their recipients."""
        await self._connection.execute(delete(broadcasts).where(broadcasts.c.made_at < before, ~IS_RUNNING))

    async def _one(self, query: Select[Any]) -> Broadcast | None:
        row = (await self._connection.execute(query)).first()
        return None if row is None else _broadcast(row)


def _broadcast(row: Row[Any]) -> Broadcast:
    return Broadcast(row.id, row.admin_id, row.html, BroadcastState(row.state), row.message_id)


def _waiting(broadcast_id: int) -> tuple[ColumnElement[bool], ...]:
    return recipients.c.broadcast_id == broadcast_id, recipients.c.delivery == Delivery.WAITING.value
