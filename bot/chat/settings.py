"""/settings, /programme and /language: pages of one message, edited in place."""

from __future__ import annotations

from bot.chat import menus, onboarding, safety
from bot.chat.intents.pages import ShowSettings
from bot.chat.views import settings as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedFloor
from bot.domain.person import NO_FLOOR
from bot.services.preferences import Option


async def page(visit: Visit, name: str) -> View | None:
    """The page of this name; None for one that there is not."""
    if name == views.PROGRAMMES:
        offered = await visit.limber.preferences.offered(visit.person)
        return views.programmes(visit.voice, visit.person, offered)
    view = views.PAGES.get(name)
    return view(visit.voice, visit.person) if view else None


async def show(visit: Visit, name: str = "") -> None:
    """Shows a page, in the message that was pressed where there is one."""
    await menus.turn_to(visit, ShowSettings(name), await page(visit, name))


async def choose(visit: Visit, choice: Option, value: str) -> None:
    """Sets what a button says and shows its page again; the same tap twice sets the same."""
    chosen = await visit.limber.preferences.choose(visit.person.id, choice, value)
    if chosen is None:
        await visit.hint("stale-button")
    else:
        visit.person = chosen
        await show(visit, views.PAGE_OF[choice])


async def reach_floor(visit: Visit, value: str) -> None:
    """The answer to whether the floor is within reach."""
    chosen = await visit.limber.preferences.choose(visit.person.id, Option.FLOOR, value)
    if chosen is None:
        await visit.hint("stale-button")
        return
    if isinstance(chosen.dialogue, AskedFloor):
        await visit.ask(None)
    await visit.edit(View(visit.voice.say("floor-hard" if NO_FLOOR in chosen.tags else "floor-easy")))


async def speak(visit: Visit, language: str) -> None:
    """Goes on in another language, from the safety screen on; somebody new begins /start in it."""
    if language not in visit.voice.library.languages:
        await visit.hint("stale-button")
        return
    before = visit.person
    visit.person = await visit.limber.preferences.speak(before.id, language) or before
    is_first = onboarding.is_choosing_language(before)
    if visit.person.language == before.language and not is_first:
        await visit.hint("language-set", name=visit.voice.content.own_name)
        return
    await visit.edit(View(visit.voice.say("language-set", name=visit.voice.content.own_name)))
    await (onboarding.begin if before.safety_at is None else safety.ask_safety)(visit)
