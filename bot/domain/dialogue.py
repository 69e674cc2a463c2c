"""The question that is open in a person's chat, with all that an answer needs; an answer may be typed or pressed.

A person has one open question or none. It is kept as tagged JSON (storage/dialogues.py), so a field that is renamed or
changes its meaning needs a migration.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from bot.domain.alarm import AlarmKind
from bot.domain.own import NOTHING_SAID, OwnDraft, OwnStep
from bot.domain.place import Place
from bot.domain.schedule import Wish


class StartStep(StrEnum):
    """What of /start has no answer yet."""

    SAFETY = "safety"
    PLACE = "place"
    TIME = "time"


class How(StrEnum):
    """What becomes of the times that stand when new ones are given."""

    ADD = "add"
    REPLACE = "replace"


class Extra(StrEnum):
    """What one more time brings: one more stretch, or one only where nothing is done yet."""

    ALWAYS = "yes"
    IF_NOTHING_DONE = "no"


class NightBelongsTo(StrEnum):
    """The day to which a time in the small hours belongs."""

    DAY_BEFORE = "before"
    NEW_DAY = "new"


@dataclass(frozen=True, slots=True)
class Draft:
    """New times on their way, with what was answered about them so far; `slot_id` is the one to change."""

    wishes: tuple[Wish, ...]
    slot_id: int | None = None
    how: How | None = None
    extra: bool | None = None
    belongs_to_day_before: bool | None = None

    def answered(self, said: How | Extra | NightBelongsTo) -> Draft:
        """The times with one more answer about them."""
        match said:
            case How():
                return replace(self, how=said)
            case Extra():
                return replace(self, extra=said is Extra.ALWAYS)
            case NightBelongsTo():
                return replace(self, belongs_to_day_before=said is NightBelongsTo.DAY_BEFORE)


@dataclass(frozen=True, slots=True)
class SafetyScreen:
    """Is one of the emergency signs there? `then` is what comes after the screens, as a button carries it, or empty."""

    then: str = ""


@dataclass(frozen=True, slots=True)
class ConditionsQuestion:
    """Does one of the conditions apply?"""

    then: str = ""


@dataclass(frozen=True, slots=True)
class ConditionsScreen:
    """Which conditions apply? `advised` once the advice about what is ticked was shown."""

    then: str = ""
    advised: bool = False


@dataclass(frozen=True, slots=True)
class AskedAlarm:
    """Has a professional looked at the sign, and is it gone?"""


@dataclass(frozen=True, slots=True)
class AskedMistake:
    """The sign was said by mistake: is none of them there now?"""


@dataclass(frozen=True, slots=True)
class AskedWhose:
    """Is the sign in what was forwarded or quoted their own?"""

    alarm: AlarmKind


@dataclass(frozen=True, slots=True)
class ChoosingPlace:
    """Where do you live? Among these, where some were offered; any city else."""

    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmingPlace:
    """Is it the first of these? The others stand behind `Another city`."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class AskedTime:
    """At which time? For `slot_id` where one is to change; one more where it `adds`."""

    slot_id: int | None = None
    adds: bool = False


@dataclass(frozen=True, slots=True)
class AskedEarlyTimes:
    """Are the times that were said before they were asked for the right ones?"""


@dataclass(frozen=True, slots=True)
class AskedHalf:
    """Is `hour` (1 to 12) in the morning or in the evening?"""

    hour: int
    slot_id: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmingTimes:
    """Are the new times to be added, or to replace those that stand?"""

    draft: Draft


@dataclass(frozen=True, slots=True)
class AskedExtra:
    """Does one more time mean one more stretch, or only one where nothing is done yet?"""

    draft: Draft


@dataclass(frozen=True, slots=True)
class AskedDay:
    """Does a time in the small hours belong to the day before?"""

    draft: Draft


@dataclass(frozen=True, slots=True)
class AskedBreak:
    """For how long, or until when, are the reminders to rest?

    With days: from the first one off until the first one back, which a "yes" takes?
    """

    away_on: date | None = None
    back_on: date | None = None

    @property
    def offers(self) -> bool:
        """Whether a break is offered."""
        return self.away_on is not None or self.back_on is not None


