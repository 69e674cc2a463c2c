"""/stats: the record of one person, a message with tabs for how much of it is shown."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.handling import Handlers
from bot.chat.intents.pages import ShowRecord
from bot.chat.views import record as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import OnPage

on = Handlers()


async def page(visit: Visit, leading: ShowRecord) -> View:
    """The record, as it is now."""
    return views.record(
        visit.voice, visit.person, await visit.limber.record.stats(visit.person.id, leading.span)
    )


@on(ShowRecord)
async def turn(visit: Visit, said: ShowRecord) -> None:
    """Turns the page to another span."""
    await menus.turn_to(visit, said, await page(visit, said))


async def open_page(visit: Visit) -> None:
    """Shows the record in a message of its own; a question that is open stays."""
    leading = ShowRecord()
    view = await page(visit, leading)
    message_id = await visit.say(view)
    is_free = visit.person.dialogue is None or isinstance(visit.person.dialogue, OnPage)
    if view.keys and is_free:
        await menus.remember(visit, leading, message_id)
