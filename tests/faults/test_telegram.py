"""What goes wrong between Limber and Telegram, acted out: nothing is lost, nothing comes three times."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.person import Standing
from bot.domain.prompt import Delivery, Reason
from bot.localchat import faults
from bot.localchat.faults import Fault
from bot.localchat.people import Person
from bot.localchat.telegram import Call, LocalTelegram
from bot.storage.tables import prompts
from tests.kept import rows, set_aside
from tests.world import (
    World,
    buttons,
    offer,
    press,
    profile_of,
    record_of,
    said,
    say,
    subscribe,
    text_of,
)

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)
SENDING = ("sendMessage", "sendPhoto", "sendAnimation")


@pytest.fixture
async def people(world: World) -> list[Person]:
    """Three people whose prompt comes on Tuesday at 7:30."""
    return await subscribers(world, 3)


async def subscribers(world: World, count: int) -> list[Person]:
    found = [world.telegram.person(f"Person {number}", language_code="en") for number in range(count)]
    for person in found:
        await subscribe(world, person)
    return found


def tries(telegram: LocalTelegram, person: Person, since: int) -> list[Call]:
    """The attempts to send somebody a prompt."""
    return [
        call
        for call in telegram.calls[since:]
        if call.method in SENDING
        and call.params.get("chat_id") == person.id
        and "Start timer" in str(call.params.get("reply_markup"))
    ]


def copies(person: Person, since: int) -> int:
    """How many prompts Telegram has put into a chat that had so many messages."""
    return sum("Start timer" in buttons(message) for message in person.chat[since:])


async def outcomes(world: World, person: Person) -> list[tuple[Any, ...]]:
    """What became of somebody's prompts of their slot, with the reason."""
    query = (
        select(prompts.c.delivery, prompts.c.reason)
        .where(prompts.c.person_id == person.id, prompts.c.slot_id.is_not(None))
        .order_by(prompts.c.id)
    )
    return await rows(world, query)


def failing(telegram: LocalTelegram, fault: Fault, *, chat: int | None = None, times: int = 1) -> None:
    """Lets the next messages fail, whichever method carries them."""
    for method in SENDING:
        telegram.faults.add(fault, method, chat=chat, times=times)


@pytest.mark.parametrize(
    ("fault", "standing", "reason"),
    [
        (faults.BLOCKED, Standing.BLOCKED, Reason.BLOCKED),
        (faults.DEACTIVATED, Standing.GONE, Reason.GONE),
        (faults.CHAT_NOT_FOUND, Standing.BLOCKED, Reason.BLOCKED),
    ],
)
async def test_who_left_in_a_burst_is_paused_with_the_reason_and_not_tried_again(
    world: World, people: list[Person], fault: Fault, standing: Standing, reason: Reason
) -> None:
    gone, *others = people
    failing(world.telegram, fault, chat=gone.id)
    before = len(world.telegram.calls)
    await world.until(TUESDAY_0730 + timedelta(days=2))
    assert (await profile_of(world, gone)).person.standing is standing
    assert await outcomes(world, gone) == [(Delivery.UNREACHABLE, reason)]
    assert sum(call.params.get("chat_id") == gone.id for call in world.telegram.calls[before:]) == 1
    for person in others:
        assert [delivery for delivery, _ in await outcomes(world, person)] == [Delivery.SENT] * 3


