"""What a given time leads to: the questions on the way, the draft that is kept between them, and the end."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

import orjson

from bot.domain.person import Dialogue
from bot.domain.schedule import Occurrence, Wish
from bot.domain.timetext import Refusal, WhichHalf


class How(StrEnum):
    """What becomes of the times that stand when new ones are given."""

    ADD = "add"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Draft:
    """New times on their way, with what was answered about them so far; `slot_id` is the one to change."""

    wishes: tuple[Wish, ...]
    slot_id: int | None = None
    how: How | None = None
    extra: bool | None = None
    belongs_to_day_before: bool | None = None

    def written(self) -> str:
        return orjson.dumps(
            {
                "wishes": [[wish.at.isoformat("minutes"), sorted(wish.days)] for wish in self.wishes],
                "slot": self.slot_id,
                "how": self.how,
                "extra": self.extra,
                "before": self.belongs_to_day_before,
            }
        ).decode()

    @classmethod
    def read(cls, said: str) -> Draft:
        raw = orjson.loads(said)
        return cls(
            tuple(Wish(time.fromisoformat(at), frozenset(days)) for at, days in raw["wishes"]),
            raw["slot"],
            None if raw["how"] is None else How(raw["how"]),
            raw["extra"],
            raw["before"],
        )


@dataclass(frozen=True, slots=True)
class AskedHalf:
    """Whether a bare hour means the morning or the evening."""

    which: WhichHalf


@dataclass(frozen=True, slots=True)
class AskedHow:
    """What to do with the times that stand: before, and after each choice (None: it cannot be chosen)."""

    before: tuple[Wish, ...]
    added: tuple[Wish, ...] | None
    replaced: tuple[Wish, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class AskedExtra:
    """Whether one more time wants one more stretch, or only one on an empty day."""

    mark: str


@dataclass(frozen=True, slots=True)
class AskedDay:
    """Whether a time in the small hours belongs to the day before."""

    at: time
    mark: str


@dataclass(frozen=True, slots=True)
class Set:
    """The times as they are now; `from_tomorrow` when a prompt of today went out already, `done_already` when what was
    just done makes the first one needless."""

    wishes: tuple[Wish, ...]
    next: Occurrence | None
    from_tomorrow: bool
    subscribed: bool
    done_already: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """The times that were given are those that stand already."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed, and why."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Closed:
    """The question that was answered is not open any more."""


Step = AskedHalf | AskedHow | AskedExtra | AskedDay | Set | Stands | Refused | Closed


def mark_of(draft: Draft) -> str:
    """A short mark of a draft, so that a button of an older question does not answer a newer one."""
    return f"{zlib.crc32(draft.written().encode()):x}"


def which_half(dialogue: Dialogue) -> tuple[int, int | None]:
    """The hour that was asked about, and the slot that it was meant for."""
    hour, slot_id = dialogue.said.split()
    return int(hour), int(slot_id) or None
