"""What an update tells of itself before PTB reads it: whose it is, and whether it is one too many."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime
from typing import Any

import orjson

from bot.storage.inbox import NOBODY, Arrival

# When the update that is being handled came in: of a press Telegram says no more.
came_in_at: ContextVar[datetime] = ContextVar("came_in_at")
# The databases' own largest number.
LARGEST_ID = 2**63 - 1
# In the place of an update of which only its id could be read: it is set aside like any that PTB cannot parse.
UNREADABLE = b"{}"
# Who writes this often within a minute is answered with one line; what came while Limber was down was no flood.
FLOOD_SECONDS = 60


def person_in(update: dict[str, Any]) -> int | None:
    """The id of whoever sent an update; None where nobody did, or it is no id of Telegram's."""
    for part in update.values():
        if isinstance(part, dict) and isinstance(sender := part.get("from"), dict):
            person_id = sender.get("id")
            return person_id if isinstance(person_id, int) and 0 < person_id <= LARGEST_ID else None
    return None


def arrival_of(update: dict[str, Any], at: datetime) -> Arrival:
    """An update as the inbox keeps it, come in at this instant.

    UNREADABLE is the body of one that has nothing but its id, or cannot be written as JSON.
    """
    try:
        body = orjson.dumps(update) if len(update) > 1 else UNREADABLE
    except TypeError:
        # A number beyond 64 bits, say.
        body = UNREADABLE
    return Arrival(update["update_id"], person_in(update), body, at)


def has_id(update: object) -> bool:
    """Whether this is an update with an id that Telegram can be told in a confirmation."""
    update_id = update.get("update_id") if isinstance(update, dict) else None
    return isinstance(update_id, int) and not isinstance(update_id, bool) and 0 <= update_id <= LARGEST_ID


def line_of(arrival: Arrival) -> int:
    """The id of the person in whose line an update stands, NOBODY (0) where nobody sent it."""
    return NOBODY if arrival.person_id is None else arrival.person_id


def repeats(arrival: Arrival, before: Arrival) -> bool:
    """Whether one answer is enough for a message and the one before it.

    Either both are of one album, and this one has no words; or both are texts that say the same, reply to the same
    message, and were sent a second apart at most. False for everything else, such as presses.
    """
    message, message_before = _message(arrival), _message(before)
    if (album := message.get("media_group_id")) is not None and "caption" not in message:
        return bool(album == message_before.get("media_group_id"))
    if not isinstance(message.get("text"), str) or not isinstance(message_before.get("date"), int):
        return False
    # Who said "done" today and yesterday, while Limber was away, meant both.
    return _said(message) == _said(message_before) and _seconds_between(message_before, message) <= 1


def is_flood(arrival: Arrival, before: Arrival) -> bool:
    """Whether a message was sent less than a minute after the one so many places before it; a press never is."""
    message = _message(arrival)
    return bool(message) and _seconds_between(_message(before), message) < FLOOD_SECONDS


def _message(arrival: Arrival) -> dict[str, Any]:
    """The message of an update, empty where it has none."""
    message = orjson.loads(arrival.body).get("message")
    return message if isinstance(message, dict) else {}


def _said(message: dict[str, Any]) -> tuple[object, object]:
    """The text of a message, and what it replies to."""
    reply = message.get("reply_to_message")
    return message.get("text"), reply.get("message_id") if isinstance(reply, dict) else None


def _seconds_between(earlier: dict[str, Any], later: dict[str, Any]) -> int:
    """The seconds from one message to another; 0 where either does not say when it was sent."""
    dates = earlier.get("date"), later.get("date")
    return dates[1] - dates[0] if isinstance(dates[0], int) and isinstance(dates[1], int) else 0
