"""The commands beside running Limber, for whoever hosts it."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot import copying, operating
from bot.material import CONTENT
from bot.pictures.gallery import write_all
from bot.settings import Settings
from bot.storage.file import named


def do(arguments: argparse.Namespace, settings: Settings) -> int:
    """Does what the command line says and returns the exit status; raises ValueError for no command."""
    match arguments.command:
        case "check":
            return asyncio.run(operating.check(settings))
        case "encrypt":
            return copying.encrypt_file(settings)
        case "rotate-key":
            return copying.rotate_key(settings, arguments.file)
        case "decrypt":
            return copying.decrypt_to(settings, arguments.file)
        case "backup" if arguments.keep is not None:
            return copying.back_up_in_turn(settings, arguments.path, arguments.keep)
        case "backup":
            return copying.back_up(settings, arguments.path)
        case "restore":
            return asyncio.run(operating.restore(settings))
        case "figures":
            return _figures(arguments.folder)
    raise ValueError(f"no command: {arguments.command}")


def _figures(folder: Path) -> int:
    with named(folder):
        for file in write_all(CONTENT / "figures", folder):
            print(file)
    return 0
