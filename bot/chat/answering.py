"""Answers to prompts and timers, pressed or typed: one function for each, whichever way it came."""

from __future__ import annotations

from bot.chat import menus, onboarding, pain
from bot.chat.button_data import Action, Button
from bot.chat.refusing import refuse, refuse_by, refuse_missing
from bot.chat.views import holds as hold_views
from bot.chat.views import prompts as views
from bot.chat.views import sessions as session_views
from bot.chat.views.view import View, rows, undo_button
from bot.chat.visit import Visit
from bot.domain.person import Asking, Dialogue
from bot.domain.prompt import Kind, Prompt, SnoozeFor
from bot.domain.session import nearest_length
from bot.services.answers import AlreadyLogged, NotNow, Skipped, Snoozed, why_closed
from bot.services.practice import Logged, Undone, UndoneBefore
from bot.services.preferences import Choice

WHY_RESTS = "ill"


async def today(visit: Visit, stretch_id: str | None = None) -> None:
    """The next stretch, or the chosen one, now."""
    if not await onboarding.is_safe(visit) or await rests(visit):
        return
    kind = Kind.CHOSEN if stretch_id else Kind.ASKED
    await visit.bring(kind, stretch_id=stretch_id)


async def another(visit: Visit, prompt_id: int | None) -> str | None:
    """A different stretch in the place of this prompt."""
    if not await onboarding.is_safe(visit) or await rests(visit):
        return None
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return await refuse_missing(visit, prompt_id)
    result = await visit.limber.answers.replace(visit.person.id, prompt.id, visit.update_id)
    if isinstance(result, NotNow):
        return await refuse(visit, result)
    await visit.limber.answers.show_answered(visit.person, result)
    first = result.kind is Kind.FIRST
    minutes = nearest_length(visit.voice.library.stretches, result.parts) if result.parts else None
    again = Kind.SESSION if minutes else Kind.ASKED
    await visit.bring(
        Kind.FIRST if first else again,
        minutes=minutes,
        not_this=result.stretch_id,
        upright=first,
        replaces=result,
    )
    return None


async def gentler(visit: Visit) -> None:
    """A short and gentle stretch, now."""
    if not await onboarding.is_safe(visit) or await rests(visit):
        return
    await visit.bring(Kind.ASKED, gentle=True)


async def done(visit: Visit, prompt_id: int | None = None) -> str | None:
    """Logs a stretch as done."""
    result = await visit.limber.answers.done(
        visit.person.id, prompt_id=prompt_id, message_id=visit.replied_to, update_id=visit.update_id
    )
    return await _logged(visit, result)


async def one_more(visit: Visit) -> str | None:
    """Logs the last stretch once more."""
    return await _logged(visit, await visit.limber.answers.one_more(visit.person.id, visit.update_id))


async def done_anyway(visit: Visit, hold_id: int) -> str | None:
    """Logs a hold whose count was lost."""
    hold = await visit.limber.holds.log_lost(visit.person.id, hold_id)
    if hold is None:
        return visit.voice.say.plain("hold-over")
    return await done(visit, hold.prompt_id)


async def undo(visit: Visit, practice_id: int | None = None) -> str | None:
    """Takes an entry back, the last one where none is named."""
    undone = await visit.limber.record.undo(visit.person.id, practice_id, visit.update_id)
    if undone is None:
        return await refuse_by(visit, "undo-nothing")
    if isinstance(undone, UndoneBefore):
        await visit.edit(View(visit.voice.say("undone-before")))
        return None
    await visit.edit(View(visit.voice.say("undone", name=_taken_back(visit, undone))))
    if undone.prompt is not None:
        await visit.limber.answers.show_answered(visit.person, undone.prompt)
    return None


async def skip(visit: Visit, prompt_id: int | None = None) -> str | None:
    """Skips a prompt; that is fine."""
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return await refuse_missing(visit, prompt_id)
    result = await visit.limber.answers.skip(visit.person.id, prompt.id)
    if isinstance(result, NotNow):
        return await refuse(visit, result)
    await _show_skipped(visit, result)
    return None


async def why_skipped(visit: Visit, why: str) -> str | None:
    """The optional reason of a skip; pain leads to the pain rule, illness to a day of rest."""
    if why == "pain":
        await pain.wait_for_answer(visit, 0)
        await visit.edit(hold_views.pain_question(visit.voice, "pain-which", 0))
        return None
    if why not in views.WHY_SKIPPED:
        return visit.voice.say.plain("stale-button")
    if why == WHY_RESTS:
        await visit.limber.record.rest_today(visit.person.id)
    await visit.edit(View(visit.voice.say(f"why-{why}")))
    return None


async def show_snooze(visit: Visit, prompt_id: int) -> str | None:
    """The hours to which a prompt can be put off."""
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    if prompt is None or not prompt.is_open:
        return await refuse(visit, NotNow.GONE if prompt is None else why_closed(prompt))
    choices = await visit.limber.answers.snooze_choices(visit.person.id)
    await visit.edit_keyboard(views.snooze_keyboard(visit.voice, prompt_id, choices, visit.person))
    return None


