"""Commands: one function each."""

from __future__ import annotations

from datetime import date, timedelta

from bot.chat import answering, onboarding, timers, timing
from bot.chat.views import pages, times
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.hold import Press
from bot.domain.person import Asking, Dialogue, Standing
from bot.domain.timetext import dates_meant, read_times

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


async def start(visit: Visit) -> None:
    await onboarding.start(visit)


async def today(visit: Visit) -> None:
    await answering.today(visit)


async def done(visit: Visit) -> None:
    await answering.done(visit)


async def time(visit: Visit) -> None:
    """The times, or new ones behind the command."""
    profile = await visit.limber.people.profile(visit.person.id)
    if visit.args:
        await onboarding.offer_times(visit, read_times(visit.args, visit.words.time))
    elif profile.unfinished is not None:
        await onboarding.next_step(visit)
    else:
        await timing.show_times(visit)


async def zone(visit: Visit) -> None:
    """Another city, asked for or behind the command."""
    if visit.args:
        await onboarding.typed_place(visit, visit.args)
    else:
        await onboarding.ask_zone(visit)


async def pause(visit: Visit) -> None:
    """A break from prompts that is typed behind the command, else a running timer first."""
    if visit.args:
        await pause_for(visit, visit.args)
    elif await visit.limber.holds.running(visit.person.id, visit.update_id) is not None:
        await timers.press(visit, Press.PAUSE)
    else:
        await ask_break(visit)


async def pause_for(visit: Visit, text: str) -> None:
    """A break that was typed behind the word or the command."""
    if not await take_typed_break(visit, text):
        await refuse_break(visit)


async def ask_break(visit: Visit, question: str = "pause-ask") -> None:
    """Asks for how long the reminders should rest; without reminders there is nothing to rest."""
    if not visit.person.standing.is_subscribed:
        await take_break(visit)
        return
    await visit.limber.people.ask(visit.person.id, Dialogue(Asking.PAUSE_UNTIL))
    await visit.say(times.pause_menu(visit.voice, question))


async def take_typed_break(visit: Visit, text: str) -> bool:
    """A break for some days, until a date or until resumed; False where the text says none of these."""
    today = visit.limber.now().astimezone(visit.person.zone).date()
    days = visit.words.days(text)
    meant = () if days else dates_meant(text, visit.words.time, today)
    if days is None and not meant and visit.words.meaning(text) != "open":
        return False
    until = meant[0] if meant else None
    if len(meant) > 1:
        await _ask_which_day(visit, *meant)
    elif until is not None and until <= today:
        await visit.line("pause-date-past", example=_example_date(visit))
    else:
        await take_break(visit, days=days, until=until)
    return True


async def _ask_which_day(visit: Visit, first: date, second: date) -> None:
    """Asks which of two dates was meant, where there are reminders to rest."""
    if visit.person.standing.is_subscribed:
        await visit.limber.people.ask(visit.person.id, Dialogue(Asking.PAUSE_UNTIL))
    say = visit.voice.say
    await visit.line("pause-date-which", first=say.day(first), second=say.day(second))


async def refuse_break(visit: Visit) -> None:
    """Says which dates are understood."""
    await visit.line("pause-date-refused", example=_example_date(visit))


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


async def ask_pause_until(visit: Visit) -> None:
    """Asks for the first day back."""
    await visit.limber.people.ask(visit.person.id, Dialogue(Asking.PAUSE_UNTIL))
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


async def stats(visit: Visit) -> None:
    shown = await visit.limber.record.stats(visit.person.id)
    await visit.say(pages.stats(visit.voice, shown, bars=visit.person.bars))


async def precautions(visit: Visit) -> None:
    await visit.say(pages.precautions(visit.voice))


async def sources(visit: Visit) -> None:
    await visit.say(pages.sources(visit.voice))


async def help_(visit: Visit) -> None:
    await visit.say(pages.help_page(visit.voice))


async def privacy(visit: Visit) -> None:
    await visit.say(pages.privacy(visit.voice))


async def delete(visit: Visit) -> None:
    """Asks once; the answer can be typed."""
    await visit.limber.people.ask(visit.person.id, Dialogue(Asking.DELETE))
    await visit.say(pages.ask_delete(visit.voice))


async def stop(visit: Visit) -> None:
    """The end of a running timer, and of the reminders once that is confirmed."""
    if await visit.limber.holds.running(visit.person.id, visit.update_id) is not None:
        await timers.press(visit, Press.STOP)
    await ask_stop(visit)


async def ask_stop(visit: Visit, question: str = "stop-ask") -> None:
    """Asks whether the record should stay."""
    await visit.limber.people.ask(visit.person.id, Dialogue(Asking.STOP))
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
    dialogue = visit.person.dialogue
    stopping = dialogue is not None and dialogue.asking is Asking.STOP
    await visit.limber.people.ask(visit.person.id, None)
    await visit.edit(View(visit.voice.say("stop-kept" if stopping else "delete-kept")))
