"""What is tried until it works: how often something is said of it, and how long it waits."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.services.ports import TryLater
from bot.services.trying import Outage, until_it_works
from bot.storage.errors import Unavailable


def failing_with(*errors: Exception) -> Callable[[], Awaitable[str]]:
    """A piece of work that fails so, one after the other, and then succeeds."""
    left = list(errors)

    async def work() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return work


def is_passing(error: Exception) -> bool:
    return isinstance(error, TryLater | Unavailable)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, each in no time."""
    waits: list[float] = []
    sleep = asyncio.sleep

    async def noted(seconds: float) -> None:
        waits.append(seconds)
        await sleep(0)

    monkeypatch.setattr("bot.beats.asyncio.sleep", noted)
    return waits


async def test_each_kind_of_error_is_told_once(slept: list[float]) -> None:
    told: list[Exception] = []
    work = failing_with(Unavailable("a"), TryLater(), Unavailable("b"), TryLater())
    assert await until_it_works(work, passes=is_passing, tell=told.append, seconds=5) == "done"
    assert [type(error) for error in told] == [Unavailable, TryLater]
    assert slept == [5, 5, 5, 5]


async def test_it_waits_longer_each_time_or_as_long_as_telegram_said(slept: list[float]) -> None:
    work = failing_with(*([Unavailable("x")] * 3), TryLater(timedelta(seconds=90)), TryLater())
    await until_it_works(work, passes=is_passing, tell=lambda _: None, seconds=1, longest=3)
    assert slept == [1, 2, 3, 90, 3]


async def test_an_error_that_does_not_pass_is_raised(slept: list[float]) -> None:
    with pytest.raises(LookupError):
        await until_it_works(failing_with(LookupError()), passes=is_passing, tell=lambda _: None, seconds=1)
    assert slept == []


def test_an_outage_is_told_once_whoever_meets_it_and_so_is_its_end() -> None:
    outage = Outage("it waits", "it goes on")
    with capture_logs() as lines:
        outage.over()
        for _ in range(2):
            outage.met(Unavailable("full"), prompts=3)
            outage.met(Unavailable("full"), prompts=5)
            outage.over()
            outage.over()
    one = [("it waits", "error", 3), ("it goes on", "info", None)]
    assert [(line["event"], line["log_level"], line.get("prompts")) for line in lines] == one * 2
