"""/mine: exercises of somebody's own, listed, made answer by answer, changed, and removed."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, MessageEntity

from bot.chat import menus
from bot.chat.asked import ask_again
from bot.chat.gate import is_safe
from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.mine import (
    AnswerOwn,
    AskOwn,
    AskRemoveOwn,
    ChangeOwn,
    OpenOwn,
    RemoveOwn,
    SayOwn,
    ShowOwn,
    TickOwnDays,
)
from bot.chat.views import mine as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.dialogue import AskedOwn
from bot.domain.own import NOTHING_SAID, OwnDraft, OwnFault, OwnStep, kept, own_with_id
from bot.domain.person import Person

OwnPages = ShowOwn | OpenOwn | ChangeOwn | AskRemoveOwn
# What of a text leads out of the chat: none of it is kept.
LINKS = frozenset(
    {
        MessageEntity.URL,
        MessageEntity.TEXT_LINK,
        MessageEntity.MENTION,
        MessageEntity.TEXT_MENTION,
        MessageEntity.EMAIL,
    }
)
WEEKDAYS = frozenset("0123456")
on = Handlers()


async def page(visit: Visit, leading: OwnPages) -> View | None:
    """The page that is led to; None where its exercise is gone."""
    if isinstance(leading, ShowOwn):
        shares = bool(await visit.limber.lists.shared(visit.person.id))
        return views.exercises(visit.voice, visit.person, leading.page, shares=shares)
    own = own_with_id(visit.person.own, leading.exercise_id)
    if own is None:
        return None
    match leading:
        case OpenOwn():
            return views.exercise(visit.voice, visit.person, own)
        case ChangeOwn():
            return views.change(visit.voice, own)
        case AskRemoveOwn():
            return views.ask_remove(visit.voice, own)


async def show(visit: Visit, said: OwnPages) -> None:
    """Turns to a page."""
    await menus.turn_to(visit, said, await page(visit, said))


on(ShowOwn)(show)
on(OpenOwn)(show)
on(ChangeOwn)(show)
on(AskRemoveOwn)(show)


@on(Plain.ADD_OWN)
async def add(visit: Visit) -> None:
    """Asks for the name of a new one; the safety screen comes before."""
    if await is_safe(visit, Plain.ADD_OWN):
        await _ask(visit, OwnStep.NAME)


@on(AskOwn)
async def ask(visit: Visit, said: AskOwn) -> None:
    """Asks what one thing of an exercise is to be."""
    await _ask(visit, said.step, said.exercise_id)


async def _ask(visit: Visit, step: OwnStep, exercise_id: str = "") -> None:
    asked = await visit.limber.own.ask(visit.person.id, step, exercise_id)
    if isinstance(asked, Person):
        visit.person = asked
        await _show_question(visit)
    elif asked is None:
        await visit.stale()
    else:
        await visit.hint(f"mine-wrong-{asked.value}")


@on(AnswerOwn)
async def answer(visit: Visit, said: AnswerOwn) -> None:
    """Takes what a button says."""
    draft = _carried(said)
    if draft is None:
        await visit.stale()
    else:
        await say_own(visit, SayOwn(said.step, draft))


@on(SayOwn)
async def say_own(visit: Visit, said: SayOwn) -> None:
    """Takes an answer, and asks what comes next; what cannot be is told, and asked once more."""
    if not visit.is_press and _leads_out(visit.message):
        await _refuse(visit, OwnFault.LINK)
        return
    before = visit.person.dialogue
    answered = await visit.limber.own.answer(visit.person.id, said.step, said.said, visit.update_id)
    if isinstance(answered, OwnFault):
        await _refuse(visit, answered)
    elif answered is None:
        await visit.stale()
    else:
        visit.person = answered
        if isinstance(answered.dialogue, AskedOwn):
            await _show_question(visit)
        else:
            changed = before.exercise_id if isinstance(before, AskedOwn) else ""
            await _show_kept(visit, changed or kept(answered.own)[-1].id)


@on(TickOwnDays)
async def tick_days(visit: Visit, said: TickOwnDays) -> None:
    """Shows which days are ticked so far."""
    asked = visit.person.dialogue
    if isinstance(asked, AskedOwn) and asked.step is OwnStep.DAYS and WEEKDAYS.issuperset(said.days):
        await visit.edit(_question(visit, asked, frozenset(map(int, said.days))))
    else:
        await visit.stale()


@on(RemoveOwn)
async def remove(visit: Visit, said: RemoveOwn) -> None:
    """Takes one away, and shows what is left."""
    gone = await visit.limber.own.remove(visit.person.id, said.exercise_id)
    await visit.look_again()
    view = await page(visit, ShowOwn())
    if gone is not None and view is not None:
        view = replace(view, text=f"{visit.voice.say('mine-removed', name=gone.name)}\n\n{view.text}")
    await menus.turn_to(visit, ShowOwn(), view)


@on(Plain.LEAVE_OWN)
async def leave(visit: Visit) -> None:
    """Leaves all as it is, and goes back to where it was asked."""
    asked = visit.person.dialogue
    if isinstance(asked, AskedOwn):
        await visit.ask(None)
        await visit.look_again()
    await show(
        visit, OpenOwn(asked.exercise_id) if isinstance(asked, AskedOwn) and asked.exercise_id else ShowOwn()
    )


def _carried(said: AnswerOwn) -> OwnDraft | None:
    """What a button says of an exercise; None for a value that none has."""
    match said.step, said.value:
        case OwnStep.SIDES, views.EACH | views.AT_ONCE:
            return OwnDraft(sides=said.value == views.EACH)
        case OwnStep.SECONDS, value if value.isdecimal():
            return OwnDraft(seconds=int(value))
        case OwnStep.REPETITIONS, value if value.isdecimal():
            return OwnDraft(repetitions=int(value))
        case OwnStep.DAYS, value if WEEKDAYS.issuperset(value):
            return OwnDraft(days=frozenset(map(int, value)))
        case OwnStep.PICTURE, "":
            return NOTHING_SAID
        case OwnStep.NOTES, "":
            return OwnDraft(notes="")
    return None


def _leads_out(message: Message | None) -> bool:
    entities = (*message.entities, *message.caption_entities) if message is not None else ()
    return any(entity.type in LINKS for entity in entities)


async def _refuse(visit: Visit, fault: OwnFault) -> None:
    """Says what cannot be; what was typed is asked once more below it."""
    name = f"mine-wrong-{fault.value}"
    if visit.is_press or not await ask_again(visit, name):
        await visit.hint(name)


async def _show_question(visit: Visit) -> None:
    asked = visit.person.dialogue
    if isinstance(asked, AskedOwn):
        await visit.edit(_question(visit, asked, _days_so_far(visit.person, asked)))


def _question(visit: Visit, asked: AskedOwn, ticked: frozenset[int]) -> View:
    return views.question(visit.voice, visit.voice.library.week_in(visit.person.country), asked, ticked)


def _days_so_far(person: Person, asked: AskedOwn) -> frozenset[int]:
    own = own_with_id(person.own, asked.exercise_id)
    return own.days if own is not None else frozenset()


async def _show_kept(visit: Visit, exercise_id: str) -> None:
    """Says that an exercise is kept as it is now, above its page."""
    leading = OpenOwn(exercise_id)
    view = await page(visit, leading)
    if view is not None:
        view = replace(view, text=f"{visit.voice.say('mine-kept')}\n\n{view.text}")
    await menus.turn_to(visit, leading, view)
