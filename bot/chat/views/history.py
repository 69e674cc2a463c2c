"""The record day by day: a page of days, one day, one entry, and what a change of them would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.intents.base import Plain
from bot.chat.intents.history import (
    AskSeconds,
    ChangeRecord,
    KeepChange,
    ShowDay,
    ShowEntry,
    ShowHistory,
)
from bot.chat.intents.pages import ShowRecord
from bot.chat.intents.stretching import AskPain
from bot.chat.views import sessions
from bot.chat.views.endings import streak_line
from bot.chat.views.holds import part_of
from bot.chat.views.view import Key, Keys, View, Voice, pairs, rows
from bot.domain.days import DayState
from bot.domain.history import (
    PAGES,
    SECONDS,
    Change,
    ClearDays,
    LogDays,
    PastDay,
    Refused,
    RemoveEntry,
    SetSeconds,
    can_be_held,
    may_change,
    page_of,
)
from bot.domain.person import Person
from bot.domain.practice import IN_GENERAL, Practice
from bot.domain.prompt import Reason
from bot.domain.stretch import Side
from bot.services.history import Changed, Foreseen
from bot.text import Html

IN_A_ROW = 4
# Somebody may log one more without end.
MOST_ENTRIES = 8
# Why no reminder came, as far as it is said.
OFF = {Reason.PAUSED: "paused", Reason.RESTING: "resting"}


def history(voice: Voice, days: Sequence[PastDay], today: date) -> View:
    """The days of a page, with a button for each that can be changed, and the ways to the pages beside it."""
    first, last = days[-1].on, days[0].on
    page = page_of(last, today)
    title = voice.say("history-title", first=voice.say.day(first), last=voice.say.day(last))
    lines = [title, "", *(line for day in days for line in _day(voice, day))]
    open_to_change = [day for day in days if may_change(day.on, today)]
    if open_to_change:
        lines += ["", voice.say("history-hint")]
    keys = [voice.labelled(voice.say.weekday(day.on), ShowDay(day.on)) for day in open_to_change]
    turns = [
        *([voice.button("button-newer", ShowHistory(page - 1))] if page else []),
        *([voice.button("button-older", ShowHistory(page + 1))] if page < PAGES - 1 else []),
    ]
    overview = voice.button("button-history-stats", ShowRecord())
    return View("\n".join(lines), rows(*_in_rows(keys), [*turns, overview]))


def one_day(voice: Voice, day: PastDay, today: date) -> View:
    """One day, with a button for each of its entries and for what else can be said of it."""
    back = [voice.button("button-back", ShowHistory(page_of(day.on, today)))]
    if not may_change(day.on, today):
        return View("\n".join([*_day(voice, day), "", voice.say("history-too-old")]), rows(back))
    entries = [voice.labelled(voice.name(entry.stretch_id), ShowEntry(entry.id)) for entry in _entries(day)]
    return View("\n".join(_day(voice, day)), rows(*pairs(entries), _of_day(voice, day, today), back))


def one_entry(voice: Voice, person: Person, entry: Practice, today: date) -> View:
    """One entry, with what can be changed of it."""
    text = "\n".join([f"<b>{voice.full_day(entry.day)}</b>", _entry(voice, entry)])
    back = [voice.button("button-back", ShowDay(entry.day))]
    if not may_change(entry.day, today):
        return View("\n".join([text, "", voice.say("history-too-old")]), rows(back))
    of_it: list[Key] = []
    if can_be_held(voice.library.stretches.get(entry.stretch_id)):
        of_it.append(voice.button("button-entry-seconds", AskSeconds(entry.id)))
    if person.options.asks_pain:
        of_it.append(voice.button("button-any-pain", AskPain(entry.id)))
    take = voice.button("button-entry-remove", ChangeRecord(RemoveEntry(entry.id)))
    return View(text, rows(of_it, [take], back))


def ask_seconds(voice: Voice, entry: Practice) -> View:
    """How long was it held? A button for each length, of a side where there are two."""
    keys = [
        voice.button("button-seconds", ChangeRecord(SetSeconds(entry.id, seconds)), seconds=seconds)
        for seconds in SECONDS
    ]
    text = "\n".join([f"<b>{voice.full_day(entry.day)}</b>", _entry(voice, entry)])
    back = [voice.button("button-back", ShowEntry(entry.id))]
    return View("\n".join([text, "", voice.say("history-seconds-ask")]), rows(*_in_rows(keys), back))


def foreseen(voice: Voice, person: Person, would: Foreseen) -> View:
    """What a change would do, above all to the streak, and whether it is to be kept."""
    change, after = would.effect.change, would.effect.after
    takes = isinstance(change, ClearDays | RemoveEntry)
    kind = "log" if isinstance(change, LogDays) else "take" if takes else "hold"
    lines = [voice.say(f"history-ask-{kind}")]
    for day, stretch_ids in would.stretch_ids:
        what = sessions.names(voice, stretch_ids)
        if isinstance(change, SetSeconds):
            what = _would_hold(voice, stretch_ids[0], change.seconds)
        lines.append(voice.say("history-ask-day", day=voice.full_day(day), what=Html(what)))
    if isinstance(change, LogDays) and any(IN_GENERAL in ids for _, ids in would.stretch_ids):
        lines.append(voice.say("history-in-general"))
    if person.options.streak:
        name = "same" if after == would.effect.before else "becomes"
        lines.append(voice.say(f"history-streak-{name}", days=after))
    lines += ["", voice.say("history-sure", takes="yes" if takes else "no")]
    label = "button-take-change" if takes else "button-keep-change"
    keep = voice.button(label, KeepChange(change, after))
    return View("\n".join(lines), rows([keep, voice.button("button-leave-record", Plain.LEAVE_RECORD)]))


def changed(voice: Voice, person: Person, change: Change, made: Changed) -> View:
    """What was changed, and the streak as it is now."""
    match change:
        case LogDays(days):
            said = voice.say("history-logged", days=days_listed(voice, days))
        case ClearDays(days):
            said = voice.say("undone", name=days_listed(voice, days))
        case RemoveEntry():
            said = voice.say("history-removed")
        case SetSeconds():
            said = voice.say("history-changed")
    lines = [said]
    if person.options.streak:
        lines.append(streak_line(voice, made.after.streak))
    if made.offered is not None:
        lines.append(voice.say("offer-ready", name=voice.name(made.offered)))
    return View("\n".join(lines), rows([voice.button("button-history", ShowHistory())]))


def refusal(voice: Voice, why: Refused, change: Change) -> str:
    """Why a change is none, as plain text."""
    days = change.days if isinstance(change, LogDays | ClearDays) else ()
    return voice.say.plain(f"history-{why.value}", days=days_listed(voice, days))


def days_listed(voice: Voice, days: Sequence[date]) -> str:
    """Days in one line, with their dates."""
    return voice.say.listed([voice.full_day(day) for day in days])


def _of_day(voice: Voice, day: PastDay, today: date) -> list[Key]:
    """That a day was done, or that it was not; today is logged by what it brings."""
    if day.state is DayState.DONE:
        return [voice.button("button-clear-day", ChangeRecord(ClearDays((day.on,))))]
    if day.on == today:
        return []
    return [voice.button("button-log-day", ChangeRecord(LogDays((day.on,))))]


def _day(voice: Voice, day: PastDay) -> list[str]:
    """What became of a day, and its entries."""
    state = day.state.value if day.off is None else OFF.get(day.off, "off")
    covered = "yes" if day.is_covered else "no"
    lines = [voice.say("history-day", day=voice.full_day(day.on), state=state, covered=covered)]
    lines += [_entry(voice, entry) for entry in day.entries[:MOST_ENTRIES]]
    if left := len(day.entries) - MOST_ENTRIES:
        lines += [voice.say("history-more", count=left)] if left > 0 else []
    return lines


def _entries(day: PastDay) -> list[Practice]:
    """The entries that can be opened."""
    return [entry for entry in day.entries if entry.stretch_id][:MOST_ENTRIES]


def _entry(voice: Voice, entry: Practice) -> str:
    pain = "unsaid" if entry.pain is None else entry.pain.value
    if not entry.stretch_id:
        return voice.say("history-pain", pain=pain)
    return voice.say(
        "history-entry",
        name=voice.name(entry.stretch_id),
        held=_held(voice, entry),
        counts="yes" if entry.counts else "no",
        pain=pain,
    )


def _held(voice: Voice, entry: Practice) -> str:
    """How long an entry was held, a leg where that is known; "none" where nothing is."""
    if entry.left and entry.left == entry.right:
        return voice.say.plain("end-seconds-each", seconds=entry.left, part=part_of(voice, entry.stretch_id))
    if entry.left and entry.right:
        return voice.say.plain("end-seconds-sides", left=entry.left, right=entry.right)
    if entry.left or entry.right:
        side = Side.LEFT if entry.left else Side.RIGHT
        seconds = max(entry.left, entry.right)
        return voice.say.plain("history-one-side", seconds=seconds, side=side.value)
    return voice.say.plain("end-seconds-one", seconds=entry.seconds) if entry.seconds else "none"


def _would_hold(voice: Voice, stretch_id: str, seconds: int) -> str:
    has_sides = voice.library.stretches[stretch_id].plan.sides
    each = part_of(voice, stretch_id) if has_sides else "whole"
    return voice.say("history-ask-held", name=voice.name(stretch_id), seconds=seconds, each=each)


def _in_rows(keys: Sequence[Key]) -> Keys:
    return tuple(tuple(keys[first : first + IN_A_ROW]) for first in range(0, len(keys), IN_A_ROW))
