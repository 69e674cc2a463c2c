"""What the topics of a transaction share: a connection, and insert-or-nothing in its dialect.

What is asked for every prompt or message is built once, in capitals above its topic: building a statement costs
three times what asking it does.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, or_, true
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.lease import Lease


class Topic:
    """The questions about one topic, on one connection."""

    def __init__(self, connection: AsyncConnection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def _insert(self, table: Table) -> Any:
        """An INSERT that knows ON CONFLICT."""
        return insert_in(self._dialect, table)

    def _is_free(self, table: Table, lease: Lease) -> ColumnElement[bool]:
        """Whether no other living process holds a row; a SQLite file has one process, so the others are dead."""
        if self._dialect == "sqlite":
            return true()
        held_by, until = table.c.lease_by, table.c.lease_until
        return or_(held_by.is_(None), held_by == lease.holder, until.is_(None), until <= lease.now)


def insert_in(dialect: str, table: Table) -> Any:
    """An INSERT of this dialect, which knows ON CONFLICT."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    # Not needed with a file, and it takes 2 MiB.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
