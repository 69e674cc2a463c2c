"""What somebody can mean about exercises of their own."""

from __future__ import annotations

from bot.chat.intents.base import Detailed
from bot.domain.own import OwnDraft, OwnStep


class ShowOwn(Detailed, button="own", words="mine"):
    """A page of the list of their own exercises."""

    page: int = 0


class _OfExercise(Detailed):
    """About the exercise with this id."""

    exercise_id: str


class OpenOwn(_OfExercise, button="own-open"):
    """One of them."""


class ChangeOwn(_OfExercise, button="own-change"):
    """What of it is to be another?"""


class AskRemoveOwn(_OfExercise, button="own-remove"):
    """Is it to go?"""


class RemoveOwn(_OfExercise, button="own-gone"):
    """It goes."""


class AskOwn(Detailed, button="own-ask"):
    """One thing of it is to be another."""

    step: OwnStep
    exercise_id: str


class AnswerOwn(Detailed, button="own-say"):
    """An answer about one of them, as a button carries it."""

    step: OwnStep
    value: str = ""


class TickOwnDays(Detailed, button="own-days"):
    """The weekdays that are ticked so far, as digits, Monday 0."""

    days: str = ""


class SayOwn(Detailed):
    """An answer about one of them as it was typed or sent, which may say more than was asked."""

    step: OwnStep
    said: OwnDraft


class OpenList(Detailed, button="list"):
    """The list of exercises that is shared under this token."""

    token: str


class RevokeList(Detailed, button="list-revoke"):
    """The link to a list of theirs is to lead nowhere."""

    list_id: int
