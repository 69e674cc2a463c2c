"""What whoever hosts Limber asks for: an encrypted file, and a copy that was put back."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import operating
from bot.clock import ShiftedClock
from bot.domain.person import Person as Known
from bot.domain.prompt import Delivery, Reason
from bot.given import Given
from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.server import LocalServer, serve
from bot.localchat.telegram import LocalTelegram
from bot.services.restoring import Restoring
from bot.storage.database import Database
from bot.storage.encryption import encrypt
from bot.storage.errors import DatabaseError, Unavailable
from bot.storage.migrating import downgrade
from tests.kept import tables
from tests.program import copy_checkout, free_port, program, refused
from tests.world import (
    TOKEN,
    FakeClock,
    World,
    press,
    running,
    say,
    sent_prompts,
    start_hold,
    subscribe,
)

KEY = "NO-SECRET but a 'key'"
TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)


@pytest.fixture
def server_clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def shared_telegram(server_clock: ShiftedClock) -> Iterator[LocalTelegram]:
    """A Telegram for the real program."""
    telegram = LocalTelegram(TOKEN, clock=server_clock)
    yield telegram
    telegram.close()


@pytest.fixture
async def server(shared_telegram: LocalTelegram, server_clock: ShiftedClock) -> AsyncIterator[LocalServer]:
    server = await serve(shared_telegram, port=0, clock=server_clock)
    yield server
    await server.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "limber.sqlite"


@pytest.fixture
async def plain(telegram: LocalTelegram, clock: FakeClock, file: Path, ann: Person) -> Path:
    """A file with a subscriber in it, not encrypted."""
    async with running(telegram, clock, f"sqlite:///{file}") as world:
        await subscribe(world, ann)
    return file


def on_disk(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


async def test_an_encrypted_file_serves_as_a_plain_one_and_shows_nothing(
    telegram: LocalTelegram, clock: FakeClock, file: Path, ann: Person
) -> None:
    url = f"sqlite:///{file}"
    async with running(telegram, clock, url, database_key=KEY) as world:
        await subscribe(world, ann)
        await say(world, ann, "done")
        assert b"Europe/Berlin" not in on_disk(file)
    async with running(telegram, clock, url, database_key=KEY) as world:
        assert "Already logged" in await say(world, ann, "done")
    assert b"Europe/Berlin" not in on_disk(file)
    assert file.stat().st_mode & 0o777 == 0o600


async def test_an_encrypted_file_is_migrated_and_its_copy_is_encrypted_too(file: Path) -> None:
    url = f"sqlite:///{file}"
    database = Database(url, KEY)
    await database.open()
    await database.close()
    older = Database(url, KEY)._engine
    async with older.begin() as connection:
        await connection.run_sync(downgrade, "base")
    await older.dispose()
    await database.open()
    async with database.write() as tx:
        await tx.people.add(Known(7, "en"))
    await database.close()
    (copy,) = file.parent.glob("*.before-*")
    assert not any(path.read_bytes().startswith(b"SQLite format 3") for path in (file, copy))
    copied = Database(f"sqlite:///{copy}", KEY)
    assert await copied.state() == "empty; the first start makes the tables"
    await copied.close()


@pytest.mark.parametrize("key", ["another key", None])
async def test_without_its_key_an_encrypted_file_is_refused_in_one_line(file: Path, key: str | None) -> None:
    first = Database(f"sqlite:///{file}", KEY)
    await first.open()
    await first.close()
    kept = file.read_bytes()
    other = Database(f"sqlite:///{file}", key)
    with pytest.raises(DatabaseError, match="DATABASE_KEY"):
        await other.open()
    await other.close()
    assert file.read_bytes() == kept


async def test_a_plain_file_with_a_key_set_is_refused_in_one_line(plain: Path) -> None:
    database = Database(f"sqlite:///{plain}", KEY)
    with pytest.raises(DatabaseError, match=r"\./run encrypt"):
        await database.open()
    await database.close()


async def test_a_plain_file_is_encrypted_whole_and_nothing_plain_is_left(
    telegram: LocalTelegram, clock: FakeClock, plain: Path, ann: Person
) -> None:
    async with running(telegram, clock, f"sqlite:///{plain}") as world:
        kept = await tables(world, ann)
    encrypt(plain, KEY)
    assert b"Europe/Berlin" not in on_disk(plain)
    assert plain.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in plain.parent.iterdir() if "encrypting" in path.name] == []
    async with running(telegram, clock, f"sqlite:///{plain}", database_key=KEY) as world:
        assert await tables(world, ann) == kept
    with pytest.raises(DatabaseError, match="encrypted already"):
        encrypt(plain, KEY)


async def test_an_encrypted_file_that_cannot_be_written_is_unavailable(file: Path) -> None:
    database = Database(f"sqlite:///{file}", KEY)
    await database.open()
    with pytest.raises(Unavailable):
        await write_read_only(database)
    await database.close()


async def write_read_only(database: Database) -> None:
    async with database.write() as tx:
        await tx._connection.exec_driver_sql("PRAGMA query_only = on")
        await tx.media.set_mark("name", "value")


async def test_the_command_encrypts_with_the_key_in_a_file(checkout: Path, plain: Path) -> None:
    key_file = plain.parent / "key"
    key_file.write_text(f"{KEY}\n", encoding="utf-8")
    given: dict[str, Any] = {
        "data_folder": plain.parent,
        "database_key_file": key_file,
        "bot_token": TOKEN,
    }
    async with program(checkout, "encrypt", **given) as encrypting:
        assert await encrypting.ends() == 0
    assert "is encrypted. Keep the key apart" in encrypting.lines[0]
    async with program(checkout, "check", bot_api_url=f"http://127.0.0.1:{free_port()}", **given) as checking:
        assert await checking.ends() == 0
    assert "Database: up to date." in checking.lines


async def test_encrypting_without_a_key_or_a_file_is_one_line(checkout: Path, tmp_path: Path) -> None:
    (line,) = await refused(checkout, "encrypt", data_folder=tmp_path)
    assert line == "DATABASE_KEY or DATABASE_KEY_FILE must say with which key"
    (line,) = await refused(checkout, "encrypt", data_folder=tmp_path, database_key=KEY)
    assert line.startswith("There is no")
    (line,) = await refused(checkout, "encrypt", data_folder=tmp_path, database_url="postgresql://x/y")
    assert line.startswith("Only a SQLite file")


@pytest.mark.parametrize("key", [None, KEY])
async def test_the_file_is_copied_while_it_is_written_to(checkout: Path, file: Path, key: str | None) -> None:
    given: dict[str, Any] = {"data_folder": file.parent} | ({"database_key": key} if key else {})
    copy = file.with_name("copy.sqlite")
    database = Database(f"sqlite:///{file}", key)
    await database.open()
    async with database.write() as tx:
        await tx.people.add(Known(7, "en"))
    async with database.write() as tx:
        await tx.people.add(Known(8, "en"))
        async with program(checkout, "backup", str(copy), **given) as copying:
            assert await copying.ends() == 0
    await database.close()
    encrypted = ", encrypted with its key" if key else ""
    assert copying.lines == [f"{copy} is a copy of {file}{encrypted}."]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.read_bytes().startswith(b"SQLite format 3") == (key is None)
    copied = Database(f"sqlite:///{copy}", key)
    await copied.open()
    async with copied.read() as tx:
        assert [await tx.people.get(number) is not None for number in (7, 8)] == [True, False]
    await copied.close()
    (line,) = await refused(checkout, "backup", str(copy), **given)
    assert line == f"{copy} is there already: name a new file"


async def test_what_cannot_be_copied_is_one_line_and_leaves_nothing(checkout: Path, plain: Path) -> None:
    copy = plain.with_name("copy.sqlite")
    given: dict[str, Any] = {"data_folder": plain.parent}
    (line,) = await refused(checkout, "backup", str(copy), **given, database_key=KEY)
    assert line.startswith("The database cannot be opened: it is not a database, not encrypted yet")
    assert not copy.exists()
    (line,) = await refused(checkout, "backup", str(copy), database_url="postgresql://x/y")
    assert line == "Only a SQLite file is copied; PostgreSQL has pg_dump"
    (line,) = await refused(checkout, "backup", str(copy), data_folder=plain.parent / "other")
    assert line.startswith("There is no ")


async def test_a_copy_that_is_not_there_is_one_line_and_makes_no_database(
    checkout: Path, tmp_path: Path
) -> None:
    (line,) = await refused(checkout, "restore", data_folder=tmp_path)
    assert line == f"There is no {tmp_path / 'limber.sqlite'}: put the copy there first"
    assert list(tmp_path.iterdir()) == []


async def test_a_damaged_file_is_not_encrypted_and_is_as_it_was(plain: Path) -> None:
    content = plain.read_bytes()
    damaged = content[:8192] + b"\xa5" * (len(content) - 8192)
    plain.write_bytes(damaged)
    with pytest.raises(DatabaseError, match="is as it was: database disk image is malformed"):
        encrypt(plain, KEY)
    assert plain.read_bytes() == damaged
    assert [path.name for path in plain.parent.iterdir() if "encrypting" in path.name] == []


async def test_nothing_of_yesterday_is_sent_after_a_copy_was_put_back(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
        await say(world, ann, "snooze 10")
        await start_hold(world, ann, "standing")
    # An hour after the prompt of Tuesday: without the command it would be caught up on.
    clock.set(TUESDAY_0730 + timedelta(hours=1))
    database = Database(url)
    await database.open()
    restored = await Restoring(database, clock).restore()
    await database.close()
    assert (restored.prompts, restored.holds) == (2, 1)
    async with running(telegram, clock, url) as world:
        before = len(sent_prompts(world, ann))
        await world.until(TUESDAY_0730 + timedelta(hours=23))
        assert len(sent_prompts(world, ann)) == before
        await world.until(TUESDAY_0730 + timedelta(hours=24))
        assert len(sent_prompts(world, ann)) == before + 1
        rows = await skipped(world)
    assert rows == [(Delivery.SKIPPED.value, Reason.RESTORED.value)] * 2


async def skipped(world: World) -> list[tuple[str, str]]:
    kept = (await tables(world))["prompts"]
    return [
        (Delivery.SKIPPED.value, Reason.RESTORED.value)
        for row in kept
        if Reason.RESTORED.value in row and Delivery.SKIPPED.value in row
    ]


async def test_the_command_says_what_it_skipped(checkout: Path, plain: Path) -> None:
    shutil.copy2(plain, plain.with_suffix(".copy"))
    async with program(checkout, "restore", data_folder=plain.parent) as restoring:
        assert await restoring.ends() == 0
    assert restoring.lines[-1].startswith("skipped_restored: ")


async def test_who_left_long_ago_is_forgotten_and_who_stays_is_not(world: World, ann: Person) -> None:
    tim = world.telegram.person("Tim", language_code="en")
    for person in (ann, tim):
        await subscribe(world, person)
        await say(world, person, "done")
    await say(world, tim, "/stop")
    await press(world, tim, "Stop, keep my record")
    world.clock.set(world.clock.now() + timedelta(days=729))
    await world.app.limber.retention.forget()
    assert (await tables(world, tim))["people"]
    world.clock.set(world.clock.now() + timedelta(days=2))
    await world.app.limber.retention.forget()
    assert not any((await tables(world, tim)).values())
    of_ann = await tables(world, ann)
    assert of_ann["people"]
    assert of_ann["practices"], "the record stays with its person"
    assert not of_ann["prompts"]


async def checks(checkout: Path, data_folder: Path, **given: Any) -> tuple[int, list[str]]:
    """The exit status and the lines of the command that checks everything."""
    async with program(checkout, "check", data_folder=data_folder, bot_token=TOKEN, **given) as checking:
        status = await checking.ends()
    assert not any("Traceback" in line or TOKEN in line for line in checking.lines)
    return status, checking.lines


async def test_the_check_names_the_bot_and_says_that_all_is_well(
    checkout: Path, plain: Path, server: LocalServer
) -> None:
    status, lines = await checks(checkout, plain.parent, bot_api_url=server.url)
    assert status == 0
    assert [line for line in lines[3:] if not line.startswith("Disk: ")] == [
        "Database: up to date.",
        "Token: of @limber_local_bot.",
        "Clock: right.",
    ]


async def test_the_check_says_that_telegram_refuses_the_token(
    checkout: Path, plain: Path, server: LocalServer, shared_telegram: LocalTelegram
) -> None:
    shared_telegram.faults.add(faults.UNAUTHORIZED, times=9)
    status, lines = await checks(checkout, plain.parent, bot_api_url=server.url)
    assert status == 2
    assert lines[-1] == "Token: Telegram refuses BOT_TOKEN (401): copy it once more from @BotFather."


async def test_without_a_network_the_check_says_what_it_could_not_check(checkout: Path, plain: Path) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    status, lines = await checks(checkout, plain.parent, bot_api_url=away)
    assert status == 0
    assert lines[-1] == "Token: not checked, Telegram cannot be reached (NotSent)."


@pytest.mark.parametrize(("ahead", "status"), [(30, 0), (90, 2)])
async def test_the_check_says_how_far_the_clock_is_off(
    checkout: Path, plain: Path, server: LocalServer, server_clock: ShiftedClock, ahead: int, status: int
) -> None:
    server_clock.jump(ahead)
    found, lines = await checks(checkout, plain.parent, bot_api_url=server.url)
    assert found == status
    # The server's Date has whole seconds, and a start takes its time.
    assert abs(int(lines[-1].split()[1]) - ahead) <= 2
    assert ("no prompt goes until it is right" in lines[-1]) == bool(status)


async def test_the_check_says_what_is_wrong_with_the_database(checkout: Path, plain: Path) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    status, lines = await checks(checkout, plain.parent, bot_api_url=away, database_key=KEY)
    assert status == 2
    assert lines[3].startswith("The database cannot be opened: it is not a database, not encrypted yet")
    with closing(sqlite3.connect(plain)) as database:
        database.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
        database.commit()
    status, lines = await checks(checkout, plain.parent, bot_api_url=away)
    assert status == 2
    assert lines[3].startswith("The database is newer than this Limber")
    encrypt(plain, KEY)
    status, lines = await checks(checkout, plain.parent, bot_api_url=away)
    assert status == 2
    assert "or it is encrypted and DATABASE_KEY is missing" in lines[3]
    status, lines = await checks(
        checkout, plain.parent, bot_api_url=away, database_url="postgresql://127.0.0.1:1/limber"
    )
    assert status == 2
    assert lines[3] == "Database: it does not answer (the connection is refused)."


async def test_the_check_looks_at_a_folder_that_is_not_there_yet(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, lines = await checks(checkout, tmp_path / "file" / "data")
    assert status == 2
    assert lines[3] == f"Database: Limber cannot use {tmp_path / 'file'}: Not a directory."


async def test_an_empty_file_is_refused_by_check_and_start_and_stays_empty(file: Path) -> None:
    file.touch()
    for asks in (Database.state, Database.open):
        database = Database(f"sqlite:///{file}")
        with pytest.raises(DatabaseError, match="is empty, with nothing of a database in it"):
            await asks(database)
        await database.close()
    assert file.stat().st_size == 0


async def test_a_first_start_that_was_cut_off_is_begun_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    first = Database(f"sqlite:///{file}")
    with monkeypatch.context() as patched:
        patched.setattr(Database, "_connected", cut_off)
        with pytest.raises(KeyboardInterrupt):
            await first.open()
    await first.close()
    assert file.stat().st_size == 0
    second = Database(f"sqlite:///{file}")
    assert await second.open()
    await second.close()
    # From now on an empty file is one that has lost something.
    file.write_bytes(b"")
    third = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseError, match="is empty"):
        await third.open()
    await third.close()


async def test_a_file_of_another_program_is_refused_by_what_is_in_it(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()
    database = Database(f"sqlite:///{file}")
    for asks in (database.state, database.open):
        with pytest.raises(DatabaseError, match="tables of another program, such as bookmarks"):
            await asks()
    await database.close()


async def test_a_file_of_another_program_that_migrates_with_alembic_is_no_newer_limber(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('abc')")
        connection.commit()
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseError, match="tables of another program, such as bookmarks"):
        await database.open()
    await database.close()


async def test_the_check_says_how_much_room_is_left(
    checkout: Path, file: Path, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, lines = await checks(checkout, file.parent, bot_api_url=server.url)
    assert status == 0
    assert any(line.startswith("Disk: ") and " MB free for " in line for line in lines)
    monkeypatch.setattr(operating, "LEAST_ROOM", 1 << 60)
    given = Given(data_folder=file.parent, bot_token=None).settings()
    assert operating._check_disk(given)


async def test_the_check_lists_the_gaps_of_the_content(tmp_path: Path) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    (checkout / "content" / "locales" / "de" / "stretches" / "standing.toml").unlink()
    status, lines = await checks(checkout, tmp_path / "data")
    assert status == 2
    assert any("standing" in line for line in lines[1:])
