"""/calendar: a file of somebody's times, and an address to subscribe to where this Limber has one."""

from __future__ import annotations

import structlog

from bot.chat import menus
from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.pages import ShowCalendar
from bot.chat.views import calendar as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.helper import HelperError

log = structlog.get_logger()

on = Handlers()


@on(ShowCalendar)
async def show(visit: Visit, said: ShowCalendar) -> None:
    """Sends the file, and the address in a message below it; says so where nothing comes."""
    profile = await visit.limber.people.profile(visit.person.id)
    calendar = views.calendar(visit.voice, profile.person, profile.slots, visit.bot.id)
    if calendar.events:
        try:
            written = await visit.desk.helper.do("bot.calendar_file", "written", calendar, visit.limber.now())
        except (HelperError, OSError):
            log.exception("a calendar was not written")
            await visit.line("calendar-not-made")
            return
        await visit.desk.display.send_file(visit.person.id, views.file(visit.voice), views.FILE_NAME, written)
    else:
        await visit.line("calendar-nothing")
    view = await address_page(visit)
    # Whoever has an address and no times now may still want to end it.
    if view is not None and (calendar.events or len(view.keys[0]) > 1):
        await menus.remember(visit, said, await visit.say(view))


async def address_page(visit: Visit) -> View | None:
    """The page of the address, as it is now; None where this Limber has none to give."""
    url = visit.desk.public_url
    if url is None:
        return None
    return views.address(visit.voice, url, await visit.limber.calendars.of(visit.person.id))


@on(Plain.NEW_ADDRESS)
async def new_address(visit: Visit) -> None:
    """Another address, in the place of the one before."""
    if visit.desk.public_url is None:
        await visit.stale()
        return
    await visit.limber.calendars.give(visit.person.id, visit.update_id)
    await menus.turn_to(visit, ShowCalendar(), await address_page(visit))


@on(Plain.END_ADDRESS)
async def end_address(visit: Visit) -> None:
    """No address any more; what was one leads nowhere from now on."""
    await visit.limber.calendars.end(visit.person.id)
    url = visit.desk.public_url
    view = None if url is None else views.address(visit.voice, url, None, ended=True)
    await menus.turn_to(visit, ShowCalendar(), view)
