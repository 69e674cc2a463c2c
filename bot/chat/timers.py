"""Timers of holds, started and pressed."""

from __future__ import annotations

from bot.chat import menus, pain
from bot.chat.gate import may_stretch, opened, refuse
from bot.chat.handling import Handlers
from bot.chat.intents.asking import Ask, Offer, Question
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.stretching import (
    Hurts,
    KeepRunning,
    OnToNext,
    OtherSide,
    PressHold,
    Skip,
    SkipRunning,
    Start,
    StartAgain,
    StartInstead,
    WarmUp,
    WarmUpFirst,
)
from bot.chat.views import browsing as browsing_views
from bot.chat.views import holds as hold_views
from bot.chat.views import sessions as session_views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.hold import Hold, HoldState, Press, phase_at
from bot.services.answers import NotNow
from bot.services.holds import NoHold, OneRuns, Pressed
from bot.services.preferences import Opened
from bot.services.starting import OffersWarmUp

TOLD = {Press.PAUSE: "hold-paused", Press.RESUME: "hold-goes-on"}
CHANGES_NOTHING = {
    Press.READY: "hold-nothing-to-wait",
    Press.LONGER: "hold-not-longer",
    Press.PAUSE: "hold-paused-already",
    Press.RESUME: "hold-runs-already",
    Press.BACK: "answer-previous",
}
on = Handlers()


@on(WarmUp)
async def take_warm_up(visit: Visit, said: WarmUp) -> None:
    """The timer of a prompt with or without the warm-up that was offered."""
    if said.choice is None:
        await visit.stale()
    else:
        await visit.edit(View(visit.voice.say(f"warm-up-{said.choice}")))
        await _start(visit, said.prompt_id, warm_up=said.choice is WarmUpFirst.WITH)


@on(KeepRunning)
async def keep_running(visit: Visit, _: KeepRunning) -> None:
    """The timer that runs goes on."""
    await visit.edit(View(visit.voice.say("hold-kept")))


@on(PressHold)
async def press(visit: Visit, said: PressHold) -> Intent | None:
    """A button of the timer; that it hurts is heard although the timer is over, unless that is why it ended."""
    if await press_running(visit, said.press, said.hold_id):
        return None
    if said.press is Press.HURTS and said.hold_id is not None:
        ended = await visit.limber.holds.of(visit.person.id, said.hold_id)
        if ended is not None and ended.state is not HoldState.HURT:
            return Hurts()
    await visit.hint("hold-over")
    return None


@on(SkipRunning)
async def skip_running(visit: Visit, said: SkipRunning) -> Intent | None:
    """On to the next stretch of a session; any other timer ends, and where nothing is logged its prompt is skipped."""
    person_id, holds, update_id = visit.person.id, visit.limber.holds, visit.update_id
    result = await holds.press(person_id, Press.NEXT, visit.at, hold_id=said.hold_id, update_id=update_id)
    if isinstance(result, NoHold) and said.hold_id is not None:
        await visit.hint("hold-over")
        return None
    if isinstance(result, Pressed) and result.changed and result.hold.state.is_open:
        await _say_which(visit, result.hold)
        return None
    stopped = await holds.press(person_id, Press.STOP, visit.at, hold_id=said.hold_id, update_id=update_id)
    if isinstance(stopped, NoHold):
        return Skip()
    prompt = await visit.limber.answers.prompt(person_id, stopped.hold.prompt_id)
    return Skip(prompt.id) if prompt is not None and prompt.is_open else None


@on(OnToNext)
async def on_to_next(visit: Visit, _: OnToNext) -> Intent:
    """On to the next stretch of a session; of a single one it is asked, for tomorrow's may not be what is wanted."""
    hold = await visit.limber.holds.running(visit.person.id, visit.update_id)
    is_session = hold is not None and len(hold.stretch_ids) > 1
    return SkipRunning() if hold is None or is_session else Offer("offer-another")


@on(OtherSide)
async def other_side(visit: Visit, _: OtherSide) -> Intent | None:
    """On to the other side; where none comes any more, which one it is now."""
    holds = visit.limber.holds
    await holds.press(visit.person.id, Press.OTHER_SIDE, visit.at, update_id=visit.update_id)
    return Ask(Question.SIDE)


async def press_running(visit: Visit, pressed: Press, hold_id: int | None = None) -> bool:
    """Presses a button of a timer, None for the one that runs; False where it does not run."""
    result = await visit.limber.holds.press(
        visit.person.id,
        pressed,
        visit.at,
        hold_id=hold_id,
        update_id=visit.update_id,
        tapped=visit.is_press,
    )
    if isinstance(result, NoHold):
        return False
    if not visit.is_press and pressed in TOLD:
        await _tell(visit, TOLD[pressed], result)
    elif not visit.is_press and pressed is Press.BACK and result.changed:
        await _say_which(visit, result.hold)
    elif result.second_tap:
        await visit.hint("hold-stands-still" if result.hold.paused_at else "hold-runs-already")
    elif not result.changed:
        await visit.hint(CHANGES_NOTHING.get(pressed, "hold-over"))
    elif pressed is Press.HURTS:
        await pain.wait_for_answer(visit)
    return True


async def _say_which(visit: Visit, hold: Hold) -> None:
    """Says at which stretch of a session the timer is now."""
    index, _left = phase_at(hold, visit.limber.now())
    await visit.line("hold-at-next", name=visit.voice.name(hold.stretch_of(hold.phases[index])))


async def _tell(visit: Visit, name: str, result: Pressed) -> None:
    """Says what became of the timer, which may stand far above what was typed."""
    prompt = await visit.limber.answers.prompt(visit.person.id, result.hold.prompt_id)
    await visit.line(
        name, name=session_views.title(visit.voice, prompt) if prompt else visit.voice.name(None)
    )


async def _start(
    visit: Visit, prompt_id: int | None, *, instead: bool = False, warm_up: bool | None = None
) -> None:
    """The timer of a prompt; where its stretch needs a warm-up that is offered once, unless it was said."""
    if not await may_stretch(visit, Start(prompt_id)) or (prompt := await opened(visit, prompt_id)) is None:
        return
    match await visit.limber.starting.timer(
        visit.person, prompt, update_id=visit.update_id, instead=instead, warm_up=warm_up
    ):
        case NotNow() as why:
            await refuse(visit, why)
        case Opened() as shown:
            await visit.hint_with(browsing_views.refusal(visit.voice, shown))
        case OffersWarmUp():
            await menus.remember(visit, WarmUp(prompt.id))
            await visit.say(session_views.offer_warm_up(visit.voice, prompt.id))
        case OneRuns(hold) if hold.prompt_id == prompt.id:
            await visit.hint("hold-runs-already" if hold.paused_at is None else "hold-paused-already")
        case OneRuns(hold):
            await visit.say(hold_views.one_runs(visit.voice, prompt.id, hold))


@on(Start)
async def start(visit: Visit, said: Start) -> Intent | None:
    """The timer of a prompt; "start" alone, from somebody who gets no reminders, is /start."""
    if said.prompt_id is None and not visit.person.standing.is_subscribed:
        at = await visit.limber.answers.open_prompt(visit.person.id, visit.at, message_id=visit.replied_to)
        if at is None:
            return Plain.WELCOME
    await _start(visit, said.prompt_id)
    return None


# Buttons keep their names: a timer that lost its count offers `StartAgain`, which is a start like any other.
on(StartAgain)(lambda visit, said: _start(visit, said.prompt_id))
on(StartInstead)(lambda visit, said: _start(visit, said.prompt_id, instead=True))
