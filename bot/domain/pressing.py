"""What a press makes of a hold timer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.hold import LONGEST_SECONDS, Hold, HoldState, Press, can_be_longer, next_beat_after, phase_at
from bot.domain.stretch import Phase

LONGER_SECONDS = 10
# So soon after a press another one is the second tap of a finger that meant the first.
SECOND_TAP = timedelta(seconds=1)


def press(hold: Hold, pressed: Press, at: datetime, now: datetime) -> Hold:
    """The hold after a press that was made at an instant up to now; the same hold where it means nothing then."""
    if not hold.state.is_open:
        return hold
    # What was typed is dated by the second: it cannot have been before the timer last began to run, or stood still.
    at = max(at, hold.paused_at or hold.started_at)
    match pressed:
        case Press.PAUSE if hold.state is HoldState.RUNNING:
            changed = replace(hold, state=HoldState.PAUSED, paused_at=at)
        case Press.RESUME:
            changed = _resumed(hold, at)
        case Press.READY:
            changed = _skipped_waiting(hold, at)
        case Press.LONGER:
            changed = _lengthened(hold, at)
        case Press.NEXT:
            changed = _at_next_stretch(hold, at)
        case Press.OTHER_SIDE:
            changed = _at_other_side(hold, at)
        case Press.AGAIN:
            changed = _begun_again(hold, at)
        case Press.STOP:
            changed = replace(hold, state=HoldState.STOPPED, paused_at=hold.paused_at or at)
        case Press.HURTS:
            changed = replace(hold, state=HoldState.HURT, paused_at=hold.paused_at or at)
        case _:
            return hold
    if changed is hold:
        return hold
    next_beat_at = next_beat_after(changed, now) if changed.state.is_open else None
    return replace(changed, seen_at=now, pressed_at=at, next_beat_at=next_beat_at)


def is_second_tap(hold: Hold, pressed: Press, at: datetime) -> bool:
    """Whether a press is a tap too many on a button that has another one in its place by now."""
    if hold.pressed_at is None or at - hold.pressed_at >= SECOND_TAP:
        return False
    match pressed:
        case Press.PAUSE | Press.RESUME:
            return True
        case Press.LONGER:
            # A hold can be made longer twice; the tap that ended the wait for it is another thing.
            index, left = phase_at(hold, hold.pressed_at)
            return left == timedelta(seconds=hold.phases[index].seconds)
    return False


def _resumed(hold: Hold, now: datetime) -> Hold:
    """The hold running on from a pause; the same hold where it runs."""
    if hold.paused_at is None:
        return hold
    return replace(
        hold, state=HoldState.RUNNING, started_at=hold.started_at + (now - hold.paused_at), paused_at=None
    )


def _skipped_waiting(hold: Hold, now: datetime) -> Hold:
    running = _resumed(hold, now)
    index, left = phase_at(running, now)
    if not running.phases[index].waits:
        return hold
    return replace(running, started_at=running.started_at - left)


def _at_next_stretch(hold: Hold, now: datetime) -> Hold:
    """The hold at the first phase of the next stretch; the same hold where the present one is the last.

    Of the present one stays what was done, where that is at least half of its effort, and else nothing: what was left
    out is not to count.
    """
    running = _resumed(hold, now)
    at, left = phase_at(running, now)
    present = hold.stretch_of(hold.phases[at])
    own = [index for index, phase in enumerate(hold.phases) if hold.stretch_of(phase) == present]
    before, after = hold.phases[: own[0]], hold.phases[own[-1] + 1 :]
    if not after:
        return hold
    cut = replace(hold.phases[at], seconds=int(hold.phases[at].seconds - left.total_seconds()))
    done = (*hold.phases[own[0] : at], cut)
    if _effort(done) * 2 < _effort(hold.phases[own[0] : own[-1] + 1]):
        done = ()
    passed = sum(phase.seconds for phase in (*before, *done))
    return replace(running, phases=(*before, *done, *after), started_at=now - timedelta(seconds=passed))


def _at_other_side(hold: Hold, now: datetime) -> Hold:
    """The hold at the next phase of this stretch for another side; the same hold where none comes any more.

    Of the present phase stays what was done; those for this side up to there are left out.
    """
    running = _resumed(hold, now)
    at, left = phase_at(running, now)
    present = hold.phases[at]
    there = next(
        (
            index
            for index, phase in enumerate(hold.phases[at:], at)
            if phase.side not in {None, present.side} and hold.stretch_of(phase) == hold.stretch_of(present)
        ),
        None,
    )
    if there is None or present.side is None:
        return hold
    seconds = present.seconds - math.ceil(left.total_seconds())
    done = (*hold.phases[:at], *([replace(present, seconds=seconds)] if seconds > 0 else []))
    passed = sum(phase.seconds for phase in done)
    return replace(running, phases=(*done, *hold.phases[there:]), started_at=now - timedelta(seconds=passed))


def _begun_again(hold: Hold, now: datetime) -> Hold:
    """The hold at the first phase of the stretch that is on, running; what was cut short of it stays so."""
    running = _resumed(hold, now)
    present = hold.stretch_of(hold.phases[phase_at(running, now)[0]])
    before = takewhile(lambda phase: hold.stretch_of(phase) != present, hold.phases)
    return replace(running, started_at=now - timedelta(seconds=sum(phase.seconds for phase in before)))


def _effort(phases: Sequence[Phase]) -> int:
    """The seconds that are no waiting."""
    return sum(phase.seconds for phase in phases if not phase.waits)


def _lengthened(hold: Hold, now: datetime) -> Hold:
    index, left = phase_at(hold, now)
    phase = hold.phases[index]
    if not can_be_longer(phase, left):
        return hold
    longer = replace(phase, seconds=min(phase.seconds + LONGER_SECONDS, LONGEST_SECONDS))
    return replace(hold, phases=(*hold.phases[:index], longer, *hold.phases[index + 1 :]))
