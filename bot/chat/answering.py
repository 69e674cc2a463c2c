"""Answers to prompts and timers, pressed or typed: one function for each, whichever way it came."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.gate import may_stretch, opened, refuse
from bot.chat.intents.base import Plain
from bot.chat.intents.stretching import Another, Begin, More
from bot.chat.views import holds as hold_views
from bot.chat.views import prompts as views
from bot.chat.views import sessions as session_views
from bot.chat.views.view import View, rows, undo_button
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedPain, AskedSnooze
from bot.domain.prompt import PromptKind, SnoozeFor
from bot.domain.session import nearest_length
from bot.services.answers import AlreadyLogged, NotNow, Skipped, Snoozed, StoppedForPain, why_closed
from bot.services.choosing import Wanted
from bot.services.practice import Logged, Undone, UndoneBefore
from bot.services.preferences import Option

WHY_RESTS = "ill"


async def today(visit: Visit, stretch_id: str | None = None) -> None:
    """The next stretch, or the chosen one, now."""
    wanted = Begin(stretch_id) if stretch_id else Plain.TODAY
    if not await may_stretch(visit, wanted):
        return
    kind = PromptKind.CHOSEN if stretch_id else PromptKind.ASKED
    await visit.bring(Wanted(kind, stretch_id))


async def another(visit: Visit, prompt_id: int | None) -> None:
    """A different stretch in the place of this prompt."""
    if not await may_stretch(visit, Another(prompt_id)):
        return
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return
    result = await visit.limber.answers.replace(visit.person.id, prompt.id, visit.update_id)
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    await visit.limber.answers.show_answered(visit.person, result)
    first = result.kind is PromptKind.FIRST
    minutes = nearest_length(visit.voice.library.stretches, result.parts) if result.parts else None
    again = PromptKind.SESSION if minutes else PromptKind.ASKED
    kind = PromptKind.FIRST if first else again
    await visit.bring(Wanted(kind, minutes=minutes, replaces=result, upright=first))


async def gentler(visit: Visit) -> None:
    """A short and gentle stretch, now."""
    if not await may_stretch(visit, Plain.GENTLER):
        return
    await visit.bring(Wanted(gentle=True))


async def done(visit: Visit, prompt_id: int | None = None) -> None:
    """Logs a stretch as done."""
    result = await visit.limber.answers.done(
        visit.person.id, prompt_id=prompt_id, message_id=visit.replied_to, update_id=visit.update_id
    )
    await _logged(visit, result)


async def one_more(visit: Visit) -> None:
    """Logs the last stretch once more."""
    await _logged(visit, await visit.limber.answers.one_more(visit.person.id, visit.update_id))


async def done_anyway(visit: Visit, hold_id: int) -> None:
    """Logs a stretch whose timer lost count, or was stopped because something hurt."""
    hold = await visit.limber.holds.unsure(visit.person.id, hold_id)
    if hold is None:
        await visit.hint("hold-over")
        return
    await done(visit, hold.prompt_id)


async def undo(visit: Visit, practice_id: int | None = None) -> None:
    """Takes an entry back, the last one where none is named."""
    undone = await visit.limber.record.undo(visit.person.id, practice_id, visit.update_id)
    if undone is None:
        await visit.hint("undo-nothing")
        return
    if isinstance(undone, UndoneBefore):
        await visit.edit(View(visit.voice.say("undone-before")))
        return
    await visit.edit(View(visit.voice.say("undone", name=_taken_back(visit, undone))))
    if undone.prompt is not None:
        await visit.limber.answers.show_answered(visit.person, undone.prompt)


async def skip(visit: Visit, prompt_id: int | None = None) -> None:
    """Skips a prompt, or the one that waits where none is open; that is fine."""
    if prompt_id is None and await _drops_waiting(visit):
        return
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return
    result = await visit.limber.answers.skip(visit.person.id, prompt.id)
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    await _show_skipped(visit, result)


async def why_skipped(visit: Visit, why: str) -> None:
    """The optional reason of a skip; pain leads to the pain rule, illness to a day of rest."""
    if why == "pain":
        await visit.ask(AskedPain())
        await visit.edit(hold_views.pain_question(visit.voice, "pain-which", None))
    elif why in views.WHY_SKIPPED:
        if why == WHY_RESTS:
            await visit.limber.record.rest_today(visit.person.id)
        await visit.edit(View(visit.voice.say(f"why-{why}")))
    else:
        await visit.hint("stale-button")


async def show_snooze(visit: Visit, prompt_id: int) -> None:
    """The hours to which a prompt can be put off."""
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    if prompt is None or not prompt.is_open:
        await refuse(visit, NotNow.GONE if prompt is None else why_closed(prompt))
        return
    choices = await visit.limber.answers.snooze_choices(visit.person.id)
    await visit.edit_keyboard(views.snooze_keyboard(visit.voice, prompt_id, choices, visit.person))


async def show_buttons(visit: Visit, prompt_id: int) -> None:
    """A prompt's own buttons again."""
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    if prompt is None or not prompt.is_open:
        await visit.hint("not-now-gone")
        return
    await visit.edit_keyboard(views.prompt_keyboard(visit.voice, prompt_id))


