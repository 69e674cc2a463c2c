"""What a text means, without a bot: one line each. The tables in heard/ say what comes of it."""

import ast
import tomllib
from datetime import date, time
from inspect import getsource
from pathlib import Path
from types import ModuleType

import pytest

from bot.chat import breaks, days_gone, details, hearing, own_said, place_said, replies, said
from bot.chat.body import FEELINGS
from bot.chat.button_data import ON_BUTTONS
from bot.chat.doing import HANDLERS
from bot.chat.gists import BODILY, GISTS, LACKS
from bot.chat.hearing import CIVIL, ORDER, hear
from bot.chat.intents import KINDS
from bot.chat.intents.asking import Ask, ForArea, Offer, Question
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.pages import (
    AskBreak,
    AskStop,
    Browse,
    Remark,
    Rest,
    SayAge,
    ShowCalendar,
    ShowPage,
    ShowSettings,
    ShowShelf,
    Switch,
    WhichDate,
)
from bot.chat.intents.stretching import (
    Done,
    Hurts,
    KeepRunning,
    More,
    PressHold,
    RatePain,
    Session,
    Skip,
    Snooze,
)
from bot.chat.intents.subscribing import GiveTimes, NumberedPlace, Tick, TypedPlace, Untick
from bot.chat.meanings import ABOUT_TIMES, ALONE, AMBIGUOUS, NO_ANSWERS, ON_TIMER, ON_TIMER_TOO
from bot.chat.replies import ANSWERS, HALVES, PAINS
from bot.chat.said import Situation
from bot.domain.dialogue import (
    AskedAge,
    AskedBreak,
    AskedDelete,
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
from bot.words import files as word_files
from bot.words import words
from bot.words.files import COURTESY

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
        ("done?", None, Ask(Question.LOGGED)),
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
        ("1.", ChoosingPlace((BERLIN,)), NumberedPlace(1)),
        ("1!", ChoosingPlace((BERLIN,)), NumberedPlace(1)),
        ("71.", AskedAge(), SayAge(Switch.ON)),
        ("58", AskedAge(), SayAge(Switch.OFF)),
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
    assert {*Plain, *KINDS} == HANDLERS.handled
    assert not set(ON_BUTTONS) & set(Plain), "one name for two intents"
    assert len(ON_BUTTONS) == sum(bool(kind.button) for kind in KINDS), "one name for two intents"
    assert all(why for _, why in ORDER)


def test_every_entry_of_the_words_means_something_and_everything_meant_has_its_entry() -> None:
    files = ("words.toml", "locales/en/words.toml")
    entries = {name for file in files for name in tomllib.loads((Path(CONTENT) / file).read_text())}
    entries -= set(COURTESY)
    meant = {
        *ALONE,
        *FEELINGS,
        *ON_TIMER,
        *ON_TIMER_TOO,
        *NO_ANSWERS,
        *AMBIGUOUS,
        *ABOUT_TIMES,
        *CIVIL,
        *PAINS,
        *HALVES,
        "done",
    }
    meant |= {meaning for answers in ANSWERS.values() for meaning in answers}
    assert meant <= entries
    # The rest is heard within a text: an amount with its unit, what is put off or paused, a score.
    within = (hearing, details, breaks, days_gone, replies, own_said, place_said, said, words)
    assert entries - meant <= frozenset().union(*map(_texts_in, within))


def test_every_gist_of_every_language_means_something() -> None:
    for language in ("en", "de"):
        named = tomllib.loads((Path(CONTENT) / "locales" / language / "gist.toml").read_text("utf-8"))
        assert named.keys() - {"lists"} == GISTS.keys()
    assert GISTS.keys() >= BODILY


def test_what_half_a_text_means_changes_nothing() -> None:
    shows = (
        Ask,
        ForArea,
        Offer,
        Remark,
        ShowPage,
        ShowSettings,
        ShowShelf,
        Browse,
        AskBreak,
        AskStop,
        More,
        Session,
        ShowCalendar,
    )
    asks = {Plain.ABUSE, Plain.ASK_DELETE, Plain.ASK_PLACE, Plain.ASK_TIMES, Plain.SHOW_CONDITIONS}
    asks |= {Plain.TOO_EASY, Plain.TOO_HARD, Plain.EXPORT, Plain.ASK_IMPORT}
    # A prompt is put off only once it was said for how long.
    rest = {Snooze(None, None)}
    # What somebody lacks is noted as by its button, which is said with the way back.
    lacks = set(LACKS.values())
    changes = [gist for gist in GISTS.values() if not isinstance(gist, shows)]
    assert [gist for gist in changes if gist not in asks | rest | lacks] == []


def test_what_cannot_be_taken_back_is_not_done_for_a_slip_of_the_finger() -> None:
    assert means("delete", AskedDelete()) is Plain.ERASE
    assert means("delte", AskedDelete()) is not Plain.ERASE
    assert means("snoze") == Snooze(None, None)


def _texts_in(module: ModuleType) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
