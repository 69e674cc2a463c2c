"""Archives: all that is kept of a person given out, and taken in, with a day to undo that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.archive import Archive, Held, KeptTime, archive_of, kept_time
from bot.domain.archivefile import Known
from bot.domain.days import DayState, states
from bot.domain.dialogue import AskedImport
from bot.domain.imports import (
    DayBefore,
    Import,
    Undoes,
    in_turn,
    key_of_entry,
    key_of_prompt,
    new_days,
    numbered,
    set_as_before,
    set_by,
)
from bot.domain.library import Library
from bot.domain.own import MOST_EXERCISES, kept
from bot.domain.person import Person
from bot.services.ports import Clock
from bot.services.practice import count_up
from bot.services.preferences import AMOUNTS, LEVELS
from bot.services.slots import plan_slots
from bot.services.zones import plan_snoozed
from bot.storage.database import Database
from bot.storage.transaction import Transaction


class NotImported(StrEnum):
    """Why nothing is taken from a file, or taken back."""

    GONE = "gone"
    NO_ROOM = "no-room"
    TOO_LATE = "too-late"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has changed: how many entries, reminders and days came, and whether something is set anew."""

    entries: int = 0
    days: int = 0
    is_set_anew: bool = False
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody takes along: their archive, and what became of each day until today."""

    archive: Archive
    days: Mapping[date, DayState]


class Archives:
    """Gives out what is kept of people, and takes it in."""

    def __init__(self, database: Database, clock: Clock, library: Library, keeps: timedelta) -> None:
        """`keeps`: for how long prompts are kept, so that no older one is taken in."""
        self._database = database
        self._clock = clock
        self._library = library
        self._keeps = keeps

    @property
    def known(self) -> Known:
        """What files may name."""
        library = self._library
        return Known(
            languages=frozenset(library.languages),
            programmes=frozenset(library.programmes),
            gear=frozenset(item for stretch in library.stretches.values() for item in stretch.gear),
            conditions=frozenset(library.tags),
            levels=frozenset(map(int, LEVELS)),
            minutes=frozenset(map(int, AMOUNTS)),
        )

    async def given(self, person_id: int) -> Given:
        """All that is kept of a person."""
        now = self._clock.now()
        async with self._database.read() as tx:
            person = await tx.people.get(person_id) or Person(person_id, "en")
            held = await _held(tx, person_id)
        days = states(held.entries, held.prompts, person.day(now), held.days)
        return Given(archive_of(person, held, now), days)

    async def ask(self, person_id: int, question: AskedImport) -> None:
        """Keeps which file it is that a person is asked about; nothing that is in it."""
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None:
                await tx.people.save(replace(person, dialogue=question))

    async def take(self, person_id: int, archive: Archive, update_id: int) -> Imported | NotImported:
        """Takes an archive in: what it sets is set, what it knows beyond the record is added to it."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return NotImported.GONE
            if (made := await _made_before(tx, person_id, update_id)) is not None:
                return made
            was, changed = await _settled(tx, person, now), set_by(person, archive, now)
            if len(kept(changed.own)) > MOST_EXERCISES:
                return NotImported.NO_ROOM
            slots = await tx.slots.of_person(person_id)
            times = archive.times or tuple(map(kept_time, slots))
            is_set_anew = changed != person or Counter(times) != Counter(was.times)
            if is_set_anew:
                # In other circumstances the screen is answered anew.
                changed = replace(changed, safety_version=0)
            changed = replace(changed, dialogue=None)
            await tx.people.save(changed)
            await _set_times(tx, person, changed, times, now)
            likings = await _add_likings(tx, person_id, archive)
            undoes = Undoes(
                before=was if is_set_anew else None,
                likings=likings,
                paused=changed.standing is not person.standing,
                was_new=not person.standing.is_subscribed and person.safety_at is None,
            )
            given = {day.on: day.state for day in archive.days}
            undoes = await self._add_record(tx, person_id, archive, undoes, now)
            undoes = await _add_days(tx, changed, given, undoes, now)
            await _add_tips(tx, person_id, archive)
            await count_up(tx, changed)
            return await _keep(tx, person_id, Import(now, update_id, undoes))

    async def take_days(
        self, person_id: int, days: Mapping[date, DayState], update_id: int
    ) -> Imported | NotImported:
        """Takes in what another app says of days."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return NotImported.GONE
            if (made := await _made_before(tx, person_id, update_id)) is not None:
                return made
            await tx.people.save(replace(person, dialogue=None))
            undoes = await _add_days(tx, person, days, Undoes(), now)
            return await _keep(tx, person_id, Import(now, update_id, undoes))

    async def undo(self, person_id: int, update_id: int) -> NotImported | None:
        """Takes the last import back, or says why not; handled twice it is taken back once."""
        now = self._clock.now()
        async with self._database.write() as tx:
            person, made = await tx.people.get(person_id), await tx.imports.latest(person_id)
            if person is None or (made is None and person.changed_by != update_id):
                return NotImported.GONE
            if made is None:
                return None
            if not made.may_be_undone(now):
                return NotImported.TOO_LATE
            undoes = made.undoes
            await tx.imports.remove(person_id, undoes)
            await tx.imports.set_days(person_id, {day.on: day.state for day in undoes.days})
            for stretch_id in undoes.likings:
                await tx.preferences.set(person_id, stretch_id, None)
            before = replace(set_as_before(person, undoes), changed_by=update_id)
            await tx.people.save(before)
            if undoes.before is not None:
                await _set_times(tx, person, before, undoes.before.times, now)
            await count_up(tx, before)
            await tx.imports.forget(person_id)
            return None

    async def _add_record(
        self, tx: Transaction, person_id: int, archive: Archive, undoes: Undoes, now: datetime
    ) -> Undoes:
        """Adds the prompts and entries that the record does not have yet."""
        slots = in_turn(await tx.slots.of_person(person_id), kept_time)
        numbers = enumerate(numbered(archive.times))
        slot_ids = {number: slots[time].id for number, time in numbers if time in slots}
        keys = numbered(map(key_of_prompt, archive.prompts))
        standing = in_turn(await tx.prompts.of_person(person_id), key_of_prompt)
        new = {
            number
            for number, (key, kept_prompt) in enumerate(zip(keys, archive.prompts, strict=True))
            if key not in standing and now - kept_prompt.due_at < self._keeps
        }
        await tx.imports.add_prompts(person_id, [archive.prompts[number] for number in sorted(new)], slot_ids)
        known = in_turn(await tx.prompts.of_person(person_id), key_of_prompt)
        ids = {number: known[key].id for number, key in enumerate(keys) if key in known}
        await tx.imports.set_origins(
            {
                ids[number]: ids[origin]
                for number in new & ids.keys()
                if (origin := archive.prompts[number].origin) in ids
            }
        )
        entry_keys = numbered(map(key_of_entry, archive.entries))
        had = in_turn(await tx.practices.of_person(person_id), key_of_entry)
        more = [entry for key, entry in zip(entry_keys, archive.entries, strict=True) if key not in had]
        await tx.imports.add_entries(person_id, more, ids)
        has = in_turn(await tx.practices.of_person(person_id), key_of_entry)
        return replace(
            undoes,
            prompts=tuple(prompt.id for key, prompt in known.items() if key not in standing),
            entries=tuple(entry.id for key, entry in has.items() if key not in had),
        )


async def _held(tx: Transaction, person_id: int) -> Held:
    return Held(
        slots=await tx.slots.of_person(person_id),
        prompts=await tx.prompts.of_person(person_id),
        entries=await tx.practices.of_person(person_id),
        likings=(await tx.preferences.of_people([person_id]))[person_id],
        days=await tx.imports.days_of(person_id),
        tips=(await tx.preferences.tips_of([person_id]))[person_id],
    )


async def _settled(tx: Transaction, person: Person, now: datetime) -> Archive:
    """What is set for a person, and nothing of what happened."""
    nothing = Held(await tx.slots.of_person(person.id), (), (), {}, {}, {})
    return archive_of(person, nothing, now)


async def _made_before(tx: Transaction, person_id: int, update_id: int) -> Imported | None:
    """What this very update has imported before; None where it has not."""
    made = await tx.imports.latest(person_id)
    return None if made is None or made.update_id != update_id else _imported(made.undoes)


async def _keep(tx: Transaction, person_id: int, made: Import) -> Imported:
    """Keeps what undoes an import, where it changed something."""
    if made.undoes.is_something:
        await tx.imports.keep(person_id, made)
    return _imported(made.undoes)


def _imported(undoes: Undoes) -> Imported:
    return Imported(len(undoes.entries), len(undoes.days), undoes.before is not None, undoes.is_something)


async def _add_days(
    tx: Transaction, person: Person, given: Mapping[date, DayState], undoes: Undoes, now: datetime
) -> Undoes:
    standing = await tx.imports.days_of(person.id)
    new = new_days(standing, given, person.day(now))
    await tx.imports.set_days(person.id, dict(new))
    return replace(undoes, days=tuple(DayBefore(day, standing.get(day)) for day in sorted(new)))


async def _add_likings(tx: Transaction, person_id: int, archive: Archive) -> tuple[str, ...]:
    """Keeps what the archive says of stretches of which they have said nothing, and returns their ids."""
    standing = (await tx.preferences.of_people([person_id]))[person_id]
    new = [each for each in archive.likings if each.stretch_id not in standing]
    for each in new:
        await tx.preferences.set(person_id, each.stretch_id, each.liking)
    return tuple(each.stretch_id for each in new)


async def _add_tips(tx: Transaction, person_id: int, archive: Archive) -> None:
    shown = (await tx.preferences.tips_of([person_id]))[person_id]
    new = [tip for tip in archive.tips if tip.id not in shown or shown[tip.id] < tip.on]
    await tx.preferences.show_tips([(person_id, tip.id, tip.on) for tip in new])


async def _set_times(
    tx: Transaction, before: Person, person: Person, times: Sequence[KeptTime], now: datetime
) -> None:
    """Gives a person these times; those that stand already stay, and others take over the rows of those that go."""
    slots = in_turn(await tx.slots.of_person(person.id), kept_time)
    wanted = numbered(times)
    free = [slot for key, slot in slots.items() if key not in wanted]
    new = [time for key, time in zip(wanted, times, strict=True) if key not in slots]
    for slot, time in zip(free, new, strict=False):
        await tx.slots.change(slot.id, time.wish, None)
        await _settle(tx, slot.id, time)
    for time in new[len(free) :]:
        await _settle(tx, await tx.slots.add(person.id, time.wish, None), time)
    for slot in free[len(new) :]:
        await tx.prompts.drop_waiting(person.id, slot_id=slot.id)
        await tx.slots.remove(slot.id)
    if person.zone_name != before.zone_name:
        await plan_snoozed(tx, {person.id: person.zone})
    if not person.standing.is_subscribed:
        await tx.slots.rest(person.id)
        return
    is_same = person.zone_name == before.zone_name and person.standing.is_subscribed
    after_all = await tx.slots.of_person(person.id)
    await plan_slots(tx, person, [slot for slot in after_all if slot.next is None or not is_same], now)


async def _settle(tx: Transaction, slot_id: int, time: KeptTime) -> None:
    await tx.slots.place(slot_id, time.setting)
    await tx.slots.keep_hour(slot_id, keeps=time.keeps_hour)
