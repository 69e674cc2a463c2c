"""What a text means, without a bot: one line each. The tables in heard/ say what comes of it."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.chat import word_files
from bot.chat.button_data import ACTIONS
from bot.chat.handling import DETAILED, PLAIN
from bot.chat.hearing import ORDER, Situation, hear
from bot.chat.intents import pages, stretching, subscribing
from bot.chat.intents.base import Detailed, Intent, Plain
from bot.chat.intents.pages import Rest, WhichDate
from bot.chat.intents.stretching import Done, Hurts, KeepRunning, PressHold, RatePain, Session, Skip, Snooze
from bot.chat.intents.subscribing import GiveTimes, NumberedPlace, Tick, TypedPlace, Untick
from bot.domain.dialogue import (
    AskedBreak,
    AskedHalf,
    AskedPain,
    AskedStop,
    AskedTime,
    ChoosingPlace,
    ConditionsScreen,
    Dialogue,
    OnPage,
    StartStep,
)
from bot.domain.hold import Press
from bot.domain.place import Place
from bot.domain.practice import Pain
from bot.domain.prompt import SnoozeFor
from bot.domain.timetext import daily
from bot.material import CONTENT

WORDS = word_files.load(Path(CONTENT))
MONDAY = date(2027, 5, 3)
BERLIN = Place("Berlin", "DE", "Europe/Berlin", "")


def means(text: str, question: Dialogue | None = None, **stands: object) -> Intent:
    """What somebody who speaks English means by a text."""
    situation = Situation(question=question, today=MONDAY, **stands)  # type: ignore[arg-type]
    return hear(text, situation, WORDS["en"], tuple(WORDS.values()))


@pytest.mark.parametrize(
    ("text", "question", "meant"),
    [
        ("Done!", None, Done()),
        ("done?", None, Plain.NOT_UNDERSTOOD),
        ("skip", None, Skip()),
        ("snooze 30", None, Snooze(None, SnoozeFor.HALF_HOUR)),
        ("session 10", None, Session(10)),
        ("pause 3 days", None, Rest(3)),
        ("pause until 6 May", None, Rest(None, date(2027, 5, 6))),
        ("6/5", AskedBreak(), WhichDate(date(2027, 5, 6), date(2027, 6, 5))),
        ("zebra", AskedBreak(), Plain.REFUSE_DATE),
        ("yesterday, 2 May 2027", AskedBreak(), Plain.REFUSE_DATE),
        ("it hurts 6 out of 10", None, Hurts(Pain.STRONG)),
        ("4", AskedPain(7), RatePain(7, Pain.SOME)),
        ("none", AskedPain(), RatePain(None, Pain.NONE)),
        ("chest pain", AskedPain(7), Plain.EMERGENCY),
        ("Schmerzen in der Brust", None, Plain.EMERGENCY),
        ("7", AskedHalf(7, 3), GiveTimes(daily(time(7)), 3)),
        ("in the evening", AskedHalf(7), GiveTimes(daily(time(19)))),
        ("1", ChoosingPlace((BERLIN,)), NumberedPlace(1)),
        ("Paris", ChoosingPlace(), TypedPlace("Paris")),
        ("stop", AskedStop(), Plain.STOP_FOR_GOOD),
        ("cancel", AskedTime(), Plain.KEEP_TIMES),
    ],
)
def test_a_text_means_this_beside_that_question(text: str, question: Dialogue | None, meant: Intent) -> None:
    assert means(text, question) == meant


def test_what_runs_goes_before_what_is_asked() -> None:
    assert means("stop", AskedStop(), has_timer=True) == PressHold(None, Press.STOP)
    assert means("keep it", has_timer=True) == KeepRunning()


def test_a_condition_is_ticked_or_cleared_by_its_label() -> None:
    conditions = {"sore wrists": "wrist"}
    assert means("Sore wrists", ConditionsScreen(), conditions=conditions) == Tick("wrist")
    assert means("Sore wrists", ConditionsScreen(), conditions=conditions, ticked={"wrist"}) == Untick(
        "wrist"
    )


def test_a_label_of_the_open_page_is_its_button() -> None:
    page = OnPage("1:settings::gear")
    assert means("Strap", page, labels={"strap": Plain.TICKED}) is Plain.TICKED
    assert means("Strap", page) is Plain.NOT_UNDERSTOOD


def test_in_the_middle_of_start_whatever_is_left_answers_its_step() -> None:
    assert means("somewhere", step=StartStep.PLACE, has_zone=False) == TypedPlace("somewhere")
    assert means("somewhere", step=StartStep.SAFETY, has_zone=False) is Plain.GO_ON_SUBSCRIBING


def test_every_intent_has_its_handler_and_every_reason_its_words() -> None:
    kinds = {
        kind
        for module in (subscribing, stretching, pages)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Detailed) and kind is not Detailed
    }
    assert kinds == set(DETAILED)
    assert set(Plain) == set(PLAIN)
    assert set(ACTIONS.values()) <= kinds
    assert not set(ACTIONS) & set(Plain), "one name for two intents"
    assert all(why for _, why in ORDER)
