"""Times in the chat: the list, one slot, and each step of a change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.chat.views import times as views
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedHalf, AskedTime
from bot.services.time_steps import (
    AskDay,
    AskExtra,
    AskHalf,
    AskHow,
    Closed,
    Refused,
    Set,
    Stands,
    Step,
)
from bot.text import clock


async def show_times(visit: Visit) -> None:
    """The list of times."""
    await visit.edit(views.times(visit.voice, await visit.limber.people.profile(visit.person.id)))


async def show_slot(visit: Visit, slot_id: int) -> None:
    """One time with its days."""
    profile = await visit.limber.people.profile(visit.person.id)
    slot = next((slot for slot in profile.slots if slot.id == slot_id), None)
    if slot is None:
        await visit.hint("closed-question")
    else:
        await visit.edit(views.slot(visit.voice, slot, alone=len(profile.slots) == 1))


async def set_days(visit: Visit, slot_id: int, days: frozenset[int]) -> None:
    """The days of a slot, as the pressed button says."""
    step = await visit.limber.times.set_days(visit.person.id, slot_id, days)
    if isinstance(step, Refused):
        await visit.hint("time-needs-day")
    else:
        await show_slot(visit, slot_id)


async def remove(visit: Visit, slot_id: int) -> None:
    """A slot taken away."""
    profile = await visit.limber.people.profile(visit.person.id)
    if len(profile.slots) == 1 and profile.slots[0].id == slot_id:
        await visit.hint("time-last")
    else:
        await show_step(visit, await visit.limber.times.remove(visit.person.id, slot_id))


async def ask_change(visit: Visit, slot_id: int) -> None:
    """Asks for the new time of a slot."""
    profile = await visit.limber.people.profile(visit.person.id)
    slot = next((slot for slot in profile.slots if slot.id == slot_id), None)
    if slot is None:
        await visit.hint("closed-question")
    else:
        await visit.ask(AskedTime(slot_id))
        await visit.line("slot-change-ask", time=clock(slot.wish.at), example=clock(_later(slot.wish.at)))


async def ask_one_more(visit: Visit) -> None:
    """Asks for one more time."""
    await visit.ask(AskedTime(adds=True))
    await visit.line("slot-add-ask")


async def show_step(visit: Visit, step: Step) -> None:
    """Shows what a given time led to."""
    match step:
        case AskHalf():
            await visit.say(views.ask_half(visit.voice, step))
        case AskHow():
            await visit.say(views.ask_how(visit.voice, step))
        case AskExtra():
            await visit.edit(views.ask_extra(visit.voice, step))
        case AskDay():
            await visit.edit(views.ask_day(visit.voice, step))
        case Set():
            await visit.edit(views.changed(visit.voice, await visit.look_again(), step))
        case Stands():
            profile = await visit.limber.people.profile(visit.person.id)
            await visit.say(views.stands(visit.voice, profile))
        case Refused():
            await visit.say(views.refused(visit.voice, step.reason))
        case Closed():
            await visit.line("closed-question")


async def cancel(visit: Visit) -> None:
    """Leaves the times as they are."""
    await visit.ask(None)
    await visit.edit(views.kept(visit.voice, await visit.limber.people.profile(visit.person.id)))


def slot_meant(visit: Visit) -> int | None:
    """The slot that the open question about a time wants to change, or None."""
    question = visit.person.dialogue
    return question.slot_id if isinstance(question, AskedTime | AskedHalf) else None


def _later(at: time) -> time:
    """Another time than this one, for an example."""
    return (datetime.combine(date.min, at) + timedelta(minutes=45)).time()
