"""A PostgreSQL server, on which several processes work side by side."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event, func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.backend import Backend, refused
from bot.storage.errors import DatabaseError, Unavailable, why_away

# Any fixed numbers: they name Limber's locks among PostgreSQL's advisory ones, the first each with a name.
LEADING = 546_321_877
MIGRATION_LOCK = 5_463_218_770
# Who leads asks again before each question to Telegram, which takes a minute at most. Who hangs is put out.
LONGEST_SILENCE_SECONDS = 90
# A machine that is gone or cut off is noticed by both ends within 30 s, so that its locks are free again: a connection
# that is silent by the keepalives, one with something under way by the user timeout (milliseconds).
CONNECT_SECONDS = 5
CONNECTING = {
    "connect_timeout": CONNECT_SECONDS,
    # A server that is set up for SQL_ASCII would hand out bytes.
    "client_encoding": "utf8",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
# What the server keeps to: said once connected, for a pooler between takes no options.
KEEPING = {
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "25000",
    # A process that stands still in the middle of a transaction must not hold its rows for ever.
    "idle_in_transaction_session_timeout": "10000",
}
# Before PostgreSQL 17 there is no such limit.
LIMIT = "SELECT set_config(name, '{}', {}) FROM pg_settings WHERE name = 'transaction_timeout'"
LONGEST_TRANSACTION = "20s"


SECOND_SECONDS = 10
BY_TRANSACTION = (
    "DATABASE_URL leads through a pooler that lends connections by transaction, as pgbouncer does with pool_mode ="
    " transaction; Limber's locks and limits need pool_mode = session, or PostgreSQL's own port"
)


class Server(Backend):
    """A PostgreSQL server; its advisory locks say who does what one process alone may do."""

    is_shared = True

    def __init__(self, url: URL) -> None:
        self._url = url
        # The server lets several write at once.
        super().__init__(
            create_async_engine(url, hide_parameters=True, pool_size=10, connect_args=CONNECTING),
            nullcontext(),
        )
        event.listen(self.engine.sync_engine, "connect", _limit)
        self._leading: dict[str, AsyncConnection] = {}

    def take(self) -> None:
        """Needs nothing: others may have it too."""

    def exists(self) -> bool:
        return True

    async def check_way(self) -> None:
        if await self._is_lent_by_transaction():
            raise DatabaseError(BY_TRANSACTION)

    async def check_first(self, connection: AsyncConnection) -> None:
        if (await connection.execute(text("SHOW server_encoding"))).scalar_one() != "UTF8":
            raise DatabaseError("The database is not in UTF8: create it with ENCODING 'UTF8'")
        await connection.rollback()

    async def _is_lent_by_transaction(self) -> bool:
        """Whether a pooler between lends connections of the server for one transaction each."""
        # Nothing is set on these: it would stay on the connections of others.
        plain = create_async_engine(self._url, poolclass=NullPool, connect_args=CONNECTING)
        who = text("SELECT pg_backend_pid()")
        try:
            async with asyncio.timeout(SECOND_SECONDS), plain.connect() as one, plain.connect() as other:
                first: int = (await one.execute(who)).scalar_one()
                await one.commit()
                # Its own connection is idle now: lent by transaction, it is the next one to be lent.
                second: int = (await other.execute(who)).scalar_one()
                again: int = (await one.execute(who)).scalar_one()
                return first == second or first != again
        except TimeoutError:
            raise Unavailable(f"no second connection in {SECOND_SECONDS} s") from None
        finally:
            await plain.dispose()

    async def check_whole(self, connection: AsyncConnection) -> None:
        """Needs nothing: PostgreSQL looks after its own files."""

    async def kind_and_bytes(self, connection: AsyncConnection) -> tuple[str, int]:
        version = (await connection.execute(text("SHOW server_version"))).scalar_one()
        size = (await connection.execute(text("SELECT pg_database_size(current_database())"))).scalar_one()
        return f"PostgreSQL {version}", size

    async def check_may_migrate(self, connection: AsyncConnection) -> None:
        may = text("SELECT has_schema_privilege(current_schema(), 'CREATE')")
        if not (await connection.execute(may)).scalar():
            raise DatabaseError("The account in DATABASE_URL may make no tables: it must own the database")

    @asynccontextmanager
    async def migration(self, connection: AsyncConnection, revision: str) -> AsyncIterator[None]:
        async with connection.begin():
            await self.lift_limit(connection)
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            yield

    def taken(self) -> None:
        """Needs nothing: nothing is half made on a server."""

    async def lift_limit(self, connection: AsyncConnection) -> None:
        await connection.execute(text(LIMIT.format("0", "true")))

    async def forget_traces(self) -> None:
        """Needs nothing: PostgreSQL recycles its own log."""

    async def leads(self, name: str) -> bool:
        """Holds an advisory lock on a connection of its own, and asks on it whether it is still there."""
        connection = self._leading.get(name)
        question = text("SELECT true")
        if connection is None:
            connection = await self.engine.connect()
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            question = text("SELECT pg_try_advisory_lock(:space, hashtext(:name))").bindparams(
                space=LEADING, name=name
            )
        try:
            leads = bool((await connection.execute(question)).scalar())
            if leads and name not in self._leading:
                await connection.execute(text(f"SET idle_session_timeout = '{LONGEST_SILENCE_SECONDS}s'"))
        except BaseException:
            self._leading.pop(name, None)
            await connection.invalidate()
            await connection.close()
            raise
        if leads:
            self._leading[name] = connection
        else:
            await connection.close()
        return leads

    async def ahead_of(self, now: Callable[[], datetime]) -> timedelta:
        async with self.engine.connect() as connection:
            at: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
            return at - now()

    def failure(self, error: DBAPIError) -> DatabaseError | Unavailable:
        said = str(error.orig)
        away = why_away(said) if isinstance(error, OperationalError) else None
        return refused(said) if away is None else Unavailable(away)

    async def close(self) -> None:
        for connection in self._leading.values():
            with contextlib.suppress(DBAPIError):
                await connection.invalidate()
                await connection.close()
        self._leading.clear()
        await super().close()


def _limit(connection: Any, _record: object) -> None:
    """Lets the server notice whoever is gone, and end a transaction that takes too long."""
    # Where a process stands still between two messages of one statement, the server does not count it as idle.
    cursor = connection.cursor()
    for name, value in KEEPING.items():
        cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
    cursor.execute(LIMIT.format(LONGEST_TRANSACTION, "false"))
    cursor.close()
    connection.commit()
