"""SQLite's connection under SQLAlchemy's asyncio."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

BEGIN_TO_WRITE = "BEGIN IMMEDIATE"
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
# These wait for whoever else has the file open.
WAITS = {BEGIN_TO_WRITE, EMPTY_LOG}
IN_TWO_THREADS = {"check_same_thread": False}


class Connection(aiosqlite.Connection):
    """Runs statements at once, and in the connection's thread only what waits: for the disk, or for another writer.

    A statement takes some ten microseconds; the way into a thread and back, which aiosqlite goes four times for each,
    takes ten times that.
    """

    def __init__(self, opens: Callable[[], Any]) -> None:
        """`opens` opens the file, for use in two threads, never at once."""
        super().__init__(opens, iter_chunk_size=64)
        # A program that ends does not wait for it.
        self._thread.daemon = True

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if args and args[0] in WAITS:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    async def commit(self) -> None:
        await super()._execute(self._conn.commit)  # type: ignore[no-untyped-call]


def connect(database: str, **options: Any) -> Connection:
    """A connection to this file, to be awaited."""
    return Connection(partial(sqlite3.connect, database, **{**options, **IN_TWO_THREADS}))
