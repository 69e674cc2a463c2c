"""Polling: how long it waits after what went wrong, and what is told of it."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.localchat import faults
from bot.localchat.faults import Fault
from bot.localchat.people import Person
from bot.telegram_api.polling import Polling
from tests.databases import read_only
from tests.world import World, said


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that polling waits between its questions, not really waited."""
    waited: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        waited.append(seconds)
        await sleep(0.001)

    monkeypatch.setattr("bot.telegram_api.polling.asyncio.sleep", note)
    return waited


async def poll(world: World, until: int, waits: list[float]) -> list[MutableMapping[str, Any]]:
    """Polls until it has waited so often, and returns what was told."""
    assert isinstance(world.app.receiving, Polling)
    with capture_logs() as lines:
        polls = asyncio.create_task(world.app.receiving.run())
        async with asyncio.timeout(10):
            while len(waits) < until:
                await asyncio.wait({polls}, timeout=0.01)
        polls.cancel()
        await asyncio.gather(polls, return_exceptions=True)
    return [line for line in lines if line["log_level"] == "error"]


@pytest.mark.parametrize(
    ("fault", "expected", "told"),
    [
        (faults.UNAUTHORIZED, [300.0] * 6, "Telegram refuses the token"),
        (faults.CONFLICT, [2, 4, 8, 16, 30, 30], "another program polls with this token"),
        (faults.NO_CONNECTION, [2, 4, 8, 16, 30, 30], "Telegram does not answer"),
        (faults.BAD_GATEWAY, [2, 4, 8, 16, 30, 30], "Telegram does not answer"),
        (faults.TRUNCATED, [2, 4, 8, 16, 30, 30], "Telegram does not answer"),
        (faults.too_many_requests(37), [37.0] * 6, "Telegram does not answer"),
    ],
)
async def test_each_trouble_is_told_once_waited_out_and_makes_it_red(
    world: World, waits: list[float], fault: Fault, expected: list[float], told: str
) -> None:
    world.telegram.faults.add(fault, "getUpdates", times=100)
    lines = await poll(world, 6, waits)
    assert waits[:6] == expected
    assert [line["event"].startswith(told) for line in lines] == [True]
    assert "updates do not come in" in world.app.faults()


async def test_a_database_that_takes_nothing_is_waited_for_and_telegram_keeps_what_it_has(
    world: World, waits: list[float], ann: Person
) -> None:
    ann.sends("/help")
    with read_only(world.app.database):
        lines = await poll(world, 4, waits)
    assert [line["event"] for line in lines] == ["updates cannot be kept; trying on"]
    assert len(world.telegram.state.updates.pending()) == 1
    await world.settle()
    assert said(ann).startswith("Limber sends one stretch")


async def test_a_server_that_answers_at_once_with_nothing_new_is_asked_less_and_less(
    world: World, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    polling = world.app.receiving
    assert isinstance(polling, Polling)
    new = iter([0, 0, 0, 0, 0, 0, 0, 1, 0])

    async def once(_seconds: int) -> int:
        return next(new, 0)

    monkeypatch.setattr(polling, "once", once)
    polling.is_well = True
    await poll(world, 8, waits)
    assert waits[:8] == [1, 2, 4, 8, 16, 30, 30, 1]


async def test_the_end_of_a_trouble_is_told_too(world: World, waits: list[float]) -> None:
    world.telegram.faults.add(faults.NO_CONNECTION, "getUpdates", times=2)
    assert isinstance(world.app.receiving, Polling)
    with capture_logs() as lines:
        polls = asyncio.create_task(world.app.receiving.run())
        async with asyncio.timeout(10):
            while not any(line["event"] == "updates come in again" for line in lines):
                await asyncio.wait({polls}, timeout=0.01)
        polls.cancel()
        await asyncio.gather(polls, return_exceptions=True)
