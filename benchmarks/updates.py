"""What people type and press, as Telegram tells the bot."""

from __future__ import annotations

import time
from typing import Any

from bot.chat.button_data import data_of
from bot.chat.intents.base import Intent


def text(update_id: int, person_id: int, typed: str) -> dict[str, Any]:
    """Somebody typed something."""
    message = _message(person_id, update_id) | {"from": _user(person_id), "text": typed}
    if typed.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(typed)}]
    return {"update_id": update_id, "message": message}


def location(update_id: int, person_id: int, latitude: float, longitude: float) -> dict[str, Any]:
    """Somebody shared where they are."""
    where = {"latitude": latitude, "longitude": longitude}
    message = _message(person_id, update_id) | {"from": _user(person_id), "location": where}
    return {"update_id": update_id, "message": message}


def press(update_id: int, person_id: int, intent: Intent) -> dict[str, Any]:
    """Somebody pressed a button."""
    query = {
        "id": str(update_id),
        "from": _user(person_id),
        "chat_instance": "1",
        "message": _message(person_id, 1),
        "data": data_of(intent),
    }
    return {"update_id": update_id, "callback_query": query}


def _user(person_id: int) -> dict[str, Any]:
    return {"id": person_id, "is_bot": False, "first_name": "Ann", "language_code": "en"}


def _message(person_id: int, message_id: int) -> dict[str, Any]:
    chat = {"id": person_id, "type": "private", "first_name": "Ann"}
    return {"message_id": message_id, "date": int(time.time()), "chat": chat}