async def snooze(visit: Visit, choice: SnoozeFor | None, prompt_id: int | None = None) -> None:
    """Puts a prompt off."""
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return
    if choice is None:
        await visit.ask(AskedSnooze())
        await visit.line("snooze-which")
        return
    result = await visit.limber.answers.snooze(visit.person.id, prompt.id, choice, visit.update_id)
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    if isinstance(visit.person.dialogue, AskedSnooze):
        await visit.ask(None)
    await _show_snoozed(visit, result)


async def more(visit: Visit, prompt_id: int | None = None) -> None:
    """More about the stretch of a prompt."""
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return
    view = await more_page(visit, prompt.id)
    if view is None:
        await refuse(visit, NotNow.GONE)
        return
    await menus.remember(visit, More(prompt.id))
    await visit.say(view)


async def more_page(visit: Visit, prompt_id: int) -> View | None:
    """More about the stretch of a prompt; None where the prompt is gone."""
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    if prompt is None:
        return None
    facts = await visit.limber.preferences.why(visit.person, prompt)
    return views.more(visit.voice, visit.person, prompt, facts)


async def lack_gear(visit: Visit, prompt_id: int, gear: str) -> None:
    """Keeps that somebody lacks a piece of gear, and brings a stretch that does without."""
    person = await visit.limber.preferences.choose(visit.person.id, Option.LACK, gear)
    if person is None:
        await visit.hint("stale-button")
        return
    visit.person = person
    await visit.put_away_keyboard()
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    comes_instead = prompt is not None and prompt.is_open
    if visit.is_press or not comes_instead:
        await visit.hint("gear-noted", gear=visit.voice.say.plain(f"gear-{gear}"))
    if comes_instead:
        await another(visit, prompt_id)


async def _logged(visit: Visit, result: Logged | AlreadyLogged | StoppedForPain | NotNow) -> None:
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    if isinstance(result, AlreadyLogged):
        await visit.say(views.already_logged(visit.voice, result.practice, visit.person))
        return
    if isinstance(result, StoppedForPain):
        await visit.say(hold_views.stopped_for_pain(visit.voice, result.hold_id))
        return
    person, entry = visit.person, result.entries[-1]
    hour = visit.voice.hour(entry.done_at, person.zone)
    if not result.is_new and visit.is_press:
        await visit.hint("already-logged", time=hour)
        return
    running = await visit.limber.holds.running(person.id)
    if running is not None and running.prompt_id == entry.prompt_id:
        await visit.limber.holds.drop(person.id)
    if not result.is_new:
        text = visit.voice.say("already-logged", time=hour)
        await visit.say(View(text, rows([undo_button(visit.voice, entry.id)])))
        return
    await visit.say(views.logged(visit.voice, result, person.day(visit.limber.now())))
    if result.prompt is not None:
        await visit.limber.answers.show_answered(person, result.prompt)


async def _drops_waiting(visit: Visit) -> bool:
    """Whether no prompt was open and one that was put off comes no more, which is then said."""
    answers = visit.limber.answers
    if await answers.open_prompt(visit.person.id, message_id=visit.replied_to) is not None:
        return False
    if not await answers.drop_waiting(visit.person.id):
        return False
    profile = await visit.limber.people.profile(visit.person.id)
    await visit.line("skipped", next=visit.voice.next_markup(profile.person, profile.next))
    return True


async def _show_skipped(visit: Visit, result: Skipped) -> None:
    await visit.limber.answers.show_answered(visit.person, result.prompt)
    await visit.say(views.skipped(visit.voice, visit.person, result.prompt, result.next))


async def _show_snoozed(visit: Visit, result: Snoozed) -> None:
    await visit.limber.answers.show_answered(visit.person, result.prompt)
    await visit.line("snoozed", time=visit.voice.instant(result.until, visit.person.zone))


def _taken_back(visit: Visit, undone: Undone) -> str:
    if undone.prompt is None:
        return session_views.names(visit.voice, undone.stretch_ids)
    return session_views.title(visit.voice, undone.prompt)
