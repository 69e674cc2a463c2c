"""What people see and hear of their holds: frames, calls, endings, as far as the chat's budget goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain import hold as timer
from bot.domain.hold import Frame, Hold, HoldState
from bot.domain.person import Person
from bot.services.people import leave
from bot.services.ports import (
    Ambiguous,
    Clock,
    HoldEnding,
    Messenger,
    NotDelivered,
    Refused,
    Sent,
    TryLater,
    Unreachable,
)
from bot.services.prompt_display import PromptDisplay
from bot.storage.database import Database

log = structlog.get_logger()

# Often enough to tell a short interruption from a lost count, and not a commit for every frame.
SEEN_KEPT_EVERY = timer.COUNT_LOST_AFTER / 4
# A call and the removal of the one before; the end, with the timer, the last call and the prompt cleared away.
CALLS_TO_CALL_OUT = 2
CALLS_TO_END = 4


class HoldDisplay:
    """Shows holds; a frame gives way to a change of phase, and both to what must be heard."""

    def __init__(
        self, database: Database, clock: Clock, messenger: Messenger, prompts: PromptDisplay
    ) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._prompts = prompts
        # Holds of which a frame was refused for good: the next one may well be, and the log needs it once.
        self._refused: set[int] = set()

    async def begin(self, person: Person, hold: Hold) -> int | None:
        """Sends the timer's message and returns its id; raises NotDelivered where it does not arrive."""
        permit = await self._messenger.permit_for_hold(person.id, urgent=True)
        frame = timer.frame(hold, self._clock.now())
        sent = await self._messenger.show_hold(person, hold, frame, permit)
        await self._saw(hold, sent, frame, phase=hold.shown_phase)
        return sent.message_id if sent is not None else None

    async def set_prompt_aside(self, person: Person, hold: Hold) -> None:
        """Lets the prompt whose timer runs lose its steps and buttons."""
        await self._prompts.show(person, hold.prompt_id)

    async def draw_ahead(self, person: Person, hold: Hold) -> None:
        """Has the pictures drawn that are to come, so that none is late."""
        await self._messenger.draw_ahead(person, hold)

    async def show_press(self, person: Person, hold: Hold) -> None:
        """Shows at once what a press made of a hold."""
        await self._show(person, hold, pressed=True)

    async def show_beat(self, person: Person, hold: Hold) -> None:
        """Shows the frame that a beat asks for, if there is room for it."""
        await self._show(person, hold, pressed=False)

    async def show_end(self, person: Person, ending: HoldEnding) -> None:
        """Shows how a hold ended; where that fails for now its beat comes again."""
        hold = ending.hold
        try:
            await self._say_end(person, ending)
            await self._prompts.show(person, hold.prompt_id)
        except Unreachable as error:
            await self._give_up(person, hold, error)
            return
        except TryLater:
            return
        except Exception:
            # What cannot be shown must not be tried for ever.
            log.exception("end of a hold not shown", hold_id=hold.id, stretch=hold.stretch_id)
        self._refused.discard(hold.id)
        async with self._database.write() as tx:
            await tx.holds.ended(hold.id)

    async def _say_end(self, person: Person, ending: HoldEnding) -> None:
        try:
            await self._messenger.end_hold(person, ending)
        except Ambiguous:
            # Perhaps shown: a second end would be worse than none.
            log.info("end of a hold unclear", hold_id=ending.hold.id)
        except Refused as error:
            log.error("end of a hold refused", hold_id=ending.hold.id, why=error.why)

    async def clear_away(self, person: Person, hold: Hold) -> None:
        """Removes the messages of a hold that ends without a word; its prompt can be answered then as before."""
        for message_id in (hold.message_id, hold.sound_message_id):
            if message_id is not None:
                try:
                    await self._messenger.take_away(person, message_id)
                except NotDelivered:
                    log.info("timer message left", hold_id=hold.id)
        if person.alarm is None:
            await self._prompts.show(person, hold.prompt_id)

    async def _show(self, person: Person, hold: Hold, *, pressed: bool) -> None:
        try:
            called_before = await self._call_out(person, hold)
            await self._show_frame(person, hold, pressed=pressed)
            if called_before is not None:
                await self._messenger.take_away(person, called_before)
        except Unreachable as error:
            await self._give_up(person, hold, error)
        except (TryLater, Ambiguous):
            # The next frame replaces this one.
            return
        except Refused as error:
            # The timer runs on: what is called out and how it ends are messages of their own.
            if hold.id not in self._refused:
                self._refused.add(hold.id)
                log.error("timer not shown", hold_id=hold.id, why=error.why)

    async def _call_out(self, person: Person, hold: Hold) -> int | None:
        """Calls out once when a phase begins that needs it; returns the message of the call before, if there is one."""
        index, _ = timer.phase_at(hold, self._clock.now())
        if index == hold.shown_phase or not person.options.sound or not timer.calls_out(hold, index):
            return None
        permit = await self._messenger.permit_for_hold(person.id, urgent=True)
        present = await self._present(hold)
        if permit is None or present is None or present.state is not HoldState.RUNNING:
            return None
        frame = timer.frame(present, self._clock.now())
        # A call that comes after its phase would set the body to the wrong thing.
        if frame.index != index or index == present.shown_phase:
            return None
        called_id = await self._messenger.call_out(person, present, frame, permit)
        await self._heard(present, called_id, phase=index)
        return present.sound_message_id

    async def _show_frame(self, person: Person, hold: Hold, *, pressed: bool) -> None:
        """Shows the frame of the moment in which it goes out."""
        now = self._clock.now()
        begins = timer.phase_at(hold, now)[0] != hold.shown_phase
        ahead = [] if pressed else list(calls_ahead(hold, now, sound=person.options.sound, frames=not begins))
        permit = await self._messenger.permit_for_hold(person.id, urgent=pressed or begins, ahead=ahead)
        present = await self._present(hold)
        # Who pressed waits for an answer: without a permit of the timer's it goes out as one.
        if present is None or (permit is None and not pressed):
            return
        frame = timer.frame(present, self._clock.now())
        sent = await self._messenger.show_hold(person, present, frame, permit)
        if sent is None:
            await self._renew(person, present)
        elif (
            frame.index != present.shown_phase
            or sent.message_id != present.message_id
            or frame.picture != present.picture
            or self._clock.now() - present.seen_at > SEEN_KEPT_EVERY
        ):
            await self._saw(present, sent, frame, phase=frame.index)

    async def _renew(self, person: Person, hold: Hold) -> None:
        """Sends the timer's message anew where somebody deleted it; deleted twice, the hold ends without a word."""
        if hold.renewed:
            async with self._database.write() as tx:
                await tx.holds.save(replace(hold, state=HoldState.FORGOTTEN, next_beat_at=None))
            await self._prompts.show(person, hold.prompt_id)
            return
        async with self._database.write() as tx:
            saved = await tx.holds.save(replace(hold, renewed=True))
        if saved is None:
            return
        fresh = replace(saved, message_id=None)
        frame = timer.frame(fresh, self._clock.now())
        sent = await self._messenger.show_hold(person, fresh, frame)
        await self._saw(fresh, sent, frame, phase=frame.index)

    async def _present(self, hold: Hold) -> Hold | None:
        """The hold as it stands now, None when it is over."""
        async with self._database.read() as tx:
            present = await tx.holds.get(hold.id, hold.person_id)
        return present if present is not None and present.state.is_open else None

    async def _give_up(self, person: Person, hold: Hold, error: Unreachable) -> None:
        self._refused.discard(hold.id)
        async with self._database.write() as tx:
            await tx.holds.ended(hold.id)
            await leave(tx, person.id, error.standing)

    async def _saw(self, hold: Hold, sent: Sent | None, frame: Frame, *, phase: int) -> None:
        """Keeps that a frame was seen, and where; `phase` is the last one that needs no calling out any more."""
        async with self._database.write() as tx:
            await tx.holds.showed(
                hold.id,
                at=self._clock.now(),
                phase=phase,
                message_id=sent.message_id if sent is not None else None,
                picture=frame.picture if sent is not None and sent.has_picture else None,
            )

    async def _heard(self, hold: Hold, sound_message_id: int, *, phase: int) -> None:
        """Keeps that a phase was called out."""
        async with self._database.write() as tx:
            await tx.holds.called_out(
                hold.id, at=self._clock.now(), phase=phase, sound_message_id=sound_message_id
            )


def calls_ahead(hold: Hold, now: datetime, *, sound: bool, frames: bool) -> Iterator[float]:
    """In how many seconds from now each call to Telegram comes that a hold is going to need, the soonest first.

    With `sound` the calling out of phases is among them, with `frames` the frame that each new phase shows.
    """
    for index, wait in timer.changes_ahead(hold, now):
        if index == len(hold.phases):
            calls = CALLS_TO_END
        else:
            calls = (CALLS_TO_CALL_OUT if sound and timer.calls_out(hold, index) else 0) + frames
        for _ in range(calls):
            yield wait.total_seconds()
