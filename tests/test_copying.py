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
