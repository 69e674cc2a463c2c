"""The open question, asked once more: where a text is no answer to it, or asks something beside it."""

from __future__ import annotations

from bot.chat.intents.pages import Rest
from bot.chat.views import breaks, lists, mine, pages, people, taking, times
from bot.chat.views import holds as hold_views
from bot.chat.views import pain as pain_views
from bot.chat.views import prompts as prompt_views
from bot.chat.views import settings as settings_views
from bot.chat.views.view import View, Voice
from bot.chat.visit import Visit
from bot.domain import dialogue as asked
from bot.services.time_steps import AskDay, AskExtra, AskHow


async def open_question(visit: Visit) -> View | None:
    """The question that is open, as it was asked; None where none is, or where each text is taken for an answer."""
    voice, view = visit.voice, None
    match visit.person.dialogue:
        case asked.AskedBreak(away_on, back_on) as question:
            offered = [Rest(None, back_on, away_on)] if question.offers else []
            view = breaks.offer_break(voice, offered) if offered else breaks.pause_menu(voice)
        case asked.AskedStop():
            view = pages.ask_stop(voice)
        case asked.AskedDelete():
            view = pages.ask_delete(voice)
        case asked.AskedPain(practice_id):
            name = "pain-which" if practice_id is None else "pain-ask"
            view = hold_views.pain_question(voice, name, practice_id, with_none=practice_id is not None)
        case asked.AskedCompared():
            view = hold_views.ask_compared(voice)
        case asked.AskedSigns():
            view = pain_views.signs(voice)
        case asked.AskedTag(tag):
            view = pain_views.ask_tag(voice, tag)
        case asked.AskedFloor() | asked.AskedAge() as question:
            about = (
                settings_views.ask_floor if isinstance(question, asked.AskedFloor) else settings_views.ask_age
            )
            view = about(voice)
        case asked.ConditionsScreen() if visit.person.standing.is_subscribed:
            view = people.conditions(voice, visit.person)
        case asked.AskedOwn() as question:
            view = mine.question(voice, voice.library.week_in(visit.person.country), question)
        case asked.AskedList() | asked.AskedImport() as question:
            view = _about_file(voice, question)
        case asked.AskedSnooze():
            view = await _snooze(visit)
        case asked.ConfirmingTimes() | asked.AskedExtra() | asked.AskedDay():
            view = await _about_times(visit)
    return view


async def ask_again(visit: Visit, why: str = "") -> bool:
    """Asks the open question once more, below a message by its name; False where none is open."""
    view = await open_question(visit)
    if view is not None:
        text = f"{visit.voice.say(why)}\n{view.text}" if why else view.text
        await visit.say(View(text, view.keyboard))
    return view is not None


def _about_file(voice: Voice, question: asked.AskedList | asked.AskedImport) -> View:
    """Is what came to be theirs?"""
    if isinstance(question, asked.AskedList):
        return lists.question(voice, shares=question.shares)
    return taking.question(voice)


async def _snooze(visit: Visit) -> View | None:
    """How long is the prompt to be put off? None where it is open no more."""
    prompt = await visit.limber.answers.open_prompt(visit.person.id, visit.at, message_id=visit.replied_to)
    if prompt is None:
        return None
    choices = await visit.limber.snoozes.choices(visit.person.id)
    return prompt_views.ask_snooze(visit.voice, prompt.id, choices, visit.person)


async def _about_times(visit: Visit) -> View | None:
    """What is asked of the times that are on their way."""
    match await visit.limber.times.asked(visit.person.id):
        case AskHow() as step:
            return times.ask_how(visit.voice, step)
        case AskExtra() as step:
            return times.ask_extra(visit.voice, step)
        case AskDay() as step:
            return times.ask_day(visit.voice, step)
    return None
