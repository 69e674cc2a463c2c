"""A helper: a process of its own for what takes much memory or holds the interpreter; it ends when nothing is asked."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import TimerHandle

# Several who come one after another find it at work; then the memory is worth more than a fifth of a second.
IDLE_SECONDS = 10.0
# One picture may fail for what stands in its file.
FAILED_IN_A_ROW = 3
ROOT = Path(__file__).parents[1]


class HelperError(Exception):
    """The helper ended, twice, before it answered: somebody ended it, or there is no memory for it."""


class Helper:
    """One process, begun when there is something to do; `bot.helping` is its side."""

    def __init__(self) -> None:
        # One thread for the process: whoever comes waits, and an answer that nobody waits for any more is read.
        self._thread = ThreadPoolExecutor(1, "helper")
        self._process: subprocess.Popen[bytes] | None = None
        self._ends: TimerHandle | None = None
        # How often in a row what was asked was not done.
        self._failed = 0

    @property
    def is_well(self) -> bool:
        """False where nothing was done of the last few things that were asked."""
        return self._failed < FAILED_IN_A_ROW

    def ask(self, module: str, function: str, *arguments: Any, within: float | None = None) -> Future[Any]:
        """The same as `do`, to be waited for later, and before there is an event loop."""
        return self._thread.submit(self._answer, (module, function, arguments), within)

    async def do(self, module: str, function: str, *arguments: Any, within: float | None = None) -> Any:
        """What a function of a module returns, or raises; named, so that nothing of it is loaded here.

        Raises HelperError where there is no answer to be had, and OSError where no process can be begun. Where it takes
        longer than `within` seconds its process is ended, and TimeoutError raised.
        """
        # At the start the helper is at work before this is loaded.
        import asyncio

        try:
            done = await asyncio.wrap_future(self.ask(module, function, *arguments, within=within))
        except TimeoutError:
            # It did well enough, with too much work.
            raise
        except Exception:
            self._failed += 1
            raise
        finally:
            self.rest()
        self._failed = 0
        return done

    def rest(self) -> None:
        """Ends it when nothing more was asked for a while, for as long as the event loop runs."""
        from asyncio import get_running_loop

        self._stay()
        loop = get_running_loop()
        self._ends = loop.call_later(IDLE_SECONDS, self._thread.submit, self._end)

    def close(self) -> None:
        """Ends it, and what waits for it."""
        self._stay()
        self._thread.shutdown(cancel_futures=True)
        self._end()

    def _stay(self) -> None:
        if self._ends is not None:
            self._ends.cancel()

    def _answer(self, asked: object, within: float | None) -> Any:
        try:
            done, answer = self._ask(asked, within)
        except HelperError:
            done, answer = self._ask(asked, within)
        if not done:
            raise answer
        return answer

    def _ask(self, asked: object, within: float | None) -> tuple[bool, Any]:
        """Whether it was done, with what was returned, or else raised."""
        process = self._process = self._process or _begun()
        assert process.stdin is not None
        assert process.stdout is not None
        with _ended_after(within, process) as is_late:
            try:
                pickle.dump(asked, process.stdin)
                process.stdin.flush()
                done, answer = pickle.load(process.stdout)  # noqa: S301 - from our own process
            except (BrokenPipeError, EOFError, pickle.UnpicklingError):
                self._end()
                if is_late():
                    raise TimeoutError from None
                raise HelperError("The helper ended before it answered") from None
        return done, answer

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            # What it had not read yet is lost with it.
            with suppress(BrokenPipeError), process:
                pass


@contextmanager
def _ended_after(seconds: float | None, process: subprocess.Popen[bytes]) -> Iterator[Callable[[], bool]]:
    """Ends a process that is still at work after so long; says whether it did."""
    late = Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = None if seconds is None else Timer(seconds, end)
    if timer is not None:
        timer.start()
    try:
        yield late.is_set
    finally:
        if timer is not None:
            timer.cancel()


def _begun() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot.helping"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl-C is the bot's alone.
        process_group=0,
    )
