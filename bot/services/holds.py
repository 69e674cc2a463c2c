"""Holds: started, pressed, and run on beat by beat until they end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.domain import hold as timer
from bot.domain.hold import Hold, Press, State
from bot.domain.person import Person, Standing
from bot.domain.prompt import Prompt
from bot.domain.schedule import day_of
from bot.domain.stretch import Stretch
from bot.services.people import leave
from bot.services.ports import Ambiguous, Clock, HoldEnding, Messenger, TryLater, Unreachable
from bot.services.practice import log as log_practice
from bot.services.practice import streak_of
from bot.storage.database import Database
from bot.storage.practices import NewPractice
from bot.storage.transaction import Transaction

log = structlog.get_logger()

BEATS_AT_ONCE = 200
SHOW_END_AGAIN_AFTER = timedelta(seconds=5)
# Often enough to tell a short interruption from a lost count, and not a commit for every frame.
SEEN_KEPT_EVERY = timedelta(seconds=8)
ENDINGS = frozenset({State.DONE, State.STOPPED, State.HURT})


@dataclass(frozen=True, slots=True)
class Started:
    """A hold that runs from now on."""

    hold: Hold


@dataclass(frozen=True, slots=True)
class OneRuns:
    """Another hold runs already."""

    hold: Hold


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a running hold; `changed` is False where it means nothing now."""

    hold: Hold
    changed: bool


@dataclass(frozen=True, slots=True)
class NoHold:
    """There is no such hold, or it is over."""


