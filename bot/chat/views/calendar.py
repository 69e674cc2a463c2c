"""The times of a person for their calendar: what stands in the file, and the address to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.intents.base import Plain
from bot.chat.views.view import View, Voice, rows
from bot.domain.calendar import Calendar, events
from bot.domain.person import Person
from bot.domain.picking import hides_everything
from bot.domain.schedule import Slot

FILE_NAME = "limber.ics"
# Where the listener for everybody has these files, below its address.
FOLDER = "calendar"


def calendar(voice: Voice, person: Person, slots: Iterable[Slot], bot_id: int) -> Calendar:
    """What comes to a person, as their calendar has it; without events while nothing does."""
    shown = () if hides_everything(person, voice.library) else slots
    minutes = person.options.minutes
    titles = {
        extra: voice.say.plain("calendar-title", minutes=minutes, extra=extra) for extra in ("yes", "no")
    }
    found = events(person, shown, voice.now(), summary=titles["yes"], summary_if=titles["no"])
    return Calendar(voice.say.plain("calendar-name"), f"{bot_id}.limber", person.zone, found)


def file(voice: Voice) -> View:
    """What is said under the file."""
    return View(voice.say("calendar-file"))


def address(voice: Voice, public_url: str, token: str | None, *, ended: bool = False) -> View:
    """The address to subscribe to, and the ways to another one and to none; `ended`: there was one just now."""
    new = voice.button("button-calendar-new", Plain.NEW_ADDRESS)
    if token is None:
        said = voice.say("calendar-ended" if ended else "calendar-no-address")
        return View(said, rows([new]))
    shown = voice.say("calendar-address", address=f"{public_url}/{FOLDER}/{token}.ics")
    return View(shown, rows([new, voice.button("button-calendar-end", Plain.END_ADDRESS)]))
