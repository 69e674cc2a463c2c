"""What is heard of a place, a time, a length or a date: a word with what it is about, or these alone."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.breaks import break_said, change_said, is_on_a_day, planned, says_until
from bot.chat.intents import stretching
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import AskBreak, ChangeBreak, Rest
from bot.chat.intents.subscribing import GiveTimes, MoveTimes, SaidPlace, TypedPlace
from bot.chat.meanings import ABOUT_TIMES
from bot.chat.place_said import place_said
from bot.chat.said import (
    MARKS,
    Said,
    place_behind,
    session_behind,
    times_answered,
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
from bot.domain.timetext import Times, WhichHalf, bare_number, looks_like_time, read_times
from bot.domain.zonetext import is_offset, may_be_zone
from bot.words.words import Sign

# Of what is about times, what is of today alone is no time for every day: "this evening", "after lunch".
LATER_TODAY = frozenset({"afternoon", "evening", "after_that"})
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
    if said.may_speak_of_a_sign() or said.words.hears(Sign.BODY, said.written):
        return None
    if said.gist == "move":
        # "It's 6 hours earlier here": so is their day.
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
        # Without the word that says so, or with the stop behind its last day.
        for way in (rest, text):
            days_off = planned(way, words, said.now.today, says_off=True, is_likely=True)
            if days_off is not None:
                return days_off
        if not words.behind("pause", text) and is_on_a_day(rest, words, said.now.today):
            # "Away on Friday", "on holiday next week": not until then.
            return AskBreak()
        # "On holiday, why do you text me" names no date to be refused.
        return break_said(rest, words, said.now.today) or (
            Plain.REFUSE_DATE if any(map(str.isdecimal, rest)) else AskBreak()
        )
    if (added := words.behind("add_time", text) or words.behind("add", text)) and isinstance(
        read_times(added, words.time), Times
    ):
        return GiveTimes(read_times(added, words.time), how=How.ADD)
    if (wait := words.behind("snooze", text)) is not None:
        choice = words.snooze_choice(text)
        # "Can i do it later" may go on as another question.
        is_another = bool(wait) and choice is None and said.gist not in {"", "later"}
        return None if is_another else stretching.Snooze(None, choice)
    if said.gist in NO_PLACES and (until := _busy_until(said)) is not None:
        return until
    later = words.put_off(text, is_asked=False)
    if later is not SnoozeFor.TOMORROW and is_until(text, words.time):
        until = break_said(text, words, said.now.today)
        if until is not None:
            return until
    return None if later is None else stretching.Snooze(None, later)


def _busy_until(said: Said) -> Intent | None:
    """Until when somebody cannot, who says why: "in a meeting till 4"."""
    if said.now.has_timer or said.now.step is not None or wants_answer(said.now.question):
        return None
    written = said.text.split()
    for at in range(1, len(written)):
        if is_until(" ".join(written[at:]), said.words.time):
            for end in range(len(written), at + 1, -1):
                wish = said.words.put_off(" ".join(written[at:end]).strip(MARKS), is_asked=False)
                if wish is not None:
                    return stretching.Snooze(None, wish)
    return None


def changed_break(said: Said) -> Intent | None:
    """A break made longer or shorter, or one that begins later; never where something else is asked."""
    if said.now.step is not None or wants_answer(said.now.question) or said.may_speak_of_a_sign():
        return None
    today = said.now.today
    is_about_one = said.gist in {"break", "break_from"}
    match _change(said):
        case ChangeBreak(until=until) if (
            until is not None and is_about_one and says_until(said.text, said.words)
        ):
            return Rest(None, until)
        case None:
            return planned(said.text, said.words, today, is_likely=is_about_one)
        case changed:
            return changed


def _change(said: Said) -> Intent | None:
    """How a break is to change; of one that is planned a day lies behind its first one: "only until Friday"."""
    today, away_on = said.now.today, said.now.away_on
    change = change_said(said.text, said.words, today)
    if away_on is None or not isinstance(change, ChangeBreak) or change.until is None:
        return change
    is_before = today + timedelta(days=1) < change.until <= away_on
    return change_said(said.text, said.words, away_on) if is_before else change


def times(said: Said) -> Intent | None:
    """Times, or what is about times and names none."""
    if said.meaning in LATER_TODAY and is_for_once(said.text, said.words.time):
        return stretching.Later()
    if said.meaning in ABOUT_TIMES and said.now.step is not StartStep.SAFETY:
        return ABOUT_TIMES[said.meaning]
    if (asked := said.words.behind("set_time", said.text)) is not None:
        return GiveTimes(times_answered(said)) if asked else Plain.ASK_TIMES
    free = said.now.question is None or isinstance(said.now.question, WITHOUT_NUMBERS)
    is_time = (free and bare_number(said.text) is not None) or looks_like_time(said.text, said.words.time)
    return GiveTimes(read_times(said.text, said.words.time)) if said.now.has_zone and is_time else None


def new_time(said: Said) -> Intent | None:
    """The one time in a wish to change it, "could you move it to 6.15 am": it is shown and asked before it is set."""
    if said.gist != "new_time" or said.now.step is not None or said.now.has_timer:
        return None
    found = times_answered(said)
    return GiveTimes(found) if isinstance(found, Times | WhichHalf) else None


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
