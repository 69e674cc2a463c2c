"""The summary of a week, for whoever wants one on Sundays: when it comes, and what it suggests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.days import DAY, DayState, RecordWeek
from bot.domain.person import Person
from bot.domain.practice import Felt, Practice
from bot.domain.prompt import Answer, Prompt, PromptKind, Reason, wants_none
from bot.domain.schedule import Wish, instant

SUNDAY = 6
# At the earliest, and so long after the last time of the day, when that is done or not.
EARLIEST, AFTER_THE_LAST = time(18), timedelta(minutes=30)
# What could not be sent for so long is not sent any more.
LATEST = timedelta(hours=3)
# So often in a week it is no chance.
OFTEN = 3
TWICE = 2


class Suggestion(StrEnum):
    """What may suit somebody better by what they have answered in a week."""

    GENTLER = "gentler"
    SHORTER = "shorter"
    OTHER_HOUR = "other-hour"
    FEWER_DAYS = "fewer-days"
    MORE = "more"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """The week from Monday to Sunday, with one suggestion."""

    week: RecordWeek
    today: date
    suggestion: Suggestion

    @property
    def done(self) -> int:
        """On how many days something was done."""
        return sum(day.state is DayState.DONE for day in self.week.days)

    @property
    def asked(self) -> int:
        """How many days asked for an entry, or had one all the same."""
        states = (DayState.DONE, DayState.SKIPPED, DayState.MISSED, DayState.OPEN)
        return sum(day.state in states for day in self.week.days)


def next_sunday(day: date) -> date:
    """The first Sunday from a day on."""
    return day + DAY * ((SUNDAY - day.weekday()) % 7)


def comes_at(person: Person, wishes: Collection[Wish], on: date) -> datetime:
    """When the summary of a Sunday comes: at six, or half an hour after the last of their times on that day."""
    last = max((instant(on, wish.at, person.zone) for wish in wishes if wish.falls_on(on)), default=None)
    earliest = instant(on, EARLIEST, person.zone)
    return earliest if last is None else max(earliest, last + AFTER_THE_LAST)


def is_too_late(person: Person, wishes: Collection[Wish], on: date, now: datetime) -> bool:
    """Whether the summary of a Sunday does not come any more."""
    return now >= comes_at(person, wishes, on) + LATEST


def why_not(person: Person, on: date, now: datetime, *, waits: bool, late: bool) -> Reason | None:
    """Why somebody gets no summary on a Sunday, None where they get it; `waits` as with reminders."""
    if late:
        return Reason.LATE
    none = wants_none(person, on, now)
    return Reason.WAITS_FOR_ANSWER if none is None and waits else none


def suggestion(entries: Sequence[Practice], prompts: Sequence[Prompt]) -> Suggestion:
    """What a week's entries and prompts suggest: the first that is the case; what hurts goes before all else."""
    reminders = [prompt for prompt in prompts if prompt.kind is PromptKind.SLOT]
    answers = [prompt.answer for prompt in reminders]
    days = {prompt.day for prompt in reminders}
    done_on = {entry.day for entry in entries if entry.counts}
    if sum(entry.pain is not None and entry.pain.holds_back for entry in entries):
        return Suggestion.GENTLER
    if sum(entry.felt is Felt.HARD for entry in entries) >= TWICE:
        return Suggestion.SHORTER
    if answers.count(Answer.SNOOZED) >= OFTEN:
        return Suggestion.OTHER_HOUR
    if len(days - done_on) >= OFTEN:
        return Suggestion.FEWER_DAYS
    if days and days <= done_on and sum(entry.felt is Felt.EASY for entry in entries) >= TWICE:
        return Suggestion.MORE
    return Suggestion.KEEP
