"""What a button carries: an intent written short, in at most 64 bytes."""

from __future__ import annotations

import re

from bot.chat.intents.base import Detailed, Intent, Plain
from bot.chat.intents.pages import (
    Browse,
    Choose,
    Favour,
    NotForMe,
    OpenStretch,
    ReachFloor,
    Rest,
    SetSound,
    ShowSettings,
    ShowShelf,
    Speak,
    Unlike,
)
from bot.chat.intents.stretching import (
    Another,
    AskPain,
    Begin,
    ComparePain,
    Done,
    DoneAnyway,
    KeepRunning,
    Lack,
    More,
    PressHold,
    RatePain,
    SaySigns,
    SayWhy,
    Session,
    ShowButtons,
    ShowSnooze,
    Skip,
    Snooze,
    Start,
    StartAgain,
    StartInstead,
    Undo,
    WarmUp,
)
from bot.chat.intents.subscribing import (
    AddOrReplace,
    ChangeSlot,
    ChoosePlace,
    ConfirmPlace,
    RemoveSlot,
    SayExtra,
    SayNight,
    SetDays,
    ShowSlot,
    TapTime,
    Tick,
    Untick,
)

VERSION = "1"
MOST_BYTES = 64
LARGEST_ROW = 2**63 - 1
FORM = re.compile(r"1:([a-z][a-z-]*):([0-9]{0,19}):([A-Za-z0-9_./+-]{0,40})", re.ASCII)

# The names stand in messages that people keep, so they stay.
ACTIONS: dict[str, type[Detailed]] = {
    "tick": Tick,
    "untick": Untick,
    "city": ChoosePlace,
    "zone-yes": ConfirmPlace,
    "time": TapTime,
    "time-how": AddOrReplace,
    "time-extra": SayExtra,
    "time-day": SayNight,
    "slot": ShowSlot,
    "slot-days": SetDays,
    "slot-change": ChangeSlot,
    "slot-remove": RemoveSlot,
    "start": Start,
    "start-instead": StartInstead,
    "keep-running": KeepRunning,
    "done": Done,
    "snooze": ShowSnooze,
    "snooze-for": Snooze,
    "skip": Skip,
    "skip-why": SayWhy,
    "another": Another,
    "more": More,
    "less": ShowButtons,
    "undo": Undo,
    "hold": PressHold,
    "done-anyway": DoneAnyway,
    "start-again": StartAgain,
    "pain": RatePain,
    "compared": ComparePain,
    "pain-ask": AskPain,
    "signs": SaySigns,
    "pause": Rest,
    "sound": SetSound,
    "settings": ShowSettings,
    "set": Choose,
    "language": Speak,
    "floor": ReachFloor,
    "browse": Browse,
    "shelf": ShowShelf,
    "open": OpenStretch,
    "begin": Begin,
    "favourite": Favour,
    "not-for-me": NotForMe,
    "unlike": Unlike,
    "session": Session,
    "warm-up": WarmUp,
    "lack": Lack,
}
NAMES = {intent: name for name, intent in ACTIONS.items()}


def data_of(intent: Intent) -> str:
    """The callback data of a button."""
    name, (row, value) = (
        (intent, (0, "")) if isinstance(intent, Plain) else (NAMES[type(intent)], intent.carried())
    )
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
        return ACTIONS[name].from_button(row, value) if name in ACTIONS else Plain(name)
    except ValueError:
        return None
