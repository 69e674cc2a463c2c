"""/session: a warm-up and a few stretches in one guided run; and the warm-up that is offered before one stretch."""

from __future__ import annotations

from bot.chat import answering, menus, timers
from bot.chat.button_data import Action, Button
from bot.chat.gate import may_stretch
from bot.chat.views import sessions as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.picking import hides_everything
from bot.domain.prompt import Kind
from bot.domain.session import LENGTHS

WARM_UP_CHOICES = {"with": True, "without": False}


async def session(visit: Visit) -> None:
    """A session of the length behind the command, or the question how long it should be."""
    await asked_for(visit, visit.args)


async def asked_for(visit: Visit, text: str) -> None:
    """A session of a typed length; asks where none is given, and says which there are where it is another one."""
    minutes = visit.words.minutes(text)
    if not text:
        await menus.turn_to(visit, Button(Action.SESSION), page)
    elif minutes in LENGTHS:
        await begin(visit, minutes)
    else:
        await visit.line("session-lengths")


async def choose(visit: Visit, button: Button) -> None:
    """A session of the length that was pressed."""
    minutes = int(button.value) if button.value.isdecimal() else 0
    if minutes in LENGTHS:
        await begin(visit, minutes)
    else:
        await visit.hint("stale-button")


async def page(visit: Visit, button: Button) -> View:
    """Which length it should have, the suggested one first."""
    return views.ask_length(visit.voice, await visit.limber.record.suggested_minutes(visit.person.id))


async def begin(visit: Visit, minutes: int) -> None:
    """Sends a session of so many minutes, a shorter one where no more fits, and else what fits alone."""
    if not await may_stretch(visit, Button(Action.SESSION, value=str(minutes))):
        return
    for length in reversed([length for length in LENGTHS if length <= minutes]):
        shown = await visit.limber.prompts.show_now(
            visit.person.id, Kind.SESSION, update_id=visit.update_id, minutes=length
        )
        if shown is not None:
            if length < minutes:
                await visit.line("session-shorter", minutes=length)
            return
    if not hides_everything(visit.person, visit.voice.library):
        await visit.line("session-nothing-fits")
    await answering.today(visit)


async def warm_up_page(visit: Visit, button: Button) -> View:
    """Whether two minutes of walking come first."""
    return views.offer_warm_up(visit.voice, button.row)


async def take_warm_up(visit: Visit, button: Button) -> None:
    """Starts the timer of a prompt with or without the warm-up that was offered."""
    warm_up = WARM_UP_CHOICES.get(button.value)
    if warm_up is None:
        await visit.hint("stale-button")
    else:
        await visit.edit(View(visit.voice.say(f"warm-up-{button.value}")))
        await timers.start_timer(visit, button.row, warm_up=warm_up)
