"""Answers to prompts, pressed or typed: done, skip, snooze, another one, more."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.gate import may_stretch, opened, refuse
from bot.chat.handling import Handlers
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Remark
from bot.chat.intents.stretching import (
    Done,
    DoneAnyway,
    Later,
    More,
    SayWhy,
    ShowButtons,
    ShowSnooze,
    Skip,
    Snooze,
    Undo,
)
from bot.chat.views import endings as ending_views
from bot.chat.views import holds as hold_views
from bot.chat.views import prompts as views
from bot.chat.views import sessions as session_views
from bot.chat.views.view import View, rows, undo_button
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedPain, AskedSnooze
from bot.domain.snooze import SnoozeUntil, hours_meant
from bot.services.answers import AlreadyLogged, NotNow, StoppedForPain, why_closed
from bot.services.choosing import Wanted
from bot.services.practice import Logged, UndoneBefore

WHY_RESTS = "ill"
on = Handlers()


@on(Plain.TODAY)
async def today(visit: Visit) -> None:
    """The next stretch, now."""
    if await may_stretch(visit, Plain.TODAY):
        await visit.bring(Wanted())


@on(Plain.GENTLER)
async def gentler(visit: Visit) -> None:
    """A short and gentle stretch, now."""
    if await may_stretch(visit, Plain.GENTLER):
        await visit.bring(Wanted(gentle=True))


@on(Done)
async def done(visit: Visit, said: Done) -> None:
    """Logs a stretch as done."""
    result = await visit.limber.answers.done(
        visit.person.id,
        visit.at,
        prompt_id=said.prompt_id,
        message_id=visit.replied_to,
        update_id=visit.update_id,
    )
    match result:
        case AlreadyLogged():
            await visit.say(views.already_logged(visit.voice, result.practice, visit.person))
        case StoppedForPain():
            await visit.say(hold_views.stopped_for_pain(visit.voice, result.hold_id))
        case _:
            await _say_logged(visit, result)


@on(Plain.ONE_MORE)
async def one_more(visit: Visit) -> None:
    """Logs the last stretch once more."""
    await _say_logged(visit, await visit.limber.answers.one_more(visit.person.id, visit.at, visit.update_id))


@on(DoneAnyway)
async def done_anyway(visit: Visit, said: DoneAnyway) -> None:
    """Logs a stretch whose timer lost count, or was stopped because something hurt."""
    hold = await visit.limber.holds.unsure(visit.person.id, said.hold_id)
    if hold is None:
        await visit.hint("hold-over")
    else:
        await done(visit, Done(hold.prompt_id))


@on(Undo)
async def undo(visit: Visit, said: Undo) -> None:
    """Takes an entry back, the last one where none is named."""
    undone = await visit.limber.record.undo(visit.person.id, said.practice_id, visit.at, visit.update_id)
    if undone is None:
        await visit.hint("undo-nothing")
    elif isinstance(undone, UndoneBefore):
        await visit.edit(View(visit.voice.say("undone-before")))
    elif undone.prompt is None:
        name = session_views.names(visit.voice, undone.stretch_ids)
        await visit.edit(View(visit.voice.say("undone", name=name)))
    else:
        name = session_views.title(visit.voice, undone.prompt)
        await visit.edit(View(visit.voice.say("undone", name=name)))
        await visit.limber.prompt_display.show(visit.person, undone.prompt.id)


@on(Skip)
async def skip(visit: Visit, said: Skip) -> None:
    """Skips a prompt, or the one that waits where none is open; that is fine."""
    if said.prompt_id is None and await _drops_waiting(visit):
        return
    prompt = await opened(visit, said.prompt_id)
    if prompt is None:
        return
    result = await visit.limber.answers.skip(visit.person.id, prompt.id)
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    await visit.limber.prompt_display.show(visit.person, result.prompt.id)
    await visit.say(views.skipped(visit.voice, visit.person, result.prompt, result.next))


@on(SayWhy)
async def why_skipped(visit: Visit, said: SayWhy) -> None:
    """The optional reason of a skip; pain leads to the pain rule, illness to a day of rest."""
    if said.why == "pain":
        await visit.ask(AskedPain())
        await visit.edit(hold_views.pain_question(visit.voice, "pain-which", None))
    elif said.why in views.WHY_SKIPPED:
        if said.why == WHY_RESTS:
            await visit.limber.pains.rest_today(visit.person.id, visit.at)
        await visit.edit(View(visit.voice.say(f"why-{said.why}")))
    else:
        await visit.stale()


@on(ShowSnooze)
async def show_snooze(visit: Visit, said: ShowSnooze) -> None:
    """The hours to which a prompt can be put off."""
    prompt = await visit.limber.answers.prompt(visit.person.id, said.prompt_id)
    if prompt is None or not prompt.is_open:
        await refuse(visit, NotNow.GONE if prompt is None else why_closed(prompt))
        return
    choices = await visit.limber.snoozes.choices(visit.person.id)
    await visit.edit_keyboard(views.not_now_keyboard(visit.voice, prompt.id, choices, visit.person))


@on(ShowButtons)
async def show_buttons(visit: Visit, said: ShowButtons) -> None:
    """A prompt's own buttons again."""
    prompt = await visit.limber.answers.prompt(visit.person.id, said.prompt_id)
    if prompt is None or not prompt.is_open:
        await refuse(visit, NotNow.GONE)
    else:
        await visit.edit_keyboard(views.prompt_keyboard(visit.voice, prompt.id))


