"""What somebody can mean about a stretch, its timer, and how it felt."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from bot.chat.intents.base import Detailed, Plain
from bot.domain.alarm import AlarmKind
from bot.domain.hold import Press
from bot.domain.person import Liking
from bot.domain.practice import Compared, Felt, Pain
from bot.domain.prompt import SnoozeFor
from bot.domain.setting import Setting
from bot.domain.snooze import SnoozeAfter, SnoozeUntil, snooze_of


class SignsThere(StrEnum):
    """Whether one of the emergency signs is there."""

    NONE = "none"
    ONE = "one"


class WarmUpFirst(StrEnum):
    """Whether two minutes of walking come before a timer."""

    WITH = "with"
    WITHOUT = "without"


# Prompts and their answers


class _OfPrompt(Detailed):
    """About a prompt; None for the one that is meant."""

    prompt_id: int | None = None


class _OfOnePrompt(Detailed):
    """About a prompt that is named."""

    prompt_id: int


class Begin(Detailed, button="begin"):
    """This stretch, now."""

    stretch_id: str


class Done(_OfPrompt, button="done"):
    """A stretch is done; None for whichever is meant."""


class DoneAnyway(Detailed, button="done-anyway"):
    """Done although the timer lost count or something hurt."""

    hold_id: int


class Undo(Detailed, button="undo", words="undo"):
    """An entry is to be taken back, None for the last."""

    practice_id: int | None = None


class Feel(Detailed, button="felt"):
    """How hard the stretch of an entry was, None for the last one of today."""

    practice_id: int | None
    felt: Felt


class Skip(_OfPrompt, button="skip", words="skip"):
    """Not this one."""


class SkipRunning(Detailed, button="skip-running"):
    """Not the stretch that the timer guides, None for the one that runs: on to the next, or the end of the timer."""

    hold_id: int | None = None


class OnToNext(Detailed):
    """On to what comes next: in a session the next stretch, else it is asked what is meant."""


class OtherSide(Detailed):
    """On to the other side of the stretch that the timer guides."""


class SayWhy(Detailed, button="skip-why"):
    """Why it was skipped."""

    prompt_id: int
    why: str


class Another(_OfPrompt, button="another", words="another"):
    """A different stretch in its place."""


class NotHere(_OfPrompt, button="not-here", words="not-here"):
    """The place where they are is none for this one."""


class StretchAt(_OfOnePrompt, button="stretch-at"):
    """Where they are at the time of a prompt."""

    place: Setting


class More(_OfPrompt, button="more", words="more"):
    """More about the stretch."""


class ShowSnooze(_OfOnePrompt, button="snooze"):
    """Not now: how long can it be put off, and what else can become of it?"""


class Snooze(Detailed, button="snooze-for"):
    """The prompt is to come later; None as a choice where how long is not understood."""

    prompt_id: int | None
    choice: SnoozeFor | SnoozeAfter | SnoozeUntil | None

    def carried(self) -> tuple[int, str]:
        choice = self.choice
        return self.prompt_id or 0, choice.value if isinstance(choice, SnoozeFor | SnoozeUntil) else ""

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(row, snooze_of(value) if value else None)


class Later(Detailed):
    """Some time later today, and not clear when: "after lunch". The open prompt, or else a time for the reminders."""


class ShowButtons(_OfOnePrompt, button="less"):
    """The prompt's own buttons again."""


class Lack(Detailed, button="lack"):
    """A piece of gear is not there."""

    prompt_id: int
    gear: str


class LackSaid(Detailed):
    """A piece of gear is not there, as somebody says: of the stretch that is open, or in general."""

    gear: str


class LikeShown(Detailed):
    """What they think of the stretch that is open."""

    liking: Liking


# Timers


class Start(_OfPrompt, button="start", words="start"):
    """The timer of a prompt."""


class StartInstead(_OfOnePrompt, button="start-instead"):
    """This timer in the place of the one that runs."""


class StartAgain(_OfOnePrompt, button="start-again"):
    """The timer once more from the beginning."""


class KeepRunning(Detailed, button="keep-running"):
    """The timer that runs goes on."""

    hold_id: int | None = None


class PressHold(Detailed, button="hold"):
    """A button of the timer, None for the one that runs."""

    hold_id: int | None
    press: Press


class WarmUp(Detailed, button="warm-up"):
    """Whether a warm-up comes before the timer; None leads to the question."""

    prompt_id: int
    choice: WarmUpFirst | None = None


class Session(Detailed, button="session"):
    """A session of so many minutes; None leads to the question."""

    minutes: int | None = None

    def carried(self) -> tuple[int, str]:
        return 0, "" if self.minutes is None else str(self.minutes)

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(int(value) if value else None)


# Pain and signs


class Hurts(Detailed):
    """It hurts, and perhaps how much."""

    pain: Pain | None = None


class RatePain(Detailed, button="pain"):
    """How much it hurt."""

    practice_id: int | None
    pain: Pain


class AskPain(Detailed, button="pain-ask"):
    """Any pain? About an entry."""

    practice_id: int


class ComparePain(Detailed, button="compared"):
    """How a pain is, compared with the day before."""

    said: Compared


class DoctorSoon(Detailed):
    """A sign for a doctor soon was spoken of; `then` is what the text means besides, None where it is nothing."""

    then: Plain | Detailed | None


class AskWhose(Detailed):
    """A sign in what somebody forwarded or quoted: is it about themselves?"""

    kind: AlarmKind


class SignOfMinor(Detailed):
    """A sign that goes before everything, from somebody who says that they are under 18."""

    sign: Plain


class SaySigns(Detailed, button="signs"):
    """Whether one of the emergency signs is there."""

    there: SignsThere
