"""A token, a name and a text, planted wherever they may come out: no line and no report has them in it."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ShiftedClock
from bot.localchat import faults
from bot.localchat.server import LocalServer
from bot.localchat.telegram import LocalTelegram
from tests.program import ANSWER_SECONDS, free_port, program
from tests.test_program import finds, subscribe
from tests.world import TOKEN, said

NAME = "Zebulon"
TEXT = "dancing on Wednesdays"
PLANTED = (TOKEN, TOKEN.partition(":")[2], NAME, TEXT)


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram(TOKEN, clock=ShiftedClock())
    yield telegram
    telegram.close()


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
@pytest.mark.parametrize("posted", [True, False])
async def test_nothing_that_the_program_says_names_anybody(
    checkout: Path, tmp_path: Path, telegram: LocalTelegram, server: LocalServer, level: str, posted: bool
) -> None:
    health, port = free_port(), free_port()
    given: dict[str, Any] = {
        "data_folder": tmp_path,
        "bot_token": TOKEN,
        "bot_api_url": server.url,
        "log_level": level,
        "health_port": health,
    }
    if posted:
        given |= {"webhook_url": f"http://127.0.0.1:{port}/limber", "webhook_port": port}
    zebulon = telegram.person(NAME, last_name=NAME, username=NAME, language_code="en")
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        # Whatever it says is read at once: a full pipe would hold it up.
        listening = asyncio.create_task(running.says("what it never says", within=ANSWER_SECONDS * 2))
        await subscribe(telegram, zebulon)
        telegram.inject({"message": {"from": zebulon.user, "text": TEXT, "chat": TEXT}})
        # Each its own text: what is said twice at once is answered once.
        troubles = (faults.BAD_GATEWAY, faults.TRUNCATED, faults.NOT_MODIFIED, faults.NO_CONNECTION)
        for number, fault in enumerate(troubles):
            telegram.faults.add(fault, "sendMessage", chat=zebulon.id)
            zebulon.sends(f"{TEXT} {number}")
        zebulon.sends("/stats")
        await finds(telegram, lambda: True if "No entry so far" in said(zebulon) else None)
        running.gets(signal.SIGTERM)
        with contextlib.suppress(AssertionError):
            await listening
    said_lines = "\n".join(running.lines)
    for planted in PLANTED:
        assert planted not in said_lines
