"""Holds: started, pressed, and run on beat by beat until they end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.domain import hold as timer
from bot.domain import pressing
from bot.domain.hold import Hold, HoldState, Press
from bot.domain.library import Library
from bot.domain.own import with_own
from bot.domain.person import Person
from bot.domain.prompt import Prompt
from bot.domain.session import timed, warm_up_before
from bot.domain.stretch import Part
from bot.services.hold_display import HoldDisplay
from bot.services.hold_ending import ENDINGS, ending_of
from bot.services.lease import Leases
from bot.services.ports import Clock, HoldEnding
from bot.services.tasks import Tasks
from bot.storage.database import Database
from bot.storage.transaction import Transaction

log = structlog.get_logger()

BEATS_AT_ONCE = 200
SHOW_END_AGAIN_AFTER = timedelta(seconds=5)
# No timer beats so rarely.
FAR_OFF = timedelta(days=1)
# Whether all of the stretch was done is the person's to say.
UNSURE = frozenset({HoldState.LOST, HoldState.FORGOTTEN, HoldState.HURT})


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
    """A press on a running hold; `changed` is False where it means nothing now, or is a tap too many."""

    hold: Hold
    changed: bool
    second_tap: bool = False


@dataclass(frozen=True, slots=True)
class NoHold:
    """There is no such hold, or it is over."""


class Holds:
    """Runs everybody's hold timers."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        display: HoldDisplay,
        library: Library,
        leases: Leases,
    ) -> None:
        self._database = database
        self._clock = clock
        self._leases = leases
        self._display = display
        self._library = library
        # Holds whose frame is on its way: the next one is computed when it goes out, so none queues behind it.
        self._showing: dict[int, asyncio.Task[Any]] = {}
        self._showing_end: set[int] = set()
        self._tasks = Tasks()
        self.changed = asyncio.Event()

    async def let_go(self) -> None:
        """Leaves what runs to whoever goes on with it: another process, or the next start of this one."""
        async with self._database.write() as tx:
            await tx.holds.let_go(self._leases.holder)

    async def start(
        self, person_id: int, prompt: Prompt, *, update_id: int, instead: bool = False, warm_up: bool = False
    ) -> Started | OneRuns | NoHold:
        """Starts a prompt's hold from its plan, after a `warm_up` if wanted; `instead` drops one that runs."""
        now = self._clock.now()
        before = self._warm_up_before(prompt) if warm_up else None
        parts = prompt.guided if before is None else (before, *prompt.guided)
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None or person.alarm is not None:
                return NoHold()
            stretches = with_own(self._library, person.own).stretches
            if not parts or not all(part.stretch_id in stretches for part in parts):
                return NoHold()
            running = await tx.holds.running(person_id)
            latest = await tx.holds.latest_of(prompt.id)
            if latest is not None and latest.pressed_by == update_id:
                return Started(latest)
            # "Stop it and start this" tapped twice means it once.
            if running is not None and (not instead or running.prompt_id == prompt.id):
                return OneRuns(running)
            if running is not None:
                await tx.holds.save(replace(running, state=HoldState.FORGOTTEN, next_beat_at=None))
            phases = timed(stretches, parts, longer=person.options.longer)
            hold = Hold(
                id=0,
                person_id=person_id,
                prompt_id=prompt.id,
                stretch_id=prompt.stretch_ids[0],
                phases=phases,
                planned=phases,
                state=HoldState.RUNNING,
                started_at=now,
                seen_at=now,
                shown_phase=0,
                pressed_by=update_id,
            )
            hold = replace(hold, next_beat_at=timer.next_beat_after(hold, now))
            kept = await tx.holds.add(hold, self._leases.begin())
        if kept is None:
            return NoHold()
        if running is not None:
            await self._display.clear_away(person, running)
        showing = self._showing[kept.id] = asyncio.create_task(self._display.begin(person, kept))
        try:
            message_id = await showing
        finally:
            del self._showing[kept.id]
        self.changed.set()
        await self._display.set_prompt_aside(person, kept)
        self._tasks.begin(self._display.draw_ahead(person, kept))
        return Started(replace(kept, message_id=message_id))

    async def offers_warm_up(self, prompt: Prompt) -> bool:
        """Whether the prompt's stretch needs a warm-up that was not offered before."""
        if self._warm_up_before(prompt) is None:
            return False
        async with self._database.read() as tx:
            return await tx.holds.latest_of(prompt.id) is None

    def _warm_up_before(self, prompt: Prompt) -> Part | None:
        stretch = None if prompt.parts else self._library.stretches.get(prompt.stretch_id or "")
        return None if stretch is None else warm_up_before(stretch, self._library.stretches.values())

    async def running(self, person_id: int, update_id: int | None = None) -> Hold | None:
        """The hold that a person runs or has paused, or that this very update ended before; else None."""
        async with self._database.read() as tx:
            return await _meant(tx, person_id, update_id)

    async def press(
        self,
        person_id: int,
        pressed: Press,
        at: datetime,
        *,
        update_id: int,
        hold_id: int | None = None,
        tapped: bool = False,
    ) -> Pressed | NoHold:
        """Presses a button of a hold (None: the running one), as of an instant, and shows what came of it.

        `tapped`: it was a finger on the button, and no word.
        """
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            hold = await (
                _meant(tx, person_id, update_id) if hold_id is None else tx.holds.get(hold_id, person_id)
            )
            if person is None or hold is None:
                return NoHold()
            if hold.pressed_by == update_id:
                changed = hold
            elif not hold.state.is_open:
                return NoHold()
            else:
                if tapped and pressing.is_second_tap(hold, pressed, at):
                    return Pressed(hold, changed=False, second_tap=True)
                changed = pressing.press(hold, pressed, at, now)
                if changed is hold:
                    return Pressed(hold, changed=False)
                if changed.state in ENDINGS:
                    changed = replace(changed, next_beat_at=now + SHOW_END_AGAIN_AFTER)
                saved = await tx.holds.save(replace(changed, pressed_by=update_id))
                await tx.holds.take([hold.id], self._leases.begin())
                changed = saved or changed
            ending = (
                await ending_of(tx, person, changed, now, self._library) if changed.state in ENDINGS else None
            )
        self.changed.set()
        if ending is not None:
            await self._show_end(person, ending)
        else:
            await self._display.show_press(person, changed)
        return Pressed(changed, changed=True)

    async def unsure(self, person_id: int, hold_id: int) -> Hold | None:
        """The hold of which only the person can say whether it was done, or None.

        Its count was lost, or it was stopped because it hurt.
        """
        hold = await self.of(person_id, hold_id)
        return hold if hold is not None and hold.state in UNSURE else None

    async def of(self, person_id: int, hold_id: int) -> Hold | None:
        """A person's own hold, whatever became of it, or None."""
        async with self._database.read() as tx:
            return await tx.holds.get(hold_id, person_id)

    async def drop(self, person_id: int, *, of_prompt: int | None = None) -> None:
        """Ends a running hold, or the one of a prompt, without an entry of its own, and takes its messages away."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            hold = await tx.holds.running(person_id)
            if person is None or hold is None or of_prompt not in {None, hold.prompt_id}:
                return
            await tx.holds.save(replace(hold, state=HoldState.FORGOTTEN, next_beat_at=None))
        await self._display.clear_away(person, hold)

    async def move(self, by: timedelta) -> None:
        """Lets the timers that this process runs go on where they are, the clock having been set."""
        async with self._database.write() as tx:
            await tx.holds.move(by, self._leases.holder)
        self.changed.set()

    async def lose_what_is_far_off(self) -> None:
        """Ends timers that an earlier life of Limber ran by a clock that was far ahead: their count is lost."""
        async with self._database.write() as tx:
            await tx.holds.lose_far_off(self._clock.now() + FAR_OFF, self._leases.begin())
        self.changed.set()

    async def next_beat_at(self) -> datetime | None:
        """When the next beat of anybody's hold is due."""
        async with self._database.read() as tx:
            return await tx.holds.next_beat_at()

    async def run_due(self) -> None:
        """Lets every hold whose beat has come go on; each is shown as soon as its own chat lets it."""
        now = self._clock.now()
        async with self._database.read() as tx:
            if not await tx.holds.is_any_due(now):
                return
        going: list[tuple[Person, Hold, HoldEnding | None]] = []
        async with self._database.write() as tx:
            due = await tx.holds.take_due(now, BEATS_AT_ONCE, self._leases.begin())
            # Whoever presses holds the person and wants the timer; here it is the other way round, so nobody waits.
            people = await tx.people.held({hold.person_id for hold, _ in due}, waits=False)
            for hold, was_interrupted in due:
                if (person := people.get(hold.person_id)) is not None:
                    going.append((person, *await self._beat(tx, person, hold, now, was_interrupted)))
        for person, hold, ending in going:
            if ending is not None:
                self._tasks.begin(self._show_end(person, ending))
            elif hold.id not in self._showing:
                self._showing[hold.id] = self._tasks.begin(self._show_beat(person, hold))

    async def settle(self) -> None:
        """Returns when everything that was on its way is shown."""
        await self._tasks.settle()

    async def _beat(
        self, tx: Transaction, person: Person, hold: Hold, now: datetime, was_interrupted: bool
    ) -> tuple[Hold, HoldEnding | None]:
        """The hold after its beat, kept; with its ending when there is one to be shown."""
        if hold.state.is_open:
            hold = timer.beat(hold, now, was_interrupted=was_interrupted)
        # What has ended keeps a beat until the person has seen it: the end is never lost.
        if not hold.state.is_open:
            hold = replace(hold, next_beat_at=now + SHOW_END_AGAIN_AFTER)
        hold = await tx.holds.save(hold) or hold
        return hold, None if hold.state.is_open else await ending_of(tx, person, hold, now, self._library)

    async def _show_beat(self, person: Person, hold: Hold) -> None:
        try:
            await self._display.show_beat(person, hold)
        except Exception:
            # The beat comes again; one chat's trouble must not stop the others' timers.
            log.exception("hold not shown", hold_id=hold.id)
        finally:
            del self._showing[hold.id]

    async def _show_end(self, person: Person, ending: HoldEnding) -> None:
        """Shows an end once the frame on its way is out, so that nothing comes after it."""
        hold = ending.hold
        if hold.id in self._showing_end:
            return
        self._showing_end.add(hold.id)
        try:
            if (frame := self._showing.get(hold.id)) is not None:
                await asyncio.wait({frame})
            await self._display.show_end(person, ending)
        except Exception:
            log.exception("end of a hold not shown", hold_id=hold.id)
        finally:
            self._showing_end.discard(hold.id)


async def _meant(tx: Transaction, person_id: int, update_id: int | None) -> Hold | None:
    """The hold that a word without a name is about, also when it is heard a second time."""
    pressed = None if update_id is None else await tx.holds.pressed_by(update_id, person_id)
    return pressed or await tx.holds.running(person_id)
