"""What is heard of a place, a time, a length or a date: a word with what it is about, or these alone."""

from __future__ import annotations

from bot.chat.intents import stretching
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import GiveTimes, MoveTimes, SaidPlace, TypedPlace
from bot.chat.meanings import ABOUT_TIMES
from bot.chat.replies import place_said
from bot.chat.said import (
    Said,
    break_behind,
    break_said,
    place_behind,
    session_behind,
    times_answered,
    times_behind,
    times_within,
)
from bot.domain.datetext import is_until
from bot.domain.dialogue import (
    AskedAge,
    AskedCompared,
    AskedDay,
    AskedEarlyTimes,
    AskedExtra,
    AskedFloor,
    AskedLonger,
    ChoosingLanguage,
    ConfirmingTimes,
    How,
    OnPage,
    StartStep,
    wants_answer,
)
from bot.domain.hold import Press
from bot.domain.movetext import move_said
from bot.domain.prompt import SnoozeFor
from bot.domain.snoozetext import is_for_once
from bot.domain.timetext import Times, bare_number, looks_like_time, read_times
from bot.domain.zonetext import is_offset, may_be_zone
from bot.words.words import Sign

# Of what is about times, what is of today alone is no time for every day: "this evening", "after lunch".
LATER_TODAY = frozenset({"afternoon", "evening"})
# "I'm in bed" and "I'm in a meeting" say why something cannot be done.
NO_PLACES = frozenset({"place", "cannot"})
# A bare number answers the open question; it is a time only where none is open that a number could answer.
WITHOUT_NUMBERS = (
    OnPage,
    ChoosingLanguage,
    AskedFloor,
    AskedAge,
    AskedCompared,
    AskedLonger,
    AskedEarlyTimes,
    ConfirmingTimes,
    AskedExtra,
    AskedDay,
)


def place(said: Said) -> Intent | None:
    """Where somebody says they are, and an offset, which is no place."""
    if not said.now.has_zone or said.may_speak_of_a_sign() or said.speaks_of(Sign.BODY):
        return None
    if is_offset(said.text):
        return TypedPlace(said.text)
    if said.gist in NO_PLACES:
        return None
    named = place_behind(said.text, said.words)
    return SaidPlace(named) if named != said.text or may_be_zone(named) else None


def move(said: Said) -> Intent | None:
    """The time that stands earlier or later for good; never where something is asked."""
    if said.now.step is not None or not said.now.has_zone or wants_answer(said.now.question):
        return None
    if said.may_speak_of_a_sign() or said.words.hears(Sign.BODY, said.text):
        return None
    minutes = move_said(said.text, said.words.time)
    return None if minutes is None else MoveTimes(minutes)


def with_more(said: Said) -> Intent | None:
    """A word with what it is about: "session 10", "pause until May", "snooze 30"."""
    words, text = said.words, said.text
    if (length := words.behind("session", text)) is not None:
        return session_behind(length, words)
    if rest := words.behind("pause", text) or words.behind("away", text):
        if said.now.has_timer and break_said(rest, words, said.now.today) is None:
            # "Pause, the door": what is no date is said of the timer.
            return stretching.PressHold(None, Press.PAUSE)
        return break_behind(rest, words, said.now.today)
    if (added := words.behind("add_time", text)) and isinstance(read_times(added, words.time), Times):
        return GiveTimes(read_times(added, words.time), how=How.ADD)
    if words.behind("snooze", text) is not None:
        return stretching.Snooze(None, words.snooze_choice(text))
    later = words.put_off(text, is_asked=False)
    if later is not SnoozeFor.TOMORROW and is_until(text, words.time):
        until = break_said(text, words, said.now.today)
        if until is not None:
            return until
    return None if later is None else stretching.Snooze(None, later)


def times(said: Said) -> Intent | None:
    """Times, or what is about times and names none."""
    if said.meaning in LATER_TODAY and is_for_once(said.text, said.words.time):
        return stretching.Later()
    if said.meaning in ABOUT_TIMES:
        return ABOUT_TIMES[said.meaning]
    if (asked := said.words.behind("set_time", said.text)) is not None:
        return times_behind(asked, said.words)
    free = said.now.question is None or isinstance(said.now.question, WITHOUT_NUMBERS)
    is_time = (free and bare_number(said.text) is not None) or looks_like_time(said.text, said.words.time)
    return GiveTimes(read_times(said.text, said.words.time)) if said.now.has_zone and is_time else None


def next_step(said: Said) -> Intent | None:
    """The answer to the open step of /start."""
    match said.now.step:
        case StartStep.PLACE:
            return place_said(said)
        case StartStep.TIME:
            return GiveTimes(times_answered(said))
        case StartStep.SAFETY:
            times, _left = times_within(said.text, said.words.time)
            return Plain.GO_ON_SUBSCRIBING if times is None else GiveTimes(times)
    return None
