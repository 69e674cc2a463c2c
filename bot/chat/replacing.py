"""Another stretch in the place of a prompt: a different one, one for another place, one that does without some gear."""

from __future__ import annotations

from bot.chat.gate import may_stretch, opened, refuse
from bot.chat.handling import Handlers
from bot.chat.intents.asking import Offer
from bot.chat.intents.base import Intent
from bot.chat.intents.pages import ShowSettings
from bot.chat.intents.stretching import Another, Lack, LackSaid, NotHere, StretchAt
from bot.chat.views import prompts as views
from bot.chat.visit import Visit
from bot.domain.prompt import PromptKind
from bot.domain.session import nearest_length
from bot.domain.setting import Setting
from bot.services.answers import NotNow, why_closed
from bot.services.choosing import Wanted
from bot.services.preferences import Option
from bot.text import clock

on = Handlers()


@on(Another)
async def another(visit: Visit, said: Another) -> Intent | None:
    """A different stretch in the place of this prompt; where none is open and none waits, one now is offered."""
    if said.prompt_id is None and await _has_none(visit):
        return Offer("offer-another")
    await _replace(visit, said)
    return None


async def _has_none(visit: Visit) -> bool:
    """Whether no prompt is open or waits, and one may come."""
    person, limber = visit.person, visit.limber
    if not limber.people.may_stretch(person) or limber.starting.rests(person):
        return False
    prompt = await limber.answers.open_prompt(
        person.id, visit.at, message_id=visit.replied_to, update_id=visit.update_id
    )
    return prompt is None and (await limber.people.profile(person.id)).snoozed_until is None


@on(NotHere)
async def not_here(visit: Visit, said: NotHere) -> None:
    """Asks where they are."""
    if not await may_stretch(visit, said) or (prompt := await opened(visit, said.prompt_id)) is None:
        return
    if not prompt.is_open:
        await refuse(visit, why_closed(prompt))
    elif visit.is_press:
        await visit.edit_keyboard(views.places_keyboard(visit.voice, prompt.id))
    else:
        await visit.say(views.ask_place(visit.voice, prompt.id))


@on(StretchAt)
async def stretch_at(visit: Visit, said: StretchAt) -> None:
    """A stretch that suits where they are, and at this time from now on."""
    if not await _replace(visit, said, said.place):
        return
    slot = await visit.limber.whereabouts.keep_for_prompt(visit.person.id, said.prompt_id, said.place)
    if slot is not None:
        place = visit.voice.say.plain(f"place-{said.place.value}")
        await visit.hint("not-here-kept", time=clock(slot.wish.at), place=place)


async def _replace(visit: Visit, said: Another | StretchAt, place: Setting | None = None) -> bool:
    """Whether a different stretch is to be in the place of a prompt, one for this place where it is said."""
    if not await may_stretch(visit, said) or (prompt := await opened(visit, said.prompt_id)) is None:
        return False
    result = await visit.limber.answers.replace(visit.person.id, prompt.id, visit.update_id)
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return False
    first = result.kind is PromptKind.FIRST
    minutes = nearest_length(visit.voice.library.stretches, result.parts) if result.parts else None
    again = PromptKind.SESSION if minutes else PromptKind.ASKED
    kind = PromptKind.FIRST if first else again
    in_place = visit.pressed_id is not None and visit.pressed_id == result.message_id
    upright = first and visit.person.options.setting is None
    wanted = Wanted(kind, None, place, minutes=minutes, replaces=result, in_place=in_place, upright=upright)
    shown = await visit.bring(wanted)
    if shown is None or shown.message_id != result.message_id:
        await visit.limber.prompt_display.show(visit.person, result.id)
    return True


@on(Lack)
async def lack_gear(visit: Visit, said: Lack) -> None:
    """Keeps that somebody lacks a piece of gear, and brings a stretch that does without."""
    person = await visit.limber.preferences.choose(visit.person.id, Option.LACK, said.gear)
    if person is None:
        await visit.stale()
        return
    visit.person = person
    await visit.put_away_keyboard()
    prompt = await visit.limber.answers.prompt(visit.person.id, said.prompt_id)
    comes_instead = prompt is not None and prompt.is_open
    if visit.is_press or not comes_instead:
        await visit.hint("gear-noted", gear=visit.voice.say.plain(f"gear-{said.gear}"))
    if comes_instead:
        await another(visit, Another(said.prompt_id))


@on(LackSaid)
async def lack_said(visit: Visit, said: LackSaid) -> Intent | None:
    """Another stretch than the open one, without this gear; without an open one the page of what somebody lacks."""
    prompt = await visit.limber.answers.open_prompt(visit.person.id, visit.at, message_id=visit.replied_to)
    if prompt is None or prompt.parts:
        return ShowSettings("gear")
    await visit.line("gear-noted", gear=visit.voice.say.plain(f"gear-{said.gear}"))
    return Lack(prompt.id, said.gear)
