"""The program in a test: `python -m bot` as a process of its own, out of a copy of the checkout.

A copy, because a developer's `.env` may hold the token of a real bot.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientSession

ROOT = Path(__file__).parents[1]
PARTS = ("bot", "content", "migrations")
START_SECONDS = 60.0
ANSWER_SECONDS = 45.0
# Containers are killed 10 s after they were asked to stop.
STOP_SECONDS = 8.0

Found = TypeVar("Found")


def copy_checkout(folder: Path) -> Path:
    """The folder, with everything in it that the program needs."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy2(ROOT / "pyproject.toml", folder)
    return folder


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """A running program and what it has said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.lines: list[str] = []
        self._process = process

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None

    async def says(self, words: str, *, within: float = START_SECONDS) -> str:
        """The next line with these words in it."""
        assert self._process.stdout is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while line := (await self._process.stdout.readline()).decode():
                    self.lines.append(line.rstrip("\n"))
                    if words in line:
                        return self.lines[-1]
        raise AssertionError(f"it has not said {words!r}, but {self.lines}")

    async def ends(self, *, within: float = START_SECONDS) -> int:
        """The exit status, once everything it still had to say was read."""
        async with asyncio.timeout(within):
            rest, _ = await self._process.communicate()
        self.lines += rest.decode().splitlines()
        assert self._process.returncode is not None
        return self._process.returncode

    async def stops(self, number: signal.Signals = signal.SIGTERM) -> int:
        """The exit status after a signal."""
        self._process.send_signal(number)
        return await self.ends(within=STOP_SECONDS)

    def gets(self, number: signal.Signals) -> None:
        """Sends it a signal and waits for nothing."""
        self._process.send_signal(number)

    async def dies(self) -> None:
        """Kills it where it stands."""
        self._process.kill()
        await self.ends()


@asynccontextmanager
async def program(
    checkout: Path,
    *arguments: str,
    runs: tuple[str, ...] = ("-m", "bot"),
    user: int | None = None,
    **settings: Any,
) -> AsyncIterator[Program]:
    """`python -m bot` with these settings and no others; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *runs,
        *arguments,
        cwd=checkout,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        | {name.upper(): str(value) for name, value in {"health_port": 0, **settings}.items()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        user=user,
    )
    running = Program(process)
    try:
        yield running
    finally:
        if running.is_running:
            await running.dies()


async def refused(checkout: Path, *arguments: str, user: int | None = None, **settings: Any) -> list[str]:
    """What the program says when it does not even start: exit status 2 and no traceback."""
    async with program(checkout, *arguments, user=user, **settings) as running:
        status = await running.ends()
    assert status == 2, running.lines
    assert not any("Traceback" in line for line in running.lines)
    return running.lines


async def asked(port: int, path: str = "/readyz") -> tuple[int, str]:
    """The status and the text of a page about the program's health."""
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


class LocalChat:
    """The local chat of a running program, as its page uses it."""

    def __init__(self, session: ClientSession, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._session = session

    async def join(self, name: str) -> int:
        """The id of a new person."""
        return int((await self._post("/api/people", first_name=name, language_code="en"))["id"])

    async def messages(self, person: int) -> list[dict[str, Any]]:
        async with self._session.get(f"{self.url}/api/people/{person}/chat") as response:
            return list((await response.json())["messages"])

    async def send(self, person: int, text: str) -> None:
        await self._post(f"/api/people/{person}/send", text=text)

    async def jump(self, seconds: float) -> None:
        await self._post("/api/clock/jump", seconds=seconds)

    async def jump_to_next(self, person: int) -> None:
        assert (await self._post("/api/clock/next", person=person))["found"]

    async def press(self, person: int, label: str) -> None:
        """Presses the latest button that begins so, as soon as there is one."""

        def key(message: dict[str, Any]) -> dict[str, int] | None:
            for row, keys in enumerate(message.get("reply_markup", {}).get("inline_keyboard", [])):
                for column, shown in enumerate(keys):
                    if shown["text"].startswith(label):
                        return {"message_id": message["message_id"], "row": row, "column": column}
            return None

        await self._post(f"/api/people/{person}/press", **await self.finds(person, key))

    async def shows(self, person: int, words: str) -> str:
        """The text of the latest message with these words, as soon as there is one."""
        return await self.finds(person, lambda message: text if words in (text := _text(message)) else None)

    async def finds(self, person: int, look: Callable[[dict[str, Any]], Found | None]) -> Found:
        """What somebody looks for in the messages, the newest first, as soon as it is there."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS), self._session.get(f"{self.url}/api/events") as events:
                while True:
                    for message in reversed(await self.messages(person)):
                        if (found := look(message)) is not None:
                            return found
                    await events.content.readline()
        except TimeoutError:
            shown = [_text(message) for message in (await self.messages(person))[-3:]]
            raise AssertionError(f"it is not there; the last are {shown}") from None

    async def _post(self, path: str, **body: object) -> dict[str, Any]:
        async with self._session.post(self.url + path, json=body) as response:
            answer = dict(await response.json())
            assert response.ok, answer
            return answer


@asynccontextmanager
async def local_chat(
    checkout: Path, data_folder: Path, port: int
) -> AsyncIterator[tuple[Program, LocalChat]]:
    """The program without a token, as soon as its page is there."""
    async with (
        program(checkout, data_folder=data_folder, localchat_port=port) as running,
        ClientSession() as session,
    ):
        await running.says("this is the local chat")
        yield running, LocalChat(session, port)


def _text(message: dict[str, Any]) -> str:
    return str(message.get("text", message.get("caption", "")))
