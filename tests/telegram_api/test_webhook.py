"""The webhook: what is posted is kept before it is acknowledged, and only Telegram may post."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession, web
from structlog.testing import capture_logs

from bot.building import StandIns, build
from bot.given import Given
from bot.helper import Helper
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.database import Database
from bot.storage.errors import Unavailable
from bot.storage.inbox import Inbox
from bot.storage.turns import Turns
from bot.telegram_api import webhook as receiving
from bot.telegram_api.webhook import MOST_BYTES, PROOF_HEADER, Webhook
from tests.program import free_port
from tests.waiting import until
from tests.world import MATERIAL, PICTURES, TOKEN, FakeClock, LocalRequest, World, running, text_of

URL = "https://bot.example.org/limber/updates"
PATH = "/limber/updates"


class Telegram:
    """Posts to the webhook as Telegram does."""

    def __init__(self, world: World, session: ClientSession, port: int) -> None:
        self.world = world
        self.secret = world.telegram.state.settings["webhook"]["secret"]
        self.port = port
        self._session = session
        self._root = f"http://127.0.0.1:{port}"

    async def posts(self, body: Any, *, secret: str | None = None, method: str = "POST") -> int:
        """The status of the answer."""
        headers = {PROOF_HEADER: self.secret if secret is None else secret}
        sends = {"json": body} if isinstance(body, dict) else {"data": body}
        async with self._session.request(method, self._root + PATH, headers=headers, **sends) as response:
            return response.status


@asynccontextmanager
async def behind_webhook(telegram: LocalTelegram, clock: FakeClock, url: str) -> AsyncIterator[Telegram]:
    async with running(telegram, clock, url, webhook_url=URL, webhook_port=free_port()) as world:
        assert isinstance(world.app.receiving, Webhook)
        runner = web.AppRunner(world.app.receiving.application())
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        announcing = asyncio.create_task(world.app.receiving.run())
        while not world.app.receiving.is_well:  # noqa: ASYNC110
            await asyncio.sleep(0)
        async with ClientSession() as session:
            yield Telegram(world, session, runner.addresses[0][1])
        announcing.cancel()
        await runner.cleanup()


@pytest.fixture
async def posting(telegram: LocalTelegram, clock: FakeClock, database_url: str) -> AsyncIterator[Telegram]:
    async with behind_webhook(telegram, clock, database_url) as posting:
        yield posting


def asks(person: Person, update_id: int, text: str = "/help") -> dict[str, Any]:
    message = {
        "message_id": 9000 + update_id,
        "date": 1_800_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": "Ann"},
        "from": {**person.user},
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }
    return {"update_id": update_id, "message": message}


async def test_it_tells_telegram_where_to_post_and_a_secret_that_is_not_the_token(posting: Telegram) -> None:
    kept = posting.world.telegram.state.settings["webhook"]
    assert kept["url"] == URL
    assert len(posting.secret) >= 32
    assert posting.secret not in posting.world.telegram.token
    assert posting.world.telegram.token not in posting.secret


async def test_a_webhook_that_was_taken_away_is_set_again(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LOOK_SECONDS", 0.05)
    async with behind_webhook(telegram, clock, database_url) as posting:
        await posting.world.app.application.bot.delete_webhook()
        with capture_logs() as lines:
            await until(lambda: bool(telegram.state.settings["webhook"]))
    assert [line["log_level"] for line in lines] == ["warning"]


async def test_why_telegram_could_not_post_is_told_once(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LOOK_SECONDS", 0.01)
    async with behind_webhook(telegram, clock, database_url):
        why = "Wrong response from the webhook: 502 Bad Gateway"
        with capture_logs() as lines:
            telegram.state.settings["webhook"] |= {
                "last_error_date": 1_800_000_000,
                "last_error_message": why,
            }
            await until(lambda: bool(lines))
            await asyncio.sleep(0.1)
    assert [line["why"] for line in lines] == [why]


async def test_what_is_posted_is_handled_in_order_and_the_same_once(posting: Telegram, ann: Person) -> None:
    for update_id, text in enumerate(("/help", "/stats", "/privacy"), start=1):
        assert await posting.posts(asks(ann, update_id, text)) == 200
        assert await posting.posts(asks(ann, update_id, text)) == 200
    await posting.world.app.intake.settle()
    assert [text_of(message).split()[0] for message in ann.chat] == ["Limber", "No", "What"]


async def test_what_comes_while_a_turn_ends_is_handled_once(
    telegram: LocalTelegram,
    clock: FakeClock,
    postgresql_url: str,
    ann: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second message is kept before the end of the turn looks for more, and put into its line just after."""
    committed, looked = asyncio.Event(), asyncio.Event()
    hold, waiting_of, write = Turns.hold, Inbox.waiting_of, Database.write

    async def hold_later(turns: Turns, *whose: Any) -> bool:
        await committed.wait()
        return await hold(turns, *whose)

    async def look(inbox: Inbox, people: Any) -> Any:
        found = await waiting_of(inbox, people)
        if committed.is_set():
            looked.set()
        return found

    @asynccontextmanager
    async def commits_first(database: Database) -> AsyncIterator[Any]:
        async with write(database) as tx:
            yield tx
        if asyncio.current_task() is taking_in:
            committed.set()
            await looked.wait()

    async with behind_webhook(telegram, clock, postgresql_url) as posting:
        taking_in = None
        monkeypatch.setattr(Turns, "hold", hold_later)
        monkeypatch.setattr(Inbox, "waiting_of", look)
        monkeypatch.setattr(Database, "write", commits_first)
        intake = posting.world.app.intake
        assert await posting.posts(asks(ann, 1)) == 200
        taking_in = asyncio.create_task(intake.take([asks(ann, 2, "/stats")]))
        await taking_in
        await intake.settle()
    assert [text_of(message).split()[0] for message in ann.chat] == ["Limber", "No"]


