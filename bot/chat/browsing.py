"""/stretches: one message in which people look through all stretches and open one."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.gate import is_safe, may_stretch
from bot.chat.handling import Handlers
from bot.chat.intents.pages import Browse, Favour, Mind, NotForMe, OpenStretch, ShowShelf, Unlike
from bot.chat.intents.stretching import Begin, LikeShown
from bot.chat.views import browsing as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.browsing import Facet, shelf
from bot.domain.person import Liking
from bot.domain.prompt import PromptKind
from bot.services.choosing import Wanted

Browsing = Browse | ShowShelf | OpenStretch | Mind
on = Handlers()


async def show(visit: Visit, said: Browsing) -> None:
    """Turns to a page, or to one stretch; no stretch is shown before the safety screen."""
    if await is_safe(visit, said):
        await menus.turn_to(visit, said, await page(visit, said))


on(Browse)(show)
on(ShowShelf)(show)
on(OpenStretch)(show)
on(Mind)(show)


async def page(visit: Visit, leading: Browsing) -> View | None:
    """The page that is led to; None for one that the content does not have."""
    match leading:
        case Browse(facet):
            return await _facets(visit, facet)
        case ShowShelf(number, written):
            return await _shelf(visit, number, written)
        case OpenStretch() | Mind():
            return await _stretch(visit, leading)


@on(LikeShown)
async def like_shown(visit: Visit, said: LikeShown) -> None:
    """Keeps what somebody thinks of the stretch that is open; where none is, or a session, says where that is done."""
    prompt = await visit.limber.answers.open_prompt(visit.person.id, visit.at, message_id=visit.replied_to)
    if prompt is None or prompt.stretch_id is None or prompt.parts:
        await visit.line("likes-where")
        return
    await visit.limber.preferences.like(visit.person.id, prompt.stretch_id, said.liking)
    await visit.line(f"likes-{said.liking.value}", name=visit.voice.name(prompt.stretch_id))


@on(Begin)
async def begin(visit: Visit, said: Begin) -> None:
    """Brings a chosen stretch as a prompt; never one that is kept from this person."""
    if not await is_safe(visit, said):
        return
    shown = await visit.limber.preferences.opened(visit.person, said.stretch_id)
    if shown is None:
        await visit.stale()
    elif shown.refusal is not None:
        await visit.hint_with(views.refusal(visit.voice, shown))
    elif await visit.limber.starting.is_double_tap(
        visit.person, lambda prompt: prompt.stretch_id == said.stretch_id
    ):
        await visit.hint("shown-already")
    elif await may_stretch(visit, said):
        await visit.bring(Wanted(PromptKind.CHOSEN, said.stretch_id))


async def _like(visit: Visit, said: Favour | NotForMe | Unlike, liking: Liking | None) -> None:
    """Keeps what somebody thinks of the stretch they look at, and shows it so."""
    _, _, stretch_id = said.place.partition(views.SEPARATOR)
    await visit.limber.preferences.like(visit.person.id, stretch_id, liking)
    await show(visit, OpenStretch(said.page, said.place))


on(Favour)(lambda visit, said: _like(visit, said, Liking.FAVOURITE))
on(NotForMe)(lambda visit, said: _like(visit, said, Liking.NOT_FOR_ME))
on(Unlike)(lambda visit, said: _like(visit, said, None))


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


async def _stretch(visit: Visit, leading: OpenStretch | Mind) -> View | None:
    """One stretch and the way back to its shelf, or what is to be minded at it and the way back to it."""
    written, _, stretch_id = leading.place.partition(views.SEPARATOR)
    wanted = shelf(visit.voice.library, written)
    shown = await visit.limber.preferences.opened(visit.person, stretch_id)
    if wanted is None or shown is None:
        return None
    view = views.stretch if isinstance(leading, OpenStretch) else views.minded
    return view(visit.voice, visit.person, shown, wanted, leading.page)
