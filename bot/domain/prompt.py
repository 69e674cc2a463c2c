"""A prompt: one stretch offered to one person, how its delivery went and how it was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.agenda import Because
from bot.domain.person import Person
from bot.domain.schedule import DONE_SILENCES, Occurrence, Slot, Wish, instant, is_too_late, time_of_day
from bot.domain.setting import Setting
from bot.domain.stretch import Dose, Part, Side, Stretch

MOST_ATTEMPTS = 2
PAIN_ASKED_FOR = timedelta(days=14)
ANSWERABLE_FOR = timedelta(days=7)
EVENING = time(19)
LATEST_EVENING = time(21, 30)
USUAL_TIME = time(7, 30)
# Until the first time of the day after tomorrow's small hours at the latest, and what a move to another zone adds.
LONGEST_SNOOZE = timedelta(days=4)


class PromptKind(StrEnum):
    """What brought a prompt."""

    SLOT = "slot"
    SNOOZED = "snoozed"
    ASKED = "asked"
    CHOSEN = "chosen"
    FIRST = "first"
    SESSION = "session"

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody asked for it just now, so that no reminder stands behind it."""
        return self in {PromptKind.ASKED, PromptKind.CHOSEN, PromptKind.FIRST, PromptKind.SESSION}

    @property
    def is_picked(self) -> bool:
        """Whether its stretch is one that Limber picked just now, not one that somebody chose or put off."""
        return self in {PromptKind.SLOT, PromptKind.ASKED, PromptKind.FIRST}


