"""What is there for whoever hosts Limber: the version, and the files of docs/hosting."""

import re
from pathlib import Path

from bot.version import version
from tests.program import ROOT, program


async def test_the_program_says_which_version_it_is(checkout: Path) -> None:
    async with program(checkout, "--version", bot_token="no token, and it does not matter") as asked:
        assert await asked.ends() == 0
    assert asked.lines == [f"Limber {version()}"]


def test_the_version_stands_in_one_place() -> None:
    said = [
        str(file.relative_to(ROOT))
        for file in [*(ROOT / "bot").rglob("*.py"), ROOT / "pyproject.toml", ROOT / "run"]
        if version() in file.read_text("utf-8")
    ]
    assert said == ["pyproject.toml"]


def test_the_newest_changes_are_those_of_this_version() -> None:
    newest, *_ = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest == version()
