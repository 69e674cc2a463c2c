"""A loop whose time goes on as fast as the real program beside it keeps up, and not faster (see hastening.py)."""

from __future__ import annotations

import asyncio
import json
import math
import selectors
import socket
from datetime import datetime, timedelta
from pathlib import Path

# A program whose next work comes so soon moves a timer or spreads messages; else what comes round every second is all
# it has to do, and a few rounds of that are left out.
SOON_SECONDS = 0.3
LEAST_SECONDS = 0.5
CALM_SECONDS = 17.0
# A look at the clock takes a little time too: who looks again and again until it is so must not do so for ever.
LOOK_SECONDS = 1e-8
# More than all looks between two rounds take.
ROUND_SECONDS = 1e-3


class Selector(selectors.DefaultSelector):
    """Waits for what happens; where nobody has anything to do, time goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.loop: FastLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self.loop.goes_on(math.inf if timeout is None else timeout):
            return []
        return super().select()


class FastLoop(asyncio.SelectorEventLoop):
    """A loop with a time of its own, which it tells the program."""

    def __init__(self, begins_at: datetime, socket_path: Path) -> None:
        self._begins_at = begins_at
        # As the program was told last.
        self._now = 0.0
        self._looks = 0
        selector = Selector()
        selector.loop = self
        super().__init__(selector)
        # What is wrong with the program's machine: by how many seconds its clock is ahead, and how its disk is.
        self.ahead = self.commit_seconds = 0.0
        self.hindrance: str | None = None
        # Whether there is a program, or will be in a moment; without one time waits for nobody.
        self.waits_for_program = False
        # Where the time is written too, for a server that goes by it.
        self.time_file: Path | None = None
        self.rounds = 0
        self._is_asked_anew = False
        self._wire: socket.socket | None = None
        self._answer_to = -math.inf
        self._next_at = math.inf
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(socket_path))
        self._listening.listen()
        self.add_reader(self._listening, self._accept)

    def time(self) -> float:
        self._looks += 1
        return self._now + self._looks * LOOK_SECONDS

    def now(self) -> datetime:
        """The time on the wall, as it is right."""
        return self._begins_at + timedelta(seconds=self._now)

    def jump(self, _seconds: float) -> None:
        """Needs nothing: nobody moves this clock."""

    def answered(self) -> None:
        """The program is answered something: it may have said just before that it has nothing to do."""
        self._is_asked_anew = True

    def goes_on(self, own_seconds: float) -> bool:
        """Lets time go on to whatever is next, here or in the program; False where it has still something to do."""
        at = self._now + own_seconds
        if self.waits_for_program:
            if self._is_asked_anew:
                # By now the answer is on its way, before this question.
                self._is_asked_anew, self._answer_to = False, -math.inf
                self._tell()
            if self._wire is None or self._answer_to != self._now:
                return False
            is_soon = self._next_at - self._now < SOON_SECONDS
            at = min(
                at, max(self._next_at, self._now + LEAST_SECONDS) if is_soon else self._now + CALM_SECONDS
            )
        if at == math.inf:
            return False
        self._now = max(at, self._now + ROUND_SECONDS)
        self._looks = 0
        self.rounds += 1
        self._tell()
        return True

    def close(self) -> None:
        self._listening.close()
        super().close()

    def _tell(self) -> None:
        if self.time_file is not None:
            # In one step and over what stood there: the server may read it at any moment.
            with self.time_file.open("r+b", buffering=0) as file:
                file.write(f"{self.now().timestamp():.6f}".encode())
        if self._wire is not None:
            told = {
                "now": self._now,
                "ahead": self._begins_at.timestamp() + self.ahead,
                "commit_seconds": self.commit_seconds,
                "hindrance": self.hindrance,
            }
            try:
                self._wire.sendall(json.dumps(told).encode() + b"\n")
            except OSError:
                self._hang_up()

    def _accept(self) -> None:
        self._wire, _ = self._listening.accept()
        self.add_reader(self._wire, self._hear)
        self._tell()

    def _hear(self) -> None:
        assert self._wire is not None
        try:
            said = self._wire.recv(1 << 16)
        except OSError:
            said = b""
        if not said:
            self._hang_up()
            return
        # One short line each time, and only the last one counts.
        now, next_at = said.splitlines()[-1].split()
        self._answer_to, self._next_at = float(now), float(next_at)

    def _hang_up(self) -> None:
        if self._wire is not None:
            self.remove_reader(self._wire)
            self._wire.close()
            self._wire = None
        self._answer_to = -math.inf
