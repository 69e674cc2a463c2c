"""The parts of a day that are told beside an hour, and the hour of 24 that both mean together."""

from collections.abc import Mapping
from enum import StrEnum


class Half(StrEnum):
    """A part of the day; the values are the fields of `time.toml` with its words."""

    AM = "am"
    PM = "pm"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    NOON = "noon"
    MIDNIGHT = "midnight"

    @property
    def hour_alone(self) -> int | None:
        """The hour that it is without another one; None where it is a stretch of time."""
        match self:
            case Half.NOON | Half.MIDDAY:
                return 12
            case Half.MIDNIGHT:
                return 0
        return None

    @property
    def may_go_first(self) -> bool:
        """Whether an hour may follow it: "in the evening at 8"; "noon 8" is two times, and nobody says "pm 8"."""
        return self not in {Half.AM, Half.PM, Half.NOON, Half.MIDNIGHT}


_OF_24 = {hour: hour for hour in range(13, 24)}
# The hour of 24 that each written hour is in a part of the day; the others are in no such part.
_HOURS: Mapping[Half, Mapping[int, int]] = {
    Half.AM: {hour: hour % 12 for hour in range(13)},
    Half.PM: {hour: hour % 12 + 12 for hour in range(1, 13)} | _OF_24,
    Half.MORNING: {hour: hour for hour in range(12)},
    Half.MIDDAY: {11: 11, 12: 12, 13: 13, 14: 14, 1: 13, 2: 14},
    Half.AFTERNOON: {12: 12} | {hour: hour + 12 for hour in range(1, 11)} | _OF_24,
    Half.EVENING: {hour: hour + 12 for hour in range(1, 12)} | _OF_24,
    # The small hours and the late evening; nobody says it of five o'clock.
    Half.NIGHT: {0: 0, 12: 0}
    | {hour: hour for hour in (*range(1, 5), *range(18, 24))}
    | {hour: hour + 12 for hour in range(6, 12)},
    Half.NOON: {12: 12},
    Half.MIDNIGHT: {0: 0, 12: 0},
}


def hour_told(hour: int, half: Half | None) -> int | None:
    """The hour of 24 of a written hour; None where no such hour is in that part of the day."""
    return hour if half is None else _HOURS[half].get(hour)
