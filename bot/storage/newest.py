"""Whether the schema is the newest: most starts find it so, and load nothing that migrates."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
# As every migration begins.
REVISION = re.compile(r'^(revision|down_revision) = "(\w+)"', re.MULTILINE)
# Where alembic keeps at which revision a database is.
KEPT = table("alembic_version", column("version_num"))


async def is_newest(connection: AsyncConnection) -> bool:
    """Whether the schema is at the newest migration; whatever is not plain is not."""
    found = await connection.run_sync(_revisions)
    await connection.rollback()
    return bool(found) and found == newest()


def newest() -> set[str | None]:
    """The migrations that no other follows: one, where the files are whole."""
    written = [dict(REVISION.findall(file.read_text("utf-8"))) for file in VERSIONS.glob("*.py")]
    return {each.get("revision") for each in written} - {each.get("down_revision") for each in written}


def _revisions(connection: Connection) -> set[str]:
    there = inspect(connection).has_table(KEPT.name)
    return set(connection.scalars(select(KEPT.c.version_num))) if there else set()
