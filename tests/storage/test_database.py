"""The database as a whole: migrations, transactions, one process a file."""

import asyncio
import errno
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, DateTime, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.person import Person
from bot.storage.address import parsed
from bot.storage.columns import Instant
from bot.storage.database import Database
from bot.storage.errors import DatabaseError, Unavailable, why_away
from bot.storage.file import look, named
from bot.storage.migrating import downgrade, upgrade
from bot.storage.own_tables import whole


async def test_migrations_go_up_down_and_up_and_end_equal_to_the_tables(database_url: str) -> None:
    engine = create_async_engine(parsed(database_url))

    def there_and_back(connection: Connection) -> None:
        upgrade(connection)
        assert differences(connection) == []
        downgrade(connection, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        upgrade(connection)
        assert differences(connection) == []

    async with engine.begin() as connection:
        await connection.run_sync(there_and_back)
    await engine.dispose()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, whole))


def test_every_instant_is_kept_in_utc() -> None:
    columns = [column for table in whole.tables.values() for column in table.columns]
    instants = [column for column in columns if column.name.endswith(("_at", "_until"))]
    assert instants
    assert all(isinstance(column.type, Instant) for column in instants)
    assert not any(isinstance(column.type, DateTime) for column in columns)


async def test_an_instant_comes_back_as_it_went_in(database: Database) -> None:
    at = datetime.fromisoformat("2027-05-02T07:30:00.123456+05:45")
    async with database.write() as tx:
        await tx.people.add(Person(7, "en", last_seen_at=at))
    async with database.read() as tx:
        person = await tx.people.get(7)
    assert person is not None
    assert person.last_seen_at == at
    assert person.last_seen_at is not None
    assert person.last_seen_at.tzinfo is UTC


async def test_a_naive_instant_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"):
        async with database.write() as tx:
            await tx.people.add(Person(7, "en", last_seen_at=datetime(2027, 5, 2)))  # noqa: DTZ001


async def test_two_hundred_changes_at_once_all_arrive(database: Database) -> None:
    async with database.write() as tx:
        await tx.people.add(Person(7, "en"))

    async def add_one() -> None:
        async with database.write() as tx:
            person = await tx.people.get(7)
            assert person is not None
            progress = replace(person.progress, practised=person.progress.practised + 1)
            await tx.people.save(replace(person, progress=progress))

    await asyncio.gather(*(add_one() for _ in range(200)))
    async with database.read() as tx:
        person = await tx.people.get(7)
    assert person is not None
    assert person.progress.practised == 200


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    async def fail_halfway() -> None:
        async with database.write() as tx:
            await tx.people.add(Person(7, "en"))
            raise LookupError

    with pytest.raises(LookupError):
        await fail_halfway()
    async with database.read() as tx:
        assert await tx.people.get(7) is None


async def test_a_telegram_id_of_64_bits_fits(database: Database) -> None:
    async with database.write() as tx:
        await tx.people.add(Person(2**62, "en"))
    async with database.read() as tx:
        assert await tx.people.get(2**62) is not None


async def test_a_second_process_on_one_file_is_refused_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    first, second = Database(url), Database(url)
    await first.open()
    with pytest.raises(DatabaseError, match="Another Limber is using"):
        await second.open()
    await second.close()
    await first.close()
    await second.open()
    await second.close()


async def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "limber.sqlite")
    first = Database(f"sqlite:///{tmp_path / 'limber.sqlite'}")
    second = Database(f"sqlite:///{tmp_path / 'link.sqlite'}")
    await first.open()
    with pytest.raises(DatabaseError, match="Another Limber is using"):
        await second.open()
    await second.close()
    await first.close()


async def test_the_file_is_copied_before_a_migration(tmp_path: Path) -> None:
    file = tmp_path / "limber.sqlite"
    database = Database(f"sqlite:///{file}")
    await database.open()
    await database.close()
    assert [path.name for path in tmp_path.glob("*.before-*")] == []
    engine = create_async_engine(parsed(f"sqlite:///{file}"))
    async with engine.begin() as connection:
        await connection.run_sync(downgrade, "base")
    await engine.dispose()
    await database.open()
    await database.close()
    (copy,) = tmp_path.glob("*.before-*")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (0,)
    # A copy that is started as it lies there is copied in its turn.
    again = Database(f"sqlite:///{copy}")
    await again.open()
    await again.close()
    assert len(list(tmp_path.glob("*.before-*.before-*"))) == 1


async def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "limber.sqlite"
    database = Database(f"sqlite:///{file}")
    await database.open()
    async with database.write() as tx:
        await tx.people.add(Person(7, "en"))
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    await database.close()


async def test_a_database_from_a_newer_limber_is_refused_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "limber.sqlite"
    database = Database(f"sqlite:///{file}")
    await database.open()
    await database.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        connection.commit()
    with pytest.raises(DatabaseError, match="newer than this Limber"):
        await database.open()
    await database.close()


