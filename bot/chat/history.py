"""/history: the record day by day in one message, and its changes, which say first what they do to the streak."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.button_data import data_of
from bot.chat.gate import refuse
from bot.chat.handling import Handlers
from bot.chat.intents.base import Plain
from bot.chat.intents.history import (
    AskSeconds,
    ChangeRecord,
    KeepChange,
    ShowDay,
    ShowEntry,
    ShowHistory,
)
from bot.chat.views import endings as ending_views
from bot.chat.views import history as views
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.days import DAY
from bot.domain.dialogue import AskedChange, OnPage
from bot.domain.history import Change, LogDays, Refused
from bot.services.answers import NotNow
from bot.services.history import Foreseen

HistoryPage = ShowHistory | ShowDay | ShowEntry | AskSeconds
on = Handlers()


async def show(visit: Visit, said: HistoryPage) -> None:
    """Turns to a page of days, one day or one entry; where it is opened by a word, in a message of its own."""
    view = await page(visit, said)
    if visit.is_press:
        await menus.turn_to(visit, said, view)
    elif view is not None:
        message_id = await visit.say(view)
        if _is_free(visit):
            await menus.remember(visit, said, message_id)


on(ShowHistory)(show)
on(ShowDay)(show)
on(ShowEntry)(show)
on(AskSeconds)(show)


async def page(visit: Visit, leading: HistoryPage) -> View | None:
    """The page that is led to; None for an entry that is gone."""
    history, voice, today = visit.limber.history, visit.voice, visit.today
    match leading:
        case ShowHistory(number):
            return views.history(voice, await history.page(visit.person.id, number), today)
        case ShowDay(day):
            return views.one_day(voice, await history.day(visit.person.id, day), today)
        case ShowEntry(id_) | AskSeconds(id_):
            entry = await history.entry(visit.person.id, id_)
            if entry is None:
                return None
            if isinstance(leading, AskSeconds):
                return views.ask_seconds(voice, entry)
            return views.one_entry(voice, visit.person, entry, today)


@on(Plain.DONE_YESTERDAY)
async def done_yesterday(visit: Visit) -> ChangeRecord:
    """Yesterday was done."""
    return ChangeRecord(LogDays((visit.today - DAY,)))


@on(ChangeRecord)
async def change(visit: Visit, said: ChangeRecord) -> None:
    """Says what a change would do, and asks whether it is to be kept; nothing is changed by it."""
    await _ask(visit, said.change, await visit.limber.history.foresee(visit.person.id, said.change, visit.at))


@on(KeepChange)
async def keep(visit: Visit, said: KeepChange) -> None:
    """Makes a change with the streak that was said; where that is another one by now, it is asked anew."""
    made = await visit.limber.history.keep(
        visit.person.id, said.change, said.streak, visit.at, visit.update_id
    )
    if isinstance(made, Foreseen | Refused):
        await _ask(visit, said.change, made)
        return
    if isinstance(visit.person.dialogue, AskedChange):
        await visit.ask(None)
    await visit.edit(views.changed(visit.voice, visit.person, said.change, made))
    for reached in made.milestones:
        await visit.say(ending_views.milestone(visit.voice, reached))
    for prompt_id in sorted(made.prompt_ids):
        await visit.limber.prompt_display.show(visit.person, prompt_id)


@on(Plain.LEAVE_RECORD)
async def leave(visit: Visit) -> None:
    """The record stays as it is."""
    if isinstance(visit.person.dialogue, AskedChange):
        await visit.ask(None)
    await visit.edit(View(visit.voice.say("history-left")))


async def _ask(visit: Visit, change: Change, would: Foreseen | Refused) -> None:
    if would is Refused.ALARM:
        await refuse(visit, NotNow.ALARM)
        return
    if isinstance(would, Refused):
        await visit.hint_with(views.refusal(visit.voice, would, change))
        return
    await visit.edit(views.foreseen(visit.voice, visit.person, would))
    if _is_free(visit):
        keeps = KeepChange(would.effect.change, would.effect.after)
        await visit.ask(AskedChange(data_of(keeps)))


def _is_free(visit: Visit) -> bool:
    """Whether nothing else is asked whose answer a word would be taken for."""
    return visit.person.dialogue is None or isinstance(visit.person.dialogue, OnPage | AskedChange)