async def show_buttons(visit: Visit, prompt_id: int) -> str | None:
    """A prompt's own buttons again."""
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    if prompt is None or not prompt.is_open:
        return visit.voice.say.plain("not-now-gone")
    await visit.edit_keyboard(views.prompt_keyboard(visit.voice, prompt_id))
    return None


async def snooze(visit: Visit, choice: SnoozeFor | None, prompt_id: int | None = None) -> str | None:
    """Puts a prompt off."""
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return await refuse_missing(visit, prompt_id)
    if choice is None:
        await visit.limber.people.ask(visit.person.id, Dialogue(Asking.SNOOZE))
        await visit.line("snooze-which")
        return None
    result = await visit.limber.answers.snooze(visit.person.id, prompt.id, choice, visit.update_id)
    if isinstance(result, NotNow):
        return await refuse(visit, result)
    if visit.person.dialogue is not None and visit.person.dialogue.asking is Asking.SNOOZE:
        await visit.limber.people.ask(visit.person.id, None)
    await _show_snoozed(visit, result)
    return None


async def more(visit: Visit, prompt_id: int | None = None) -> str | None:
    """More about the stretch of a prompt."""
    prompt = await opened(visit, prompt_id)
    if prompt is None:
        return await refuse_missing(visit, prompt_id)
    leading = Button(Action.MORE, prompt.id)
    view = await more_page(visit, leading)
    if view is None:
        return await refuse(visit, NotNow.GONE)
    await menus.remember(visit, leading)
    await visit.say(view)
    return None


async def more_page(visit: Visit, button: Button) -> View | None:
    """More about the stretch of a prompt; None where the prompt is gone."""
    prompt = await visit.limber.answers.prompt(visit.person.id, button.row)
    if prompt is None:
        return None
    facts = await visit.limber.preferences.why(visit.person, prompt)
    return views.more(visit.voice, visit.person, prompt, facts)


async def lack_gear(visit: Visit, prompt_id: int, gear: str) -> str | None:
    """Keeps that somebody lacks a piece of gear, and brings a stretch that does without."""
    person = await visit.limber.preferences.choose(visit.person.id, Choice.LACK, gear)
    if person is None:
        return visit.voice.say.plain("stale-button")
    visit.person = person
    await visit.put_away_keyboard()
    noted = visit.voice.say.plain("gear-noted")
    prompt = await visit.limber.answers.prompt(visit.person.id, prompt_id)
    if prompt is None or not prompt.is_open:
        return noted
    refused = await another(visit, prompt_id)
    return refused or (noted if visit.button else None)


async def _logged(visit: Visit, result: Logged | AlreadyLogged | NotNow) -> str | None:
    if isinstance(result, NotNow):
        return await refuse(visit, result)
    if isinstance(result, AlreadyLogged):
        await visit.say(views.already_logged(visit.voice, result.practice, visit.person))
        return None
    person, entry = visit.person, result.entries[-1]
    hour = visit.voice.hour(entry.done_at, person.zone)
    if not result.is_new and visit.button is not None:
        return visit.voice.say.plain("already-logged", time=hour)
    running = await visit.limber.holds.running(person.id)
    if running is not None and running.prompt_id == entry.prompt_id:
        await visit.limber.holds.drop(person.id)
    if not result.is_new:
        text = visit.voice.say("already-logged", time=hour)
        await visit.say(View(text, rows([undo_button(visit.voice, entry.id)])))
        return None
    await visit.say(views.logged(visit.voice, result, person.day(visit.limber.now())))
    if result.prompt is not None:
        await visit.limber.answers.show_answered(person, result.prompt)
    return None


async def _show_skipped(visit: Visit, result: Skipped) -> None:
    await visit.limber.answers.show_answered(visit.person, result.prompt)
    await visit.say(views.skipped(visit.voice, visit.person, result.prompt, result.next))


async def _show_snoozed(visit: Visit, result: Snoozed) -> None:
    await visit.limber.answers.show_answered(visit.person, result.prompt)
    await visit.line("snoozed", time=visit.voice.instant(result.until, visit.person.zone))


async def opened(visit: Visit, prompt_id: int | None) -> Prompt | None:
    """The prompt that was pressed, else the one replied to, else the latest open one."""
    answers = visit.limber.answers
    if prompt_id is not None:
        return await answers.prompt(visit.person.id, prompt_id)
    return await answers.open_prompt(visit.person.id, message_id=visit.replied_to, update_id=visit.update_id)


async def rests(visit: Visit) -> bool:
    """Whether nothing more is shown today, which is then said."""
    person = visit.person
    if person.resting_on != person.day(visit.limber.now()):
        return False
    profile = await visit.limber.people.profile(person.id)
    await visit.line("resting-today", next=visit.voice.next_markup(profile.person, profile.next))
    return True


def _taken_back(visit: Visit, undone: Undone) -> str:
    if undone.prompt is None:
        return session_views.names(visit.voice, undone.stretch_ids)
    return session_views.title(visit.voice, undone.prompt)