async def test_tables_of_another_program_are_left_alone(database_url: str) -> None:
    other = create_async_engine(parsed(database_url))
    async with other.begin() as connection:
        await connection.execute(text("CREATE TABLE people (name TEXT)"))
    database = Database(database_url)
    for asks in (database.state, database.open):
        with pytest.raises(DatabaseError, match="has tables of another program, such as people"):
            await asks()
    await database.close()
    async with other.begin() as connection:
        names = await connection.run_sync(lambda connection: inspect(connection).get_table_names())
    await other.dispose()
    assert names == ["people"]


async def test_an_account_that_may_make_no_tables_is_told_before_the_start(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
    database = Database(postgresql_url.replace("postgres:@", "guest:@"))
    with pytest.raises(DatabaseError, match="may make no tables: it must own the database"):
        await database.state()
    with pytest.raises(DatabaseError, match="permission denied"):
        await database.open()
    await database.close()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
async def test_a_postgresql_that_is_not_in_utf8_is_one_clear_line(postgresql_url: str, encoding: str) -> None:
    name = f"limber_{encoding.lower()}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0".encode()
        )
        database = Database(re.sub(r"/limber_\w+", f"/{name}", postgresql_url))
        for asks in (database.state, database.open):
            with pytest.raises(DatabaseError, match="not in UTF8"):
                await asks()
        await database.close()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nowhere.invalid/limber", "there is no such host"),
        ("127.0.0.1:1/limber", "the connection is refused"),
        ("/limber?host=/nowhere", "nothing listens at its socket"),
    ],
)
async def test_a_postgresql_that_cannot_be_reached_is_waited_for_and_the_reason_said(
    address: str, why: str
) -> None:
    database = Database(f"postgresql://limber@{address}")
    with pytest.raises(Unavailable, match=f"^{why}$"):
        await database.open()
    await database.close()


async def test_a_wrong_word_in_the_address_is_not_waited_out() -> None:
    database = Database("postgresql://limber@127.0.0.1:1/limber?sslmode=some")
    with pytest.raises(DatabaseError, match=r"cannot be opened: .*sslmode"):
        await database.open()
    await database.close()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("connection timeout expired", "no answer in 5 s"),
        ("server does not support SSL, but SSL was required", "no TLS as DATABASE_URL asks for it"),
        ("FATAL:  the database system is shutting down", "it is shutting down"),
        ("FATAL:  sorry, too many clients already", "it has too many connections"),
        ("server closed the connection unexpectedly", "the connection fails"),
        ('FATAL:  database "limber" does not exist', None),
    ],
)
def test_what_may_pass_is_told_from_what_is_refused(said: str, why: str | None) -> None:
    assert why_away(said) == why


def test_a_folder_or_file_that_may_not_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "limber.sqlite"
    look(file)
    assert list(tmp_path.iterdir()) == []
    for path in (tmp_path, file, tmp_path / "limber.sqlite-wal"):
        path.touch()
        with monkeypatch.context() as patched:
            # Whoever runs the tests may be root, who may everything.
            patched.setattr(os, "access", lambda other, _mode, path=path: other != path)
            with pytest.raises(PermissionError, match=f"denied: '{path}'"):
                look(file)
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(PermissionError, match=f"not permitted: '{file}'"):
        look(file)


def test_an_error_that_names_no_file_gets_a_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=f"No space left on device: '{tmp_path}'"), named(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://x/y", "must begin with"),
        ("nonsense", "not an address"),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("sqlite://data/limber.sqlite", "three slashes"),
        ("sqlite:///limber.sqlite?mode=ro", "nothing after the path"),
        ("postgresql://limber@host", "a database"),
        ("postgresql://limber@host:99999/limber", "its port"),
        ("postgresql://limber@host:port/limber", "not an address"),
        ("postgresql://limber:p@ss@host/limber", "%40"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_clear_line(url: str, why: str) -> None:
    with pytest.raises(DatabaseError, match=why):
        Database(url)


async def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "limber.sqlite"
    file.write_bytes(b"this is no database" * 100)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseError, match="cannot be opened"):
        await database.open()
    await database.close()


async def test_a_change_that_is_cancelled_while_it_waits_leaves_the_connection_whole(tmp_path: Path) -> None:
    """Two threads in one connection end the whole process."""
    file = tmp_path / "limber.sqlite"
    database = Database(f"sqlite:///{file}")
    await database.open()

    async def add(number: int) -> None:
        async with database.write() as tx:
            await tx.people.add(Person(number, "en"))

    for number in range(20):
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            adding = asyncio.create_task(add(number))
            await asyncio.sleep(0.01)
            adding.cancel()
            begun_at = monotonic()
            await asyncio.sleep(0.01)
            assert monotonic() - begun_at < 1, "nobody else waits with it"
            other.execute("COMMIT")
        await asyncio.gather(adding, return_exceptions=True)
        # And in the middle of a commit.
        adding = asyncio.create_task(add(1000 + number))
        await asyncio.sleep(number / 10_000)
        adding.cancel()
        await asyncio.gather(adding, return_exceptions=True)
    await add(7000)
    async with database.read() as tx:
        assert await tx.people.get(7000) is not None
    await database.close()
