"""Encryption at rest: SQLCipher in the place of SQLite, and copies of a file with a key, another one or none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_dbapi

from bot.storage.errors import DatabaseError
from bot.storage.file import for_owner
from bot.storage.sqlite import EMPTY_LOG, IN_TWO_THREADS, Connection

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
    _replace(file, None, key)


def change_key(file: Path, key: str, new: str) -> None:
    """Puts a copy with a new key in the place of an encrypted file; raises DatabaseError where `key` is not its key."""
    _replace(file, key, new)


def decrypt(file: Path, key: str, plain: Path) -> None:
    """Writes what an encrypted file holds at one moment to a plain one; raises DatabaseError."""
    with _opened(file, key) as connection:
        _export(connection, plain, None)


def _replace(file: Path, key: str | None, new: str) -> None:
    copy = file.with_suffix(".encrypting")
    copy.unlink(missing_ok=True)
    for_owner(copy)
    try:
        with _opened(file, key) as connection:
            is_held_up, *_ = connection.execute(EMPTY_LOG).fetchone()
            if is_held_up:
                # Where this breaks off, what is left of its log would be taken for that of the new file.
                raise DatabaseError(
                    f"{file} is being read, perhaps by a back-up: try again when that is done"
                )
            _export(connection, copy, new)
    except BaseException:
        copy.unlink()
        raise
    os.replace(copy, file)
    for left_over in (f"{file}-wal", f"{file}-shm"):
        Path(left_over).unlink(missing_ok=True)


@contextmanager
def _opened(file: Path, key: str | None) -> Iterator[Any]:
    """A connection to a file, plain without a key; what SQLite says is raised as DatabaseError."""
    sqlcipher: Any = _sqlcipher()
    connection = sqlcipher.connect(str(file), isolation_level=None)
    try:
        if key is not None:
            _unlock(connection, key)
        yield connection
    except sqlcipher.DatabaseError as error:
        if "not a database" in str(error):
            raise DatabaseError(
                f"{file} is no plain SQLite file: is it encrypted already?"
                if key is None
                else f"{file} cannot be opened with DATABASE_KEY, and is as it was"
            ) from None
        done = "encrypted" if key is None else "copied with another key"
        raise DatabaseError(f"{file} was not {done} and is as it was: {error}") from None
    finally:
        connection.close()


def _export(connection: Any, copy: Path, key: str | None) -> None:
    """Writes what the connection's file holds at one moment to a copy with this key, None for a plain one."""
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(copy), key or ""))
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM main.sqlite_schema").fetchone()
    connection.execute("SELECT sqlcipher_export('copy')").fetchone()
    connection.execute("COMMIT")
    (found,) = connection.execute("PRAGMA copy.quick_check(1)").fetchone()
    if found != "ok":
        raise DatabaseError(f"The database file is damaged: {found.splitlines()[-1]}")
    connection.execute("DETACH DATABASE copy")


def _unlock(connection: Any, key: str) -> None:
    quoted = key.replace("'", "''")
    # A wrong key is said in our own words, once.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = '{quoted}'")


def _sqlcipher() -> Any:
    # Needed by few, and not quickly loaded.
    from sqlcipher3 import dbapi2

    return dbapi2
