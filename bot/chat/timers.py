"""Timers of holds, started and pressed."""

from __future__ import annotations

from bot.chat import menus, pain
from bot.chat.gate import may_stretch, opened, refuse
from bot.chat.intents.stretching import Start, WarmUp
from bot.chat.views import browsing as browsing_views
from bot.chat.views import holds as hold_views
from bot.chat.views import sessions as session_views
from bot.chat.visit import Visit
from bot.domain.hold import Press
from bot.services.answers import NotNow, why_closed
from bot.services.holds import NoHold, OneRuns

TOLD = {Press.PAUSE: "hold-paused", Press.RESUME: "hold-goes-on"}


async def start_timer(
    visit: Visit, prompt_id: int | None = None, *, instead: bool = False, warm_up: bool | None = None
) -> None:
    """Starts the timer of a prompt; where its stretch needs a warm-up that is offered once, unless it was said."""
    if not await may_stretch(visit, Start(prompt_id)):
        return
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return
    if not prompt.is_answerable(visit.limber.now()):
        await refuse(visit, NotNow.TOO_OLD)
        return
    if not prompt.is_open:
        await refuse(visit, why_closed(prompt))
        return
    kept = await visit.limber.preferences.kept_from(visit.person, prompt)
    if kept is not None and kept.refusal is not None:
        await visit.hint_with(browsing_views.refusal(visit.voice, kept, kept.refusal))
        return
    holds = visit.limber.holds
    if warm_up is None and await holds.offers_warm_up(prompt):
        if instead:
            await holds.drop(visit.person.id)
        if await holds.running(visit.person.id) is None:
            await menus.remember(visit, WarmUp(prompt.id))
            await visit.say(session_views.offer_warm_up(visit.voice, prompt.id))
            return
    result = await holds.start(
        visit.person.id, prompt, update_id=visit.update_id, instead=instead, warm_up=bool(warm_up)
    )
    if isinstance(result, OneRuns) and result.hold.prompt_id == prompt.id:
        await visit.hint("hold-runs-already" if result.hold.paused_at is None else "hold-paused-already")
    elif isinstance(result, OneRuns):
        await visit.say(hold_views.one_runs(visit.voice, prompt.id, result.hold))
    elif isinstance(result, NoHold):
        await refuse(visit, NotNow.GONE)


async def press(visit: Visit, pressed: Press, hold_id: int | None = None) -> None:
    """Presses a button of the timer."""
    result = await visit.limber.holds.press(
        visit.person.id, pressed, hold_id=hold_id, update_id=visit.update_id
    )
    if isinstance(result, NoHold):
        await visit.hint("hold-over")
        return
    if not visit.is_press and pressed in TOLD:
        # The timer itself may stand far above what was typed.
        prompt = await visit.limber.answers.prompt(visit.person.id, result.hold.prompt_id)
        name = session_views.title(visit.voice, prompt) if prompt else visit.voice.name(None)
        await visit.line(TOLD[pressed], name=name)
        return
    if not result.changed:
        idle = {
            Press.READY: "hold-nothing-to-wait",
            Press.LONGER: "hold-not-longer",
            Press.PAUSE: "hold-paused-already",
            Press.RESUME: "hold-runs-already",
        }
        await visit.hint(idle.get(pressed, "hold-over"))
        return
    if pressed is Press.HURTS:
        await pain.wait_for_answer(visit)
