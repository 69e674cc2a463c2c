"""What the tests of faults share: the real program, one that can be killed, and a crowd in real time."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ShiftedClock
from bot.localchat.server import serve
from bot.localchat.telegram import LocalTelegram
from tests.faults.bursts import Crowd, checkout_that_dies, crowd_on
from tests.world import TOKEN


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes longest: begun last it would keep everybody waiting for one process of several."""
    items.sort(key=lambda item: item.path.name != "test_soak.py")


@pytest.fixture(scope="session")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the means to kill it at a named point."""
    return checkout_that_dies(tmp_path_factory.mktemp("mortal"))


@pytest.fixture
def live_telegram() -> Iterator[LocalTelegram]:
    """A local Telegram whose clock goes: a program of its own cannot be given one that stands still."""
    telegram = LocalTelegram(TOKEN, clock=ShiftedClock(), record=True)
    yield telegram
    telegram.close()


@pytest.fixture
async def given(
    live_telegram: LocalTelegram, database_url: str, tmp_path: Path
) -> AsyncIterator[dict[str, Any]]:
    """The settings of a program that talks to this Telegram, which is a Bot API server meanwhile."""
    server = await serve(live_telegram, port=0, clock=ShiftedClock())
    yield {
        "bot_token": TOKEN,
        "bot_api_url": server.url,
        "database_url": database_url,
        "data_folder": tmp_path,
    }
    await server.close()


@pytest.fixture
async def crowd(live_telegram: LocalTelegram, database_url: str) -> AsyncIterator[Crowd]:
    """Nobody yet, on a database with its tables."""
    async with crowd_on(database_url, live_telegram) as crowd:
        yield crowd
