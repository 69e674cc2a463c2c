"""/stretches: one message in which people look through all stretches and open one."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import answering, menus, onboarding
from bot.chat.intents.pages import Browse, OpenStretch, ShowShelf
from bot.chat.intents.stretching import Begin
from bot.chat.views import browsing as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.browsing import Facet, shelf
from bot.domain.person import Liking

DOUBLE_TAP = timedelta(minutes=1)
Browsing = Browse | ShowShelf | OpenStretch


async def show(visit: Visit, leading: Browsing) -> None:
    """Turns to a page, or to one stretch; no stretch is shown before the safety screen."""
    if await onboarding.is_safe(visit, leading):
        await menus.turn_to(visit, leading, await page(visit, leading))


async def page(visit: Visit, leading: Browsing) -> View | None:
    """The page that is led to; None for one that the content does not have."""
    match leading:
        case Browse(facet):
            return await _facets(visit, facet)
        case ShowShelf(number, written):
            return await _shelf(visit, number, written)
        case OpenStretch(number, place):
            return await _stretch(visit, number, place)


async def like(visit: Visit, page_number: int, place: str, liking: Liking | None) -> None:
    """Keeps what somebody thinks of the stretch they look at, and shows it so."""
    _, _, stretch_id = place.partition(views.SEPARATOR)
    await visit.limber.preferences.like(visit.person.id, stretch_id, liking)
    await show(visit, OpenStretch(page_number, place))


async def like_shown(visit: Visit, liking: Liking) -> None:
    """Keeps what somebody thinks of the stretch that is open; where none is, or a session, says where that is done."""
    prompt = await visit.limber.answers.open_prompt(visit.person.id, message_id=visit.replied_to)
    if prompt is None or prompt.stretch_id is None or prompt.parts:
        await visit.line("likes-where")
        return
    await visit.limber.preferences.like(visit.person.id, prompt.stretch_id, liking)
    await visit.line(f"likes-{liking.value}", name=visit.voice.name(prompt.stretch_id))


async def begin(visit: Visit, stretch_id: str) -> None:
    """Brings a chosen stretch as a prompt; never one that is kept from this person."""
    if not await onboarding.is_safe(visit, Begin(stretch_id)):
        return
    shown = await visit.limber.preferences.opened(visit.person, stretch_id)
    latest = await visit.limber.answers.open_prompt(visit.person.id)
    just_now = visit.limber.now() - DOUBLE_TAP
    if shown is None:
        await visit.hint("stale-button")
    elif shown.refusal is not None:
        await visit.hint_with(views.refusal(visit.voice, shown, shown.refusal))
    elif latest is not None and latest.stretch_id == stretch_id and latest.due_at > just_now:
        await visit.hint("shown-already")
    else:
        await answering.today(visit, stretch_id)


async def _facets(visit: Visit, facet: str) -> View | None:
    """What to browse by, or the values of it."""
    if not facet:
        return views.facets(visit.voice, await visit.limber.preferences.offered(visit.person))
    return views.choices(visit.voice, Facet(facet)) if facet in set(Facet) else None


async def _shelf(visit: Visit, number: int, written: str) -> View | None:
    library = visit.voice.library
    wanted = shelf(library, written)
    if wanted is None or (wanted.facet is not None and not wanted.value):
        return None
    likings = await visit.limber.preferences.likings(visit.person.id)
    hidden = frozenset(
        stretch.id for stretch in library.stretches.values() if stretch.is_hidden_from(visit.person.tags)
    )
    return views.shelf(visit.voice, wanted, likings, number, hidden)


async def _stretch(visit: Visit, number: int, place: str) -> View | None:
    """One stretch, and the way back to its shelf."""
    written, _, stretch_id = place.partition(views.SEPARATOR)
    wanted = shelf(visit.voice.library, written)
    shown = await visit.limber.preferences.opened(visit.person, stretch_id)
    if wanted is None or shown is None:
        return None
    return views.stretch(visit.voice, visit.person, shown, wanted, number)
