"""The SQLite file for whoever hosts Limber: copies of it, and its key."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.setting_values import text_in
from bot.settings import Settings, SettingsError
from bot.storage.address import file_of, parsed
from bot.storage.database import Database
from bot.storage.encryption import change_key, decrypt, encrypt
from bot.storage.errors import DatabaseError
from bot.storage.file import locked
from bot.storage.migrating import EMPTY

DATED = "limber-%Y-%m-%dT%H%M%SZ.sqlite"
DATED_NAME = re.compile(r"limber-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite")
# What was being written, and no longer is: no copy takes as long.
PARTS, PART_SECONDS = ".limber-*.part", 86400.0


def encrypt_file(settings: Settings) -> int:
    """Encrypts the SQLite file in its place with the key of the settings."""
    key, file = settings.database_key, file_of(parsed(settings.database_address))
    if file is None:
        raise DatabaseError("Only a SQLite file is encrypted; PostgreSQL keeps its own files")
    if key is None:
        raise SettingsError("DATABASE_KEY or DATABASE_KEY_FILE must say with which key")
    if not file.exists():
        raise DatabaseError(f"There is no {file}; with the key set, the first start makes it encrypted")
    with locked(file):
        encrypt(file, key)
    print(f"{file} is encrypted. Keep the key apart from it: without the key nothing in it can be read.")
    for copy in _from_before_upgrades(file):
        print(f"A copy from before an upgrade is still plain: {copy}")
    return 0


def rotate_key(settings: Settings, key_file: Path) -> int:
    """Gives the encrypted SQLite file, in its place, the key that stands in another file."""
    file = _with_a_key(settings)
    if settings.database_key is None:
        raise SettingsError(
            "There is no key to change: DATABASE_KEY or DATABASE_KEY_FILE says it (the first: ./run encrypt)"
        )
    try:
        new = text_in(key_file)
    except ValueError as error:
        raise SettingsError(f"{key_file} {error}") from None
    if new == settings.database_key:
        raise SettingsError(f"{key_file} holds the key that the file has")
    with locked(file):
        change_key(file, settings.database_key, new)
    print(f"{file} has the new key. Now write it into the settings, in the place of the old one.")
    for copy in _from_before_upgrades(file):
        print(f"A copy from before an upgrade keeps its key: {copy}")
    return 0


def decrypt_to(settings: Settings, plain: Path) -> int:
    """Writes a plain copy of the encrypted SQLite file, to look into, beside a Limber that runs."""
    file = _with_a_key(settings)
    if settings.database_key is None:
        raise SettingsError("There is no key: DATABASE_KEY or DATABASE_KEY_FILE says it")
    with _written(plain) as part:
        decrypt(file, settings.database_key, part)
    print(
        f"{plain} is a copy of {file} that is not encrypted: whoever can read it knows what Limber knows of everybody."
        " Remove it when you have looked."
    )
    return 0


def _with_a_key(settings: Settings) -> Path:
    """The SQLite file, which is there."""
    file = file_of(parsed(settings.database_address))
    if file is None:
        raise DatabaseError("Only a SQLite file has a key; PostgreSQL keeps its own files")
    if not file.exists():
        raise DatabaseError(f"There is no {file}")
    return file


def _from_before_upgrades(file: Path) -> list[Path]:
    return sorted(file.parent.glob(f"{file.name}.before-*"))


def back_up(settings: Settings, copy: Path) -> int:
    """Copies the SQLite file as it is now, beside a Limber that runs; an encrypted one with its key."""
    file = file_of(parsed(settings.database_address))
    if file is None:
        raise DatabaseError("Only a SQLite file is copied; PostgreSQL has pg_dump")
    if not file.exists():
        raise DatabaseError(f"There is no {file}: nothing was copied")
    if file.stat().st_size == 0:
        raise DatabaseError(f"There is nothing in {file}: nothing was copied")
    if "?" in str(copy):
        raise DatabaseError(f"{copy} has a question mark in it: name another path")
    with _written(copy) as part:
        asyncio.run(_copy(settings, part))
        asyncio.run(_open(part, settings.database_key, copy))
    print(f"{copy} is a copy of {file}{', encrypted with its key' if settings.database_key else ''}.")
    return 0


def back_up_in_turn(settings: Settings, folder: Path, keep: int) -> int:
    """Writes a copy with today's date to a folder, and removes the oldest of these: `keep` stay."""
    _look_at(folder)
    copy = folder / datetime.now(UTC).strftime(DATED)
    back_up(settings, copy)
    others = sorted(path for path in folder.iterdir() if DATED_NAME.fullmatch(path.name) and path != copy)
    for old in others[: max(0, len(others) + 1 - keep)]:
        old.unlink(missing_ok=True)
        print(f"{old} is removed: the newest {keep} stay.")
    for part in folder.glob(PARTS):
        if time.time() - part.stat().st_mtime > PART_SECONDS:
            part.unlink(missing_ok=True)
    return 0


@contextmanager
def _written(file: Path) -> Iterator[Path]:
    """A new file to write to, which gets this name when it was written whole; else nothing is left of it."""
    if file.exists():
        raise DatabaseError(f"{file} is there already: name a new file")
    _look_at(file.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        yield part
        # SQLite leaves it to the system when a copy reaches the disk.
        os.fsync(descriptor)
        part.rename(file)
    finally:
        os.close(descriptor)
        for left_over in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            left_over.unlink(missing_ok=True)


def _look_at(folder: Path) -> None:
    if not folder.is_dir():
        raise DatabaseError(f"There is no folder {folder}: make it first")


async def _copy(settings: Settings, to: Path) -> None:
    database = Database(settings.database_address, settings.database_key)
    try:
        await database.copy(to)
    finally:
        await database.close()


async def _open(part: Path, key: str | None, copy: Path) -> None:
    """Raises DatabaseError where what was written is not whole, or no database of Limber's."""
    database = Database(f"sqlite:///{part}", key)
    try:
        if await database.state() == EMPTY:
            raise DatabaseError("there are no tables in the database")
    except DatabaseError as error:
        raise DatabaseError(f"{copy} was not made: {error}") from None
    finally:
        await database.close()
