"""Typed answers to the question that is open in a chat."""

from __future__ import annotations

from functools import partial

from bot.chat import (
    answering,
    browsing,
    commands,
    menus,
    onboarding,
    pain,
    safety,
    sessions,
    settings,
    timing,
)
from bot.chat.button_data import Action, Button
from bot.chat.buttons import ACTIONS
from bot.chat.views.people import asked_conditions
from bot.chat.visit import Visit
from bot.chat.words import normal
from bot.domain.person import Asking, Dialogue
from bot.domain.practice import Pain, pain_of
from bot.domain.timetext import Times, is_bare_number, looks_like_time, read_times
from bot.services.time_steps import How, which_half

PAGES: dict[Action, menus.Page] = {
    Action.SETTINGS: settings.page,
    Action.LANGUAGE: settings.first_language_page,
    Action.BROWSE: browsing.page,
    Action.SHELF: browsing.shelf_page,
    Action.OPEN: browsing.stretch_page,
    Action.MORE: answering.more_page,
    Action.SESSION: sessions.page,
    Action.WARM_UP: sessions.warm_up_page,
}


async def answer(visit: Visit, text: str, meaning: str | None) -> bool:
    """Takes a text as the answer to the open question; False where it is none and may mean something else."""
    dialogue = visit.person.dialogue
    if dialogue is None:
        return False
    match dialogue.asking:
        case Asking.SAFETY | Asking.CONDITIONS | Asking.EMERGENCY:
            return await _about_safety(visit, dialogue, text, meaning)
        case Asking.ZONE | Asking.ZONE_CONFIRM:
            return await _about_place(visit, dialogue, text, meaning)
        case Asking.TIME | Asking.WHICH_HALF:
            return await _about_time(visit, dialogue, text, meaning)
        case Asking.TIME_CONFIRM | Asking.EXTRA | Asking.WHICH_DAY:
            return await _about_change(visit, dialogue, meaning)
        case Asking.PAUSE_UNTIL:
            return await _about_break(visit, text, meaning)
        case Asking.STOP | Asking.DELETE:
            return await _about_leaving(visit, dialogue, meaning)
        case Asking.PAIN | Asking.SIGNS:
            return await _about_pain(visit, dialogue, text, meaning)
        case Asking.SNOOZE:
            return await _about_snooze(visit, text)
        case Asking.FLOOR:
            return await _about_floor(visit, meaning)
        case Asking.MENU:
            return await _about_page(visit, dialogue, text)


async def go_on_subscribing(visit: Visit, text: str) -> bool:
    """Takes a text as the answer to the step of /start that is still open; False where none is."""
    profile = await visit.limber.people.profile(visit.person.id)
    match profile.step:
        case Asking.ZONE:
            await onboarding.typed_place(visit, text)
        case Asking.TIME:
            await onboarding.offer_times(visit, read_times(text, visit.words.time))
        case Asking.SAFETY:
            await onboarding.next_step(visit)
        case _:
            return False
    return True


async def _about_safety(visit: Visit, dialogue: Dialogue, text: str, meaning: str | None) -> bool:
    ticking = dialogue.asking is Asking.CONDITIONS
    label = normal(text).lstrip("☐☑ ")
    tag = next((tag for tag, shown in asked_conditions(visit.voice) if normal(shown) == label), None)
    if meaning == "none":
        await ACTIONS[Action.SAFE](visit, Button(Action.SAFE))
    elif meaning == "applies":
        await safety.show_conditions(visit)
    elif ticking and meaning == "emergency":
        await safety.tick(visit, safety.EMERGENCY, on=True)
    elif ticking and tag is not None:
        await safety.tick(visit, tag, on=tag not in visit.person.tags)
    elif ticking and meaning == "consent" and safety.is_advised(dialogue):
        await ACTIONS[Action.CONSENT](visit, Button(Action.CONSENT))
    elif ticking and meaning in {"resume", "consent"}:
        await safety.ticked(visit)
    else:
        return False
    return True


async def _about_place(visit: Visit, dialogue: Dialogue, text: str, meaning: str | None) -> bool:
    choosing = dialogue.asking is Asking.ZONE and dialogue.said and is_bare_number(text)
    if dialogue.asking is Asking.ZONE_CONFIRM and meaning == "yes":
        await onboarding.zone_yes(visit)
    elif meaning == "no":
        await onboarding.another_place(visit)
    elif meaning == "locate":
        await onboarding.ask_location(visit)
    elif choosing:
        await onboarding.numbered_place(visit, int(text))
    elif meaning is None and not looks_like_time(text, visit.words.time):
        await onboarding.typed_place(visit, text)
    else:
        return False
    return True


