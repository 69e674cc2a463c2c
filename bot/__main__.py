"""The command line: `python -m bot` runs Limber, its commands help whoever hosts it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import gc
import os
import shutil
import signal
import struct
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, NoReturn

if __name__ == "__main__":
    # Ctrl-C ends it at once and without a word, until what runs hears of it; the libraries take a second to load.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import structlog

from bot import libraries, logs, reporting
from bot.app import App
from bot.building import LOCAL_TOKEN, build
from bot.clock import ShiftedClock, SystemClock
from bot.libraries import LibraryError
from bot.listening import PortError
from bot.localchat.journal import JournalError
from bot.material import MaterialError
from bot.pictures.figure import FigureError
from bot.settings import Settings, SettingsError, load, unknown
from bot.storage.errors import Damaged, DatabaseError, Unavailable
from bot.storage.file import locked
from bot.supervising import tell_ready
from bot.telegram_api.connecting import TokenRefused
from bot.version import version

log = structlog.get_logger()

LONGEST_END_SECONDS = 7.5
WRONG_STATUS = 2
# Errors of the system after which a later start may do.
MAY_PASS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EAGAIN, errno.ENFILE, errno.EMFILE, errno.ENOMEM}
)
WRONG = (
    SettingsError,
    FigureError,
    MaterialError,
    DatabaseError,
    JournalError,
    LibraryError,
    PortError,
    TokenRefused,
)


def main() -> int:
    """Runs a command and returns the exit status.

    2 with one clear line for whatever the operator must mend, 75 with one for what may pass by itself.
    """
    arguments = _arguments()
    if arguments.version:
        print(f"Limber {version()}")
        return 0
    if struct.calcsize("P") * 8 < 64:
        return _wrong("Limber needs a 64-bit system: some of its libraries have no 32-bit builds.")
    try:
        # What Limber writes is for the account that runs it, alone.
        os.umask(0o077)
        settings = load()
        logs.set_up(settings.log_level)
        reporting.set_up(settings.sentry_dsn)
        return _do(arguments, settings)
    except WRONG as error:
        return _wrong(str(error))
    except Unavailable as error:
        return _wrong(
            f"The database does not do what Limber asks: {error}. ./run check looks at it.",
            WRONG_STATUS if isinstance(error, Damaged) else os.EX_TEMPFAIL,
        )
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "bot":
            raise
        return _wrong(str(LibraryError(error.name or str(error))))
    except OSError as error:
        return _wrong(
            f"Limber cannot use {error.filename}: {error.strerror}" if error.filename else str(error),
            os.EX_TEMPFAIL if error.errno in MAY_PASS else WRONG_STATUS,
        )


def _do(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.command is not None:
        # None of it is needed by a Limber that runs.
        from bot.commands import do

        return do(arguments, settings)
    return asyncio.run(_run(settings, fresh=arguments.fresh))


async def _run(settings: Settings, *, fresh: bool) -> int:
    stop = asyncio.Event()
    asyncio.get_running_loop().set_exception_handler(logs.unheard)
    numbers = [signal.SIGINT, signal.SIGTERM]
    # With nohup a terminal that goes is nothing to hear of.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    for number in numbers:
        asyncio.get_running_loop().add_signal_handler(number, _end, stop)
    libraries.look()
    for name in unknown():
        log.warning("a name in the file .env is no setting", name=name)
    if settings.bot_token is None:
        return await _run_local(settings, stop, fresh=fresh)
    if fresh:
        raise SettingsError(
            "--fresh empties the local chat; with BOT_TOKEN there is none, and nothing is emptied."
        )
    app = build(settings, clock=SystemClock(), picture_folder=settings.picture_folder)
    try:
        await app.listen()
        if await _done(app.open(), stop) and await _done(_connected(app), stop):
            await _run_on(app)
            log.info("Limber is up", bot=app.application.bot.username)
            tell_ready()
            return await _end_of(app, stop)
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


async def _end_of(app: App, stop: asyncio.Event) -> int:
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


async def _run_local(settings: Settings, stop: asyncio.Event, *, fresh: bool) -> int:
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
    local = settings.model_copy(
        update={
            "bot_api_url": f"http://127.0.0.1:{port}",
            "proxy_url": None,
            "database_url": f"sqlite:///{file}",
            "database_key": None,
            "webhook_url": None,
            "health_port": 0,
        }
    )
    app = build(local, clock=clock, picture_folder=settings.picture_folder)
    try:
        server = await serve(telegram, port=port, clock=clock, next_reminder=app.next_reminder)
    except OSError as error:
        telegram.close()
        why = "is taken" if error.errno == errno.EADDRINUSE else "cannot be used"
        return _wrong(f"Port {port} {why}: set LOCALCHAT_PORT to another one, such as {port % 65535 + 1}.")
    try:
        await app.open()
        if await _done(app.connect(), stop):
            await _run_on(app)
            print(f"No BOT_TOKEN, so this is the local chat: http://127.0.0.1:{port}", flush=True)
            return await _end_of(app, stop)
    finally:
        await app.close()
        await server.close()
        telegram.close()
    return 0


async def _run_on(app: App) -> None:
    """Starts the workers."""
    # Content and libraries stay for good: a fifth of a busy morning went into looking for garbage among them.
    gc.collect()
    gc.freeze()
    await app.run()


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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message} (--help shows the commands)\n")


def _count(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError("must be a number from 1 on")
    return int(given)


def _arguments() -> argparse.Namespace:
    parser = _Parser(prog="python -m bot", description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="empty the local chat before it starts")
    parser.add_argument("--version", action="store_true", help="say which Limber this is")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser(
        "check", help="say what is wrong with settings, content, time zones, database, token and clock"
    )
    commands.add_parser("encrypt", help="encrypt the SQLite file with DATABASE_KEY")
    rotate = commands.add_parser(
        "rotate-key", help="give the encrypted SQLite file the key that stands in a file"
    )
    rotate.add_argument("file", type=Path, help="the file with the new key")
    decrypted = commands.add_parser(
        "decrypt", help="write a copy of the encrypted SQLite file that is not encrypted, to look into"
    )
    decrypted.add_argument("file", type=Path, help="the copy")
    backup = commands.add_parser("backup", help="copy the SQLite file, while Limber runs or not")
    backup.add_argument(
        "path", type=Path, help="the copy; with --keep the folder for copies with their dates"
    )
    backup.add_argument("--keep", type=_count, help="how many copies stay, the newest")
    commands.add_parser(
        "restore", help="after a copy of the database was put back: nothing of the past is sent"
    )
    figures = commands.add_parser("figures", help="write every picture and a contact sheet to a folder")
    figures.add_argument("folder", type=Path)
    return parser.parse_args()


def _wrong(line: str, status: int = WRONG_STATUS) -> int:
    print(line, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
