"""What the tests share: both databases, a world with the whole bot in it."""

import zoneinfo
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import whenever

from bot.clock import ShiftedClock
from bot.helper import Helper
from bot.localchat.people import Person
from bot.localchat.server import LocalServer, serve
from bot.localchat.telegram import LocalTelegram
from bot.storage.database import Database
from tests.databases import opened, postgresql, postgresql_database
from tests.program import copy_checkout
from tests.recording import Recorder
from tests.tools import certify
from tests.world import MONDAY_MORNING, TOKEN, FakeClock, World, running

pytest_plugins = ["tests.judging"]

# The judge of times has a path of its own to the rules of zones: it is to judge by those that are used.
whenever.reset_tzpath(zoneinfo.TZPATH)
whenever.clear_tzcache()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A new database on PostgreSQL."""
    with postgresql_database(postgresql_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'limber.sqlite'}"
    else:
        yield request.getfixturevalue("postgresql_url")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened(database_url) as database:
        yield database


@pytest.fixture
def helper() -> Iterator[Helper]:
    """A process for what takes memory, ended with the test."""
    helper = Helper()
    yield helper
    helper.close()


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, to be run as a process."""
    return copy_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for this machine, its key, and both in one file."""
    folder = tmp_path_factory.mktemp("certificate")
    certify(folder)
    return folder


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(MONDAY_MORNING)


@pytest.fixture
def telegram(clock: FakeClock, recorder: Recorder) -> Iterator[LocalTelegram]:
    """A local Telegram; every call and update of the test is judged at the end of the run."""
    telegram = LocalTelegram(TOKEN, clock=clock, record=True)
    yield telegram
    telegram.close()
    recorder.telegram(telegram)


@pytest.fixture
async def server(telegram: LocalTelegram) -> AsyncIterator[LocalServer]:
    """The local Telegram as a Bot API server on this machine, in real time."""
    server = await serve(telegram, port=0, clock=ShiftedClock())
    yield server
    await server.close()


@pytest.fixture
async def world(telegram: LocalTelegram, clock: FakeClock, tmp_path: Path) -> AsyncIterator[World]:
    """The whole bot on a SQLite file."""
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        yield world


@pytest.fixture
def ann(telegram: LocalTelegram) -> Person:
    return telegram.person("Ann", language_code="en")