async def _about_time(visit: Visit, dialogue: Dialogue, text: str, meaning: str | None) -> bool:
    said = read_times(visit.words.behind("set_time", text) or text, visit.words.time)
    if meaning == "no":
        await timing.cancel(visit)
    elif dialogue.asking is Asking.WHICH_HALF and meaning in {"morning", "afternoon", "evening"}:
        named = timing.half_named(dialogue, is_morning=meaning == "morning")
        await onboarding.offer_times(visit, named, slot_id=which_half(dialogue)[1])
    elif meaning is not None:
        return False
    elif dialogue.asking is Asking.WHICH_HALF:
        half = timing.half_said(dialogue, said)
        await onboarding.offer_times(visit, half, slot_id=which_half(dialogue)[1])
    else:
        how = How.ADD if timing.adds(dialogue) else None
        await onboarding.offer_times(visit, said, slot_id=timing.slot_meant(dialogue), how=how)
    return True


async def _about_change(visit: Visit, dialogue: Dialogue, meaning: str | None) -> bool:
    answer = partial(visit.limber.times.answer, visit.person.id, None, visit.update_id)
    match dialogue.asking, meaning:
        case (_, "no"):
            await timing.cancel(visit)
            return True
        case (Asking.TIME_CONFIRM, "add"):
            step = await answer(how=How.ADD)
        case (Asking.TIME_CONFIRM, "change" | "yes"):
            step = await answer(how=How.REPLACE)
        case (Asking.EXTRA, "more" | "one_more" | "only_if"):
            step = await answer(extra=meaning != "only_if")
        case (Asking.WHICH_DAY, "day_before" | "new_day"):
            step = await answer(belongs_to_day_before=meaning == "day_before")
        case _:
            return False
    await onboarding.went_on(visit, step)
    return True


async def _about_break(visit: Visit, text: str, meaning: str | None) -> bool:
    if meaning == "no":
        await timing.cancel(visit)
        return True
    if await commands.take_typed_break(visit, text):
        return True
    if meaning is not None or _is_time(visit, text):
        return False
    await commands.refuse_break(visit)
    return True


def _is_time(visit: Visit, text: str) -> bool:
    """Whether a text is a whole time; what only resembles one is more likely a date where a date is asked for."""
    words = visit.words.time
    return looks_like_time(text, words) and isinstance(read_times(text, words), Times)


async def _about_leaving(visit: Visit, dialogue: Dialogue, meaning: str | None) -> bool:
    stopping = dialogue.asking is Asking.STOP
    if meaning == "delete":
        await commands.erase(visit)
    elif stopping and meaning in {"keep", "yes", "stop", "leave"}:
        await commands.stop_keeping(visit)
    elif meaning in {"no", "keep"}:
        await commands.stay(visit)
    else:
        return False
    return True


async def _about_pain(visit: Visit, dialogue: Dialogue, text: str, meaning: str | None) -> bool:
    if dialogue.asking is Asking.SIGNS:
        if meaning not in {"none", "no", "applies", "yes"}:
            return False
        await pain.signs(visit, "none" if meaning in {"none", "no"} else "one")
        return True
    practice_id = int(dialogue.said or 0)
    score = visit.words.pain_score(text, is_asked=True)
    if meaning in {"none", "no", "painless"}:
        await pain.rate(visit, practice_id, Pain.NONE)
    elif score is not None:
        await pain.rate(visit, practice_id, pain_of(score))
    else:
        return False
    return True


async def _about_snooze(visit: Visit, text: str) -> bool:
    choice = visit.words.put_off(text)
    if choice is None and not is_bare_number(text):
        return False
    await answering.snooze(visit, choice)
    return True


async def _about_floor(visit: Visit, meaning: str | None) -> bool:
    if meaning not in {"yes", "no"}:
        return False
    await settings.reach_floor(visit, "on" if meaning == "yes" else "off")
    return True


async def _about_page(visit: Visit, dialogue: Dialogue, text: str) -> bool:
    """What stands on a button of the page that is open."""
    leading = await menus.open_page(visit, dialogue)
    if leading is not None and leading.action is Action.SESSION and is_bare_number(text):
        await sessions.asked_for(visit, text)
        return True
    view = await PAGES[leading.action](visit, leading) if leading and leading.action in PAGES else None
    button = menus.typed_button(view, text) if view else None
    if button is None:
        return False
    await ACTIONS[button.action](visit, button)
    return True
