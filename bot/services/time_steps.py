"""What a given time leads to: the questions on the way, and the end."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import time

import orjson

from bot.domain.dialogue import Draft
from bot.domain.schedule import Occurrence, Wish
from bot.domain.timetext import Refusal, WhichHalf


@dataclass(frozen=True, slots=True)
class AskHalf:
    """Whether a bare hour means the morning or the evening."""

    which: WhichHalf


@dataclass(frozen=True, slots=True)
class AskHow:
    """What to do with the times that stand: before, and after each choice (None: it cannot be chosen)."""

    before: tuple[Wish, ...]
    added: tuple[Wish, ...] | None
    replaced: tuple[Wish, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class AskExtra:
    """Whether one more time wants one more stretch, or only one on an empty day."""

    mark: str


@dataclass(frozen=True, slots=True)
class AskDay:
    """Whether a time in the small hours belongs to the day before."""

    at: time
    mark: str


@dataclass(frozen=True, slots=True)
class Set:
    """The times as they are now.

    `from_tomorrow`: a prompt of today went out already. `done_already`: what was just done makes the first one
    needless.
    """

    wishes: tuple[Wish, ...]
    next: Occurrence | None
    from_tomorrow: bool
    subscribed: bool
    done_already: bool = False


@dataclass(frozen=True, slots=True)
class Stands:
    """The times that were given are those that stand already."""


@dataclass(frozen=True, slots=True)
class NotSet:
    """Nothing was changed, and why."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Closed:
    """The question that was answered is not open any more."""


Step = AskHalf | AskHow | AskExtra | AskDay | Set | Stands | NotSet | Closed


def _marked(wish: Wish) -> list[object]:
    """A wish as the mark of its draft has it; buttons of before wishes came every so many days keep theirs."""
    days: list[object] = [wish.at.isoformat("minutes"), sorted(wish.days)]
    return days if wish.every == 1 else [*days, wish.every]


def mark_of(draft: Draft) -> str:
    """A short mark of a draft, so that a button of an older question does not answer a newer one."""
    answered = {
        "wishes": [_marked(wish) for wish in draft.wishes],
        "slot": draft.slot_id,
        "how": draft.how,
        "extra": draft.extra,
        "before": draft.belongs_to_day_before,
    }
    return f"{zlib.crc32(orjson.dumps(answered)):x}"
