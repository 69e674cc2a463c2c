"""What can be wrong with a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError as BrokenFile
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class DatabaseError(Exception):
    """The database cannot be used; the text is one line for whoever hosts the bot."""


class Unavailable(Exception):
    """The database did not do what was asked: it is full, locked, read-only, damaged or gone. Nothing was
    kept."""


@contextmanager
def unavailable() -> Iterator[None]:
    """Says `Unavailable` for whatever SQLAlchemy says when the database does not do what it is asked."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, PoolTimeout) as error:
        raise Unavailable(type(error).__name__) from None
    except BrokenFile as error:
        # Its subclasses are mistakes of ours; SQLite says this itself of a file that is damaged.
        if type(error) is not BrokenFile:
            raise
        raise Unavailable(type(error).__name__) from None
