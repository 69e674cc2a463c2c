"""Runs migrations on the connection that `bot.storage.database` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.storage import columns
from bot.storage.own_tables import whole


def own_type(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """How a column type of ours is written in a new migration."""
    if kind == "type" and type(value).__module__ == columns.__name__:
        return f"columns.{type(value).__name__}()"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=whole,
    render_item=own_type,
    render_as_batch=connection.dialect.name == "sqlite",
    # The caller's transaction is the only one, so that a migration is whole or not there.
    transaction_per_migration=False,
)
context.run_migrations()
