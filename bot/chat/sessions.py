"""/session: a warm-up and a few stretches in one guided run; and the warm-up that is offered before one stretch."""

from __future__ import annotations

from bot.chat import answering, menus, timers
from bot.chat.gate import may_stretch
from bot.chat.intents.stretching import Session, WarmUpFirst
from bot.chat.views import sessions as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.picking import hides_everything
from bot.domain.prompt import PromptKind
from bot.domain.session import LENGTHS
from bot.services.choosing import Wanted


async def choose(visit: Visit, minutes: int | None) -> None:
    """A session of so many minutes; the question how long it should be where none is said."""
    if minutes is None:
        await menus.turn_to(visit, Session(), await page(visit))
    elif minutes in LENGTHS:
        await begin(visit, minutes)
    else:
        await visit.hint("stale-button")


async def page(visit: Visit) -> View:
    """Which length it should have, the suggested one first."""
    return views.ask_length(visit.voice, await visit.limber.record.suggested_minutes(visit.person.id))


async def begin(visit: Visit, minutes: int) -> None:
    """Sends a session of so many minutes, a shorter one where no more fits, and else what fits alone."""
    if not await may_stretch(visit, Session(minutes)):
        return
    for length in reversed([length for length in LENGTHS if length <= minutes]):
        shown = await visit.limber.prompts.show_now(
            visit.person.id, Wanted(PromptKind.SESSION, minutes=length), visit.update_id
        )
        if shown is not None:
            if length < minutes:
                await visit.line("session-shorter", minutes=length)
            return
    if not hides_everything(visit.person, visit.voice.library):
        await visit.line("session-nothing-fits")
    await answering.today(visit)


async def take_warm_up(visit: Visit, prompt_id: int, choice: WarmUpFirst | None) -> None:
    """Starts the timer of a prompt with or without the warm-up that was offered."""
    if choice is None:
        await visit.hint("stale-button")
    else:
        await visit.edit(View(visit.voice.say(f"warm-up-{choice}")))
        await timers.start_timer(visit, prompt_id, warm_up=choice is WarmUpFirst.WITH)
