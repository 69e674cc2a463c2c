"""Limber as a benchmark runs it: built by its own composition root, over real HTTP and a real database."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from benchmarks.bot_api import BOT, TOKEN
from benchmarks.people import upload_pictures
from bot import material
from bot.app import App
from bot.building import StandIns, build
from bot.clock import ShiftedClock
from bot.given import Given
from bot.helper import Helper
from bot.settings import FREE_RATE, Settings
from bot.storage.database import Database
from bot.telegram_api.request import TelegramRequest

# A Monday at 08:00 in Berlin: what is picked and said does not hang on the hour at which somebody measures.
MORNING = datetime(2027, 5, 3, 6, 0, tzinfo=UTC)
PICTURES = Path(tempfile.mkdtemp(prefix="limber-benchmark-pictures-"))


def morning_clock() -> ShiftedClock:
    """A clock that says Monday morning now and then goes on."""
    return ShiftedClock(MORNING - datetime.now(UTC))


def no_waiting() -> Callable[[], float]:
    """A clock for the budget on which ten seconds go by at every look: it does all its work and holds up nobody."""
    seconds = count(0.0, 10.0)
    return lambda: next(seconds)


def settings_for(api_url: str, database_url: str, **others: Any) -> Settings:
    """Settings from here alone, and none from the environment."""
    values: dict[str, Any] = {
        "bot_token": TOKEN,
        "bot_api_url": api_url,
        "database_url": database_url,
        **others,
    }
    return Given(**values).settings()


async def create_tables(database_url: str) -> None:
    """An empty database becomes one of Limber's, to which Telegram's pictures are known."""
    database = Database(database_url)
    await database.open()
    await database.close()
    upload_pictures(database_url, int(str(BOT["id"])))


@asynccontextmanager
async def limber(
    api_url: str,
    database_url: str,
    *,
    rate: int = 25,
    clock: ShiftedClock | None = None,
    budget_clock: Callable[[], float] | None = None,
) -> AsyncIterator[App]:
    """Limber, opened and connected, its workers not started.

    With a clock of its own the budget is shared with nobody, because processes share it by the database's.
    """
    clock = clock or morning_clock()
    app = build(
        settings_for(api_url, database_url, send_rate=rate, paid_broadcast=rate > FREE_RATE),
        material.load(),
        helper=Helper(),
        clock=clock,
        picture_folder=PICTURES,
        stand_ins=StandIns(
            # By the machine's own time, as Telegram's stand-in goes: the benchmark's morning is no wrong clock.
            request=TelegramRequest(),
            budget_clock=budget_clock or monotonic,
            shares_budget=budget_clock is None,
            chance=Random(7),
        ),
    )
    try:
        await app.open()
        await app.connect()
        # As the program does.
        gc.collect()
        gc.freeze()
        yield app
    finally:
        gc.unfreeze()
        await app.close()
