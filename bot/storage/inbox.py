"""Questions about the inbox: updates kept before Telegram hears that they arrived."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, null, select, update

from bot.storage.own_tables import inbox, turns
from bot.storage.topic import Topic, insert_in

# Whose turn it is for updates that nobody sent, such as those of a group.
NOBODY = 0


class UpdateState(StrEnum):
    """How far the handling of an update got."""

    WAITING = "waiting"
    HANDLED = "handled"
    SET_ASIDE = "set-aside"


FINISH = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("finished"))
    .values(state=bindparam("as_"), body=null(), person_id=null())
)


@cache
def _keep(dialect: str) -> Any:
    return insert_in(dialect, inbox).on_conflict_do_nothing().returning(inbox.c.update_id)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came.

    `person_id` is who sent it, None where nobody did; `received_at` is when it came in. `is_again` is True where it was
    kept before this process began, or by another one; `attempts` is how many such processes have begun to handle it.
    """

    update_id: int
    person_id: int | None
    body: bytes
    received_at: datetime
    attempts: int = 0
    is_again: bool = False


class Inbox(Topic):
    """Updates, kept until they are handled and a little longer."""

    async def keep(
        self, arrivals: Sequence[Arrival], *, state: UpdateState = UpdateState.WAITING
    ) -> tuple[int, ...]:
        """Keeps those of the updates that were not kept before, and returns their ids."""
        if not arrivals:
            return ()
        rows = [
            {
                "update_id": arrival.update_id,
                "person_id": arrival.person_id,
                "received_at": arrival.received_at,
                "state": state.value,
                "attempts": 0,
                "body": arrival.body if state is UpdateState.WAITING else None,
            }
            # In order: two processes that are posted the same must not wait for each other.
            for arrival in sorted(arrivals, key=lambda arrival: arrival.update_id)
        ]
        return tuple((await self._connection.execute(_keep(self._dialect), rows)).scalars())

    async def waiting(self) -> tuple[Arrival, ...]:
        """Updates that were kept and not handled, in order."""
        return await self._waiting()

    async def waiting_of(self, person_ids: Collection[int]) -> tuple[Arrival, ...]:
        """The waiting updates of these people, in order; of nobody's, for 0."""
        return await self._waiting(func.coalesce(inbox.c.person_id, NOBODY).in_(person_ids))

    async def left(self, now: datetime, most: int) -> frozenset[int]:
        """The ids of people whose updates wait while no process has their turn, so many at most; 0 for nobody's."""
        person_id = func.coalesce(inbox.c.person_id, NOBODY)
        live = select(turns.c.person_id).where(turns.c.person_id == person_id, turns.c.lease_until > now)
        query = (
            select(person_id)
            .where(inbox.c.state == UpdateState.WAITING.value, ~live.exists())
            .distinct()
            .limit(most)
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def begin(self, update_id: int) -> None:
        """Counts one more attempt at handling."""
        await self._connection.execute(
            update(inbox).where(inbox.c.update_id == update_id).values(attempts=inbox.c.attempts + 1)
        )

    async def finish(self, update_id: int, state: UpdateState) -> None:
        """Marks an update as handled or set aside, and forgets what it said and who sent it."""
        await self._connection.execute(FINISH, {"finished": update_id, "as_": state.value})

    async def set_all_aside(self) -> int:
        """Sets aside whatever waits; returns how many."""
        statement = (
            update(inbox)
            .where(inbox.c.state == UpdateState.WAITING.value)
            .values(state=UpdateState.SET_ASIDE.value, body=null(), person_id=null())
        )
        return (await self._connection.execute(statement)).rowcount

    async def forget(self, before: datetime) -> int:
        """Removes the marks of updates that arrived before an instant; returns how many."""
        statement = delete(inbox).where(
            inbox.c.received_at < before, inbox.c.state != UpdateState.WAITING.value
        )
        return (await self._connection.execute(statement)).rowcount

    async def oldest_waiting_at(self) -> datetime | None:
        """When the oldest unhandled update arrived."""
        query = select(func.min(inbox.c.received_at)).where(inbox.c.state == UpdateState.WAITING.value)
        oldest: datetime | None = (await self._connection.execute(query)).scalar()
        return oldest

    async def _waiting(self, *conditions: Any) -> tuple[Arrival, ...]:
        query = (
            select(inbox.c.update_id, inbox.c.person_id, inbox.c.body, inbox.c.received_at, inbox.c.attempts)
            .where(inbox.c.state == UpdateState.WAITING.value, *conditions)
            .order_by(inbox.c.update_id)
        )
        rows = await self._connection.execute(query)
        return tuple(
            Arrival(row.update_id, row.person_id, row.body, row.received_at, row.attempts) for row in rows
        )
