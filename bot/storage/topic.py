"""What the topics of a transaction share: a connection and insert-or-nothing in its dialect."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


class Topic:
    """The questions about one topic, on one connection."""

    def __init__(self, connection: AsyncConnection, *, writes: bool) -> None:
        self._connection = connection
        self._writes = writes

    def _insert(self, table: Table) -> Any:
        """An INSERT that knows ON CONFLICT."""
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        return dialect.insert(table)
