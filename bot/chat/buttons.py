"""Buttons: what each action does; a press is answered exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from telegram import CallbackQuery
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import (
    answering,
    browsing,
    commands,
    onboarding,
    pain,
    sessions,
    settings,
    timers,
    timing,
)
from bot.chat.button_data import Action, Button
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.hold import Press
from bot.domain.practice import Compared, Pain
from bot.domain.prompt import SnoozeFor
from bot.services.preferences import Choice
from bot.services.time_steps import How
from bot.telegram_api.request import is_expired_query

log = structlog.get_logger()

ANSWER_WITHIN_SECONDS = 2.0
LONGEST_PAUSE_DAYS = 7

Toast = str | None
Doing = Callable[[Visit, Button], Coroutine[Any, Any, Toast]]


async def press(visit: Visit, query: CallbackQuery) -> None:
    """Does what a button asks for; answers the press with the result, or with nothing after two seconds."""
    doing = asyncio.ensure_future(_do(visit))
    done, _ = await asyncio.wait({doing}, timeout=ANSWER_WITHIN_SECONDS)
    toast = doing.result() if done and doing.exception() is None else None
    await _answer(visit.bot, query, toast)
    late = await doing
    if late and not done:
        await visit.say(View(late))


async def _do(visit: Visit) -> Toast:
    button = visit.button
    if button is None:
        return visit.voice.say.plain("stale-button")
    return await ACTIONS[button.action](visit, button)


async def _answer(bot: ExtBot[Any], query: CallbackQuery, toast: Toast) -> None:
    try:
        await bot.answer_callback_query(query.id, text=toast)
    except TelegramError as error:
        # The press is too old to be answered; what it asked for was done all the same.
        log.info("press not answered", expired=is_expired_query(error))


async def _time(visit: Visit, button: Button) -> Toast:
    at = timing.tapped_time(button.value)
    if at is None:
        return visit.voice.say.plain("stale-button")
    slot_id = timing.slot_meant(visit.person.dialogue)
    await onboarding.offer_times(visit, timing.one_time(at), slot_id=slot_id)
    return None


async def _time_how(visit: Visit, button: Button) -> Toast:
    how, _, mark = button.value.partition(".")
    if how not in set(How):
        return visit.voice.say.plain("stale-button")
    step = await visit.limber.times.answer(visit.person.id, mark, visit.update_id, how=How(how))
    await onboarding.went_on(visit, step)
    return None


async def _time_extra(visit: Visit, button: Button) -> Toast:
    said, _, mark = button.value.partition(".")
    step = await visit.limber.times.answer(visit.person.id, mark, visit.update_id, extra=said == "yes")
    await onboarding.went_on(visit, step)
    return None


async def _time_day(visit: Visit, button: Button) -> Toast:
    said, _, mark = button.value.partition(".")
    step = await visit.limber.times.answer(
        visit.person.id, mark, visit.update_id, belongs_to_day_before=said == "before"
    )
    await onboarding.went_on(visit, step)
    return None


async def _snooze_for(visit: Visit, button: Button) -> Toast:
    if button.value not in set(SnoozeFor):
        return visit.voice.say.plain("stale-button")
    return await answering.snooze(visit, SnoozeFor(button.value), button.row)


async def _hold(visit: Visit, button: Button) -> Toast:
    if button.value not in set(Press):
        return visit.voice.say.plain("stale-button")
    return await timers.press(visit, Press(button.value), button.row)


async def _pain(visit: Visit, button: Button) -> Toast:
    if button.value not in set(Pain):
        return visit.voice.say.plain("stale-button")
    await pain.rate(visit, button.row, Pain(button.value))
    return None


async def _compared(visit: Visit, button: Button) -> Toast:
    if button.value not in set(Compared):
        return visit.voice.say.plain("stale-button")
    await pain.compare(visit, Compared(button.value))
    return None


async def _start_again(visit: Visit, button: Button) -> Toast:
    return await timers.start_timer(visit, button.row)


async def _keep_running(visit: Visit, button: Button) -> Toast:
    await visit.edit(View(visit.voice.say("hold-kept")))
    return None


async def _pause(visit: Visit, button: Button) -> Toast:
    days = int(button.value) if button.value.isdecimal() else None
    if days is None and button.value != "open":
        return visit.voice.say.plain("stale-button")
    if days is not None and not 0 < days <= LONGEST_PAUSE_DAYS:
        return visit.voice.say.plain("stale-button")
    await commands.take_break(visit, days=days)
    return None


async def _set(visit: Visit, button: Button) -> Toast:
    choice, _, value = button.value.partition(".")
    return await settings.choose(visit, choice, value)


def _simply(
    does: Callable[[Visit], Coroutine[Any, Any, Toast]] | Callable[[Visit], Coroutine[Any, Any, None]],
) -> Doing:
    """An action that needs nothing of its button."""

    async def doing(visit: Visit, button: Button) -> Toast:
        return await does(visit)

    return doing


def _of_row(does: Callable[[Visit, int], Coroutine[Any, Any, Toast]]) -> Doing:
    """An action on the row that the button names."""

    async def doing(visit: Visit, button: Button) -> Toast:
        return await does(visit, button.row)

    return doing


async def _ask_pain(visit: Visit, practice_id: int) -> Toast:
    await pain.ask(visit, practice_id)
    return None


ACTIONS: dict[Action, Doing] = {
    Action.SAFE: _simply(onboarding.none_of_these),
    Action.APPLIES: _simply(onboarding.show_conditions),
    Action.TICK: lambda visit, button: onboarding.tick(visit, button.value, on=True),
    Action.UNTICK: lambda visit, button: onboarding.tick(visit, button.value, on=False),
    Action.TICKED: _simply(onboarding.ticked),
    Action.CONSENT: _simply(onboarding.consent),
    Action.CITY: lambda visit, button: onboarding.tapped_place(visit, button.value),
    Action.LOCATE: _simply(onboarding.ask_location),
    Action.ZONE_YES: lambda visit, button: onboarding.zone_yes(visit, button.value),
    Action.ZONE_NO: _simply(onboarding.another_place),
    Action.TIME: _time,
    Action.TIME_HOW: _time_how,
    Action.TIME_EXTRA: _time_extra,
    Action.TIME_DAY: _time_day,
    Action.TIME_CANCEL: _simply(timing.cancel),
    Action.SLOT: _of_row(timing.show_slot),
    Action.SLOT_DAYS: lambda visit, button: timing.set_days(visit, button.row, button.value),
    Action.SLOT_CHANGE: _of_row(timing.ask_change),
    Action.SLOT_REMOVE: _of_row(timing.remove),
    Action.SLOT_ADD: _simply(timing.ask_one_more),
    Action.TIMES: _simply(timing.show_times),
    Action.START: _of_row(timers.start_timer),
    Action.START_INSTEAD: lambda visit, button: timers.start_timer(visit, button.row, instead=True),
    Action.KEEP_RUNNING: _keep_running,
    Action.DONE: _of_row(answering.done),
    Action.ONE_MORE: _simply(answering.one_more),
    Action.SNOOZE: _of_row(answering.show_snooze),
    Action.SNOOZE_FOR: _snooze_for,
    Action.SKIP: _of_row(answering.skip),
    Action.SKIP_WHY: lambda visit, button: answering.why_skipped(visit, button.value),
    Action.ANOTHER: _of_row(answering.another),
    Action.MORE: _of_row(answering.more),
    Action.LESS: _of_row(answering.show_buttons),
    Action.UNDO: _of_row(answering.undo),
    Action.HOLD: _hold,
    Action.DONE_ANYWAY: _of_row(answering.done_anyway),
    Action.START_AGAIN: _start_again,
    Action.PAIN: _pain,
    Action.COMPARED: _compared,
    Action.PAIN_ASK: _of_row(_ask_pain),
    Action.GENTLER: _simply(answering.gentler),
    Action.ENOUGH: _simply(pain.enough),
    Action.SIGNS: lambda visit, button: pain.signs(visit, button.value),
    Action.PAUSE: _pause,
    Action.PAUSE_UNTIL: _simply(commands.ask_pause_until),
    Action.RESUME: _simply(commands.resume),
    Action.STOP: _simply(commands.stop_keeping),
    Action.DELETE: _simply(commands.erase),
    Action.STAY: _simply(commands.stay),
    Action.SOUND: lambda visit, button: settings.choose(visit, Choice.SOUND, button.value),
    Action.SETTINGS: lambda visit, button: settings.show(visit, button.value),
    Action.SET: _set,
    Action.LANGUAGE: lambda visit, button: settings.speak(visit, button.value),
    Action.FLOOR: lambda visit, button: settings.reach_floor(visit, button.value),
    Action.BROWSE: browsing.show,
    Action.SHELF: browsing.show_shelf,
    Action.OPEN: browsing.open_stretch,
    Action.BEGIN: lambda visit, button: browsing.begin(visit, button.value),
    Action.FAVOURITE: browsing.like,
    Action.NOT_FOR_ME: browsing.like,
    Action.UNLIKE: browsing.like,
    Action.SESSION: sessions.choose,
    Action.WARM_UP: sessions.take_warm_up,
    Action.LACK: lambda visit, button: answering.lack_gear(visit, button.row, button.value),
}
