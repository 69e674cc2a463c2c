"""What those who run Limber see and do, and what it does to everybody else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from bot.chat.saying import COMMANDS, OF_ADMINS
from bot.domain.person import Standing
from bot.domain.prompt import Delivery, Reason
from bot.localchat import faults
from bot.localchat.limits import bad_request
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.restoring import Restoring
from bot.storage.own_tables import recipients
from bot.storage.tables import prompts
from tests.world import (
    FakeClock,
    World,
    buttons,
    open_prompts,
    press,
    profile_of,
    running,
    said,
    say,
    sent_prompts,
    start_hold,
    subscribe,
    text_of,
)

NEWS = "Limber moves house <tonight> & is away for an hour"


@pytest.fixture
def ada(telegram: LocalTelegram) -> Person:
    """She runs this Limber."""
    return telegram.person("Ada", language_code="en")


@pytest.fixture
async def world(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, ada: Person
) -> AsyncIterator[World]:
    ada.sends("/start")
    async with running(telegram, clock, database_url, admin_ids=str(ada.id)) as world:
        await world.settle()
        yield world


@pytest.fixture
async def bob(world: World, telegram: LocalTelegram) -> Person:
    """A subscriber, with a prompt that was sent."""
    bob = telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    return bob


async def prepared(world: World, ada: Person, text: str = NEWS) -> None:
    await say(world, ada, f"/broadcast {text}")


async def send_on(world: World) -> None:
    """Lets the worker look once."""
    await world.app.limber.broadcasts.send_due()


def texts(person: Person) -> list[str]:
    return [text_of(message) for message in person.chat if message["from"]["is_bot"]]


async def copies_of(world: World) -> dict[int, Delivery]:
    """What became of the sending to each recipient."""
    async with world.app.database.read() as tx:
        rows = await tx._connection.execute(select(recipients.c.person_id, recipients.c.delivery))
        return {person_id: Delivery(delivery) for person_id, delivery in rows}


async def test_an_admins_menu_has_more_than_everybodys(world: World, ada: Person, bob: Person) -> None:
    scope = orjson.dumps({"type": "chat", "chat_id": ada.id}).decode()
    _, body = await world.telegram.call("getMyCommands", {"scope": scope})
    assert [command["command"] for command in orjson.loads(body)["result"]] == [*COMMANDS, *OF_ADMINS]
    _, body = await world.telegram.call("getMyCommands", {})
    assert [command["command"] for command in orjson.loads(body)["result"]] == list(COMMANDS)


async def test_an_admin_who_never_started_the_bot_does_not_hold_up_a_start(
    telegram: LocalTelegram, clock: FakeClock, database_url: str
) -> None:
    async with running(telegram, clock, database_url, admin_ids="4242") as world:
        assert world.app.is_connected


@pytest.mark.parametrize("command", sorted(OF_ADMINS))
async def test_to_everybody_else_the_commands_of_admins_are_unknown(
    world: World, bob: Person, command: str
) -> None:
    assert "/help shows" in await say(world, bob, f"/{command} {bob.id}")
    assert not (await profile_of(world, bob)).person.is_banned


async def test_status_counts_people_and_prompts_and_names_what_runs(
    world: World, ada: Person, bob: Person
) -> None:
    shown = await say(world, ada, "/status")
    assert "1 active" in shown
    assert "1 not through /start" in shown
    assert "0 banned" in shown
    assert "1 sent, 0 skipped" in shown
    assert "Due now: 0" in shown
    assert "SQLite 3." in shown or "PostgreSQL " in shown
    assert "MB" in shown
    assert "up since" in shown
    assert "Bob" not in shown


async def test_status_says_what_is_wrong(world: World, ada: Person) -> None:
    world.app.is_connected = False
    assert "Telegram has not answered yet" in await say(world, ada, "/status")


# Bans


async def test_who_is_banned_gets_no_answer_whatever_they_do(world: World, ada: Person, bob: Person) -> None:
    (prompt,) = open_prompts(bob)
    assert f"{bob.id} is banned" in await say(world, ada, f"/ban {bob.id}")
    before = len(texts(bob))
    for typed in ("done", "/today", "hello", "/start", "my chest hurts", "/status"):
        await say(world, bob, typed)
    edited = bob.sends("hi")
    bob.edits(edited, "chest pain")
    bob.shares_location(52.5, 13.4)
    bob.sends_sticker()
    assert await press(world, bob, "Start timer", prompt) is None
    assert len(texts(bob)) == before


async def test_no_prompt_comes_to_who_is_banned_and_each_has_its_row(
    world: World, ada: Person, bob: Person
) -> None:
    await say(world, ada, f"/ban {bob.id}")
    before = len(texts(bob))
    await world.advance(days=3)
    assert len(texts(bob)) == before
    async with world.app.database.read() as tx:
        query = select(prompts.c.delivery, prompts.c.reason).where(prompts.c.person_id == bob.id)
        rows = await tx._connection.execute(query.order_by(prompts.c.id))
        assert [tuple(row) for row in rows][1:] == [(Delivery.SKIPPED, Reason.BANNED)] * 2


async def test_a_snoozed_prompt_does_not_come_to_who_is_banned(
    world: World, ada: Person, bob: Person
) -> None:
    await say(world, bob, "snooze 30")
    await say(world, ada, f"/ban {bob.id}")
    before = len(texts(bob))
    await world.advance(hours=1)
    assert len(texts(bob)) == before


async def test_a_timer_that_runs_ends_with_a_ban(world: World, ada: Person, bob: Person) -> None:
    timer = await start_hold(world, bob, "supine")
    await say(world, ada, f"/ban {bob.id}")
    assert timer["message_id"] not in [message["message_id"] for message in bob.chat]
    before = len(texts(bob))
    await world.advance(minutes=5)
    assert len(texts(bob)) == before


async def test_a_ban_that_is_lifted_leaves_all_as_it_was(world: World, ada: Person, bob: Person) -> None:
    before = await profile_of(world, bob)
    await say(world, ada, f"/ban {bob.id}")
    await world.advance(days=1)
    assert "is lifted" in await say(world, ada, f"/unban {bob.id}")
    after = await profile_of(world, bob)
    assert after.person.standing is Standing.ACTIVE
    assert after.slots[0].wish == before.slots[0].wish
    sent = len(sent_prompts(world, bob))
    await world.advance(days=1)
    assert len(sent_prompts(world, bob)) == sent + 1
    assert "was not banned" in await say(world, ada, f"/unban {bob.id}")


async def test_who_is_banned_can_delete_everything_and_stays_banned(
    world: World, ada: Person, bob: Person
) -> None:
    await say(world, ada, f"/ban {bob.id}")
    await say(world, bob, "/delete")
    assert "Delete" in " ".join(buttons(bob.last))
    await say(world, bob, "delete")
    kept = await profile_of(world, bob)
    assert kept.person.is_banned
    assert kept.person.place is None
    assert not kept.slots
    before = len(texts(bob))
    await say(world, bob, "/start")
    assert len(texts(bob)) == before


async def test_somebody_can_be_banned_before_they_ever_write(
    world: World, ada: Person, telegram: LocalTelegram
) -> None:
    eve = telegram.person("Eve", language_code="en")
    assert "Nobody with this number" in await say(world, ada, f"/ban {eve.id}")
    eve.sends("/start")
    await world.settle()
    assert not texts(eve)
    await say(world, ada, f"/unban {eve.id}")
    assert "safety" in await say(world, eve, "/start")


@pytest.mark.parametrize("whom", ["", "Bob", "@bob", "12 34", "0", "-5", "9" * 30, "\N{SUPERSCRIPT TWO}"])
@pytest.mark.parametrize("command", ["ban", "unban"])
async def test_whoever_is_not_named_by_a_number_is_asked_for(
    world: World, ada: Person, command: str, whom: str
) -> None:
    assert await say(world, ada, f"/{command} {whom}") == (
        f"Whom? Say it with the number of their Telegram account: /{command} 123456789"
    )


async def test_an_admin_cannot_be_banned(world: World, ada: Person) -> None:
    assert "cannot be banned" in await say(world, ada, f"/ban {ada.id}")
    assert "SQL" in await say(world, ada, "/status")


async def test_who_is_banned_and_silent_for_long_is_forgotten_with_the_ban(
    world: World, ada: Person, bob: Person
) -> None:
    await say(world, ada, f"/ban {bob.id}")
    world.clock.set(world.clock.now() + timedelta(days=800))
    await world.app.limber.retention.forget()
    assert not (await profile_of(world, bob)).person.is_banned


# Broadcasts


async def test_a_broadcast_is_seen_first_and_goes_only_when_that_is_said(
    world: World, ada: Person, bob: Person
) -> None:
    await prepared(world, ada)
    assert NEWS in texts(ada)[-2]
    assert "1 person now" in said(ada)
    await send_on(world)
    assert NEWS not in texts(bob)
    await press(world, ada, "Send to 1")
    assert "0 of 1" in said(ada)
    await send_on(world)
    assert texts(bob)[-1] == NEWS
    assert texts(bob).count(NEWS) == 1
    assert "Done: 1 of 1" in said(ada)
    assert not buttons(ada.last)
    await send_on(world)
    assert texts(bob).count(NEWS) == 1


async def test_it_comes_without_a_sound_and_as_it_was_formatted(
    world: World, ada: Person, bob: Person
) -> None:
    await prepared(world, ada, "*Tonight*\n\nback at 6, see https://example.org")
    await say(world, ada, "yes")
    await send_on(world)
    sent = next(call for call in reversed(world.timeline) if call.params.get("chat_id") == bob.id)
    assert sent.params["disable_notification"] is True
    assert texts(bob)[-1] == "*Tonight*\n\nback at 6, see https://example.org"


async def test_words_do_what_the_buttons_do(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    assert "Not sent" in await say(world, ada, "no")
    await prepared(world, ada)
    await say(world, ada, "yes")
    await send_on(world)
    assert texts(bob).count(NEWS) == 1


async def test_it_goes_to_nobody_who_wants_no_prompts_now(
    world: World, ada: Person, bob: Person, telegram: LocalTelegram
) -> None:
    others = {}
    for name, words in {
        "Paula": "/pause 3 days",
        "Stan": "/stop",
        "Emma": "chest pain",
        "Rosa": "enough for today",
        "Back": "/pause 1 day",
        "Away": "away from monday for a week",
        "Gone": "away from wednesday for a week",
    }.items():
        others[name] = telegram.person(name, language_code="en")
        await subscribe(world, others[name])
        await say(world, others[name], words)
    await press(world, others["Stan"], "Stop, keep my record")
    banned = telegram.person("Ben", language_code="en")
    await subscribe(world, banned)
    await say(world, ada, f"/ban {banned.id}")
    world.clock.set(world.clock.now() + timedelta(days=2))
    await prepared(world, ada)
    await press(world, ada, "Send to 4")
    await send_on(world)
    assert set(await copies_of(world)) == {bob.id, *(others[name].id for name in ("Rosa", "Back", "Away"))}


async def test_who_pauses_after_it_began_is_left_out(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    await say(world, bob, "/pause 3 days")
    await send_on(world)
    assert NEWS not in texts(bob)
    await send_on(world)
    assert "0 of 1" in said(ada)
    assert "Left out" in said(ada)


async def test_stopped_it_goes_to_nobody_more(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    await press(world, ada, "Stop")
    await send_on(world)
    assert NEWS not in texts(bob)
    assert "Stopped: 0 of 1" in said(ada)


async def test_it_is_stopped_by_a_word_too(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    assert "Stopped: 0 of 1" in await say(world, ada, "/broadcast stop")
    await send_on(world)
    assert NEWS not in texts(bob)


async def test_a_button_that_was_pressed_already_does_nothing_more(
    world: World, ada: Person, bob: Person
) -> None:
    await prepared(world, ada)
    asked = ada.last
    await press(world, ada, "Send to 1", asked)
    await send_on(world)
    ada.presses(asked, data=f"1:broadcast:{1}:")
    await world.settle()
    await send_on(world)
    assert texts(bob).count(NEWS) == 1


async def test_nobody_else_can_send_what_an_admin_prepared(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    for data in ("1:broadcast:1:", "1:broadcast-drop:1:", "1:broadcast-stop:1:"):
        bob.presses(bob.last, data=data)
    await world.settle()
    await send_on(world)
    assert NEWS not in texts(bob)
    await press(world, ada, "Send to 1")
    await send_on(world)
    assert NEWS in texts(bob)


@pytest.mark.parametrize(
    ("fault", "became", "line"),
    [
        (faults.refusing(bad_request("message is too long")), Delivery.SKIPPED, "Left out"),
        (faults.BLOCKED, Delivery.UNREACHABLE, "Out of reach"),
    ],
)
async def test_what_became_of_each_is_counted(
    world: World, ada: Person, bob: Person, fault: Any, became: Delivery, line: str
) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    world.telegram.faults.add(fault, "sendMessage", chat=bob.id)
    await send_on(world)
    assert (await copies_of(world))[bob.id] is became
    assert line in said(ada)


async def test_one_without_a_clear_answer_comes_once_more_and_never_a_third_time(
    world: World, ada: Person, bob: Person
) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    world.telegram.faults.add(faults.ACCEPTED_THEN_TIMEOUT, "sendMessage", chat=bob.id, times=5)
    for _ in range(4):
        await send_on(world)
        world.clock.set(world.clock.now() + timedelta(minutes=1))
    assert texts(bob).count(NEWS) == 2
    assert (await copies_of(world))[bob.id] is Delivery.UNKNOWN
    assert "In doubt" in said(ada)


async def test_told_to_wait_it_goes_later(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    world.telegram.faults.add(faults.too_many_requests(90), "sendMessage", chat=bob.id)
    await send_on(world)
    assert NEWS not in texts(bob)
    world.clock.set(world.clock.now() + timedelta(seconds=100))
    await send_on(world)
    assert texts(bob).count(NEWS) == 1


async def test_without_a_text_it_says_how(world: World, ada: Person) -> None:
    assert "Write the text behind it" in await say(world, ada, "/broadcast")


async def test_what_an_admin_writes_to_others_is_no_sign_of_their_own(world: World, ada: Person) -> None:
    await prepared(world, ada, "With chest pain call 112, please")
    assert "Send it?" in said(ada)
    assert (await profile_of(world, ada)).person.alarm is None


async def test_an_old_broadcast_is_forgotten(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    await send_on(world)
    world.clock.set(world.clock.now() + timedelta(days=800))
    await world.app.limber.retention.forget()
    assert await copies_of(world) == {}


async def test_a_restored_copy_sends_nothing_on(world: World, ada: Person, bob: Person) -> None:
    await prepared(world, ada)
    await press(world, ada, "Send to 1")
    await Restoring(world.app.database, world.clock).restore()
    await send_on(world)
    assert NEWS not in texts(bob)
