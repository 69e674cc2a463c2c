"""What a timer made of its stretches: seconds a side, efforts, and whether they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.hold import Hold
from bot.domain.stretch import GET_READY, HOLDING, Side


@dataclass(frozen=True, slots=True)
class Finished:
    """What a timer made of one stretch.

    `seconds`: of all its effort. `left`, `right`: seconds for which this side was held; a hold of both sides at once is
    in both. `efforts_done`: efforts that ran to their end, of so many planned `efforts`. `counts`: whether it is enough
    for an entry that counts.
    """

    stretch_id: str
    seconds: int
    left: int
    right: int
    efforts_done: int
    efforts: int
    counts: bool


def finished(hold: Hold, now: datetime, stretch_id: str | None = None) -> Finished:
    """What the timer made of one of its stretches by now, in whole seconds; of the hold's own without an id.

    Waiting, such as getting ready or changing sides, is no effort. It counts once half of the planned effort is done.
    """
    stretch_id = stretch_id or hold.stretch_id
    passed = min(hold.on_timer(now), hold.length)
    sides = {Side.LEFT: 0.0, Side.RIGHT: 0.0, None: 0.0}
    done = 0.0
    own = [phase for phase in hold.planned if not phase.waits and hold.stretch_of(phase) == stretch_id]
    least = {(phase.name, phase.number): phase.seconds for phase in own}
    efforts_done = 0
    for index, phase in enumerate(hold.phases):
        spent = min(max(passed, timedelta(0)), timedelta(seconds=phase.seconds)).total_seconds()
        passed -= timedelta(seconds=phase.seconds)
        if phase.waits or hold.stretch_of(phase) != stretch_id:
            continue
        done += spent
        if phase.name in HOLDING:
            sides[phase.side] += spent
        following = hold.phases[index + 1] if index + 1 < len(hold.phases) else None
        last_of_effort = following is None or following.name == GET_READY or following.number != phase.number
        # One that was cut short is none that ran to its end.
        efforts_done += last_of_effort and spent == phase.seconds >= least.get((phase.name, phase.number), 0)
    both = sides[None]
    planned = sum(phase.seconds for phase in own)
    efforts = hold.efforts_of(stretch_id)
    return Finished(
        stretch_id=stretch_id,
        seconds=int(done),
        left=int(sides[Side.LEFT] + both),
        right=int(sides[Side.RIGHT] + both),
        # Who went back did some of them twice.
        efforts_done=min(efforts_done, efforts),
        efforts=efforts,
        counts=done > 0 and done * 2 >= planned,
    )
