"""What a clock that was far ahead has left is brought back, once the clock is right.

How far ahead it was, and since when, nobody knows by then. What lies further away than anything of its kind can lie was
set by it, and becomes what it would most likely be by the right clock.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.person import Person
from bot.domain.prompt import LONGEST_SNOOZE
from bot.domain.schedule import Slot, Wish, begun, next_after
from bot.services.practice import count_up
from bot.storage.transaction import Transaction

# From any instant to the next of a time on weekdays; one that comes every so many days may lie further ahead.
LEAST_FAR = Wish(time(0)).longest_gap
# Nothing that has happened, and no day of rest or gentle one, lies so far ahead in any zone.
AHEAD = timedelta(days=3)
# The longest break that a button asks for, to the midnight at its end.
LONGEST_BREAK = timedelta(days=9)
PEOPLE_AT_ONCE = 1000


async def bring_back(tx: Transaction, now: datetime) -> None:
    """Brings back what was planned, put off, asked for, shown and done too far ahead."""
    waiting_by, others_by = now + LONGEST_SNOOZE, now + AHEAD
    person_ids = await tx.far_off.people(slots_by=now + LEAST_FAR, waiting_by=waiting_by, others_by=others_by)
    for first in range(0, len(person_ids), PEOPLE_AT_ONCE):
        people = await tx.people.held(person_ids[first : first + PEOPLE_AT_ONCE])
        for person in people.values():
            await _plan(tx, person, now)
            await tx.far_off.try_now(person.id, waiting_by, now)
            changed = _brought_back(person, now)
            await tx.people.save(changed)
            if await tx.far_off.happened(person.id, others_by, now, person.day(now)):
                await count_up(tx, changed)


async def _plan(tx: Transaction, person: Person, now: datetime) -> None:
    """Plans anew what is to come to a person: their slots, and what they put off."""
    for slot in await tx.slots.of_person(person.id):
        if slot.next is not None and slot.next.due_at > now + slot.wish.longest_gap:
            wish = _counted_anew(slot, person, now)
            await tx.slots.change(slot.id, wish, next_after(wish, person.zone, now))
    for put_off in await tx.far_off.put_off(person.id, now + LONGEST_SNOOZE):
        # Put off for minutes it has waited long enough; a wall time comes round every day.
        until, local_on = now, None
        if put_off.at is not None:
            following = next_after(Wish(put_off.at), person.zone, now)
            until, local_on = following.due_at, following.on
        await tx.far_off.bring_forward(put_off.id, until, local_on=local_on, day=person.day(until))


def _counted_anew(slot: Slot, person: Person, now: datetime) -> Wish:
    """The wish of a slot, counted from now on where its first date is one that only the wrong clock can have named."""
    first_on = slot.wish.first_on
    if first_on is None or first_on <= person.day(now + slot.wish.longest_gap):
        return slot.wish
    return begun(replace(slot.wish, first_on=None), person.zone, now)


def _brought_back(person: Person, now: datetime) -> Person:
    """The person as if what they said last had been said now."""
    today, rests_until = person.day(now), person.rest_until(now)

    def back(day: date | None, to: date) -> date | None:
        return to if day is not None and day > (now + AHEAD).date() else day

    was = person.recovery
    person = replace(
        person,
        resting_on=back(person.resting_on, rests_until),
        noticed_on=back(person.noticed_on, today),
        recovery=replace(
            was,
            pain_on=back(was.pain_on, today),
            gentle_on=back(was.gentle_on, rests_until + timedelta(days=1)),
            dizzy_on=back(was.dizzy_on, rests_until),
            sent_on=back(was.sent_on, today),
        ),
    )
    seen_at = person.last_seen_at
    if seen_at is None or seen_at <= now + AHEAD:
        return person
    back_on = person.back_on
    # A break until a date stays: the date was counted from Telegram's day, and may well lie years ahead.
    until = person.paused_until if person.away_on is None else None
    if until is not None and until > now + LONGEST_BREAK and abs(until - seen_at) <= LONGEST_BREAK:
        back_on = today
    return replace(person, last_seen_at=now, back_on=back_on)
