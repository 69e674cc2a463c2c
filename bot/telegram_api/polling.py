"""Polling: one process asks Telegram for updates; each batch is kept before the next question confirms it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot import beats
from bot.services.ports import TryLater
from bot.services.trying import LONGEST_WAIT_SECONDS
from bot.storage.database import Database
from bot.telegram_api.arrivals import has_id
from bot.telegram_api.failures import Unclear, Unreadable, sort_failure, why
from bot.telegram_api.intake import Intake
from bot.telegram_api.reading import update_id_in

log = structlog.get_logger()

BATCH = 100
POLL_SECONDS = 50
READ_SECONDS = 10.0
TOKEN_WAIT_SECONDS = 300.0
# Who answers at once with nothing new is asked so often at first, and then less and less.
EMPTY_SECONDS = 1.0
STAND_BY_SECONDS = 5.0
STANDS_BY = "another process polls; this one stands by"


class Polling:
    """Asks for updates; of several processes on one database only one does, and the others stand by."""

    def __init__(
        self, bot: ExtBot[Any], database: Database, intake: Intake, *, allowed_updates: Sequence[str]
    ) -> None:
        self._bot = bot
        self._database = database
        self._intake = intake
        self._allowed_updates = list(allowed_updates)
        self._offset = 0
        self._limit = BATCH
        # The update that could not be read when it came alone.
        self._unread: int | None = None
        self._leads = False
        self._empty_wait = EMPTY_SECONDS
        self.is_well = False

    async def run(self) -> None:
        """Polls until it is cancelled; troubles are waited out, and each is told once, as is its end."""
        wait, told = 1.0, ""
        while True:
            try:
                if not await self._has_lead():
                    self.is_well, told = True, _told(told, STANDS_BY)
                    await beats.sleep(STAND_BY_SECONDS)
                    continue
                # The first answer comes at once, so that all is known to be well before most of a minute is over.
                await self._poll(POLL_SECONDS if self.is_well else 0)
            except Exception as error:
                self.is_well = self._leads = False
                trouble, own_wait = _trouble(error)
                if trouble != told:
                    log.error(trouble, why=why(error))
                wait, told = min(wait * 2, LONGEST_WAIT_SECONDS), trouble
                await beats.sleep(own_wait or wait)
            else:
                self.is_well, wait = True, 1.0
                # One that could not be read may come with the next answer: until it is past, nothing is over.
                if told and self._limit == BATCH:
                    log.info("this process polls now" if told == STANDS_BY else "updates come in again")
                    told = ""

    async def _has_lead(self) -> bool:
        """Whether it is this process that polls."""
        led, self._leads = self._leads, await self._database.leads("polling")
        if self._leads and not led:
            # Where a webhook was set Telegram gives nothing to who polls.
            await self._bot.delete_webhook()
        return self._leads

    async def _poll(self, seconds: int) -> None:
        """Asks once; a server or a proxy that answers at once with nothing new is left alone longer each time."""
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        new = await self.once(seconds)
        if new or loop.time() - asked_at >= min(seconds, EMPTY_SECONDS):
            self._empty_wait = EMPTY_SECONDS
        else:
            await beats.sleep(self._empty_wait)
            self._empty_wait = min(self._empty_wait * 2, LONGEST_WAIT_SECONDS)

    async def once(self, seconds: int) -> int:
        """Asks once for updates, keeps them and begins to handle them; returns how many were new."""
        try:
            raw = await self._ask(seconds)
        except Unreadable as error:
            raw = self._past(error)
        if not isinstance(raw, list):
            raise Unclear("updates of another shape")
        known = [update for update in raw if has_id(update)]
        if raw and not known:
            raise Unclear("updates without an id")
        new = await self._intake.take(known)
        # Only the next question confirms these: by then they are kept. Ids may begin anew, so it is no maximum.
        if known:
            self._offset = max(update["update_id"] for update in known) + 1
        else:
            self._limit = BATCH
        return new

    async def _ask(self, seconds: int) -> Any:
        # PTB lets this call go past the send budget, where all others are waited for.
        with beats.waiting():
            return await self._bot.do_api_request(
                "getUpdates",
                api_kwargs={
                    "offset": self._offset,
                    "limit": self._limit,
                    "timeout": seconds,
                    "allowed_updates": self._allowed_updates,
                },
                read_timeout=seconds + READ_SECONDS,
            )

    def _past(self, error: Unreadable) -> list[dict[str, Any]]:
        """An update that cannot be read, with nothing but its id, so that it is confirmed and others follow.

        To find it the next question asks for one update alone. Only one that comes alone and cannot be read twice in a
        row is returned; until then the error is raised, because the connection may have garbled it.
        """
        update_id = update_id_in(error.body) if self._limit == 1 else None
        if update_id is None or update_id != self._unread:
            self._limit, self._unread = 1, update_id
            raise error
        self._limit, self._unread = BATCH, None
        return [{"update_id": update_id}]


def _told(before: str, line: str) -> str:
    if line != before:
        log.info(line)
    return line


def _trouble(error: Exception) -> tuple[str, float | None]:
    """What keeps updates from coming in, and how many seconds to wait where that is known."""
    match error:
        # PTB takes 401 and 404 of a call by name for an unknown method.
        case InvalidToken() | EndPointNotFound():
            return "Telegram refuses the token; is it still the one that BotFather shows?", TOKEN_WAIT_SECONDS
        case Conflict():
            return "another program polls with this token; only one may", None
        case TelegramError():
            failure = sort_failure(error)
            after = failure.after if isinstance(failure, TryLater) else None
            return "Telegram does not answer; trying on", after.total_seconds() if after else None
    # The database is full or away: nothing was kept, so nothing is confirmed, and Telegram sends it again.
    return "updates cannot be kept; trying on", None
