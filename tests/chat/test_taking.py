"""/export and /import: all that is kept of somebody, taken along as a file, shown before it is taken, and undone."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat import taking
from bot.domain.days import DayState
from bot.domain.person import Liking, Standing
from bot.localchat import limits
from bot.localchat.faults import refusing
from bot.localchat.people import Person
from bot.services.choosing import Wanted
from bot.services.preferences import Option
from tests.world import (
    World,
    buttons,
    practised,
    press,
    profile_of,
    record_of,
    safe,
    said,
    say,
    subscribe,
    text_of,
    times_of,
)

CALVES = {
    "exercises": [
        {
            "name": "Calf raises",
            "sides": "each",
            "seconds": 30,
            "repetitions": 3,
            "days": ["mon"],
            "notes": "Slowly.",
        }
    ]
}
LOOP_HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n"
)


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber, with a prompt that is open."""
    await subscribe(world, ann)
    return ann


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as whole:
        for path, content in files.items():
            whole.writestr(path, content)
    return made.getvalue()


async def sends(world: World, ann: Person, content: str | bytes, name: str = "limber.zip") -> str:
    """Sends a file, and returns what the bot said last."""
    written = content.encode() if isinstance(content, str) else content
    ann.sends_files([(name, written, "application/octet-stream")], as_documents=True)
    await world.settle()
    return said(ann)


async def exported(world: World, ann: Person, words: str = "/export") -> dict[str, bytes]:
    """The files in what the bot sends, by their paths."""
    await say(world, ann, words)
    document = next(message["document"] for message in reversed(ann.chat) if "document" in message)
    assert document["file_name"] == "limber.zip"
    stored = world.telegram.state.files.find(document["file_id"])
    assert stored is not None
    with zipfile.ZipFile(io.BytesIO(stored.content)) as whole:
        return {path: whole.read(path) for path in whole.namelist()}


def without_safety(archive: bytes) -> dict[str, Any]:
    raw = json.loads(archive)
    del raw["safety"]
    return dict(raw)


def loop(*habits: tuple[str, str], kinds: Mapping[int, str] | None = None) -> bytes:
    """A ZIP file as Loop 2.3.1 writes it, of habits with the rows of their checkmarks."""
    rows = LOOP_HABITS
    files = {}
    for number, (name, marks) in enumerate(habits, start=1):
        kind = (kinds or {}).get(number, "YES_NO,,,1,1,#FF8F00,,,")
        rows += f"{number:03},{name},{kind},false\n"
        files[f"{number:03} {name.encode('ascii', 'ignore').decode()}/Checkmarks.csv"] = marks
        files[f"{number:03} {name.encode('ascii', 'ignore').decode()}/Scores.csv"] = "2027-05-01,0.5\n"
    return zipped({"Habits.csv": rows, "Checkmarks.csv": "Date,a, b,\n", "Scores.csv": "x", **files})


def marks(last: date, values: str, *, header: bool = True) -> str:
    """The rows of `Checkmarks.csv`, the newest day first; a letter a day, the oldest first."""
    words = {"y": "YES_MANUAL", "a": "YES_AUTO", "n": "NO", "s": "SKIP", "u": "UNKNOWN"}
    rows = [f"{last - timedelta(days=ago)},{words[letter]},\n" for ago, letter in enumerate(reversed(values))]
    return ("Date,Value,Notes\n" if header else "") + "".join(rows)


async def days_of(world: World, ann: Person) -> dict[date, str]:
    async with world.app.database.read() as tx:
        return {day: state.value for day, state in (await tx.imports.days_of(ann.id)).items()}


LOOP = loop(("Stretch", "Date,Value,Notes\n2027-04-01,YES_MANUAL,\n"))


