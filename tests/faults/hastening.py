"""Runs `python -m bot` in the time that its test tells: `python hastening.py SOCKET ...`.

The test says what time it is, by the machine's two clocks; the program does all that is due then, and says so once it
has nothing under way. So a day may pass in minutes, and a slow machine only takes more of them. The test also says how
the disk is. Copied into the checkout of the program under test.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import selectors
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta, tzinfo
from queue import SimpleQueue
from typing import Any, Self

# By the real clock: so long an answer of Telegram or PostgreSQL is waited for before the test looks whether it comes.
PATIENCE_SECONDS = 0.02
# Another writer is waited for by SQLite itself, in real time.
BUSY_SECONDS = 0.1
HINDRANCES = {
    "full": ("max_page_count = 1", "max_page_count = 1073741823"),
    "read-only": ("query_only = ON", "query_only = OFF"),
}

# A look at the clock takes a little time too: who looks again and again until it is so must not do so for ever.
LOOK_SECONDS = 1e-8

real_monotonic = time.monotonic


class Told:
    """What the test has said last."""

    def __init__(self, path: str) -> None:
        self.wire = socket.socket(socket.AF_UNIX)
        self.wire.connect(path)
        self._begun = b""
        # The seconds of the monotonic clock as they were said, and by how many the wall's is ahead of them.
        self.now = self.ahead = 0.0
        self._looks = 0
        # How long a commit takes, and what the disk does not do.
        self.commit_seconds = 0.0
        self.hindrance: str | None = None
        self.hear()

    def hear(self) -> None:
        """Takes in what the test says; ends the program where there is no test any more."""
        self._begun += self.wire.recv(1 << 16)
        if not self._begun.endswith(b"\n"):
            if not self._begun:
                # At once: no time goes on any more.
                os._exit(1)
            return
        said, self._begun = self._begun.splitlines()[-1], b""
        vars(self).update(json.loads(said), _looks=0)

    def monotonic(self) -> float:
        """The monotonic clock."""
        self._looks += 1
        return self.now + self._looks * LOOK_SECONDS

    def answer(self, next_at: float, under_way: UnderWay) -> None:
        """Says that all is done that is due now, and when more will be.

        Besides: for how many answers it waits, of how many, and the number of its question for updates, 0 for none.
        """
        said = self.now, next_at, under_way.waits_for, under_way.asked, under_way.polls
        self.wire.sendall(" ".join(map(repr, said)).encode() + b"\n")


class UnderWay:
    """The work whose end does not depend on the time."""

    def __init__(self) -> None:
        # In threads and other processes.
        self.inside = 0
        # How many answers of Telegram and PostgreSQL are waited for, and how many ever were.
        self.waits_for = self.asked = 0
        # Which question for updates is asked, 0 for none, and how many were.
        self.polls = self._polled = 0

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        self.asked += 1
        self.waits_for += 1
        try:
            yield
        finally:
            self.waits_for -= 1

    @contextlib.contextmanager
    def polling(self) -> Iterator[None]:
        self._polled += 1
        self.polls = self._polled
        try:
            yield
        finally:
            self.polls = 0


class Selector(selectors.DefaultSelector):
    """Waits for what happens, and for nothing but the test's word that time has gone on."""

    def __init__(self, told: Told, under_way: UnderWay) -> None:
        super().__init__()
        self._told = told
        self._under_way = under_way

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self._under_way.inside:
            return super().select()
        if self._under_way.waits_for and (ready := super().select(PATIENCE_SECONDS)):
            return ready
        self._told.answer(self._told.now + (3600.0 if timeout is None else timeout), self._under_way)
        return super().select()


class Loop(asyncio.SelectorEventLoop):
    """A loop that goes by the time that is told."""

    def __init__(self, told: Told, under_way: UnderWay) -> None:
        super().__init__(Selector(told, under_way))
        self._under_way = under_way
        self.add_reader(told.wire, told.hear)

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:  # type: ignore[override]
        doing = super().run_in_executor(executor, func, *args)
        self._under_way.inside += 1
        doing.add_done_callback(self._done)
        return doing

    def _done(self, _doing: object) -> None:
        self._under_way.inside -= 1


def prepare(told: Told) -> None:
    """Lets all of the program go by the time that is told, and its disk be as the test says."""
    loops = threading.get_ident()
    # Other threads wait in real time.
    time.monotonic = lambda: told.monotonic() if threading.get_ident() == loops else real_monotonic()
    under_way = UnderWay()

    class Policy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self) -> asyncio.AbstractEventLoop:
            return Loop(told, under_way)

    asyncio.set_event_loop_policy(Policy())
    # Loaded only now: it takes the monotonic clock when it is.
    import aiosqlite.core
    import apscheduler.schedulers.base
    import psycopg
    from sqlalchemy import event
    from sqlalchemy.pool import Pool

    from bot import clock
    from bot.helper import Helper
    from bot.storage import one_file
    from bot.storage.database import Database
    from bot.telegram_api.request import TelegramRequest

    class Now(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(told.now, tz) + timedelta(seconds=told.ahead)

    for module in (clock, apscheduler.schedulers.base):
        module.__dict__["datetime"] = Now

    ask, write, help_out = TelegramRequest.do_request, Database.write, Helper.do
    wait, connect = psycopg.AsyncConnection.wait, psycopg.AsyncConnection.connect

    async def asked(self: Any, url: str, *args: Any, **kwargs: Any) -> Any:
        # Telegram answers it when there is something new.
        with under_way.polling() if url.endswith("/getUpdates") else under_way.asking():
            return await ask(self, url, *args, **kwargs)

    async def waited(self: Any, *args: Any, **kwargs: Any) -> Any:
        with under_way.asking():
            return await wait(self, *args, **kwargs)

    async def connected(*args: Any, **kwargs: Any) -> Any:
        with under_way.asking():
            return await connect(*args, **kwargs)

    async def helped(self: Any, *args: Any) -> Any:
        # It draws a picture in a thread and a process of its own.
        with under_way.working():
            return await help_out(self, *args)

    class Given(SimpleQueue[Any]):
        """What a file's thread is given to do: by aiosqlite, and past its methods by SQLAlchemy."""

        def put_nowait(self, item: Any) -> None:
            if (future := item[0]) is not None:
                under_way.inside += 1
                future.add_done_callback(done)
            super().put_nowait(item)

    def done(_future: object) -> None:
        under_way.inside -= 1

    @contextlib.asynccontextmanager
    async def written(self: Any, **kwargs: Any) -> AsyncIterator[Any]:
        async with write(self, **kwargs) as tx:
            yield tx
            await asyncio.sleep(told.commit_seconds)

    def hinder(connection: Any, record: Any, _proxy: object) -> None:
        if (before := record.info.get("hindrance")) != told.hindrance:
            record.info["hindrance"] = told.hindrance
            for name, after in ((before, 1), (told.hindrance, 0)):
                if name is not None:
                    connection.cursor().execute(f"PRAGMA {HINDRANCES[name][after]}")

    for owner, name, new in (
        (TelegramRequest, "do_request", asked),
        (Helper, "do", helped),
        (aiosqlite.core, "SimpleQueue", Given),
        (psycopg.AsyncConnection, "wait", waited),
        (psycopg.AsyncConnection, "connect", connected),
        (Database, "write", written),
        (one_file, "BUSY_SECONDS", BUSY_SECONDS),
    ):
        setattr(owner, name, new)
    event.listen(Pool, "checkout", hinder)


if __name__ == "__main__":
    prepare(Told(sys.argv[1]))
    del sys.argv[1]
    from bot import __main__ as program

    sys.exit(program.main())
