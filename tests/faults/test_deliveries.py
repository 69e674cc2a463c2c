"""What goes wrong with one prompt of a burst, in Limber itself: it is that prompt's affair alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.messenger import TelegramMessenger
from bot.domain.person import Person as Profile
from bot.domain.prompt import Delivery, Prompt, PromptKind, Reason
from bot.helper import HelperError
from bot.localchat.people import Person
from bot.pictures.kept import Pictures
from bot.services import choosing, delivering
from bot.services.choosing import Chooser
from bot.services.chunks import Chunk, Chunks
from bot.services.delivering import CHUNK, LANES
from bot.services.ports import Permit, Sent, TryLater
from bot.storage.errors import Unavailable
from bot.storage.prompt_rows import NewPrompt
from bot.storage.tables import prompts
from tests.kept import rows
from tests.waiting import until
from tests.world import World, buttons, offer, subscribe, text_of

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
    row = NewPrompt(person.id, PromptKind.SNOOZED, at, at.date(), Delivery.WAITING, waiting_until=at)
    async with world.app.database.write() as tx:
        await tx.deliveries.add_all([row])


async def outcome(world: World, person: Person) -> tuple[Any, ...]:
    """What became of somebody's prompt on Tuesday, with the reason."""
    query = select(prompts.c.delivery, prompts.c.reason).where(
        prompts.c.person_id == person.id, prompts.c.kind == PromptKind.SLOT
    )
    (found,) = await rows(world, query)
    return found


def shown(person: Person, message: dict[str, Any]) -> tuple[str, list[str]]:
    """A message's text and buttons as they are now."""
    now = next(found for found in person.chat if found["message_id"] == message["message_id"])
    return text_of(now), buttons(now)


async def test_without_its_picture_a_prompt_comes_in_words(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(*_: object) -> bytes:
        raise HelperError

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
        prompts.c.person_id == ann.id, prompts.c.kind == PromptKind.SNOOZED
    )
    assert await rows(world, query.order_by(prompts.c.id)) == [
        (Delivery.SKIPPED, Reason.NEWER),
        (Delivery.SENT, None),
    ]


@pytest.mark.parametrize("apart", [2, 3])
async def test_of_two_reminders_that_an_outage_put_off_somebody_gets_the_later_one(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch, apart: int
) -> None:
    """Also where each is tried again in seconds of its own."""
    await subscribe(world, ann)
    send, now = TelegramMessenger.send_prompt, TUESDAY_0730 - timedelta(minutes=40)
    await waits(world, ann, now)
    await waits(world, ann, now + timedelta(seconds=apart))

    async def refused(*_: object, **__: object) -> Sent:
        raise TryLater

    monkeypatch.setattr(TelegramMessenger, "send_prompt", refused)
    before = len(ann.chat)
    for second in range(60):
        if second == 30:
            monkeypatch.setattr(TelegramMessenger, "send_prompt", send)
        world.clock.set(now + timedelta(seconds=1.013 * second))
        await world.app.limber.prompts.send_due()
    await world.app.limber.prompts.settle()
    assert len(ann.chat) == before + 1


@pytest.mark.parametrize("label", ["Done", "Start timer", "Not now", "More"])
async def test_a_prompt_that_arrived_can_be_answered_before_its_chunk_is_recorded(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    send, gate = TelegramMessenger.send_prompt, asyncio.Event()

    async def slow_for_others(
        messenger: TelegramMessenger, person: Profile, prompt: Prompt, *, silent: bool
    ) -> Sent:
        if person.id != people[0].id and not prompt.kind.is_asked_for:
            await gate.wait()
        return await send(messenger, person, prompt, silent=silent)

    monkeypatch.setattr(TelegramMessenger, "send_prompt", slow_for_others)
    before = len(people[0].chat)
    world.clock.set(TUESDAY_0730)
    sending = asyncio.create_task(world.app.limber.prompts.send_due())
    await until(lambda: len(people[0].chat) > before)
    pressed = people[0].presses(people[0].last, label)
    await world.poll()
    await world.app.intake.settle()
    assert pressed.answer is not None
    assert "closed" not in str(pressed.answer.get("text"))
    gate.set()
    await sending
    assert await outcome(world, people[0]) == (Delivery.SENT, None)


async def test_a_burst_behind_an_early_bird_goes_through_all_lanes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, others = await subscribers(world, 1), await subscribers(world, CHUNK * LANES)
    for person in others:
        await waits(world, person, TUESDAY_0730 + timedelta(seconds=1))
    send, at_once, most = TelegramMessenger.send_prompt, 0, 0

    async def counted(messenger: TelegramMessenger, person: Profile, prompt: Prompt, *, silent: bool) -> Sent:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if person.id == early[0].id:
            # The others come due while the first is on its way.
            world.clock.set(TUESDAY_0730 + timedelta(seconds=2))
        else:
            # More than one lane has room for.
            await until(lambda: most > CHUNK)
        at_once -= 1
        return await send(messenger, person, prompt, silent=silent)

    monkeypatch.setattr(TelegramMessenger, "send_prompt", counted)
    await waits(world, early[0], TUESDAY_0730 - timedelta(seconds=1))
    world.clock.set(TUESDAY_0730 - timedelta(seconds=1))
    await world.app.limber.prompts.send_due()
    assert most > CHUNK


async def test_what_was_answered_while_its_tidying_waited_stays_as_it_was_answered(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    older = await offer(world, ann, "standing")
    permit, gate = TelegramMessenger.permit_to_tidy, asyncio.Event()

    async def waits_long(messenger: TelegramMessenger, person_id: int) -> Permit:
        await gate.wait()
        return await permit(messenger, person_id)

    monkeypatch.setattr(TelegramMessenger, "permit_to_tidy", waits_long)
    world.clock.set(TUESDAY_0730)
    await world.app.limber.prompts.send_due()
    ann.presses(older, "Done")
    await world.poll()
    await world.app.intake.settle()
    answered = shown(ann, older)
    gate.set()
    await world.app.limber.prompts.settle()
    assert shown(ann, older) == answered


async def test_what_was_sent_is_kept_though_the_next_is_broken_and_the_database_away_for_a_moment(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    take, away = Chunks.take, list[int]()

    async def broken(chunks: Chunks, most: int, *, after: Chunk | None = None) -> Chunk:
        if after is not None and most:
            raise KeyError("what comes next is broken")
        if after is not None and not away:
            away.append(1)
            raise Unavailable("OperationalError")
        return await take(chunks, most, after=after)

    monkeypatch.setattr(delivering, "RECORD_AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(Chunks, "take", broken)
    world.clock.set(TUESDAY_0730)
    with pytest.raises(KeyError):
        await world.app.limber.prompts.send_due()
    assert away
    for person in people:
        assert await outcome(world, person) == (Delivery.SENT, None)
