"""The command line: `python -m bot` runs Limber, its commands help whoever hosts it."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import struct
import sys
from pathlib import Path
from typing import NoReturn

if __name__ == "__main__":
    # Ctrl-C ends it at once and without a word, until what runs hears of it; the libraries take a second to load.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from bot.helper import Helper
from bot.settings import ROOT
from bot.version import version

CONTENT = ROOT / "content"


def main() -> int:
    """Runs a command and returns the exit status; what went wrong is told in one line."""
    arguments = _arguments()
    if arguments.version:
        print(f"Limber {version()}")
        return 0
    if struct.calcsize("P") * 8 < 64:
        print("Limber needs a 64-bit system: some of its libraries have no 32-bit builds.", file=sys.stderr)
        return 2
    # What Limber writes is for the account that runs it, alone.
    os.umask(0o077)
    try:
        return _run(fresh=arguments.fresh) if arguments.command is None else _do(arguments)
    except Exception as error:
        from bot.wrong import told

        if (line := told(error)) is None:
            raise
        print(line[0], file=sys.stderr)
        return line[1]


def _run(*, fresh: bool) -> int:
    """Runs Limber. What is read by pydantic is read by the helper, and Limber never loads that."""
    helper = Helper()
    try:
        given = helper.ask("bot.given", "load")
        unknown = helper.ask("bot.given", "unknown")
        parts = helper.ask("bot.reading", "read", CONTENT)
        # Meanwhile all else is loaded, which takes longer. It stays: to look for garbage among all of it, now or later
        # in the start, would be a fifth of it.
        gc.disable()
        import asyncio

        from bot import logs, reporting
        from bot.running import Read, run

        gc.freeze()
        gc.enable()
        settings = given.result()
        logs.set_up(settings.log_level)
        reporting.set_up(settings.sentry_dsn)
        return asyncio.run(run(settings, Read(helper, unknown, parts), fresh=fresh))
    finally:
        helper.close()


def _do(arguments: argparse.Namespace) -> int:
    """Does what the command line says; nothing of it is needed by a Limber that runs."""
    from bot import commands, given, logs, reporting

    settings = given.load()
    logs.set_up(settings.log_level)
    reporting.set_up(settings.sentry_dsn)
    return commands.do(arguments, settings)


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


if __name__ == "__main__":
    sys.exit(main())
