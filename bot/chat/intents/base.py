"""What an intent is, how it stands on a button, and which words mean it where they stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from inspect import get_annotations
from typing import Any, ClassVar, Self, TypeAlias, dataclass_transform, get_args, get_type_hints


class Plain(StrEnum):
    """An intent without fields: its name on buttons, and the entry of `words.toml` whose words mean it."""

    words: str

    def __new__(cls, button: str, words: str = "") -> Self:
        plain = str.__new__(cls, button)
        plain._value_ = button
        plain.words = words
        return plain

    # The names stand in messages that people keep, so they stay.
    NONE_APPLY = "safe"  # No sign and no condition applies.
    TICKED = "ticked"  # All that applies is ticked.
    ASK_PLACE = "ask-place"  # Another city is wanted.
    ASK_LOCATION = "locate"  # Their location is to say where they are.
    OTHER_PLACE = "zone-no"  # It is another city.
    SHOW_TIMES = "times"  # The list of times.
    KEEP_TIMES = "time-cancel"  # The times stay as they are.
    ADVISE_TIME = "advise-time"  # Which time is best is not known.
    ADD_SLOT = "slot-add"  # One more time.
    LEAVE_IT = "leave-it"  # What was noticed changes nothing.
    OTHER_HOUR = "other-hour", "other_hour"  # Another hour for the reminders.
    FEWER_DAYS = "fewer-days", "fewer_days"  # Reminders on fewer days.
    TAKE_EARLY_TIMES = "early-yes"  # The times that were said early are right.
    DROP_EARLY_TIMES = "early-no"  # Other times are wanted.
    TODAY = "today", "today"  # The next stretch, now.
    ONE_MORE = "one-more", "one_more"  # The last stretch was done once more.
    DONE_YESTERDAY = "done-yesterday"  # Yesterday was done.
    TOO_HARD = "too-hard"  # The stretch is too hard.
    TOO_EASY = "too-easy"  # The stretch is too easy.
    LEAVE_RECORD = "record-leave"  # The record stays as it is.
    ENOUGH = "enough", "enough"  # Nothing more today.
    ASK_SAFETY = "ask-safety"  # The safety screens, anew.
    NO_SIGNS = "no-signs"  # None of the emergency signs is there: on to the conditions.
    EMERGENCY = "emergency", "emergency"  # An emergency sign was spoken of, or ticked.
    DOCTOR_TODAY = "doctor-today"  # A sign that a doctor should see today was spoken of.
    MINE = "mine"  # What was forwarded or quoted is about themselves.
    NOT_MINE = "not-mine"  # It is about somebody else.
    ALARM_OVER = "alarm-over"  # A professional has looked at the sign, and it is gone.
    MISTAKE = "alarm-mistake"  # The sign was said by mistake.
    NOT_YET = "alarm-not-yet"  # It is still there, or nobody has looked at it.
    ASK_SIGNS = "ask-signs"  # Something about the body was said: does one of the signs apply?
    ASK_HELP = "ask-help", "help_which"  # Help is wanted, and it is not clear which.
    TOO_YOUNG = "too-young"  # Somebody is under 18.
    ABOUT_BODY = "about-body"  # Something about the body that is not understood.
    UNLISTED = "unlisted"  # A condition that somebody has, for which there is nothing to tick.
    DIZZY = "dizzy"  # Somebody is dizzy.
    PAUSE_COMMAND = "pause-command"  # /pause alone: a timer that runs first.
    ASK_DATE = "pause-until"  # Until which date?
    PAST_DATE = "past-date"  # A date that is over.
    RESUME = "resume", "resume"  # Reminders, or a paused timer, go on.
    DROP_BREAK = "drop-break", "drop_break"  # No break, neither one that is on nor one that is to come.
    STOP_COMMAND = "stop-command"  # /stop: a timer that runs first.
    ASK_DELETE = "ask-delete", "delete"  # Everything is to be deleted, which is asked once.
    STAY = "stay"  # Nothing is stopped or deleted.
    WELCOME = "welcome"  # /start.
    SHOW_CONDITIONS = "applies", "applies"  # One of them applies: the conditions, to be ticked.
    CONSENT = "consent"  # They have asked a professional, or decide themselves.
    ASK_TIMES = "ask-times"  # /time alone: the list, or the step of /start that is still open.
    GENTLER = "gentler", "gentler"  # A short and gentle stretch, now.
    DESPAIR = "despair"  # Somebody does not want to live.
    REFUSE_DATE = "refuse-date"  # A date that is not understood.
    STOP_FOR_GOOD = "stop"  # No reminders any more; the record stays.
    ERASE = "delete"  # Yes, everything.
    GO_ON_SUBSCRIBING = "go-on-subscribing"  # Anything in the middle of /start: the step that is open.
    ABUSE = "abuse"  # Rude words.
    ADD_OWN = "own-add", "add_own"  # One more exercise of their own.
    LEAVE_OWN = "own-leave"  # What was asked of an exercise stays as it is.
    TAKE_LIST = "list-take"  # The exercises of the list become theirs.
    DROP_LIST = "list-drop"  # They do not.
    SHARE_LIST = "list-share"  # The list is to be shared by a link.
    SHOW_LINKS = "list-links"  # The links by which they share lists.
    NEW_ADDRESS = "calendar-new"  # Another private address for their calendar.
    END_ADDRESS = "calendar-end"  # No address any more.
    EXPORT = "export", "export"  # All that is kept of them, as a file.
    ASK_IMPORT = "import-how", "import"  # How a record comes in from elsewhere.
    IMPORT = "import"  # The file that was shown is taken.
    DROP_IMPORT = "import-drop"  # It is not.
    UNDO_IMPORT = "import-undo", "undo_import"  # The last import is taken back.
    STATUS = "status"  # How Limber is, for those who run it.
    NOT_THEIRS = "not-theirs"  # Words of somebody else, which mean nothing of theirs.
    NOT_UNDERSTOOD = "not-understood"  # Nothing that is known.


@dataclass_transform(frozen_default=True)
@dataclass(frozen=True)
class Base:
    """Makes a frozen dataclass of whatever derives from it."""

    def __init_subclass__(cls) -> None:
        # Without fields of its own it has from its base all that it needs: each costs the start most of a millisecond.
        if get_annotations(cls):
            dataclass(frozen=True)(cls)


_KINDS: dict[type[Detailed], Mapping[str, tuple[Any, bool]]] = {}


class Detailed(Base):
    """What somebody means, however they say it.

    `button` is its name on buttons, which stands in messages that people keep, so it stays; an intent without one is
    only said. `words` is the entry of `words.toml` whose words alone mean it, with nothing in its fields.

    On a button its whole number is the id of a row (0 for none), and its other fields, with dots between, are a short
    value.
    """

    button: ClassVar[str] = ""
    words: ClassVar[str] = ""

    def __init_subclass__(cls, *, button: str = "", words: str = "") -> None:
        super().__init_subclass__()
        cls.button, cls.words = button, words

    def carried(self) -> tuple[int, str]:
        """The row's id and the value."""
        row, parts = 0, []
        for name in _kinds(type(self)):
            value = getattr(self, name)
            if isinstance(value, int):
                row = value
            elif value is not None:
                parts.append(str(value))
        return row, ".".join(parts)

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        """The intent that a button carries; raises ValueError for a value that it never had."""
        kinds = _kinds(cls)
        texts = [name for name, (kind, _) in kinds.items() if kind is not int]
        if value and not texts:
            raise ValueError(value)
        parts = dict(zip(texts, value.split(".", max(0, len(texts) - 1)), strict=False))
        found: dict[str, Any] = {}
        for name, (kind, may_lack) in kinds.items():
            said = row if kind is int else parts.get(name, "")
            found[name] = None if may_lack and not said else kind(said)
        return cls(**found)


def _kinds(intent: type[Detailed]) -> Mapping[str, tuple[Any, bool]]:
    """The type of each field, and whether it may be None; found when the intent first stands on a button."""
    if intent not in _KINDS:
        hints = get_type_hints(intent)
        kinds = {field.name: get_args(hints[field.name]) or (hints[field.name],) for field in fields(intent)}
        _KINDS[intent] = {name: (of_field[0], type(None) in of_field) for name, of_field in kinds.items()}
    return _KINDS[intent]


Intent: TypeAlias = Plain | Detailed
