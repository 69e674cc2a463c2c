"""Updates that cannot be decoded: what can be read is answered, what cannot is set aside, and nobody waits for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as some
from structlog.testing import capture_logs

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.telegram_api.arrivals import arrival_of
from bot.telegram_api.polling import Polling
from bot.telegram_api.reading import read_json, update_id_in
from bot.telegram_api.request import TelegramRequest
from tests.kept import set_aside
from tests.telegram_api.test_webhook import behind_webhook
from tests.world import MONDAY_MORNING, TOKEN, FakeClock, World, running, text_of

NO_TELEGRAM = "Telegram does not answer; trying on"
# What a phone sent stands in place of the mark, byte for byte.
MARK = "MARK"
READ = {
    "bytes that are no UTF-8": b"\xff\xfe",
    "the first half of a letter": rb"\ud83d",
    "the second half": rb"\udc4d",
    "halves in the wrong order": rb"\udc4d\ud83d",
    "a half as bytes": b"\xed\xa0\x80",
    "a letter cut off": b"\xf0\x9f\x91",
    "nothing but U+0000": rb"\u0000",
}
NOT_READ = {
    "nested too deeply": b'","deep":' + b"[" * 3000 + b"]" * 3000 + b',"more":"',
    "a bare word": b'","strange":undefined,"more":"',
    "a quote too many": b'""',
}
# Read, but no update as PTB knows them, or none that can be kept.
STRANGE = {
    "a number beyond 64 bits": b'","big":1' + b"0" * 40 + b',"more":"',
    "a number beyond all": b'","big":1e999,"more":"',
    "a date that is none": b'","date":"soon","more":"',
    "a sender that is none": b'","from":[7],"more":"',
}


class Garbled(LocalTelegram):
    """A Telegram that passes on what a phone sent, byte for byte, until it is confirmed."""

    garbage = b""

    async def call(self, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, body = await super().call(method, *args, **kwargs)
        return status, body.replace(MARK.encode(), self.garbage) if method == "getUpdates" else body


@pytest.fixture
async def garbled(clock: FakeClock, tmp_path: Any) -> AsyncIterator[tuple[Garbled, World]]:
    telegram = Garbled(TOKEN, clock=clock)
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        yield telegram, world
    telegram.close()


async def polled(world: World, monkeypatch: pytest.MonkeyPatch, enough: Callable[[], bool]) -> None:
    """Polls, without waiting between two questions, until there is nothing more to wait for."""
    sleep = asyncio.sleep
    monkeypatch.setattr("bot.telegram_api.polling.asyncio.sleep", lambda seconds: sleep(0.001))
    assert isinstance(world.app.receiving, Polling)
    polling = asyncio.create_task(world.app.receiving.run())
    async with asyncio.timeout(20):
        while not enough():
            await sleep(0.01)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await world.app.intake.settle()


def got_help(*people: Person) -> bool:
    return all(any("Limber sends" in text_of(message) for message in who.chat) for who in people)


@pytest.mark.parametrize("name", [*READ, *NOT_READ, *STRANGE])
async def test_one_bad_update_keeps_nobody_from_being_answered(
    garbled: tuple[Garbled, World], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    telegram, world = garbled
    telegram.garbage = (READ | NOT_READ | STRANGE)[name]
    before, odd, behind = (telegram.person(first, language_code="en") for first in ("Ann", "Odd", "Tim"))
    before.sends("/help")
    odd.sends(f"a{MARK}b")
    behind.sends("/help")
    odd.sends("/help")
    await polled(world, monkeypatch, lambda: got_help(before, odd, behind))
    assert not telegram.state.updates.pending()
    aside = await set_aside(world)
    assert all(body is None for _, body in aside)
    if name not in STRANGE:
        assert len(aside) == (name in NOT_READ)
    assert world.app.receiving.is_well


async def test_a_bad_update_behind_a_good_one_is_told_once_and_so_is_its_end(
    garbled: tuple[Garbled, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram, world = garbled
    telegram.garbage = NOT_READ["a bare word"]
    ann, odd = (telegram.person(name, language_code="en") for name in ("Ann", "Odd"))
    ann.sends("/help")
    odd.sends(f"a{MARK}b")
    with capture_logs() as lines:
        await polled(world, monkeypatch, lambda: not telegram.state.updates.pending())
    told = [line["event"] for line in lines if line["event"] in {NO_TELEGRAM, "updates come in again"}]
    assert told == [NO_TELEGRAM, "updates come in again"]


async def test_answers_that_are_cut_off_lead_past_nothing(
    garbled: tuple[Garbled, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram, world = garbled
    ann = telegram.person("Ann", language_code="en")
    ann.sends("/help")
    true_call, cut = telegram.call, 0

    async def cuts(method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        nonlocal cut
        status, body = await true_call(method, *args, **kwargs)
        if method != "getUpdates" or cut >= 6:
            return status, body
        cut += 1
        return status, body[: -2 * cut]

    monkeypatch.setattr(telegram, "call", cuts)
    await polled(world, monkeypatch, lambda: got_help(ann))


@pytest.mark.parametrize("name", [*READ, *NOT_READ, *STRANGE])
async def test_a_bad_update_that_is_posted_is_not_posted_again_and_again(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, ann: Person, name: str
) -> None:
    message = {
        "message_id": 5,
        "date": 1_800_000_000,
        "chat": {"id": ann.id, "type": "private", "first_name": "Ann"},
        "from": {**ann.user},
        "text": f"a{MARK}b",
    }
    body = orjson.dumps({"update_id": 7, "message": message})
    async with behind_webhook(telegram, clock, database_url) as posting:
        assert await posting.posts(body.replace(MARK.encode(), (READ | NOT_READ | STRANGE)[name])) == 200
        await posting.world.app.intake.settle()
        if name not in STRANGE:
            assert len(await set_aside(posting.world)) == (name in NOT_READ)


def test_an_answer_with_half_a_letter_in_it_is_an_answer() -> None:
    answer = TelegramRequest.parse_json_payload(rb'{"ok":true,"result":{"message_id":5,"text":"a\ud83d"}}')
    assert answer["result"] == {"message_id": 5, "text": "a\ufffd"}


@given(some.binary(max_size=80))
def test_any_bytes_are_read_or_refused_and_what_is_read_can_be_kept(body: bytes) -> None:
    for wrapped in (body, b'{"update_id":7,"text":"' + body + b'"}'):
        try:
            value = read_json(wrapped)
        except ValueError:
            assert update_id_in(wrapped) in {None, 7}
        else:
            assert arrival_of({"update_id": 7, "value": value}, MONDAY_MORNING).body
