"""The first word with Telegram: who the bot is, asked as long as it takes, and why it is refused."""

from __future__ import annotations

import structlog
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.services.ports import TryLater
from bot.services.trying import until_it_works
from bot.telegram_api.application import LimberBase
from bot.telegram_api.failures import NotThere, Unclear, wait_told, why

log = structlog.get_logger()

TRY_AGAIN_SECONDS = 5.0
REFUSED = "Telegram refuses BOT_TOKEN (401): copy it once more from @BotFather."
NOT_THERE = (
    "There is no such bot at BOT_API_URL (404): is the address that of a Bot API server, with nothing behind its port,"
    " and BOT_TOKEN whole?"
)


class TokenRefused(Exception):
    """Telegram does not know the token, or there is no Bot API at BOT_API_URL; the text is a line for the operator."""


def why_refused(error: InvalidToken) -> str:
    """A line about a token that Telegram does not know, or an address at which there is no Telegram."""
    # PTB raises one of its own from ours, with the token in it.
    return NOT_THERE if isinstance(error.__cause__ or error, NotThere) else REFUSED


def _tell_unreachable(error: Exception) -> None:
    if isinstance(error, TryLater) and error.after is not None:
        log.warning("Telegram asks to wait", seconds=round(error.after.total_seconds()))
    elif isinstance(error, BadRequest) and "logged out" in error.message.lower():
        log.warning(
            "the bot is logged out of this Bot API server; it answers where it was logged in last (BOT_API_URL),"
            " at Telegram's own after 10 minutes; trying on"
        )
    else:
        log.warning("Telegram cannot be reached yet; trying on", why=why(error))


async def connect(application: LimberBase) -> None:
    """Asks Telegram who the bot is, as long as it takes; raises InvalidToken."""

    async def ask() -> None:
        try:
            await application.initialize()
        except RetryAfter as error:
            raise TryLater(wait_told(error)) from None
        except TelegramError:
            raise
        except Exception as error:
            # Done, as far as the answer goes, and in a shape that PTB cannot read.
            raise Unclear(type(error).__name__) from None

    await until_it_works(
        ask,
        passes=lambda error: (
            isinstance(error, TelegramError | TryLater) and not isinstance(error, InvalidToken)
        ),
        tell=_tell_unreachable,
        seconds=TRY_AGAIN_SECONDS,
    )
