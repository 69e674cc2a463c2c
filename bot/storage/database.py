"""The database: its transactions, and what one process of several does alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.address import file_of, parsed
from bot.storage.backend import Backend
from bot.storage.errors import DatabaseError, unavailable
from bot.storage.newest import is_newest
from bot.storage.one_file import OneFile
from bot.storage.server import Server
from bot.storage.transaction import Transaction


class Database:
    """One database; `write` and `read` open its transactions."""

    def __init__(self, address: str, key: str | None = None) -> None:
        """Takes `sqlite:///...` or `postgresql://...`, and the key of an encrypted file; else raises DatabaseError."""
        self._address = parsed(address)
        self._backend = _backend(self._address, key)
        self._engine = self._backend.engine

    @property
    def where(self) -> str:
        """The file, or the server and the name of the database on it; no password is in it."""
        file = file_of(self._address)
        return str(file) if file is not None else f"{self._address.host or ''}/{self._address.database or ''}"

    @property
    def is_shared(self) -> bool:
        """Whether other processes may work on it at the same time."""
        return self._backend.is_shared

    @asynccontextmanager
    async def write(self, *, everybody: bool = False) -> AsyncIterator[Transaction]:
        """A transaction that may change rows; commits at the end, rolls back on an exception; raises Unavailable.

        With `everybody` it changes the rows of everybody, and may take as long as it takes.
        """
        with unavailable():
            async with self._backend.turn, self._engine.connect() as connection:
                await connection.execution_options(limber_writes=True)
                async with connection.begin():
                    if everybody:
                        await self._backend.lift_limit(connection)
                    yield Transaction(connection, writes=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads; raises Unavailable."""
        with unavailable():
            async with self._engine.connect() as connection, connection.begin():
                yield Transaction(connection, writes=False)

    async def open(self) -> bool:
        """Takes the database for this process and brings its schema up to date; whether it was made just now.

        Raises DatabaseError, OSError where its file cannot be used, and Unavailable for what may pass.
        """
        self._backend.take()
        async with self._connected() as connection:
            is_new = False
            if not await is_newest(connection):
                # Few starts need it, and it is not quickly loaded.
                from bot.storage.migrating import migrate

                is_new = await migrate(connection, self._backend)
        self._backend.taken()
        return is_new

    async def state(self) -> str:
        """How the schema stands, in a few words, with nothing made or changed; raises as `open` does."""
        # What looks at all migrations is not quickly loaded.
        from bot.storage.migrating import schema_state

        if not self._backend.exists():
            return "not there yet; the first start makes it"
        async with self._connected() as connection:
            await self._backend.check_whole(connection)
            return await schema_state(connection, self._backend)

    async def describe(self) -> str:
        """What it is, with its version and how big it is, such as "SQLite 3.46.1, 12 MB"; raises Unavailable."""
        with unavailable():
            async with self._engine.connect() as connection:
                kind, size = await self._backend.kind_and_bytes(connection)
                return f"{kind}, {size >> 20} MB"

    async def copy(self, to: Path) -> None:
        """Writes what a SQLite file holds now to another one, with the same key; raises DatabaseError.

        Nobody waits for it.
        """
        async with self._connected() as connection:
            # It goes outside a transaction alone, and each connection begins one.
            await connection.exec_driver_sql("COMMIT")
            try:
                await connection.exec_driver_sql("VACUUM INTO ?", (str(to),))
            except DBAPIError as error:
                raise DatabaseError(f"The database was not copied: {error.orig}") from None

    async def forget_traces(self) -> None:
        """Leaves nothing of removed rows on the disk, as far as that is for Limber to do; raises Unavailable."""
        with unavailable():
            await self._backend.forget_traces()

    async def leads(self, name: str) -> bool:
        """Whether this process is the one that does the work of this name: True for one process at a time.

        The first to ask gets it. It keeps it as long as it asks again within 90 seconds and does not lose its
        connection; then whoever asks next gets it. Raises Unavailable, and then this process does not have it.
        """
        with unavailable():
            return await self._backend.leads(name)

    async def ahead_of(self, now: Callable[[], datetime]) -> timedelta:
        """How far the time by which all processes go is ahead of what `now` says; raises Unavailable.

        That is the server's clock; where one process has the database to itself it is not ahead at all.
        """
        with unavailable():
            return await self._backend.ahead_of(now)

    async def close(self) -> None:
        """Gives up every connection, and the file."""
        await self._backend.close()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        """The first connection.

        Raises DatabaseError where there is none to be had, with the reason in one line, and Unavailable where there may
        soon be one.
        """
        try:
            await self._backend.check_way()
            async with self._engine.connect() as connection:
                await self._backend.check_first(connection)
                yield connection
        except DBAPIError as error:
            raise self._backend.failure(error) from None


def _backend(url: URL, key: str | None) -> Backend:
    file = file_of(url)
    if file is not None:
        return OneFile(url, file, key)
    if key is not None:
        raise DatabaseError("DATABASE_KEY encrypts a SQLite file; PostgreSQL keeps its own files")
    return Server(url)
