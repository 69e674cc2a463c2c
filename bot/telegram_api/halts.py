"""Who was told by Telegram to wait: one chat, or all; and how it shows that all may go on earlier."""

from __future__ import annotations

import math
from collections import deque

import structlog

log = structlog.get_logger()

# So many chats that are told to wait within so many seconds mean that the bot as a whole is too fast.
CHATS_FOR_ALL = 3
WITHIN_SECONDS = 5.0
PROBE_SECONDS = 30.0

ChatId = int | str | None


class Halts:
    """The waits that 429s asked for, in seconds of the budget's clock.

    While all wait, one call every 30 s to a chat that was not told itself is a probe: its success ends the wait.
    """

    def __init__(self) -> None:
        self._until: dict[ChatId, float] = {}
        self._lately: deque[tuple[float, ChatId]] = deque()
        self._all_until = -math.inf
        self._probe_at = math.inf
        self._probing: set[ChatId] = set()

    def all_wait(self, now: float) -> bool:
        """Whether all wait; says once in the log that they do not any more."""
        if self._probe_at != math.inf and self._all_until <= now:
            self._end("as long as Telegram said")
        return self._all_until > now

    def ends_at(self, chat_id: ChatId) -> float:
        """When the last wait that this chat is under ends."""
        return max(self._all_until, self.chat_ends_at(chat_id))

    def chat_ends_at(self, chat_id: ChatId) -> float:
        """When the chat's own wait ends."""
        return self._until.get(chat_id, -math.inf)

    def look_again_at(self, chat_id: ChatId) -> float:
        """When it makes sense to try this chat again: a probe may end the wait of all."""
        return max(self.chat_ends_at(chat_id), min(self._all_until, self._probe_at))

    def next_change_at(self) -> float:
        """When all may go on, or one of them as a probe."""
        return min(self._all_until, self._probe_at)

    def told(self, chat_id: ChatId, seconds: float, now: float) -> bool:
        """Keeps that a chat was told to wait; True where that means that all are to wait so long."""
        self._until = {halted: until for halted, until in self._until.items() if until > now}
        self._until[chat_id] = max(now + seconds, self.chat_ends_at(chat_id))
        self._lately.append((now, chat_id))
        while self._lately[0][0] < now - WITHIN_SECONDS:
            self._lately.popleft()
        return chat_id is None or len({chat for _, chat in self._lately}) >= CHATS_FOR_ALL

    def stop_all(self, seconds: float, now: float) -> None:
        """Lets all wait, but for the probes."""
        if self._probe_at == math.inf:
            log.error("Telegram lets nobody be written to; one call every 30 s is tried", seconds=seconds)
            self._probe_at = now + PROBE_SECONDS
        self._all_until = max(self._all_until, now + seconds)

    def is_probe_due(self, now: float) -> bool:
        """Whether all wait, and it is time to try whether they need."""
        return self._probe_at <= now < self._all_until

    def lets_probe(self, chat_id: ChatId, now: float) -> bool:
        """Whether a call to this chat may go now as a probe."""
        return self.is_probe_due(now) and chat_id is not None and self.chat_ends_at(chat_id) <= now

    def begin_probe(self, chat_id: ChatId, now: float) -> None:
        """Keeps that a probe goes out; the next one is due half a minute later."""
        self._probe_at = now + PROBE_SECONDS
        self._probing.add(chat_id)

    def is_probing(self, chat_id: ChatId) -> bool:
        """Whether a probe to this chat is on its way."""
        return chat_id in self._probing

    def probe_ended(self, chat_id: ChatId, *, well: bool) -> bool:
        """Takes note of how a call went; True where it was a probe that ends the wait of all."""
        ends = chat_id in self._probing and well and self._probe_at != math.inf
        self._probing.discard(chat_id)
        if ends:
            self._end("a probe arrived")
        return ends

    def _end(self, why: str) -> None:
        self._all_until, self._probe_at = -math.inf, math.inf
        self._probing.clear()
        self._lately.clear()
        log.info("people are written to again", why=why)
