"""Times in the chat: the list, one slot, and each step of a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.chat import onboarding
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import (
    AddOrReplace,
    AskSlotPlace,
    ChangeSlot,
    GiveTimes,
    KeepHour,
    MoveSlot,
    MoveTimes,
    PlaceSlot,
    RemoveSlot,
    SayExtra,
    SayNight,
    SetDays,
    ShowSlot,
    TapTime,
)
from bot.chat.views import people as people_views
from bot.chat.views import times as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedBreak, AskedHalf, AskedTime, Extra, How, NightBelongsTo, StartStep
from bot.domain.movetext import moved
from bot.domain.picking import hides_everything
from bot.domain.prompt import PromptKind
from bot.domain.schedule import Slot, by_own_days
from bot.domain.timetext import Times, daily
from bot.services.choosing import Wanted
from bot.services.time_steps import (
    AskDay,
    AskExtra,
    AskHalf,
    AskHow,
    Closed,
    NotSet,
    Set,
    Stands,
    Step,
)
from bot.text import clock

on = Handlers()


@on(Plain.ASK_TIMES)
async def ask_times(visit: Visit) -> None:
    """The list of times, or the step of /start that is still open."""
    profile = await visit.limber.people.profile(visit.person.id)
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
    else:
        if isinstance(visit.person.dialogue, AskedBreak):
            # In the place of a break.
            await visit.ask(None)
        await show_times(visit)


@on(Plain.SHOW_TIMES)
async def show_times(visit: Visit) -> None:
    """The list of times."""
    await visit.edit(views.times(visit.voice, await visit.limber.people.profile(visit.person.id)))


@on(ShowSlot)
async def show_slot(visit: Visit, said: ShowSlot) -> None:
    """One time with its days."""
    slots = await _slots(visit)
    if (slot := _of_id(slots, said.slot_id)) is None:
        await visit.stale("closed-question")
    else:
        week = visit.voice.library.week_in(visit.person.country)
        await visit.edit(views.slot(visit.voice, slot, week, alone=len(slots) == 1))


@on(SetDays)
async def set_days(visit: Visit, said: SetDays) -> None:
    """The days of a slot, as the pressed button says."""
    step = await visit.limber.times.set_days(visit.person.id, said.slot_id, said.days)
    if isinstance(step, NotSet):
        await visit.hint("time-needs-day" if not said.days else "time-refused-close")
    else:
        await show_slot(visit, ShowSlot(said.slot_id))


@on(AskSlotPlace)
async def ask_place(visit: Visit, said: AskSlotPlace) -> None:
    """Where they are at one of their times."""
    if (slot := _of_id(await _slots(visit), said.slot_id)) is None:
        await visit.stale("closed-question")
    else:
        await visit.edit(views.ask_slot_place(visit.voice, slot))


@on(PlaceSlot)
async def place(visit: Visit, said: PlaceSlot) -> None:
    """The place of a time, as the pressed button says."""
    await visit.limber.whereabouts.keep(visit.person.id, said.slot_id, said.place)
    await show_slot(visit, ShowSlot(said.slot_id))


@on(MoveSlot)
async def move_slot(visit: Visit, said: MoveSlot) -> None:
    """The hour that was offered for a time, on the days that it has."""
    if _of_id(await _slots(visit), said.slot_id) is None:
        await visit.stale("closed-question")
    else:
        await given(visit, GiveTimes(daily(said.at), said.slot_id))


@on(Plain.LEAVE_IT)
async def leave_it(visit: Visit) -> None:
    """What was noticed changes nothing."""
    await visit.edit(View(visit.voice.say("noticed-left")))


@on(KeepHour)
async def keep_hour(visit: Visit, said: KeepHour) -> None:
    """A time stays at its hour, and no other one is offered for it again."""
    await visit.limber.times.keep_hour(visit.person.id, said.slot_id)
    await leave_it(visit)


@on(Plain.OTHER_HOUR)
async def other_hour(visit: Visit) -> Intent:
    """Asks for the new hour of the one time; of several which."""
    slots = await _slots(visit)
    return ChangeSlot(slots[0].id) if len(slots) == 1 else Plain.ASK_TIMES


@on(Plain.FEWER_DAYS)
async def fewer_days(visit: Visit) -> Intent:
    """The days of the one time; of several which."""
    slots = await _slots(visit)
    return ShowSlot(slots[0].id) if len(slots) == 1 else Plain.ASK_TIMES


@on(RemoveSlot)
async def remove(visit: Visit, said: RemoveSlot) -> None:
    """A slot taken away."""
    slots = await _slots(visit)
    if len(slots) == 1 and slots[0].id == said.slot_id:
        await visit.hint("time-last")
    else:
        await _show(visit, await visit.limber.times.remove(visit.person.id, said.slot_id))


@on(ChangeSlot)
async def ask_change(visit: Visit, said: ChangeSlot) -> None:
    """Asks for the new time of a slot."""
    slot = _of_id(await _slots(visit), said.slot_id)
    if slot is None:
        await visit.stale("closed-question")
    else:
        await visit.ask(AskedTime(said.slot_id))
        await visit.line("slot-change-ask", time=clock(slot.wish.at), example=clock(_later(slot.wish.at)))


@on(Plain.ADD_SLOT)
async def ask_one_more(visit: Visit) -> None:
    """Asks for one more time."""
    await visit.ask(AskedTime(adds=True))
    await visit.line("slot-add-ask")


@on(Plain.ADVISE_TIME)
async def advise(visit: Visit) -> None:
    """Which time is a good one; the question stays."""
    await visit.say(people_views.advise_time(visit.voice))


@on(Plain.KEEP_TIMES)
async def keep(visit: Visit) -> None:
    """Leaves the times as they are."""
    await visit.ask(None)
    await visit.edit(views.kept(visit.voice, await visit.limber.people.profile(visit.person.id)))


@on(MoveTimes)
async def move(visit: Visit, said: MoveTimes) -> None:
    """The one time moved, which is asked before it is done; the list of several, or where it is not said how far."""
    slots = await _slots(visit)
    at = moved(slots[0].wish.at, said.minutes) if len(slots) == 1 and said.minutes else None
    if at is None:
        await ask_times(visit)
    else:
        wish = replace(by_own_days(slots[0].wish, visit.person.day_start), at=at)
        await given(visit, GiveTimes(Times((wish,), names_days=True)))


@on(TapTime)
async def tapped(visit: Visit, said: TapTime) -> None:
    """A time on a button, for the slot that the open question about a time wants to change."""
    question = visit.person.dialogue
    slot_id = question.slot_id if isinstance(question, AskedTime | AskedHalf) else None
    adds = isinstance(question, AskedTime) and question.adds
    await given(visit, GiveTimes(daily(said.at), slot_id, How.ADD if adds else None))


@on(GiveTimes)
async def given(visit: Visit, said: GiveTimes) -> None:
    """Times lead on; who has still to answer about safety or place is asked that first."""
    profile = await visit.limber.people.profile(visit.person.id)
    if profile.unfinished in {StartStep.SAFETY, StartStep.PLACE}:
        if isinstance(said.said, Times):
            await visit.limber.people.said_early(visit.person.id, said.said.wishes)
            await visit.line("time-early", times=views.times_list(visit.voice, said.said.wishes))
        await onboarding.next_step(visit)
        return
    step = await visit.limber.times.offer(
        visit.person.id, said.said, visit.update_id, slot_id=said.slot_id, how=said.how
    )
    await _show(visit, step)


@on(Plain.TAKE_EARLY_TIMES)
async def take_early(visit: Visit) -> None:
    """The times that were said early are the right ones."""
    wishes = visit.person.early_times
    if wishes:
        await given(visit, GiveTimes(Times(wishes, names_days=True)))
    else:
        await visit.stale()


@on(Plain.DROP_EARLY_TIMES)
async def drop_early(visit: Visit) -> None:
    """Other times: the question as it is for everybody."""
    await visit.limber.people.said_early(visit.person.id, ())
    await visit.put_away_keyboard()
    await onboarding.next_step(visit.afresh())


async def _answered(
    visit: Visit, said: AddOrReplace | SayExtra | SayNight, answer: How | Extra | NightBelongsTo
) -> None:
    """An answer about the times that are on their way leads on."""
    await _show(visit, await visit.limber.times.answer(visit.person.id, said.mark, visit.update_id, answer))


on(AddOrReplace)(lambda visit, said: _answered(visit, said, said.how))
on(SayExtra)(lambda visit, said: _answered(visit, said, said.extra))
on(SayNight)(lambda visit, said: _answered(visit, said, said.day))


async def _show(visit: Visit, step: Step) -> None:
    """Shows what a given time led to; the last answer of /start brings the first stretch."""
    match step:
        case AskHalf():
            await visit.say(views.ask_half(visit.voice, step))
        case AskHow():
            await visit.say(views.ask_how(visit.voice, step))
        case AskExtra():
            await visit.edit(views.ask_extra(visit.voice, step))
        case AskDay():
            await visit.edit(views.ask_day(visit.voice, step))
        case Set(subscribed=True):
            profile = await visit.limber.people.profile(visit.person.id)
            visit.person = profile.person
            rests = visit.limber.starting.rests(visit.person)
            await visit.edit(
                people_views.subscribed(visit.voice, profile, from_tomorrow=step.from_tomorrow, rests=rests)
            )
            if not rests and not hides_everything(visit.person, visit.voice.library):
                await visit.bring(Wanted(PromptKind.FIRST))
        case Set():
            await visit.edit(views.changed(visit.voice, await visit.look_again(), step))
        case Stands():
            profile = await visit.limber.people.profile(visit.person.id)
            await visit.say(views.stands(visit.voice, profile))
        case NotSet():
            is_asked = isinstance(visit.person.dialogue, AskedTime)
            await visit.say(views.refused(visit.voice, step.reason, is_asked=is_asked))
        case Closed():
            await visit.stale("closed-question")


async def _slots(visit: Visit) -> Sequence[Slot]:
    return (await visit.limber.people.profile(visit.person.id)).slots


def _of_id(slots: Sequence[Slot], slot_id: int) -> Slot | None:
    return next((slot for slot in slots if slot.id == slot_id), None)


def _later(at: time) -> time:
    """Another time than this one, for an example."""
    return (datetime.combine(date.min, at) + timedelta(minutes=45)).time()