@pytest.mark.parametrize("secret", ["", "not the secret", "ä"])
async def test_without_the_secret_nothing_is_taken(posting: Telegram, ann: Person, secret: str) -> None:
    assert await posting.posts(asks(ann, 1), secret=secret) == 403
    await posting.world.app.intake.settle()
    assert ann.chat == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not JSON",
        b"[]",
        b'"text"',
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 1.5}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
async def test_what_is_no_update_is_refused(posting: Telegram, body: bytes) -> None:
    assert await posting.posts(body) == 400


async def test_only_posts_of_a_modest_size_are_read(posting: Telegram) -> None:
    assert await posting.posts(None, method="GET") == 405
    assert await posting.posts(BytesIO(b"x" * (10 * MOST_BYTES))) == 413


async def test_a_body_that_does_not_come_is_not_waited_for(
    posting: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "BODY_SECONDS", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"update_id": 1'
        await asyncio.sleep(0.3)
        yield b"}"

    assert await posting.posts(slowly()) == 408


async def test_while_the_database_is_away_telegram_is_told_to_come_again(
    posting: Telegram, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = posting.world.app.intake

    async def away(raw: object) -> int:
        raise Unavailable("it is full")

    with monkeypatch.context() as patched:
        patched.setattr(intake, "take", away)
        assert await posting.posts(asks(ann, 1)) == 503
    assert await posting.posts(asks(ann, 1)) == 200
    await intake.settle()
    assert len(ann.chat) == 1


async def test_what_comes_at_once_is_kept_in_few_transactions(
    posting: Telegram, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake, batches = posting.world.app.intake, []
    take = intake.take

    async def counted(raw: Any) -> int:
        batches.append(len(raw))
        return await take(raw)

    monkeypatch.setattr(intake, "take", counted)
    people = [posting.world.telegram.person(f"Person {number}", language_code="en") for number in range(50)]
    statuses = await asyncio.gather(*(posting.posts(asks(person, 100 + person.id)) for person in people))
    assert set(statuses) == {200}
    assert sum(batches) == 50
    assert len(batches) < 40
    await intake.settle()


async def test_a_secret_of_any_bytes_is_turned_away_like_any_other(posting: Telegram) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", posting.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n{PROOF_HEADER}: ".encode()
    writer.write(head + b"\xff\xfe\r\n\r\n{}")
    assert b" 403 " in await reader.readline()
    writer.close()


async def test_an_update_of_somebody_who_cannot_be_harms_nobody(posting: Telegram, ann: Person) -> None:
    somebody = {"id": 2**63, "is_bot": False, "first_name": "X"}
    assert await posting.posts({"update_id": 1, "message": {"from": somebody}}) == 200
    assert await posting.posts(asks(ann, 2)) == 200
    await posting.world.app.intake.settle()
    assert len(ann.chat) == 1


async def test_what_could_not_be_kept_shows_until_something_is(
    posting: Telegram, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(raw: object) -> int:
        raise Unavailable("it is full")

    with monkeypatch.context() as patched:
        patched.setattr(posting.world.app.intake, "take", away)
        assert await posting.posts(asks(ann, 1)) == 503
    assert "updates do not come in" in posting.world.app.faults()
    assert await posting.posts(asks(ann, 1)) == 200
    assert "updates do not come in" not in posting.world.app.faults()
    await posting.world.app.intake.settle()


async def test_what_comes_before_the_bot_is_up_is_kept_and_handled_then(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, ann: Person
) -> None:
    values: dict[str, Any] = {"bot_token": TOKEN, "database_url": database_url}
    stand_ins = StandIns(request=LocalRequest(telegram, clock))
    app = build(
        Given(**values).settings(),
        MATERIAL,
        helper=Helper(),
        clock=clock,
        picture_folder=PICTURES,
        stand_ins=stand_ins,
    )
    await app.open()
    assert await app.intake.take([asks(ann, 1)]) == 1
    await app.intake.settle()
    assert ann.chat == []
    await app.connect()
    await app.intake.take_over()
    await app.intake.settle()
    assert len(ann.chat) == 1
    await app.close()


async def test_what_comes_while_the_bot_ends_is_kept_for_whoever_goes_on(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, ann: Person
) -> None:
    async with behind_webhook(telegram, clock, database_url) as posting:
        await posting.world.app.intake.stop(1)
        assert await posting.posts(asks(ann, 1)) == 200
        await posting.world.app.intake.settle()
        assert ann.chat == []
    # At once, and not only when a lease has run out: the clock stands still.
    async with running(telegram, clock, database_url) as after:
        await after.app.intake.settle()
        assert len(ann.chat) == 1
