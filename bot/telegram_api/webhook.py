"""The webhook: Telegram posts updates, and hears that they arrived only when they are kept."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import math
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram.ext import ExtBot

from bot import beats
from bot.services.trying import LONGEST_WAIT_SECONDS
from bot.storage.errors import Unavailable
from bot.telegram_api.arrivals import has_id
from bot.telegram_api.failures import why
from bot.telegram_api.intake import Intake
from bot.telegram_api.reading import read_json, update_id_in

log = structlog.get_logger()

PROOF_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram's updates are some kilobytes at most.
MOST_BYTES = 1024 * 1024
BODY_SECONDS = 10.0
# So long an update that was not kept shows as a fault; then a load balancer may try again.
FAILURE_SECONDS = 10.0
LOOK_SECONDS = 60.0


class Webhook:
    """Takes in what Telegram posts to an address of ours; any number of processes may stand behind it."""

    def __init__(self, bot: ExtBot[Any], intake: Intake, url: str, *, allowed_updates: Sequence[str]) -> None:
        self._bot = bot
        self._intake = intake
        self._url = url
        # The same on every machine, and nothing for whoever hosts Limber to think of.
        self._secret = hashlib.sha256(f"webhook of {bot.token}".encode()).hexdigest()
        self._allowed_updates = list(allowed_updates)
        self._coming: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._is_set = False
        self._failed_at = -math.inf
        # The last failure to post, in Telegram's eyes, that was told.
        self._told_of: datetime | None = None

    @property
    def is_well(self) -> bool:
        """Whether Telegram knows where to post, and what it posted lately was kept."""
        return self._is_set and not self._is_failing

    @property
    def _is_failing(self) -> bool:
        return monotonic() - self._failed_at <= FAILURE_SECONDS

    def application(self) -> web.Application:
        """What is to be served behind the address."""
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post(urlsplit(self._url).path or "/", self._receive)
        return application

    async def run(self) -> None:
        """Tells Telegram where to post, as long as it takes, and looks whether it still knows until it is cancelled."""
        wait = 1.0
        while True:
            try:
                if not self._is_set:
                    await self._set()
                await beats.sleep(LOOK_SECONDS)
                await self._look()
                wait = 1.0
            except Exception as error:
                # Whatever it is: an answer of another shape must not end the looking.
                log.error("Telegram does not take the webhook; trying on", why=why(error))
                await beats.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=self._allowed_updates
        )
        self._is_set = True

    async def _look(self) -> None:
        """Notices that somebody else took the webhook away, and says once what keeps Telegram from posting."""
        known = await self._bot.get_webhook_info()
        if known.url != self._url:
            self._is_set = False
            log.warning("the webhook was taken away and is set again; does another program use this token?")
        elif known.last_error_date is not None and known.last_error_date != self._told_of:
            self._told_of = known.last_error_date
            log.warning("Telegram could not post an update", why=known.last_error_message)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(PROOF_HEADER, "")
        # Whatever bytes stood there: aiohttp hands on what is no UTF-8 as surrogates.
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret.encode()):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        except (ConnectionError, web.RequestPayloadError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            update = read_json(body)
        except ValueError:
            # Refused, it would be posted again and again.
            update = {"update_id": update_id_in(body)}
        if not has_id(update):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            await self._kept(update)
        except Exception as error:
            # Telegram posts it again.
            if not isinstance(error, Unavailable) and not self._is_failing:
                log.exception("an update was not kept")
            self._failed_at = monotonic()
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        self._failed_at = -math.inf
        return web.Response()

    async def _kept(self, update: dict[str, Any]) -> None:
        """Returns when the update is in the inbox; what comes while others are being kept is kept together."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._coming.append((update, kept))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep())
        await kept

    async def _keep(self) -> None:
        while self._coming:
            batch, self._coming = self._coming, []
            failure: Exception | None = None
            try:
                await self._intake.take([update for update, _ in batch])
            except Exception as error:
                failure = error
            for _, kept in batch:
                if kept.done():
                    continue
                if failure is None:
                    kept.set_result(None)
                else:
                    kept.set_exception(failure)
