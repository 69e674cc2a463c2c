"""Every error that the official server's source names, and every odd answer, to every method that people meet.

Many cases share a world: one person gets the error, once, to one call of theirs; another one uses the bot beside them.
After each case both are answered as ever, no update waits, and the log has said it once at most. That an hour's 429 is
waited for is looked at elsewhere.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.domain.person import Standing
from bot.localchat import faults, limits
from bot.localchat.faults import Fault, refusing
from bot.localchat.limits import Refusal
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.telegram_api.connecting import TokenRefused
from bot.telegram_api.polling import Polling
from tests.world import (
    TOKEN,
    FakeClock,
    World,
    buttons,
    profile_of,
    running,
    say,
    subscribe,
)

FILLED = dict.fromkeys(("name", "type", "why", "offset", "length", "end", "url", "found", "wanted"), "x")
# The words of telegram-bot-api's Client.cpp, as the local Telegram has them.
BY_THE_SOURCE = {
    name: refusing(refusal.naming(**FILLED) if "{" in refusal.description else refusal)
    for name, refusal in vars(limits).items()
    if isinstance(refusal, Refusal)
}
# More of that file, and of issues: words that came to bots, with where they were seen.
SEEN_BY_OTHERS = {
    # Client.cpp, fail_query_with_error.
    "wrong HTTP URL": limits.bad_request("Wrong HTTP URL specified"),
    "wrong type of page": limits.bad_request("Wrong type of the web page content"),
    "album of other media": limits.bad_request("Can't use the media of the specified type in the album"),
    "administrator": limits.bad_request("user is an administrator of the chat"),
    "upload by URL": limits.bad_request("can't upload file by URL"),
    "delete forbidden": limits.bad_request("message can't be deleted"),
    "inaccessible": limits.bad_request("Requested data is inaccessible"),
    # tdlib/telegram-bot-api issues and python-telegram-bot's list of known errors.
    "have no rights": limits.bad_request("have no rights to send a message"),
    "need rights": limits.bad_request("not enough rights to send text messages to the chat"),
    "peer invalid": limits.bad_request("PEER_ID_INVALID"),
    "user is bot": Refusal(403, "Forbidden: bot can't send messages to bots"),
    "not initiated": Refusal(403, "Forbidden: bot can't initiate conversation with a user"),
    "restricted": limits.bad_request("CHAT_RESTRICTED"),
    "privacy": limits.bad_request("USER_PRIVACY_RESTRICTED"),
    "write forbidden": limits.bad_request("CHAT_WRITE_FORBIDDEN"),
    "media empty": limits.bad_request("MEDIA_EMPTY"),
    "media invalid": limits.bad_request("MEDIA_INVALID"),
    "file part": limits.bad_request("FILE_PART_0_MISSING"),
    "file reference": limits.bad_request("FILE_REFERENCE_EXPIRED"),
    "document invalid": limits.bad_request("DOCUMENT_INVALID"),
    "message id": limits.bad_request("MESSAGE_ID_INVALID"),
    "topic closed": limits.bad_request("TOPIC_CLOSED"),
    "Stars": limits.bad_request("BALANCE_TOO_LOW"),
    "payment": Refusal(402, "Payment Required"),
    "not acceptable": Refusal(406, "Not Acceptable"),
    "moved": Refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -5}
    ),
    "timeout within": Refusal(500, "Internal Server Error: TIMEOUT"),
    "sent already": Refusal(500, "Internal Server Error: RANDOM_ID_DUPLICATE"),
    "flood wait": Refusal(420, "FLOOD_WAIT_30"),
}
ODD = {
    "empty": Fault(200),
    "a page": faults.CAPTIVE_PORTAL,
    "half": faults.TRUNCATED,
    "no result": Fault(200, b'{"ok":true}'),
    "a list": Fault(200, b"[1]"),
    "a text": Fault(200, b'{"ok":true,"result":"sent"}'),
    "no object": Fault(200, b'{"ok":true,"result":{}}'),
    "refused in a 200": Fault(200, b'{"ok":false,"error_code":400,"description":"Bad Request: no"}'),
    "refused without words": Fault(400, b'{"ok":false,"error_code":400}'),
    "moved elsewhere": Fault(302),
    "moved for good": Fault(308),
    "too large": Fault(413, b"<html>413</html>"),
    "too early": Fault(425, b""),
    "gateway": faults.BAD_GATEWAY,
    "gateway in JSON": Fault(502, b'{"ok":false,"error_code":502,"description":"Bad Gateway"}'),
    "unavailable": Fault(503, b""),
    "late": Fault(504, faults.HTML),
    "restarting": faults.RESTARTING,
    "no connection": faults.NO_CONNECTION,
    "answer lost": faults.ACCEPTED_THEN_TIMEOUT,
    "reset": faults.ACCEPTED_THEN_RESET,
    "429 for a second": faults.too_many_requests(1),
    "429 without a time": refusing(Refusal(429, "Too Many Requests")),
}
ERRORS = BY_THE_SOURCE | {name: refusing(refusal) for name, refusal in SEEN_BY_OTHERS.items()} | ODD


async def _asks_for_help(world: World, person: Person) -> None:
    await say(world, person, "/help")


async def _begins_one_that_stands_still(world: World, person: Person) -> None:
    await say(world, person, "skip")
    await press_if_there(world, person, "/stretches", "All of them", "Calf stretch, knee bent", "Start")


async def _begins_one_that_moves(world: World, person: Person) -> None:
    await say(world, person, "skip")
    await press_if_there(world, person, "/stretches", "All of them", "Cat and cow", "Start")


async def _turns_a_page(world: World, person: Person) -> None:
    await press_if_there(world, person, "/settings", "Place")


async def _opens_a_card(world: World, person: Person) -> None:
    await press_if_there(world, person, "/stretches", "All of them", "Cat and cow")


async def _leaves_a_card(world: World, person: Person) -> None:
    await press_if_there(world, person, "/stretches", "All of them", "Cat and cow", "Back")


async def _is_done(world: World, person: Person) -> None:
    await press_if_there(world, person, "/today", "Done")


async def _looks_how_to_put_off(world: World, person: Person) -> None:
    await press_if_there(world, person, "/today", "Not now")


async def press_if_there(world: World, person: Person, command: str, *labels: str) -> None:
    """Says a command and presses one button after the other, as far as they come."""
    await say(world, person, command)
    for label in labels:
        shown = next((message for message in reversed(person.chat) if label in buttons(message)), None)
        if shown is None:
            return
        person.presses(shown, label)
        await world.settle()


async def _takes_everything_along(world: World, person: Person) -> None:
    await say(world, person, "/export")


# The methods of the Bot API that somebody's chat meets, and what leads to a call of each; who adds one adds a row.
MET: dict[str, Callable[[World, Person], Awaitable[None]]] = {
    "sendMessage": _asks_for_help,
    "sendPhoto": _begins_one_that_stands_still,
    "sendAnimation": _begins_one_that_moves,
    "sendDocument": _takes_everything_along,
    "editMessageText": _turns_a_page,
    "editMessageMedia": _opens_a_card,
    "deleteMessage": _leaves_a_card,
    "editMessageCaption": _is_done,
    "editMessageReplyMarkup": _looks_how_to_put_off,
    "answerCallbackQuery": _turns_a_page,
}


def test_there_are_as_many_errors_as_are_known() -> None:
    assert len(ERRORS) >= 120
    words = [fault.body for fault in ERRORS.values() if fault.body]
    assert len({re.sub(rb"\d+", b"", body) for body in words}) > 60


@pytest.fixture
async def faulty(clock: FakeClock, tmp_path: Path) -> AsyncIterator[World]:
    """A world whose Telegram no judge listens to: what it answers is meant to be wrong."""
    telegram = LocalTelegram(token=TOKEN, clock=clock)
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        yield world
    telegram.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("method", MET)
async def test_whatever_a_method_is_answered_nobody_else_is_hurt_and_all_is_well_again(
    faulty: World, method: str
) -> None:
    world, telegram = faulty, faulty.telegram
    ann, ben = (telegram.person(name, language_code="en") for name in ("Ann", "Ben"))
    for person in (ann, ben):
        await subscribe(world, person)
    hurt: list[str] = []
    met = 0
    for name, fault in ERRORS.items():
        # The answer to a press names no chat.
        telegram.faults.add(fault, method, chat=None if method == "answerCallbackQuery" else ann.id)
        with capture_logs() as lines:
            await MET[method](world, ann)
            beside = await say(world, ben, "/help")
        met += not telegram.faults.are_planned()
        telegram.faults.clear()
        # A chat that was told to wait waits, and a timer that an hour of it ended is no matter of this test.
        await world.advance(hours=2)
        after = await say(world, ann, "/help")
        told = [line["event"] for line in lines if line["log_level"] in {"error", "critical"}]
        standing = (await profile_of(world, ann)).person.standing
        wrong = {
            "the other one is not answered": not beside.startswith("Limber sends one stretch"),
            "nor is this one afterwards": not after.startswith("Limber sends one stretch"),
            f"left as {standing}": standing is not Standing.ACTIVE,
            f"told {told}": len(told) > 1,
            "an update waits": bool(telegram.state.updates.pending()),
        }
        hurt += [f"{name}: {why}" for why, is_so in wrong.items() if is_so]
    assert not hurt, "\n".join(hurt)
    assert met == len(ERRORS), f"{met}: what leads to a call of this method does not always do so"


@pytest.fixture
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits before it is tried again waits no real time."""
    sleep = asyncio.sleep

    async def shortly(_seconds: float) -> None:
        await sleep(0)

    monkeypatch.setattr("bot.beats.asyncio.sleep", shortly)