class Holds:
    """Runs everybody's hold timers."""

    def __init__(
        self, database: Database, clock: Clock, messenger: Messenger, stretches: Mapping[str, Stretch]
    ) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._stretches = stretches
        # Holds whose frame is on its way: the next one is computed when it goes out, so none queues behind it.
        self._showing: set[int] = set()
        # Holds that ran before this process did, until their first beat.
        self._interrupted: set[int] = set()
        self.changed = asyncio.Event()

    async def recover(self) -> None:
        """Remembers which holds an earlier life of Limber left running."""
        async with self._database.read() as tx:
            self._interrupted = set(await tx.holds.open_ids())

    async def start(
        self, person_id: int, prompt: Prompt, *, update_id: int, instead: bool = False
    ) -> Started | OneRuns | NoHold:
        """Starts a prompt's hold from its plan; `instead` drops one that runs."""
        now = self._clock.now()
        stretch = self._stretches.get(prompt.stretch_id or "")
        if stretch is None or prompt.dose is None:
            return NoHold()
        async with self._database.write() as tx:
            running = await tx.holds.running(person_id)
            if running is not None and running.pressed_by == update_id:
                return Started(running)
            if running is not None and not instead:
                return OneRuns(running)
            if running is not None:
                await tx.holds.save(replace(running, state=State.FORGOTTEN, next_beat_at=None))
            hold = Hold(
                id=0,
                person_id=person_id,
                prompt_id=prompt.id,
                stretch_id=stretch.id,
                phases=stretch.plan.timed(prompt.dose, prompt.first_side),
                state=State.RUNNING,
                started_at=now,
                seen_at=now,
                shown_phase=0,
                pressed_by=update_id,
            )
            kept = await tx.holds.add(replace(hold, next_beat_at=timer.next_beat_after(hold, now)))
            person = await tx.people.get(person_id)
        if kept is None or person is None:
            return NoHold()
        if running is not None:
            await self._clear_away(person, running)
        self._showing.add(kept.id)
        try:
            message_id = await self._messenger.show_hold(person, kept, timer.frame(kept, self._clock.now()))
            await self._saw(kept, message_id=message_id)
        finally:
            self._showing.discard(kept.id)
        self.changed.set()
        return Started(replace(kept, message_id=message_id))

    async def running(self, person_id: int) -> Hold | None:
        """The hold that a person runs or has paused, or None."""
        async with self._database.read() as tx:
            return await tx.holds.running(person_id)

    async def press(
        self, person_id: int, pressed: Press, *, hold_id: int | None = None, update_id: int
    ) -> Pressed | NoHold:
        """Presses a button of a hold (None: the running one) and shows what came of it."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            hold = await (
                tx.holds.running(person_id) if hold_id is None else tx.holds.get(hold_id, person_id)
            )
            if person is None or hold is None:
                return NoHold()
            if hold.pressed_by == update_id:
                changed = hold
            elif not hold.state.is_open:
                return NoHold()
            else:
                changed = timer.press(hold, pressed, now)
                if changed is hold:
                    return Pressed(hold, changed=False)
                saved = await tx.holds.save(replace(changed, pressed_by=update_id))
                changed = saved or changed
            ending = await self._ending(tx, person, changed, now) if changed.state in ENDINGS else None
        self.changed.set()
        if ending is not None:
            await self._show_end(person, ending)
        else:
            await self._show(person, changed, urgent=True)
        return Pressed(changed, changed=True)

    async def log_lost(self, person_id: int, hold_id: int) -> Hold | None:
        """The hold whose count was lost, for the person who says it was done; None when there is none."""
        async with self._database.read() as tx:
            hold = await tx.holds.get(hold_id, person_id)
        return hold if hold is not None and hold.state in {State.LOST, State.FORGOTTEN} else None

    async def drop(self, person_id: int) -> None:
        """Ends a running hold without an entry of its own, and takes its messages away."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            hold = await tx.holds.running(person_id)
            if person is None or hold is None:
                return
            await tx.holds.save(replace(hold, state=State.FORGOTTEN, next_beat_at=None))
        await self._clear_away(person, hold)

    async def next_beat_at(self) -> datetime | None:
        """When the next beat of anybody's hold is due."""
        async with self._database.read() as tx:
            return await tx.holds.next_beat_at()

    async def run_due(self) -> None:
        """Lets every hold whose beat has come go on, and shows it as far as the budget lets it."""
        now = self._clock.now()
        async with self._database.read() as tx:
            if not await tx.holds.due(now, 1):
                return
        going: list[tuple[Person, Hold, HoldEnding | None]] = []
        async with self._database.write() as tx:
            for hold in await tx.holds.due(now, BEATS_AT_ONCE):
                person = await tx.people.get(hold.person_id)
                if person is None:
                    continue
                going.append((person, *await self._beat(tx, person, hold, now)))
        await asyncio.gather(*(self._show_beat(person, hold, ending) for person, hold, ending in going))

    async def _beat(
        self, tx: Transaction, person: Person, hold: Hold, now: datetime
    ) -> tuple[Hold, HoldEnding | None]:
        """The hold after its beat, kept; with its ending when there is one to be shown."""
        if hold.state.is_open:
            interrupted = hold.id in self._interrupted
            self._interrupted.discard(hold.id)
            hold = timer.beat(hold, now, was_interrupted=interrupted)
        # What has ended keeps a beat until the person has seen it: the end is never lost.
        if not hold.state.is_open:
            hold = replace(hold, next_beat_at=now + SHOW_END_AGAIN_AFTER)
        hold = await tx.holds.save(hold) or hold
        return hold, None if hold.state.is_open else await self._ending(tx, person, hold, now)

    async def _ending(self, tx: Transaction, person: Person, hold: Hold, now: datetime) -> HoldEnding:
        """How a hold ended; done, stopped and hurting ones are logged as far as they got."""
        ended = timer.finished(hold, now)
        entry = await tx.practices.of_prompt(hold.prompt_id)
        prompt = await tx.prompts.get(hold.prompt_id, person.id)
        if hold.state in ENDINGS and ended.seconds and (entry is None or not entry.counts):
            stretch = self._stretches[hold.stretch_id]
            logged = await log_practice(
                tx,
                person,
                prompt,
                NewPractice(
                    person_id=person.id,
                    day=prompt.day if prompt else day_of(now, person.zone, person.day_start),
                    stretch_id=hold.stretch_id,
                    done_at=now,
                    left=ended.left if stretch.for_hamstrings else 0,
                    right=ended.right if stretch.for_hamstrings else 0,
                    timed=True,
                    counts=ended.counts,
                    prompt_id=hold.prompt_id,
                    update_id=None,
                ),
            )
            return HoldEnding(hold, ended, logged.practice, logged.streak, logged.prompt)
        return HoldEnding(hold, ended, entry, await streak_of(tx, person, now), prompt)

    async def _show_beat(self, person: Person, hold: Hold, ending: HoldEnding | None) -> None:
        if hold.id in self._showing:
            return
        self._showing.add(hold.id)
        try:
            if ending is not None:
                await self._show_end(person, ending)
            else:
                index, _ = timer.phase_at(hold, self._clock.now())
                await self._show(person, hold, urgent=index != hold.shown_phase)
        except Exception:
            # The beat comes again; one chat's trouble must not stop the others' timers.
            log.exception("hold not shown", hold_id=hold.id)
        finally:
            self._showing.discard(hold.id)

    async def _show(self, person: Person, hold: Hold, *, urgent: bool) -> None:
        """Shows the frame of the moment in which it goes out, and calls out when a phase begins that needs it."""
        permit = await self._messenger.permit_for_hold(person.id, urgent=urgent)
        if permit is None:
            return
        async with self._database.read() as tx:
            present = await tx.holds.get(hold.id, person.id)
        if present is None or not present.state.is_open:
            return
        frame = timer.frame(present, self._clock.now())
        try:
            message_id = await self._messenger.show_hold(person, present, frame, permit)
            if message_id is None:
                await self._renew(person, present)
                return
            sound_id = present.sound_message_id
            begins = frame.index != present.shown_phase
            if begins or self._clock.now() - present.seen_at > SEEN_KEPT_EVERY:
                await self._saw(present, message_id=message_id, phase=frame.index)
            if begins and person.sound and timer.calls_out(present, frame.index):
                called_id = await self._messenger.call_out(person, present, frame)
                await self._saw(present, message_id=message_id, phase=frame.index, sound_id=called_id)
                if sound_id is not None:
                    await self._messenger.take_away(person, sound_id)
        except Unreachable as error:
            await self._give_up(person, present, error)
        except (TryLater, Ambiguous):
            # The next frame replaces this one.
            return

    async def _renew(self, person: Person, hold: Hold) -> None:
        """Sends a timer message anew that somebody deleted, once; after that the hold goes on unseen."""
        if hold.renewed:
            async with self._database.write() as tx:
                await tx.holds.save(replace(hold, state=State.FORGOTTEN, next_beat_at=None))
            return
        async with self._database.write() as tx:
            saved = await tx.holds.save(replace(hold, renewed=True))
        if saved is None:
            return
        fresh = replace(saved, message_id=None)
        frame = timer.frame(fresh, self._clock.now())
        message_id = await self._messenger.show_hold(person, fresh, frame)
        await self._saw(fresh, message_id=message_id, phase=frame.index)

    async def _show_end(self, person: Person, ending: HoldEnding) -> None:
        hold = ending.hold
        try:
            await self._messenger.end_hold(person, ending)
        except Unreachable as error:
            await self._give_up(person, hold, error)
            return
        except TryLater:
            return
        except Ambiguous:
            # Perhaps shown: a second end would be worse than none.
            log.info("end of a hold unclear", hold_id=hold.id)
        async with self._database.write() as tx:
            await tx.holds.ended(hold.id)

    async def _give_up(self, person: Person, hold: Hold, error: Unreachable) -> None:
        async with self._database.write() as tx:
            await tx.holds.ended(hold.id)
            gone = error.reason == "deactivated"
            await leave(tx, person.id, Standing.GONE if gone else Standing.BLOCKED)

    async def _clear_away(self, person: Person, hold: Hold) -> None:
        for message_id in (hold.message_id, hold.sound_message_id):
            if message_id is not None:
                try:
                    await self._messenger.take_away(person, message_id)
                except (Unreachable, TryLater, Ambiguous):
                    return

    async def _saw(
        self, hold: Hold, *, message_id: int | None, phase: int = 0, sound_id: int | None = None
    ) -> None:
        async with self._database.write() as tx:
            await tx.holds.showed(
                hold.id,
                at=self._clock.now(),
                phase=phase,
                message_id=message_id,
                sound_message_id=sound_id or hold.sound_message_id,
            )