async def lives_a_little(world: World, ann: Person) -> None:
    """A few weeks: done, skipped, pain, an exercise of their own, likings, a setting, a second time and a break."""
    await practised(world, ann, 9, days_ago=3)
    await say(world, ann, "done")
    await world.advance(hours=25)
    await say(world, ann, "skip")
    await world.advance(hours=25)
    await say(world, ann, "done")
    await say(world, ann, "pain 2")
    await say(world, ann, "/today")
    await sends(world, ann, json.dumps(CALVES), "calves.json")
    await press(world, ann, "Take these")
    await world.app.limber.preferences.like(ann.id, "supine", Liking.FAVOURITE)
    await world.app.limber.preferences.choose(ann.id, Option.LEVEL, "3")
    await world.app.limber.preferences.choose(ann.id, Option.QUIET_FROM, "22")


async def test_the_file_has_all_of_it_and_is_the_same_each_time(world: World, ann: Person) -> None:
    await practised(world, ann, 9, days_ago=3)
    await say(world, ann, "done")
    files = await exported(world, ann)
    assert list(files) == ["limber.json", "practices.csv", "Habits.csv", "001 Stretching/Checkmarks.csv"]
    assert "10 entries" in said(ann)
    assert "Whoever has this file can read it." in said(ann)
    await world.advance(minutes=3)
    assert await exported(world, ann) == files
    archive = json.loads(files["limber.json"])
    assert (archive["format"], archive["version"], archive["city"]) == ("limber", 1, "Berlin")
    assert list(archive) == sorted(archive)
    assert len(archive["entries"]) == 10
    rows = list(csv.DictReader(io.StringIO(files["practices.csv"].decode())))
    assert [row["stretch_id"] for row in rows[:9]] == ["supine"] * 9
    assert all(row["stretch"] for row in rows)
    checkmarks = files["001 Stretching/Checkmarks.csv"].decode().splitlines()
    assert checkmarks[:2] == ["Date,Value,Notes", "2027-05-03,YES_MANUAL,"]
    assert sum("YES_MANUAL" in row for row in checkmarks) == 10
    assert str(ann.id) not in files["limber.json"].decode()


@pytest.mark.parametrize(
    "words",
    ["/export", "export", "send me my data", "take my record to another phone", "export all my data please"],
)
async def test_words_lead_to_the_file(world: World, ann: Person, words: str) -> None:
    assert "limber.json" in await exported(world, ann, words)


async def test_buttons_lead_there(world: World, ann: Person) -> None:
    for page in ("/settings", "/privacy", "/delete"):
        await say(world, ann, page)
        before = len(ann.chat)
        await press(world, ann, "Export", ann.last)
        assert any("document" in message for message in ann.chat[before:]), page
    await say(world, ann, "no")
    await say(world, ann, "/privacy")
    await press(world, ann, "Bring a record")
    assert "Send me the file here" in said(ann)
    assert "Send me the file here" in await say(world, ann, "/import")


async def test_all_of_it_is_as_it_was_after_delete_and_import(world: World, ann: Person) -> None:
    await lives_a_little(world, ann)
    await say(world, ann, "/pause 3")
    await sends(world, ann, LOOP)
    await press(world, ann, "Import")
    files = await exported(world, ann)
    archive = json.loads(files["limber.json"])
    assert archive["exercises"][0]["name"] == "Calf raises"
    assert archive["likings"] == [{"liking": "favourite", "stretch_id": "supine"}]
    assert archive["days"] == [{"on": "2027-04-01", "state": "done"}]
    assert {prompt["answer"] for prompt in archive["prompts"]} >= {"done", "skipped"}
    assert any(entry["prompt"] is not None for entry in archive["entries"])
    back_on = (await profile_of(world, ann)).person.back_on
    assert back_on is not None
    assert archive["pause"] == {"away_on": None, "back_on": back_on.isoformat()}
    await say(world, ann, "/delete")
    await say(world, ann, "delete")
    assert await record_of(world, ann) == []
    shown = await sends(world, ann, zipped(files))
    assert "days done, from " in shown
    assert buttons(ann.last) == ["Import", "No"]
    assert await record_of(world, ann) == []
    assert await times_of(world, ann) == []
    await press(world, ann, "Import")
    assert without_safety((await exported(world, ann))["limber.json"]) == without_safety(files["limber.json"])
    person = (await profile_of(world, ann)).person
    assert person.safety_at is None
    assert person.standing is Standing.PAUSED
    await safe(world, ann)
    assert (await profile_of(world, ann)).person.standing is Standing.PAUSED


