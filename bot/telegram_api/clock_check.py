"""Whether the machine's clock is right, compared with the Date of Telegram's answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.services.ports import Clock
from bot.telegram_api.failures import why
from bot.telegram_api.request import DatedRequest

log = structlog.get_logger()

MOST_OFF = timedelta(seconds=60)
# A smaller step shifts nothing that anybody would notice.
LEAST_STEP = timedelta(seconds=2)


class ClockCheck:
    """Says whether the clock is right: with a wrong one every prompt would come at a wrong time, so none goes."""

    def __init__(
        self,
        request: DatedRequest,
        bot: ExtBot[Any],
        clock: Clock,
        *,
        on_step: Callable[[timedelta], Awaitable[None]],
    ) -> None:
        """`on_step` is told how far the clock was set forward, or back where that is negative."""
        self._request = request
        self._bot = bot
        self._clock = clock
        self._on_step = on_step
        self._told = False
        self._told_jump = False
        self._steady_at = self._steady()
        # A step is followed once, whoever notices it.
        self._asking = asyncio.Lock()

    @property
    def off_by(self) -> timedelta:
        """How far Telegram's clock is ahead of ours, as its last answer said; nothing before the first."""
        return self._request.clock_difference or timedelta(0)

    def is_right(self) -> bool:
        """Whether prompts may go; says once when they may not, and once when they may again."""
        right = abs(self.off_by) <= MOST_OFF
        if right == self._told:
            self._told = not right
            if right:
                log.info("the clock is right again; prompts go on")
            else:
                log.error(
                    "the clock is wrong; no prompt goes until it is right",
                    seconds=self.off_by.total_seconds(),
                )
        return right

    async def is_sure(self) -> bool:
        """Whether the clock is right; where it has jumped since this was last asked, Telegram tells the time first."""
        async with self._asking:
            return await self._follow_clock()

    async def _follow_clock(self) -> bool:
        """Does what `is_sure` says, for one caller at a time."""
        steady_at = self._steady()
        step = steady_at - self._steady_at
        if abs(step) > MOST_OFF:
            self._request.forget_clock()
            try:
                await self._bot.get_me()
            except TelegramError as error:
                if not self._told_jump:
                    log.warning("the clock has jumped; Telegram's time is not to be had", why=why(error))
                self._told_jump = True
                return False
            log.warning("the clock has jumped", seconds=step.total_seconds())
            self._told_jump = False
        if abs(step) > LEAST_STEP:
            await self._on_step(step)
        self._steady_at = steady_at
        return self.is_right()

    async def look_again(self) -> None:
        """Asks Telegram for the time where ours is wrong: nothing else may be sent meanwhile."""
        if not self.is_right():
            try:
                await self._bot.get_me()
            except TelegramError as error:
                log.info("Telegram's time is not to be had", why=why(error))

    def _steady(self) -> datetime:
        """What the clock showed when the monotonic one stood at 0.

        It changes where the clock is set or the machine slept.
        """
        return self._clock.now() - timedelta(seconds=monotonic())
