"""A way to PostgreSQL that a test can make long, or cut."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from tests.program import free_port


class Gate:
    """A way to PostgreSQL over TCP, as long as wished, that can be cut.

    Bytes then go nowhere, and no connection is refused.
    """

    def __init__(self, socket_path: str) -> None:
        self.port = free_port()
        self.is_open = True
        self.one_way_seconds = 0.0
        self._path = socket_path
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_server, from_server = await asyncio.open_unix_connection(self._path)
        for source, target in ((reader, from_server), (to_server, writer)):
            task = asyncio.create_task(self._pump(source, target))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                if not self.is_open:
                    await asyncio.Event().wait()
                asyncio.get_running_loop().call_later(self.one_way_seconds, target.write, data)
        except ConnectionError:
            pass
        finally:
            await asyncio.sleep(self.one_way_seconds)
            target.close()


@asynccontextmanager
async def gate(url: str) -> AsyncIterator[tuple[Gate, str]]:
    """A gate, and the address of the same database behind it."""
    parts = urlsplit(url)
    folder = parse_qs(parts.query)["host"][0]
    through = Gate(os.path.join(folder, ".s.PGSQL.5432"))
    await through.start()
    yield through, f"postgresql://postgres@127.0.0.1:{through.port}{parts.path}"
    await through.close()