async def test_who_was_active_is_active_once_the_safety_screen_is_answered_anew(
    world: World, ann: Person
) -> None:
    await lives_a_little(world, ann)
    files = await exported(world, ann)
    times = await times_of(world, ann)
    await say(world, ann, "/delete")
    await say(world, ann, "delete")
    await sends(world, ann, files["limber.json"], "limber.json")
    await press(world, ann, "Import")
    assert "First, your safety." in said(ann)
    assert (await profile_of(world, ann)).next is None
    await safe(world, ann)
    profile = await profile_of(world, ann)
    assert profile.person.standing is Standing.ACTIVE
    assert await times_of(world, ann) == times
    # Its date had its prompt, so that none comes twice for it.
    assert profile.next is not None
    assert profile.next.due_at > world.clock.now()


async def test_the_same_file_twice_changes_nothing(world: World, ann: Person) -> None:
    await lives_a_little(world, ann)
    files = await exported(world, ann)
    before = (await profile_of(world, ann)).person
    entries = await record_of(world, ann)
    await sends(world, ann, zipped(files))
    await press(world, ann, "Import")
    assert said(ann) == "Nothing new: all of it was here already."
    after = (await profile_of(world, ann)).person
    assert replace(after, last_seen_at=before.last_seen_at) == replace(before, dialogue=None)
    assert await record_of(world, ann) == entries
    assert (await exported(world, ann)) == files


async def test_what_concerns_safety_is_never_taken(world: World, ann: Person) -> None:
    await say(world, ann, "/precautions")
    await practised(world, ann, 2)
    await say(world, ann, "tingling")
    await say(world, ann, "one of these")
    files = await exported(world, ann)
    safety = json.loads(files["limber.json"])["safety"]
    assert safety["alarm"]["kind"] == "emergency"
    await say(world, ann, "/delete")
    await say(world, ann, "delete")
    await sends(world, ann, zipped(files))
    await press(world, ann, "Import")
    person = (await profile_of(world, ann)).person
    assert person.alarm is None
    assert person.safety_at is None
    assert person.resting_on is None
    # The other way round a sign that is there stays, whatever a file says.
    await safe(world, ann)
    await say(world, ann, "tingling")
    await say(world, ann, "one of these")
    await sends(world, ann, zipped(files))
    await press(world, ann, "Import")
    assert (await profile_of(world, ann)).person.alarm is not None


async def test_conditions_are_only_added_and_a_break_that_is_on_stays(world: World, ann: Person) -> None:
    files = await exported(world, ann)
    archive = json.loads(files["limber.json"]) | {
        "conditions": ["osteoporosis"],
        "pause": {"away_on": None, "back_on": "2027-06-30"},
    }
    archive["settings"]["level"] = 1
    await world.app.limber.people.tick(ann.id, world.app.voices.of("en").library.tags["from-65"], on=True)
    await say(world, ann, "/pause 3")
    back_on = (await profile_of(world, ann)).person.back_on
    await sends(world, ann, json.dumps(archive), "limber.json")
    await press(world, ann, "Import")
    person = (await profile_of(world, ann)).person
    assert person.tags == {"osteoporosis", "from-65"}
    assert person.back_on == back_on
    assert person.options.level == 1
    assert not world.app.limber.people.may_stretch(person)


