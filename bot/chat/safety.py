"""The safety screen: the signs, the conditions to tick, and what waits for its answer."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.button_data import data_of, intent_of
from bot.chat.intents.base import Intent
from bot.chat.intents.subscribing import EMERGENCY_SIGN
from bot.chat.views import people as views
from bot.chat.visit import Visit
from bot.domain.dialogue import ConditionsScreen, Dialogue, EmergencyTicked, SafetyScreen


async def ask_safety(visit: Visit, wanted: Intent | None = None) -> None:
    """The safety screen; what is wanted, or was before, comes after it."""
    await visit.ask(SafetyScreen(_then(visit, wanted)))
    await visit.say(views.safety(visit.voice))


async def show_conditions(visit: Visit) -> None:
    """The tick buttons."""
    await visit.ask(ConditionsScreen(_then(visit)))
    await visit.edit(views.conditions(visit.voice, visit.person))


async def tick(visit: Visit, tag: str, *, on: bool) -> None:
    """One condition ticked or cleared; an emergency sign leads to care, and to no stretch."""
    if tag == EMERGENCY_SIGN:
        # Also where a break was to end on a date: nothing comes before they are well and say so.
        await visit.limber.people.pause(visit.person.id)
        await visit.ask(EmergencyTicked())
        await visit.edit(views.emergency(visit.voice))
    elif (condition := visit.voice.library.tags.get(tag)) is not None:
        visit.person = await visit.limber.people.tick(visit.person.id, condition, on=on) or visit.person
        await visit.edit(views.conditions(visit.voice, visit.person))
    else:
        await visit.hint("stale-button")


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


def _then(visit: Visit, wanted: Intent | None = None) -> str:
    """What comes after the screen, as it is kept."""
    after = wanted or waiting(visit.person.dialogue)
    return data_of(after) if after is not None else ""
