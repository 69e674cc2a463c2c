"""What goes wrong with one prompt of a burst, in Limber itself: it is that prompt's affair alone."""

from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.messenger import TelegramMessenger
from bot.domain.person import Person as Profile
from bot.domain.prompt import Delivery, Kind, Prompt, Reason
from bot.localchat.people import Person
from bot.pictures.render import Pictures
from bot.services import choosing
from bot.services.choosing import Chooser
from bot.services.delivering import CHUNK
from bot.services.ports import Sent
from bot.storage.prompt_rows import NewPrompt
from bot.storage.tables import prompts
from tests.kept import rows
from tests.world import World, subscribe

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)


async def subscribers(world: World, count: int) -> list[Person]:
    found = [world.telegram.person(f"Person {number}", language_code="en") for number in range(count)]
    for person in found:
        await subscribe(world, person)
    return found


@pytest.fixture
async def people(world: World) -> list[Person]:
    """Three people whose prompt comes on Tuesday at 7:30."""
    return await subscribers(world, 3)


async def waits(world: World, person: Person, at: datetime) -> None:
    """Puts a snoozed prompt of somebody into the database."""
    row = NewPrompt(person.id, Kind.SNOOZED, at, at.date(), Delivery.WAITING, waiting_until=at)
    async with world.app.database.write() as tx:
        await tx.deliveries.add_all([row])


async def outcome(world: World, person: Person) -> tuple[Any, ...]:
    """What became of somebody's prompt on Tuesday, with the reason."""
    query = select(prompts.c.delivery, prompts.c.reason).where(
        prompts.c.person_id == person.id, prompts.c.slot_id.is_not(None)
    )
    (found,) = await rows(world, query)
    return found


async def test_without_its_picture_a_prompt_comes_in_words(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(*_: object) -> bytes:
        raise BrokenProcessPool

    monkeypatch.setattr(Pictures, "moving", ended)
    monkeypatch.setattr(Pictures, "still", ended)
    before = len(world.telegram.calls)
    await world.until(TUESDAY_0730)
    methods = [call.method for call in world.telegram.calls[before:] if "Start timer" in str(call.params)]
    assert methods == ["sendMessage"] * 3


async def test_one_for_whom_nothing_can_be_chosen_holds_up_nobody(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = Chooser.choose

    def stumbles(
        chooser: Chooser, prompt: Prompt, person: Profile, *given: Any, **named: Any
    ) -> Prompt | None:
        if person.id == people[0].id:
            raise KeyError("a programme that the content has dropped")
        return choose(chooser, prompt, person, *given, **named)

    monkeypatch.setattr(Chooser, "choose", stumbles)
    await world.until(TUESDAY_0730)
    assert await outcome(world, people[0]) == (Delivery.SKIPPED, Reason.REFUSED)
    for person in people[1:]:
        assert await outcome(world, person) == (Delivery.SENT, None)


async def test_who_is_erased_while_their_prompt_is_on_its_way_costs_the_others_nothing(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = TelegramMessenger.send_prompt

    async def sent_and_erased(
        messenger: TelegramMessenger, person: Profile, prompt: Prompt, *, silent: bool
    ) -> Sent:
        sent = await send(messenger, person, prompt, silent=silent)
        if person.id == people[0].id:
            await world.app.limber.people.erase(person.id)
        return sent

    monkeypatch.setattr(choosing, "tip_for", lambda tips, *_: tips[0])
    monkeypatch.setattr(TelegramMessenger, "send_prompt", sent_and_erased)
    await world.until(TUESDAY_0730)
    for person in people[1:]:
        assert await outcome(world, person) == (Delivery.SENT, None)


async def test_of_two_reminders_that_a_halt_held_up_somebody_gets_the_later_one(world: World) -> None:
    """Also where those of many others lie between the two."""
    ann, *others = await subscribers(world, 1 + 2 * CHUNK)
    await waits(world, ann, TUESDAY_0730 - timedelta(minutes=40))
    for person in others:
        await waits(world, person, TUESDAY_0730 - timedelta(minutes=30))
    await waits(world, ann, TUESDAY_0730 - timedelta(minutes=20))
    world.clock.set(TUESDAY_0730 - timedelta(minutes=10))
    await world.app.limber.prompts.send_due()
    query = select(prompts.c.delivery, prompts.c.reason).where(
        prompts.c.person_id == ann.id, prompts.c.kind == Kind.SNOOZED
    )
    assert await rows(world, query.order_by(prompts.c.id)) == [
        (Delivery.SKIPPED, Reason.NEWER),
        (Delivery.SENT, None),
    ]