async def test_an_import_is_undone_for_a_day_and_no_longer(world: World, ann: Person) -> None:
    await practised(world, ann, 5)
    files = await exported(world, ann)
    archive = json.loads(files["limber.json"])
    archive["settings"]["level"] = 1
    archive["times"][0]["at"] = "18:00:00"
    archive["conditions"] = ["osteoporosis"]
    archive["likings"] = [{"stretch_id": "supine", "liking": "favourite"}]
    archive["days"] = [{"on": "2027-01-03", "state": "done"}]
    archive["entries"].append(
        archive["entries"][0] | {"day": "2027-02-01", "done_at": "2027-02-01T07:00:00+00:00"}
    )
    before, entries = (await profile_of(world, ann)).person, await record_of(world, ann)
    for late in (False, True):
        await sends(world, ann, json.dumps(archive), "limber.json")
        await press(world, ann, "Import")
        assert len(await record_of(world, ann)) == 6
        assert await times_of(world, ann) == ["18:00"]
        assert await days_of(world, ann) == {date(2027, 1, 3): "done"}
        await world.advance(hours=25 if late else 23)
        if late:
            assert (
                await press(world, ann, "Undo import") == "That import is more than a day old, so it stays."
            )
            assert len(await record_of(world, ann)) == 6
            continue
        await say(world, ann, "undo import")
        assert said(ann).startswith("Undone:")
        assert await say(world, ann, "undo import") == "There is no import to undo."
        after = (await profile_of(world, ann)).person
        assert (after.options, after.progress) == (before.options, before.progress)
        assert after.tags == {"osteoporosis"}
        assert await record_of(world, ann) == entries
        assert await days_of(world, ann) == {}
        assert await times_of(world, ann) == ["07:30"]
        assert await world.app.limber.preferences.likings(ann.id) == {}


async def test_nothing_is_kept_of_a_file_that_is_left(world: World, ann: Person) -> None:
    files = await exported(world, ann)
    before = (await profile_of(world, ann)).person
    await sends(world, ann, zipped(files))
    assert await say(world, ann, "zebra") != "Left out. Nothing of it is kept."
    assert buttons(ann.last) == ["Import", "No"]
    assert await say(world, ann, "no") == "Left out. Nothing of it is kept."
    assert (await profile_of(world, ann)).person == before
    assert await press(world, ann, "Import") is not None


async def test_loops_days_are_shown_and_count_for_calendar_and_streak_alone(
    world: World, ann: Person
) -> None:
    today = world.clock.now().date()
    yesterday = today - timedelta(days=1)
    before = (await profile_of(world, ann)).person.progress
    shown = await sends(world, ann, loop(("Stretch", marks(yesterday, "yyyynsayyyyyy"))), "Loop.zip")
    assert "10 days done, from 20 Apr 2027 to 2 May 2027. 1 skip." in shown
    assert "no seconds, no dose, no next step" in shown
    await press(world, ann, "Import")
    assert said(ann).startswith("Taken: 0 entries and 13 days from elsewhere.")
    days = await days_of(world, ann)
    assert sorted(days.values()) == ["done"] * 10 + ["missed", "off", "skipped"]
    assert (await profile_of(world, ann)).person.progress == before
    assert await record_of(world, ann) == []
    await say(world, ann, "done")
    stats = await world.app.limber.record.stats(ann.id)
    # What Loop skipped or covered ends nothing; the day that was missed before did.
    assert stats.streak.days == 7
    assert stats.total_days == 1
    assert stats.score is not None
    assert stats.score.of == 1
    states = {day.on: day.state.value for week in stats.weeks for day in week.days}
    assert [states[yesterday - timedelta(days=ago)] for ago in (0, 6, 7, 8)] == [
        "done",
        "off",
        "skipped",
        "missed",
    ]
    await sends(world, ann, loop(("Stretch", marks(yesterday, "yyyynsayyyyyy"))), "Loop.zip")
    await press(world, ann, "Import")
    assert said(ann) == "Nothing new: all of it was here already."


