"""Prompts: what is due is claimed and sent, and what somebody asks for is shown at once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from random import Random

from bot.domain.library import Library
from bot.domain.person import Person
from bot.domain.prompt import MOST_ATTEMPTS, Delivery, Prompt, PromptKind, Reason, wants_none
from bot.domain.schedule import setting_near
from bot.domain.session import LENGTHS
from bot.domain.setting import Setting
from bot.services.choosing import Chooser, Wanted
from bot.services.chunks import Chunks
from bot.services.claiming import Claims
from bot.services.delivering import RECORD_AGAIN_SECONDS, Deliveries
from bot.services.following import Followers
from bot.services.lease import Leases
from bot.services.ports import Outside
from bot.services.sending import Sender
from bot.services.trying import Outage, until_it_works
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.prompt_rows import NewPrompt, Outcome
from bot.storage.transaction import Transaction


class Prompts:
    """Sends what is due, and what somebody asks for."""

    def __init__(
        self, database: Database, outside: Outside, leases: Leases, library: Library, chance: Random
    ) -> None:
        self._database = database
        self._clock = outside.clock
        self._messenger = outside.messenger
        self._leases = leases
        self._chooser = Chooser(library, chance)
        self._claims = Claims(database, outside, leases)
        self._followers = Followers(database, outside.messenger)
        self._sender = Sender(outside, library.safety_version)
        self._chunks = Chunks(database, outside, leases, self._chooser, self._sender)
        self._outage = Outage("what was sent waits to be recorded", "what was sent is recorded again")
        self._deliveries = Deliveries(
            self._chunks, self._sender, self._followers, claim=self._claim, outage=self._outage
        )

    def stop(self) -> None:
        """Lets the chunks that are on their way be the last ones."""
        self._deliveries.stopping = True

    async def settle(self) -> None:
        """Returns when everything that follows a prompt is shown."""
        await self._followers.settle()

    async def send_due(self) -> int:
        """Sends everything that is due now and returns how many prompts got an outcome."""
        return await self._deliveries.send_claimed() if await self._claim() else 0

    async def _claim(self) -> bool:
        """Claims what is due, and says whether there is anything to send; while nobody may be written to it waits."""
        return self._messenger.may_send() and await self._claims.claim()

    async def keep_up(self, *, gives_way: bool = False) -> None:
        """Keeps what this process holds its own, and takes over what a dead one held; who `gives_way` leaves both."""
        # First: by a clock that was set back a lease would end before its time.
        await self._leases.keep_time(self._database)
        if gives_way:
            await self._claims.let_go()
            return
        await self._claims.keep_up()
        await self._claims.recover(self._chunks.at_work)

    async def let_go(self) -> None:
        """Leaves what is claimed and not sent to whoever goes on with it."""
        await self._claims.let_go()

    async def recover(self) -> None:
        """Takes over what an earlier life of this process left."""
        await self._leases.keep_time(self._database)
        await self._claims.recover(())

    async def next_due_at(self) -> datetime | None:
        """When the next prompt of anybody is due."""
        async with self._database.read() as tx:
            due = [await tx.slots.next_due_at(), await tx.deliveries.next_waiting_until()]
        return min((at for at in due if at is not None), default=None)

    async def show_now(self, person_id: int, wanted: Wanted, update_id: int | None = None) -> Prompt | None:
        """Sends what somebody asks for and returns its prompt; None where nothing fits or nobody has this id.

        An update that is handled again goes on with the prompt that it made before.
        """
        now = self._clock.now()
        with ExitStack() as at_work:
            async with self._database.write() as tx:
                person = await tx.people.get(person_id)
                if person is None or person.alarm is not None:
                    return None
                prompt = None if update_id is None else await tx.prompts.of_update(update_id)
                if prompt is None:
                    replaced = wanted.replaces
                    new = NewPrompt(
                        person_id=person_id,
                        kind=wanted.kind,
                        due_at=now,
                        day=replaced.day if replaced else person.day(now),
                        delivery=Delivery.CLAIMED,
                        stretch_id=wanted.stretch_id,
                        origin_id=replaced.id if replaced else None,
                        slot_id=replaced.slot_id if replaced else None,
                        setting=wanted.setting or await _setting(tx, person, replaced, now),
                        update_id=update_id,
                        lease=self._leases.begin(),
                    )
                    prompt_id = await tx.prompts.add(new)
                    prompt = None if prompt_id is None else await tx.prompts.get(prompt_id, person_id)
                if prompt is None or prompt.delivery is Delivery.SENT or await self._is_seen_to(tx, prompt):
                    return prompt
                past = (await self._chooser.past(tx, [person_id], now))[person_id]
                chosen = self._chooser.choose(prompt, person, past, wanted)
                if chosen is None:
                    nothing = Outcome(prompt.id, Delivery.SKIPPED, Reason.NOTHING_FITS)
                    await tx.deliveries.record([nothing], self._leases.holder)
                    return None
                at_work.enter_context(self._chunks.sending(chosen.id))
                await tx.deliveries.begin([chosen], self._leases.begin())
            chosen = replace(chosen, attempts=chosen.attempts + 1)
            onto = wanted.replaces if wanted.in_place else None
            outcome = await self._sender.send(person, chosen, unanswered=0, answering=True, onto=onto)
            await self._insist_on(outcome)
        if outcome.delivery is Delivery.SENT:
            self._followers.begin(person, chosen, past)
        return replace(
            chosen,
            delivery=outcome.delivery,
            message_id=outcome.message_id,
            has_picture=outcome.has_picture,
        )

    async def _insist_on(self, outcome: Outcome) -> None:
        """Keeps what became of a prompt that was asked for, as long as it takes: forgotten, it would come twice."""

        async def record() -> None:
            async with self._database.write() as tx:
                await tx.deliveries.record([outcome], self._leases.holder)

        await until_it_works(
            record,
            passes=lambda error: isinstance(error, Unavailable),
            tell=lambda error: self._outage.met(error, prompts=1),
            seconds=RECORD_AGAIN_SECONDS,
        )
        self._outage.over()

    async def show_session(self, person_id: int, minutes: int, *, update_id: int) -> int | None:
        """Sends a session of so many minutes, a shorter one where no more fits, and returns its minutes.

        None where not even the shortest fits.
        """
        for length in reversed([length for length in LENGTHS if length <= minutes]):
            if await self.show_now(person_id, Wanted(PromptKind.SESSION, minutes=length), update_id):
                return length
        return None

    async def _is_seen_to(self, tx: Transaction, prompt: Prompt) -> bool:
        """Whether a prompt that an earlier life was asked for is being sent already, or was sent twice in doubt."""
        if prompt.id in self._chunks.at_work or prompt.attempts >= MOST_ATTEMPTS:
            return True
        return await tx.deliveries.is_held_by_another(prompt.id, self._leases.begin())

    async def waits_for_safety(self, person_id: int) -> bool:
        """Whether a prompt of today gave way to the safety screen and may come now."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            if person is None or self._sender.asks_safety(person):
                return False
            today = person.day(now)
            wants_one = wants_none(person, today, now) is None
            return wants_one and await tx.prompts.waits_for_safety(person_id, today)


async def _setting(tx: Transaction, person: Person, replaced: Prompt | None, now: datetime) -> Setting | None:
    """Where somebody is who asks for a stretch: where they are at the nearest of their times that day."""
    if replaced is not None:
        return replaced.setting
    return setting_near(await tx.slots.of_person(person.id), now.astimezone(person.zone))
