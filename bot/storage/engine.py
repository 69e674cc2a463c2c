"""Engines: a SQLite file, plain or encrypted, or PostgreSQL."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage import sqlite
from bot.storage.encryption import encrypted
from bot.storage.errors import DatabaseError

BUSY_SECONDS = 30
A_FILE = "sqlite:///data/limber.sqlite"
A_SERVER = "postgresql://user:password@host/name"
# A machine that is gone or cut off is noticed by both ends within 30 s, so that its locks are free again: a connection
# that is silent by the keepalives, one with something under way by the user timeout (milliseconds).
CONNECT_SECONDS = 5
CONNECTING = {
    "connect_timeout": CONNECT_SECONDS,
    # A server that is set up for SQL_ASCII would hand out bytes.
    "client_encoding": "utf8",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
    "options": "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
    # A process that stands still in the middle of a transaction must not hold its rows for ever.
    " -c tcp_user_timeout=25000 -c idle_in_transaction_session_timeout=10000",
}
# Before PostgreSQL 17 there is no such limit.
LIMIT = "SELECT set_config(name, '{}', {}) FROM pg_settings WHERE name = 'transaction_timeout'"
LONGEST_TRANSACTION = "20s"
# For a transaction that changes everybody's rows, or the tables.
LIFT_LIMIT = LIMIT.format("0", "true")
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def parsed(address: str) -> URL:
    """The address with its driver; raises DatabaseError where it is none of a database that Limber can use."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise DatabaseError(f"DATABASE_URL is not an address such as {A_FILE} or {A_SERVER}") from None
    if url.drivername not in DRIVERS:
        raise DatabaseError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    if url.drivername == "sqlite":
        if url.host is not None:
            raise DatabaseError(f"DATABASE_URL needs three slashes before the path of a file: {A_FILE}")
        if url.database in {None, "", ":memory:"}:
            raise DatabaseError(f"DATABASE_URL must name a file: {A_FILE}")
        if url.query:
            raise DatabaseError(f"DATABASE_URL has nothing after the path of a file: {A_FILE}")
    elif "@" in (url.host or ""):
        raise DatabaseError("DATABASE_URL needs %40 in the place of an @ in its password")
    elif not url.database or not 0 < (url.port or 5432) < 65536:
        raise DatabaseError(
            f"DATABASE_URL must name a server, its port if need be, and a database: {A_SERVER}"
        )
    return url.set(drivername=DRIVERS[url.drivername])


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database, None for PostgreSQL; a link to it is the file that it leads to."""
    return Path(realpath(url.database)) if url.get_backend_name() == "sqlite" and url.database else None


def engine(url: URL, key: str | None = None) -> AsyncEngine:
    """An engine for the address, whose SQLite file is encrypted with the key where there is one."""
    if url.get_backend_name() != "sqlite":
        server = create_async_engine(url, hide_parameters=True, pool_size=10, connect_args=CONNECTING)
        event.listen(server.sync_engine, "connect", _limit_transactions)
        return server
    options: dict[str, Any] = {"timeout": BUSY_SECONDS}
    if key is None:
        made = create_async_engine(
            url, hide_parameters=True, connect_args={**options, "async_creator_fn": sqlite.connect}
        )
    else:
        made = create_async_engine(url, hide_parameters=True, connect_args=options, module=encrypted(key))

    @event.listens_for(made.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: it would begin them as readers.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(made.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("limber_writes", False)
        connection.exec_driver_sql(sqlite.BEGIN_TO_WRITE if writes else "BEGIN")

    return made


def _limit_transactions(connection: Any, _record: object) -> None:
    """Lets the server end a transaction that takes too long: where a process stood still between two messages of one
    statement the server does not count it as idle."""
    cursor = connection.cursor()
    cursor.execute(LIMIT.format(LONGEST_TRANSACTION, "false"))
    cursor.close()
    connection.commit()
