"""What a database must be able to do, be it a file that one process has to itself or a server that several share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.errors import DatabaseError, Unavailable


class Backend(ABC):
    """A database behind its address; whatever its methods do not catch is SQLAlchemy's error."""

    is_shared: ClassVar[bool]
    """Whether several processes may work on it side by side."""

    def __init__(self, engine: AsyncEngine, turn: AbstractAsyncContextManager[Any]) -> None:
        """`turn` is held by whoever writes."""
        self.engine = engine
        self.turn = turn

    @abstractmethod
    def take(self) -> None:
        """Takes the database for this process, where only one may have it; raises DatabaseError or OSError."""

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is anything to connect to, as far as can be told without making it.

        Raises OSError where it could not be made or used.
        """

    @abstractmethod
    def taken(self) -> None:
        """Is called once the schema is up to date."""

    @abstractmethod
    async def check_way(self) -> None:
        """Raises DatabaseError where the way to the database is none for Limber, before anything is set on it."""

    @abstractmethod
    async def check_first(self, connection: AsyncConnection) -> None:
        """Raises DatabaseError where the first connection shows that this is no database for Limber."""

    @abstractmethod
    async def check_whole(self, connection: AsyncConnection) -> None:
        """Raises DatabaseError where the database is damaged."""

    @abstractmethod
    async def kind_and_bytes(self, connection: AsyncConnection) -> tuple[str, int]:
        """What kind of database it is, with its version, and how many bytes it has."""

    @abstractmethod
    async def check_may_migrate(self, connection: AsyncConnection) -> None:
        """Raises DatabaseError where the account may not make tables."""

    @abstractmethod
    def migration(self, connection: AsyncConnection, revision: str) -> AbstractAsyncContextManager[None]:
        """A transaction for a migration to this revision, by one process at a time.

        Raises DatabaseError at its end, and keeps nothing, where the migration broke something.
        """

    @abstractmethod
    async def lift_limit(self, connection: AsyncConnection) -> None:
        """Lets the transaction of this connection take as long as it takes."""

    @abstractmethod
    async def forget_traces(self) -> None:
        """Leaves nothing of removed rows on the disk, where that is for Limber to do."""

    @abstractmethod
    async def leads(self, name: str) -> bool:
        """Whether this process is the one that does what is named so."""

    @abstractmethod
    async def ahead_of(self, now: Callable[[], datetime]) -> timedelta:
        """How far the time by which all processes go is ahead of what `now` says."""

    @abstractmethod
    def failure(self, error: DBAPIError) -> DatabaseError | Unavailable:
        """What it means that the first connection failed: Unavailable where that may pass by itself."""

    async def close(self) -> None:
        """Gives up every connection, and what `take` took."""
        await self.engine.dispose()


def refused(said: str) -> DatabaseError:
    """What is raised where the database cannot be opened, with the first line of what it said."""
    return DatabaseError(f"The database cannot be opened: {said.splitlines()[0]}")
