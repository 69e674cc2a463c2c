"""A hold timer: its state, and the frame to show at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.stretch import GET_READY, HOLDING, REST, SWITCH, Drawn, Phase, Side, effort_count

FRAME_SECONDS = 5
QUIET_SECONDS = 3
LONGEST_SECONDS = 60
PAUSE_ENDS_AFTER = timedelta(minutes=10)
COUNT_LOST_AFTER = timedelta(seconds=30)
BAR_CELLS = 10
ACTING = frozenset({"push", "relax", "deeper"})
CHANGING = frozenset({SWITCH, GET_READY})


class HoldState(StrEnum):
    """How a hold stands, or how it ended."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"
    HURT = "hurt"
    LOST = "lost"
    FORGOTTEN = "forgotten"

    @property
    def is_open(self) -> bool:
        return self in {HoldState.RUNNING, HoldState.PAUSED}


class Press(StrEnum):
    """What somebody presses on a timer."""

    READY = "ready"
    PAUSE = "pause"
    RESUME = "resume"
    LONGER = "longer"
    STOP = "stop"
    HURTS = "hurts"
    # In a session: on to the next stretch, and to the one before, or to the beginning of the first.
    NEXT = "next"
    BACK = "back"
    # How the stretch is done, with what else can be done with the timer; and without that.
    MORE = "more"
    LESS = "less"
    # On to the next phase of another side.
    OTHER_SIDE = "other-side"
    # The stretch that is on from its beginning.
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Hold:
    """One guided hold of a person; every moment of it follows from these instants.

    `phases`: what the timer runs through, with what presses made of it; `planned`: as they were at its start.
    `started_at` moves forward by every pause, so that the time on the timer is simply now minus it. `picture`: what its
    message shows, None where that has words alone. `shows_more`: whether it says how the stretch is done.
    """

    id: int
    person_id: int
    prompt_id: int
    stretch_id: str
    phases: tuple[Phase, ...]
    planned: tuple[Phase, ...]
    state: HoldState
    started_at: datetime
    seen_at: datetime
    paused_at: datetime | None = None
    next_beat_at: datetime | None = None
    message_id: int | None = None
    sound_message_id: int | None = None
    shown_phase: int = -1
    picture: Drawn | None = None
    shows_more: bool = False
    renewed: bool = False
    version: int = 0
    pressed_by: int | None = None
    # When the last press that changed something was made.
    pressed_at: datetime | None = None

    def on_timer(self, now: datetime) -> timedelta:
        """How far the timer has run."""
        return (self.paused_at or now) - self.started_at

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=sum(phase.seconds for phase in self.phases))

    @property
    def ends_at(self) -> datetime:
        """When the last phase ends, unless somebody pauses."""
        return self.started_at + self.length

    @property
    def ended_at(self) -> datetime:
        """When a hold that is over stood still."""
        return self.paused_at or self.ends_at

    @property
    def stretch_ids(self) -> tuple[str, ...]:
        """The stretches that the timer runs through, in order."""
        return tuple(dict.fromkeys(self.stretch_of(phase) for phase in self.phases))

    @property
    def planned_ids(self) -> tuple[str, ...]:
        """The stretches that it was to run through, in order, whatever presses made of it."""
        return tuple(dict.fromkeys(map(self.stretch_of, self.planned)))

    @property
    def is_session(self) -> bool:
        """Whether the timer was to run through several stretches."""
        return len(self.planned_ids) > 1

    def stretch_of(self, phase: Phase) -> str:
        """The stretch to which one of the phases belongs."""
        return phase.stretch_id or self.stretch_id

    def sides_of(self, stretch_id: str) -> int:
        """On how many sides the timer has one of its stretches done; 1 where it has none."""
        return len({phase.side for phase in self.planned if self.stretch_of(phase) == stretch_id})

    def efforts_of(self, stretch_id: str) -> int:
        """How many efforts the timer plans for one of its stretches."""
        return effort_count(phase for phase in self.planned if self.stretch_of(phase) == stretch_id)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the timer shows: a phase, whole seconds left in it, and how many of the bar's cells are full.

    `picture`: what is to be seen in it. `presses`: what can be pressed, as far as it means something in this phase.
    """

    phase: Phase
    index: int
    efforts: int
    seconds_left: int
    cells: int
    paused: bool
    picture: Drawn
    presses: frozenset[Press]


def phase_at(hold: Hold, now: datetime) -> tuple[int, timedelta]:
    """The index of the present phase and the time left in it; past the end, the last phase and zero."""
    passed = hold.on_timer(now)
    for index, phase in enumerate(hold.phases):
        length = timedelta(seconds=phase.seconds)
        if passed < length:
            return index, length - passed
        passed -= length
    return len(hold.phases) - 1, timedelta(0)


def is_over(hold: Hold, now: datetime) -> bool:
    """Whether all of its time has passed on the timer."""
    return hold.on_timer(now) >= hold.length


def frame(hold: Hold, now: datetime) -> Frame:
    """The frame for this moment, computed from the stored instants alone."""
    index, left = phase_at(hold, now)
    phase = hold.phases[index]
    seconds_left = -(-left // timedelta(seconds=1))
    return Frame(
        phase=phase,
        index=index,
        efforts=hold.efforts_of(hold.stretch_of(phase)),
        seconds_left=seconds_left,
        cells=round(BAR_CELLS * (1 - seconds_left / phase.seconds)) if phase.seconds else BAR_CELLS,
        paused=hold.state is HoldState.PAUSED,
        picture=_picture(hold, phase),
        presses=_presses(hold, index, left),
    )


def pictures_of(hold: Hold) -> tuple[Drawn, ...]:
    """What is to be seen on the timer, in the order of its plan."""
    return tuple(dict.fromkeys(_picture(hold, phase) for phase in hold.planned))


def _picture(hold: Hold, phase: Phase) -> Drawn:
    return Drawn(hold.stretch_of(phase), phase.side or Side.LEFT)


def next_beat_after(hold: Hold, now: datetime) -> datetime:
    """When the timer must act next: a multiple of 5 s left, a phase change, the end, or the end of a pause."""
    if hold.paused_at is not None:
        return hold.paused_at + PAUSE_ENDS_AFTER
    _, left = phase_at(hold, now)
    changes_at = now + left
    # The last frame before a change stands at 5 s: nothing is edited in the last 3 s, while eyes wait for the change.
    marks = int(left / timedelta(seconds=FRAME_SECONDS))
    mark = timedelta(seconds=FRAME_SECONDS * marks)
    if mark == left:
        mark -= timedelta(seconds=FRAME_SECONDS)
    if mark > timedelta(seconds=QUIET_SECONDS):
        return changes_at - mark
    return changes_at


def changes_ahead(hold: Hold, now: datetime) -> Iterator[tuple[int, timedelta]]:
    """The index of every phase to come and the time until it begins; one more for the end."""
    index, wait = phase_at(hold, now)
    for following in range(index + 1, len(hold.phases) + 1):
        yield following, wait
        if following < len(hold.phases):
            wait += timedelta(seconds=hold.phases[following].seconds)


def _presses(hold: Hold, index: int, left: timedelta) -> frozenset[Press]:
    phase, is_paused = hold.phases[index], hold.state is HoldState.PAUSED
    found = {Press.STOP, Press.HURTS, Press.RESUME if is_paused else Press.PAUSE}
    if phase.waits:
        found.add(Press.READY)
    if can_be_longer(phase, left):
        found.add(Press.LONGER)
    if hold.shows_more:
        found |= {Press.LESS, Press.AGAIN}
        if other_side_at(hold, index) is not None:
            found.add(Press.OTHER_SIDE)
    else:
        found.add(Press.MORE)
        if hold.is_session:
            found.add(Press.BACK)
            if hold.stretch_of(phase) != hold.stretch_of(hold.phases[-1]):
                found.add(Press.NEXT)
    return frozenset(found)


def other_side_at(hold: Hold, index: int) -> int | None:
    """The index of the next phase of the same stretch for another side than that of a phase; None without one."""
    present = hold.phases[index]
    if present.side is None:
        return None
    ahead = (
        later
        for later, phase in enumerate(hold.phases[index:], index)
        if phase.side not in {None, present.side} and hold.stretch_of(phase) == hold.stretch_of(present)
    )
    return next(ahead, None)


def beat(hold: Hold, now: datetime, *, was_interrupted: bool) -> Hold:
    """The hold when its beat comes: running on, done, forgotten in a pause, or lost after an interruption."""
    if hold.state is HoldState.PAUSED:
        return replace(hold, state=HoldState.FORGOTTEN, next_beat_at=None)
    unseen = now - hold.seen_at > COUNT_LOST_AFTER
    # A frame that a chat's budget holds back is no lost count, but a beat that nobody was there to run is.
    unrun = hold.next_beat_at is not None and now - hold.next_beat_at > COUNT_LOST_AFTER
    over = is_over(hold, now)
    if unrun or (was_interrupted and (unseen or over)):
        return replace(hold, state=HoldState.LOST, next_beat_at=None)
    if over:
        return replace(hold, state=HoldState.DONE, next_beat_at=None)
    return replace(hold, next_beat_at=next_beat_after(hold, now))


def calls_out(hold: Hold, index: int) -> bool:
    """Whether the body must act when this phase begins, so that the change is worth a sound."""
    if index == 0:
        return False
    phase, before = hold.phases[index], hold.phases[index - 1]
    # Whoever pressed `Start timer` is looking; at the next stretch of a session they lie there and listen.
    begins_next = before.name == GET_READY and index > 1
    return begins_next or phase.name in CHANGING or before.name == REST or phase.name in ACTING


def can_be_longer(phase: Phase, left: timedelta) -> bool:
    """Whether a phase with so much time left can be made longer."""
    return bool(left) and phase.name in HOLDING and phase.seconds < LONGEST_SECONDS