async def test_of_several_habits_those_are_taken_that_are_ticked(world: World, ann: Person) -> None:
    today = world.clock.now().date()
    file = loop(
        ("Stretch, legs", marks(today, "yyn")),
        ("Lesen: Übung", marks(today, "nyyyyyn")),
        (
            "Minutes",
            f"Date,Value,Notes\n{today},NO,\n2027-05-01,30000,\n2027-04-30,5000,\n2027-04-29,SKIP,\n",
        ),
        kinds={1: '"YES_NO",,,1,1,#FF8F00,,,', 3: "NUMERICAL,,,1,1,#FF8F00,min,AT_LEAST,20.0"},
    )
    shown = await sends(world, ann, file, "Loop Habits CSV.zip")
    assert "3 habits: which of them is stretching?" in shown
    assert "Import" not in buttons(ann.last)
    label = next(label for label in buttons(ann.last) if "Minutes" in label)
    assert label == "☐ Minutes · 1 day"
    await press(world, ann, label)
    assert "1 day done, on 1 May 2027. No skips." in said(ann)
    await press(world, ann, "☑ Minutes · 1 day")
    assert "Import" not in buttons(ann.last)
    await press(world, ann, label)
    await press(world, ann, "Import")
    assert await days_of(world, ann) == {date(2027, 5, 1): "done", date(2027, 5, 2): "missed"}


async def test_the_old_form_is_read_too_and_lines_that_are_not_read_are_named(
    world: World, ann: Person
) -> None:
    old = "2027-05-02,2\n2027-05-01,1\n2027-04-31,2\n2027-04-30,3\n2027-04-29,9\nnonsense\n2027-04-28,2\n2027-04-27,0\n"
    file = zipped(
        {
            "Habits.csv": "Position,Name,Description,NumRepetitions,Interval,Color\n001,Meditar,,1,1,#000\n",
            "001 Meditar/Checkmarks.csv": old,
        }
    )
    shown = await sends(world, ann, file, "loop.zip")
    assert "2 days done, from 28 Apr 2027 to 2 May 2027. 1 skip." in shown
    assert (
        "3 lines not read: 001 Meditar/Checkmarks.csv, line 3, 001 Meditar/Checkmarks.csv, line 5,"
        " 001 Meditar/Checkmarks.csv, line 6" in shown
    )
    await press(world, ann, "Import")
    assert await days_of(world, ann) == {
        date(2027, 4, 28): "done",
        date(2027, 4, 29): "missed",
        date(2027, 4, 30): "skipped",
        date(2027, 5, 1): "off",
        date(2027, 5, 2): "done",
    }


async def test_a_day_that_is_still_to_come_here_is_none_wherever_the_file_is_from(
    world: World, ann: Person
) -> None:
    tomorrow = world.clock.now().date() + timedelta(days=1)
    await sends(world, ann, loop(("Stretch", marks(tomorrow, "yyy"))), "loop.zip")
    await press(world, ann, "Import")
    assert max(await days_of(world, ann)) == tomorrow - timedelta(days=1)


def database(path: Path, *statements: str) -> bytes:
    with sqlite3.connect(path) as made:
        for statement in statements:
            made.execute(statement)
    made.close()
    return path.read_bytes()


OTHERS: list[tuple[str, str, str]] = [
    (
        "HabitBull",
        "hb.csv",
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nRun,,,2016-03-18,1,\n",
    ),
    ("Habitica", "history.csv", "Task Name,Task ID,Task Type,Date,Value\nRun,1,habit,2016-03-18,1.5\n"),
    (
        "Habo",
        "habo.json",
        json.dumps([{"title": "Run", "events": {"2026-01-02 12:00:00.000Z": ["DayType.check", ""]}}]),
    ),
    (
        "mhabit",
        "mhabit.json",
        json.dumps({"habits": [{"records": [{"record_date": 20000, "type": 1}]}]}),
    ),
    (
        "Beaver Habits",
        "beaver.json",
        json.dumps({"habits": [{"name": "Run", "records": [{"day": "2026-01-02", "done": True}]}]}),
    ),
]
DATABASES: list[tuple[str, str]] = [
    (
        "Tickmate",
        "CREATE TABLE ticks (_id INTEGER, _track_id INTEGER, year INTEGER, month INTEGER, day INTEGER)",
    ),
    ("Rewire", "CREATE TABLE CHECKINS (_id INTEGER, date TEXT, type INTEGER)"),
]


