"""A SQLite file, plain or encrypted, which one process has to itself."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage import sqlite
from bot.storage.backend import Backend, refused
from bot.storage.encryption import encrypted
from bot.storage.errors import DAMAGED, DatabaseError, Unavailable, why_hindered
from bot.storage.file import for_owner, locked, look, named

BUSY_SECONDS = 30
FORGET_BUSY_MS = 500
# What stands in the lock from the first start until the database is made.
BEGUN = "the database is being made"
NO_KEY = "it is not a database, or it is encrypted and DATABASE_KEY is missing"
WRONG_KEY = "it is not a database, not encrypted yet (./run encrypt), or DATABASE_KEY is not its key"


class OneFile(Backend):
    """A SQLite file; a lock beside it keeps other processes out."""

    is_shared = False

    def __init__(self, url: URL, file: Path, key: str | None) -> None:
        """`key` is that of an encrypted file, None for a plain one."""
        # One writer at a time in this process: a queue in the event loop is fairer than SQLite's busy waiting.
        super().__init__(_engine(url, key), asyncio.Lock())
        self._file = file
        self._is_encrypted = key is not None
        self._lock: IO[str] | None = None
        self._is_old = False

    def take(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = lock = locked(self._file)
        self._is_old = self._file.exists()
        if self._is_old:
            self._refuse_empty(is_begun=lock.read() == BEGUN)
        else:
            # A start that is cut off here leaves an empty file, of which the next one knows that it was never used.
            lock.write(BEGUN)
            lock.flush()
        for_owner(self._file)

    def exists(self) -> bool:
        look(self._file)
        if self._file.exists():
            self._refuse_empty(is_begun=False)
        return self._file.exists()

    async def check_way(self) -> None:
        """Needs nothing: nothing stands between."""

    async def check_first(self, connection: AsyncConnection) -> None:
        """Needs nothing: SQLite's texts are Unicode."""

    async def check_whole(self, connection: AsyncConnection) -> None:
        found = (await connection.execute(text("PRAGMA quick_check(1)"))).scalar_one()
        if found != "ok":
            raise DatabaseError(f"The database file is damaged: {found.splitlines()[-1]}")

    async def kind_and_bytes(self, connection: AsyncConnection) -> tuple[str, int]:
        version = (await connection.execute(text("SELECT sqlite_version()"))).scalar_one()
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        page = (await connection.execute(text("PRAGMA page_size"))).scalar_one()
        return f"SQLite {version}{', encrypted' if self._is_encrypted else ''}", pages * page

    async def check_may_migrate(self, connection: AsyncConnection) -> None:
        """Needs nothing: who may write the file may make tables in it."""

    @asynccontextmanager
    async def migration(self, connection: AsyncConnection, revision: str) -> AsyncIterator[None]:
        if self._is_old:
            await connection.execute(text(sqlite.EMPTY_LOG))
            await connection.rollback()
            copy = self._file.with_name(f"{self._file.name}.before-{revision}")
            for_owner(copy)
            with named(copy):
                shutil.copyfile(self._file, copy)
        # Batch migrations copy tables; with foreign keys on, dropping the old one would delete child rows.
        await connection.execute(text("PRAGMA foreign_keys=OFF"))
        await connection.rollback()
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            yield
            if (await connection.execute(text("PRAGMA foreign_key_check"))).first():
                raise DatabaseError(
                    "The migration would leave rows without their person; nothing was changed"
                )
        await connection.execute(text("PRAGMA foreign_keys=ON"))
        await connection.rollback()

    def taken(self) -> None:
        if self._lock is not None:
            self._lock.truncate(0)

    async def lift_limit(self, connection: AsyncConnection) -> None:
        """Needs nothing: SQLite knows no such limit."""

    async def forget_traces(self) -> None:
        """Empties the write-ahead log, where removed rows live on."""
        async with self.turn, self.engine.connect() as connection:
            # Whoever else reads the file holds this up, and this all who write: retention does it again.
            await connection.execute(text(f"PRAGMA busy_timeout={FORGET_BUSY_MS}"))
            try:
                await connection.execute(text(sqlite.EMPTY_LOG))
            finally:
                await connection.execute(text(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}"))
                await connection.rollback()

    async def leads(self, name: str) -> bool:
        return True

    async def ahead_of(self, now: Callable[[], datetime]) -> timedelta:
        return timedelta(0)

    def failure(self, error: DBAPIError) -> DatabaseError | Unavailable:
        said = str(error.orig)
        if (why := why_hindered(said)) not in {None, DAMAGED}:
            return Unavailable(why)
        if "not a database" in said:
            said = WRONG_KEY if self._is_encrypted else NO_KEY
        return refused(said)

    async def close(self) -> None:
        await super().close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _refuse_empty(self, *, is_begun: bool) -> None:
        """Raises DatabaseError for a file of no bytes: what was in it is gone, and to begin anew would hide that."""
        if self._file.stat().st_size == 0 and not is_begun:
            raise DatabaseError(
                f"{self._file} is empty, with nothing of a database in it: put a copy back in its place,"
                " or remove it to begin anew"
            )


def _engine(url: URL, key: str | None) -> AsyncEngine:
    options: dict[str, Any] = {"timeout": BUSY_SECONDS}
    if key is None:
        engine = create_async_engine(
            url, hide_parameters=True, connect_args={**options, "async_creator_fn": sqlite.connect}
        )
    else:
        engine = create_async_engine(url, hide_parameters=True, connect_args=options, module=encrypted(key))

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: it would begin them as readers.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("limber_writes", False)
        connection.exec_driver_sql(sqlite.BEGIN_TO_WRITE if writes else "BEGIN")

    return engine
