"""Limber from its start to its end, with Telegram or with the local chat."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import os
import shutil
import signal
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any

import structlog

from bot import libraries, logs
from bot.app import App
from bot.building import LOCAL_TOKEN, build
from bot.clock import ShiftedClock, SystemClock
from bot.helper import Helper
from bot.listening import PortError
from bot.material import Material, Parts, put_together
from bot.services.ports import Clock
from bot.settings import Settings, SettingsError
from bot.storage.file import locked
from bot.supervising import tell_ready
from bot.telegram_api.connecting import TokenRefused

log = structlog.get_logger()

LONGEST_END_SECONDS = 7.5


@dataclass(frozen=True, slots=True)
class Read:
    """What a helper reads meanwhile: the names in the file .env that are no settings, and the content."""

    helper: Helper
    unknown: Future[list[str]]
    parts: Future[Parts]

    def material(self) -> Material:
        """All content, as soon as it is read; raises MaterialError."""
        known = put_together(self.parts.result())
        self.helper.rest()
        return known


async def run(settings: Settings, read: Read, *, fresh: bool) -> int:
    """Runs it until it is told to stop and returns the exit status; whatever it raises is told in one line."""
    stop = asyncio.Event()
    asyncio.get_running_loop().set_exception_handler(logs.unheard)
    numbers = [signal.SIGINT, signal.SIGTERM]
    # With nohup a terminal that goes is nothing to hear of.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    for number in numbers:
        asyncio.get_running_loop().add_signal_handler(number, _end, stop)
    libraries.look()
    for name in read.unknown.result():
        log.warning("a name in the file .env is no setting", name=name)
    if settings.bot_token is None:
        return await _run_local(settings, read, stop, fresh=fresh)
    if fresh:
        raise SettingsError(
            "--fresh empties the local chat; with BOT_TOKEN there is none, and nothing is emptied."
        )
    known = read.material()
    app = _built(settings, known, read.helper, SystemClock())
    try:
        await app.listen()
        if await _done(app.open(), stop) and await _done(_connected(app), stop):
            await app.run()
            log.info("Limber is up", bot=app.application.bot.username)
            tell_ready()
            _settle(known)
            return await end_of(app, stop)
    finally:
        await app.close()
    return 0


async def _connected(app: App) -> None:
    """Connects to Telegram; where that refuses the token, whoever waits for the heartbeat is told."""
    try:
        await app.connect()
    except TokenRefused:
        if app.heartbeat is not None:
            await app.heartbeat.beat(["Telegram refuses the token"])
        raise


async def end_of(app: App, stop: asyncio.Event) -> int:
    """Waits for the end: 0 when it was asked for, 70 when workers do not stay at work, so that it is started anew."""
    ends = {asyncio.create_task(event.wait()) for event in (stop, app.workers.supervisor.gives_up)}
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()
    return 0 if stop.is_set() else os.EX_SOFTWARE


def _end(stop: asyncio.Event) -> None:
    """Lets the program end, and cuts it off in time where a database that hangs would hold it."""
    stop.set()
    # At any moment what waits is in the database, and nowhere else.
    asyncio.get_running_loop().call_later(LONGEST_END_SECONDS, os._exit, 0)


async def _run_local(settings: Settings, read: Read, stop: asyncio.Event, *, fresh: bool) -> int:
    """The same bot against a local Telegram of its own, with a chat page in the browser."""
    # Not needed with a token.
    from bot.localchat.server import serve
    from bot.localchat.telegram import LocalTelegram

    folder = settings.data_folder / "local"
    file = folder / "limber.sqlite"
    if fresh and folder.exists():
        with locked(file):
            shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if settings.database_url is not None:
        print(f"DATABASE_URL is not used without BOT_TOKEN: the local chat keeps everything under {folder}.")
    clock = ShiftedClock()
    telegram = LocalTelegram(token=LOCAL_TOKEN, clock=clock, path=folder / "telegram.sqlite")
    port = settings.localchat_port
    app = _built(_kept_in(file, settings), known := read.material(), read.helper, clock)
    try:
        server = await serve(telegram, port=port, clock=clock, next_reminder=app.next_reminder)
    except OSError as error:
        telegram.close()
        why = "is taken" if error.errno == errno.EADDRINUSE else "cannot be used"
        raise PortError(
            f"Port {port} {why}: set LOCALCHAT_PORT to another one, such as {port % 65535 + 1}."
        ) from None
    try:
        await app.open()
        if await _done(app.connect(), stop):
            await app.run()
            print(f"No BOT_TOKEN, so this is the local chat: http://127.0.0.1:{port}", flush=True)
            _settle(known)
            return await end_of(app, stop)
    finally:
        await app.close()
        await server.close()
        telegram.close()
    return 0


def _kept_in(file: Path, settings: Settings) -> Settings:
    """The settings for the local chat, with its database in this file."""
    return replace(
        settings,
        bot_api_url=f"http://127.0.0.1:{settings.localchat_port}",
        proxy_url=None,
        database_url=f"sqlite:///{file}",
        database_key=None,
        webhook_url=None,
        health_port=0,
    )


def _built(settings: Settings, known: Material, helper: Helper, clock: Clock) -> App:
    return build(settings, known, helper=helper, clock=clock, picture_folder=settings.picture_folder)


def _settle(known: Material) -> None:
    """Does what can wait until it is up."""
    # What is left of loading goes; content and libraries stay for good: a fifth of a busy morning went into looking for
    # garbage among them.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    # The first text is not to wait for it.
    Thread(target=known.compile, name="words", daemon=True).start()


async def _done(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> bool:
    """Whether this was done before the program was told to stop."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
        return False
    working.result()
    return True
