"""What the program says of a Telegram that does not let it begin, and with which status it ends."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot import __main__ as command_line
from bot import logs
from bot.storage.database import Database
from bot.storage.errors import DatabaseError, Unavailable, unavailable
from tests.program import program, refused
from tests.world import TOKEN

Answers = Callable[[str], tuple[int, dict[str, Any]]]
ME = {"id": 1, "is_bot": True, "first_name": "Limber", "username": "limber_bot"}


@asynccontextmanager
async def api(answers: Answers) -> AsyncIterator[tuple[str, list[tuple[float, str]]]]:
    """A Bot API server that gives these answers; its address, and when it was asked for what."""
    asked: list[tuple[float, str]] = []

    async def answer(request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        asked.append((time.monotonic(), method))
        status, body = answers(method)
        return web.json_response(body, status=status)

    application = web.Application()
    application.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    finally:
        await runner.cleanup()


def error(status: int, description: str, **more: Any) -> tuple[int, dict[str, Any]]:
    return status, {"ok": False, "error_code": status, "description": description, **more}


async def test_an_address_without_a_bot_api_is_told_as_such_and_not_as_a_refused_token(
    checkout: Path, tmp_path: Path
) -> None:
    async with api(lambda _: error(404, "Not Found")) as (url, _):
        lines = await refused(checkout, data_folder=tmp_path, bot_token=TOKEN, bot_api_url=url)
    assert lines[-1].startswith("There is no such bot at BOT_API_URL (404)")
    assert not any(TOKEN in line for line in lines)


async def test_a_database_that_is_made_anew_is_warned_of_and_none_that_is_there(
    checkout: Path, tmp_path: Path
) -> None:
    for times in (1, 0):
        async with api(lambda _: error(404, "Not Found")) as (url, _):
            lines = await refused(checkout, data_folder=tmp_path, bot_token=TOKEN, bot_api_url=url)
        warned = [line for line in lines if "made a new database, with nobody in it" in line]
        assert len(warned) == times
        assert all(str(tmp_path / "limber.sqlite") in line for line in warned)


async def test_a_bot_that_is_logged_out_is_told_so_and_waited_for(checkout: Path, tmp_path: Path) -> None:
    async with (
        api(lambda _: error(400, "Bad Request: Logged out")) as (url, _),
        program(checkout, data_folder=tmp_path, bot_token=TOKEN, bot_api_url=url) as running,
    ):
        await running.says("logged out of this Bot API server")
        assert running.is_running
        assert await running.stops() == 0
    assert not any("Traceback" in line or TOKEN in line for line in running.lines)


async def test_an_hour_that_telegram_asks_to_wait_at_the_start_is_waited(
    checkout: Path, tmp_path: Path
) -> None:
    flood = error(429, "Too Many Requests: retry after 3600", parameters={"retry_after": 3600})
    async with (
        api(lambda _: flood) as (url, asked),
        program(checkout, data_folder=tmp_path, bot_token=TOKEN, bot_api_url=url) as running,
    ):
        assert "3600" in await running.says("Telegram asks to wait")
        await asyncio.sleep(8)
        assert [method for _, method in asked] == ["getMe"]
        assert await running.stops() == 0


async def test_a_server_that_answers_at_once_is_asked_once_a_second_at_most(
    checkout: Path, tmp_path: Path
) -> None:
    def answers(method: str) -> tuple[int, dict[str, Any]]:
        return 200, {"ok": True, "result": {"getMe": ME, "getUpdates": []}.get(method, True)}

    async with (
        api(answers) as (url, asked),
        program(checkout, data_folder=tmp_path, bot_token=TOKEN, bot_api_url=url) as running,
    ):
        await running.says("Limber is up")
        await asyncio.sleep(5)
        polls = [at for at, method in asked if method == "getUpdates"]
        assert await running.stops() == 0
    assert 2 <= len(polls) <= 5


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("database or disk is full", "the disk is full"),
        ("disk I/O error", "the disk does not read or write"),
        ("attempt to write a readonly database", "the file or its disk is read-only"),
        ("database is locked", "another program holds the file"),
        ("unable to open database file", "the file cannot be opened"),
    ],
)
def test_what_hinders_a_file_is_named_and_may_pass(tmp_path: Path, said: str, why: str) -> None:
    raised = OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))
    with pytest.raises(Unavailable, match=why), unavailable():
        raise raised
    backend = Database(f"sqlite:///{tmp_path / 'limber.sqlite'}")._backend
    assert isinstance(backend.failure(raised), Unavailable)


def test_a_damaged_file_does_not_pass_by_itself(tmp_path: Path) -> None:
    backend = Database(f"sqlite:///{tmp_path / 'limber.sqlite'}")._backend
    raised = OperationalError("SELECT 1", {}, sqlite3.DatabaseError("database disk image is malformed"))
    assert isinstance(backend.failure(raised), DatabaseError)


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (Unavailable("the disk is full"), 75),
        (OSError(28, "No space left on device", "limber.sqlite.lock"), 75),
        (PermissionError(13, "Permission denied", "limber.sqlite"), 2),
        (DatabaseError("The database file is damaged"), 2),
    ],
)
def test_what_may_pass_ends_with_a_status_after_which_it_is_started_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: Exception, status: int
) -> None:
    def run(coroutine: Any) -> None:
        coroutine.close()
        raise raised

    monkeypatch.setattr("sys.argv", ["limber"])
    monkeypatch.setattr("asyncio.run", run)
    monkeypatch.setattr("bot.logs.set_up", lambda _: None)
    assert command_line.main() == status
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_error_that_nobody_caught_is_told_without_what_it_says() -> None:
    try:
        raise ValueError(f"somebody wrote {TOKEN}")
    except ValueError as error:
        with capture_logs() as lines:
            logs.uncaught(type(error), error, error.__traceback__)
            logs._uncaught_in_thread(
                threading.ExceptHookArgs((type(error), error, error.__traceback__, None))
            )
    assert [line["event"] for line in lines] == ["an error that nobody caught"] * 2
