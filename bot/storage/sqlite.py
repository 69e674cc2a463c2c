"""SQLite's connection under SQLAlchemy's asyncio."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite


class Connection(aiosqlite.Connection):
    """Runs statements at once and only the commit, which waits for the disk, in the connection's thread.

    A statement takes some ten microseconds; the way into a thread and back, which aiosqlite goes four times for each,
    takes ten times that.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    async def commit(self) -> None:
        await super()._execute(self._conn.commit)  # type: ignore[no-untyped-call]


def connect(database: str, **options: Any) -> Connection:
    """A connection to this file, to be awaited."""
    options["check_same_thread"] = False
    connection = Connection(partial(sqlite3.connect, database, **options), iter_chunk_size=64)
    # A program that ends does not wait for it.
    connection._thread.daemon = True
    return connection
