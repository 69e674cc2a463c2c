"""Prompts: what is due becomes rows, rows become messages, and every row ends with an outcome."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

import structlog

from bot.domain.person import NO_FLOOR, Asking, Dialogue, Person, Standing
from bot.domain.prompt import (
    MOST_ATTEMPTS,
    SILENT_AFTER_UNANSWERED,
    Delivery,
    Kind,
    Prompt,
    Reason,
    asks_compared,
    reason_to_skip,
)
from bot.domain.schedule import Occurrence, Slot, day_meant, day_of, is_too_late, missed
from bot.domain.stretch import Library
from bot.services.choosing import Chooser
from bot.services.people import leave
from bot.services.ports import Ambiguous, Clock, Messenger, TryLater, Unreachable
from bot.services.slots import outcome_row
from bot.storage.database import Database
from bot.storage.prompts import NewPrompt, Outcome

log = structlog.get_logger()

CHUNK = 32
CLAIM_PEOPLE = 256
LEASE = timedelta(seconds=30)
UNCLEAR_WAIT = timedelta(seconds=5)
LATER_WAIT = timedelta(seconds=5)


class Prompts:
    """Sends what is due."""

    def __init__(
        self, database: Database, clock: Clock, messenger: Messenger, library: Library, chance: Random
    ) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._chooser = Chooser(library, chance)
        self._safety_version = library.safety_version
        # A new name at every start: what an earlier life of this process held is nobody's.
        self._holder = uuid4().hex
        self._stopping = False

    def stop(self) -> None:
        """Lets the chunk that is on its way be the last one."""
        self._stopping = True

    async def send_due(self) -> int:
        """Sends everything that is due now and returns how many prompts got an outcome."""
        handled = 0
        while not self._stopping and await self._claim():
            pass
        while not self._stopping and (chunk := await self._next_chunk()):
            handled += len(chunk)
        return handled

    async def recover(self, *, alone: bool) -> None:
        """Puts prompts that a dead process held back on their way; `alone` when no other process can be alive."""
        now = self._clock.now()
        async with self._database.write() as tx:
            stranded = await tx.prompts.stranded(now, self._holder if alone else None)
            # Twice marked as being sent and never with an outcome: a third copy is worse than a doubt.
            doubtful = [
                prompt
                for prompt in stranded
                if prompt.delivery is Delivery.SENDING and prompt.attempts >= MOST_ATTEMPTS
            ]
            await tx.prompts.record([Outcome(prompt.id, Delivery.UNKNOWN) for prompt in doubtful])
            again = [prompt.id for prompt in stranded if prompt not in doubtful]
            await tx.prompts.take_over(again, self._holder, now + LEASE)
        if stranded:
            log.info("prompts recovered", again=len(again), unknown=len(doubtful))

    async def recover_expired(self) -> None:
        """Puts back on its way what a process held that has not been heard of since."""
        await self.recover(alone=False)

    async def next_due_at(self) -> datetime | None:
        """When the next prompt of anybody is due."""
        async with self._database.read() as tx:
            due = [await tx.slots.next_due_at(), await tx.prompts.next_waiting_until()]
        return min((at for at in due if at is not None), default=None)

    async def show_now(
        self,
        person_id: int,
        kind: Kind,
        *,
        update_id: int | None = None,
        stretch_id: str | None = None,
        not_this: str | None = None,
        upright: bool = False,
        minutes: int | None = None,
        replaces: Prompt | None = None,
    ) -> Prompt | None:
        """Sends what somebody asked for, a session of so many minutes or one stretch, and returns its prompt; None
        where nothing fits."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return None
            prompt = None if update_id is None else await tx.prompts.of_update(update_id)
            if prompt is None:
                new = NewPrompt(
                    person_id=person_id,
                    kind=kind,
                    due_at=now,
                    day=replaces.day if replaces else day_of(now, person.zone, person.day_start),
                    delivery=Delivery.CLAIMED,
                    stretch_id=stretch_id,
                    origin_id=replaces.id if replaces else None,
                    slot_id=replaces.slot_id if replaces else None,
                    update_id=update_id,
                    lease_by=self._holder,
                    lease_until=now + LEASE,
                )
                prompt_id = await tx.prompts.add(new)
                prompt = None if prompt_id is None else await tx.prompts.get(prompt_id, person_id)
            if prompt is None or prompt.delivery is Delivery.SENT:
                return prompt
            past = (await self._chooser.past(tx, [person_id], now))[person_id]
            if minutes is None:
                chosen = self._chooser.choose(prompt, person, past, now, not_this=not_this, upright=upright)
            else:
                chosen = self._chooser.session(prompt, person, past, minutes, now)
            if chosen is None:
                await tx.prompts.record([Outcome(prompt.id, Delivery.SKIPPED, Reason.NOTHING_FITS)])
                return None
            await tx.prompts.choose([chosen])
            await tx.prompts.mark_sending([chosen.id], now + LEASE)
        chosen = replace(chosen, attempts=chosen.attempts + 1)
        outcome = await self._send(person, chosen, (), answering=True)
        async with self._database.write() as tx:
            await tx.prompts.record([outcome])
        if outcome.delivery is Delivery.SENT:
            await self._after(person, chosen, past.prompts)
        return replace(
            chosen,
            delivery=outcome.delivery,
            message_id=outcome.message_id,
            has_picture=outcome.has_picture,
        )

    async def waits_for_safety(self, person_id: int) -> bool:
        """Whether a prompt of today gave way to the safety screen and may come now."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            if person is None or self._asks_safety(person):
                return False
            today = day_of(now, person.zone, person.day_start)
            return person.resting_on != today and await tx.prompts.waits_for_safety(person_id, today)

    def _asks_safety(self, person: Person) -> bool:
        return person.safety_version < self._safety_version

    async def _claim(self) -> bool:
        """Turns due slots into rows and moves the slots on; False when nothing was due."""
        now = self._clock.now()
        async with self._database.read() as tx:
            due_ids = await tx.slots.people_due(now, CLAIM_PEOPLE)
            waiting_until = await tx.prompts.next_waiting_until()
        if not due_ids and (waiting_until is None or waiting_until > now):
            return False
        async with self._database.write() as tx:
            woken = await tx.prompts.wake(now, CLAIM_PEOPLE, self._holder, now + LEASE)
            people = await tx.people.of_ids(due_ids)
            slots: dict[int, list[Slot]] = defaultdict(list)
            for slot in await tx.slots.due(list(people), now):
                slots[slot.person_id].append(slot)
            rows: list[NewPrompt] = []
            moved: list[tuple[int, Occurrence]] = []
            for person_id, due in slots.items():
                person_rows, person_moved = _claimed(people[person_id], due, now)
                rows += person_rows
                moved += person_moved
            await tx.prompts.add_all([self._leased(row, now) for row in rows])
            await tx.slots.move(moved)
        return bool(woken or moved)

    def _leased(self, row: NewPrompt, now: datetime) -> NewPrompt:
        if row.delivery is not Delivery.CLAIMED:
            return row
        return replace(row, lease_by=self._holder, lease_until=now + LEASE)

    async def _next_chunk(self) -> tuple[Prompt, ...]:
        """Sends one chunk of claimed prompts; empty when none is left."""
        now = self._clock.now()
        async with self._database.write() as tx:
            chunk = await tx.prompts.claimed_by(self._holder, CHUNK)
            if not chunk:
                return ()
            ids = {prompt.person_id for prompt in chunk}
            people = await tx.people.of_ids(ids)
            past = await self._chooser.past(tx, ids, now)
            going: list[Prompt] = []
            outcomes: list[Outcome] = []
            for prompt in chunk:
                person = people.get(prompt.person_id)
                # Between the claim and now somebody may have paused, blocked or said "done".
                reason = _gone_stale(prompt, person, now) or _followed(prompt, chunk)
                chosen = None
                if person is not None and reason is None and self._asks_safety(person):
                    # Nothing is chosen: the screen comes first, once a day.
                    waits = await tx.prompts.waits_for_safety(person.id, prompt.day)
                    chosen, reason = (None, Reason.SAFETY) if waits else (prompt, None)
                elif person is not None and reason is None:
                    chosen = self._chooser.choose(prompt, person, past[prompt.person_id], now)
                    reason = None if chosen else Reason.NOTHING_FITS
                if chosen is None:
                    outcomes.append(Outcome(prompt.id, Delivery.SKIPPED, reason))
                else:
                    going.append(chosen)
            await tx.prompts.record(outcomes)
            await tx.prompts.choose(going)
            await tx.prompts.mark_sending([prompt.id for prompt in going], now + LEASE)
        going = [replace(prompt, attempts=prompt.attempts + 1) for prompt in going]
        tried_before = any(prompt.attempts > 1 for prompt in going)
        answering = not tried_before or await self._messenger.is_answering()
        sent = await asyncio.gather(
            *(
                self._send(people[prompt.person_id], prompt, past[prompt.person_id].prompts, answering)
                for prompt in going
            )
        )
        async with self._database.write() as tx:
            await tx.prompts.record(sent)
            for prompt, outcome in zip(going, sent, strict=True):
                if outcome.delivery is Delivery.SENT and prompt.tip_id is not None:
                    await tx.preferences.show_tip(prompt.person_id, prompt.tip_id, prompt.day)
            for prompt, outcome in zip(going, sent, strict=True):
                if outcome.reason is Reason.SAFETY and (fresh := await tx.people.get(prompt.person_id)):
                    await tx.people.save(replace(fresh, dialogue=Dialogue(Asking.SAFETY)))
                if outcome.delivery is Delivery.UNREACHABLE:
                    gone = outcome.reason is Reason.GONE
                    await leave(tx, prompt.person_id, Standing.GONE if gone else Standing.BLOCKED)
        for prompt, outcome in zip(going, sent, strict=True):
            if outcome.delivery is Delivery.SENT:
                await self._after(people[prompt.person_id], prompt, past[prompt.person_id].prompts)
        return chunk

    async def _send(
        self, person: Person, prompt: Prompt, before: Sequence[Prompt], answering: bool
    ) -> Outcome:
        """Sends one prompt and says what became of it."""
        again_at = self._clock.now() + UNCLEAR_WAIT
        if prompt.attempts > 1 and not answering:
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=again_at, attempt_used=False)
        quiet = _is_quiet(person, before)
        try:
            if self._asks_safety(person):
                await self._messenger.ask_safety(person, silent=quiet)
                return Outcome(prompt.id, Delivery.SKIPPED, Reason.SAFETY)
            sent = await self._messenger.send_prompt(person, prompt, silent=quiet)
        except Unreachable as error:
            reason = Reason.GONE if error.reason == "deactivated" else Reason.BLOCKED
            return Outcome(prompt.id, Delivery.UNREACHABLE, reason)
        except TryLater as error:
            later = self._clock.now() + (error.after or LATER_WAIT)
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=later, attempt_used=False)
        except Ambiguous:
            if prompt.attempts >= MOST_ATTEMPTS:
                return Outcome(prompt.id, Delivery.UNKNOWN)
            return Outcome(prompt.id, Delivery.WAITING, waiting_until=again_at)
        except Exception:
            # One prompt that cannot be rendered or sent must not hold up the rest of its chunk.
            log.exception("prompt refused", prompt_id=prompt.id, stretch=prompt.stretch_id)
            return Outcome(prompt.id, Delivery.SKIPPED, Reason.REFUSED)
        return Outcome(prompt.id, Delivery.SENT, message_id=sent.message_id, has_picture=sent.has_picture)

    async def _after(self, person: Person, prompt: Prompt, before: Sequence[Prompt]) -> None:
        """What follows a prompt: the one before is left with `Done on` its day, pain or floor is asked about once."""
        try:
            if before and before[0].is_open and before[0].message_id is not None:
                await self._messenger.leave_done_button(person, before[0])
            if asks_compared(person, prompt, before):
                await self._messenger.ask_compared(person)
            elif before and prompt.kind is Kind.SLOT and not (person.floor_asked or NO_FLOOR in person.tags):
                await self._ask_floor(person)
        except (Unreachable, TryLater, Ambiguous) as error:
            log.info("what follows a prompt was not shown", prompt_id=prompt.id, why=type(error).__name__)

    async def _ask_floor(self, person: Person) -> None:
        """Asks once whether the floor is within reach; where a question is open already, only its buttons answer."""
        async with self._database.write() as tx:
            fresh = await tx.people.get(person.id)
            if fresh is not None:
                dialogue = fresh.dialogue or Dialogue(Asking.FLOOR)
                await tx.people.save(replace(fresh, floor_asked=True, dialogue=dialogue))
        await self._messenger.ask_floor(person)


def _claimed(
    person: Person, slots: Sequence[Slot], now: datetime
) -> tuple[list[NewPrompt], list[tuple[int, Occurrence]]]:
    """A row for every due occurrence of a person, the latest of them to be sent, and where the slots go on."""
    due: list[tuple[Slot, Occurrence]] = []
    moved: list[tuple[int, Occurrence]] = []
    for slot in slots:
        occurrences, following = missed(slot, person.zone, now)
        due += [(slot, occurrence) for occurrence in occurrences]
        moved.append((slot.id, following))
    due.sort(key=lambda pair: pair[1].due_at)
    rows = []
    for number, (slot, occurrence) in enumerate(due, start=1):
        day = day_meant(occurrence.on, slot.wish.at, person.day_start)
        reason = reason_to_skip(person, slot, occurrence, day, now=now, newest=number == len(due))
        rows.append(outcome_row(person, slot, occurrence, reason))
    return rows, moved


def _gone_stale(prompt: Prompt, person: Person | None, now: datetime) -> Reason | None:
    """Why a claimed prompt is not sent after all, or None."""
    if person is None:
        return Reason.STOPPED
    if not person.standing.can_be_reached:
        return Reason.BLOCKED
    if prompt.kind.is_asked_for:
        return Reason.LATE if is_too_late(prompt.due_at, now) else None
    if person.standing in {Standing.STOPPED, Standing.NEW}:
        return Reason.STOPPED
    if person.is_paused(now):
        return Reason.PAUSED
    if person.resting_on == prompt.day:
        return Reason.RESTING
    return Reason.LATE if is_too_late(prompt.due_at, now) else None


def _followed(prompt: Prompt, chunk: Sequence[Prompt]) -> Reason | None:
    """That a later reminder of the same person goes out with this one, so that one is enough."""
    later = [
        other
        for other in chunk
        if other.person_id == prompt.person_id
        and not other.kind.is_asked_for
        and (other.due_at, other.id) > (prompt.due_at, prompt.id)
    ]
    return Reason.NEWER if later and not prompt.kind.is_asked_for else None


def _is_quiet(person: Person, before: Sequence[Prompt]) -> bool:
    """Whether three days went by without a word, so that the prompt comes without sound."""
    since = person.last_seen_at
    unanswered = {
        prompt.day for prompt in before if prompt.is_open and (since is None or prompt.due_at > since)
    }
    return len(unanswered) >= SILENT_AFTER_UNANSWERED
