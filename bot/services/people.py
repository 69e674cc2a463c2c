"""What people tell Limber about themselves: safety, place, pauses, coming and going."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.alarm import Alarm, AlarmKind, raised
from bot.domain.dialogue import AboutSafety, AskedAlarm, Dialogue, StartStep
from bot.domain.library import Tag
from bot.domain.person import Person, Standing
from bot.domain.prompt import is_silenced
from bot.domain.schedule import Occurrence, Slot, Wish, day_meant, next_after
from bot.services.ports import Clock
from bot.services.slots import plan_slots
from bot.storage.database import Database
from bot.storage.transaction import Transaction

# Whatever comes every so many days has come round with the days of the week by then.
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Profile:
    """A person, their slots, the next prompt of a slot, and when a snoozed one comes back.

    `back` is the first prompt after a break that has an end, `step` the question of /start that is still open.
    """

    person: Person
    slots: tuple[Slot, ...]
    next: Occurrence | None
    back: Occurrence | None
    step: StartStep | None
    snoozed_until: datetime | None

    @property
    def unfinished(self) -> StartStep | None:
        """The question of /start that holds up anything but a stretch; none once somebody is subscribed."""
        # A newer safety screen comes by itself before their next stretch.
        return None if self.person.standing.is_subscribed else self.step


class People:
    """Everybody who ever wrote to Limber."""

    def __init__(
        self, database: Database, clock: Clock, *, languages: frozenset[str], safety_version: int
    ) -> None:
        self._database = database
        self._clock = clock
        self._languages = languages
        self._safety_version = safety_version

    async def meet(self, person_id: int, language_code: str | None) -> Person:
        """The person, kept as new when they are unknown; who blocked Limber and writes has come back."""
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
        if person is not None and person.standing.can_be_reached:
            return person
        if person is not None:
            return await self.come_back(person_id) or person
        language = (language_code or "").split("-")[0].lower()
        new = Person(person_id, language if language in self._languages else "en")
        async with self._database.write() as tx:
            await tx.people.add(new)
        return new

    async def profile(self, person_id: int) -> Profile:
        """Everything that /start, /time and the "Next" line show."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id) or Person(person_id, "en")
            slots = await tx.slots.of_person(person_id)
            snoozed = await tx.deliveries.next_waiting_until(person_id)
        if snoozed is not None and (person.alarm is not None or person.is_paused(snoozed)):
            snoozed = None
        step = self.open_step(person, has_times=bool(slots))
        return Profile(
            person, slots, next_prompt(person, slots, now), first_after_break(person, slots), step, snoozed
        )

    def open_step(self, person: Person, *, has_times: bool) -> StartStep | None:
        """The first question of /start without an answer, or None when the person is subscribed."""
        if not self.may_stretch(person):
            return StartStep.SAFETY
        if person.zone_name is None:
            return StartStep.PLACE
        return None if has_times else StartStep.TIME

    async def open_step_of(self, person: Person) -> StartStep | None:
        """The same, for somebody whose times are not at hand; who is subscribed has some."""
        if person.standing.is_subscribed:
            return self.open_step(person, has_times=True)
        async with self._database.read() as tx:
            return self.open_step(person, has_times=bool(await tx.slots.of_person(person.id)))

    def may_stretch(self, person: Person) -> bool:
        """Whether the safety screen is answered in its present version, and since the last sign of something worse."""
        return person.safety_version >= self._safety_version and person.alarm is None

    async def ask(self, person_id: int, dialogue: Dialogue | None) -> None:
        """Keeps which question is open."""
        await self._change(person_id, lambda person: replace(person, dialogue=dialogue))

    async def said_early(self, person_id: int, wishes: tuple[Wish, ...]) -> None:
        """Keeps times that were said before they were asked for; none to drop them."""
        await self._change(person_id, lambda person: replace(person, early_times=wishes))

    async def shows_keyboard(self, person_id: int, *, shown: bool) -> None:
        """Keeps whether the button that shares a location stands under a chat."""
        await self._change(person_id, lambda person: replace(person, has_keyboard=shown))

    async def tick(self, person_id: int, tag: Tag, *, on: bool) -> Person | None:
        """Sets or clears one condition."""
        return await self._change(person_id, lambda person: person.ticked(tag, on=on))

    async def dizzy(self, person_id: int, at: datetime) -> Person | None:
        """Keeps that somebody is dizzy: nothing that needs a steady stand comes to them for the rest of that day."""

        def unsteady(person: Person) -> Person:
            recovery = replace(person.recovery, dizzy_on=person.rest_until(at))
            return replace(person, recovery=recovery)

        return await self._change(person_id, unsteady)

    async def sent_to_doctor(self, person_id: int) -> Person | None:
        """Keeps that somebody was told to see a doctor soon."""
        now = self._clock.now()

        def told(person: Person) -> Person:
            return replace(person, recovery=replace(person.recovery, sent_on=person.day(now)))

        return await self._change(person_id, told)

    async def alarm(self, person_id: int, kind: AlarmKind) -> Person | None:
        """Keeps that nothing comes before the safety screen is answered anew; an emergency stays one."""
        now = self._clock.now()

        def alarmed(person: Person) -> Person:
            return replace(person, alarm=raised(person.alarm, kind, now), dialogue=AskedAlarm())

        return await self._change(person_id, alarmed)

    async def clear_alarm(self, person_id: int) -> Profile:
        """The sign was a mistake: what held before it holds again."""
        await self._change(person_id, lambda person: replace(person, alarm=_after(person), dialogue=None))
        return await self.profile(person_id)

    async def pass_safety(self, person_id: int, *, without: frozenset[str] = frozenset()) -> Profile:
        """Keeps that the safety screen was answered, and that these conditions do not apply.

        Whose times stood already and waited for it is subscribed from now on.
        """
        now = self._clock.now()
        await self._change(
            person_id,
            lambda person: replace(
                person,
                tags=person.tags - without,
                safety_version=self._safety_version,
                safety_at=now,
                # Only by the screens themselves, not by an old button of theirs.
                alarm=_after(person) if isinstance(person.dialogue, AboutSafety) else person.alarm,
                dialogue=None,
            ),
        )
        profile = await self.profile(person_id)
        waited = profile.step is None and profile.person.standing is Standing.NEW
        return await self.resume(person_id) if waited else profile

    async def pause(
        self,
        person_id: int,
        at: datetime,
        *,
        days: int | None = None,
        until: date | None = None,
        away_on: date | None = None,
    ) -> Profile:
        """Pauses a subscriber's prompts for some days from an instant on, until a date begins, or until resumed.

        From the first day off on where one is given; raises BreakIsOn where another one is on and ends before that.
        """

        def paused(person: Person) -> Person:
            if not person.standing.is_subscribed:
                return person
            back_on = until if days is None else person.rest_until(at) + timedelta(days=days)
            return person.with_break(at, away_on, back_on)

        await self._change(person_id, paused)
        return await self.profile(person_id)

    async def resume(self, person_id: int) -> Profile:
        """Lets prompts come again, after a pause or a stop; slots and record are as they were."""
        await self.come_back(person_id)
        return await self.profile(person_id)

    async def come_back(self, person_id: int) -> Person | None:
        """The person, active again with their slots planned from now; still new where /start was never finished."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return None
            slots = await tx.slots.of_person(person_id)
            # A newer safety screen holds nobody back here: it comes by itself before the next stretch.
            complete = person.safety_at is not None and person.zone_name is not None and bool(slots)
            person = replace(
                person,
                standing=Standing.ACTIVE if complete else Standing.NEW,
                away_on=None,
                back_on=None,
                dialogue=None,
            )
            await tx.people.save(person)
            if complete:
                # A slot that never rested stays as it is planned: a first one that starts tomorrow still does.
                await plan_slots(tx, person, [slot for slot in slots if slot.next is None], now)
            return person

    async def let_in_again(self, person_id: int) -> None:
        """Brings back who had blocked Limber; who unsubscribed before that stays so."""
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
        if person is not None and not person.standing.can_be_reached:
            await self.come_back(person_id)

    async def leave(self, person_id: int, standing: Standing) -> None:
        """Stops prompts: the person said so, blocked the bot or is gone; slots and record stay."""
        async with self._database.write() as tx:
            await leave(tx, person_id, standing)

    async def erase(self, person_id: int) -> None:
        """Removes everything about a person; of somebody banned that they are stays, or /delete would let them in."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            await tx.people.remove(person_id)
            if person is not None and person.banned_at is not None:
                now = self._clock.now()
                left = Person(person_id, person.language, banned_at=person.banned_at, last_seen_at=now)
                await tx.people.add(left)

    async def _change(self, person_id: int, change: Callable[[Person], Person]) -> Person | None:
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return None
            changed = change(person)
            await tx.people.save(changed)
            return changed


