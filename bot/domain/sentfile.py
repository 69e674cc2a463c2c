"""A file that somebody sends, recognised by what is in it: an archive, Loop's files, a list of exercises, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from bot.domain import listfile, otherapps
from bot.domain.archive import MARK, Archive
from bot.domain.archivefile import Known, is_archive, read_archive
from bot.domain.jsontext import line_of, parsed
from bot.domain.listfile import FIELD_LETTERS, ExerciseList, ListFault, Misread, read_list
from bot.domain.loopfile import FOLDER, HABITS, Habit, NotLoops, read_loop
from bot.domain.otherapps import SQLITE, App
from bot.domain.written import Misfit, Why
from bot.domain.zipped import EMPTY_MAGIC, MAGIC, MOST_BYTES, BadZip, Unzipped

ARCHIVE = "limber.json"


@dataclass(frozen=True, slots=True)
class OtherApp:
    """A file of another app, which is not read; None where nothing is known of it."""

    app: App | None


@dataclass(frozen=True, slots=True)
class FromLoop:
    """What Loop's files say, habit by habit."""

    habits: tuple[Habit, ...]


SentFile: TypeAlias = Archive | FromLoop | ExerciseList | OtherApp | Misread


def read_sent(content: bytes, name: str, known: Known, now: datetime) -> SentFile:
    """What is in a file of this name; never raises for what is in it."""
    try:
        if content.startswith((MAGIC, EMPTY_MAGIC)):
            return _unzipped(content, known, now)
    except BadZip:
        return Misread(ListFault.ZIP)
    if content.startswith(SQLITE):
        return OtherApp(otherapps.of_database(content))
    return _text(content, name, known, now)


def _unzipped(content: bytes, known: Known, now: datetime) -> SentFile:
    inside = Unzipped(content)
    if ARCHIVE in inside.paths:
        return _text(inside.read(ARCHIVE), ARCHIVE, known, now)
    wanted = [path for path in inside.paths if path == HABITS or FOLDER.fullmatch(path)]
    texts = {path: inside.read(path).decode("utf-8-sig", "replace") for path in wanted}
    try:
        # Wherever they are it is no later than tomorrow.
        return FromLoop(read_loop(texts, (now + timedelta(days=1)).date()))
    except NotLoops:
        return OtherApp(None)


def _text(content: bytes, name: str, known: Known, now: datetime) -> SentFile:
    if len(content) > MOST_BYTES:
        return Misread(ListFault.LARGE)
    ending = name.lower().rpartition(".")[2]
    begins = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begins in {b"{", b"["}:
        # A table of TOML may begin so too.
        return _json(content, known, now) if ending != "toml" else read_list(content, is_json=False)
    if ending in {"toml", "json"}:
        return read_list(content, is_json=ending == "json")
    return OtherApp(otherapps.of_csv(content[: listfile.MOST_BYTES].decode("utf-8", "replace")))


def _json(content: bytes, known: Known, now: datetime) -> SentFile:
    try:
        text = content.decode("utf-8-sig")
        raw = parsed(text)
    except (ValueError, RecursionError):
        # As a list of exercises it says on which line.
        return read_list(content, is_json=True)
    if (app := otherapps.of_json(raw)) is not None:
        return OtherApp(app)
    return _archive(text, raw, known, now) if is_archive(raw) else read_list(content, is_json=True)


def _archive(text: str, raw: Any, known: Known, now: datetime) -> Archive | Misread:
    try:
        # Half a letter is none that can be kept.
        text.encode()
        return read_archive(raw, known, now)
    except UnicodeEncodeError:
        return Misread(ListFault.UNREADABLE)
    except Misfit as wrong:
        is_newer = wrong.path == ("version",) and wrong.why is Why.VALUE and raw["version"] > MARK["version"]
        why = ListFault.NEWER if is_newer else ListFault(wrong.why.value)
        field = ".".join(str(step) for step in wrong.path)
        return Misread(why, line_of(text, wrong.path), field[:FIELD_LETTERS])
