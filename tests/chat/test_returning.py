"""The evening before a break ends one line says so, once."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.localchat.people import Person
from tests.world import World, buttons, press, said, say, subscribe, text_of

ENDS = "Your break ends tomorrow."


def told(person: Person) -> int:
    return sum(ENDS in text_of(message) for message in person.chat)


async def by_the_hour(world: World, hours: int) -> list[int]:
    """What hour it is in Berlin when it is told, as the hours go by."""
    found = []
    for _ in range(hours):
        await world.advance(hours=1)
        before = len(world.timeline)
        await world.app.limber.returns.tell_due()
        if any(ENDS in str(call.params.get("text")) for call in world.timeline[before:]):
            found.append((world.clock.now() + timedelta(hours=2)).hour)
    return found


async def test_it_is_told_once_in_the_evening_before(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pause 3 days")
    assert await by_the_hour(world, 96) == [19]
    line = next(message for message in ann.chat if ENDS in text_of(message))
    assert "Thu 07:30" in text_of(line)
    assert buttons(line) == ["A longer break"]
    await press(world, ann, "A longer break", line)
    assert "For how long?" in said(ann)


@pytest.mark.parametrize("typed", ["pause", "/stop"])
async def test_without_an_end_nothing_is_told(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert await by_the_hour(world, 72) == []


async def test_who_came_back_already_is_told_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pause 3 days")
    await say(world, ann, "resume")
    assert await by_the_hour(world, 96) == []


async def test_it_is_told_once_a_week_at_most(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for told_at in ([19], []):
        await say(world, ann, "pause 3 days")
        assert await by_the_hour(world, 96) == told_at
    assert told(ann) == 1


async def test_it_is_not_told_in_quiet_hours(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        quiet = replace(known.options, quiet_from=time(18), quiet_to=time(21))
        await tx.people.save(replace(known, options=quiet))
    await say(world, ann, "pause 3 days")
    assert await by_the_hour(world, 96) == [21]
