"""What somebody can mean about breaks, settings, pages, and what is only talk."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from bot.chat.intents.base import Detailed
from bot.domain.days import Span
from bot.services.preferences import Option

LONGEST_PAUSE_DAYS = 7


class Switch(StrEnum):
    """Whether something is to be so."""

    ON = "on"
    OFF = "off"


class Page(StrEnum):
    """The pages of text, by the commands that show them."""

    STATS = "stats"
    PRECAUTIONS = "precautions"
    SOURCES = "sources"
    HELP = "help"
    PRIVACY = "privacy"


# Breaks, the end, and the way back


class AskBreak(Detailed, button="ask-break", words="away"):
    """For how long are the reminders to rest? `question` is the message that asks."""

    question: str = "pause-ask"


class Rest(Detailed, button="pause"):
    """Reminders rest for some days, until a date, or until resumed; at once, or from the first day off on."""

    days: int | None = None
    until: date | None = None
    away_on: date | None = None

    def carried(self) -> tuple[int, str]:
        if self.until is not None or self.away_on is not None:
            return 0, f"{self.away_on or ''}.{self.until or ''}"
        return 0, "open" if self.days is None else str(self.days)

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        if value == "open":
            return cls()
        first, dot, until = value.partition(".")
        if dot:
            return cls(None, *(date.fromisoformat(day) if day else None for day in (until, first)))
        days = int(value)
        if not 0 < days <= LONGEST_PAUSE_DAYS:
            raise ValueError(value)
        return cls(days)


class ChangeBreak(Detailed):
    """The break that is on, or planned, takes some days more, or ends on another day."""

    days: int | None = None
    until: date | None = None


class OfferBreak(Detailed):
    """Breaks that may be meant: is it one of them?"""

    breaks: tuple[Rest, ...]


class WhichDate(Detailed):
    """One of two dates, and it is not clear which."""

    first: date
    second: date


class AskStop(Detailed, button="ask-stop", words="leave"):
    """Is the record to stay? `question` is the message that asks."""

    question: str = "stop-ask"


# Pages


class ShowSettings(Detailed, button="settings"):
    """A page of the settings."""

    page: str = ""


class Choose(Detailed, button="set"):
    """Something is set."""

    choice: Option
    value: str


class AskSetUp(Detailed, button="set-up-ask"):
    """The screen that fits Limber to them: where, what for, how much, and the floor."""


class SetUp(Detailed, button="set-up"):
    """Something is set on that screen."""

    choice: Option
    value: str


class EndSetUp(Detailed, button="set-up-end"):
    """That screen is as they want it."""


class SetSound(Detailed, button="sound"):
    """The timer's sound."""

    on: Switch


class Speak(Detailed, button="language"):
    """Another language."""

    language: str


class ReachFloor(Detailed, button="floor"):
    """Whether the floor is within easy reach."""

    easy: Switch


class SayAge(Detailed, button="age"):
    """Whether they are 65 or over."""

    from_65: Switch


class TakeLonger(Detailed, button="longer-holds"):
    """Whether they want the longer holds that were offered."""

    on: Switch


class TakeShorter(Detailed, button="shorter", words="shorter"):
    """Whether stretches are to be shorter from now on."""

    on: Switch = Switch.ON


class TakeChance(Detailed, button="chance"):
    """Whether a reminder without an answer is to be shown once more, as was offered."""

    on: Switch


class TakeSummary(Detailed, button="summary"):
    """Whether a summary of the week is to come on Sundays, as was offered."""

    on: Switch


class Browse(Detailed, button="browse"):
    """What to browse by, or the values of it."""

    facet: str = ""


class ShowShelf(Detailed, button="shelf"):
    """A page of a shelf."""

    page: int = 0
    shelf: str = ""


class _OnShelf(Detailed):
    """About one stretch, with the shelf and the page from which it was taken."""

    page: int
    place: str


class OpenStretch(_OnShelf, button="open"):
    """One stretch of a shelf."""


class Mind(_OnShelf, button="mind"):
    """All that is to be minded at the stretch on the page."""


class Favour(_OnShelf, button="favourite"):
    """The stretch on the page is a favourite."""


class NotForMe(_OnShelf, button="not-for-me"):
    """The stretch on the page is not for them."""


class Unlike(_OnShelf, button="unlike"):
    """They think nothing special of it."""


class ShowPlan(Detailed, button="plan", words="plan"):
    """What comes in the coming seven days."""


class ShowCalendar(Detailed, button="calendar", words="calendar"):
    """Their times as a file for a calendar, and the address to subscribe to."""


class PlanDay(Detailed, button="plan-day"):
    """The times of one of these days, to be swapped; None for all days."""

    on: date | None

    def carried(self) -> tuple[int, str]:
        return 0, "" if self.on is None else self.on.isoformat()

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        return cls(date.fromisoformat(value) if value else None)


class Swap(Detailed, button="swap"):
    """Another one for a time on a date, as the choice of this number: pressed twice it is made once."""

    slot_id: int
    on: date
    turn: int

    def carried(self) -> tuple[int, str]:
        return self.slot_id, f"{self.on.isoformat()}.{self.turn}"

    @classmethod
    def from_button(cls, row: int, value: str) -> Self:
        on, _, turn = value.partition(".")
        return cls(row, date.fromisoformat(on), int(turn))


class ShowPage(Detailed, button="page"):
    """A page of text: stats, precautions, sources, help, privacy."""

    name: Page


class ShowRecord(Detailed, button="record"):
    """The record of so many weeks, as a picture and in words."""

    span: Span = Span.WEEKS


# Talk


class Remark(Detailed):
    """Something that one message answers, by its name, and that changes nothing."""

    name: str
