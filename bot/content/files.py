"""Reads files of content/ and remembers every mistake in them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.mistakes import Mistaken

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a field of a file; no field where the file as a whole is meant."""

    file: Path
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (str(self.file), self.field, self.reason) if part)


class ContentError(Mistaken):
    """The content cannot be used; each argument is a mistake."""


class Files:
    """The files under one folder, and the mistakes found so far."""

    def __init__(self, folder: Path) -> None:
        self.mistakes: list[Mistake] = []
        self._folder = folder

    def refuse(self, file: str, field: str, reason: str) -> None:
        self.mistakes.append(Mistake(self._folder / file, field, reason))

    def ids(self, folder: str) -> tuple[str, ...]:
        """The names of the TOML files in a folder, without their ending; an empty folder is a mistake."""
        found = tuple(sorted(file.stem for file in (self._folder / folder).glob("*.toml")))
        if not found:
            self.refuse(folder, "", "there is no .toml file in this folder")
        return found

    def languages(self, *, unfinished: bool) -> tuple[str, ...]:
        """The folders under locales/ that say which language they are, and on request those that do not yet."""
        folders = (path for path in self._folder.glob("locales/*") if path.is_dir())
        found = tuple(
            sorted(path.name for path in folders if unfinished or (path / "language.toml").exists())
        )
        if not found:
            self.refuse("locales", "", "there is no language with a language.toml")
        return found

    def read(self, file: str, shape: type[Read]) -> Read | None:
        """What a file holds, in this shape; None where it has a mistake."""
        try:
            raw = tomllib.loads((self._folder / file).read_text(encoding="utf-8"))
            return TypeAdapter(shape).validate_python(raw)
        except FileNotFoundError:
            self.refuse(file, "", "the file is missing")
        except OSError as error:
            self.refuse(file, "", f"the file cannot be read ({error.strerror})")
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self.refuse(file, ".".join(map(str, fault["loc"])), fault["msg"])
        except ValueError as error:
            self.refuse(file, "", f"not TOML: {error}")
        return None

    def read_each(self, folder: str, ids: Iterable[str], shape: type[Read]) -> dict[str, Read]:
        """What the files with these ids hold, those with a mistake left out."""
        found = ((id_, self.read(f"{folder}/{id_}.toml", shape)) for id_ in ids)
        return {id_: read for id_, read in found if read is not None}

    def expect_known(self, file: str, field: str, named: Iterable[str], known: Collection[str]) -> None:
        """Refuses every name that is not among the known ones."""
        for name in named:
            if name not in known:
                self.refuse(file, field, f"{name!r} is not known")

    def expect_same(self, file: str, found: Collection[str], wanted: Collection[str]) -> None:
        """Refuses what is missing from the wanted fields, and what is too much."""
        for name in wanted:
            if name not in found:
                self.refuse(file, name, "is missing")
        for name in found:
            if name not in wanted:
                self.refuse(file, name, "is not known")
