"""Migrations: the schema brought up to date on start, on the database's own connection."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.backend import Backend
from bot.storage.errors import DatabaseError
from bot.storage.own_tables import whole

UP_TO_DATE = "up to date"
EMPTY = "empty; the first start makes the tables"
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


async def migrate(connection: AsyncConnection, backend: Backend) -> bool:
    """Brings the schema up to date, whole or not at all, and says whether there was none; raises DatabaseError."""
    at_revision, head = await connection.run_sync(_standing, backend.is_shared)
    await connection.rollback()
    if at_revision != head:
        async with backend.migration(connection, head):
            await connection.run_sync(upgrade)
    return at_revision is None


async def schema_state(connection: AsyncConnection, backend: Backend) -> str:
    """How the schema stands, in a few words; raises DatabaseError where a start would be refused."""
    at_revision, head = await connection.run_sync(_standing, backend.is_shared)
    if at_revision == head:
        return UP_TO_DATE
    await backend.check_may_migrate(connection)
    if at_revision is None:
        return EMPTY
    return "older; the next start brings it up to date"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the schema up to `revision` inside the connection's transaction."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Takes the schema down to `revision`."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(toml_file=PYPROJECT)
    config.attributes["connection"] = connection
    return config


def _standing(connection: Connection, is_shared: bool) -> tuple[str | None, str]:
    """The revision of the schema and the newest there is; raises DatabaseError where it is not ours."""
    # Before the revision: another process may just now make them all.
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    ours = whole.tables.keys() & tables
    # On a server extensions have tables of their own beside; a file is one program's.
    strange = ours if is_shared else tables
    at_revision = MigrationContext.configure(connection).get_current_revision()
    head, known = _revisions()
    if at_revision is not None and at_revision not in known:
        # Others migrate with Alembic too.
        if not ours and tables:
            raise _of_another_program(tables)
        raise DatabaseError(
            f"The database is newer than this Limber (it is at {at_revision}): update Limber, or restore a copy"
        )
    if at_revision is None and strange:
        raise _of_another_program(strange)
    return at_revision, head


def _of_another_program(tables: Collection[str]) -> DatabaseError:
    return DatabaseError(
        f"The database has tables of another program, such as {min(tables)}: give Limber one of its own"
    )


def _revisions() -> tuple[str, frozenset[str]]:
    try:
        scripts = ScriptDirectory.from_config(Config(toml_file=PYPROJECT))
        return scripts.get_current_head() or "", frozenset(
            script.revision for script in scripts.walk_revisions()
        )
    except CommandError as error:
        raise DatabaseError(f"The migrations cannot be read: {error}") from None
    except (SyntaxError, ImportError, NameError) as error:
        # A checkout that is not whole.
        raise DatabaseError(f"The migrations cannot be read: {type(error).__name__}") from None
