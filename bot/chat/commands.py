"""Commands: one function each."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import answering, onboarding, timing
from bot.chat.views import pages, times
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.hold import Press
from bot.domain.person import Asking, Dialogue, Standing
from bot.domain.timetext import read_date, read_times

# The order in which Telegram's menu shows them.
MENU = (
    "today",
    "done",
    "time",
    "zone",
    "pause",
    "resume",
    "stats",
    "precautions",
    "settings",
    "help",
    "privacy",
    "stop",
    "delete",
    "start",
)


async def start(visit: Visit) -> None:
    await onboarding.start(visit)


async def today(visit: Visit) -> None:
    await answering.today(visit)


async def done(visit: Visit) -> None:
    await answering.done(visit)


async def time(visit: Visit) -> None:
    """The times, or new ones behind the command."""
    if visit.person.zone_name is None or not await onboarding.is_safe(visit):
        await onboarding.next_step(visit)
    elif visit.args:
        said = read_times(visit.args, visit.words.time)
        await onboarding.went_on(visit, await visit.limber.times.offer(visit.person.id, said))
    else:
        await timing.show_times(visit)


async def zone(visit: Visit) -> None:
    """Another city, asked for or behind the command."""
    if visit.args:
        await onboarding.typed_place(visit, visit.args)
    else:
        await onboarding.ask_zone(visit)


async def pause(visit: Visit) -> None:
    """A running timer first, else a break from prompts."""
    if await visit.limber.holds.running(visit.person.id) is not None:
        await answering.press(visit, Press.PAUSE)
    elif visit.args:
        await pause_until(visit, visit.args)
    else:
        await visit.say(times.pause_menu(visit.voice))


async def pause_until(visit: Visit, text: str) -> None:
    """A break until a typed date."""
    now = visit.limber.now().astimezone(visit.person.zone)
    until = read_date(text, visit.words.time, now.date())
    example = visit.voice.say.day(now.date() + timedelta(days=14))
    if until is None:
        await visit.line("pause-date-refused", example=example)
    elif until <= now.date():
        await visit.line("pause-date-past", example=example)
    else:
        profile = await visit.limber.people.pause(visit.person.id, until=until)
        visit.person = profile.person
        line = visit.voice.next_markup(profile.person, profile.next)
        await visit.say(View(visit.voice.say("paused", next=line)))


async def ask_pause_until(visit: Visit) -> None:
    """Asks for the first day back."""
    await visit.limber.people.ask(visit.person.id, Dialogue(Asking.PAUSE_UNTIL))
    today = visit.limber.now().astimezone(visit.person.zone).date()
    await visit.line("pause-date-ask", example=visit.voice.say.day(today + timedelta(days=14)))


async def resume(visit: Visit) -> None:
    """Prompts come again; a paused timer first."""
    hold = await visit.limber.holds.running(visit.person.id)
    if hold is not None and hold.paused_at is not None:
        await answering.press(visit, Press.RESUME)
        return
    before = visit.person.standing
    profile = await visit.limber.people.resume(visit.person.id)
    if profile.step is not None:
        await onboarding.next_step(visit)
        return
    line = visit.voice.next_markup(profile.person, profile.next)
    name = "not-paused" if before is Standing.ACTIVE else "resumed"
    await visit.edit(View(visit.voice.say(name, next=line)))


async def stats(visit: Visit) -> None:
    await visit.say(pages.stats(visit.voice, await visit.limber.record.stats(visit.person.id)))


async def precautions(visit: Visit) -> None:
    await visit.say(pages.precautions(visit.voice))


async def settings(visit: Visit) -> None:
    await visit.say(pages.settings(visit.voice, visit.person))


async def help_(visit: Visit) -> None:
    await visit.say(pages.help_page(visit.voice))


async def privacy(visit: Visit) -> None:
    await visit.say(pages.privacy(visit.voice))


async def delete(visit: Visit) -> None:
    await visit.say(pages.ask_delete(visit.voice))


async def stop(visit: Visit) -> None:
    """A running timer first, else the end of the reminders."""
    if await visit.limber.holds.running(visit.person.id) is not None:
        await answering.press(visit, Press.STOP)
    else:
        await visit.say(pages.ask_stop(visit.voice))


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
    await visit.edit(View(visit.voice.say("delete-kept")))
