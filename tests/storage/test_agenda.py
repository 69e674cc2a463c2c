"""What was chosen ahead, kept by slot and date on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.agenda import Item
from bot.domain.person import Person
from bot.domain.schedule import Occurrence, Wish
from bot.domain.setting import Setting
from bot.storage.database import Database

DAY = date(2027, 5, 4)
NEXT = Occurrence(datetime(2027, 5, 4, 7, tzinfo=UTC), DAY)


async def two_slots(database: Database) -> list[int]:
    """The ids of the slots of two people."""
    async with database.write() as tx:
        ids = []
        for person_id in (7, 8):
            await tx.people.add(Person(person_id, "en"))
            await tx.slots.add(person_id, Wish(time(9)), NEXT)
            ids += [slot.id for slot in await tx.slots.of_person(person_id)]
        return ids


def item(slot_id: int, on: date = DAY) -> Item:
    return Item(slot_id, on, ("supine", "standing"), 10, "desk", 2, Setting.OFFICE, 3, frozenset({"seated"}))


async def test_it_comes_back_as_it_was_kept_and_a_later_choice_takes_its_place(database: Database) -> None:
    mine, theirs = await two_slots(database)
    async with database.write() as tx:
        await tx.agenda.keep(7, [item(mine), item(mine, date(2027, 5, 5))])
        await tx.agenda.keep(8, [item(theirs)])
        await tx.agenda.keep(7, [replace(item(mine), stretch_ids=("calf-bent",), minutes=0, setting=None)])
    async with database.read() as tx:
        found = await tx.agenda.of_person(7)
        assert await tx.agenda.of_slots([mine, theirs], [DAY]) == {
            (mine, DAY): replace(item(mine), stretch_ids=("calf-bent",), minutes=0, setting=None),
            (theirs, DAY): item(theirs),
        }
        assert await tx.agenda.of_slots([], []) == {}
    assert found.keys() == {(mine, DAY), (mine, date(2027, 5, 5))}


async def test_it_goes_with_its_slot_and_with_its_person(database: Database) -> None:
    mine, theirs = await two_slots(database)
    async with database.write() as tx:
        await tx.agenda.keep(7, [item(mine)])
        await tx.agenda.keep(8, [item(theirs)])
        await tx.slots.change(mine, Wish(time(18)), NEXT)
        assert await tx.agenda.of_person(7) == {(mine, DAY): item(mine)}
        await tx.slots.remove(mine)
        await tx.people.remove(8)
    async with database.read() as tx:
        assert await tx.agenda.of_slots([mine, theirs], [DAY]) == {}


async def test_what_is_for_no_day_nearby_is_removed_a_few_at_once(database: Database) -> None:
    mine, _ = await two_slots(database)
    dates = [date(2027, 4, 1), date(2027, 4, 2), DAY, date(2099, 1, 1)]
    async with database.write() as tx:
        await tx.agenda.keep(7, [item(mine, on) for on in dates])
        removed = [await tx.agenda.remove_outside(date(2027, 5, 1), date(2027, 5, 12), 2) for _ in range(3)]
        assert removed == [2, 1, 0]
        assert await tx.agenda.of_person(7) == {(mine, DAY): item(mine)}
