"""What a failed call to the Bot API means: every failure is sorted here, once."""

import re
from datetime import timedelta
from http import HTTPStatus

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.services.ports import Ambiguous, NotDelivered, Refused, TryLater, Unreachable
from bot.storage.errors import Unavailable
from bot.telegram_api.reading import read_json

# The words of a gateway in front of the Bot API, which also speaks JSON (tdlib/telegram-bot-api#868): what became
# of the request behind it, it does not know.
GATEWAY_STATUSES = (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)
# A year: no instant that much later is beyond what the databases keep.
LONGEST_TOLD_SECONDS = 366 * 86400


class NotSent(NetworkError):
    """No connection came about: surely not done."""


class NotThroughProxy(NotSent):
    """The proxy is away, or brought no connection about."""


class Unclear(NetworkError):
    """The request went out and no clear answer came back: perhaps done."""


class Unreadable(Unclear):
    """An answer came that is not the Bot API's, or not to be read."""

    def __init__(self, body: bytes) -> None:
        super().__init__("an answer that is not the Bot API's")
        self.body = body


class NotThere(InvalidToken):
    """The server knows no bot at this address: a token of the wrong form, or no Bot API server at all."""


class RefusedForNow(NetworkError):
    """The server answered that it did not do it, for a reason of its own: surely not done."""


def refusal(status: int, payload: bytes) -> TelegramError:
    """What an answer that is not a success means."""
    try:
        answer = read_json(payload)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or answer.get("ok") is not False or status in GATEWAY_STATUSES:
        # Below 500 nobody has worked on the request: a gateway, a proxy or a hotel's login page sent it back.
        return Unclear(f"status {status}") if status >= 500 else RefusedForNow(f"status {status}")
    match answer.get("parameters"):
        case {"migrate_to_chat_id": int(chat_id)}:
            return ChatMigrated(chat_id)
        case {"retry_after": int() | float() as seconds}:
            return RetryAfter(timedelta(seconds=min(max(0, seconds), LONGEST_TOLD_SECONDS)))
    said = answer.get("description")
    # Telegram quotes what it could not read, which may be a piece of the person's text.
    description = re.sub('"[^"]*"', '"..."', said) if isinstance(said, str) and said else f"status {status}"
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return InvalidToken(description)
        case HTTPStatus.NOT_FOUND:
            return NotThere(description)
        case HTTPStatus.FORBIDDEN:
            return Forbidden(description)
        case HTTPStatus.CONFLICT:
            return Conflict(description)
        case HTTPStatus.TOO_MANY_REQUESTS:
            return RefusedForNow(description)
    return BadRequest(description) if status < 500 else RefusedForNow(description)


def wait_told(error: RetryAfter) -> timedelta:
    """How long Telegram said to wait."""
    told = error.retry_after
    return told if isinstance(told, timedelta) else timedelta(seconds=told)


def sort_failure(error: TelegramError) -> NotDelivered:
    """What a failed call means to the services; Refused for whatever has no meaning of its own here."""
    match error:
        case RetryAfter():
            return TryLater(wait_told(error))
        case NotSent() | RefusedForNow() | InvalidToken() | EndPointNotFound():
            # A token taken back is the operator's to mend; what is due meanwhile has not been done. PTB takes its 401
            # for an unknown method where a call was made by name.
            return TryLater()
        case Unclear():
            return Ambiguous()
        case Forbidden() if _says(error, "user is deactivated"):
            return Unreachable("deactivated")
        # By its words, not by its kind: a proxy that forbids everything must not make everybody leave.
        case Forbidden() if _says(error, "bot was blocked by the user", "can't initiate conversation"):
            return Unreachable("blocked")
        case BadRequest() if _says(error, "chat not found"):
            return Unreachable("chat not found")
    return Refused(error.message)


def why(error: Exception) -> str:
    """What whoever hosts Limber is told of a failure: its kind, and what Telegram said where it refused."""
    if isinstance(error, Unavailable):
        return str(error)
    failure = sort_failure(error) if isinstance(error, TelegramError) else error
    return failure.why if isinstance(failure, Refused) else type(error).__name__


def is_not_modified(error: TelegramError) -> bool:
    """Whether an edit failed because the message already is as wanted."""
    return _says(error, "message is not modified")


def is_gone(error: TelegramError) -> bool:
    """Whether the message to edit or delete is out of reach for good."""
    return _says(
        error,
        "message to edit not found",
        "message can't be edited",
        "there is no text in the message to edit",
        "message to delete not found",
        "message can't be deleted",
    )


def is_expired_query(error: TelegramError) -> bool:
    """Whether a press can no longer be answered."""
    return _says(error, "query is too old", "query id is invalid")


def is_thread_gone(error: TelegramError) -> bool:
    """Whether the thread in which something was to be said is not there any more."""
    return _says(error, "message thread not found", "topic_deleted", "topic_closed")


def is_bad_file(error: TelegramError) -> bool:
    """Whether a remembered file_id no longer serves and the file is to be uploaded anew."""
    return _says(
        error, "wrong file identifier", "wrong remote file identifier", "wrong file_id", "file_id_invalid"
    )


def _says(error: TelegramError, *texts: str) -> bool:
    # PTB takes off "Bad Request: " and changes the case of what follows.
    said = error.message.lower()
    return isinstance(error, BadRequest | Forbidden) and any(text in said for text in texts)