@on(Snooze)
async def snooze(visit: Visit, said: Snooze) -> None:
    """Puts a prompt off."""
    prompt = await opened(visit, said.prompt_id)
    if prompt is None:
        return
    choice = said.choice
    if choice is None:
        await visit.ask(AskedSnooze())
        choices = await visit.limber.snoozes.choices(visit.person.id)
        await visit.say(views.ask_snooze(visit.voice, prompt.id, choices, visit.person))
        return
    if isinstance(choice, SnoozeUntil):
        choice, *others = hours_meant(choice, visit.at, visit.person.zone)
        if others:
            await visit.ask(AskedSnooze())
            await visit.say(views.ask_snooze_hour(visit.voice, prompt.id, (choice, *others)))
            return
    result = await visit.limber.snoozes.snooze(visit.person.id, prompt.id, choice, visit.at, visit.update_id)
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    if isinstance(visit.person.dialogue, AskedSnooze):
        await visit.ask(None)
    if visit.pressed_id != result.prompt.message_id:
        # The buttons stood on the question.
        await visit.put_away_keyboard()
    await visit.limber.prompt_display.show(visit.person, result.prompt.id)
    await visit.line("snoozed", time=visit.voice.instant(result.until, visit.person.zone))


@on(Later)
async def later(visit: Visit, _: Later) -> Intent:
    """Some time later today: the open prompt is put off, without one it is about a time for the reminders."""
    prompt = await visit.limber.answers.open_prompt(
        visit.person.id, visit.at, message_id=visit.replied_to, update_id=visit.update_id
    )
    return Remark("time-which-hour") if prompt is None else Snooze(prompt.id, None)


@on(More)
async def more(visit: Visit, said: More) -> None:
    """More about the stretch of a prompt."""
    prompt = await opened(visit, said.prompt_id)
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


async def _say_logged(visit: Visit, result: Logged | NotNow) -> None:
    if isinstance(result, NotNow):
        await refuse(visit, result)
        return
    person, entry = visit.person, result.entries[-1]
    hour = visit.voice.hour(entry.done_at, person.zone)
    if result.is_new:
        await visit.say(ending_views.logged(visit.voice, person, result))
        for reached in result.after.milestones:
            await visit.say(ending_views.milestone(visit.voice, reached))
        if result.prompt is not None:
            await visit.limber.prompt_display.show(person, result.prompt.id)
    elif visit.is_press:
        await visit.hint("already-logged", time=hour)
    else:
        text = visit.voice.say("already-logged", time=hour)
        await visit.say(View(text, rows([undo_button(visit.voice, entry.id)])))


async def _drops_waiting(visit: Visit) -> bool:
    """Whether no prompt was open and one that was put off comes no more, which is then said."""
    prompt = await visit.limber.answers.open_prompt(visit.person.id, visit.at, message_id=visit.replied_to)
    if prompt is not None or not await visit.limber.snoozes.drop_waiting(visit.person.id):
        return False
    await visit.say(await visit.with_next("skipped"))
    return True
