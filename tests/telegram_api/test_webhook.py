"""The webhook: who may post, what is taken, and that Telegram hears of it only when it is kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request
from sqlalchemy import func, select

from bot.app import build
from bot.chat.handlers import ALLOWED_UPDATES
from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.settings import Settings
from bot.storage.tables import inbox
from bot.telegram_api import webhook
from bot.telegram_api.webhook import SECRET_HEADER, Webhook
from tests.databases import read_only
from tests.kept import rows
from tests.world import PICTURES, TOKEN, FakeClock, LocalRequest, World, running, said, text_of

PATH = "/limber"
Client = TestClient[Request, Application]


@pytest.fixture
async def world(telegram: LocalTelegram, clock: FakeClock, tmp_path: Path) -> AsyncIterator[World]:
    """The whole bot, with updates posted to it."""
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url, webhook_url=f"https://bot.example.org{PATH}") as world:
        yield world


@pytest.fixture
def receiving(world: World) -> Webhook:
    assert isinstance(world.app.receiving, Webhook)
    return world.app.receiving


@pytest.fixture
async def client(receiving: Webhook) -> AsyncIterator[Client]:
    """Somebody who can reach the webhook."""
    async with TestClient(TestServer(receiving.application())) as client:
        yield client


@pytest.fixture
async def secret(world: World, receiving: Webhook) -> AsyncIterator[str]:
    """What Telegram was told at the start."""
    running = asyncio.create_task(receiving.run())
    await is_up(receiving)
    yield str(
        next(call for call in world.telegram.calls if call.method == "setWebhook").params["secret_token"]
    )
    running.cancel()


async def is_up(receiving: Webhook) -> None:
    """Returns when Telegram knows where to post."""
    async with asyncio.timeout(5):
        while not receiving.is_well:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.01)


def update_of(telegram: LocalTelegram, person: Person, text: str) -> dict[str, Any]:
    """The update that Telegram posts when somebody types this."""
    person.sends(text)
    return telegram.updates_sent[-1]


async def post(client: Client, update: object, secret: str | None) -> int:
    """The status of the answer."""
    headers = {} if secret is None else {SECRET_HEADER: secret}
    body = BytesIO(update if isinstance(update, bytes) else orjson.dumps(update))
    async with client.post(PATH, data=body, headers=headers) as response:
        await response.read()
        return response.status


async def kept(world: World) -> int:
    """How many updates were ever kept."""
    return int((await rows(world, select(func.count()).select_from(inbox)))[0][0])


async def test_telegram_is_told_where_to_post_with_a_secret_that_the_token_cannot_be_read_from(
    world: World, secret: str
) -> None:
    (told,) = [call.params for call in world.telegram.calls if call.method == "setWebhook"]
    assert told["url"] == f"https://bot.example.org{PATH}"
    assert sorted(told["allowed_updates"]) == sorted(ALLOWED_UPDATES)
    assert len(secret) == 64
    assert TOKEN.partition(":")[2] not in secret


async def test_telegram_is_told_again_until_it_has_heard(
    world: World, receiving: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LONGEST_WAIT_SECONDS", 0)
    world.telegram.faults.add(faults.NO_CONNECTION, "setWebhook")
    running = asyncio.create_task(receiving.run())
    await asyncio.sleep(0.1)
    assert not receiving.is_well
    await is_up(receiving)
    running.cancel()


async def test_what_is_posted_is_answered_once_it_is_kept(
    world: World, client: Client, secret: str, ann: Person
) -> None:
    assert await post(client, update_of(world.telegram, ann, "/start"), secret) == 200
    await world.app.intake.settle()
    assert "First, your safety" in str(ann.chat)


@pytest.mark.parametrize("given", [None, "", "wrong", "0" * 64, "naïve"])
async def test_who_does_not_know_the_secret_is_turned_away_and_nothing_is_kept(
    world: World, client: Client, secret: str, ann: Person, given: str | None
) -> None:
    assert await post(client, update_of(world.telegram, ann, "/start"), given) == 403
    assert await kept(world) == 0


async def test_a_secret_of_any_bytes_is_turned_away_like_any_other(client: Client, secret: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n{SECRET_HEADER}: ".encode()
        + b"\xff\xfe\r\n\r\n{}"
    )
    assert b" 403 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_other_methods_are_refused(client: Client, secret: str, method: str) -> None:
    async with client.request(method, PATH, headers={SECRET_HEADER: secret}) as response:
        assert response.status == 405


async def test_another_address_is_not_there(client: Client, secret: str) -> None:
    async with client.post("/", data=b"{}", headers={SECRET_HEADER: secret}) as response:
        assert response.status == 404


async def test_a_body_of_ten_megabytes_is_refused(world: World, client: Client, secret: str) -> None:
    assert await post(client, b" " * 10 * 1024 * 1024, secret) == 413
    assert await kept(world) == 0


async def test_a_body_that_does_not_come_is_not_waited_for(
    client: Client, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"update_id": '
        await asyncio.sleep(1)
        yield b"1}"

    async with client.post(PATH, data=slowly(), headers={SECRET_HEADER: secret}) as response:
        assert response.status == 408


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not JSON",
        b'{"update_id": 1',
        b"\xff\xfe",
        b"[" * 5000,
        b"[]",
        b"7",
        b"null",
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": -1}',
        b'{"update_id": 1.5}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": null, "message": {}}',
    ],
)
async def test_what_is_no_update_is_refused_and_not_kept(
    world: World, client: Client, secret: str, body: bytes
) -> None:
    assert await post(client, body, secret) == 400
    assert await kept(world) == 0


async def test_an_update_of_somebody_who_cannot_be_is_set_aside(
    world: World, client: Client, secret: str, ann: Person
) -> None:
    forged = {"update_id": 1, "message": {"from": {"id": 2**63, "is_bot": False, "first_name": "X"}}}
    assert await post(client, forged, secret) == 200
    assert await post(client, update_of(world.telegram, ann, "/start"), secret) == 200
    await world.app.intake.settle()
    assert "First, your safety" in str(ann.chat)


async def test_the_same_update_posted_twice_is_handled_once(
    world: World, client: Client, secret: str, ann: Person
) -> None:
    update = update_of(world.telegram, ann, "/help")
    statuses = await asyncio.gather(*(post(client, update, secret) for _ in range(5)))
    await world.app.intake.settle()
    assert await post(client, update, secret) == 200
    await world.app.intake.settle()
    assert statuses == [200] * 5
    assert len(ann.chat) == 2


async def test_while_the_database_is_away_nothing_is_taken_and_telegram_posts_again(
    world: World, receiving: Webhook, client: Client, secret: str, ann: Person
) -> None:
    update = update_of(world.telegram, ann, "/help")
    with read_only(world.app.database):
        assert await post(client, update, secret) == 503
        assert not receiving.is_well, "/readyz is red"
    assert await kept(world) == 0
    assert await post(client, update, secret) == 200
    assert receiving.is_well
    await world.app.intake.settle()
    assert said(ann).startswith("Limber sends one stretch")


async def test_each_persons_updates_are_handled_in_the_order_they_came(
    world: World, client: Client, secret: str
) -> None:
    people = [world.telegram.person(f"Person {number}", language_code="en") for number in range(5)]
    for text in ("/help", "/stats", "/privacy"):
        updates = [update_of(world.telegram, person, text) for person in people]
        assert set(await asyncio.gather(*(post(client, update, secret) for update in updates))) == {200}
    await world.app.intake.settle()
    for person in people:
        answers = [text_of(message) for message in person.chat if message["from"]["is_bot"]]
        assert [answer.split()[0] for answer in answers] == ["Limber", "No", "What"]


async def test_what_is_posted_at_once_is_kept_together(world: World, client: Client, secret: str) -> None:
    people = [world.telegram.person(f"Person {number}", language_code="en") for number in range(60)]
    updates = [update_of(world.telegram, person, "/help") for person in people]
    transactions = []
    intake = world.app.intake
    take: Callable[..., Any] = intake.take

    async def counted(raw: Any) -> int:
        transactions.append(len(raw))
        return int(await take(raw))

    intake.take = counted  # type: ignore[method-assign]
    assert set(await asyncio.gather(*(post(client, update, secret) for update in updates))) == {200}
    assert sum(transactions) == 60
    assert len(transactions) <= 20


async def test_what_comes_before_the_bot_is_up_is_kept_and_handled_then(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    values: dict[str, Any] = {
        "_env_file": None,
        "bot_token": TOKEN,
        "database_url": f"sqlite:///{tmp_path / 'limber.sqlite'}",
    }
    request = LocalRequest(telegram, clock)
    app = build(Settings(**values), clock=clock, request=request, picture_folder=PICTURES)
    await app.open()
    assert await app.intake.take([update_of(telegram, ann, "/help")]) == 1
    await app.intake.settle()
    assert len(ann.chat) == 1
    await app.connect()
    await app.intake.take_over()
    await app.intake.settle()
    assert said(ann).startswith("Limber sends one stretch")
    await app.close()


async def test_what_comes_while_the_bot_ends_is_kept_for_the_next_start(
    world: World, client: Client, secret: str, ann: Person
) -> None:
    await world.app.intake.stop(1)
    assert await post(client, update_of(world.telegram, ann, "/help"), secret) == 200
    await world.app.intake.settle()
    assert len(ann.chat) == 1
    async with world.app.database.read() as tx:
        assert len(await tx.inbox.waiting()) == 1
