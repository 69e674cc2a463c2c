"""The time that the local chat goes by: the bot's own clock, handed in."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the bot's time."""

    def now(self) -> datetime: ...


class JumpingClock(Clock, Protocol):
    """The bot's clock, which the page can move ahead."""

    def jump(self, seconds: float) -> None: ...
