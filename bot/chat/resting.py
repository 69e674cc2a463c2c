"""Breaks: for how long the reminders rest, and that they come again."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import onboarding, timers
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import AskBreak, ChangeBreak, Rest, WhichDate
from bot.chat.intents.stretching import Snooze
from bot.chat.views import times
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedBreak
from bot.domain.hold import Press
from bot.domain.person import Standing

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
        await visit.say(times.pause_menu(visit.voice, said.question))
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


@on(Rest)
async def take_break(visit: Visit, said: Rest) -> None:
    """Reminders rest for some days, until a date, or until resumed."""
    profile = await visit.limber.people.pause(visit.person.id, visit.at, days=said.days, until=said.until)
    visit.person = profile.person
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
    elif profile.person.standing.is_subscribed:
        await visit.edit(await visit.with_next("paused", profile))
    else:
        await visit.edit(View(visit.voice.next_line(profile.person, profile.next)))


@on(ChangeBreak)
async def change_break(visit: Visit, said: ChangeBreak) -> Intent:
    """The break that is on ends later, or on another day; where none is on it is asked for how long one is to be."""
    person = visit.person
    if person.standing is not Standing.PAUSED:
        is_tomorrow = said.until is not None and said.until - visit.today == timedelta(days=1)
        prompt = await visit.limber.answers.open_prompt(person.id, visit.at, message_id=visit.replied_to)
        # "Again tomorrow" is said of the stretch that is open.
        return Snooze(prompt.id, None) if prompt is not None and is_tomorrow else AskBreak()
    if said.days is not None and person.back_on is not None:
        return Rest(None, person.back_on + timedelta(days=said.days))
    return Rest(said.days, said.until)


@on(Plain.RESUME)
async def resume(visit: Visit) -> None:
    """Prompts come again; a paused timer first."""
    hold = await visit.limber.holds.running(visit.person.id, visit.update_id)
    if hold is not None and hold.paused_at is not None:
        await timers.press_running(visit, Press.RESUME)
        return
    if visit.person.alarm is not None:
        # Also while the screens are answered anew: what held before it is to hold after it.
        await onboarding.next_step(visit)
        return
    before = visit.person.standing
    profile = await visit.limber.people.resume(visit.person.id)
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
        return
    if before is Standing.ACTIVE and hold is None and not visit.limber.starting.rests(profile.person):
        answers = visit.limber.answers
        opened = await answers.open_prompt(visit.person.id, visit.at, message_id=visit.replied_to)
        if opened is not None:
            # "Go on then": with the stretch that lies there.
            await visit.say(times.nothing_paused(visit.voice, opened.id))
            return
    name = "not-paused" if before is Standing.ACTIVE else "resumed"
    await visit.say(await visit.with_next(name, profile))


async def _ask_otherwise(visit: Visit, why: str) -> None:
    """Why a date was not taken; while it is asked for how long, with the buttons of that question."""
    text = visit.voice.say(why, example=_example_date(visit))
    asks = isinstance(visit.person.dialogue, AskedBreak)
    await visit.say(View(text, times.pause_menu(visit.voice).keyboard if asks else None))


def _example_date(visit: Visit) -> str:
    return visit.voice.say.day(visit.today + timedelta(days=14))
