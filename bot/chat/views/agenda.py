"""How the agenda looks: the sheet of the coming days, the same in words, and a button for each day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from bot.chat.intents.pages import PlanDay, Swap
from bot.chat.views.breaks import plan_lines
from bot.chat.views.view import Key, Keys, View, Voice, fits_caption, rows
from bot.domain.agenda import Item
from bot.domain.person import Person
from bot.domain.prompt import Prompt
from bot.pictures.days import Day, Stop
from bot.services.agenda import Coming
from bot.services.people import Profile
from bot.telegram_api.pictures import Week
from bot.text import Html, clock

IN_A_ROW = 4


def agenda(voice: Voice, profile: Profile, coming: Sequence[Coming], on: date | None = None) -> View:
    """What comes on each of the days, with a button for each; with those of one day's times where it is named.

    Where all of it is too long for the caption of the sheet, what the sheet shows as well is left out first, at last
    the names of all but the day that is named.
    """
    if not coming:
        following = voice.next_markup(profile.person, profile.next)
        return View(voice.say("plan-none", next=following))
    breaks = plan_lines(voice, profile)
    # What comes at the same hour every day needs it on the sheet alone.
    hours = len({one.slot.wish.at for one in coming}) > 1
    texts = (
        _text(voice, coming, breaks, partial(_stop, hour=hour, around=around, parts=parts))
        for hour, around, parts in (
            (hours, True, True),
            (hours, False, True),
            (False, False, True),
            (False, False, False),
        )
    )
    text = next(filter(fits_caption, texts), None) or _counted(voice, coming, breaks, on)
    return View(text, _keyboard(voice, coming, on), _week(voice, profile.person, coming))


def _keyboard(voice: Voice, coming: Sequence[Coming], on: date | None) -> Keys:
    """A button for each day that swaps what comes on it, or leads to its times where there are several."""
    of_day = [one for one in coming if one.day == on]
    if len(of_day) > 1:
        hours = [_swap(voice, one, clock(one.slot.wish.at)) for one in of_day]
        return rows(*_lines(hours), [voice.button("button-back", PlanDay(None))])
    days = []
    for day, ones in _by_day(coming):
        label = voice.say.weekday(day)
        leads = voice.button("button-swap", PlanDay(day), when=label)
        days.append(leads if len(ones) > 1 else _swap(voice, ones[0], label))
    return rows(*_lines(days))


def instead_line(voice: Voice, shown: Prompt) -> list[str]:
    """Why another one comes than the agenda had, in half a line; nothing where it is the same, or there was none."""
    if shown.because is None:
        return []
    kind = "session" if shown.instead_of is None else "stretch"
    name = "" if shown.instead_of is None else voice.name(shown.instead_of)
    return [voice.say("prompt-instead", kind=kind, name=name, because=shown.because.value)]


def _swap(voice: Voice, one: Coming, label: str) -> Key:
    swap = Swap(one.slot.id, one.occurrence.on, one.item.turn + 1)
    return voice.button("button-swap", swap, when=label)


def _lines(keys: Sequence[Key]) -> list[Sequence[Key]]:
    return [keys[first : first + IN_A_ROW] for first in range(0, len(keys), IN_A_ROW)]


def _by_day(coming: Sequence[Coming]) -> list[tuple[date, list[Coming]]]:
    return [(day, list(ones)) for day, ones in groupby(coming, key=lambda one: one.day)]


def _text(
    voice: Voice, coming: Sequence[Coming], breaks: Sequence[str], said: Callable[[Voice, Coming], str]
) -> str:
    return _with_days(
        voice,
        [(day, " · ".join(said(voice, one) for one in ones)) for day, ones in _by_day(coming)],
        breaks,
    )


def _counted(voice: Voice, coming: Sequence[Coming], breaks: Sequence[str], on: date | None) -> str:
    """How many come on each day, for the sheet shows which; of the day that is named all of them."""
    stop = partial(_stop, hour=True, around=True, parts=True)
    days = [
        (
            day,
            " · ".join(stop(voice, one) for one in ones)
            if day == on
            else voice.say("plan-count", count=len(ones)),
        )
        for day, ones in _by_day(coming)
    ]
    return _with_days(voice, days, breaks)


def _with_days(voice: Voice, days: Sequence[tuple[date, str]], breaks: Sequence[str]) -> str:
    lines = [voice.say("plan-day", day=voice.say.weekday(day), what=Html(what)) for day, what in days]
    return "\n".join([voice.say("plan-title"), *lines, *breaks, voice.say("plan-hint")])


def _stop(voice: Voice, one: Coming, *, hour: bool, around: bool, parts: bool) -> str:
    """What comes at a time, with its hour, with what is to be known `around` it, and with the parts of a session."""
    place = one.slot.setting if around else None
    return voice.say(
        "plan-stop",
        time=clock(one.slot.wish.at) if hour else "none",
        what=_what(voice, one.item, parts=parts),
        place=voice.say.plain(f"place-{place.value}") if place else "none",
        onlyif="yes" if around and not one.slot.wish.extra else "no",
    )


def _what(voice: Voice, item: Item, *, parts: bool) -> str:
    """The name of a stretch, or those of a session's with its minutes."""
    if not item.is_session:
        return voice.name(item.stretch_ids[0])
    # Some of the names have a comma in them.
    names = " + ".join(map(voice.name, item.stretch_ids)) if parts else "none"
    return voice.say.plain("plan-session", minutes=item.minutes, names=names)


def _week(voice: Voice, person: Person, coming: Sequence[Coming]) -> Week:
    days = []
    for day, ones in _by_day(coming):
        weekday = voice.say.weekday(day)
        stops = tuple(Stop(clock(one.slot.wish.at), one.item.stretch_ids) for one in ones)
        days.append(Day(weekday, str(day.day), stops))
    return Week(tuple(days), person.tags)