def _after(person: Person) -> Alarm | None:
    """What keeps everything back once the sign is over."""
    return None if person.alarm is None else person.alarm.after


async def leave(tx: Transaction, person_id: int, standing: Standing) -> None:
    """Keeps that a person gets no prompts any more, and why."""
    person = await tx.people.get(person_id)
    if person is not None:
        # Who had unsubscribed stays so: coming back after a block must not bring prompts.
        if person.standing is Standing.STOPPED and standing is Standing.BLOCKED:
            return
        await tx.people.save(replace(person, standing=standing, away_on=None, back_on=None, dialogue=None))
        await tx.slots.rest(person_id)
        await tx.prompts.drop_waiting(person_id)


def next_prompt(person: Person, slots: tuple[Slot, ...], now: datetime) -> Occurrence | None:
    """The next occurrence that will really be sent, as far as is known now."""
    if not person.standing.is_subscribed or person.alarm is not None or person.is_banned:
        return None
    sent = (found for slot in slots if (found := _next_sent(person, slot, now)) is not None)
    return min(sent, key=lambda found: found.due_at, default=None)


def first_after_break(person: Person, slots: tuple[Slot, ...]) -> Occurrence | None:
    """The first occurrence after a break; None where it has no end."""
    if person.paused_until is None:
        return None
    since = person.paused_until - timedelta(seconds=1)
    found = (next_after(slot.wish, person.zone, since) for slot in slots)
    return min(found, key=lambda occurrence: occurrence.due_at, default=None)


def _next_sent(person: Person, slot: Slot, now: datetime) -> Occurrence | None:
    """The next occurrence of a slot that will be sent.

    None where a break without an end comes before it, or none does within a year: all of its days are free ones.
    """
    following = slot.next or next_after(slot.wish, person.zone, now)
    furthest = max(now, person.paused_until or now) + FURTHEST
    while following.due_at < furthest:
        day = day_meant(following.on, slot.wish.at, person.day_start)
        held_back = (
            person.is_paused(following.due_at)
            or person.rests(day)
            or person.keeps_free(day)
            or is_silenced(person, slot, following, day)
        )
        if not held_back:
            return following
        if person.back_on is None and person.is_paused(following.due_at):
            return None
        following = next_after(slot.wish, person.zone, following.due_at, later_than=following.on)
    return None
