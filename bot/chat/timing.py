"""Times in the chat: the list, one slot, and each step of a change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.chat.views import times as views
from bot.chat.visit import Visit
from bot.domain.person import Asking, Dialogue
from bot.domain.schedule import Wish
from bot.domain.timetext import Refusal, Times, WhichHalf
from bot.services.time_steps import (
    AskedDay,
    AskedExtra,
    AskedHalf,
    AskedHow,
    Closed,
    Refused,
    Set,
    Stands,
    Step,
    which_half,
)
from bot.text import clock

ADDING = "add"


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


async def set_days(visit: Visit, slot_id: int, bits: str) -> None:
    """The days of a slot, as the pressed button says."""
    if not bits.isdecimal() or int(bits) > 127:
        await visit.hint("stale-button")
        return
    days = frozenset(day for day in range(7) if int(bits) >> day & 1)
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
        await visit.limber.people.ask(visit.person.id, Dialogue(Asking.TIME, said=str(slot_id)))
        await visit.line("slot-change-ask", time=clock(slot.wish.at), example=clock(_later(slot.wish.at)))


async def ask_one_more(visit: Visit) -> None:
    """Asks for one more time."""
    await visit.limber.people.ask(visit.person.id, Dialogue(Asking.TIME, said=ADDING))
    await visit.line("slot-add-ask")


async def show_step(visit: Visit, step: Step) -> None:
    """Shows what a given time led to."""
    match step:
        case AskedHalf():
            await visit.say(views.ask_half(visit.voice, step))
        case AskedHow():
            await visit.say(views.ask_how(visit.voice, step))
        case AskedExtra():
            await visit.edit(views.ask_extra(visit.voice, step))
        case AskedDay():
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
    await visit.limber.people.ask(visit.person.id, None)
    await visit.edit(views.kept(visit.voice, await visit.limber.people.profile(visit.person.id)))


def _later(at: time) -> time:
    """Another time than this one, for an example."""
    return (datetime.combine(date.min, at) + timedelta(minutes=45)).time()


def one_time(at: time) -> Times:
    """A tapped time, every day."""
    return Times((Wish(at),))


def tapped_time(value: str) -> time | None:
    """The time on a button, or None."""
    hour, _, minute = value.partition(".")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return None
    return time(int(hour), int(minute))


def slot_meant(dialogue: Dialogue | None) -> int | None:
    """The slot that the open question about a time wants to change, or None."""
    if dialogue is None or not dialogue.said:
        return None
    if dialogue.asking is Asking.TIME and dialogue.said.isdecimal():
        return int(dialogue.said)
    return which_half(dialogue)[1] if dialogue.asking is Asking.WHICH_HALF else None


def adds(dialogue: Dialogue | None) -> bool:
    """Whether the open question asked for one more time."""
    return dialogue is not None and dialogue.asking is Asking.TIME and dialogue.said == ADDING


def half_said(dialogue: Dialogue, said: Times | WhichHalf | Refusal) -> Times | Refusal:
    """A typed answer to "07:00 or 19:00?": the hour as written is the first of the two; any whole time counts."""
    if not isinstance(said, WhichHalf):
        return said
    if said.hour != which_half(dialogue)[0]:
        return Refusal.NOT_UNDERSTOOD
    return one_time(said.morning)


def half_named(dialogue: Dialogue, *, is_morning: bool) -> Times:
    """The one of "07:00 or 19:00?" that "in the morning" or "in the evening" means."""
    hour = which_half(dialogue)[0] % 12
    return one_time(time(hour if is_morning else hour + 12))
