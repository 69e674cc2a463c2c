"""Buttons: what each action does; a press is answered exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any, TypeVar

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
    safety,
    sessions,
    settings,
    timers,
    timing,
)
from bot.chat.button_data import Action, Button
from bot.chat.views.view import View, escaped
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

Doing = Callable[[Visit, Button], Coroutine[Any, Any, None]]
Value = TypeVar("Value", bound=StrEnum)


async def press(visit: Visit, query: CallbackQuery) -> None:
    """Does what a button asks for; answers the press with the result, or with nothing after two seconds."""
    doing = asyncio.ensure_future(_do(visit))
    in_time, _ = await asyncio.wait({doing}, timeout=ANSWER_WITHIN_SECONDS)
    await _answer(visit.bot, query, visit.toast if in_time else None)
    await doing
    if visit.toast and not in_time:
        await visit.say(View(escaped(visit.toast)))


async def _do(visit: Visit) -> None:
    if visit.button is None:
        visit.toast = visit.voice.say.plain("stale-button")
    else:
        await ACTIONS[visit.button.action](visit, visit.button)


async def _answer(bot: ExtBot[Any], query: CallbackQuery, toast: str | None) -> None:
    try:
        await bot.answer_callback_query(query.id, text=toast)
    except TelegramError as error:
        # The press is too old to be answered; what it asked for was done all the same.
        log.info("press not answered", expired=is_expired_query(error))


async def _time(visit: Visit, button: Button) -> None:
    at = timing.tapped_time(button.value)
    if at is None:
        await visit.hint("stale-button")
    else:
        slot_id = timing.slot_meant(visit.person.dialogue)
        await onboarding.offer_times(visit, timing.one_time(at), slot_id=slot_id)


async def _time_how(visit: Visit, button: Button) -> None:
    how, _, mark = button.value.partition(".")
    if how in set(How):
        step = await visit.limber.times.answer(visit.person.id, mark, visit.update_id, how=How(how))
        await onboarding.went_on(visit, step)
    else:
        await visit.hint("stale-button")


async def _time_extra(visit: Visit, button: Button) -> None:
    said, _, mark = button.value.partition(".")
    step = await visit.limber.times.answer(visit.person.id, mark, visit.update_id, extra=said == "yes")
    await onboarding.went_on(visit, step)


async def _time_day(visit: Visit, button: Button) -> None:
    said, _, mark = button.value.partition(".")
    step = await visit.limber.times.answer(
        visit.person.id, mark, visit.update_id, belongs_to_day_before=said == "before"
    )
    await onboarding.went_on(visit, step)


async def _keep_running(visit: Visit, button: Button) -> None:
    await visit.edit(View(visit.voice.say("hold-kept")))


async def _pause(visit: Visit, button: Button) -> None:
    days = int(button.value) if button.value.isdecimal() else None
    if button.value == "open" or (days is not None and 0 < days <= LONGEST_PAUSE_DAYS):
        await commands.take_break(visit, days=days)
    else:
        await visit.hint("stale-button")


async def _set(visit: Visit, button: Button) -> None:
    choice, _, value = button.value.partition(".")
    await settings.choose(visit, choice, value)


def _answers_safety(answers: Callable[[Visit], Coroutine[Any, Any, Button | None]]) -> Doing:
    """An answer to the safety screen, and then what waited for it, in a message of its own."""

    async def doing(visit: Visit, button: Button) -> None:
        wanted = await answers(visit)
        if wanted is not None:
            visit.button = None
            await ACTIONS[wanted.action](visit, wanted)

    return doing


def _simply(does: Callable[[Visit], Coroutine[Any, Any, None]]) -> Doing:
    """An action that needs nothing of its button."""

    async def doing(visit: Visit, button: Button) -> None:
        await does(visit)

    return doing


def _of_row(does: Callable[[Visit, int], Coroutine[Any, Any, None]]) -> Doing:
    """An action on the row that the button names."""

    async def doing(visit: Visit, button: Button) -> None:
        await does(visit, button.row)

    return doing


def _one_of(values: type[Value], does: Callable[[Visit, int, Value], Coroutine[Any, Any, None]]) -> Doing:
    """An action on the row that the button names, with its value; any other value is of an older button."""

    async def doing(visit: Visit, button: Button) -> None:
        if button.value in set(values):
            await does(visit, button.row, values(button.value))
        else:
            await visit.hint("stale-button")

    return doing


ACTIONS: dict[Action, Doing] = {
    Action.SAFE: _answers_safety(onboarding.none_of_these),
    Action.APPLIES: _simply(safety.show_conditions),
    Action.TICK: lambda visit, button: safety.tick(visit, button.value, on=True),
    Action.UNTICK: lambda visit, button: safety.tick(visit, button.value, on=False),
    Action.TICKED: _simply(safety.ticked),
    Action.CONSENT: _answers_safety(onboarding.consent),
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
    Action.TODAY: _simply(answering.today),
    Action.START: _of_row(timers.start_timer),
    Action.START_INSTEAD: lambda visit, button: timers.start_timer(visit, button.row, instead=True),
    Action.KEEP_RUNNING: _keep_running,
    Action.DONE: _of_row(answering.done),
    Action.ONE_MORE: _simply(answering.one_more),
    Action.SNOOZE: _of_row(answering.show_snooze),
    Action.SNOOZE_FOR: _one_of(SnoozeFor, lambda visit, row, choice: answering.snooze(visit, choice, row)),
    Action.SKIP: _of_row(answering.skip),
    Action.SKIP_WHY: lambda visit, button: answering.why_skipped(visit, button.value),
    Action.ANOTHER: _of_row(answering.another),
    Action.MORE: _of_row(answering.more),
    Action.LESS: _of_row(answering.show_buttons),
    Action.UNDO: _of_row(answering.undo),
    Action.HOLD: _one_of(Press, lambda visit, row, pressed: timers.press(visit, pressed, row)),
    Action.DONE_ANYWAY: _of_row(answering.done_anyway),
    Action.START_AGAIN: _of_row(timers.start_timer),
    Action.PAIN: _one_of(Pain, pain.rate),
    Action.COMPARED: _one_of(Compared, lambda visit, _, said: pain.compare(visit, said)),
    Action.PAIN_ASK: _of_row(pain.ask),
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
