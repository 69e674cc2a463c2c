"""Failures acted out on purpose: what the next calls are answered with instead of the truth."""

import time
from collections import deque
from dataclasses import dataclass, replace
from enum import IntEnum

import orjson

from bot.localchat import limits
from bot.localchat.limits import Refusal


class Broken(IntEnum):
    """Statuses of calls that got no answer; every transport acts them out in its own way."""

    # The connection was refused: nothing was received and nothing done.
    NO_CONNECTION = 0
    # Received, perhaps done; the answer never comes.
    NO_ANSWER = -1
    # Received, perhaps done; the connection is cut before the answer.
    RESET = -2


@dataclass(frozen=True)
class Fault:
    """What a call is answered with; `accepts` says whether it is done all the same."""

    status: int
    body: bytes = b""
    accepts: bool = False
    # How much of the true answer comes through.
    share: float = 0.0

    def accepting(self) -> "Fault":
        """The same, the call being done before it fails."""
        return replace(self, accepts=True)

    def answer(self, true_body: bytes) -> tuple[int, bytes]:
        """Status and body that the caller gets to see."""
        return self.status, true_body[: int(len(true_body) * self.share)] if self.share else self.body


def refusing(refusal: Refusal) -> Fault:
    """Any refusal in Telegram's own words."""
    return Fault(refusal.code, orjson.dumps(refusal.body()))


def too_many_requests(seconds: int) -> Fault:
    """429 with retry_after."""
    return refusing(limits.too_many_requests(seconds))


HTML = b"<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
BLOCKED = refusing(limits.BLOCKED)
DEACTIVATED = refusing(limits.DEACTIVATED)
CHAT_NOT_FOUND = refusing(limits.CHAT_NOT_FOUND)
CONFLICT = refusing(limits.OTHER_POLLER)
UNAUTHORIZED = refusing(limits.UNAUTHORIZED)
NOT_MODIFIED = refusing(limits.NOT_MODIFIED)
EDITED_NOT_FOUND = refusing(limits.EDITED_NOT_FOUND)
WRONG_FILE_ID = refusing(limits.WRONG_FILE_ID)
RESTARTING = refusing(Refusal(500, "Internal Server Error: restart"))
BAD_GATEWAY = Fault(502, HTML)
CAPTIVE_PORTAL = Fault(200, b"<html><body>Please log in to the network</body></html>")
TRUNCATED = Fault(200, accepts=True, share=0.5)
NO_CONNECTION = Fault(Broken.NO_CONNECTION)
ACCEPTED_THEN_TIMEOUT = Fault(Broken.NO_ANSWER, accepts=True)
ACCEPTED_THEN_RESET = Fault(Broken.RESET, accepts=True)


@dataclass
class _Planned:
    fault: Fault
    method: str | None
    chat: int | None
    times: int


class Faults:
    """The failures planned, and the rate above which calls are refused."""

    def __init__(self) -> None:
        # How many messages and edits a second are taken; None takes any number.
        self.rate: int | None = None
        self._planned: list[_Planned] = []
        self._taken_at: deque[float] = deque()

    def add(
        self, fault: Fault, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """Lets the next `times` calls fail, those of one method or to one chat if named."""
        self._planned.append(_Planned(fault, method.lower() if method else None, chat, times))

    def clear(self) -> None:
        """Lets every call go well again."""
        self._planned.clear()
        self.rate = None

    def are_planned(self) -> bool:
        """Whether some were planned and have met no call yet."""
        return bool(self._planned)

    def next(self, method: str, chat: object) -> Fault | None:
        """The failure of this call, or None."""
        for planned in self._planned:
            if planned.method in (None, method.lower()) and planned.chat in (None, chat):
                planned.times -= 1
                if not planned.times:
                    self._planned.remove(planned)
                return planned.fault
        return self._over_rate(method)

    def _over_rate(self, method: str) -> Fault | None:
        if self.rate is None or not method.lower().startswith(("send", "edit")):
            return None
        now = time.monotonic()
        while self._taken_at and self._taken_at[0] <= now - 1:
            self._taken_at.popleft()
        if len(self._taken_at) >= self.rate:
            return too_many_requests(1)
        self._taken_at.append(now)
        return None
