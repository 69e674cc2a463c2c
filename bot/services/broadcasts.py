"""Broadcasts: a text of those who run Limber to everybody who is active, behind everything else that is to be sent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

import structlog

from bot.domain.broadcast import Broadcast, BroadcastState, withheld
from bot.domain.person import Standing
from bot.domain.prompt import Delivery, Reason
from bot.services.lease import Leases
from bot.services.people import leave
from bot.services.ports import Clock, Messenger, NotDelivered, Refused
from bot.services.sending import not_sent
from bot.services.trying import Outage, until_it_works
from bot.storage.broadcasts import Copy, Recipient
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.transaction import Transaction

log = structlog.get_logger()

# What a killed process may send twice.
CHUNK = 16
PROGRESS_SECONDS = 5.0
RECORD_AGAIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Preview:
    """A broadcast that waits for its admin's word, and to how many people it would go now."""

    broadcast: Broadcast
    people: int


class Broadcasts:
    """Keeps broadcasts and sends them, one at a time, each by one process at a time."""

    def __init__(self, database: Database, clock: Clock, messenger: Messenger, leases: Leases) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._leases = leases
        self._shown_at = -PROGRESS_SECONDS
        self._is_stopping = False
        self._outage = Outage("a broadcast waits to be recorded", "broadcasts are recorded again")

    async def prepare(self, admin_id: int, html: str, update_id: int) -> Preview:
        """Keeps a text that is to be sent once its admin says so."""
        now = self._clock.now()
        async with self._database.write() as tx:
            broadcast = await tx.broadcasts.add(admin_id, html, now, update_id)
            return Preview(broadcast, await tx.broadcasts.count_active(now))

    async def start(self, broadcast_id: int, admin_id: int) -> Broadcast | None:
        """Lets what this admin prepared go to all who are active now; None where it went or was dropped already."""
        async with self._database.write(everybody=True) as tx:
            started = await self._move(
                tx, broadcast_id, admin_id, BroadcastState.PREPARED, BroadcastState.RUNNING
            )
            if started is not None:
                await tx.broadcasts.add_recipients(broadcast_id, self._clock.now())
            return started

    async def drop(self, broadcast_id: int, admin_id: int) -> bool:
        """Forgets what this admin prepared; False where it went or was dropped already."""
        async with self._database.write() as tx:
            dropped = await self._move(
                tx, broadcast_id, admin_id, BroadcastState.PREPARED, BroadcastState.STOPPED
            )
            if dropped is not None:
                await tx.broadcasts.remove(broadcast_id)
            return dropped is not None

    async def stop_sending(self, broadcast_id: int | None, admin_id: int) -> Broadcast | None:
        """Stops a broadcast of this admin, the one on its way where none is named; None where there is none to stop.

        What is being sent just now still is.
        """
        async with self._database.write() as tx:
            named = broadcast_id or await tx.broadcasts.running_of(admin_id)
            if named is None:
                return None
            return await self._move(tx, named, admin_id, BroadcastState.RUNNING, BroadcastState.STOPPED)

    async def show_in(self, broadcast_id: int, message_id: int) -> None:
        """Keeps which message shows how far a broadcast is."""
        async with self._database.write() as tx:
            await tx.broadcasts.show_in(broadcast_id, message_id)

    async def counts(self, broadcast_id: int) -> Mapping[Delivery, int]:
        """How many recipients there are by what became of the sending to them."""
        async with self._database.read() as tx:
            return await tx.broadcasts.counts(broadcast_id)

    async def send_due(self) -> None:
        """Sends on the oldest broadcast on its way, as long as somebody of it can be written to."""
        async with self._database.read() as tx:
            if not (self._messenger.may_send() and await tx.broadcasts.is_any_running()):
                return
        async with self._database.write() as tx:
            broadcast = await tx.broadcasts.take(self._leases.begin())
        copies: Sequence[Copy] = ()
        while broadcast is not None:
            recipients = await self._turn_over(broadcast, copies)
            await self._show(broadcast.id, at_once=not recipients)
            if not recipients:
                return
            copies = await asyncio.gather(*(self._send(broadcast, one) for one in recipients))

    async def keep_up(self) -> None:
        """Keeps what this process works on its own."""
        async with self._database.write() as tx:
            await tx.broadcasts.keep_up(self._leases.begin())

    def stop(self) -> None:
        """Begins nothing more; what is being sent is still recorded."""
        self._is_stopping = True

    async def let_go(self) -> None:
        """Leaves what is not sent yet to whoever goes on with it."""
        async with self._database.write() as tx:
            await tx.broadcasts.let_go(self._leases.holder)

    async def _move(
        self,
        tx: Transaction,
        broadcast_id: int,
        admin_id: int,
        before: BroadcastState,
        after: BroadcastState,
    ) -> Broadcast | None:
        """This admin's broadcast, moved from one state to another; None where it is not in the first."""
        broadcast = await tx.broadcasts.get(broadcast_id)
        if broadcast is None or (broadcast.admin_id, broadcast.state) != (admin_id, before):
            return None
        await tx.broadcasts.set_state(broadcast_id, after)
        return replace(broadcast, state=after)

    async def _turn_over(self, broadcast: Broadcast, copies: Sequence[Copy]) -> Sequence[Recipient]:
        """Keeps what became of some recipients, as long as it takes, and returns the next, marked as being sent to."""
        recipients = await until_it_works(
            lambda: self._recorded(broadcast, copies),
            passes=lambda error: isinstance(error, Unavailable) and not self._is_stopping,
            tell=lambda error: self._outage.met(error, recipients=len(copies)),
            seconds=RECORD_AGAIN_SECONDS,
        )
        self._outage.over()
        return recipients

    async def _recorded(self, broadcast: Broadcast, copies: Sequence[Copy]) -> Sequence[Recipient]:
        async with self._database.write() as tx:
            for copy in copies:
                if copy.delivery is Delivery.UNREACHABLE and copy.reason is not None:
                    await leave(tx, copy.recipient.person_id, Standing(copy.reason.value))
            await tx.broadcasts.record(broadcast.id, copies)
            if not await tx.broadcasts.is_held(broadcast.id, self._leases.holder):
                # Stopped, or taken over by another process.
                return ()
            if self._is_stopping or not self._messenger.may_send():
                return ()
            now = self._clock.now()
            recipients = await tx.broadcasts.begin(broadcast.id, CHUNK, now)
            if not (recipients or await tx.broadcasts.is_any_waiting(broadcast.id)):
                await tx.broadcasts.set_state(broadcast.id, BroadcastState.ENDED)
            people = await tx.people.held([recipient.person_id for recipient in recipients])
            # Since the broadcast began somebody may have paused, or spoken of a sign.
            kept_back = [
                Copy(recipient, Delivery.SKIPPED, why)
                for recipient in recipients
                if (why := withheld(people[recipient.person_id], now)) is not None
            ]
            await tx.broadcasts.record(broadcast.id, kept_back)
            left_out = {copy.recipient for copy in kept_back}
            return [recipient for recipient in recipients if recipient not in left_out]

    async def _send(self, broadcast: Broadcast, recipient: Recipient) -> Copy:
        """Sends a broadcast to one recipient, and returns what became of that, also where it failed."""
        try:
            await self._messenger.send_broadcast(recipient.person_id, broadcast.html)
        except NotDelivered as error:
            if isinstance(error, Refused):
                log.error("broadcast refused", broadcast_id=broadcast.id, why=error.why)
            missed = not_sent(error, recipient.attempts, self._clock.now())
            return Copy(recipient, missed.delivery, missed.reason, missed.waiting_until, missed.attempt_used)
        except Exception:
            # One answer that cannot be read must not leave the others of its chunk in doubt.
            log.exception("broadcast refused", broadcast_id=broadcast.id)
            return Copy(recipient, Delivery.SKIPPED, Reason.REFUSED)
        return Copy(recipient, Delivery.SENT)

    async def _show(self, broadcast_id: int, *, at_once: bool) -> None:
        """Shows how far a broadcast is, every few seconds; that this fails changes nothing."""
        if not at_once and monotonic() - self._shown_at < PROGRESS_SECONDS:
            return
        self._shown_at = monotonic()
        async with self._database.read() as tx:
            broadcast = await tx.broadcasts.get(broadcast_id)
            admin = None if broadcast is None else await tx.people.get(broadcast.admin_id)
            counts = await tx.broadcasts.counts(broadcast_id)
        if broadcast is not None and admin is not None:
            with contextlib.suppress(NotDelivered):
                await self._messenger.show_broadcast(admin, broadcast, counts)
