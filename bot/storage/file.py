"""A SQLite file: for the account that runs Limber alone, and for one process at a time."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.storage.errors import DatabaseError

LOCK = ".lock"
# What stands beside the file while it is in use.
BESIDE = ("", "-wal", "-shm", LOCK)


def locked(file: Path) -> IO[str]:
    """The open lock of a SQLite file, which closing it gives up.

    Raises DatabaseError when another process holds it, and OSError where the file cannot be used.
    """
    lock = open(file.with_name(file.name + LOCK), "a+", opener=_open)  # noqa: SIM115 - kept open while we run
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DatabaseError(
            f"Another Limber is using {file}; one SQLite file has one process (PostgreSQL takes several)"
        ) from None
    lock.seek(0)
    # What Limber knows about people is for the account that runs it, alone.
    if file.exists():
        for_owner(file)
    return lock


def for_owner(file: Path) -> None:
    """Makes a file, if there is none, that its owner alone can read."""
    os.close(_open(str(file), os.O_CREAT | os.O_RDWR))


def look(file: Path) -> None:
    """Raises the OSError that a start would meet where the file cannot be made or used; makes and changes nothing."""
    folder = next(parent for parent in file.parents if parent.exists())
    if not folder.is_dir():
        raise _error(errno.ENOTDIR, folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _error(errno.EACCES, folder)
    for path in (file.with_name(file.name + end) for end in BESIDE):
        if path.is_dir():
            raise _error(errno.EISDIR, path)
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            raise _error(errno.EACCES, path)
        # Only the owner may keep a file from the others.
        if path.exists() and os.geteuid() not in {0, path.stat().st_uid}:
            raise _error(errno.EPERM, path)


@contextmanager
def named(path: str | Path) -> Iterator[None]:
    """Around work on a file: an OSError that names no file is raised as one that names this path."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            raise _error(error.errno, path) from None
        raise


def _open(path: str, flags: int) -> int:
    with named(path):
        descriptor = os.open(path, flags, 0o600)
        os.fchmod(descriptor, 0o600)
    return descriptor


def _error(number: int, path: str | Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))
