"""The end: no reminders any more, and the record kept or deleted."""

from __future__ import annotations

from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.pages import AskStop
from bot.chat.views import pages
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedDelete, AskedStop
from bot.domain.person import Standing

on = Handlers()


@on(Plain.STOP_COMMAND)
async def stop(visit: Visit) -> None:
    """The end of a running timer, and of the reminders once that is confirmed."""
    await visit.limber.care.stop(visit.person.id, visit.at, visit.update_id)
    await ask_stop(visit, AskStop())


@on(AskStop)
async def ask_stop(visit: Visit, said: AskStop) -> None:
    """Asks whether the record should stay."""
    await visit.ask(AskedStop())
    await visit.say(pages.ask_stop(visit.voice, said.question))


@on(Plain.STOP_FOR_GOOD)
async def stop_for_good(visit: Visit) -> None:
    """No prompts any more; the record stays."""
    await visit.limber.people.leave(visit.person.id, Standing.STOPPED)
    await visit.edit(View(visit.voice.say("stopped")))


@on(Plain.ASK_DELETE)
async def ask_delete(visit: Visit) -> None:
    """Asks once; the answer can be typed."""
    await visit.ask(AskedDelete())
    await visit.say(pages.ask_delete(visit.voice))


@on(Plain.ERASE)
async def erase(visit: Visit) -> None:
    """Everything about the person is removed."""
    await visit.limber.holds.drop(visit.person.id)
    await visit.limber.people.erase(visit.person.id)
    await visit.edit(View(visit.voice.say("delete-done")))


@on(Plain.STAY)
async def stay(visit: Visit) -> None:
    """Nothing is stopped or deleted."""
    stopping = isinstance(visit.person.dialogue, AskedStop)
    await visit.ask(None)
    await visit.edit(View(visit.voice.say("stop-kept" if stopping else "delete-kept")))
