"""Updates wait until the bot confirms them, go to one poller, and grow too old."""

import asyncio
from typing import Any

import orjson
import pytest

from bot.localchat import faults
from bot.localchat.faults import Broken
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.localchat.conftest import Api, JumpingFakeClock

TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_they_are_confirmed(api: Api, ann: Person) -> None:
    for number in range(3):
        ann.sends(f"{number}")
    first = await api("getUpdates", limit=2)
    assert texts(first) == ["0", "1"]
    assert await api("getUpdates", limit=2) == first
    assert texts(await api("getUpdates", offset=first[-1]["update_id"] + 1)) == ["2"]
    assert texts(await api("getUpdates")) == ["2"]


async def test_a_negative_offset_keeps_only_the_last(api: Api, ann: Person) -> None:
    for number in range(3):
        ann.sends(f"{number}")
    assert texts(await api("getUpdates", offset=-1)) == ["2"]
    assert texts(await api("getUpdates")) == ["2"]


async def test_at_most_100_updates_come_at_once(api: Api, ann: Person) -> None:
    for number in range(101):
        ann.sends(f"{number}")
    assert len(await api("getUpdates", limit=1000)) == 100


async def test_a_long_poll_ends_when_something_arrives(telegram: LocalTelegram, ann: Person) -> None:
    polling = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    ann.sends("Hello")
    _, body = await polling
    assert texts(orjson.loads(body)["result"]) == ["Hello"]


async def test_a_second_poller_ends_the_first(telegram: LocalTelegram, ann: Person) -> None:
    older = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    newer = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    status, body = await older
    assert (status, orjson.loads(body)["description"]) == (409, TERMINATED)
    ann.sends("Hello")
    _, body = await newer
    assert texts(orjson.loads(body)["result"]) == ["Hello"]


async def test_a_poller_that_hung_up_is_in_nobodys_way(telegram: LocalTelegram) -> None:
    gone = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    assert await telegram.call("getUpdates", {}) == (200, b'{"ok":true,"result":[]}')


async def test_polling_is_refused_while_a_webhook_is_set(api: Api) -> None:
    assert await api("setWebhook", url="https://example.com/hook", secret_token="s" * 256) is True
    assert "can't use getUpdates method while webhook is active" in await api("getUpdates")
    assert (await api("getWebhookInfo"))["url"] == "https://example.com/hook"
    await api("deleteWebhook")
    assert await api("getUpdates") == []


@pytest.mark.parametrize(
    "params", [{"url": "no url"}, {"url": "https://example.com", "secret_token": "NO-SECRET, not allowed!"}]
)
async def test_a_webhook_that_cannot_be_is_refused(api: Api, params: dict[str, str]) -> None:
    assert str(await api("setWebhook", **params)).startswith("Bad Request: ")
    assert (await api("getWebhookInfo"))["url"] == ""


async def test_the_kinds_wished_for_stay_until_others_are_named(api: Api, ann: Person) -> None:
    await api("getUpdates", allowed_updates=["message"])
    ann.blocks()
    ann.unblocks()
    ann.sends("Hello")
    assert [set(update) for update in await api("getUpdates")] == [{"update_id", "message"}]
    await api("getUpdates", offset=-1, allowed_updates=[])
    ann.blocks()
    assert [set(update) for update in await api("getUpdates")][-1] == {"update_id", "my_chat_member"}


async def test_messages_are_kept_for_a_day_and_presses_for_150_seconds(
    api: Api, ann: Person, clock: JumpingFakeClock
) -> None:
    sent = await api(
        "sendMessage",
        chat_id=ann.id,
        text="One",
        reply_markup={"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]},
    )
    ann.sends("Hello")
    ann.presses(sent, "Go")
    clock.jump(150)
    assert len(await api("getUpdates")) == 2
    clock.jump(1)
    assert texts(await api("getUpdates")) == ["Hello"]
    clock.jump(24 * 3600)
    assert await api("getUpdates") == []


async def test_forged_updates_go_out_as_they_are(telegram: LocalTelegram) -> None:
    telegram.inject({"update_id": 7, "message": {"nonsense": True}})
    telegram.inject({"update_id": 7, "message": {"nonsense": True}})
    telegram.inject({"update_id": 3})
    telegram.inject(b'{"update_id": 9, "message": "caf\xe9"')
    _, body = await telegram.call("getUpdates", {})
    twice = b'{"update_id":7,"message":{"nonsense":true}}'
    expected = b",".join([twice, twice, b'{"update_id":3}', b'{"update_id": 9, "message": "caf\xe9"'])
    assert body == b'{"ok":true,"result":[' + expected + b"]}"
    await telegram.call("getUpdates", {"offset": 8})
    telegram.calls.clear()


FAULTS = {
    "429": (faults.too_many_requests(37), 429, b'"parameters":{"retry_after":37}'),
    "blocked": (faults.BLOCKED, 403, b"bot was blocked by the user"),
    "conflict": (faults.CONFLICT, 409, b"terminated by other getUpdates"),
    "502 with HTML": (faults.BAD_GATEWAY, 502, b"<html>"),
    "500 with JSON": (faults.RESTARTING, 500, b"Internal Server Error: restart"),
    "200 with HTML": (faults.CAPTIVE_PORTAL, 200, b"<html>"),
    "not modified": (faults.NOT_MODIFIED, 400, b"message is not modified"),
    "no connection": (faults.NO_CONNECTION, Broken.NO_CONNECTION, b""),
}


@pytest.mark.parametrize(("fault", "status", "body"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_is_answered_as_often_as_planned_and_nothing_is_done(
    telegram: LocalTelegram, ann: Person, fault: faults.Fault, status: int, body: bytes
) -> None:
    telegram.faults.add(fault, "sendMessage", chat=ann.id, times=2)
    ben = telegram.person("Ben")
    params = {"chat_id": ann.id, "text": "Hi"}
    assert (await telegram.call("sendMessage", params | {"chat_id": ben.id}))[0] == 200
    for _ in range(2):
        answered, text = await telegram.call("sendMessage", params)
        assert answered == status
        assert body in text
    assert ann.chat == []
    assert (await telegram.call("sendMessage", params))[0] == 200


@pytest.mark.parametrize(
    "fault", [faults.ACCEPTED_THEN_TIMEOUT, faults.ACCEPTED_THEN_RESET, faults.TRUNCATED]
)
async def test_an_accepted_call_is_done_though_its_answer_is_lost(
    telegram: LocalTelegram, ann: Person, fault: faults.Fault
) -> None:
    telegram.faults.add(fault)
    status, body = await telegram.call("sendMessage", {"chat_id": ann.id, "text": "Hi"})
    assert status == fault.status
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(body)
    assert ann.last["text"] == "Hi"


async def test_above_the_rate_calls_are_refused_until_it_is_lifted(
    api: Api, telegram: LocalTelegram, ann: Person
) -> None:
    telegram.faults.rate = 2
    answers = [await api("sendMessage", chat_id=ann.id, text="Hi") for _ in range(3)]
    assert answers[2] == "Too Many Requests: retry after 1"
    telegram.faults.clear()
    assert (await api("sendMessage", chat_id=ann.id, text="Hi"))["text"] == "Hi"
