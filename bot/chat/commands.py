"""What commands and words about the times, the reminders and the end of them do."""

from __future__ import annotations

from datetime import date, timedelta

from bot.chat import onboarding, timers, timing
from bot.chat.intents.pages import Page
from bot.chat.views import pages, times
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedBreak, AskedDelete, AskedStop
from bot.domain.hold import Press
from bot.domain.person import Standing

# The order in which Telegram's menu shows them.
MENU = (
    "today",
    "session",
    "done",
    "time",
    "zone",
    "pause",
    "resume",
    "stats",
    "stretches",
    "programme",
    "precautions",
    "sources",
    "settings",
    "language",
    "help",
    "privacy",
    "stop",
    "delete",
    "start",
)


async def ask_times(visit: Visit) -> None:
    """The list of times, or the step of /start that is still open."""
    profile = await visit.limber.people.profile(visit.person.id)
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
    else:
        await timing.show_times(visit)


async def pause(visit: Visit) -> None:
    """A running timer pauses; else it is asked for how long the reminders should rest."""
    if await visit.limber.holds.running(visit.person.id, visit.update_id) is not None:
        await timers.press(visit, Press.PAUSE)
    else:
        await ask_break(visit)


async def ask_break(visit: Visit, question: str = "pause-ask") -> None:
    """Asks for how long the reminders should rest; without reminders there is nothing to rest."""
    if not visit.person.standing.is_subscribed:
        await take_break(visit)
        return
    await visit.ask(AskedBreak())
    await visit.say(times.pause_menu(visit.voice, question))


async def ask_which_day(visit: Visit, first: date, second: date) -> None:
    """Asks which of two dates was meant, where there are reminders to rest."""
    if visit.person.standing.is_subscribed:
        await visit.ask(AskedBreak())
    say = visit.voice.say
    await visit.line("pause-date-which", first=say.day(first), second=say.day(second))


async def refuse_break(visit: Visit, why: str) -> None:
    """Says in this message which dates are understood."""
    await visit.line(why, example=_example_date(visit))


async def take_break(visit: Visit, *, days: int | None = None, until: date | None = None) -> None:
    """Reminders rest for some days, until a date, or until resumed."""
    profile = await visit.limber.people.pause(visit.person.id, days=days, until=until)
    visit.person = profile.person
    line = visit.voice.next_markup(profile.person, profile.next)
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
    elif profile.person.standing.is_subscribed:
        await visit.edit(View(visit.voice.say("paused", next=line)))
    else:
        await visit.edit(View(line))


async def ask_date(visit: Visit) -> None:
    """Asks for the first day back."""
    await visit.ask(AskedBreak())
    await visit.line("pause-date-ask", example=_example_date(visit))


def _example_date(visit: Visit) -> str:
    today = visit.limber.now().astimezone(visit.person.zone).date()
    return visit.voice.say.day(today + timedelta(days=14))


async def resume(visit: Visit) -> None:
    """Prompts come again; a paused timer first."""
    hold = await visit.limber.holds.running(visit.person.id, visit.update_id)
    if hold is not None and hold.paused_at is not None:
        await timers.press(visit, Press.RESUME)
        return
    before = visit.person.standing
    profile = await visit.limber.people.resume(visit.person.id)
    if profile.unfinished is not None:
        await onboarding.next_step(visit)
        return
    line = visit.voice.next_markup(profile.person, profile.next)
    name = "not-paused" if before is Standing.ACTIVE else "resumed"
    # The button stands under the advice to get emergency care, which stays.
    await visit.put_away_keyboard()
    await visit.say(View(visit.voice.say(name, next=line)))


async def show_page(visit: Visit, name: Page) -> None:
    """A page of text."""
    match name:
        case Page.STATS:
            shown = await visit.limber.record.stats(visit.person.id)
            await visit.say(pages.stats(visit.voice, shown, bars=visit.person.options.bars))
        case Page.PRECAUTIONS:
            await visit.say(pages.precautions(visit.voice))
        case Page.SOURCES:
            await visit.say(pages.sources(visit.voice))
        case Page.HELP:
            await visit.say(pages.help_page(visit.voice))
        case Page.PRIVACY:
            await visit.say(pages.privacy(visit.voice))


async def delete(visit: Visit) -> None:
    """Asks once; the answer can be typed."""
    await visit.ask(AskedDelete())
    await visit.say(pages.ask_delete(visit.voice))


async def stop(visit: Visit) -> None:
    """The end of a running timer, and of the reminders once that is confirmed."""
    if await visit.limber.holds.running(visit.person.id, visit.update_id) is not None:
        await timers.press(visit, Press.STOP)
    await ask_stop(visit)


async def ask_stop(visit: Visit, question: str = "stop-ask") -> None:
    """Asks whether the record should stay."""
    await visit.ask(AskedStop())
    await visit.say(pages.ask_stop(visit.voice, question))


async def stop_keeping(visit: Visit) -> None:
    """No prompts any more; the record stays."""
    await visit.limber.people.leave(visit.person.id, Standing.STOPPED)
    await visit.edit(View(visit.voice.say("stopped")))


async def erase(visit: Visit) -> None:
    """Everything about the person is removed."""
    await visit.limber.holds.drop(visit.person.id)
    await visit.limber.people.erase(visit.person.id)
    await visit.edit(View(visit.voice.say("delete-done")))


async def stay(visit: Visit) -> None:
    """Nothing is stopped or deleted."""
    stopping = isinstance(visit.person.dialogue, AskedStop)
    await visit.ask(None)
    await visit.edit(View(visit.voice.say("stop-kept" if stopping else "delete-kept")))
