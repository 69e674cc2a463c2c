"""The agenda of the coming seven days: chosen ahead by the rules of every prompt, kept, and swapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from bot.domain.agenda import Item
from bot.domain.library import Library
from bot.domain.own import with_own
from bot.domain.person import Person
from bot.domain.prompt import Delivery, Prompt, PromptKind, is_silenced, wants_none
from bot.domain.schedule import Occurrence, Slot, day_meant, next_after
from bot.domain.stretch import StretchKind
from bot.services.choosing import REMEMBERED, Chooser, Past, Wanted
from bot.services.ports import Clock
from bot.storage.database import Database
from bot.storage.transaction import Transaction

A_DAY = timedelta(days=1)
DAYS = 7


@dataclass(frozen=True, slots=True)
class Coming:
    """One occurrence that is to come, with what is chosen for it; `day` is the person's day that it belongs to."""

    slot: Slot
    occurrence: Occurrence
    day: date
    item: Item


@dataclass(frozen=True, slots=True)
class Swapped:
    """The agenda after a swap; `has_other` is false where nothing else fits that time."""

    coming: tuple[Coming, ...]
    has_other: bool = True


class Agendas:
    """Keeps what is to come to people in the coming seven days."""

    def __init__(self, database: Database, clock: Clock, library: Library, chance: Random) -> None:
        self._database = database
        self._clock = clock
        self._library = library
        self._chooser = Chooser(library, chance)

    async def open(self, person_id: int) -> tuple[Coming, ...]:
        """What comes to a person in the coming seven days, kept.

        What was chosen before stays where it may come; the rest is chosen now.
        """
        async with self._database.write() as tx:
            return tuple(coming for coming, _ in await self._filled(tx, person_id))

    async def kept(self, person_id: int) -> tuple[Coming, ...]:
        """The same as far as it is kept already."""
        async with self._database.read() as tx:
            person = await tx.people.get(person_id)
            slots, items = await tx.slots.of_person(person_id), await tx.agenda.of_person(person_id)
        ahead = [] if person is None else occurrences(person, slots, self._clock.now())
        return tuple(
            Coming(slot, occurrence, day, item)
            for slot, occurrence, day in ahead
            if (item := items.get((slot.id, occurrence.on))) is not None
        )

    async def swap(self, person_id: int, slot_id: int, on: date, turn: int) -> Swapped:
        """Chooses another one for an occurrence, as its choice number `turn`; one that was made already stays."""
        async with self._database.write() as tx:
            filled = await self._filled(tx, person_id)
            chosen = next(
                (one for one, _ in filled if (one.slot.id, one.occurrence.on) == (slot_id, on)), None
            )
            person = await tx.people.get(person_id)
            if chosen is None or person is None or chosen.item.turn + 1 != turn:
                return Swapped(tuple(coming for coming, _ in filled))
            past = (await self._chooser.past(tx, [person_id], self._clock.now()))[person_id]
            other = self._other(person, past, chosen, [shown for one, shown in filled if one is not chosen])
            if other is None:
                return Swapped(tuple(coming for coming, _ in filled), has_other=False)
            await tx.agenda.keep(person_id, [other])
            # What comes after it keeps to what a leg is held a day.
            return Swapped(tuple(coming for coming, _ in await self._filled(tx, person_id)))

    async def _filled(self, tx: Transaction, person_id: int) -> list[tuple[Coming, Prompt]]:
        """What comes, with the prompt that would show it; what was not chosen yet, or may not come, is and is kept."""
        person = await tx.people.get(person_id)
        if person is None:
            return []
        now = self._clock.now()
        ahead = occurrences(person, await tx.slots.of_person(person_id), now)
        past = (await self._chooser.past(tx, [person_id], now))[person_id]
        items = await tx.agenda.of_person(person_id)
        filled = list(
            foreseen(with_own(self._library, person.own), self._chooser, person, past, ahead, items)
        )
        await tx.agenda.keep(
            person_id,
            [
                coming.item
                for coming, _ in filled
                if coming.item != items.get((coming.slot.id, coming.occurrence.on))
            ],
        )
        return filled

    def _other(self, person: Person, past: Past, chosen: Coming, shown: Sequence[Prompt]) -> Item | None:
        """Another choice for an occurrence, beside all else that is to come; None where nothing else fits."""
        item = chosen.item
        passed = item.passed | set(item.stretch_ids)
        asked = _asked(person, chosen.slot, chosen.occurrence, chosen.day)
        one = None if item.is_session else replace(asked, stretch_id=item.stretch_ids[0])
        library = with_own(self._library, person.own)
        beside = _seen_from(library, person, past, shown, asked)
        wanted = Wanted(PromptKind.SLOT, replaces=one, passed=passed)
        found = self._chooser.choose(asked, _grown(person), beside, wanted)
        if found is None or set(found.stretch_ids) == set(item.stretch_ids):
            return None
        stretch = library.stretches[found.stretch_ids[0]]
        if not found.parts and stretch.kind is StretchKind.WARM_UP:
            return None
        return replace(_item(person, chosen.slot, found), turn=item.turn + 1, passed=passed)


