"""What stands on buttons that set something, whatever page they are on: marks, options, weekdays, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.chat.intents.base import Intent
from bot.chat.intents.pages import Choose, ShowSettings
from bot.chat.views.view import Key, Voice
from bot.domain.calendar_week import CalendarWeek
from bot.domain.person import Person
from bot.services.preferences import ANYWHERE, Option

CHOSEN, OPEN = "●", "○"
TICKED, CLEARED = "☑", "☐"
# Any Monday: only the weekday's name is taken from it.
MONDAY = date(2024, 1, 1)


def option(voice: Voice, label: str, choice: Option, value: str, *, chosen: bool) -> Key:
    """A button that sets an option, marked where that is set."""
    button = Choose(choice, value)
    return voice.labelled(f"{CHOSEN if chosen else OPEN} {label}", button)


def day_ticks(
    voice: Voice, week: CalendarWeek, ticked: frozenset[int], sets: Callable[[frozenset[int]], Intent]
) -> list[Key]:
    """A button for each day of a week; each says which days are set once it is tapped."""
    return [
        voice.labelled(
            f"{TICKED if day in ticked else CLEARED} {weekday(voice, day)}",
            sets(ticked - {day} if day in ticked else ticked | {day}),
        )
        for day in week.days
    ]


def weekday(voice: Voice, day: int) -> str:
    """The name of a weekday, Monday 0."""
    return voice.say.weekday(MONDAY + timedelta(days=day))


def back(voice: Voice) -> Key:
    """The way back to the settings."""
    return voice.button("button-back", ShowSettings())


def programme_of(voice: Voice, person: Person) -> str:
    """What the person's programme is called."""
    return voice.content.programmes.get(person.options.programme, person.options.programme)


def place_of(person: Person) -> str:
    """Where a person stretches, as an option has it."""
    return person.options.setting.value if person.options.setting else ANYWHERE
