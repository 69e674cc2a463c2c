"""The safety screens: the signs, then the conditions to tick, and what waits for their answer."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.alarms import hold_back, is_held_back, is_too_young
from bot.chat.button_data import data_of, intent_of
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import EMERGENCY_SIGN, Has, Tick, Untick
from bot.chat.views import people as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import (
    AboutSafety,
    ConditionsQuestion,
    ConditionsScreen,
    Dialogue,
    SafetyScreen,
)

on = Handlers()


@on(Plain.ASK_SAFETY)
async def ask_anew(visit: Visit) -> None:
    """The screens anew, which end an alarm; not that of somebody under 18."""
    if is_too_young(visit.person):
        await hold_back(visit)
    else:
        await _ask(visit)


async def ask_safety(visit: Visit, wanted: Intent | None = None) -> None:
    """The first screen, unless an alarm holds; what is wanted, or was before, comes after both."""
    if not await is_held_back(visit):
        await _ask(visit, wanted)


async def _ask(visit: Visit, wanted: Intent | None = None) -> None:
    await visit.ask(SafetyScreen(_then(visit, wanted)))
    await visit.say(views.safety(visit.voice, visit.person))


@on(Plain.NO_SIGNS)
async def no_signs(visit: Visit) -> None:
    """None of the signs: the second screen, in a message of its own, so that a second tap answers nothing there."""
    if await is_held_back(visit):
        return
    if isinstance(visit.person.dialogue, ConditionsQuestion | ConditionsScreen):
        # Tapped twice.
        await visit.hint("safety-waits")
        return
    await visit.edit(View(visit.voice.say("safety-no-signs")))
    if views.condition_labels(visit.voice, visit.person):
        # What is ticked already is looked at, and not cleared by a quick "none".
        await visit.ask(ConditionsScreen(_then(visit)))
        await visit.say(views.conditions(visit.voice, visit.person))
    else:
        await visit.ask(ConditionsQuestion(_then(visit)))
        await visit.say(views.ask_conditions(visit.voice))


@on(Plain.SHOW_CONDITIONS)
async def show_conditions(visit: Visit) -> None:
    """The tick buttons; the signs first where they were not answered."""
    if isinstance(visit.person.dialogue, SafetyScreen):
        await ask_safety(visit)
    elif not await is_held_back(visit):
        await visit.ask(ConditionsScreen(_then(visit)))
        await visit.edit(views.conditions(visit.voice, visit.person))


@on(Tick)
async def tick(visit: Visit, said: Tick) -> Intent | None:
    """A condition ticked."""
    if said.tag == EMERGENCY_SIGN:
        # A button of the screens as they were at first.
        return Plain.EMERGENCY
    await _set(visit, said.tag, on=True)
    return None


@on(Untick)
async def untick(visit: Visit, said: Untick) -> None:
    """A condition cleared."""
    await _set(visit, said.tag, on=False)


@on(Has)
async def has_condition(visit: Visit, said: Has) -> None:
    """A condition was spoken of: a timer that runs ends, and the list shows it ticked, after the signs if need be."""
    await visit.limber.care.stop(visit.person.id, visit.at, visit.update_id)
    # Kept also while a sign holds: it stays true when the sign is over.
    condition = visit.voice.library.tags[said.tag]
    visit.person = await visit.limber.people.tick(visit.person.id, condition, on=True) or visit.person
    await visit.line("condition-noted", label=visit.voice.content.tags[said.tag].label)
    if isinstance(visit.person.dialogue, SafetyScreen):
        await _ask(visit)
    elif not await is_held_back(visit):
        await visit.ask(ConditionsScreen(_then(visit)))
        await visit.say(views.conditions(visit.voice, visit.person))


@on(Plain.UNLISTED)
async def unlisted(visit: Visit) -> None:
    """A condition for which there is nothing to tick was spoken of: a timer that runs ends, and whom to ask first."""
    await visit.limber.care.stop(visit.person.id, visit.at, visit.update_id)
    await visit.say(views.unlisted(visit.voice))


@on(Plain.TICKED)
async def ticked(visit: Visit) -> None:
    """What the ticked conditions ask for, before an explicit choice; the signs first where they were not answered."""
    if isinstance(visit.person.dialogue, SafetyScreen):
        await ask_safety(visit)
        return
    if await is_held_back(visit):
        return
    if visit.person.tags:
        await visit.ask(ConditionsScreen(_then(visit), advised=True))
        await visit.edit(views.conditions_advice(visit.voice, visit.person))
    else:
        await visit.hint("conditions-nothing-ticked")


def waiting(dialogue: Dialogue | None) -> Intent | None:
    """What waits for the safety screens, None where nothing does."""
    return intent_of(dialogue.then) if isinstance(dialogue, AboutSafety) else None


async def keep_waiting(visit: Visit, open_screen: AboutSafety, wanted: Intent | None) -> None:
    """Keeps that something else is wanted after the screen that is open."""
    await visit.ask(replace(open_screen, then=_then(visit, wanted)))


async def _set(visit: Visit, tag: str, *, on: bool) -> None:
    condition = visit.voice.library.tags.get(tag)
    if condition is None:
        await visit.stale()
    elif not await is_held_back(visit):
        visit.person = await visit.limber.people.tick(visit.person.id, condition, on=on) or visit.person
        await visit.edit(views.conditions(visit.voice, visit.person))


def _then(visit: Visit, wanted: Intent | None = None) -> str:
    """What comes after the screens, as it is kept."""
    after = wanted or waiting(visit.person.dialogue)
    return data_of(after) if after is not None else ""
