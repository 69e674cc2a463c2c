"""What a press makes of a hold timer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.hold import (
    LONGEST_SECONDS,
    Hold,
    HoldState,
    Press,
    can_be_longer,
    next_beat_after,
    other_side_at,
    phase_at,
)
from bot.domain.stretch import GET_READY, Phase

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
        case Press.BACK if hold.is_session:
            changed = _at_stretch_before(hold, at)
        case Press.MORE | Press.LESS:
            changed = _saying_more(hold, is_more=pressed is Press.MORE)
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
        case Press.LONGER:
            # A hold can be made longer twice; the tap that ended the wait for it is another thing.
            index, left = phase_at(hold, hold.pressed_at)
            return left == timedelta(seconds=hold.phases[index].seconds)
        case Press.READY | Press.AGAIN | Press.STOP | Press.HURTS:
            return False
    return True


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
    """The hold at the first phase of the next stretch; the same hold where the present one is the last."""
    running = _resumed(hold, now)
    before, done, after = _around(running, now)
    return _going_on(running, (*before, *done), after, now) if after else hold


def _at_other_side(hold: Hold, now: datetime) -> Hold:
    """The hold at the next phase of this stretch for another side; the same hold where none comes any more.

    Of the present phase stays what was done; those for this side up to there are left out.
    """
    running = _resumed(hold, now)
    at, left = phase_at(running, now)
    present, there = hold.phases[at], other_side_at(hold, at)
    if there is None:
        return hold
    seconds = present.seconds - math.ceil(left.total_seconds())
    done = (*hold.phases[:at], *([replace(present, seconds=seconds)] if seconds > 0 else []))
    return _going_on(running, done, hold.phases[there:], now)


def _begun_again(hold: Hold, now: datetime) -> Hold:
    """The hold at the first phase of the stretch that is on, running; what was done of it does not count."""
    return _planned_anew(hold, now, back=0)


def _at_stretch_before(hold: Hold, now: datetime) -> Hold:
    """The hold at the first phase of the stretch before the one that is on, also of one that was left out."""
    return _planned_anew(hold, now, back=1)


def _planned_anew(hold: Hold, now: datetime, *, back: int) -> Hold:
    """The hold at the beginning of a stretch, so many before the present one, or else of the first.

    From there up to the present one all is to be done as it was planned at first.
    """
    running = _resumed(hold, now)
    ids = hold.planned_ids
    present = ids.index(hold.stretch_of(hold.phases[phase_at(running, now)[0]]))
    wanted = ids[max(0, present - back) : present + 1]
    before, done, after = _around(running, now)
    anew = (phase for phase in hold.planned if hold.stretch_of(phase) in wanted)
    return _going_on(running, (*before, *done) if back else before, (*anew, *after), now)


def _around(running: Hold, now: datetime) -> tuple[Sequence[Phase], Sequence[Phase], Sequence[Phase]]:
    """What came before the stretch that is on, what was done of it by now, and what comes after it.

    What is less than half of its effort is nothing: what was left out is not to count.
    """
    phases = running.phases
    at, left = phase_at(running, now)

    def is_present(phase: Phase) -> bool:
        return running.stretch_of(phase) == running.stretch_of(phases[at])

    # Who went back has run through it before: each time begins by getting ready.
    own = list(takewhile(is_present, reversed(phases[: at + 1])))
    begins = at + 1 - next((n for n, phase in enumerate(own, 1) if phase.name == GET_READY), len(own))
    ends = at + len(list(takewhile(is_present, phases[at:])))
    cut = replace(phases[at], seconds=int(phases[at].seconds - left.total_seconds()))
    done = (*phases[begins:at], cut)
    if _effort(done) * 2 < _effort(phases[begins:ends]):
        done = ()
    return phases[:begins], done, phases[ends:]


def _going_on(running: Hold, before: Sequence[Phase], after: Sequence[Phase], now: datetime) -> Hold:
    """The hold with this behind it, at the beginning of what comes after."""
    passed = timedelta(seconds=sum(phase.seconds for phase in before))
    return replace(running, phases=(*before, *after), started_at=now - passed)


def _saying_more(hold: Hold, *, is_more: bool) -> Hold:
    return hold if hold.shows_more is is_more else replace(hold, shows_more=is_more)


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
