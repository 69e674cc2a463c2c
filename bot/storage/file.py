"""A SQLite file: for the account that runs Limber alone, and for one process at a time."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from bot.storage.errors import DatabaseError


def locked(file: Path) -> IO[str]:
    """The open lock of a SQLite file; raises DatabaseError when another process holds it."""
    lock = open(file.with_name(file.name + ".lock"), "w", opener=_open)  # noqa: SIM115 - kept open while we run
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DatabaseError(
            f"Another Limber is using {file}; one SQLite file has one process (PostgreSQL takes several)"
        ) from None
    # What Limber knows about people is for the account that runs it, alone.
    for_owner(file)
    return lock


def for_owner(file: Path) -> None:
    """Makes a file, if there is none, that its owner alone can read."""
    os.close(_open(str(file), os.O_CREAT | os.O_RDWR))


def _open(path: str, flags: int) -> int:
    descriptor = os.open(path, flags, 0o600)
    os.fchmod(descriptor, 0o600)
    return descriptor
