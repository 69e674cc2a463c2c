"""What one chat may get: who goes first, how soon the next call may follow, and how many a hold has."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Sequence
from enum import IntEnum

CHAT_SECONDS = 1.0
CHAT_BURST = 3
# Below so many chats nobody looks for those at rest.
IDLE_CHATS = 1024
HOLD_WINDOW_SECONDS = 60.0
HOLD_PERMITS = 18
# The rest is kept for presses: frames give way first.
HOLD_BEATS = 16


class Priority(IntEnum):
    """Who goes first; the lower number does."""

    ANSWER = 0
    HOLD_CHANGE = 1
    PROMPT = 2
    HOLD_BEAT = 3
    BULK = 4


class Permit:
    """Pays for one call, made at once."""

    __slots__ = ("priority", "spent")

    def __init__(self, priority: Priority) -> None:
        self.priority = priority
        self.spent = False


class ChatBudget:
    """What one chat had lately, and who waits for it, the next first."""

    __slots__ = ("_even_at", "_held_at", "id", "waiters")

    def __init__(self, chat_id: int | str | None) -> None:
        self.id = chat_id
        self.waiters: list[tuple[Priority, int, asyncio.Future[None]]] = []
        self._even_at = -math.inf
        self._held_at: deque[float] = deque(maxlen=HOLD_PERMITS)

    def free_at(self, priority: Priority) -> float:
        if self.id is None:
            return -math.inf
        free_at = self._even_at - (CHAT_BURST - 1) * CHAT_SECONDS
        if priority in (Priority.HOLD_CHANGE, Priority.HOLD_BEAT):
            room = HOLD_PERMITS if priority is Priority.HOLD_CHANGE else HOLD_BEATS
            if len(self._held_at) >= room:
                return max(free_at, self._held_at[-room] + HOLD_WINDOW_SECONDS)
        return free_at

    def take(self, priority: Priority, now: float) -> None:
        self._even_at = max(self._even_at, now) + CHAT_SECONDS
        if priority in (Priority.HOLD_CHANGE, Priority.HOLD_BEAT):
            self._held_at.append(now)

    def leaves_room(self, ahead: Sequence[float], now: float) -> bool:
        """Whether a hold's call now leaves a permit for each of those that come in so many seconds."""
        for number, seconds in enumerate(ahead, start=1):
            if seconds >= HOLD_WINDOW_SECONDS:
                break
            since = now + seconds - HOLD_WINDOW_SECONDS
            if number + sum(at > since for at in self._held_at) >= HOLD_PERMITS:
                return False
        return True

    def is_idle(self, now: float) -> bool:
        """Whether forgetting this chat would change nothing."""
        held = bool(self._held_at) and self._held_at[-1] + HOLD_WINDOW_SECONDS > now
        return not self.waiters and not held and self._even_at <= now


class ChatBudgets:
    """What each of the chats may get; those at rest are forgotten."""

    def __init__(self) -> None:
        self._chats: dict[int | str | None, ChatBudget] = {}
        self._sweep_above = IDLE_CHATS

    def __len__(self) -> int:
        return len(self._chats)

    def all(self) -> list[ChatBudget]:
        """Every chat that is not at rest, and some that are."""
        return list(self._chats.values())

    def of(self, chat_id: int | str | None, now: float) -> ChatBudget:
        """What a chat may get."""
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._sweep_above:
                self._chats = {key: old for key, old in self._chats.items() if not old.is_idle(now)}
                self._sweep_above = max(IDLE_CHATS, 2 * len(self._chats))
            chat = self._chats[chat_id] = ChatBudget(chat_id)
        return chat