@dataclass(frozen=True, slots=True)
class AskedStop:
    """Is the record to stay when the reminders stop?"""


@dataclass(frozen=True, slots=True)
class AskedDelete:
    """Is everything to be deleted?"""


@dataclass(frozen=True, slots=True)
class AskedPain:
    """How bad is it? About this entry; about none where there is none today."""

    practice_id: int | None = None


@dataclass(frozen=True, slots=True)
class AskedCompared:
    """How is the pain, compared with the day before?"""


@dataclass(frozen=True, slots=True)
class AskedSigns:
    """Is one of the emergency signs there? `tag` is the condition that is asked about where none is, or empty."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class AskedTag:
    """Is what this condition hides to stay out? Asked of somebody who spoke of what it is about."""

    tag: str


@dataclass(frozen=True, slots=True)
class AskedSnooze:
    """How long is the prompt to be put off?"""


@dataclass(frozen=True, slots=True)
class AskedFloor:
    """Is the floor within easy reach?"""


@dataclass(frozen=True, slots=True)
class AskedAge:
    """Are they 65 or over?"""


@dataclass(frozen=True, slots=True)
class AskedLonger:
    """Do they want longer holds?"""


@dataclass(frozen=True, slots=True)
class ChoosingLanguage:
    """In which language to begin? Asked of somebody new whose own Limber does not speak."""


@dataclass(frozen=True, slots=True)
class AskedOwn:
    """What of an exercise of their own: of a new one, of which `draft` is known, or else of the one with this id?

    `by` is the update that has led to this question: handled again it answers none.
    """

    step: OwnStep
    draft: OwnDraft = NOTHING_SAID
    exercise_id: str = ""
    by: int = 0


@dataclass(frozen=True, slots=True)
class AskedList:
    """Are these exercises, which somebody else has put together, to be theirs? `shares`: or to be shared by them."""

    exercises: tuple[OwnDraft, ...]
    title: str = ""
    shares: bool = False


@dataclass(frozen=True, slots=True)
class AskedImport:
    """Is what this file says to be taken? Nothing of it is kept; `habits` are the numbers of those that are ticked."""

    file_id: str
    name: str = ""
    habits: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ConfirmingBroadcast:
    """Is this broadcast to go to everybody? Asked of who runs Limber."""

    broadcast_id: int


@dataclass(frozen=True, slots=True)
class AskedChange:
    """Is this change of the record to be kept? `keeps` is what a yes means, as a button carries it."""

    keeps: str


@dataclass(frozen=True, slots=True)
class OnPage:
    """No question: a page of buttons is open, whose labels may be typed until a newer prompt came.

    `page` is what leads to it, as a button carries it; `after_prompt` the latest prompt when it was opened, or 0;
    `message_id` the message that shows it, or 0 where that does not matter.
    """

    page: str
    after_prompt: int = 0
    message_id: int = 0


AboutSafety: TypeAlias = SafetyScreen | ConditionsQuestion | ConditionsScreen
AboutDraft: TypeAlias = ConfirmingTimes | AskedExtra | AskedDay
Dialogue: TypeAlias = (
    AboutSafety
    | AskedAlarm
    | AskedMistake
    | AskedWhose
    | ChoosingPlace
    | ConfirmingPlace
    | AskedTime
    | AskedEarlyTimes
    | AskedHalf
    | AboutDraft
    | AskedBreak
    | AskedStop
    | AskedDelete
    | AskedPain
    | AskedCompared
    | AskedSigns
    | AskedTag
    | AskedSnooze
    | AskedFloor
    | AskedAge
    | AskedLonger
    | ChoosingLanguage
    | AskedOwn
    | AskedList
    | AskedImport
    | ConfirmingBroadcast
    | AskedChange
    | OnPage
)


def wants_answer(dialogue: Dialogue | None) -> bool:
    """Whether a question is open whose answer must not be taken for that of one more: a page of buttons is none."""
    return not isinstance(dialogue, OnPage | None)
