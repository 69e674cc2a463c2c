"""A loop whose time goes on as fast as the real program beside it keeps up, and not faster (see hastening.py)."""

from __future__ import annotations

import asyncio
import json
import math
import selectors
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

# A program whose next work comes so soon spreads messages, and each has its moment.
SPREADS_SECONDS = 0.1
# Or it moves a timer, which need not be seen at each of its looks; nor need people act at a moment of their own.
SOON_SECONDS = 0.3
LEAST_SECONDS = 2.0
# Else what comes round every second is all it has to do, and a few rounds of that are left out: fewer than would let a
# lease run out, or a worker seem to stand still.
CALM_SECONDS = 21.0
LEASE_SECONDS = 25
# A look at the clock takes a little time too: who looks again and again until it is so must not do so for ever.
LOOK_SECONDS = 1e-8
# More than all looks between two rounds take.
ROUND_SECONDS = 1e-3
# By the real clock: a busy machine takes a while to bring a question for updates here, or its answer there, and in some
# troubles neither comes.
LOOK_AGAIN_SECONDS = 0.01
MOST_LOOKS = 30


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
        return super().select(LOOK_AGAIN_SECONDS if self.loop.looks_again else None)


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
        # Whether the database is at work on anything; a file's answers the program waits for itself.
        self.database_works: Callable[[], bool] = lambda: False
        # Whether it was when this was last looked at, so that nobody else says when to look again.
        self.looks_again = False
        self._is_asked_anew = False
        # For how many answers the program waits, and how many it ever waited for: as it said last, and once before.
        self._waits_for = self._waited_for = (0, 0)
        # The number of the program's question for updates, 0 for none; how often it was looked for here, and whether
        # one is here: it is answered when something happens, so nobody waits for that.
        self._polls = self._looked_for = self._times_looked = 0
        self.polls_here = 0
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
                self._is_asked_anew, self._answer_to, self._waited_for = False, -math.inf, (0, 0)
                self._tell()
            if self._wire is None or self._answer_to != self._now:
                return False
            self.looks_again = self._is_poll_on_its_way()
            if self.looks_again or self._is_answer_to_come():
                return False
            at = self._now + min(max(own_seconds, LEAST_SECONDS), self._step())
        if at == math.inf:
            return False
        self._now = max(at, self._now + ROUND_SECONDS)
        self._looks = 0
        self._waited_for = (0, 0)
        self.rounds += 1
        self._tell()
        return True

    def _step(self) -> float:
        """By how many seconds time goes on at most, with what the program has to do next."""
        seconds = self._next_at - self._now
        if seconds < SPREADS_SECONDS:
            return seconds
        # Who waits for an answer that does not come soon gives it up, and looks like one who stands still before.
        return LEAST_SECONDS if seconds < SOON_SECONDS or self._waits_for[0] else CALM_SECONDS

    def _is_poll_on_its_way(self) -> bool:
        """Whether the program's question for updates is not yet here, or its answer is not yet there."""
        if self._polls == 0 or self.polls_here:
            return False
        if self._polls != self._looked_for:
            self._looked_for, self._times_looked = self._polls, 0
        self._times_looked += 1
        return self._times_looked <= MOST_LOOKS

    def _is_answer_to_come(self) -> bool:
        """Whether the program waits for an answer that somebody works on, or that is on its way.

        None comes where nobody worked on any, and the program still waits for the same ones afterwards.
        """
        if self._waits_for[0] == 0 or self._waits_for == self._waited_for:
            return False
        self.looks_again = self.database_works()
        if not self.looks_again:
            self._waited_for, self._answer_to = self._waits_for, -math.inf
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
        now, next_at, waits_for, asked, polls = said.splitlines()[-1].split()
        self._answer_to, self._next_at = float(now), float(next_at)
        self._waits_for, self._polls = (int(waits_for), int(asked)), int(polls)

    def _hang_up(self) -> None:
        if self._wire is not None:
            self.remove_reader(self._wire)
            self._wire.close()
            self._wire = None
        self._answer_to, self._looked_for = -math.inf, 0