class Delivery(StrEnum):
    """How far the sending of a prompt got; what is not on its way any more has an outcome."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"


class Reason(StrEnum):
    """Why a due prompt was not sent."""

    LATE = "late"
    NEWER = "newer"
    ALARM = "alarm"
    BANNED = "banned"
    PAUSED = "paused"
    STOPPED = "stopped"
    RESTING = "resting"
    DONE = "done"
    NEW_ZONE = "new-zone"
    DROPPED = "dropped"
    NOTHING_FITS = "nothing-fits"
    SAFETY = "safety"
    BLOCKED = "blocked"
    GONE = "gone"
    REFUSED = "refused"
    RESTORED = "restored"
    WAITS_FOR_ANSWER = "waits-for-answer"


class Answer(StrEnum):
    """What a person made of a prompt."""

    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Prompt:
    """`on` is the intended local date of its slot, `day` the person's day it is logged to."""

    id: int
    person_id: int
    kind: PromptKind
    due_at: datetime
    day: date
    delivery: Delivery
    slot_id: int | None = None
    on: date | None = None
    origin_id: int | None = None
    stretch_id: str | None = None
    dose: Dose | None = None
    first_side: Side = Side.LEFT
    # The stretches of a session, its warm-up first; empty for a single stretch.
    parts: tuple[Part, ...] = ()
    tip_id: str | None = None
    # The number of the sentence above it; none above a session.
    opening: int | None = None
    # The stretch that the agenda had in its place, none for a whole session, and why it does not come; else none.
    instead_of: str | None = None
    because: Because | None = None
    # Where the person is then, None where it is where they always stretch.
    setting: Setting | None = None
    attempts: int = 0
    reason: Reason | None = None
    message_id: int | None = None
    has_picture: bool = False
    answer: Answer | None = None
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be answered: who presses a button of one that is still being sent has it already."""
        return self.answer is None and self.delivery in {Delivery.SENDING, Delivery.SENT, Delivery.UNKNOWN}

    @property
    def guided(self) -> tuple[Part, ...]:
        """What its timer runs through: the parts of a session, or the one stretch."""
        if self.parts or self.stretch_id is None or self.dose is None:
            return self.parts
        return (Part(self.stretch_id, self.dose, self.first_side),)

    @property
    def stretch_ids(self) -> tuple[str, ...]:
        """The stretches that the record keeps of it: of a session all but its warm-up."""
        return tuple(part.stretch_id for part in self.parts[1:]) or (self.stretch_id or "",)

    def is_answerable(self, now: datetime) -> bool:
        """Whether it can still be logged to its own day."""
        return now - self.due_at < ANSWERABLE_FOR


def planned_minutes(
    prompts: Iterable[Prompt], stretches: Mapping[str, Stretch], *, longer: bool = False
) -> float:
    """The hamstring minutes of the fuller leg that reminders planned, without those put off or replaced."""
    legs = [
        stretches[part.stretch_id].leg_seconds(part.dose, part.first_side, longer=longer)
        for prompt in prompts
        if prompt.slot_id is not None and prompt.answer not in {Answer.SNOOZED, Answer.REPLACED}
        for part in prompt.guided
        if part.stretch_id in stretches
    ]
    return max(sum(left for left, _ in legs), sum(right for _, right in legs)) / 60


def reason_to_skip(
    person: Person,
    slot: Slot,
    occurrence: Occurrence,
    day: date,
    *,
    now: datetime,
    newest: bool,
    waits: bool = False,
) -> Reason | None:
    """Why this due occurrence is not sent, or None when it is.

    `newest`: nothing later is due. `waits`: so many went without an answer that the next ones wait for one.
    """
    if (why := wants_none(person, day, occurrence.due_at)) is not None:
        return why
    if is_too_late(occurrence.due_at, now):
        return Reason.LATE
    if not newest:
        return Reason.NEWER
    if person.keeps_free(day):
        return Reason.RESTING
    if is_silenced(person, slot, occurrence, day):
        return Reason.DONE
    return Reason.WAITS_FOR_ANSWER if waits else None


def wants_none(person: Person, day: date, at: datetime) -> Reason | None:
    """Why no reminder of a day goes to a person at an instant, or None when one may."""
    if not person.standing.can_be_reached:
        return Reason(person.standing.value)
    if person.is_banned:
        return Reason.BANNED
    if not person.standing.is_subscribed:
        return Reason.STOPPED
    if person.alarm is not None:
        return Reason.ALARM
    if person.is_paused(at):
        return Reason.PAUSED
    return Reason.RESTING if person.rests(day) else None


def is_silenced(person: Person, slot: Slot, occurrence: Occurrence, day: date) -> bool:
    """Whether an entry just before it, or on that day where only an empty day wants a prompt, makes it needless."""
    if not slot.wish.extra and person.progress.last_practice_on == day:
        return True
    done_at = person.progress.last_done_at
    return done_at is not None and timedelta(0) <= occurrence.due_at - done_at < DONE_SILENCES


def is_overtaken(person: Person, prompt: Prompt, put_off_at: datetime | None) -> bool:
    """Whether what was done since a reminder was claimed, or put off, makes it needless when it is to be sent.

    `put_off_at` is when it was put off, None where it never was.
    """
    done_at = person.progress.last_done_at
    if done_at is None or prompt.kind.is_asked_for:
        return False
    is_since = put_off_at is None or done_at > put_off_at
    return is_since and prompt.due_at - done_at < DONE_SILENCES


def asks_compared(person: Person, prompt: Prompt, before: Sequence[Prompt]) -> bool:
    """Whether a pain is to be asked about after this prompt: the first of a day after it, where that is wanted."""
    if person.recovery.pain_on is None or not person.options.asks_pain:
        return False
    is_after = timedelta(0) < prompt.day - person.recovery.pain_on <= PAIN_ASKED_FOR
    return is_after and not any(person.recovery.pain_on < older.day for older in before)


class SnoozeFor(StrEnum):
    """How long, or until when, a prompt is put off; the values stand on buttons that people keep."""

    TEN_MINUTES = "ten"
    HALF_HOUR = "half"
    HOUR = "hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"

    @property
    def is_wall_time(self) -> bool:
        """Whether it says what the clock on the wall is to show, and not how long to wait."""
        return self in {SnoozeFor.EVENING, SnoozeFor.TOMORROW}


def snoozed_until(
    choice: SnoozeFor, now: datetime, person: Person, wishes: Sequence[Wish]
) -> datetime | None:
    """When a snoozed prompt comes back, None where the choice has passed.

    Tomorrow is the person's next day, at the first time that their wishes have for it; else at their first time.
    """
    zone, today = person.zone, person.day(now)
    local = now.astimezone(zone)
    match choice:
        case SnoozeFor.TEN_MINUTES:
            return now + timedelta(minutes=10)
        case SnoozeFor.HALF_HOUR:
            return now + timedelta(minutes=30)
        case SnoozeFor.HOUR:
            return now + timedelta(hours=1)
        case SnoozeFor.EVENING:
            evening = datetime.combine(today, EVENING, zone)
            if local >= evening - timedelta(hours=1):
                evening = datetime.combine(today, LATEST_EVENING, zone)
            return None if local >= evening - timedelta(minutes=15) else evening.astimezone(now.tzinfo)
        case SnoozeFor.TOMORROW:
            day = today + timedelta(days=1)
            usual = wishes[0].at if wishes else USUAL_TIME
            on, at = time_of_day(wishes, day, person.day_start) or (day, usual)
            return instant(on, at, zone)
