"""The database: its transactions, whose turn it is to write, and what one process of several does alone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import IO

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import BUSY_SECONDS, LIFT_LIMIT, engine, file_of, parsed
from bot.storage.errors import DatabaseError, Unavailable, unavailable, why_away
from bot.storage.file import locked, look
from bot.storage.migrating import migrate, schema_state
from bot.storage.sqlite import EMPTY_LOG
from bot.storage.transaction import Transaction

# Any fixed number: with a name it makes one of PostgreSQL's advisory locks.
LEADING = 546_321_877
# Who leads asks again before each question to Telegram, which takes a minute at most. Who hangs is put out.
LONGEST_SILENCE_SECONDS = 90
FORGET_BUSY_MS = 500
NO_KEY = "it is not a database, or it is encrypted and DATABASE_KEY is missing"
WRONG_KEY = "it is not a database, not encrypted yet (./run encrypt), or DATABASE_KEY is not its key"


class Database:
    """One database; `write` and `read` open its transactions."""

    def __init__(self, url: str, key: str | None = None) -> None:
        """Takes `sqlite:///...` or `postgresql://...`, and the key of an encrypted file; raises DatabaseError for
        anything else."""
        self._url = parsed(url)
        if key is not None and self._url.get_backend_name() != "sqlite":
            raise DatabaseError("DATABASE_KEY encrypts a SQLite file; PostgreSQL keeps its own files")
        self._file = file_of(self._url)
        self._is_encrypted = key is not None
        self._lock: IO[str] | None = None
        # One writer at a time in this process: a queue in the event loop is fairer than SQLite's busy waiting.
        self._turn = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._engine = engine(self._url, key)
        self._leading: dict[str, AsyncConnection] = {}

    @property
    def is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def write(self, *, everybody: bool = False) -> AsyncIterator[Transaction]:
        """A transaction that may change rows; commits at the end, rolls back on an exception; raises Unavailable.

        One that changes everybody's may take as long as it takes.
        """
        with unavailable():
            async with self._turn, self._engine.connect() as connection:
                await connection.execution_options(limber_writes=True)
                async with connection.begin():
                    if everybody and not self.is_sqlite:
                        await connection.execute(text(LIFT_LIMIT))
                    yield Transaction(connection, writes=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads; raises Unavailable."""
        with unavailable():
            async with self._engine.connect() as connection, connection.begin():
                yield Transaction(connection, writes=False)

    async def open(self) -> None:
        """Takes the file for this process and brings the schema up to date; raises DatabaseError, and Unavailable
        while PostgreSQL is not there."""
        is_old = False
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            is_old = self._file.exists() and self._file.stat().st_size > 0
            self._lock = locked(self._file)
        async with self._connected() as connection:
            await migrate(connection, self._file if is_old else None)

    async def state(self) -> str:
        """How the schema stands, in a few words, with nothing made or changed; raises DatabaseError."""
        if self._file is not None:
            look(self._file)
            # Opening an empty file would begin to write it.
            if not self._file.exists() or not self._file.stat().st_size:
                return "not there yet; the first start makes it"
        async with self._connected() as connection:
            if self.is_sqlite:
                found = (await connection.execute(text("PRAGMA quick_check(1)"))).scalar_one()
                if found != "ok":
                    raise DatabaseError(f"The database file is damaged: {found.splitlines()[-1]}")
            return await schema_state(connection)

    async def copy(self, to: Path) -> None:
        """Writes what a SQLite file holds now to another one, with the same key, and keeps nobody waiting; raises
        DatabaseError."""
        async with self._connected() as connection:
            # It goes outside a transaction alone, and each connection begins one.
            await connection.exec_driver_sql("COMMIT")
            try:
                await connection.exec_driver_sql("VACUUM INTO ?", (str(to),))
            except DBAPIError as error:
                raise DatabaseError(f"The database was not copied: {error.orig}") from None

    async def forget_traces(self) -> None:
        """Empties SQLite's write-ahead log, where removed rows live on; PostgreSQL recycles its own."""
        if self.is_sqlite:
            with unavailable():
                async with self._turn, self._engine.connect() as connection:
                    # Whoever else reads the file holds this up, and this all who write: retention does it again.
                    await connection.execute(text(f"PRAGMA busy_timeout={FORGET_BUSY_MS}"))
                    try:
                        await connection.execute(text(EMPTY_LOG))
                    finally:
                        await connection.execute(text(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}"))
                        await connection.rollback()

    async def leads(self, name: str) -> bool:
        """Whether this process alone does what is named so, until it loses the database, ends, or no longer asks."""
        if self.is_sqlite:
            return True
        with unavailable():
            connection = self._leading.get(name)
            question = text("SELECT true")
            if connection is None:
                connection = await self._engine.connect()
                await connection.execution_options(isolation_level="AUTOCOMMIT")
                question = text("SELECT pg_try_advisory_lock(:space, hashtext(:name))").bindparams(
                    space=LEADING, name=name
                )
            try:
                leads = bool((await connection.execute(question)).scalar())
                if leads and name not in self._leading:
                    await connection.execute(text(f"SET idle_session_timeout = '{LONGEST_SILENCE_SECONDS}s'"))
            except BaseException:
                self._leading.pop(name, None)
                await connection.invalidate()
                await connection.close()
                raise
            if leads:
                self._leading[name] = connection
            else:
                await connection.close()
        return leads

    async def close(self) -> None:
        """Gives up every connection and the file."""
        for connection in self._leading.values():
            with contextlib.suppress(DBAPIError):
                await connection.invalidate()
                await connection.close()
        self._leading.clear()
        await self._engine.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        """The first connection; raises DatabaseError where there is none to be had, with the reason in one line."""
        try:
            async with self._engine.connect() as connection:
                if not self.is_sqlite:
                    if (await connection.execute(text("SHOW server_encoding"))).scalar_one() != "UTF8":
                        raise DatabaseError("The database is not in UTF8: create it with ENCODING 'UTF8'")
                    await connection.rollback()
                yield connection
        except DBAPIError as error:
            said = str(error.orig)
            away = why_away(said) if isinstance(error, OperationalError) and not self.is_sqlite else None
            if away is not None:
                raise Unavailable(away) from None
            if "not a database" in said:
                said = WRONG_KEY if self._is_encrypted else NO_KEY
            raise DatabaseError(f"The database cannot be opened: {said.splitlines()[0]}") from None
