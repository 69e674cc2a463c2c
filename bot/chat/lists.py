"""Lists of exercises from somebody else: shown whole, taken or left, and shared by a link."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.gate import is_safe
from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.mine import OpenList, RevokeList, ShowOwn
from bot.chat.mine import show
from bot.chat.views import lists as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedList
from bot.domain.listfile import ExerciseList
from bot.services.lists import NotTaken

on = Handlers()


@on(OpenList)
async def open_list(visit: Visit, said: OpenList) -> None:
    """Shows all of a list that is shared; whoever is new answers what /start asks before, and follows the link then."""
    if visit.person.safety_at is None:
        await visit.line("list-first")
    if not await is_safe(visit, said):
        return
    found = await visit.limber.lists.with_token(said.token)
    if found is None:
        await visit.line("list-revoked")
    else:
        await offer(visit, found, shares=False)


async def offer(visit: Visit, given: ExerciseList, *, shares: bool) -> None:
    """Shows all of a list, and asks whether it is to be theirs; `shares`: it may be shared as well."""
    await visit.limber.lists.offer(visit.person.id, given, shares=shares)
    for view in views.preview(visit.voice, given, shares=shares):
        await visit.say(view)


@on(Plain.TAKE_LIST)
async def take(visit: Visit) -> None:
    """Makes the exercises theirs, and shows the list of them."""
    taken = await visit.limber.lists.take(visit.person.id, visit.update_id)
    if isinstance(taken, NotTaken):
        await _refuse(visit, taken)
        return
    visit.person = taken
    await visit.put_away_keyboard()
    await show(visit.afresh(), ShowOwn())


@on(Plain.DROP_LIST)
async def drop(visit: Visit) -> None:
    """Nothing of it is kept."""
    if isinstance(visit.person.dialogue, AskedList):
        await visit.ask(None)
    await visit.put_away_keyboard()
    await visit.afresh().line("list-dropped")


@on(Plain.SHARE_LIST)
async def share(visit: Visit) -> None:
    """Makes a link by which others can see and take the list."""
    token = await visit.limber.lists.share(visit.person.id, visit.update_id)
    if isinstance(token, NotTaken):
        await _refuse(visit, token)
    else:
        await visit.say(View(visit.voice.say("list-shared", link=views.link_to(visit.bot.username, token))))


@on(Plain.SHOW_LINKS)
async def show_links(visit: Visit) -> None:
    """The links by which they share lists."""
    await menus.turn_to(visit, Plain.SHOW_LINKS, await links_page(visit))


async def links_page(visit: Visit) -> View:
    """The page of these links, as it looks now."""
    shared = await visit.limber.lists.shared(visit.person.id)
    return views.links(visit.voice, shared, visit.bot.username)


@on(RevokeList)
async def revoke(visit: Visit, said: RevokeList) -> None:
    """Ends a link, and shows those that are left; a link that is gone already is no news."""
    await visit.limber.lists.revoke(visit.person.id, said.list_id)
    await show_links(visit)


async def _refuse(visit: Visit, reason: NotTaken) -> None:
    if reason is NotTaken.GONE:
        await visit.stale()
    else:
        await visit.hint(f"list-not-{reason.value}")
