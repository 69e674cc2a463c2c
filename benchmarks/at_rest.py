"""Memory and start of the program beside those of an earlier build, each with the libraries of its own lock."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import updates
from benchmarks.bot_api import BotApi, bot_api
from benchmarks.measure import Counts, Row, at_most
from benchmarks.memory import shared_out_mebibytes
from benchmarks.program import Started, started
from tests.program import ROOT, copy_checkout
from tests.waiting import until

# The last build before memory and start were looked after.
BEFORE = "08bdd1b"
BERLIN = (52.52, 13.4)
SOON_SECONDS = 1.0


@dataclass(slots=True)
class Build:
    """A checkout with its libraries, and what was measured of it; memory in MiB, each time with its children."""

    folder: Path
    python: Path
    starts: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    located: list[float] = field(default_factory=list)

    async def start(self, api: BotApi) -> None:
        """Starts it and ends it again."""
        async with self._started(api) as program:
            self.starts.append(program.seconds)

    async def rest(self, api: BotApi, number: int, seconds: float) -> None:
        """Lets it rest, then lets somebody new share their location, and lets it rest again."""

        async def is_answered() -> bool:
            return await api.count() > 0

        async with self._started(api) as program:
            await asyncio.sleep(seconds)
            self.idle.append(shared_out_mebibytes(program.pid))
            await api.forget()
            await api.bring([updates.location(number, number, *BERLIN)])
            await until(is_answered)
            await asyncio.sleep(SOON_SECONDS)
            self.asked.append(shared_out_mebibytes(program.pid))
            await asyncio.sleep(seconds)
            self.located.append(shared_out_mebibytes(program.pid))

    def _started(self, api: BotApi) -> AbstractAsyncContextManager[Started]:
        return started(
            self.python,
            self.folder,
            api_url=api.url,
            database_url=f"sqlite:///{self.folder}/limber.sqlite",
            data_folder=self.folder / "data",
        )


async def at_rest(counts: Counts) -> AsyncIterator[Row]:
    """Medians of both builds by turns, so that whatever else the machine does hits both."""
    with _builds() as (before, now):
        async with bot_api() as api:
            for build in (before, now):
                # Makes the tables, and compiles what is not compiled.
                await build.start(api)
                build.starts.clear()
            for _ in range(counts.starts):
                for build in (before, now):
                    await build.start(api)
            yield _row(before, now, "start", 0.7, lambda build: build.starts, "s")
            for number in range(counts.rests):
                for build in (before, now):
                    await build.rest(api, number + 1, counts.rest_seconds)
    rested = f"{counts.rest_seconds:.0f} s after"
    yield _row(before, now, f"memory, {rested} the start", 0.75, lambda build: build.idle, "MiB")
    soon = f"; {SOON_SECONDS:.0f} s after it {median(before.asked):.0f} MiB; {median(now.asked):.0f} MiB"
    yield _row(
        before, now, f"memory, {rested} a shared location", 0.65, lambda build: build.located, "MiB", soon
    )


def _row(
    before: Build,
    now: Build,
    what: str,
    bound: float,
    of: Callable[[Build], list[float]],
    unit: str,
    more: str = "",
) -> Row:
    was, is_now = median(of(before)), median(of(now))
    figures = f"{was:.3g} {unit}; {is_now:.3g} {unit}{more}"
    return at_most(f"{what}, against {BEFORE}, SQLite", bound, "times", is_now / was, figures)


@contextmanager
def _builds() -> Iterator[tuple[Build, Build]]:
    """The earlier build and this one in folders of their own; their libraries are kept for the next time."""
    with tempfile.TemporaryDirectory(prefix="limber-builds-") as folder:
        before, now = Path(folder) / "before", Path(folder) / "now"
        before.mkdir()
        archive = Path(folder) / "before.tar"
        _run("git", "-C", ROOT, "archive", "-o", archive, BEFORE)
        _run("tar", "-x", "-f", archive, "-C", before)
        copy_checkout(now)
        yield (
            Build(before, _libraries(".venv-before", before / "requirements.lock")),
            Build(now, _libraries(".venv", ROOT / "requirements.lock")),
        )


def _libraries(name: str, lock: Path) -> Path:
    """The Python of an environment with the libraries of a lock."""
    _run(ROOT / "run", "--libraries", name, lock)
    return ROOT / name / "bin" / "python"


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
