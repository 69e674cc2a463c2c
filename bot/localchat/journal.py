"""What survives a restart and a `kill -9`: one SQLite file, written before a call is answered."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson


class JournalError(Exception):
    """The file cannot be used; the text is one line for whoever started the local chat."""


class Journal:
    """Keeps things by kind and key; with no path it keeps nothing.

    `with journal:` writes all that happens inside at once; it may be entered again inside.
    """

    def __init__(self, path: Path | None) -> None:
        self._depth = 0
        self._connection: sqlite3.Connection | None = None
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = _opened(path)
        except sqlite3.Error as error:
            raise JournalError(f"The local chat cannot be kept in {path}: {error}") from None

    def __enter__(self) -> None:
        self._depth += 1
        if self._depth == 1 and self._connection:
            self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth == 0 and self._connection:
            # A refused call has changed nothing, so there is never anything to take back.
            self._connection.execute("COMMIT")

    def put(self, kind: str, key: int | str, body: Any) -> None:
        """Keeps a thing, in place of what was there."""
        if self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO things VALUES (?, ?, ?)", (kind, key, orjson.dumps(body).decode())
            )

    def drop(self, kind: str, key: int | str) -> None:
        """Forgets a thing."""
        if self._connection:
            self._connection.execute("DELETE FROM things WHERE kind = ? AND key = ?", (kind, key))

    def all(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Keys and things of one kind, in the order of the keys."""
        if self._connection:
            rows = self._connection.execute(
                "SELECT key, body FROM things WHERE kind = ? ORDER BY key", (kind,)
            )
            for key, body in rows.fetchall():
                yield key, orjson.loads(body)

    def put_content(self, key: str, content: bytes) -> None:
        """Keeps the bytes of a file."""
        if self._connection:
            self._connection.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (key, content))

    def content(self, key: str) -> bytes:
        """The bytes of a file; none were kept without a path."""
        if self._connection is None:
            return b""
        row = self._connection.execute("SELECT content FROM contents WHERE key = ?", (key,)).fetchone()
        return bytes(row[0])

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    # A killed process loses nothing so; only a pulled plug could, and this is a place to try things out.
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS things"
        " (kind TEXT NOT NULL, key ANY NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT"
    )
    connection.execute(
        "CREATE TABLE IF NOT EXISTS contents (key TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT"
    )
    return connection
