"""Watching: what /healthz, /readyz and /metrics say, and what they never say."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import generate_latest
from telegram.error import TelegramError

from bot import watching, workers
from bot.localchat import faults
from bot.localchat.faults import Fault
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.standing import Standing
from bot.storage.errors import Unavailable
from bot.telegram_api.chat_budget import Priority
from bot.telegram_api.polling import Polling
from bot.watching import Meters, Watching
from tests.databases import read_only
from tests.world import TOKEN, World, say, start_hold, subscribe

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)

NAME = "Zebulon"
TEXT = "My knee hurts when I dance"
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(world: World) -> AsyncIterator[Client]:
    """A supervisor, a load balancer or Prometheus."""
    app = world.app
    pages = Watching(app.meters, app.budget, look=app.limber.observer.look, faults=app.faults)
    async with TestClient(TestServer(pages.application())) as client:
        yield client


def failing(telegram: LocalTelegram, fault: Fault, *, chat: int) -> None:
    """Lets the next message to a chat fail, whichever method carries it."""
    for method in ("sendMessage", "sendPhoto", "sendAnimation"):
        telegram.faults.add(fault, method, chat=chat)


async def page(client: Client, path: str) -> tuple[int, str]:
    async with client.get(path) as response:
        return response.status, await response.text()


async def metrics(client: Client) -> dict[str, float]:
    """Every sample of /metrics that is not zero."""
    status, text = await page(client, "/metrics")
    assert status == 200
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines if float(value)}


async def test_it_is_ready_when_telegram_the_clock_and_the_database_are_well(
    world: World, client: Client
) -> None:
    assert await page(client, "/healthz") == (200, "alive\n")
    assert isinstance(world.app.receiving, Polling)
    world.app.receiving.is_well = True
    assert await page(client, "/readyz") == (200, "ready\n")


async def test_each_reason_not_to_be_ready_is_named_in_a_line(world: World, client: Client) -> None:
    world.request.clock_difference = timedelta(seconds=-61)
    assert await page(client, "/readyz") == (503, "updates do not come in\nthe clock is wrong\n")
    world.app.is_connected = False

    async def gone() -> Standing:
        raise Unavailable("OperationalError")

    pages = Watching(world.app.meters, world.app.budget, look=gone, faults=world.app.faults)
    async with TestClient(TestServer(pages.application())) as other:
        assert await page(other, "/readyz") == (
            503,
            "Telegram has not answered yet\nthe clock is wrong\nthe database does not answer (OperationalError)\n",
        )
        assert await page(other, "/healthz") == (200, "alive\n")
        assert (await page(other, "/metrics"))[0] == 200, "what this process counted itself is still true"


async def test_a_database_that_takes_nothing_makes_it_red_and_back_again_green(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "KEEP_UP_TICK_SECONDS", 0.1)
    await world.app.run()
    assert await until_it_says(client, 200) == "ready\n"
    with read_only(world.app.database):
        assert await until_it_says(client, 503) == "work waits for the database\n"
    assert await until_it_says(client, 200) == "ready\n"


async def until_it_says(client: Client, status: int) -> str:
    """What /readyz says, as soon as it says it with this status."""
    async with asyncio.timeout(10):
        while (found := await page(client, "/readyz"))[0] != status:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)
    return found[1]


async def test_what_became_of_prompts_is_counted(world: World, client: Client) -> None:
    people = [world.telegram.person(f"Person {number}", language_code="en") for number in range(3)]
    for person in people:
        await subscribe(world, person)
    failing(world.telegram, faults.BLOCKED, chat=people[0].id)
    failing(world.telegram, faults.ACCEPTED_THEN_TIMEOUT, chat=people[1].id)
    world.clock.set(TUESDAY_0730 + timedelta(seconds=3))
    assert (await metrics(client))["limber_prompts_due"] == 3
    await world.advance(minutes=1)
    found = await metrics(client)
    assert found['limber_prompts_total{outcome="unreachable",reason="blocked"}'] == 1
    assert found['limber_prompts_total{outcome="sent",reason=""}'] == 2
    assert found["limber_prompts_duplicates_possible_total"] == 1
    assert found["limber_prompt_late_seconds_count"] == 2
    assert found['limber_prompt_late_seconds_bucket{le="5.0"}'] == 1, "one of them 3 s late"
    assert found['limber_permits{priority="prompt"}'] >= 4
    assert "limber_prompts_due" not in found


async def test_what_was_skipped_is_counted_with_its_reason(world: World, client: Client, ann: Person) -> None:
    await subscribe(world, ann)
    world.clock.set(TUESDAY_0730 + timedelta(hours=3))
    await world.app.limber.prompts.send_due()
    assert (await metrics(client))['limber_prompts_total{outcome="skipped",reason="late"}'] == 1


async def test_holds_floods_and_a_waiting_inbox_are_shown(world: World, client: Client, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await world.app.intake.stop(1)
    ann.sends("/help")
    await world.settle()
    world.clock.set(world.clock.now() + timedelta(seconds=7))
    failing(world.telegram, faults.too_many_requests(2), chat=ann.id)
    with contextlib.suppress(TelegramError):
        await world.app.application.bot.send_message(ann.id, "x", rate_limit_args=Priority.BULK)
    found = await metrics(client)
    assert found["limber_holds_running"] == 1
    assert found["limber_inbox_age_seconds"] == 7
    assert found["limber_429s"] == 1


async def test_a_loop_that_was_held_up_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LAG_LOOK_SECONDS", 0.01)
    meters = Meters()
    measuring = asyncio.create_task(meters.measure_lag())
    await asyncio.sleep(0.02)
    time.sleep(0.2)  # noqa: ASYNC251 - this is what is measured
    await asyncio.sleep(0.02)
    measuring.cancel()
    assert b"limber_loop_lag_seconds 0.0\n" not in generate_latest(meters.registry)


async def test_no_page_shows_a_token_a_name_or_a_text(world: World, client: Client) -> None:
    zebulon = world.telegram.person(NAME, last_name=NAME, username=NAME, language_code="en")
    await subscribe(world, zebulon)
    await say(world, zebulon, TEXT)
    failing(world.telegram, faults.BLOCKED, chat=zebulon.id)
    await world.until(TUESDAY_0730)
    for path in ("/", "/healthz", "/readyz", "/metrics", f"/{TOKEN}", "/metrics/x", "/readyz?x=1"):
        _, text = await page(client, path)
        assert not any(word in text for word in (TOKEN, NAME, TEXT, str(zebulon.id), "Berlin"))
