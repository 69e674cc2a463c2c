"""The times people choose: what a typed time leads to, question by question, until it is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.dialogue import (
    AboutDraft,
    AskedDay,
    AskedExtra,
    AskedHalf,
    ConfirmingTimes,
    Draft,
    Extra,
    How,
    NightBelongsTo,
)
from bot.domain.person import Person, Standing
from bot.domain.prompt import is_silenced
from bot.domain.schedule import (
    FIRST_PROMPT_AFTER,
    Slot,
    Wish,
    begun,
    by_own_days,
    day_meant,
    day_start_for,
    is_night,
    merged,
    next_after,
    several_on_a_day,
)
from bot.domain.timetext import OtherDays, Refusal, Times, WhichHalf, with_other_days
from bot.services.drafts import ask_how, by_dates, knows_nights, refusal, staying
from bot.services.people import next_prompt
from bot.services.ports import Clock
from bot.services.time_steps import (
    AskDay,
    AskExtra,
    AskHalf,
    AskHow,
    Closed,
    NotSet,
    Set,
    Stands,
    Step,
    mark_of,
)
from bot.storage.database import Database
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Changes:
    """What becomes of a person's slots: some get another wish, some are new, some go; the others stay."""

    changed: Sequence[tuple[Slot, Wish]] = ()
    added: Sequence[Wish] = ()
    removed: Sequence[Slot] = ()


