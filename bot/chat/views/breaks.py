"""How breaks look: for how long, the one that is planned, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.intents.base import Plain
from bot.chat.intents.pages import Rest
from bot.chat.intents.stretching import Start
from bot.chat.views.view import View, Voice, pairs, rows
from bot.domain.person import Person
from bot.services.people import Profile


def nothing_paused(voice: Voice, prompt_id: int) -> View:
    """That no break is on, with what can be begun."""
    return View(voice.say("not-paused-open"), rows([voice.button("button-start", Start(prompt_id))]))


def pause_menu(voice: Voice, question: str = "pause-ask") -> View:
    """For how long prompts should rest; or other times, or no break."""
    days = [voice.button("button-pause-days", Rest(count), days=count) for count in (1, 3, 7)]
    until = voice.button("button-pause-date", Plain.ASK_DATE)
    open_ended = voice.button("button-pause-open", Rest())
    instead = [voice.button("button-times", Plain.ASK_TIMES), voice.button("button-cancel", Plain.KEEP_TIMES)]
    return View(voice.say(question), rows(*pairs([*days, until]), [open_ended], instead))


def offer_break(voice: Voice, breaks: Sequence[Rest]) -> View:
    """Is a break meant that begins and ends so? With a button for each; or other times, or no break."""
    offered = [
        [voice.button("button-break-days", each, first=_on(voice, each.away_on), back=_on(voice, each.until))]
        for each in breaks
    ]
    instead = [voice.button("button-times", Plain.ASK_TIMES), voice.button("button-cancel", Plain.KEEP_TIMES)]
    return View(voice.say("pause-which"), rows(*offered, instead))


def planned_break(voice: Voice, profile: Profile, before: Person) -> View:
    """The break that is planned, which other one it replaces, and the next prompt."""
    lines = [plan_line(voice, profile), *replaced_lines(voice, profile.person, before)]
    lines.append(voice.next_line(profile.person, profile.next))
    return View("\n".join(lines), rows([voice.button("button-drop-break", Plain.DROP_BREAK)]))


def plan_line(voice: Voice, profile: Profile) -> str:
    """The first day off of a break that is planned, and the day of the first prompt after it."""
    back_on = profile.person.back_on if profile.back is None else profile.back.on
    return voice.say("break-planned", first=_on(voice, profile.person.away_on), back=_on(voice, back_on))


def plan_lines(voice: Voice, profile: Profile) -> list[str]:
    """The same as a line of a list; none where none is planned."""
    return [plan_line(voice, profile)] if profile.person.plans_break(voice.now()) else []


def replaced_lines(voice: Voice, person: Person, before: Person) -> list[str]:
    """That a break which was planned before is planned no more; none where it only ends on another day."""
    if not before.plans_break(voice.now()) or before.away_on == person.away_on:
        return []
    return [voice.say("break-instead", first=_on(voice, before.away_on))]


def _on(voice: Voice, day: date | None) -> str:
    return "none" if day is None else voice.full_day(day)
