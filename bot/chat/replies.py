"""Typed text: what it is about, in the order in which a meaning wins."""

from __future__ import annotations

from bot.chat import answering, commands, onboarding, pain, timing
from bot.chat.views import pages, times
from bot.chat.visit import Visit
from bot.domain.hold import Press
from bot.domain.person import Asking
from bot.domain.practice import Pain, pain_of
from bot.domain.timetext import looks_like_time, read_times
from bot.services.times import How, which_half

ON_TIMER = {
    "stop": Press.STOP,
    "pause": Press.PAUSE,
    "resume": Press.RESUME,
    "ready": Press.READY,
    "longer": Press.LONGER,
}


async def read(visit: Visit) -> None:
    """Does what a typed text asks for, or says shortly what can be said."""
    text = visit.text
    meaning = visit.words.meaning(text)
    for take in (_pain, _timer, _done, _open_question, _prompt, _times, _ambiguous):
        if await take(visit, text, meaning):
            return
    await visit.line("unknown")


async def _pain(visit: Visit, text: str, meaning: str | None) -> bool:
    score = visit.words.pain_score(text)
    if score is not None:
        await pain.hurts(visit, pain_of(score))
    elif meaning == "tingling":
        await pain.hurts(visit, Pain.TINGLING)
    elif meaning == "hurts":
        await pain.hurts(visit)
    else:
        return False
    return True


async def _timer(visit: Visit, text: str, meaning: str | None) -> bool:
    pressed = ON_TIMER.get(meaning or "")
    if pressed is None or await visit.limber.holds.running(visit.person.id) is None:
        return False
    await answering.press(visit, pressed)
    return True


async def _done(visit: Visit, text: str, meaning: str | None) -> bool:
    if meaning != "done":
        return False
    await answering.done(visit)
    return True


async def _open_question(visit: Visit, text: str, meaning: str | None) -> bool:
    """An answer to the question that is open; a text that is none may mean something else."""
    dialogue = visit.person.dialogue
    if dialogue is None:
        return False
    match dialogue.asking:
        case Asking.SAFETY | Asking.CONDITIONS if meaning == "none":
            await onboarding.none_of_these(visit)
        case Asking.SAFETY | Asking.CONDITIONS | Asking.EMERGENCY:
            await onboarding.next_step(visit)
        case Asking.ZONE:
            await onboarding.typed_place(visit, text)
        case Asking.ZONE_CONFIRM if meaning == "yes":
            await onboarding.zone_yes(visit)
        case Asking.ZONE_CONFIRM if meaning == "no":
            await onboarding.ask_zone(visit)
        case Asking.ZONE_CONFIRM:
            await onboarding.typed_place(visit, text)
        case Asking.TIME if meaning is None:
            await _typed_time(visit, text)
        case Asking.WHICH_HALF if meaning is None:
            _, slot_id = which_half(dialogue)
            half = timing.half_said(dialogue, read_times(text, visit.words.time))
            await onboarding.went_on(
                visit, await visit.limber.times.offer(visit.person.id, half, slot_id=slot_id)
            )
        case Asking.TIME_CONFIRM if meaning in {"add", "change", "yes"}:
            how = How.ADD if meaning == "add" else How.REPLACE
            await onboarding.went_on(visit, await visit.limber.times.answer(visit.person.id, None, how=how))
        case Asking.TIME_CONFIRM | Asking.EXTRA if meaning == "no":
            await timing.cancel(visit)
        case Asking.EXTRA if meaning == "more":
            await onboarding.went_on(
                visit, await visit.limber.times.answer(visit.person.id, None, extra=True)
            )
        case Asking.PAUSE_UNTIL if meaning is None:
            await commands.pause_until(visit, text)
        case _:
            return False
    return True


async def _typed_time(visit: Visit, text: str) -> None:
    said = read_times(text, visit.words.time)
    slot_id = timing.slot_meant(visit.person.dialogue)
    adds = timing.adds(visit.person.dialogue)
    step = await visit.limber.times.offer(
        visit.person.id, said, slot_id=slot_id, how=How.ADD if adds else None
    )
    await onboarding.went_on(visit, step)


async def _prompt(visit: Visit, text: str, meaning: str | None) -> bool:
    match meaning:
        case "skip":
            await answering.skip(visit)
        case "another":
            await answering.another(visit, None)
        case "more":
            await answering.more(visit)
        case "undo":
            await answering.undo(visit)
        case "start":
            await answering.start_timer(visit)
        case "resume":
            await commands.resume(visit)
        case _ if visit.words.starts_snooze(text):
            await answering.snooze(visit, visit.words.snooze_choice(text))
        case _:
            return False
    return True


async def _times(visit: Visit, text: str, meaning: str | None) -> bool:
    if not looks_like_time(text, visit.words.time) or visit.person.zone_name is None:
        return False
    said = read_times(text, visit.words.time)
    await onboarding.went_on(visit, await visit.limber.times.offer(visit.person.id, said))
    return True


async def _ambiguous(visit: Visit, text: str, meaning: str | None) -> bool:
    """A bare "stop" or "pause" without a timer: which is meant is asked."""
    if meaning == "stop":
        await visit.say(pages.ask_stop(visit.voice, "stop-which"))
    elif meaning == "pause":
        await visit.say(times.pause_menu(visit.voice, "pause-which"))
    else:
        return False
    return True