def occurrences(person: Person, slots: Sequence[Slot], now: datetime) -> list[tuple[Slot, Occurrence, date]]:
    """What is due in the seven days from the first on that has something to come, each with its day, in order."""
    found = sorted(_due(person, slots, now), key=lambda one: (one[1].due_at, one[0].id))
    first = min((day for *_, day in found), default=None)
    return [one for one in found if first is not None and one[2] < first + DAYS * A_DAY]


def foreseen(
    library: Library,
    chooser: Chooser,
    person: Person,
    past: Past,
    ahead: Sequence[tuple[Slot, Occurrence, date]],
    items: Mapping[tuple[int, date], Item],
) -> Iterator[tuple[Coming, Prompt]]:
    """What comes at each occurrence, as if each had been shown and done, with the prompt that would show it."""
    shown: list[Prompt] = []
    for slot, occurrence, day in ahead:
        asked = _asked(person, slot, occurrence, day)
        seen = _seen_from(library, person, past, shown, asked)
        item = items.get((slot.id, occurrence.on))
        prompt = None if item is None else chooser.choose(asked, person, seen, ahead=item)
        if item is None or prompt is None or prompt.because is not None:
            turn = 1 if item is None else item.turn + 1
            prompt = chooser.choose(asked, _grown(person), seen)
            item = None if prompt is None else replace(_item(person, slot, prompt), turn=turn)
        if prompt is None or item is None:
            continue
        shown.append(replace(prompt, delivery=Delivery.SENT))
        yield Coming(slot, occurrence, day, item), shown[-1]
        person = _done(person, day)


def _due(person: Person, slots: Sequence[Slot], now: datetime) -> Iterator[tuple[Slot, Occurrence, date]]:
    """What is due within eight days of each slot, without what is known not to come."""
    for slot in slots:
        following = slot.next
        while following is not None and following.due_at < now + (DAYS + 1) * A_DAY:
            day = day_meant(following.on, slot.wish.at, person.day_start)
            if (
                following.due_at > now
                and wants_none(person, day, following.due_at) is None
                and not person.keeps_free(day)
                and not is_silenced(person, slot, following, day)
            ):
                yield slot, following, day
            following = next_after(slot.wish, person.zone, following.due_at, later_than=following.on)


def _asked(person: Person, slot: Slot, occurrence: Occurrence, day: date) -> Prompt:
    """The prompt of an occurrence before anything is chosen for it."""
    return Prompt(
        id=0,
        person_id=person.id,
        kind=PromptKind.SLOT,
        due_at=occurrence.due_at,
        day=day,
        delivery=Delivery.CLAIMED,
        slot_id=slot.id,
        on=occurrence.on,
        setting=slot.setting,
    )


def _seen_from(library: Library, person: Person, past: Past, shown: Sequence[Prompt], asked: Prompt) -> Past:
    """The past as it will be when a prompt comes, with these others shown and done."""
    since = asked.due_at - REMEMBERED
    prompts = sorted((*past.prompts, *shown), key=lambda one: one.due_at, reverse=True)
    legs = dict(past.legs)
    for one in shown:
        legs[one.day] = legs.get(one.day, 0) + sum(
            max(library.stretches[part.stretch_id].leg_seconds(part.dose, longer=person.options.longer))
            for part in one.guided
        )
    return replace(
        past, at=asked.due_at, prompts=tuple(one for one in prompts if one.due_at >= since), legs=legs
    )


def _grown(person: Person) -> Person:
    """The person with the dose that they may have earned before the week is over: what is chosen leaves room for it."""
    return replace(person, progress=replace(person.progress, dose_step=person.progress.dose_step + 1))


def _done(person: Person, day: date) -> Person:
    """The person after a day's stretch: it is no break for them."""
    return replace(person, progress=replace(person.progress, last_practice_on=day))


def _item(person: Person, slot: Slot, shown: Prompt) -> Item:
    """What a prompt shows, to be kept."""
    options = person.at(slot.setting).options
    return Item(
        slot_id=slot.id,
        on=shown.on or shown.day,
        stretch_ids=shown.stretch_ids,
        minutes=options.minutes if shown.parts else 0,
        programme=options.programme,
        level=options.level,
        setting=options.setting,
    )
