"""The address of a database: a SQLite file, or a PostgreSQL server."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import DatabaseError

A_FILE = "sqlite:///data/limber.sqlite"
A_SERVER = "postgresql://user:password@host/name"
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
