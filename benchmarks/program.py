"""The real program as a process of its own, from its beginning until it says that it is up."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bot_api import TOKEN
from tests.program import free_port


@dataclass(frozen=True, slots=True)
class Started:
    """A running program, and how many seconds it took to be up."""

    pid: int
    seconds: float


@asynccontextmanager
async def started(
    python: str | Path, checkout: Path, *, api_url: str, database_url: str, data_folder: Path
) -> AsyncIterator[Started]:
    """`python -m bot` of this checkout, ended at the end."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        python,
        *("-m", "bot"),
        cwd=checkout,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        | {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": api_url,
            "DATABASE_URL": database_url,
            "DATA_FOLDER": str(data_folder),
            "HEALTH_PORT": str(free_port()),
            "LOG_LEVEL": "INFO",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = b""
    try:
        while b"Limber is up" not in said:
            said = await process.stdout.readline()
            if not said:
                raise RuntimeError("the program has not started")
        yield Started(process.pid, time.perf_counter() - began)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()