class TimesOfPeople:
    """Changes when people get their prompts; nothing changes before the last answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def offer(
        self,
        person_id: int,
        said: Times | OtherDays | WhichHalf | Refusal,
        update_id: int,
        *,
        slot_id: int | None = None,
        how: How | None = None,
    ) -> Step:
        """The next step after times were typed or pressed: a question about them, or that they are set or refused.

        `slot_id` is the slot that is to change, `how` whether they are added to those that stand, once that is known.
        """
        if isinstance(said, Refusal):
            return NotSet(said)
        if isinstance(said, WhichHalf):
            dialogue = AskedHalf(said.hour, slot_id)
            async with self._database.write() as tx:
                person = await tx.people.get(person_id)
                if person is None:
                    return Closed()
                await tx.people.save(replace(person, dialogue=dialogue))
            return AskHalf(said)
        async with self._database.write() as tx:
            if (standing := await self._set_already(tx, person_id, update_id)) is not None:
                return standing
            person, slots = await tx.people.get(person_id), await tx.slots.of_person(person_id)
            if person is None:
                return Closed()
            # As the days are said: what comes after midnight may belong to the day before.
            standing_by_days = {slot.id: by_own_days(slot.wish, person.day_start) for slot in slots}
            changed = standing_by_days.get(slot_id or 0)
            if isinstance(said, OtherDays):
                # Days alone change the times that stand, as the buttons with days do.
                said = with_other_days(said, [changed] if changed else standing_by_days.values())
                if isinstance(said, Refusal):
                    return NotSet(said)
                how = How.REPLACE
            wishes = said.wishes
            if changed is not None and not said.names_days:
                # A new time for a slot keeps its days unless days were said.
                wishes = tuple(replace(changed, at=wish.at, extra=wish.extra) for wish in wishes)
            draft = Draft(wishes, slot_id, how if slot_id is None else How.REPLACE)
            return await self._go_on(tx, person_id, draft, update_id)

    async def keep_hour(self, person_id: int, slot_id: int) -> None:
        """Keeps that no other hour is to be offered for one of a person's slots."""
        async with self._database.write() as tx:
            if any(slot.id == slot_id for slot in await tx.slots.of_person(person_id)):
                await tx.slots.keep_hour(slot_id)

    async def answer(
        self, person_id: int, mark: str | None, update_id: int, said: How | Extra | NightBelongsTo
    ) -> Step:
        """The next step after an answer about the draft with this mark (None: whichever is open)."""
        async with self._database.write() as tx:
            if (standing := await self._set_already(tx, person_id, update_id)) is not None:
                return standing
            person = await tx.people.get(person_id)
            draft = _draft(person)
            if draft is None or (mark is not None and mark_of(draft) != mark):
                return Closed()
            return await self._go_on(tx, person_id, draft.answered(said), update_id)

    async def asked(self, person_id: int) -> AskHow | AskExtra | AskDay | None:
        """What is asked about the draft that is open, which stays as it is; None where none is."""
        async with self._database.read() as tx:
            person, slots = await tx.people.get(person_id), await tx.slots.of_person(person_id)
        match person.dialogue if person else None:
            case ConfirmingTimes(draft):
                standing = tuple(slot.wish for slot in slots)
                return None if person is None else ask_how(standing, by_dates(draft, standing, person), draft)
            case AskedExtra(draft):
                return AskExtra(mark_of(draft))
            case AskedDay(draft):
                night = next(wish.at for wish in draft.wishes if is_night(wish.at))
                return AskDay(night, mark_of(draft))
        return None

    async def set_days(self, person_id: int, slot_id: int, days: frozenset[int]) -> Step:
        """Changes on which days a slot comes; refused are no day at all, and days with another time too close to it."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            slots = await tx.slots.of_person(person_id)
            slot = next((slot for slot in slots if slot.id == slot_id), None)
            if person is None or slot is None:
                return Closed()
            if not days:
                return NotSet(Refusal.NOT_UNDERSTOOD)
            # Days of the week leave every so many days behind.
            wish = replace(slot.wish, days=days, every=1, first_on=None)
            others = [other.wish for other in slots if other is not slot]
            if (why := refusal(merged((*others, wish)))) is not None:
                return NotSet(why)
            return await self._set(tx, person, slots, _Changes(changed=[(slot, wish)]))

    async def remove(self, person_id: int, slot_id: int) -> Step:
        """Removes a slot; the last one stays, because /pause and /stop say better what is meant."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            slots = await tx.slots.of_person(person_id)
            gone = [slot for slot in slots if slot.id == slot_id]
            if person is None or not gone or len(slots) == 1:
                return Closed()
            return await self._set(tx, person, slots, _Changes(removed=gone))

    async def _set_already(self, tx: Transaction, person_id: int, update_id: int) -> Set | None:
        """The times that this very update has set before; None where it has not."""
        person = await tx.people.get(person_id)
        if person is None or person.changed_by != update_id:
            return None
        slots = await tx.slots.of_person(person_id)
        following = next_prompt(person, slots, self._clock.now())
        # A subscriber whose first stretch is not out yet is still waiting for it.
        subscribed = await tx.prompts.latest(person_id) is None
        return Set(tuple(slot.wish for slot in slots), following, from_tomorrow=False, subscribed=subscribed)

    async def _go_on(self, tx: Transaction, person_id: int, draft: Draft, update_id: int) -> Step:
        """The next question about a draft, which is kept as the open one; without any the times are set."""
        person = await tx.people.get(person_id)
        if person is None:
            return Closed()
        slots = await tx.slots.of_person(person_id)
        standing = tuple(slot.wish for slot in slots)
        if not slots:
            draft = replace(draft, how=How.REPLACE)
        night = next((wish.at for wish in draft.wishes if is_night(wish.at)), None)
        if night is not None and draft.belongs_to_day_before is not None:
            day_start = day_start_for(night, belongs_to_day_before=draft.belongs_to_day_before)
            person = replace(person, day_start=day_start)
        given = by_dates(draft, standing, person)
        if draft.how is None:
            replaced = merged(given)
            if (why := refusal(replaced)) is not None:
                return NotSet(why)
            if [(wish.at, wish.recurs) for wish in replaced] == [(wish.at, wish.recurs) for wish in standing]:
                await tx.people.save(replace(person, dialogue=None))
                return Stands()
            await _keep(tx, person, ConfirmingTimes(draft))
            return ask_how(standing, given, draft)
        stays = staying(slots, draft)
        wanted = merged((*(slot.wish for slot in stays), *given))
        if (why := refusal(wanted)) is not None:
            return NotSet(why)
        # Whoever names several at first wants one at each.
        if slots and draft.extra is None and len(wanted) > len(slots) and several_on_a_day(wanted):
            await _keep(tx, person, AskedExtra(draft))
            return AskExtra(mark_of(draft))
        if night is not None and not knows_nights(draft, standing):
            await _keep(tx, person, AskedDay(draft))
            return AskDay(night, mark_of(draft))
        wishes = [replace(wish, extra=draft.extra is not False) for wish in merged(given)]
        return await self._apply(tx, replace(person, changed_by=update_id), slots, stays, wishes)

    async def _apply(
        self,
        tx: Transaction,
        person: Person,
        slots: Sequence[Slot],
        kept: Sequence[Slot],
        given: Sequence[Wish],
    ) -> Step:
        """Sets the wishes that were given beside the slots that stay."""
        free = [slot for slot in slots if slot not in kept]
        # What comes every so many days is one with nothing but itself.
        twins = {slot.wish.at: slot for slot in kept if slot.wish.every == 1}
        own = [wish for wish in given if wish.every > 1 or wish.at not in twins]
        # What stands at a time already gets its days; what replaces a time takes over its row, so that a date that had
        # its prompt gets no second one.
        changed = [
            (twins[wish.at], replace(twins[wish.at].wish, days=twins[wish.at].wish.days | wish.days))
            for wish in given
            if wish.every == 1 and wish.at in twins
        ]
        changed += [
            (slot, replace(wish, extra=slot.wish.extra and wish.extra))
            for slot, wish in zip(free, own, strict=False)
        ]
        return await self._set(tx, person, slots, _Changes(changed, own[len(free) :], free[len(own) :]))

    async def _set(self, tx: Transaction, person: Person, slots: Sequence[Slot], changes: _Changes) -> Set:
        """Changes the slots of a person, who is subscribed by their first ones, and closes the question about them."""
        now = self._clock.now()
        subscribed = not slots
        if subscribed:
            person = replace(person, standing=Standing.ACTIVE, away_on=None, back_on=None, early_times=())
        await tx.people.save(replace(person, dialogue=None))
        planned = person.standing.is_subscribed
        last = await tx.slots.last_on(person.id)
        from_tomorrow = False
        for slot, wanted in changes.changed:
            last_on = last.get(slot.id, (None, now))[0]
            wish = begun(wanted, person.zone, now, later_than=last_on)
            following = next_after(wish, person.zone, now, later_than=last_on)
            from_tomorrow |= following != next_after(wish, person.zone, now)
            await tx.slots.change(slot.id, wish, following if planned else None)
        for wanted in changes.added:
            # The first stretch of a new subscriber comes at once: a slot right after it starts tomorrow.
            after = now + FIRST_PROMPT_AFTER if subscribed else now
            wish = begun(wanted, person.zone, after)
            await tx.slots.add(person.id, wish, next_after(wish, person.zone, after) if planned else None)
        for slot in changes.removed:
            await tx.prompts.drop_waiting(person.id, slot_id=slot.id)
            await tx.slots.remove(slot.id)
        after_all = await tx.slots.of_person(person.id)
        return Set(
            tuple(slot.wish for slot in after_all),
            next_prompt(person, after_all, now),
            from_tomorrow or (subscribed and _skips_today(after_all, person, now)),
            subscribed,
            _is_done_already(after_all, person),
        )


def _draft(person: Person | None) -> Draft | None:
    dialogue = person.dialogue if person else None
    return dialogue.draft if isinstance(dialogue, AboutDraft) else None


async def _keep(tx: Transaction, person: Person, asked: AboutDraft) -> None:
    await tx.people.save(replace(person, dialogue=asked))


def _is_done_already(slots: Sequence[Slot], person: Person) -> bool:
    """Whether an entry makes the first of the next prompts needless."""
    ahead = [(slot.next, slot) for slot in slots if slot.next is not None]
    if not ahead:
        return False
    following, slot = min(ahead, key=lambda one: one[0].due_at)
    return is_silenced(person, slot, following, day_meant(following.on, slot.wish.at, person.day_start))


def _skips_today(slots: Sequence[Slot], person: Person, now: datetime) -> bool:
    """Whether the first occurrence of a slot from now on is one of today's, and is not the one that comes next."""
    today = person.day(now)
    first = [(slot, next_after(slot.wish, person.zone, now)) for slot in slots if slot.next is not None]
    return any(
        occurrence != slot.next and day_meant(occurrence.on, slot.wish.at, person.day_start) == today
        for slot, occurrence in first
    )
