"""Whose updates this process handles: everybody's where it is alone, else those of the people whose turn it has."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from typing import Protocol

from bot.services.lease import Leases
from bot.services.trying import Outage
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.inbox import Arrival
from bot.storage.transaction import Transaction
from bot.telegram_api.arrivals import line_of
from bot.telegram_api.lines import Lines

LEFT_AT_ONCE = 100


class Turns(Protocol):
    """Which of the updates that wait in the inbox this process handles; its methods raise Unavailable."""

    async def take(self, tx: Transaction, new: Sequence[Arrival]) -> Sequence[Arrival]:
        """What is to be handled here now that these were kept, in order."""

    async def left(self, busy: Collection[int]) -> Sequence[Arrival]:
        """What waits when this process begins, and nobody handles; `busy` are the people whose line it serves."""

    async def left_by_others(self, busy: Collection[int]) -> Sequence[Arrival]:
        """What other processes kept and do not handle any more; it is this one's from now on."""

    async def keep_up(self, people: Collection[int]) -> Collection[int]:
        """Keeps the turns with these people, and returns whose were lost to another process."""

    async def end(self, person_id: int, lines: Lines) -> Sequence[Arrival]:
        """Gives up the turn with a person whose line is empty, or returns what came in for them meanwhile."""

    async def end_all(self) -> None:
        """Gives up every turn; raises nothing."""


class EverybodysTurns:
    """The turns of a process that has the database to itself: it always has all of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, tx: Transaction, new: Sequence[Arrival]) -> Sequence[Arrival]:
        return new

    async def left(self, busy: Collection[int]) -> Sequence[Arrival]:
        async with self._database.write() as tx:
            return await tx.inbox.waiting()

    async def left_by_others(self, busy: Collection[int]) -> Sequence[Arrival]:
        return ()

    async def keep_up(self, people: Collection[int]) -> Collection[int]:
        return ()

    async def end(self, person_id: int, lines: Lines) -> Sequence[Arrival]:
        return ()

    async def end_all(self) -> None:
        """Needs nothing: whoever has the database next has all turns."""


class LeasedTurns:
    """The turns of one of several processes.

    Who holds a person's handles all that waits for them, also what another process kept.
    """

    def __init__(self, database: Database, leases: Leases) -> None:
        self._database = database
        self._leases = leases
        self._outage = Outage("a turn was not given up", "turns are given up again")

    async def take(self, tx: Transaction, new: Sequence[Arrival]) -> Sequence[Arrival]:
        return await self._waiting(tx, {line_of(arrival) for arrival in new})

    async def left(self, busy: Collection[int]) -> Sequence[Arrival]:
        return await self.left_by_others(busy)

    async def left_by_others(self, busy: Collection[int]) -> Sequence[Arrival]:
        async with self._database.write() as tx:
            left = await tx.inbox.left(self._leases.now(), LEFT_AT_ONCE)
            return await self._waiting(tx, left.difference(busy))

    async def keep_up(self, people: Collection[int]) -> Collection[int]:
        held = frozenset(people)
        async with self._database.write() as tx:
            return held - await tx.turns.keep_up(held, self._leases.begin())

    async def end(self, person_id: int, lines: Lines) -> Sequence[Arrival]:
        try:
            async with self._database.write() as tx:
                if not await tx.turns.hold(person_id, self._leases.holder):
                    return ()
                more = lines.unknown(await tx.inbox.waiting_of([person_id]))
                # Whoever takes something in from here on waits until the turn is given up.
                if not more and lines.first(person_id) is None:
                    await tx.turns.give_up(person_id, self._leases.holder)
        except Unavailable as error:
            # The turn runs out, and whoever has the database then goes on.
            self._outage.met(error)
            return ()
        self._outage.over()
        return more

    async def end_all(self) -> None:
        with contextlib.suppress(Unavailable):
            async with self._database.write() as tx:
                await tx.turns.give_up_all(self._leases.holder)

    async def _waiting(self, tx: Transaction, person_ids: Collection[int]) -> Sequence[Arrival]:
        """All that waits for those of these people whose turn this process has from now on."""
        return await tx.inbox.waiting_of(await tx.turns.take(person_ids, self._leases.begin()))
