"""PostgreSQL behind Debian's pgbouncer, and addresses as hosted databases give them."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg
import pytest

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.database import Database
from bot.storage.errors import DatabaseError
from tests.program import free_port
from tests.tools import found
from tests.waiting import until
from tests.world import FakeClock, running, say, subscribe

CONFIGURATION = """
[databases]
* = host={folder} user=postgres

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = 40
"""


@asynccontextmanager
async def pooled(url: str, mode: str) -> AsyncIterator[str]:
    """The address of the same database behind a pooler in this mode."""
    port = free_port()
    folder = parse_qs(urlsplit(url).query)["host"][0]
    with tempfile.TemporaryDirectory(prefix="limber-pool-") as configured:
        os.chmod(configured, 0o755)  # noqa: S103 - nothing in it is secret
        file = Path(configured) / "pgbouncer.ini"
        file.write_text(CONFIGURATION.format(folder=folder, port=port, mode=mode))
        # It refuses to run as root, and the server's socket is for its own account.
        owner = os.stat(folder).st_uid if os.geteuid() == 0 else None
        process = await asyncio.create_subprocess_exec(
            found("pgbouncer"), str(file), user=owner, stderr=asyncio.subprocess.DEVNULL
        )
        address = f"postgresql://postgres@127.0.0.1:{port}{urlsplit(url).path}"
        try:
            await until(lambda: _answers(address))
            yield address
        finally:
            process.kill()
            await process.wait()


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


async def test_behind_a_pooler_that_lends_by_session_all_goes_on_as_without(
    telegram: LocalTelegram, clock: FakeClock, postgresql_url: str, ann: Person
) -> None:
    async with pooled(postgresql_url, "session") as url, running(telegram, clock, url) as world:
        await subscribe(world, ann)
        assert "Logged" in await say(world, ann, "done")
        other = Database(url)
        await other.open()
        assert await world.app.database.leads("polling")
        assert not await other.leads("polling")
        await other.close()


async def test_a_pooler_that_lends_by_transaction_is_refused_in_one_line_and_nothing_is_set_on_it(
    postgresql_url: str,
) -> None:
    async with pooled(postgresql_url, "transaction") as url:
        database = Database(url)
        for asks in (database.open, database.state):
            with pytest.raises(DatabaseError, match="pool_mode = session") as refused:
                await asks()
            assert len(str(refused.value).splitlines()) == 1
        await database.close()
        with psycopg.connect(url) as connection:
            kept = connection.execute("SHOW idle_in_transaction_session_timeout").fetchone()
    assert kept == ("0",)


@pytest.mark.parametrize(
    "more", ["sslmode=prefer", "channel_binding=prefer", f"options={quote('-c statement_timeout=5000')}"]
)
async def test_what_hosted_databases_add_to_their_address_is_kept(postgresql_url: str, more: str) -> None:
    url = postgresql_url.replace("postgresql://", "postgres://", 1)
    database = Database(f"{url}&{more}")
    assert await database.open()
    assert await database.leads("polling")
    await database.close()
