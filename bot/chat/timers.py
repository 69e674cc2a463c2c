"""Timers of holds, started and pressed."""

from __future__ import annotations

from bot.chat import answering, menus, onboarding, pain
from bot.chat.button_data import Action, Button
from bot.chat.refusing import refuse, refuse_by, refuse_missing, refuse_with
from bot.chat.views import browsing as browsing_views
from bot.chat.views import holds as hold_views
from bot.chat.views import sessions as session_views
from bot.chat.visit import Visit
from bot.domain.hold import Press
from bot.services.answers import NotNow, why_closed
from bot.services.holds import NoHold, OneRuns


async def start_timer(
    visit: Visit, prompt_id: int | None = None, *, instead: bool = False, warm_up: bool | None = None
) -> str | None:
    """Starts the timer of a prompt; where its stretch needs a warm-up that is offered once, unless it was said."""
    if not await onboarding.is_safe(visit) or await answering.rests(visit):
        return None
    prompt = await answering.opened(visit, prompt_id)
    if prompt is None:
        return await refuse_missing(visit, prompt_id)
    if not prompt.is_answerable(visit.limber.now()):
        return await refuse(visit, NotNow.TOO_OLD)
    if not prompt.is_open:
        return await refuse(visit, why_closed(prompt))
    kept = await visit.limber.preferences.kept_from(visit.person, prompt)
    if kept is not None and kept.refusal is not None:
        return await refuse_with(visit, browsing_views.refusal(visit.voice, kept, kept.refusal))
    holds = visit.limber.holds
    if warm_up is None and await holds.offers_warm_up(prompt):
        if instead:
            await holds.drop(visit.person.id)
        if await holds.running(visit.person.id) is None:
            await menus.remember(visit, Button(Action.WARM_UP, prompt.id))
            await visit.say(session_views.offer_warm_up(visit.voice, prompt.id))
            return None
    result = await holds.start(
        visit.person.id, prompt, update_id=visit.update_id, instead=instead, warm_up=bool(warm_up)
    )
    if isinstance(result, OneRuns) and result.hold.prompt_id == prompt.id:
        return await refuse_by(
            visit, "hold-runs-already" if result.hold.paused_at is None else "hold-paused-already"
        )
    if isinstance(result, OneRuns):
        await visit.say(hold_views.one_runs(visit.voice, prompt.id, result.hold))
    elif isinstance(result, NoHold):
        return await refuse(visit, NotNow.GONE)
    return None


async def press(visit: Visit, pressed: Press, hold_id: int | None = None) -> str | None:
    """Presses a button of the timer."""
    result = await visit.limber.holds.press(
        visit.person.id, pressed, hold_id=hold_id, update_id=visit.update_id
    )
    if isinstance(result, NoHold):
        return await refuse_by(visit, "hold-over")
    if not result.changed:
        idle = {
            Press.READY: "hold-nothing-to-wait",
            Press.LONGER: "hold-not-longer",
            Press.PAUSE: "hold-paused-already",
            Press.RESUME: "hold-runs-already",
        }
        return await refuse_by(visit, idle.get(pressed, "hold-over"))
    if pressed is Press.HURTS:
        await pain.wait_for_answer(visit)
    return None
