"""/session: a warm-up and a few stretches in one guided run."""

from __future__ import annotations

from bot.chat import answering, menus
from bot.chat.alarms import is_held_back
from bot.chat.gate import may_stretch, resting
from bot.chat.handling import Handlers
from bot.chat.intents.stretching import Session, WarmUp
from bot.chat.views import sessions as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.picking import hides_everything
from bot.domain.prompt import Prompt
from bot.domain.session import LENGTHS, nearest_length

on = Handlers()


@on(Session)
async def choose(visit: Visit, said: Session) -> None:
    """A session of so many minutes; the question how long it should be where none is said."""
    if await is_held_back(visit):
        return
    if said.minutes is None and visit.limber.starting.rests(visit.person):
        await visit.say(await resting(visit))
    elif said.minutes is None:
        await menus.turn_to(visit, said, await page(visit, said))
    elif said.minutes in LENGTHS:
        await _begin(visit, said.minutes)
    else:
        await visit.stale()


async def page(visit: Visit, leading: Session | WarmUp) -> View:
    """Which length it should have, the suggested one first; or whether a warm-up comes before a timer."""
    if isinstance(leading, WarmUp):
        return views.offer_warm_up(visit.voice, leading.prompt_id)
    return views.ask_length(visit.voice, await visit.limber.record.suggested_minutes(visit.person.id))


async def _begin(visit: Visit, minutes: int) -> None:
    """A session of so many minutes, a shorter one where no more fits, and else what fits alone."""
    if not await may_stretch(visit, Session(minutes)):
        return
    stretches = visit.voice.library.stretches

    def is_this(prompt: Prompt) -> bool:
        return bool(prompt.parts) and nearest_length(stretches, prompt.parts) == minutes

    if await visit.limber.starting.is_double_tap(visit.person, is_this):
        await visit.hint("shown-already")
        return
    shown = await visit.limber.prompts.show_session(visit.person.id, minutes, update_id=visit.update_id)
    if shown is None:
        if not hides_everything(visit.person, visit.voice.library):
            await visit.line("session-nothing-fits")
        await answering.today(visit)
    elif shown < minutes:
        await visit.line("session-shorter", minutes=shown)
