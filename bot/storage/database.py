"""The engine for SQLite and PostgreSQL, its transactions, and the migration on start."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage import sqlite
from bot.storage.transaction import Transaction

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
BUSY_SECONDS = 30
# Any fixed number: it names Limber's migrations among PostgreSQL's advisory locks.
MIGRATION_LOCK = 5_463_218_770


class DatabaseError(Exception):
    """The database cannot be used; the text is one line for whoever hosts the bot."""


class Unavailable(Exception):
    """The database did not do what was asked: it is full, locked, read-only or gone. Nothing was kept."""


class Database:
    """One database; `write` and `read` open its transactions."""

    def __init__(self, url: str) -> None:
        """Takes `sqlite:///...` or `postgresql://...`; raises DatabaseError for anything else."""
        self._url = _async_url(url)
        self._file = _file_of(self._url)
        self._lock: IO[str] | None = None
        self._is_old = False
        # One writer at a time in this process: a queue in the event loop is fairer than SQLite's busy waiting.
        self._turn = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._engine = _engine(self._url)

    @property
    def is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        """A transaction that may change rows; commits at the end, rolls back on an exception; raises Unavailable."""
        with _unavailable():
            async with self._turn, self._engine.connect() as connection:
                await connection.execution_options(limber_writes=True)
                async with connection.begin():
                    yield Transaction(connection, writes=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads; raises Unavailable."""
        with _unavailable():
            async with self._engine.connect() as connection, connection.begin():
                yield Transaction(connection, writes=False)

    async def open(self) -> None:
        """Takes the file for this process and brings the schema up to date; raises DatabaseError."""
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._is_old = self._file.exists() and self._file.stat().st_size > 0
            self._lock = locked(self._file)
        try:
            async with self._engine.connect() as connection:
                await self._migrate(connection)
        except (DBAPIError, OSError) as error:
            reason = str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0]
            raise DatabaseError(f"The database cannot be opened: {reason}") from None

    async def forget_traces(self) -> None:
        """Empties SQLite's write-ahead log, where removed rows live on; PostgreSQL recycles its own."""
        if self.is_sqlite:
            with _unavailable():
                async with self._turn, self._engine.connect() as connection:
                    await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
                    await connection.rollback()

    async def close(self) -> None:
        """Gives up every connection and the file."""
        await self._engine.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def _migrate(self, connection: AsyncConnection) -> None:
        at_revision = await connection.run_sync(_revision)
        await connection.rollback()
        head, known = _revisions()
        if at_revision == head:
            return
        if at_revision is not None and at_revision not in known:
            raise DatabaseError(
                f"The database is newer than this Limber (it is at {at_revision}): update Limber, or restore a copy"
            )
        if self._file is not None and self._is_old:
            await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            await connection.rollback()
            shutil.copy2(self._file, self._file.with_suffix(f".before-{head}"))
        if self.is_sqlite:
            # Batch migrations copy tables; with foreign keys on, dropping the old one would delete child rows.
            await connection.execute(text("PRAGMA foreign_keys=OFF"))
            await connection.rollback()
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            if not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            await connection.run_sync(upgrade)
            if self.is_sqlite and (await connection.execute(text("PRAGMA foreign_key_check"))).first():
                raise DatabaseError(
                    "The migration would leave rows without their person; nothing was changed"
                )
        if self.is_sqlite:
            await connection.execute(text("PRAGMA foreign_keys=ON"))
            await connection.rollback()


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise Unavailable(type(error).__name__) from None


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the schema up to `revision` inside the connection's transaction."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Takes the schema down to `revision`."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(toml_file=PYPROJECT)
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _revisions() -> tuple[str, frozenset[str]]:
    try:
        scripts = ScriptDirectory.from_config(Config(toml_file=PYPROJECT))
        return scripts.get_current_head() or "", frozenset(
            script.revision for script in scripts.walk_revisions()
        )
    except CommandError as error:
        raise DatabaseError(f"The migrations cannot be read: {error}") from None


def _async_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError("DATABASE_URL is not an address such as sqlite:///data/limber.sqlite") from None
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+psycopg",
        "postgres": "postgresql+psycopg",
    }
    if parsed.drivername not in drivers:
        raise DatabaseError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    if parsed.drivername == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise DatabaseError("DATABASE_URL must name a file: sqlite:///data/limber.sqlite")
    return parsed.set(drivername=drivers[parsed.drivername])


def _file_of(url: URL) -> Path | None:
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10)
    engine = create_async_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "async_creator_fn": sqlite.connect}
    )

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
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def locked(file: Path) -> IO[str]:
    """The open lock of a SQLite file; raises DatabaseError when another process holds it."""
    lock = open(file.with_name(file.name + ".lock"), "w", opener=_for_owner)  # noqa: SIM115 - kept open while we run
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DatabaseError(
            f"Another Limber is using {file}; one SQLite file has one process (PostgreSQL takes several)"
        ) from None
    # What Limber knows about people is for the account that runs it, alone.
    os.close(_for_owner(str(file), os.O_CREAT | os.O_RDWR))
    return lock


def _for_owner(path: str, flags: int) -> int:
    descriptor = os.open(path, flags, 0o600)
    os.fchmod(descriptor, 0o600)
    return descriptor
