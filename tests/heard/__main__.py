"""`python -m tests.heard` observes every row of the tables anew and writes them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.heard.tables import LANGUAGES, Row, Stage, Table, load, stage, write


async def observed(stage: Stage, language: str, name: str, table: Table) -> Table:
    """The table as it is today; what was wrong and is otherwise now is looked at anew."""
    happens = await stage.observe(language, name, table)
    return {said: row if row.happens == happens[said] else Row(happens[said]) for said, row in table.items()}


async def main() -> None:
    with TemporaryDirectory() as folder:
        async with stage(Path(folder)) as at:
            for language in LANGUAGES:
                tables = load(language)
                write(
                    language,
                    {name: await observed(at, language, name, table) for name, table in tables.items()},
                )


if __name__ == "__main__":
    asyncio.run(main())