@pytest.mark.parametrize(("app", "name", "content"), OTHERS)
async def test_files_of_other_apps_are_named_and_not_read(
    world: World, ann: Person, app: str, name: str, content: str
) -> None:
    before = (await profile_of(world, ann)).person
    assert await sends(world, ann, content, name) == (
        f"That is a file of {app}. Limber reads only its own files and those of Loop Habit Tracker,"
        " so nothing is taken."
    )
    assert (await profile_of(world, ann)).person == before


@pytest.mark.parametrize(("app", "table"), DATABASES)
async def test_databases_of_other_apps_are_named(
    world: World, ann: Person, tmp_path: Path, app: str, table: str
) -> None:
    assert f"a file of {app}." in await sends(world, ann, database(tmp_path / "its.db", table), "its.db")


async def test_loops_backup_is_no_export(world: World, ann: Person, tmp_path: Path) -> None:
    tables = (
        "CREATE TABLE Habits (Id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER, value INTEGER)",
    )
    shown = await sends(world, ann, database(tmp_path / "Loop.db", *tables), "Loop Habits Backup.db")
    assert "backup of Loop Habit Tracker. Please export as CSV there" in shown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("any.zip", zipped({"readme.txt": "hello"})),
        ("any.csv", b"a,b\n1,2\n"),
        ("any.db", b"SQLite format 3\x00" + bytes(100)),
        ("any.db", b"\x00\x01\x02"),
    ],
)
async def test_what_is_not_known_is_said_to_be_so(
    world: World, ann: Person, name: str, content: bytes
) -> None:
    assert (await sends(world, ann, content, name)).startswith("I do not know files like that.")


@pytest.mark.parametrize(
    "content",
    [
        zipped({"../Habits.csv": "x"}),
        zipped({"/etc/limber.json": "{}"}),
        zipped({"a\\..\\limber.json": "{}"}),
        zipped({"C:limber.json": "{}"}),
        zipped({f"{number}.txt": "" for number in range(2001)}),
        zipped({"limber.json": b" " * (8 * 1024 * 1024 + 1)}),
        LOOP[:-30],
        zipped({"001 Stretch/Checkmarks.csv": "2027-05-01,2\n"}, zipfile.ZIP_STORED).replace(b",2", b",3"),
        b"PK\x03\x04" + bytes(50),
        b"PK\x05\x06" + bytes(3),
    ],
)
async def test_zip_files_that_are_no_good_are_refused_whole(
    world: World, ann: Person, content: bytes
) -> None:
    shown = await sends(world, ann, content, "limber.zip")
    assert shown.startswith("Nothing is taken: this ZIP file cannot be read") or content.startswith(
        b"PK\x03\x04"
    )
    assert "Import" not in buttons(ann.last)


async def test_a_file_that_says_it_is_small_is_not_believed(world: World, ann: Person) -> None:
    bomb = zipped({"limber.json": b" " * (30 * 1024 * 1024)})
    assert len(bomb) < 100_000
    # Both of its headers say that it holds ten bytes.
    size = (30 * 1024 * 1024).to_bytes(4, "little")
    small = bomb.replace(size, (10).to_bytes(4, "little"))
    assert small != bomb
    for content in (bomb, small):
        assert (await sends(world, ann, content)).startswith("Nothing is taken: this ZIP file cannot be read")


