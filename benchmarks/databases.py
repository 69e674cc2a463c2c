"""New databases to measure on: a SQLite file, and one on a PostgreSQL server of the run's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import postgresql, postgresql_database

KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def new_database(kind: str) -> Iterator[str]:
    """The address of an empty database, gone at the end."""
    if kind == "SQLite":
        with tempfile.TemporaryDirectory(prefix="limber-benchmark-") as folder:
            yield f"sqlite:///{Path(folder) / 'limber.sqlite'}"
    else:
        with postgresql() as server, postgresql_database(server) as url:
            yield url
