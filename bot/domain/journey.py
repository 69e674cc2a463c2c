"""A journey: what becomes of a slot when its person lives in another zone from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.person import Person
from bot.domain.prompt import Reason, reason_to_skip
from bot.domain.schedule import NEW_ZONE_REST, Occurrence, Slot, day_meant, is_too_late, next_after


@dataclass(frozen=True, slots=True)
class Course:
    """The occurrences of a slot that come nowhere any more, each with its reason, and the one that comes next."""

    left_out: tuple[tuple[Occurrence, Reason], ...]
    following: Occurrence


def course(person: Person, slot: Slot, now: datetime, last: tuple[date, datetime | None] | None) -> Course:
    """How a slot goes on for a person who has just moved.

    `last` is the date of its last occurrence, and the instant of the last one that was sent. What was planned for a
    date and has passed by the clock there is due at once, or too late and left out; so is whatever would follow the
    last one within six hours. What was due before they moved comes as it was.
    """
    planned, zone = slot.next, person.zone
    if planned is not None and planned.due_at <= now:
        return Course((), planned)
    last_on, sent_at = last or (None, None)
    following = next_after(slot.wish, zone, now, later_than=last_on)
    if planned is not None:
        # From two days back on: nowhere is the date further off.
        since = now - timedelta(days=2)
        as_planned = next_after(slot.wish, zone, since, later_than=planned.on - timedelta(days=1))
        following = min(following, as_planned, key=lambda occurrence: occurrence.due_at)
    left_out: list[tuple[Occurrence, Reason]] = []
    while (why := _why_left_out(person, slot, following, now, sent_at)) is not None:
        left_out.append((following, why))
        following = next_after(slot.wish, zone, following.due_at, later_than=following.on)
    return Course(tuple(left_out), following)


def _why_left_out(
    person: Person, slot: Slot, occurrence: Occurrence, now: datetime, sent_at: datetime | None
) -> Reason | None:
    if sent_at is not None and occurrence.due_at - sent_at < NEW_ZONE_REST:
        return Reason.NEW_ZONE
    if occurrence.due_at > now or not is_too_late(occurrence.due_at, now):
        return None
    day = day_meant(occurrence.on, slot.wish.at, person.day_start)
    return reason_to_skip(person, slot, occurrence, day, now=now, newest=True)