@pytest.mark.parametrize("method", ["getUpdates", "deleteWebhook"])
@pytest.mark.usefixtures("in_no_time")
async def test_whatever_polling_is_answered_updates_come_in_again(faulty: World, method: str) -> None:
    polling, ann = faulty.app.receiving, faulty.telegram.person("Ann", language_code="en")
    assert isinstance(polling, Polling)
    for name, fault in ERRORS.items():
        faulty.telegram.faults.add(fault, method, times=1)
        polling.is_well = polling._leads = False
        with capture_logs() as lines:
            polls = asyncio.create_task(polling.run())
            ann.sends("/help")
            async with asyncio.timeout(10):
                while not polling.is_well or faulty.telegram.state.updates.pending():
                    await asyncio.wait({polls}, timeout=0.01)
            polls.cancel()
            await asyncio.wait({polls})
        assert not faulty.telegram.faults.are_planned(), name
        assert sum(line["log_level"] == "error" for line in lines) <= 1, (name, lines)
        assert not polls.done() or polls.cancelled(), name


@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "setMyDescription", "setMyShortDescription"])
@pytest.mark.usefixtures("in_no_time")
async def test_whatever_the_start_is_answered_it_goes_on_or_says_why_not(faulty: World, method: str) -> None:
    app = faulty.app
    for name, fault in ERRORS.items():
        await app.application.shutdown()
        await app.application.bot.shutdown()
        faulty.telegram.faults.add(fault, method, times=1)
        try:
            async with asyncio.timeout(10):
                await app.connect()
        except TokenRefused:
            assert fault.status in {401, 404}, name
            await app.connect()
        assert app.is_connected, name
        assert not faulty.telegram.faults.are_planned(), name
