"""Typed text: what it is about, in the order in which a meaning wins."""

from __future__ import annotations

from bot.chat import (
    answering,
    browsing,
    commands,
    onboarding,
    pain,
    questions,
    safety,
    sessions,
    settings,
    timers,
)
from bot.chat.visit import Visit
from bot.chat.words import Sign
from bot.domain.hold import Press
from bot.domain.person import Asking, Liking
from bot.domain.practice import Pain, pain_of
from bot.domain.timetext import is_bare_number, looks_like_time, read_times
from bot.services.preferences import Choice

ON_TIMER = {
    "stop": Press.STOP,
    "pause": Press.PAUSE,
    "resume": Press.RESUME,
    "ready": Press.READY,
    "longer": Press.LONGER,
}
# What is about times and names none: how it can be said.
ABOUT_TIMES = {
    "morning": "time-which-hour",
    "afternoon": "time-which-hour",
    "evening": "time-which-hour",
    "often": "time-often",
    "never": "time-never",
}
QUESTION_MARKS = ("?", "？", "؟")
WITHOUT_NUMBERS = frozenset({Asking.MENU, Asking.FLOOR, Asking.TIME_CONFIRM, Asking.EXTRA, Asking.WHICH_DAY})


async def read(visit: Visit) -> None:
    """Does what a typed text asks for, or says shortly what can be said."""
    text = visit.text
    meaning = visit.words.meaning(text)
    for take in (
        _sign,
        _pain,
        _timer,
        _done,
        questions.answer,
        _prompt,
        _page,
        _greeting,
        _times,
        _ambiguous,
        _next_step,
    ):
        if await take(visit, text, meaning):
            return
    await visit.line("unknown")


async def _sign(visit: Visit, text: str, meaning: str | None) -> bool:
    """What is heard wherever it is said."""
    sign = visit.desk.hears(text)
    dialogue = visit.person.dialogue
    if sign is None or (sign.is_feeling and dialogue is not None and dialogue.asking is Asking.CONDITIONS):
        # "Kneeling hurts" is a condition there.
        return False
    match sign:
        case Sign.EMERGENCY:
            await pain.emergency(visit)
        case Sign.DESPAIR:
            await visit.line("despair", number=visit.voice.emergency)
        case Sign.DIZZY:
            await pain.dizzy(visit)
        case Sign.TINGLING:
            await pain.hurts(visit, Pain.TINGLING)
        case Sign.HURTS:
            score = visit.words.pain_score(text)
            await pain.hurts(visit, None if score is None else pain_of(score))
    return True


async def _pain(visit: Visit, text: str, meaning: str | None) -> bool:
    score = visit.words.pain_score(text)
    if score is not None:
        await pain.hurts(visit, pain_of(score))
    elif meaning == "tingling":
        await pain.hurts(visit, Pain.TINGLING)
    elif meaning == "hurts":
        await pain.hurts(visit)
    elif meaning == "dizzy":
        await pain.dizzy(visit)
    else:
        return False
    return True


async def _timer(visit: Visit, text: str, meaning: str | None) -> bool:
    pressed = ON_TIMER.get(meaning or "")
    if not (pressed or meaning == "keep"):
        return False
    if await visit.limber.holds.running(visit.person.id, visit.update_id) is None:
        return False
    if pressed is None:
        await visit.line("hold-kept")
    else:
        await timers.press(visit, pressed)
    return True


async def _done(visit: Visit, text: str, meaning: str | None) -> bool:
    # "Done?" wonders, and logs nothing.
    if meaning != "done" or text.rstrip().endswith(QUESTION_MARKS):
        return False
    await answering.done(visit)
    return True


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
            await timers.start_timer(visit)
        case "resume":
            await commands.resume(visit)
        case "leave":
            await commands.ask_stop(visit)
        case "away":
            await commands.ask_break(visit)
        case "favourite":
            await browsing.like_shown(visit, Liking.FAVOURITE)
        case "not_for_me":
            await browsing.like_shown(visit, Liking.NOT_FOR_ME)
        case _ if (length := visit.words.behind("session", text)) is not None:
            await sessions.asked_for(visit, length)
        case _ if pause := visit.words.behind("pause", text) or visit.words.behind("away", text):
            await commands.pause_for(visit, pause)
        case _ if visit.words.behind("snooze", text) is not None:
            await answering.snooze(visit, visit.words.snooze_choice(text))
        case _:
            return False
    return True


async def _page(visit: Visit, text: str, meaning: str | None) -> bool:
    """What stands on a button under a page or an answer, typed without its question."""
    match meaning:
        case "busy" | "sore" | "ill":
            await answering.why_skipped(visit, meaning)
        case "gentler":
            await answering.gentler(visit)
        case "enough":
            await pain.enough(visit)
        case "one_more":
            await answering.one_more(visit)
        case "loud" | "quiet":
            await settings.choose(visit, Choice.SOUND, "on" if meaning == "loud" else "off")
        case "applies":
            await safety.show_conditions(visit)
        case "delete":
            await commands.delete(visit)
        case "help":
            await commands.help_(visit)
        case "emergency":
            await pain.emergency(visit)
        case "painless":
            await visit.line("pain-none")
        case _:
            return False
    return True


async def _greeting(visit: Visit, text: str, meaning: str | None) -> bool:
    """What is said to be polite; an "ok" to no question is that too."""
    if meaning not in {"hello", "thanks", "yes"}:
        return False
    profile = await visit.limber.people.profile(visit.person.id)
    if meaning == "yes" and visit.person.dialogue is not None:
        return False
    if profile.step is Asking.SAFETY:
        # Who comes for the first time and says hello is welcomed by /start itself.
        return False
    await visit.line(f"said-{meaning}")
    return True


async def _times(visit: Visit, text: str, meaning: str | None) -> bool:
    if meaning in ABOUT_TIMES:
        await visit.line(ABOUT_TIMES[meaning])
        return True
    if (asked := visit.words.behind("set_time", text)) is not None:
        visit.args = asked
        await commands.time(visit)
        return True
    # A bare number would answer a question; it is a time only when none is open that a number could answer.
    dialogue = visit.person.dialogue
    unasked = dialogue is None or dialogue.asking in WITHOUT_NUMBERS
    alone = unasked and is_bare_number(text)
    if visit.person.zone_name is None or not (alone or looks_like_time(text, visit.words.time)):
        return False
    await onboarding.offer_times(visit, read_times(text, visit.words.time))
    return True


async def _next_step(visit: Visit, text: str, meaning: str | None) -> bool:
    return await questions.go_on_subscribing(visit, text)


async def _ambiguous(visit: Visit, text: str, meaning: str | None) -> bool:
    """A bare "stop" or "pause" without a timer: which is meant is asked."""
    if meaning == "stop":
        await commands.ask_stop(visit, "stop-which")
    elif meaning == "pause":
        await commands.ask_break(visit, "pause-which")
    else:
        return False
    return True
