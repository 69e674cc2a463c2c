"""What a button carries: an action, the id of its row and a short value, in at most 64 bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
MOST_BYTES = 64
LARGEST_ROW = 2**63 - 1
FORM = re.compile(r"1:([a-z][a-z-]*):([0-9]{0,19}):([A-Za-z0-9_./+-]{0,40})", re.ASCII)


class Action(StrEnum):
    """What a button asks for; the values stand in messages that people keep, so they stay."""

    SAFE = "safe"
    APPLIES = "applies"
    TICK = "tick"
    UNTICK = "untick"
    TICKED = "ticked"
    CONSENT = "consent"
    CITY = "city"
    LOCATE = "locate"
    ZONE_YES = "zone-yes"
    ZONE_NO = "zone-no"
    TIME = "time"
    TIME_HOW = "time-how"
    TIME_EXTRA = "time-extra"
    TIME_DAY = "time-day"
    TIME_CANCEL = "time-cancel"
    SLOT = "slot"
    SLOT_DAYS = "slot-days"
    SLOT_CHANGE = "slot-change"
    SLOT_REMOVE = "slot-remove"
    SLOT_ADD = "slot-add"
    TIMES = "times"
    TODAY = "today"
    START = "start"
    START_INSTEAD = "start-instead"
    KEEP_RUNNING = "keep-running"
    DONE = "done"
    ONE_MORE = "one-more"
    SNOOZE = "snooze"
    SNOOZE_FOR = "snooze-for"
    SKIP = "skip"
    SKIP_WHY = "skip-why"
    ANOTHER = "another"
    MORE = "more"
    LESS = "less"
    UNDO = "undo"
    HOLD = "hold"
    DONE_ANYWAY = "done-anyway"
    START_AGAIN = "start-again"
    PAIN = "pain"
    COMPARED = "compared"
    PAIN_ASK = "pain-ask"
    GENTLER = "gentler"
    ENOUGH = "enough"
    SIGNS = "signs"
    PAUSE = "pause"
    PAUSE_UNTIL = "pause-until"
    RESUME = "resume"
    STOP = "stop"
    DELETE = "delete"
    STAY = "stay"
    SOUND = "sound"
    SETTINGS = "settings"
    SET = "set"
    LANGUAGE = "language"
    FLOOR = "floor"
    BROWSE = "browse"
    SHELF = "shelf"
    OPEN = "open"
    BEGIN = "begin"
    FAVOURITE = "favourite"
    NOT_FOR_ME = "not-for-me"
    UNLIKE = "unlike"
    LACK = "lack"
    SESSION = "session"
    WARM_UP = "warm-up"


@dataclass(frozen=True, slots=True)
class Button:
    """One press; `row` is 0 where it is about no row."""

    action: Action
    row: int = 0
    value: str = ""

    def written(self) -> str:
        """The button's callback data."""
        data = f"{VERSION}:{self.action}:{self.row or ''}:{self.value}"
        if len(data.encode()) > MOST_BYTES or FORM.fullmatch(data) is None:
            raise ValueError(f"{self.action} cannot carry {self.value!r}")
        return data


def read(data: str | None) -> Button | None:
    """The button that carries this data, or None where it is forged, broken or of another version."""
    found = FORM.fullmatch(data or "")
    if found is None:
        return None
    action, row, value = found.groups()
    try:
        button = Button(Action(action), int(row or 0), value)
    except ValueError:
        return None
    return button if button.row <= LARGEST_ROW else None
