"""What is said of a place: the city that a text names, with the times beside it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.gists import beside
from bot.chat.intents import subscribing
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import Remark
from bot.chat.said import Said, place_behind, times_within
from bot.domain import dialogue as asked
from bot.domain.askedtext import tells_the_time
from bot.domain.dialogue import StartStep
from bot.domain.movetext import is_compared
from bot.domain.timetext import Times, WhichHalf, bare_number, daily, looks_like_time, read_times
from bot.domain.zonetext import is_offset

# "Nice" is one.
MAY_BE_A_CITY = frozenset({"", "pleased"})
# Who does not know which time is best; "i don't care, anywhere in Germany" names a place all the same.
OF_TIMES = frozenset({"before", "unsure"})
# What is said of the question for a city, by its gist.
ABOUT_PLACE: Mapping[str, Intent] = {
    "private": Remark("zone-private"),
    **dict.fromkeys(("why_asked", "muscle"), Remark("answer-why-asked")),
}


def place_answered(said: Said, question: asked.ChoosingPlace | asked.ConfirmingPlace) -> Intent | None:
    """A city where one is asked for, or its number; None where the text is more likely about something else."""
    number = bare_number(said.text)
    if isinstance(question, asked.ChoosingPlace) and question.places and number is not None:
        return subscribing.NumberedPlace(number)
    if said.gist in ABOUT_PLACE:
        return ABOUT_PLACE[said.gist]
    is_time = looks_like_time(said.text, said.words.time) and not is_offset(said.text)
    is_remark = (
        said.is_sentence and beside(said.gist, said.now.question) is not None and said.gist not in OF_TIMES
    )
    means = said.meaning not in MAY_BE_A_CITY
    is_city = not (means or is_time or is_remark or said.may_speak_of_a_sign())
    return place_said(said) if is_city else None


def place_said(said: Said) -> Intent:
    """A city, with the times that are said beside it in the middle of /start; times alone where no more is said."""
    named = place_behind(said.written, said.words)
    if is_compared(said.text, said.words.time):
        # Of where it names the clocks differ.
        return subscribing.TypedPlace("", tells_time=True)
    if tells_the_time(said.text, said.words.time):
        return subscribing.TypedPlace(named, tells_time=True)
    if said.now.step is not StartStep.PLACE:
        return subscribing.TypedPlace(named)
    asked_for = said.words.behind("set_time", said.text)
    match read_times(asked_for, said.words.time) if asked_for else None:
        case Times() as wished:
            return subscribing.GiveTimes(wished)
        case WhichHalf(morning=morning):
            # As it is written: it is asked about once a time is asked for.
            return subscribing.GiveTimes(daily(morning))
    # "BC" is short for something else, and part of a name.
    times, city = times_within(said.written, said.words.time)
    if times is None or city:
        return subscribing.TypedPlace(place_behind(city, said.words), times)
    return subscribing.GiveTimes(times)


def other_place(said: Said) -> Intent:
    """Another city than they said, with the time that is said beside it: it is asked about first."""
    times, left = times_within(said.text, said.words.time)
    named = (
        said.words.behind(way, clause)
        for clause in said.clauses()
        for way in ("i_meant", "lives_in", "about")
    )
    place = next(filter(None, named), None) or (left if times else None)
    return (
        Plain.ASK_PLACE if place is None else subscribing.TypedPlace(place_behind(place, said.words), times)
    )
