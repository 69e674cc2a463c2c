"""Copies of the SQLite file: back-ups in turn, plain ones to look into, and a file with another key."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.person import Person as Known
from bot.storage.database import Database
from bot.storage.encryption import encrypt
from bot.storage.migrating import UP_TO_DATE
from tests.program import program, refused

KEY = "NO-SECRET but a 'key'"
NEW_KEY = "NO-SECRET and 'another'"
# Copies of other days, the oldest first.
OLDER = [f"limber-2026-05-0{day}T040000Z.sqlite" for day in range(1, 10)]


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A plain file with somebody in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'limber.sqlite'}")
    await database.open()
    async with database.write() as tx:
        await tx.people.add(Known(7, "en"))
    await database.close()
    return folder / "limber.sqlite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def done(checkout: Path, *arguments: str, **given: Any) -> list[str]:
    """The lines of a command that went well."""
    async with program(checkout, *arguments, **given) as running:
        assert await running.ends() == 0, running.lines
    return running.lines


async def has_somebody(file: Path, key: str | None = None) -> bool:
    database = Database(f"sqlite:///{file}", key)
    assert await database.state() == UP_TO_DATE
    async with database.read() as tx:
        found = await tx.people.get(7) is not None
    await database.close()
    return found


@pytest.mark.parametrize("key", [None, KEY])
async def test_a_dated_copy_is_made_and_the_newest_are_kept(
    checkout: Path, file: Path, folder: Path, key: str | None
) -> None:
    given: dict[str, Any] = {"data_folder": file.parent}
    if key is not None:
        encrypt(file, key)
        given["database_key"] = key
    for name in [*OLDER, "limber.sqlite", "limber-mine.sqlite"]:
        (folder / name).touch()
    lines = await done(checkout, "backup", "--keep", "7", str(folder), **given)
    (copy,) = set(names(folder)) - {*OLDER, "limber.sqlite", "limber-mine.sqlite"}
    made_at = datetime.strptime(copy, "limber-%Y-%m-%dT%H%M%SZ.sqlite").replace(tzinfo=UTC)
    assert abs(datetime.now(UTC) - made_at) < timedelta(minutes=1)
    assert names(folder) == sorted([*OLDER[3:], copy, "limber.sqlite", "limber-mine.sqlite"])
    assert await has_somebody(folder / copy, key)
    assert (folder / copy).stat().st_mode & 0o777 == 0o600
    encrypted = ", encrypted with its key" if key else ""
    assert lines == [
        f"{folder / copy} is a copy of {file}{encrypted}.",
        *(f"{folder / name} is removed: the newest 7 stay." for name in OLDER[:3]),
    ]


async def test_the_copy_just_made_stays_whatever_the_clock_said_before(
    checkout: Path, file: Path, folder: Path
) -> None:
    (folder / "limber-2099-01-01T000000Z.sqlite").touch()
    (line, _) = await done(checkout, "backup", "--keep", "1", str(folder), data_folder=file.parent)
    (copy,) = names(folder)
    assert line.startswith(f"{folder / copy} is a copy of")


async def test_what_an_interrupted_copy_left_is_removed_after_a_day(
    checkout: Path, file: Path, folder: Path
) -> None:
    old, new = (folder / f".limber-2026-05-01T04000{number}Z.sqlite.x.part" for number in (1, 2))
    for part in (old, new):
        part.touch()
    os.utime(old, (0, 0))
    await done(checkout, "backup", "--keep", "7", str(folder), data_folder=file.parent)
    assert names(folder)[0] == new.name
    assert len(names(folder)) == 2


def without_revision(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("DELETE FROM alembic_version")
        database.commit()


def with_an_impossible_row(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'language VARCHAR NOT NULL', 'language VARCHAR')"
        )
        database.commit()
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE people SET language = NULL")
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'language VARCHAR', 'language VARCHAR NOT NULL')"
            " WHERE name = 'people'"
        )
        database.commit()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (without_revision, "was not made: The database has tables of another program"),
        (with_an_impossible_row, "was not made: The database file is damaged: NULL value in people.language"),
    ],
)
@pytest.mark.parametrize("keeps", [False, True])
async def test_a_copy_that_cannot_be_opened_is_no_copy_and_the_old_ones_stay(
    checkout: Path, file: Path, folder: Path, spoil: Any, said: str, keeps: bool
) -> None:
    spoil(file)
    for name in OLDER:
        (folder / name).touch()
    to = ["--keep", "1", str(folder)] if keeps else [str(folder / "copy.sqlite")]
    (line,) = await refused(checkout, "backup", *to, data_folder=file.parent)
    assert said in line
    assert names(folder) == OLDER


async def test_an_empty_file_is_no_database_to_copy(checkout: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "limber.sqlite").touch()
    (line,) = await refused(checkout, "backup", "--keep", "7", str(folder), data_folder=tmp_path)
    assert line == f"There is nothing in {tmp_path / 'limber.sqlite'}: nothing was copied"
    assert names(folder) == []


@pytest.mark.parametrize("keep", ["0", "-1", "seven"])
async def test_how_many_to_keep_is_a_number(checkout: Path, file: Path, folder: Path, keep: str) -> None:
    (line,) = await refused(checkout, "backup", f"--keep={keep}", str(folder), data_folder=file.parent)
    assert line.startswith("argument --keep: must be a number from 1 on")
    assert names(folder) == []


async def test_copies_go_to_a_folder_that_is_there(checkout: Path, file: Path, folder: Path) -> None:
    (folder / "file").touch()
    for wrong in (folder / "away", folder / "file"):
        (line,) = await refused(checkout, "backup", "--keep", "7", str(wrong), data_folder=file.parent)
        assert line == f"There is no folder {wrong}: make it first"
    assert names(folder) == ["file"]
    (line,) = await refused(checkout, "backup", str(folder / "away" / "copy"), data_folder=file.parent)
    assert line == f"There is no folder {folder / 'away'}: make it first"
    (line,) = await refused(checkout, "backup", str(folder / "a?b"), data_folder=file.parent)
    assert line == f"{folder / 'a?b'} has a question mark in it: name another path"


@pytest.fixture
def new_key(tmp_path: Path) -> Path:
    """The file that holds the new key."""
    (tmp_path / "new").write_text(f"{NEW_KEY}\n", encoding="utf-8")
    return tmp_path / "new"


@pytest.fixture
def given(file: Path) -> dict[str, Any]:
    """The settings of a program whose file is encrypted."""
    encrypt(file, KEY)
    return {"data_folder": file.parent, "database_key": KEY}


async def test_a_file_gets_another_key_and_the_copies_that_keep_the_old_one_are_named(
    checkout: Path, file: Path, given: dict[str, Any], new_key: Path
) -> None:
    before = file.with_name("limber.sqlite.before-0123")
    before.touch()
    lines = await done(checkout, "rotate-key", str(new_key), **given)
    assert lines == [
        f"{file} has the new key. Now write it into the settings, in the place of the old one.",
        f"A copy from before an upgrade keeps its key: {before}",
    ]
    assert await has_somebody(file, NEW_KEY)
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted({*names(file.parent)} - {"limber.sqlite.lock"}) == [file.name, before.name]
    (line,) = await refused(checkout, "backup", str(file.with_name("copy")), **given)
    assert line.startswith("The database cannot be opened: it is not a database, not encrypted yet")


@pytest.mark.parametrize("wrong", ["none", "same", "away", "empty", "old", "plain"])
async def test_a_key_that_cannot_be_changed_is_one_line_and_the_file_is_as_it_was(
    checkout: Path, file: Path, given: dict[str, Any], new_key: Path, wrong: str
) -> None:
    said = {
        "none": "There is no key to change: DATABASE_KEY or DATABASE_KEY_FILE says it (the first: ./run encrypt)",
        "same": f"{new_key} holds the key that the file has",
        "away": f"{new_key} is not a text file that Limber can read",
        "empty": f"{new_key} holds nothing",
        "old": f"{file} cannot be opened with DATABASE_KEY, and is as it was",
        "plain": f"{file} cannot be opened with DATABASE_KEY, and is as it was",
    }[wrong]
    match wrong:
        case "none":
            del given["database_key"]
        case "same":
            new_key.write_text(KEY)
        case "away":
            new_key.unlink()
        case "empty":
            new_key.write_text("\n")
        case "old":
            given["database_key"] = "NO-SECRET of last year"
        case "plain":
            file.unlink()
            database = Database(f"sqlite:///{file}")
            await database.open()
            await database.close()
    content = file.read_bytes()
    (line,) = await refused(checkout, "rotate-key", str(new_key), **given)
    assert line == said
    assert file.read_bytes() == content
    assert {*names(file.parent)} <= {file.name, f"{file.name}.lock"}


async def test_the_key_is_not_changed_under_a_limber_that_runs(
    checkout: Path, file: Path, given: dict[str, Any], new_key: Path
) -> None:
    running = Database(f"sqlite:///{file}", KEY)
    await running.open()
    (line,) = await refused(checkout, "rotate-key", str(new_key), **given)
    await running.close()
    assert line.startswith("Another Limber is using")
    assert await has_somebody(file, KEY)


async def test_a_file_that_somebody_reads_is_not_replaced(checkout: Path, file: Path) -> None:
    """A back-up, for instance: what stands in the log beside the file is not in the file yet."""
    with closing(sqlite3.connect(file)) as reader, closing(sqlite3.connect(file)) as writer:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        writer.execute("DELETE FROM people")
        writer.commit()
        (line,) = await refused(checkout, "encrypt", data_folder=file.parent, database_key=KEY)
        assert line == f"{file} is being read, perhaps by a back-up: try again when that is done"
    assert file.read_bytes().startswith(b"SQLite format 3")
    assert not list(file.parent.glob("*.encrypting"))


async def test_postgresql_has_no_key_and_nothing_to_decrypt(checkout: Path, new_key: Path) -> None:
    address = "postgresql://x/y"
    (line,) = await refused(checkout, "rotate-key", str(new_key), database_url=address)
    assert line == "Only a SQLite file has a key; PostgreSQL keeps its own files"
    (line,) = await refused(checkout, "decrypt", str(new_key.with_name("plain")), database_url=address)
    assert line == "Only a SQLite file has a key; PostgreSQL keeps its own files"


async def test_a_plain_copy_to_look_into_is_made_while_limber_runs(
    checkout: Path, file: Path, folder: Path, given: dict[str, Any]
) -> None:
    plain = folder / "plain.sqlite"
    running = Database(f"sqlite:///{file}", KEY)
    await running.open()
    async with running.write() as tx:
        await tx.people.add(Known(8, "en"))
    async with running.write() as tx:
        await tx.people.add(Known(9, "en"))
        lines = await done(checkout, "decrypt", str(plain), **given)
    await running.close()
    assert lines == [
        f"{plain} is a copy of {file} that is not encrypted: whoever can read it knows what Limber knows"
        " of everybody. Remove it when you have looked."
    ]
    assert plain.stat().st_mode & 0o777 == 0o600
    assert names(folder) == [plain.name]
    with closing(sqlite3.connect(plain)) as database:
        assert database.execute("SELECT id FROM people ORDER BY id").fetchall() == [(7,), (8,)]
    assert await has_somebody(file, KEY)


async def test_what_cannot_be_decrypted_is_one_line_and_leaves_nothing(
    checkout: Path, file: Path, folder: Path, given: dict[str, Any]
) -> None:
    plain = folder / "plain.sqlite"
    (line,) = await refused(checkout, "decrypt", str(plain), **given | {"database_key": "NO-SECRET at all"})
    assert line == f"{file} cannot be opened with DATABASE_KEY, and is as it was"
    (line,) = await refused(checkout, "decrypt", str(plain), data_folder=file.parent)
    assert line == "There is no key: DATABASE_KEY or DATABASE_KEY_FILE says it"
    (line,) = await refused(checkout, "decrypt", str(plain), **given | {"data_folder": folder / "away"})
    assert line.startswith("There is no ")
    assert names(folder) == []
    plain.touch()
    (line,) = await refused(checkout, "decrypt", str(plain), **given)
    assert line == f"{plain} is there already: name a new file"
