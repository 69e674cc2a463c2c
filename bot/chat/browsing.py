"""/stretches: one message in which people look through all stretches and open one."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import answering, menus, onboarding
from bot.chat.button_data import Action, Button
from bot.chat.views import browsing as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.browsing import Facet, shelf
from bot.domain.person import Liking

DOUBLE_TAP = timedelta(minutes=1)
LIKINGS = {Action.FAVOURITE: Liking.FAVOURITE, Action.NOT_FOR_ME: Liking.NOT_FOR_ME, Action.UNLIKE: None}


async def stretches(visit: Visit) -> None:
    await show(visit, Button(Action.BROWSE))


async def show(visit: Visit, button: Button) -> None:
    """Shows what to browse by, or the values of it."""
    await _turn_to(visit, button, page)


async def show_shelf(visit: Visit, button: Button) -> None:
    """Shows a page of a shelf."""
    await _turn_to(visit, button, shelf_page)


async def open_stretch(visit: Visit, button: Button) -> None:
    """Shows one stretch."""
    await _turn_to(visit, button, stretch_page)


async def like(visit: Visit, button: Button) -> None:
    """Keeps what somebody thinks of the stretch they look at, and shows it so."""
    _, _, stretch_id = button.value.partition(views.SEPARATOR)
    await visit.limber.preferences.like(visit.person.id, stretch_id, LIKINGS[button.action])
    await open_stretch(visit, Button(Action.OPEN, button.row, button.value))


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
    if not await onboarding.is_safe(visit, Button(Action.BEGIN, value=stretch_id)):
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


async def page(visit: Visit, button: Button) -> View | None:
    """What to browse by, or the values of it."""
    if not button.value:
        return views.facets(visit.voice, await visit.limber.preferences.offered(visit.person))
    return views.choices(visit.voice, Facet(button.value)) if button.value in set(Facet) else None


async def shelf_page(visit: Visit, button: Button) -> View | None:
    """A page of a shelf; None for a shelf that the content does not have."""
    library = visit.voice.library
    wanted = shelf(library, button.value)
    if wanted is None or (wanted.facet is not None and not wanted.value):
        return None
    likings = await visit.limber.preferences.likings(visit.person.id)
    hidden = frozenset(
        stretch.id for stretch in library.stretches.values() if stretch.is_hidden_from(visit.person.tags)
    )
    return views.shelf(visit.voice, wanted, likings, button.row, hidden)


async def stretch_page(visit: Visit, button: Button) -> View | None:
    """One stretch, and the way back to its shelf; None for one that the content does not have."""
    written, _, stretch_id = button.value.partition(views.SEPARATOR)
    wanted = shelf(visit.voice.library, written)
    shown = await visit.limber.preferences.opened(visit.person, stretch_id)
    if wanted is None or shown is None:
        return None
    return views.stretch(visit.voice, visit.person, shown, wanted, button.row)


async def _turn_to(visit: Visit, button: Button, to: menus.Page) -> None:
    """No stretch is shown before the safety screen."""
    if await onboarding.is_safe(visit, button):
        await menus.turn_to(visit, button, to)
