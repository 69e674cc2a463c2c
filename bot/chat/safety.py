"""The safety screen: the signs, the conditions to tick, and what waits for its answer."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.button_data import data_of, intent_of
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import EMERGENCY_SIGN, Has, Tick, Untick
from bot.chat.views import people as views
from bot.chat.visit import Visit
from bot.domain.dialogue import ConditionsScreen, Dialogue, EmergencyTicked, SafetyScreen

on = Handlers()


async def ask_safety(visit: Visit, wanted: Intent | None = None) -> None:
    """The safety screen; what is wanted, or was before, comes after it."""
    await visit.ask(SafetyScreen(_then(visit, wanted)))
    await visit.say(views.safety(visit.voice))


@on(Plain.SHOW_CONDITIONS)
async def show_conditions(visit: Visit) -> None:
    """The tick buttons."""
    await visit.ask(ConditionsScreen(_then(visit)))
    await visit.edit(views.conditions(visit.voice, visit.person))


@on(Tick)
async def tick(visit: Visit, said: Tick) -> None:
    """A condition ticked; an emergency sign leads to care, and to no stretch."""
    if said.tag == EMERGENCY_SIGN:
        await visit.limber.care.emergency(visit.person.id, visit.update_id)
        await visit.ask(EmergencyTicked())
        await visit.edit(views.emergency(visit.voice))
    else:
        await _set(visit, said.tag, on=True)


@on(Untick)
async def untick(visit: Visit, said: Untick) -> None:
    """A condition cleared."""
    await _set(visit, said.tag, on=False)


@on(Has)
async def has_condition(visit: Visit, said: Has) -> None:
    """A condition was spoken of: a timer that runs ends, and the list shows it ticked."""
    await visit.limber.care.stop(visit.person.id, visit.update_id)
    await visit.ask(ConditionsScreen(_then(visit)))
    await _set(visit, said.tag, on=True)


@on(Plain.TOO_YOUNG)
async def too_young(visit: Visit) -> None:
    """Limber is for adults: a timer that runs ends, and the reminders rest."""
    await visit.limber.care.stop(visit.person.id, visit.update_id)
    await visit.limber.people.pause(visit.person.id)
    await visit.line("too-young")


@on(Plain.TICKED)
async def ticked(visit: Visit) -> None:
    """What the ticked conditions ask for, before an explicit choice."""
    if visit.person.tags:
        await visit.ask(ConditionsScreen(_then(visit), advised=True))
        await visit.edit(views.conditions_advice(visit.voice, visit.person))
    else:
        await visit.hint("conditions-nothing-ticked")


def waiting(dialogue: Dialogue | None) -> Intent | None:
    """What waits for the safety screen, None where nothing does."""
    return intent_of(dialogue.then) if isinstance(dialogue, SafetyScreen | ConditionsScreen) else None


async def keep_waiting(
    visit: Visit, open_screen: SafetyScreen | ConditionsScreen, wanted: Intent | None
) -> None:
    """Keeps that something else is wanted after the part of the screen that is open."""
    await visit.ask(replace(open_screen, then=_then(visit, wanted)))


async def _set(visit: Visit, tag: str, *, on: bool) -> None:
    condition = visit.voice.library.tags.get(tag)
    if condition is None:
        await visit.hint("stale-button")
        return
    visit.person = await visit.limber.people.tick(visit.person.id, condition, on=on) or visit.person
    await visit.edit(views.conditions(visit.voice, visit.person))


def _then(visit: Visit, wanted: Intent | None = None) -> str:
    """What comes after the screen, as it is kept."""
    after = wanted or waiting(visit.person.dialogue)
    return data_of(after) if after is not None else ""