def changed(archive: Mapping[str, Any], path: tuple[str | int, ...], value: Any) -> str:
    """The archive, a line for each value, with another value where a path leads."""
    raw = json.loads(json.dumps(archive))
    inside = raw
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return json.dumps(raw, indent=1, sort_keys=True)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("version",), 2, "Nothing is taken: this file is of a newer Limber than this one."),
        (("version",), "1", "version: this is of another type"),
        (("more",), 1, "more: there is no such field."),
        (("language",), "xx", "language: this is none of the words"),
        (("zone",), "Mars/Phobos", "zone: this is none of the words"),
        (("zone",), "../../etc/passwd", "zone: this is none of the words"),
        (("city",), "see www.example.org", "city: this is none of the words"),
        (("conditions",), ["hero"], "conditions: this is none of the words"),
        (("settings", "programme"), "splits-in-a-day", "settings.programme: this is none of"),
        (("settings", "level"), 9, "settings.level: this is none of the words"),
        (("settings", "level"), True, "settings.level: this is of another type"),
        (("settings", "quiet_from"), "22:00:00", "settings.quiet_from: this is none of the words"),
        (("times", 0, "at"), "25:00", "times.0.at: this is none of the words"),
        (("times", 0, "at"), "07:30:00+02:00", "times.0: this is none of the words"),
        (("times", 0, "days"), [7], "times.0: this is none of the words"),
        (("entries", 0, "left"), -1, "entries.0: this is none of the words"),
        (("entries", 0, "day"), "2090-01-01", "entries.0: this is none of the words"),
        (("entries", 0, "done_at"), "2027-05-01T07:00:00", "entries.0.done_at: this is none of the words"),
        (("entries", 0, "pain"), "agony", "entries.0.pain: this is none of the words"),
        (("entries", 0, "prompt"), 999, "entries.0: this is none of the words"),
        (("entries", 0), {"day": "2027-05-01"}, "entries.0.stretch_id: this is missing."),
        (("days",), [{"on": "2027-05-01", "state": "open"}], "days.0: this is none of the words"),
        (
            ("exercises",),
            [{"id": "own-1", "name": "www.example.org"}],
            "exercises.0: this is none of the words",
        ),
        (("exercises",), {}, "exercises: this is of another type"),
    ],
)
async def test_what_is_wrong_with_an_archive_is_told_with_line_and_field(
    world: World, ann: Person, path: tuple[str | int, ...], value: Any, sentence: str
) -> None:
    await practised(world, ann, 2)
    archive = json.loads((await exported(world, ann))["limber.json"])
    written = changed(archive, path, value)
    before = (await profile_of(world, ann)).person
    shown = await sends(world, ann, written, "limber.json")
    assert sentence in shown
    if "Line" in shown:
        line = int(shown.partition("Line ")[2].partition(",")[0])
        named = next((step for step in reversed(path) if isinstance(step, str)), "")
        # A value that is missing is told at what lacks it.
        assert f'"{named}"' in written.splitlines()[line - 1] or written.splitlines()[line - 1].strip() == "{"
    assert (await profile_of(world, ann)).person == before


async def test_own_exercises_have_their_room(world: World, ann: Person) -> None:
    archive = json.loads((await exported(world, ann))["limber.json"])
    archive["exercises"] = [{"id": f"own-{number}", "name": f"Plank {number}"} for number in range(30)]
    await sends(world, ann, json.dumps(CALVES), "calves.json")
    await press(world, ann, "Take these")
    await sends(world, ann, json.dumps(archive), "limber.json")
    await press(world, ann, "Import")
    assert said(ann).startswith("There is room for 30 exercises of your own in all")
    assert len((await profile_of(world, ann)).person.own) == 1


async def test_a_file_of_another_person_brings_nothing_of_who_they_are(world: World, ann: Person) -> None:
    await lives_a_little(world, ann)
    files = await exported(world, ann)
    bob = world.telegram.person("Bob", language_code="en")
    await sends(world, bob, zipped(files))
    await press(world, bob, "Import")
    await safe(world, bob)
    assert (await profile_of(world, bob)).person.place == "Berlin"
    assert [entry.person_id for entry in await record_of(world, bob)] == [bob.id] * len(
        await record_of(world, ann)
    )


async def test_imported_days_die_with_the_person(world: World, ann: Person) -> None:
    await sends(world, ann, LOOP, "loop.zip")
    await press(world, ann, "Import")
    assert await days_of(world, ann)
    await say(world, ann, "/delete")
    await say(world, ann, "delete")
    assert await days_of(world, ann) == {}
    async with world.app.database.read() as tx:
        assert await tx.imports.latest(ann.id) is None


