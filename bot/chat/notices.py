"""What a person is told whose updates are not answered as usual."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.desk import Voices
from bot.services.people import People
from bot.services.ports import Unreachable
from bot.telegram_api.failures import why
from bot.text import Texts

log = structlog.get_logger()


class ChatNotices:
    """Tells people in their chats, once, whether that arrives or not; its methods raise Unavailable."""

    def __init__(self, bot: ExtBot[Any], people: People, voices: Voices) -> None:
        self._bot = bot
        self._people = people
        self._voices = voices

    async def unreachable(self, person_id: int, error: Unreachable) -> None:
        """Keeps that the person cannot be written to."""
        await self._people.leave(person_id, error.standing)

    async def trouble(self, person_id: int) -> None:
        """Says that something went wrong."""
        await self._tell("trouble", person_id)

    async def flood(self, person_id: int) -> None:
        """Says that this was too fast."""
        await self._tell("flood", person_id)

    async def _tell(self, name: str, person_id: int) -> None:
        # Looked up and not met: who is not let in, or was just deleted, must not be kept because of a notice.
        person = (await self._people.profile(person_id)).person
        if person.is_banned:
            return
        with contextlib.suppress(TelegramError):
            await self._bot.send_message(person_id, self._voices.to(person).say.plain(name))


class OperatorNotices:
    """Tells those who run Limber what needs a person, past the database and the send budget, in the first language."""

    def __init__(self, bot: Bot, admin_ids: Collection[int], say: Texts) -> None:
        """`bot` is one without a send budget, which might wait for the database."""
        self._bot = bot
        self._admin_ids = sorted(admin_ids)
        self._say = say

    async def tell(self, need: str) -> None:
        """Sends the message `operator-...` to each of them; that one does not arrive is logged."""
        for admin_id in self._admin_ids:
            try:
                await self._bot.send_message(admin_id, self._say.plain(f"operator-{need}"))
            except TelegramError as error:
                log.warning("an admin was not told", need=need, why=why(error))
