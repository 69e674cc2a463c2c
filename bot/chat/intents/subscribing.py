"""What somebody can mean about their safety, their place and their times."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import Self

from bot.chat.intents.base import Detailed
from bot.domain.dialogue import Extra, How, NightBelongsTo
from bot.domain.setting import Setting
from bot.domain.timetext import OtherDays, Refusal, Times, WhichHalf

EVERY_DAY_BITS = 127
# Ticked beside the conditions, and none of them.
EMERGENCY_SIGN = "emergency"


class KeepsOut(StrEnum):
    """Whether something stays out."""

    YES = "yes"
    NO = "no"


# The safety screen


class Tick(Detailed, button="tick"):
    """A condition, or an emergency sign, applies."""

    tag: str


class Untick(Detailed, button="untick"):
    """A condition does not apply."""

    tag: str


class KeepOut(Detailed, button="keep-out"):
    """Whether what a condition hides stays out; `tag` is the one on the button, None where it was typed."""

    stays: KeepsOut
    tag: str | None = None


class Has(Detailed):
    """A condition was spoken of: it is ticked, and the list shown."""

    tag: str


# Places


class ChoosePlace(Detailed, button="city"):
    """One of the cities on buttons: a big one by its zone, one that was offered by its number."""

    which: str


class NumberedPlace(Detailed):
    """One of the cities offered, by the number of its line."""

    number: int


class TypedPlace(Detailed):
    """A city as it was typed, and the times that were said with it."""

    text: str
    times: Times | None = None
    # Whether it says what the clock shows there, which is no city.
    tells_time: bool = False


class SaidPlace(Detailed):
    """Where they say they are, which may be no city: "I'm in bed"."""

    text: str


class ConfirmPlace(Detailed, button="zone-yes"):
    """The city is right: the one on the button by its zone and its mark; neither where it was typed."""

    zone: str | None = None
    # Buttons had none at first.
    mark: str | None = None


# Times


class GiveTimes(Detailed):
    """Times as they were said; they answer the open question where it is about one slot."""

    said: Times | OtherDays | WhichHalf | Refusal
    slot_id: int | None = None
    how: How | None = None


class MoveTimes(Detailed):
    """The time that stands comes so many minutes later, below 0 earlier; 0 where it was not said how many."""

    minutes: int


def _time(value: str) -> time:
    """A time as a button carries it, "18.40"."""
    hour, minute = value.split(".")
    return time(int(hour), int(minute))


class TapTime(Detailed, button="time"):
    """A time on a button."""

    at: time

    def carried(self) -> tuple[int, str]:
        return 0, f"{self.at:%H.%M}"

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(_time(value))


class AddOrReplace(Detailed, button="time-how"):
    """What becomes of the times that stand; `mark` names the draft, None the one that is open."""

    how: How
    mark: str | None = None


class SayExtra(Detailed, button="time-extra"):
    """What one more time brings."""

    extra: Extra
    mark: str | None = None


class SayNight(Detailed, button="time-day"):
    """To which day a time in the small hours belongs."""

    day: NightBelongsTo
    mark: str | None = None


class _OfSlot(Detailed):
    """About one of a person's times."""

    slot_id: int


class ShowSlot(_OfSlot, button="slot"):
    """One time with its days."""


class SetDays(_OfSlot, button="slot-days"):
    """The days on which a time comes."""

    days: frozenset[int]

    def carried(self) -> tuple[int, str]:
        return self.slot_id, str(sum(1 << day for day in self.days))

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        bits = int(value)
        if not 0 <= bits <= EVERY_DAY_BITS:
            raise ValueError(value)
        return cls(row, frozenset(day for day in range(7) if bits >> day & 1))


class AskSlotPlace(_OfSlot, button="slot-place"):
    """Where are they at a time?"""


class PlaceSlot(_OfSlot, button="slot-at"):
    """Where they are at a time; None for where they always stretch."""

    place: Setting | None

    def carried(self) -> tuple[int, str]:
        return self.slot_id, self.place.value if self.place else ""

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(row, Setting(value) if value else None)


class ChangeSlot(_OfSlot, button="slot-change"):
    """Another hour for a time."""


class MoveSlot(_OfSlot, button="slot-move"):
    """This hour for a time, as was offered."""

    at: time

    def carried(self) -> tuple[int, str]:
        return self.slot_id, f"{self.at:%H.%M}"

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(row, _time(value))


class KeepHour(_OfSlot, button="slot-keep"):
    """A time stays at its hour, whenever it is answered."""


class RemoveSlot(_OfSlot, button="slot-remove"):
    """A time is to go."""
