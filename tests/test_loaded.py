"""What is not used is not loaded; and what is used later is looked for at the start."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import libraries
from bot.libraries import LibraryError
from bot.localchat.server import LocalServer
from bot.wrong import told
from tests import loaded
from tests.program import program
from tests.world import TOKEN

# With a token, on a SQLite file that has the newest tables.
UNUSED = {
    "PIL",
    "aiohttp_socks",
    "alembic",
    "bot.calendar_file",
    "bot.commands",
    "bot.content",
    "bot.localchat.server",
    "bot.pictures.figure",
    "bot.pictures.week",
    "dateutil",
    "icalendar",
    "psycopg",
    "pydantic",
    "rapidfuzz",
    "resvg_py",
    "sd_notify",
    "sentry_sdk",
    "sqlalchemy.dialects.postgresql",
    "sqlcipher3",
    "tzfpy",
}


async def modules_of(checkout: Path, **settings: Any) -> set[str]:
    """What a program with these settings has loaded when it is up."""
    shutil.copy2(loaded.__file__, checkout)
    async with program(checkout, runs=("loaded.py",), **settings) as running:
        line = await running.says("loaded [")
        await running.stops()
    return set(json.loads(line.partition(" ")[2]))


async def test_what_is_not_used_is_not_loaded(checkout: Path, server: LocalServer, tmp_path: Path) -> None:
    given = {"bot_token": TOKEN, "bot_api_url": server.url, "data_folder": tmp_path}
    first = await modules_of(checkout, **given)
    assert "alembic" in first
    assert not UNUSED & await modules_of(checkout, **given)


async def test_what_is_set_is_loaded(checkout: Path, server: LocalServer, tmp_path: Path) -> None:
    given = {
        "bot_token": TOKEN,
        "bot_api_url": server.url,
        "data_folder": tmp_path,
        "database_key": "a key",  # pragma: allowlist secret
        "sentry_dsn": "https://public@sentry.example.org/1",
    }
    assert {"sqlcipher3", "sentry_sdk"} <= await modules_of(checkout, **given)


def test_a_library_that_is_needed_later_is_missed_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries.look()
    libraries.load_all()
    monkeypatch.setattr(libraries, "LATER", ("json", "no_such_library"))
    for looks in (libraries.look, libraries.load_all):
        with pytest.raises(LibraryError, match=r"missing or broken \(no_such_library\)"):
            looks()


def test_a_library_that_cannot_be_loaded_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ImportError) as raised:
        import psycopg  # noqa: F401
    line = "A library is missing or broken (psycopg): remove .venv.d, and ./run sets all up anew"
    assert told(raised.value) == (line, 2)
    assert told(ImportError("a name of ours", name="bot.app")) is None
