"""What can be wrong with a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError as BrokenFile
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.beats import waiting

# What is in libpq's words, and ours for it: its own may quote a part of a password that stands at a wrong place.
AWAY = (
    ("resolve host", "there is no such host"),
    ("refused", "the connection is refused"),
    ("timeout", "no answer in 5 s"),
    ("No such file", "nothing listens at its socket"),
    ("SSL", "no TLS as DATABASE_URL asks for it"),
    ("starting up", "it is starting up"),
    ("shutting down", "it is shutting down"),
    ("recovery", "it is recovering"),
    ("too many", "it has too many connections"),
)


DAMAGED = "the file is damaged"
# The same of SQLite, which says what is wrong with the disk and never what stood in a row.
HINDERED = (
    ("disk is full", "the disk is full"),
    ("disk I/O error", "the disk does not read or write"),
    ("readonly database", "the file or its disk is read-only"),
    ("malformed", DAMAGED),
    ("not a database", DAMAGED),
    ("is locked", "another program holds the file"),
    ("unable to open", "the file cannot be opened"),
)


class DatabaseError(Exception):
    """The database cannot be used; the text is one line for whoever hosts the bot."""


class Unavailable(Exception):
    """The database did not do what was asked, and kept nothing: it is full, locked, read-only, damaged or gone."""


class Damaged(Unavailable):
    """It is damaged, which does not pass by itself."""


def why_away(said: str) -> str | None:
    """Why PostgreSQL cannot be reached or is not ready yet; None for what it refuses, which is no question of time."""
    known = next((ours for theirs, ours in AWAY if theirs in said), None)
    if known is None and ("FATAL" in said or re.search("invalid .* value", said)):
        return None
    return known or "the connection fails"


def why_hindered(said: str) -> str | None:
    """Why SQLite cannot do what is asked, for a reason that may pass or be mended while Limber waits; else None."""
    return next((ours for theirs, ours in HINDERED if theirs in said), None)


def _meaning(error: Exception) -> Unavailable:
    said = str(getattr(error, "orig", ""))
    why = why_hindered(said) or next((ours for theirs, ours in AWAY if theirs in said), type(error).__name__)
    return Damaged(why) if why == DAMAGED else Unavailable(why)


@contextmanager
def unavailable() -> Iterator[None]:
    """Around questions: raises Unavailable in the place of what SQLAlchemy raises where the database cannot answer."""
    try:
        with waiting():
            yield
    except (OperationalError, InterfaceError, InternalError, PoolTimeout) as error:
        raise _meaning(error) from None
    except BrokenFile as error:
        # Its subclasses are mistakes of ours; SQLite says this itself of a file that is damaged.
        if type(error) is not BrokenFile:
            raise
        raise _meaning(error) from None
