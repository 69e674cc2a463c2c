"""The rules of time zones change: every instant that was made of a wall time is planned anew."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from bot.domain.person import Person
from bot.domain.schedule import Slot, instant, replanned
from bot.services.far_off import bring_back
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.zone_rules import rank

log = structlog.get_logger()

MARK = "tzdata"
# Behind the version in the mark: processes with older rules may have planned after everything was planned by this one.
AGAIN = " again"
PEOPLE_AT_ONCE = 1000


class Zones:
    """What is planned follows the rules that are used. Of several processes those with older rules plan nothing."""

    def __init__(self, database: Database, version: str) -> None:
        """`version` is that of the rules that this process uses."""
        self._database = database
        self._version = version
        self._newer: str | None = None

    @property
    def newer(self) -> str | None:
        """The version of the newer rules by which others plan, as far as is known; None where there are none."""
        return self._newer

    async def follow(self) -> None:
        """Plans everything anew when other rules are used than before, unless other processes use newer ones."""
        async with self._database.read() as tx:
            known = await tx.media.mark(MARK) or ""
        if not self._is_news(known):
            return
        async with self._database.write(everybody=True) as tx:
            known = await tx.media.held_mark(MARK)
            # Meanwhile another process may have done it.
            if not self._is_news(known):
                return
            if (newer := self._newer_of_others(known)) is not None:
                self._newer = newer
                log.warning(
                    "other processes use newer rules of time zones; this one plans and sends nothing",
                    ours=self._version,
                    theirs=newer,
                )
                return
            if rank(known) > rank(self._version):
                log.warning("the rules of time zones are older than before", now=self._version, before=known)
            await tx.media.set_mark(MARK, self._version)
            await _plan_all(tx)
        if known:
            log.info("everything is planned by other rules of time zones", now=self._version, before=known)

    async def newer_in_use(self) -> str | None:
        """The version of newer rules by which other processes plan, or None."""
        async with self._database.read() as tx:
            known = await tx.media.mark(MARK) or ""
        return self._newer_of_others(known)

    async def ask_again(self) -> None:
        """Lets a process with the newer rules plan once more: this one may have planned until it knew of them."""
        async with self._database.write() as tx:
            if await tx.media.held_mark(MARK) == self._newer:
                await tx.media.set_mark(MARK, f"{self._newer}{AGAIN}")

    async def plan_what_is_far_off(self, now: datetime) -> None:
        """Brings back all that only a wrong clock can have set so far ahead: it is weeks or years away."""
        async with self._database.write(everybody=True) as tx:
            await bring_back(tx, now)

    def _newer_of_others(self, known: str) -> str | None:
        """The version that is known to be used, where it is newer than ours and other processes may be using it."""
        is_newer = self._database.is_shared and rank(known) > rank(self._version)
        return known.removesuffix(AGAIN) if is_newer else None

    def _is_news(self, known: str) -> bool:
        """Whether what is planned was planned by other rules than ours."""
        if self._database.is_shared:
            # Two spellings of one version side by side would plan everything by turns.
            return rank(known) != rank(self._version) or known.endswith(AGAIN)
        return known != self._version


async def _plan_all(tx: Transaction) -> None:
    async for people, slots in _everybody(tx):
        zones = {person.id: person.zone for person in people}
        following = [(slot, replanned(slot, zones[slot.person_id])) for slot in slots]
        await tx.slots.move([(slot.id, moved) for slot, moved in following if moved != slot.next])
        await plan_snoozed(tx, zones)
        for person in people:
            if person.away_on is not None or person.back_on is not None:
                # With them the instants at which a break begins and ends.
                await tx.people.save(person)


async def _everybody(tx: Transaction) -> AsyncIterator[tuple[Sequence[Person], Sequence[Slot]]]:
    """Everybody who has a zone, many at a time, with their planned slots."""
    after_id: int | None = None
    while people := await tx.people.with_zone(after_id, PEOPLE_AT_ONCE):
        yield people, await tx.slots.planned([person.id for person in people])
        after_id = people[-1].id


async def plan_snoozed(tx: Transaction, zones: Mapping[int, ZoneInfo]) -> None:
    """Plans the prompts that these people put off to a wall time by the present rules of their zones.

    What has passed by these is due at once, and is skipped for being late where it is.
    """
    moved = []
    for prompt in await tx.deliveries.waiting_for_wall_time(zones):
        due_at = instant(prompt.on, prompt.at, zones[prompt.person_id])
        if due_at != prompt.due_at:
            moved.append((prompt.id, due_at))
    await tx.deliveries.put_off(moved)
