"""Breaks: for how long the reminders rest, and that they come again."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import onboarding, timers
from bot.chat.breaks import LONGEST_BREAK
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import AskBreak, ChangeBreak, OfferBreak, Remark, Rest, WhichDate
from bot.chat.intents.stretching import Snooze
from bot.chat.views import breaks
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedBreak
from bot.domain.hold import Press
from bot.domain.person import BreakIsOn

on = Handlers()


@on(Plain.PAUSE_COMMAND)
async def pause(visit: Visit) -> None:
    """A running timer pauses; else it is asked for how long the reminders should rest."""
    if not await timers.press_running(visit, Press.PAUSE):
        await ask_break(visit, AskBreak())


@on(AskBreak)
async def ask_break(visit: Visit, said: AskBreak) -> None:
    """Asks for how long the reminders should rest; without reminders there is nothing to rest."""
    if visit.person.standing.is_subscribed:
        await visit.ask(AskedBreak())
        await visit.say(breaks.pause_menu(visit.voice, said.question))
    else:
        await take_break(visit, Rest())


@on(WhichDate)
async def ask_which_day(visit: Visit, said: WhichDate) -> None:
    """Asks which of two dates was meant, where there are reminders to rest."""
    if visit.person.standing.is_subscribed:
        await visit.ask(AskedBreak())
    say = visit.voice.say
    await visit.line("pause-date-which", first=say.day(said.first), second=say.day(said.second))


@on(Plain.ASK_DATE)
async def ask_date(visit: Visit) -> None:
    """Asks for the first day back."""
    await visit.ask(AskedBreak())
    await visit.line("pause-date-ask", example=_example_date(visit))


@on(Plain.REFUSE_DATE)
async def refuse_date(visit: Visit) -> None:
    """Which dates are understood, with the ways to say how long."""
    await _ask_otherwise(visit, "pause-date-refused")


@on(Plain.PAST_DATE)
async def refuse_past(visit: Visit) -> None:
    """The date is over, with the ways to say how long."""
    await _ask_otherwise(visit, "pause-date-past")


@on(OfferBreak)
async def offer_break(visit: Visit, said: OfferBreak) -> None:
    """Asks whether a break is meant that begins and ends so; without reminders there is nothing to rest."""
    if not visit.person.standing.is_subscribed:
        await take_break(visit, Rest())
        return
    only = said.breaks[0] if len(said.breaks) == 1 else Rest()
    await visit.ask(AskedBreak(only.away_on, only.until))
    await visit.say(breaks.offer_break(visit.voice, said.breaks))


@on(Rest)
async def take_break(visit: Visit, said: Rest) -> Intent | None:
    """Reminders rest for some days, until a date, or until resumed: at once, or from the first day off on."""
    before = visit.person
    if said.until is not None and said.until <= visit.today:
        return Plain.PAST_DATE
    try:
        profile = await visit.limber.people.pause(
            before.id, visit.at, days=said.days, until=said.until, away_on=said.away_on
        )
    except BreakIsOn:
        await visit.line("break-is-on", day=visit.voice.full_day(before.back_on or visit.today))
        return None
    visit.person = profile.person
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
    elif not profile.person.standing.is_subscribed:
        await visit.edit(View(visit.voice.next_line(profile.person, profile.next)))
    elif profile.person.plans_break(visit.at):
        await visit.edit(breaks.planned_break(visit.voice, profile, before))
    else:
        paused = await visit.with_next("paused", profile)
        lines = [paused.text, *breaks.replaced_lines(visit.voice, profile.person, before)]
        await visit.edit(View("\n".join(lines)))
    return None


@on(ChangeBreak)
async def change_break(visit: Visit, said: ChangeBreak) -> Intent:
    """The break that is on, or planned, ends later or on another day; without one it is asked how long it is to be."""
    person = visit.person
    is_planned = person.plans_break(visit.at)
    if not person.is_paused(visit.at):
        is_tomorrow = said.until is not None and said.until - visit.today == timedelta(days=1)
        prompt = await visit.limber.answers.open_prompt(person.id, visit.at, message_id=visit.replied_to)
        if prompt is not None and is_tomorrow:
            # "Again tomorrow" is said of the stretch that is open.
            return Snooze(prompt.id, None)
        if not is_planned:
            return AskBreak()
    away_on = person.away_on if is_planned else None
    ends_on = person.back_on or away_on
    if said.days is not None and ends_on is not None:
        return Rest(None, ends_on + timedelta(days=said.days), away_on)
    if away_on is not None and not (said.until and timedelta() < said.until - away_on <= LONGEST_BREAK):
        return Remark("break-ends-first")
    return Rest(said.days, said.until, away_on)


@on(Plain.RESUME)
async def resume(visit: Visit) -> None:
    """Prompts come again; a paused timer first."""
    hold = await visit.limber.holds.running(visit.person.id, visit.update_id)
    if hold is not None and hold.paused_at is not None:
        await timers.press_running(visit, Press.RESUME)
        return
    person = visit.person
    has_break = person.is_paused(visit.at) or person.plans_break(visit.at)
    goes_on = person.standing.is_subscribed and person.alarm is None and not has_break
    if goes_on and hold is None and not visit.limber.starting.rests(person):
        opened = await visit.limber.answers.open_prompt(person.id, visit.at, message_id=visit.replied_to)
        if opened is not None:
            # "Go on then": with the stretch that lies there.
            await visit.ask(None)
            await visit.say(breaks.nothing_paused(visit.voice, opened.id))
            return
    await drop_break(visit)


@on(Plain.DROP_BREAK)
async def drop_break(visit: Visit) -> None:
    """Prompts come again, or go on coming where a break was only planned."""
    before = visit.person
    if before.alarm is not None:
        # Also while the screens are answered anew: what held before it is to hold after it.
        await onboarding.next_step(visit)
        return
    profile = await visit.limber.people.resume(before.id)
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
    elif before.plans_break(visit.at):
        await visit.edit(await visit.with_next("break-dropped", profile))
    else:
        is_back = not before.standing.is_subscribed or before.is_paused(visit.at)
        await visit.say(await visit.with_next("resumed" if is_back else "not-paused", profile))


async def _ask_otherwise(visit: Visit, why: str) -> None:
    """Why a date was not taken; while it is asked for how long, with the buttons of that question."""
    text = visit.voice.say(why, example=_example_date(visit))
    asks = isinstance(visit.person.dialogue, AskedBreak)
    await visit.say(View(text, breaks.pause_menu(visit.voice).keyboard if asks else None))


def _example_date(visit: Visit) -> str:
    return visit.voice.say.day(visit.today + timedelta(days=14))
