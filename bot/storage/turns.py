"""Questions about turns: which process handles whose updates."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, or_, select, update

from bot.storage.lease import Lease
from bot.storage.own_tables import turns
from bot.storage.topic import Topic


class Turns(Topic):
    """Whose updates which process handles, where several share a database."""

    async def take(self, person_ids: Collection[int], lease: Lease) -> frozenset[int]:
        """Those of these people whose updates are this process's to handle; the others have a live lease."""
        if not person_ids:
            return frozenset()
        # In order: two processes that take the same people must not wait for each other.
        rows = [
            {"person_id": person_id, "lease_by": lease.holder, "lease_until": lease.until}
            for person_id in sorted(person_ids)
        ]
        insert = self._insert(turns).values(rows)
        statement = insert.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"lease_by": lease.holder, "lease_until": lease.until},
            where=or_(turns.c.lease_by == lease.holder, turns.c.lease_until <= lease.now),
        ).returning(turns.c.person_id)
        return frozenset((await self._connection.execute(statement)).scalars())

    async def keep_up(self, person_ids: Collection[int], lease: Lease) -> frozenset[int]:
        """Makes this process's turns with these people last longer; returns whose are still its own."""
        # In order, as they are taken.
        mine = (
            select(turns.c.person_id)
            .where(turns.c.person_id.in_(person_ids), turns.c.lease_by == lease.holder)
            .order_by(turns.c.person_id)
            .with_for_update()
        )
        statement = (
            update(turns)
            .where(turns.c.person_id.in_(mine))
            .values(lease_until=lease.until)
            .returning(turns.c.person_id)
        )
        return frozenset((await self._connection.execute(statement)).scalars())

    async def hold(self, person_id: int, holder: str) -> bool:
        """Whether the turn is still this process's; if so nobody takes it before the transaction ends."""
        query = (
            select(turns.c.person_id)
            .where(turns.c.person_id == person_id, turns.c.lease_by == holder)
            .with_for_update()
        )
        return (await self._connection.execute(query)).first() is not None

    async def give_up_all(self, holder: str) -> None:
        """Ends all of this process's turns."""
        await self._connection.execute(delete(turns).where(turns.c.lease_by == holder))

    async def give_up(self, person_id: int, holder: str) -> None:
        """Ends this process's turn."""
        await self._connection.execute(
            delete(turns).where(turns.c.person_id == person_id, turns.c.lease_by == holder)
        )
