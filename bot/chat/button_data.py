"""What a button carries: an intent written short, in at most 64 bytes."""

from __future__ import annotations

import re

from bot.chat.intents import KINDS
from bot.chat.intents.base import Intent, Plain

VERSION = "1"
MOST_BYTES = 64
LARGEST_ROW = 2**63 - 1
FORM = re.compile(r"1:([a-z][a-z-]*):([0-9]{0,19}):([A-Za-z0-9_./+-]{0,40})", re.ASCII)
ON_BUTTONS = {kind.button: kind for kind in KINDS if kind.button}


def data_of(intent: Intent) -> str:
    """The callback data of a button; raises ValueError where the intent does not fit on one."""
    if isinstance(intent, Plain):
        name, row, value = str(intent), 0, ""
    else:
        name, (row, value) = intent.button, intent.carried()
    data = f"{VERSION}:{name}:{row or ''}:{value}"
    if len(data.encode()) > MOST_BYTES or FORM.fullmatch(data) is None:
        raise ValueError(f"{intent} does not fit on a button")
    return data


def intent_of(data: str | None) -> Intent | None:
    """What a button with this data means; None where it is forged, broken or of another version."""
    found = FORM.fullmatch(data or "")
    if found is None or int(found[2] or 0) > LARGEST_ROW:
        return None
    name, row, value = found[1], int(found[2] or 0), found[3]
    try:
        return ON_BUTTONS[name].from_button(row, value) if name in ON_BUTTONS else Plain(name)
    except ValueError:
        return None
