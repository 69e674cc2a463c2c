"""Where settings come from: the file .env, and the environment, which wins."""

from __future__ import annotations

import os
from collections.abc import Iterator

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.settings import ROOT, SettingsError

FILE = ROOT / ".env"


def written() -> dict[str, str]:
    """What is set by its name in small letters; a variable of the environment wins, and an empty value sets nothing."""
    return {
        name.lower(): value
        for one in (dotenv_values(FILE, encoding="utf-8"), os.environ)
        for name, value in one.items()
        if value
    }


def names_in_file() -> Iterator[str]:
    """The names in the file .env, if there is one; raises SettingsError that names the line that cannot be read."""
    if FILE.is_dir():
        raise SettingsError("The file .env is a folder.")
    if not FILE.is_file():
        return
    with FILE.open(encoding="utf-8") as lines:
        for binding in parse_stream(lines):
            text = binding.original.string
            if binding.error or (binding.key is not None and binding.value is None):
                blank = text[: len(text) - len(text.lstrip())].count("\n")
                raise SettingsError(
                    f"The file .env cannot be read at line {binding.original.line + blank}: is a quote or a = missing?"
                )
            if binding.key is not None:
                yield binding.key
