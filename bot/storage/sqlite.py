"""SQLite's connection under SQLAlchemy's asyncio."""

from __future__ import annotations

import sqlite3
from collections import deque
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
        # What the thread has not finished: of a task that was cancelled meanwhile it does so all the same.
        self._under_way: deque[None] = deque()
        # A program that ends does not wait for it.
        self._thread.daemon = True

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._under_way or (args and args[0] in WAITS):
            return await self._in_thread(fn, *args, **kwargs)
        return fn(*args, **kwargs)

    async def commit(self) -> None:
        await self._in_thread(self._conn.commit)

    async def _in_thread(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def finish() -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._under_way.pop()

        self._under_way.append(None)
        return await super()._execute(finish)  # type: ignore[no-untyped-call]


def connect(database: str, **options: Any) -> Connection:
    """A connection to this file, to be awaited."""
    return Connection(partial(sqlite3.connect, database, **{**options, **IN_TWO_THREADS}))
