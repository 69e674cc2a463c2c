"""Changes of messages that may be gone or look as wanted already."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.telegram_api.failures import is_gone, is_not_modified, sort_failure


async def edited(edit: Awaitable[object]) -> bool:
    """Whether the message is as wanted now; False where it is out of reach for good.

    Raises TelegramError for whatever else went wrong.
    """
    try:
        await edit
    except TelegramError as error:
        if is_gone(error):
            return False
        if not is_not_modified(error):
            raise
    return True


async def taken_away(bot: ExtBot[Any], chat_id: int, message_id: int) -> bool:
    """Whether a message was there to be taken away; one that is too old to be deleted loses its buttons.

    Raises TelegramError for whatever else went wrong.
    """
    if await edited(bot.delete_message(chat_id, message_id)):
        return True
    try:
        await bot.edit_message_reply_markup(chat_id, message_id)
    except TelegramError as error:
        # Without buttons already: it was taken away before.
        if is_gone(error) or is_not_modified(error):
            return False
        raise
    return True


@contextmanager
def sorted_failures() -> Iterator[None]:
    """Lets the services hear of a failed call by its meaning to them: raises NotDelivered for TelegramError."""
    try:
        yield
    except TelegramError as error:
        raise sort_failure(error) from error