async def test_what_undoes_an_import_is_forgotten_after_a_day(world: World, ann: Person) -> None:
    await sends(world, ann, LOOP, "loop.zip")
    await press(world, ann, "Import")
    for hours, is_kept in ((23, True), (2, False)):
        await world.advance(hours=hours)
        await world.app.limber.retention.forget()
        async with world.app.database.read() as tx:
            assert (await tx.imports.latest(ann.id) is not None) is is_kept
    assert await days_of(world, ann)


async def test_the_same_press_handled_twice_imports_once_and_undoes_once(world: World, ann: Person) -> None:
    archives = world.app.limber.archives
    given = {date(2027, 5, 1): DayState.DONE}
    first, second = [await archives.take_days(ann.id, given, 900) for _ in range(2)]
    assert first == second
    assert [await archives.undo(ann.id, 901) for _ in range(2)] == [None, None]
    assert await days_of(world, ann) == {}


async def test_a_file_that_cannot_be_fetched_is_asked_for_anew(world: World, ann: Person) -> None:
    world.telegram.faults.add(refusing(limits.FILE_UNAVAILABLE), "getFile", times=1)
    assert "send it once more" in await sends(world, ann, LOOP)
    await sends(world, ann, LOOP)
    world.telegram.faults.add(refusing(limits.FILE_UNAVAILABLE), "getFile", times=1)
    await press(world, ann, "Import")
    assert "send it once more" in said(ann)
    await press(world, ann, "Import")
    assert await days_of(world, ann)


async def test_a_file_that_takes_too_long_is_given_up(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "READ_WITHIN_SECONDS", 0.001)
    assert await sends(world, ann, LOOP) == "Nothing is taken: this file takes too long to read."
    monkeypatch.undo()
    assert "1 day done" in await sends(world, ann, LOOP)


async def test_a_file_that_is_too_large_is_not_fetched(world: World, ann: Person) -> None:
    before = len([call for call in world.timeline if call.method == "getFile"])
    shown = await sends(world, ann, bytes(20 * 1024 * 1024 + 1), "large.zip")
    assert shown == "Nothing is taken: a file has at most 20 MB, and what is in it 8 MB."
    assert len([call for call in world.timeline if call.method == "getFile"]) == before
    assert "at most 20 MB" in await sends(world, ann, b"{" + bytes(9 * 1024 * 1024), "limber.json")


async def test_what_was_asked_of_a_file_is_over_with_the_next_one(world: World, ann: Person) -> None:
    await sends(world, ann, LOOP)
    old = ann.last
    await say(world, ann, "no")
    await press(world, ann, "Import", old)
    assert await days_of(world, ann) == {}


async def test_a_name_that_a_spreadsheet_would_compute_is_none_there(world: World, ann: Person) -> None:
    calves = {"exercises": [CALVES["exercises"][0] | {"name": "=1+1"}]}
    await sends(world, ann, json.dumps(calves), "calves.json")
    await press(world, ann, "Take these")
    (own,) = (await profile_of(world, ann)).person.own
    await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id=own.id))
    await say(world, ann, "done")
    table = (await exported(world, ann))["practices.csv"].decode()
    assert "'=1+1" in table


async def test_in_german_all_of_it_is_said_as_well(world: World) -> None:
    eva = world.telegram.person("Eva", language_code="de")
    assert "Schick mir die Datei hierher" in await say(world, eva, "protokoll mitbringen")
    shown = await sends(world, eva, LOOP)
    assert "1 Tag mit Übung, am 01.04.2027. Nichts übersprungen." in shown
    await press(world, eva, "Importieren")
    assert "Übernommen: 0 Einträge und 1 Tag von anderswo." in "\n".join(map(text_of, eva.chat))
    assert "001 Dehnen/Checkmarks.csv" in await exported(world, eva, "schick mir meine daten")
