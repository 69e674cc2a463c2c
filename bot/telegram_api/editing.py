"""Changes of messages that may be gone or look as wanted already."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager

from telegram.error import TelegramError

from bot.telegram_api.request import is_gone, is_not_modified, sort_failure


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


@contextmanager
def sorted_failures() -> Iterator[None]:
    """Lets the services hear of a failed call by its meaning to them: raises NotDelivered for TelegramError."""
    try:
        yield
    except TelegramError as error:
        raise sort_failure(error) from error
