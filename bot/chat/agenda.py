"""/plan: what comes in the coming seven days, on one sheet, and another one in its place."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.gate import is_safe
from bot.chat.handling import Handlers
from bot.chat.intents.pages import PlanDay, ShowPlan, Swap
from bot.chat.views import agenda as views
from bot.chat.views.view import View
from bot.chat.visit import Visit

on = Handlers()


@on(ShowPlan)
async def show(visit: Visit, said: ShowPlan) -> None:
    """The coming seven days, in a message of their own; no stretch is shown before the safety screen."""
    if not await is_safe(visit, said):
        return
    coming = await visit.limber.agendas.open(visit.person.id)
    profile = await visit.limber.people.profile(visit.person.id)
    message_id = await visit.say(views.agenda(visit.voice, profile, coming))
    if coming:
        await menus.remember(visit, PlanDay(None), message_id)


@on(PlanDay)
async def show_day(visit: Visit, said: PlanDay) -> None:
    """The buttons of one day's times, or those of all days."""
    if await is_safe(visit, said):
        await menus.turn_to(visit, said, await page(visit, said))


async def page(visit: Visit, said: PlanDay) -> View:
    """The agenda as it is kept, with the buttons of one day or of all."""
    profile = await visit.limber.people.profile(visit.person.id)
    coming = await visit.limber.agendas.kept(visit.person.id)
    return views.agenda(visit.voice, profile, coming, said.on)


@on(Swap)
async def swap(visit: Visit, said: Swap) -> None:
    """Another one for a time of the agenda, shown in the same message; the same press twice chooses once."""
    if not await is_safe(visit, said):
        return
    swapped = await visit.limber.agendas.swap(visit.person.id, said.slot_id, said.on, said.turn)
    if not swapped.has_other:
        await visit.hint("plan-no-other")
        return
    profile = await visit.limber.people.profile(visit.person.id)
    day = next(
        (one.day for one in swapped.coming if one.slot.id == said.slot_id and one.occurrence.on == said.on),
        None,
    )
    await menus.turn_to(visit, PlanDay(day), views.agenda(visit.voice, profile, swapped.coming, day))