async def test_a_tip_in_a_prompt_that_did_not_arrive_is_not_taken_for_seen(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.choosing.tip_for", lambda tips, *_: tips[0])
    gone, other, _ = people
    failing(world.telegram, faults.BLOCKED, chat=gone.id)
    await world.until(TUESDAY_0730)
    async with world.app.database.read() as tx:
        seen = await tx.preferences.tips_of([gone.id, other.id])
    assert (len(seen[gone.id]), len(seen[other.id])) == (0, 1)


async def test_who_blocked_and_comes_back_has_slots_and_streak_as_before(
    world: World, people: list[Person]
) -> None:
    tim = people[0]
    await say(world, tim, "done")
    tim.blocks()
    await world.until(TUESDAY_0730 + timedelta(hours=1))
    tim.unblocks()
    await world.settle()
    await world.until(TUESDAY_0730 + timedelta(days=1, hours=1))
    assert [delivery for delivery, _ in await outcomes(world, tim)] == [Delivery.UNREACHABLE, Delivery.SENT]
    assert (await profile_of(world, tim)).person.standing is Standing.ACTIVE
    assert len(await record_of(world, tim)) == 1


async def test_one_chat_waits_as_long_as_told_and_the_others_do_not(
    world: World, people: list[Person]
) -> None:
    tim, *others = people
    failing(world.telegram, faults.too_many_requests(37), chat=tim.id)
    before = len(world.timeline)
    await world.until(TUESDAY_0730 + timedelta(minutes=5))
    sent = {
        call.params["chat_id"]: call.at
        for call in world.timeline[before:]
        if call.method in SENDING and call.status == 200
    }
    assert sent[tim.id] >= TUESDAY_0730 + timedelta(seconds=37)
    assert sent[tim.id] <= TUESDAY_0730 + timedelta(seconds=45)
    assert {sent[person.id] for person in others} == {TUESDAY_0730}
    for person in people:
        assert await outcomes(world, person) == [(Delivery.SENT, None)]


async def test_when_all_must_wait_nobody_is_written_to_before_and_everybody_after(
    world: World, people: list[Person]
) -> None:
    failing(world.telegram, faults.too_many_requests(37), times=3)
    before = len(world.timeline)
    await world.until(TUESDAY_0730 + timedelta(minutes=5))
    sent = [call for call in world.timeline[before:] if call.method in SENDING and call.status == 200]
    assert len(sent) == 3
    assert min(call.at for call in sent) >= TUESDAY_0730 + timedelta(seconds=37)


async def test_what_is_too_late_after_a_long_halt_is_skipped_with_a_reason(
    world: World, people: list[Person]
) -> None:
    failing(world.telegram, faults.too_many_requests(86400), chat=people[0].id)
    await world.until(TUESDAY_0730 + timedelta(days=2))
    found = await outcomes(world, people[0])
    assert found[0] == (Delivery.SKIPPED, Reason.LATE)
    assert found[-1] == (Delivery.SENT, None)


SURELY_NOT_DONE = {
    "no connection": faults.NO_CONNECTION,
    "500 restart": faults.RESTARTING,
    "429": faults.too_many_requests(5),
}
UNCLEAR = {
    "502 with HTML": faults.BAD_GATEWAY,
    "200 with HTML": faults.CAPTIVE_PORTAL,
    "truncated JSON": faults.TRUNCATED,
    "accepted, then a time-out": faults.ACCEPTED_THEN_TIMEOUT,
    "accepted, then a reset": faults.ACCEPTED_THEN_RESET,
    "502 after it was done": faults.BAD_GATEWAY.accepting(),
}


@pytest.mark.parametrize("name", SURELY_NOT_DONE)
@pytest.mark.parametrize("times", [1, 5])
async def test_what_was_surely_not_done_is_done_later_and_once(
    world: World, people: list[Person], name: str, times: int
) -> None:
    before = len(people[0].chat)
    failing(world.telegram, SURELY_NOT_DONE[name], chat=people[0].id, times=times)
    await world.until(TUESDAY_0730 + timedelta(minutes=30))
    assert copies(people[0], before) == 1
    assert await outcomes(world, people[0]) == [(Delivery.SENT, None)]


@pytest.mark.parametrize("name", UNCLEAR)
@pytest.mark.parametrize("times", [1, 2, 9])
async def test_what_is_unclear_is_tried_once_more_and_never_comes_three_times(
    world: World, people: list[Person], name: str, times: int
) -> None:
    before, calls = [len(person.chat) for person in people], len(world.telegram.calls)
    failing(world.telegram, UNCLEAR[name], chat=people[0].id, times=times)
    await world.until(TUESDAY_0730 + timedelta(hours=1))
    assert len(tries(world.telegram, people[0], calls)) == 2
    assert copies(people[0], before[0]) <= 2
    expected = Delivery.SENT if times == 1 else Delivery.UNKNOWN
    assert await outcomes(world, people[0]) == [(expected, None)]
    for person, since in zip(people[1:], before[1:], strict=True):
        assert copies(person, since) == 1


async def test_an_unclear_prompt_waits_until_telegram_answers_at_all(
    world: World, people: list[Person]
) -> None:
    before = len(people[0].chat)
    failing(world.telegram, faults.BAD_GATEWAY, chat=people[0].id)
    world.telegram.faults.add(faults.NO_CONNECTION, "getMe", times=6)
    await world.until(TUESDAY_0730 + timedelta(seconds=20))
    assert copies(people[0], before) == 0
    await world.until(TUESDAY_0730 + timedelta(minutes=5))
    assert copies(people[0], before) == 1
    assert await outcomes(world, people[0]) == [(Delivery.SENT, None)]


async def test_ten_minutes_of_nothing_delay_a_prompt_and_lose_none(
    world: World, people: list[Person]
) -> None:
    before = [len(person.chat) for person in people]
    failing(world.telegram, faults.NO_CONNECTION, times=10_000)
    await world.until(TUESDAY_0730 + timedelta(minutes=10))
    world.telegram.faults.clear()
    await world.until(TUESDAY_0730 + timedelta(minutes=11))
    for person, since in zip(people, before, strict=True):
        assert copies(person, since) == 1


async def test_a_file_that_telegram_forgot_is_uploaded_anew(world: World, people: list[Person]) -> None:
    tim = people[0]
    for _ in range(2):
        # Sides take turns, so the third picture is the first one again, and by then it has a file id.
        await offer(world, tim, "standing")
    before, calls = len(tim.chat), len(world.telegram.calls)
    for method in ("sendPhoto", "sendAnimation"):
        world.telegram.faults.add(faults.WRONG_FILE_ID, method, chat=tim.id)
    await offer(world, tim, "standing")
    assert [call.status for call in tries(world.telegram, tim, calls)] == [400, 200]
    assert copies(tim, before) == 1


async def test_an_edit_that_changes_nothing_or_finds_nothing_harms_nobody(
    world: World, people: list[Person]
) -> None:
    tim = people[0]
    await say(world, tim, "/settings")
    world.telegram.faults.add(faults.NOT_MODIFIED, "editMessageText")
    await press(world, tim, "Turn the sound off")
    assert (await profile_of(world, tim)).person.options.sound is False
    world.telegram.faults.add(faults.EDITED_NOT_FOUND, "editMessageText")
    await say(world, tim, "/settings")
    await press(world, tim, "Turn the sound on")
    assert "Sound of the timer: on" in said(tim), "what is gone is sent anew"
    assert await set_aside(world) == []


UNREADABLE: list[dict[str, Any]] = [
    {"message": {"nonsense": True}},
    {"message": "text"},
    {"callback_query": {"id": 7}},
    {"callback_query": {"id": "1", "from": {"id": "somebody"}, "chat_instance": "1", "data": "1:done:1:"}},
    {"news": {"of": "tomorrow"}},
    {"message": {"message_id": 1, "date": "noon", "chat": {}}},
]


@pytest.mark.parametrize("update", UNREADABLE, ids=str)
async def test_an_update_that_nobody_can_read_does_not_stop_the_others(
    world: World, people: list[Person], update: dict[str, Any]
) -> None:
    tim = people[0]
    tim.sends("/help")
    world.telegram.inject(update)
    tim.sends("/stats")
    await world.settle()
    assert text_of(tim.chat[-2]).startswith("Limber sends one stretch at your time.")
    assert said(tim).startswith("No entry so far")
    assert all(body is None for _, body in await set_aside(world))
    async with world.app.database.read() as tx:
        assert await tx.inbox.waiting() == ()


async def test_what_nobody_can_read_between_the_messages_of_one_person_stops_none_of_them(
    world: World, people: list[Person]
) -> None:
    tim = people[0]
    before = len(tim.chat)
    tim.sends("/help")
    for message in ({"from": tim.user, "text": "/help"}, {"from": tim.user, "text": "/help", "date": "noon"}):
        world.telegram.inject({"message": message})
    tim.sends("/stats")
    await world.settle()
    assert [text_of(shown)[:6] for shown in tim.chat[before:] if shown["from"]["is_bot"]][-1] == "No ent"
    assert len(await set_aside(world)) == 2


async def test_an_unreadable_update_is_forgotten_after_a_day(world: World, people: list[Person]) -> None:
    world.telegram.inject({"message": {"nonsense": True}})
    await world.settle()
    assert len(await set_aside(world)) == 1
    await world.advance(hours=25)
    await world.app.intake.forget_old()
    assert await set_aside(world) == []


async def test_the_same_update_twice_is_handled_once(world: World, people: list[Person]) -> None:
    tim = people[0]
    await say(world, tim, "done")
    repeated = world.telegram.updates_sent[-1]
    before = len(tim.chat)
    # Telegram itself gives out no update that was confirmed, so it is handed over as if it had come again.
    assert await world.app.intake.take([repeated, repeated]) == 0
    await world.app.intake.settle()
    assert len(tim.chat) == before
    assert len(await record_of(world, tim)) == 1


async def test_updates_out_of_order_are_all_handled(world: World, people: list[Person]) -> None:
    tim = people[0]
    before = len(tim.chat)
    await world.app.intake.take([asks_for_help(tim, update_id) for update_id in (900_000_005, 900_000_003)])
    await world.app.intake.take([asks_for_help(tim, update_id) for update_id in (7, 900_000_004)])
    await world.app.intake.settle()
    assert len(tim.chat) == before + 4


async def test_ids_that_begin_anew_after_a_quiet_week_are_handled(world: World, people: list[Person]) -> None:
    tim = people[0]
    world.telegram.inject(asks_for_help(tim, 900_000_005))
    await world.settle()
    await world.advance(days=8)
    before = len(tim.chat)
    for update_id in (7, 8):
        world.telegram.inject(asks_for_help(tim, update_id))
        await world.settle()
    assert len(tim.chat) == before + 2


def asks_for_help(person: Person, update_id: int) -> dict[str, Any]:
    """An update with /help in it."""
    message = {
        "message_id": 9000 + update_id % 1000,
        "date": 1_800_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": "Person"},
        "from": {**person.user},
        "text": f"/help {update_id}",
    }
    return {"update_id": update_id, "message": message}
