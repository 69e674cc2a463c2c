"""A reminder without an answer is shown once more after two hours, for whoever wants that."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.localchat import faults
from bot.localchat.people import Person
from bot.services.ports import Sent
from bot.services.preferences import Option
from tests.world import World, buttons, open_prompts, press, said, say, sent_prompts, subscribe, text_of

AGAIN = "Once more, in case it suits you now:"
OFFER = "Limber can show it once more"


@pytest.fixture
async def wants_it(world: World, ann: Person) -> Person:
    """Somebody with a time at half past seven, at half past six of the next day."""
    await subscribe(world, ann)
    await world.app.limber.preferences.choose(ann.id, Option.CHANCE, "on")
    await world.app.limber.preferences.set_up(ann.id)
    await world.advance(hours=23, minutes=30)
    return ann


def shown_again(person: Person) -> list[str]:
    return [text_of(message) for message in person.chat if AGAIN in text_of(message)]


async def test_it_comes_once_more_in_the_place_of_the_first(world: World, wants_it: Person) -> None:
    await world.advance(hours=1, minutes=5)
    (first,) = open_prompts(wants_it)[-1:]
    assert not shown_again(wants_it)
    await world.advance(hours=2)
    assert len(shown_again(wants_it)) == 1
    assert first["message_id"] not in [message["message_id"] for message in wants_it.chat]
    assert text_of(first).splitlines()[0] in shown_again(wants_it)[0]
    before = len(sent_prompts(world, wants_it))
    await world.advance(hours=20)
    assert len(sent_prompts(world, wants_it)) == before
    await press(world, wants_it, "Done", open_prompts(wants_it)[-1])
    assert "Logged" in said(wants_it)
    assert not shown_again(wants_it), "the one that was shown again is put away as any other"


@pytest.mark.parametrize(
    "typed", ["done", "skip", "snooze 3 hours", "another", "pause 3 days", "nothing more today"]
)
async def test_it_is_gone_with_an_answer(world: World, wants_it: Person, typed: str) -> None:
    await world.advance(hours=1, minutes=5)
    await say(world, wants_it, typed)
    await world.advance(hours=2, minutes=30)
    assert not shown_again(wants_it)


async def test_it_waits_for_no_timer(world: World, wants_it: Person) -> None:
    await world.advance(hours=2, minutes=59)
    await press(world, wants_it, "Start timer", open_prompts(wants_it)[-1])
    await world.advance(minutes=10)
    assert not shown_again(wants_it)


async def test_it_does_not_come_after_a_further_time(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30, 9:00")
    await world.app.limber.preferences.choose(ann.id, Option.CHANCE, "on")
    await world.advance(days=1, hours=2, minutes=40)
    assert not shown_again(ann)
    await world.advance(hours=1, minutes=30)
    assert len(shown_again(ann)) == 1, "that one has its own"


async def test_it_is_not_shown_late(world: World, wants_it: Person) -> None:
    await world.advance(hours=1, minutes=5)
    world.clock.set(world.clock.now() + timedelta(hours=4))
    await world.advance(minutes=5)
    assert not shown_again(wants_it)


async def test_what_telegram_refuses_leaves_the_first(world: World, wants_it: Person) -> None:
    await world.advance(hours=1, minutes=5)
    first = open_prompts(wants_it)[-1]
    for method in ("sendPhoto", "sendAnimation", "sendMessage"):
        world.telegram.faults.add(faults.BAD_GATEWAY, method, times=5)
    await world.advance(hours=2)
    world.telegram.faults.clear()
    assert open_prompts(wants_it)[-1]["message_id"] == first["message_id"]


async def test_what_a_condition_hides_by_now_is_not_shown_again(world: World, wants_it: Person) -> None:
    await world.advance(hours=1, minutes=5)
    async with world.app.database.write() as tx:
        known = await tx.people.get(wants_it.id)
        assert known is not None
        await tx.people.save(replace(known, tags=frozenset(world.app.voices.of("en").library.tags)))
    await world.advance(hours=2)
    assert not shown_again(wants_it)


async def test_one_that_was_answered_on_its_way_is_taken_away(world: World, wants_it: Person) -> None:
    await world.advance(hours=1, minutes=5)
    first = open_prompts(wants_it)[-1]["message_id"]
    messenger = world.app.limber.second_chances._messenger
    send = messenger.send_again

    async def meanwhile(*told: Any, **how: Any) -> Sent:
        await say(world, wants_it, "done")
        return await send(*told, **how)

    messenger.send_again = meanwhile  # type: ignore[method-assign]
    await world.advance(hours=2)
    assert not shown_again(wants_it)
    assert first in [message["message_id"] for message in wants_it.chat], "it says that it is done"


async def test_it_is_offered_once_from_the_third_day_on(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.app.limber.preferences.set_up(ann.id)
    for answer in (Option.FLOOR, Option.AGE):
        await world.app.limber.preferences.choose(ann.id, answer, "off")
    for day in range(1, 12):
        await world.advance(days=1)
        await say(world, ann, "thanks")
        offers = [message for message in ann.chat if OFFER in text_of(message)]
        assert len(offers) == (day >= 3), day
    assert buttons(offers[0]) == ["Yes, once more", "No, once is enough"]
    await press(world, ann, "Yes, once more", offers[0])
    assert any("shown once more after two hours" in text_of(message) for message in ann.chat)
    assert "shown once more after two hours" in await say(world, ann, "/settings")
