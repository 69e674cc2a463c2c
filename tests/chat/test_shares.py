"""Hearing measured: of what people type about their body, and of what only sounds like it, how much is heard as what.

Five sets of phrases: `tried` stood beside the patterns while they were written, `handed_over` came with the task,
`held_out` was put down before the patterns and is looked at by shares alone. `strangers` and `fresh` are of people who
had seen neither patterns nor phrases: the first was mended by kind or learned from once it was measured, the second
neither.
"""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.chat.hearing import hear
from bot.chat.intents import stretching
from bot.chat.intents.base import Intent, Plain
from bot.chat.intents.subscribing import Has
from bot.chat.said import Situation
from bot.domain.dialogue import AskedTime, ChoosingPlace, StartStep
from bot.material import CONTENT
from bot.words import files as word_files

WORDS = word_files.load(Path(CONTENT))
HERE = Path(__file__).parent
SETS = [
    (name, language)
    for name in ("tried", "handed_over", "held_out", "strangers", "fresh")
    for language in sorted(WORDS)
]
ADVICE = {Plain.EMERGENCY, Plain.DOCTOR_TODAY, Plain.DESPAIR}
QUESTIONS = {Plain.ASK_SIGNS, Plain.TOO_YOUNG}
LEAST_URGENT = 0.95
MOST_ADVICE, MOST_QUESTIONS = 0.02, 0.05
# What brings a stretch, or goes on with one.
STRETCHES = (
    Plain.TODAY,
    Plain.GENTLER,
    Plain.ONE_MORE,
    Plain.RESUME,
    stretching.Begin,
    stretching.Start,
    stretching.Session,
    stretching.Another,
    stretching.Done,
)


def of(name: str, language: str, kind: str) -> list[str]:
    """All phrases of a kind in a set."""
    kinds = tomllib.loads((HERE / name / f"{language}.toml").read_text(encoding="utf-8"))[kind]
    return [phrase for phrases in kinds.values() for phrase in phrases]


def meant(phrases: Sequence[str], language: str, **stands: object) -> list[Intent]:
    """What hearing takes them for."""
    now = Situation(today=date(2027, 5, 3), **stands)  # type: ignore[arg-type]
    return [hear(phrase, now, WORDS[language], tuple(WORDS.values())) for phrase in phrases]


def asks(intent: Intent) -> bool:
    """Whether it asks about the signs, or sends to a doctor soon, which nobody wants to hear for nothing either."""
    return intent in QUESTIONS or isinstance(intent, Has | stretching.DoctorSoon)


@pytest.mark.parametrize(("name", "language"), SETS)
def test_what_is_urgent_gets_the_advice_or_the_question(name: str, language: str) -> None:
    heard = meant(of(name, language, "urgent"), language)
    assert sum(intent in ADVICE or asks(intent) for intent in heard) >= LEAST_URGENT * len(heard)
    assert not [intent for intent in heard if intent in STRETCHES or isinstance(intent, STRETCHES[4:])]


@pytest.mark.parametrize(("name", "language"), SETS)
def test_what_is_harmless_is_left_alone(name: str, language: str) -> None:
    heard = meant(of(name, language, "harmless"), language)
    assert sum(intent in ADVICE for intent in heard) <= MOST_ADVICE * len(heard)
    assert sum(map(asks, heard)) <= MOST_QUESTIONS * len(heard)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_pain_in_ones_own_words_is_heard_as_pain_or_as_more(language: str) -> None:
    heard = meant(of("handed_over", language, "pain"), language)
    is_heard = [
        intent in ADVICE or asks(intent) or intent is Plain.DIZZY or isinstance(intent, stretching.Hurts)
        for intent in heard
    ]
    assert all(is_heard)


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize(
    "stands",
    [
        {"question": ChoosingPlace(), "step": StartStep.PLACE, "has_zone": False},
        {"question": AskedTime(), "step": StartStep.TIME},
        {"step": StartStep.SAFETY, "has_zone": False},
    ],
)
def test_no_step_of_start_takes_what_is_urgent_for_its_answer(
    language: str, stands: dict[str, object]
) -> None:
    heard = meant(of("tried", language, "urgent"), language, **stands)
    assert sum(intent in ADVICE or asks(intent) for intent in heard) >= LEAST_URGENT * len(heard)


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        ("im pregnant", "en", "pregnancy-late"),
        ("I am 12 weeks pregnant", "en", "pregnancy"),
        ("i have osteoporosis", "en", "osteoporosis"),
        ("had a hip replacement", "en", "hip-replacement"),
        ("i had back surgery last month", "en", "operation"),
        ("i take warfarin", "en", "thinners"),
        ("ich bin schwanger", "de", "pregnancy-late"),
        ("ich habe eine künstliche hüfte", "de", "hip-replacement"),
        ("hab osteoporose", "de", "osteoporosis"),
        ("ich wurde letzte woche operiert", "de", "operation"),
    ],
)
def test_a_condition_that_is_typed_is_ticked(text: str, language: str, tag: str) -> None:
    assert meant([text], language) == [Has(tag)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("im not pregnant", "en"),
        ("my sister is pregnant", "en"),
        ("trying to get pregnant", "en"),
        ("meine frau ist schwanger", "de"),
        ("ich bin nicht schwanger", "de"),
    ],
)
def test_a_condition_that_is_denied_or_somebody_elses_is_not(text: str, language: str) -> None:
    assert not isinstance(meant([text], language)[0], Has)


@pytest.mark.parametrize(
    ("text", "language", "is_young"),
    [
        ("im 15", "en", True),
        ("i am 16 years old", "en", True),
        ("i'm under 18", "en", True),
        ("im 15 minutes late", "en", False),
        ("my son is 15", "en", False),
        ("15", "en", False),
        ("ich bin 15", "de", True),
        ("ich bin 14 jahre alt", "de", True),
        ("bin in 15 minuten da", "de", False),
        ("meine tochter ist 12", "de", False),
    ],
)
def test_who_is_under_18_is_heard(text: str, language: str, is_young: bool) -> None:
    assert (meant([text], language) == [Plain.TOO_YOUNG]) is is_young


@pytest.mark.parametrize("number", ["112", "911", "999", "144", "Notarzt!", "ambulance"])
def test_a_number_of_emergency_alone_is_no_time(number: str) -> None:
    for language in WORDS:
        assert meant([number], language) == [Plain.EMERGENCY]
        assert meant([number], language, question=AskedTime()) == [Plain.EMERGENCY]


@pytest.mark.parametrize(("text", "language"), [("help me", "en"), ("Hilfe", "de"), ("I need help!", "en")])
def test_a_bare_call_for_help_is_asked_which(text: str, language: str) -> None:
    assert meant([text], language) == [Plain.ASK_HELP]


@pytest.mark.parametrize(
    ("text", "language"),
    [("my shoulder is stiff", "en"), ("i don't have chest pain", "en"), ("meine schultern sind steif", "de")],
)
def test_no_stretch_answers_a_word_about_the_body(text: str, language: str) -> None:
    assert meant([text], language) == [Plain.ABOUT_BODY]
