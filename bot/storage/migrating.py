"""Migrations: the schema brought up to date on start, on the database's own connection."""

from __future__ import annotations

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.errors import DatabaseError
from bot.storage.file import for_owner

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
# Any fixed number: it names Limber's migrations among PostgreSQL's advisory locks.
MIGRATION_LOCK = 5_463_218_770


async def migrate(connection: AsyncConnection, file: Path | None) -> None:
    """Brings the schema up to date, whole or not at all; a `file` that is named is copied before."""
    at_revision = await connection.run_sync(_revision)
    await connection.rollback()
    head, known = _revisions()
    if at_revision == head:
        return
    _refuse_newer(at_revision, known)
    is_sqlite = connection.dialect.name == "sqlite"
    if file is not None:
        await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        await connection.rollback()
        copy = file.with_name(f"{file.name}.before-{head}")
        for_owner(copy)
        shutil.copyfile(file, copy)
    if is_sqlite:
        # Batch migrations copy tables; with foreign keys on, dropping the old one would delete child rows.
        await connection.execute(text("PRAGMA foreign_keys=OFF"))
        await connection.rollback()
    await connection.execution_options(limber_writes=True)
    async with connection.begin():
        if not is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        await connection.run_sync(upgrade)
        if is_sqlite and (await connection.execute(text("PRAGMA foreign_key_check"))).first():
            raise DatabaseError("The migration would leave rows without their person; nothing was changed")
    if is_sqlite:
        await connection.execute(text("PRAGMA foreign_keys=ON"))
        await connection.rollback()


async def schema_state(connection: AsyncConnection) -> str:
    """How the schema stands, in a few words; raises DatabaseError where it is newer than this Limber."""
    at_revision = await connection.run_sync(_revision)
    head, known = _revisions()
    _refuse_newer(at_revision, known)
    if at_revision is None:
        return "empty; the first start makes the tables"
    return "up to date" if at_revision == head else "older; the next start brings it up to date"


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


def _refuse_newer(at_revision: str | None, known: frozenset[str]) -> None:
    if at_revision is not None and at_revision not in known:
        raise DatabaseError(
            f"The database is newer than this Limber (it is at {at_revision}): update Limber, or restore a copy"
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _revisions() -> tuple[str, frozenset[str]]:
    try:
        scripts = ScriptDirectory.from_config(Config(toml_file=PYPROJECT))
        return scripts.get_current_head() or "", frozenset(
            script.revision for script in scripts.walk_revisions()
        )
    except CommandError as error:
        raise DatabaseError(f"The migrations cannot be read: {error}") from None
