"""What reminders notice: that nobody answers them, or always at another hour; said once a week at most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.person import Person
from bot.domain.prompt import EVENING, LATEST_EVENING, Answer, Prompt, PromptKind
from bot.domain.schedule import Occurrence, Slot

# After so many days with reminders and without a word they come without sound, are asked about, and wait.
SILENT_AFTER, ASKED_AFTER, WAITS_AFTER = 3, 5, 10
ONCE_IN = WEEK = timedelta(weeks=1)
SHOWN_AGAIN_AFTER = timedelta(hours=2)
# A second chance is offered from the third day on.
DAYS_BEFORE_CHANCE = 2
# Of the last reminders of a time so many were done, most of them an hour or more from it, and near each other.
JUDGED, MOST_OF_THEM = 5, 4
FAR, NEAR = timedelta(hours=1), timedelta(minutes=45)
ROUNDED_MINUTES = 10
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nobody has answered for five days: what would suit them better?"""


@dataclass(frozen=True, slots=True)
class OtherHour:
    """What comes at the `usual` time of a slot is mostly done `at` another hour."""

    slot_id: int
    at: time
    usual: time


@dataclass(frozen=True, slots=True)
class SecondChance:
    """A reminder that finds no time could be shown once more."""


@dataclass(frozen=True, slots=True)
class SundaySummary:
    """Their week could come as a picture on Sundays."""


@dataclass(frozen=True, slots=True)
class BreakEnds:
    """A break ends tomorrow; `following` is the first reminder after it."""

    following: Occurrence


Notice: TypeAlias = Unanswered | OtherHour | SecondChance | SundaySummary | BreakEnds


def notice(person: Person, prompt: Prompt, before: Sequence[Prompt], unanswered: int) -> Notice | None:
    """What is to be said after a reminder of a time; None as a rule.

    `before`: the prompts before it, the newest first. `unanswered`: on how many days there were any since the person
    was last heard of.
    """
    if prompt.kind is not PromptKind.SLOT or not may_notice(person, prompt.day):
        return None
    if unanswered >= ASKED_AFTER:
        return None if _was_asked_since(person) else Unanswered()
    if offers_summary(person, prompt, before):
        return SundaySummary()
    usual = _local(prompt.due_at, person.zone)
    # What came at another hour, before a move or a change of the time, says nothing of this one.
    of_slot = [
        older
        for older in before
        if older.slot_id == prompt.slot_id and _local(older.due_at, person.zone) == usual
    ]
    hour = _hour_of(of_slot, person)
    if prompt.slot_id is not None and hour is not None and _apart(hour, usual) >= FAR:
        return OtherHour(prompt.slot_id, hour, usual)
    is_third_day = len({older.day for older in before}) >= DAYS_BEFORE_CHANCE
    # Who does not look at reminders does not look at this.
    may_want_one = any(older.is_open for older in before) and unanswered < SILENT_AFTER
    return SecondChance() if is_third_day and may_want_one and not person.options.chance_offered else None


def offers_summary(person: Person, prompt: Prompt, before: Sequence[Prompt]) -> bool:
    """Whether a summary of the week is offered: in the second week with reminders, once, to who has done something."""
    if person.options.summary_offered or person.progress.practised == 0 or not before:
        return False
    return WEEK <= prompt.day - before[-1].day < 2 * WEEK


def says_break_ends(person: Person, now: datetime) -> bool:
    """Whether it is the evening before a break ends, which is not quiet and on which it was not said."""
    today, at = person.day(now), now.astimezone(person.zone).time()
    is_evening = EVENING <= at <= LATEST_EVENING and not person.is_quiet(at)
    is_last_day = person.is_paused(now) and person.back_on == today + DAY
    return is_last_day and is_evening and may_notice(person, today)


def may_notice(person: Person, today: date) -> bool:
    """Whether nothing was offered, asked or noticed within a week."""
    return person.noticed_on is None or today >= person.noticed_on + ONCE_IN


def comes_silently(person: Person, unanswered: int, now: datetime) -> bool:
    """Whether a reminder comes without sound: in quiet hours, or to somebody who has not answered for three days."""
    return unanswered >= SILENT_AFTER or person.is_quiet_at(now)


def second_chance_at(person: Person, prompt: Prompt, sent_at: datetime) -> datetime | None:
    """When a prompt is shown once more unless it is answered; None where it is not."""
    wants_it = person.options.second_chance and prompt.kind is PromptKind.SLOT
    return sent_at + SHOWN_AGAIN_AFTER if wants_it else None


def is_answered_by(hour: OtherHour, slots: Collection[Slot]) -> bool:
    """Whether nothing is to be moved: another time stands near that hour, the slot is gone, or keeps its own."""
    is_there = any(slot.id == hour.slot_id and not slot.keeps_hour for slot in slots)
    others = [slot for slot in slots if slot.id != hour.slot_id]
    return not is_there or any(_apart(hour.at, slot.wish.at) < FAR for slot in others)


def waits_for_answer(person: Person, unanswered: int) -> bool:
    """Whether reminders wait for a word: there was none for ten days, and it was asked what would suit better."""
    return unanswered >= WAITS_AFTER and _was_asked_since(person)


def kind_of(said: Notice) -> str:
    """Which notice it is, as it is kept."""
    return type(said).__name__


def _was_asked_since(person: Person) -> bool:
    """Whether it was asked what would suit a person better since they were last heard of."""
    seen_at, noticed_on = person.last_seen_at, person.noticed_on
    is_later = noticed_on is not None and seen_at is not None and noticed_on > person.day(seen_at)
    return is_later and person.noticed == Unanswered.__name__


def _hour_of(of_slot: Sequence[Prompt], person: Person) -> time | None:
    """The hour at which most of the last reminders of a slot were done, in tens of minutes; None without one.

    What was logged on another day tells no hour.
    """
    judged = [older for older in of_slot if older.answer is not Answer.SNOOZED][:JUDGED]
    times = [
        _local(older.answered_at, person.zone)
        for older in judged
        if older.answer is Answer.DONE
        and older.answered_at is not None
        and person.day(older.answered_at) == older.day
    ]
    for middle in times:
        near = sorted(_from(middle, at) for at in times if _apart(middle, at) <= NEAR)
        if len(judged) == JUDGED and len(near) >= MOST_OF_THEM:
            return _rounded((datetime.combine(date.min + DAY, middle) + near[len(near) // 2]).time())
    return None


def _local(at: datetime, zone: ZoneInfo) -> time:
    return at.astimezone(zone).time().replace(second=0, microsecond=0)


def _from(one: time, other: time) -> timedelta:
    """How much later in the day another time is, the shorter way round."""
    later = (_of_day(other) - _of_day(one)) % DAY
    return later - DAY if later > DAY / 2 else later


def _apart(one: time, other: time) -> timedelta:
    return abs(_from(one, other))


def _of_day(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def _rounded(at: time) -> time:
    minutes = round(_of_day(at).total_seconds() / 60 / ROUNDED_MINUTES) * ROUNDED_MINUTES
    return time(minutes // 60 % 24, minutes % 60)
