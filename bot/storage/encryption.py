"""Encryption at rest: SQLCipher in the place of SQLite, and a plain file made into an encrypted one."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_dbapi

from bot.storage.errors import DatabaseError
from bot.storage.file import for_owner
from bot.storage.sqlite import IN_TWO_THREADS, Connection

ERRORS = (
    "DatabaseError",
    "Error",
    "IntegrityError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
)


def encrypted(key: str) -> AsyncAdapt_aiosqlite_dbapi:
    """The driver that SQLAlchemy's aiosqlite dialect uses, over SQLCipher with this key."""
    sqlcipher: Any = _sqlcipher()

    def connect(file: str, **options: Any) -> Connection:
        def opens() -> Any:
            connection = sqlcipher.connect(file, **{**options, **IN_TWO_THREADS})
            _unlock(connection, key)
            return connection

        return Connection(opens)

    driver: Any = SimpleNamespace(
        connect=connect,
        Connection=Connection,
        sqlite_version=sqlcipher.sqlite_version,
        sqlite_version_info=sqlcipher.sqlite_version_info,
        __version__=aiosqlite.__version__,
        **{name: getattr(sqlcipher, name) for name in ERRORS},
    )
    return AsyncAdapt_aiosqlite_dbapi(driver, sqlcipher)


def encrypt(file: Path, key: str) -> None:
    """Puts an encrypted copy in the place of a plain file; raises DatabaseError where it is none."""
    sqlcipher: Any = _sqlcipher()
    copy = file.with_suffix(".encrypting")
    copy.unlink(missing_ok=True)
    for_owner(copy)
    connection = sqlcipher.connect(str(file))
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("ATTACH DATABASE ? AS encrypted KEY ?", (str(copy), key))
        connection.execute("SELECT sqlcipher_export('encrypted')")
        connection.execute("DETACH DATABASE encrypted")
    except sqlcipher.DatabaseError as error:
        copy.unlink()
        if "not a database" in str(error):
            raise DatabaseError(f"{file} is no plain SQLite file: is it encrypted already?") from None
        raise DatabaseError(f"{file} was not encrypted and is as it was: {error}") from None
    finally:
        connection.close()
    os.replace(copy, file)
    for left_over in (f"{file}-wal", f"{file}-shm"):
        Path(left_over).unlink(missing_ok=True)


def _unlock(connection: Any, key: str) -> None:
    quoted = key.replace("'", "''")
    # A wrong key is said in our own words, once.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = '{quoted}'")


def _sqlcipher() -> Any:
    # Needed by few, and not quickly loaded.
    from sqlcipher3 import dbapi2

    return dbapi2
