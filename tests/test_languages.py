"""Every language is whole, says the same, is understood, and keeps to the words that may be said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain

import pytest

from bot.chat.hearing import hear
from bot.chat.intents.history import ChangeRecord
from bot.chat.said import Situation
from bot.domain.timetext import Times, dates_meant, read_times
from bot.words.words import Words
from tests.wording import (
    CLAIMS,
    CONTENT,
    GIVEN,
    GUILT,
    LIBRARY,
    LOCALES,
    MESSAGES,
    SAID,
    SAMPLE,
    TEXTS,
    WORDS,
    all_sentences,
    found,
    language,
    reading_ease,
    stretch_text,
    versions,
)

FIRST_STEP = {
    "en": r"(Walk|March) .*minute",
    "de": r"(Geh|Marschiere) .*Minuten",
}
CHANGES = {
    "en": r"chang\w*|to the other (side|edge)",
    "de": r"wechs\w*|zur anderen seite",
}
ROUNDING = {"en": r"round\w*|hang", "de": r"rund\w*|hängen"}
HANDS_ON_THE_WALL = {"en": r"hands on it", "de": r"hände daran"}
FOREARMS = {"en": r"forearms on it", "de": r"unterarme daran"}
MAY = {"en": r"may", "de": r"kann|können"}
EASY = {"en": "Sit down and breathe.", "de": "Setz dich hin und atme."}
HARD = {
    "en": "Musculoskeletal rehabilitation necessitates individualised consultation.",
    "de": "Muskuloskelettale Rehabilitationsmaßnahmen erfordern individualisierte Beratungsgespräche.",
}
# Here the quotes hold a name, nothing that could be said to the bot.
QUOTES_A_NAME = {"zone-clock", "zone-private", "zone-unknown", "zone-offset", "sources-own"}
QUOTED = re.compile(r"[“„]([^“”„]+)[”“]")


# Whole, and the same in every language


def test_english_and_german_are_there_and_every_folder_is_a_language() -> None:
    assert {"en", "de"} <= set(LOCALES)
    assert set(LIBRARY.languages) == set(TEXTS) == set(WORDS) == set(LOCALES)
    assert [LIBRARY.languages[id_].own_name for id_ in ("en", "de")] == ["English", "Deutsch"]


@language
def test_the_folders_hold_the_same_files(id_: str) -> None:
    assert _files(id_) == _files("en")


@language
def test_the_messages_are_those_of_english(id_: str) -> None:
    assert set(MESSAGES[id_]) == set(MESSAGES["en"])


@language
def test_a_message_takes_the_variables_and_makes_the_choices_of_english(id_: str) -> None:
    for name, english in MESSAGES["en"].items():
        message = MESSAGES[id_][name]
        assert message.variables == english.variables, name
        assert message.named_choices == english.named_choices, name


@language
def test_no_message_is_empty_whatever_is_chosen(id_: str) -> None:
    for name, ways in SAID[id_].items():
        assert all(way.strip() for way in ways), name
        assert not any(re.search(r" [.,:;?!]( |$)|  |[.,:;]{2}", way) for way in ways), (name, ways)


@language
def test_a_message_keeps_the_markup_and_the_commands_of_english(id_: str) -> None:
    for name, ways in SAID["en"].items():
        assert _marks(SAID[id_][name][0]) == _marks(ways[0]), name


@language
def test_typed_words_have_the_meanings_of_english(id_: str) -> None:
    english = tomllib.loads((CONTENT / "locales/en/words.toml").read_text(encoding="utf-8"))
    typed = tomllib.loads((CONTENT / "locales" / id_ / "words.toml").read_text(encoding="utf-8"))
    assert set(typed) == set(english)
    assert all(chain.from_iterable(typed.values()))
    assert all(typed.values())


@language
def test_the_content_has_the_lengths_of_english(id_: str) -> None:
    english, other = LIBRARY.languages["en"].precautions, LIBRARY.languages[id_].precautions
    for field in ("summary", "emergency", "today", "soon"):
        assert len(getattr(other, field)) == len(getattr(english, field)), field


@language
def test_openings_names_and_labels_differ_from_each_other(id_: str) -> None:
    content = LIBRARY.languages[id_]
    for lines in (
        content.openings,
        content.ends,
        content.praises,
        list(content.milestones.values()),
        [shown.name for shown in content.stretches.values()],
        [tag.label for tag in content.tags.values()],
        list(content.programmes.values()),
    ):
        assert len(set(lines)) == len(lines)
    assert len(content.openings) >= 40


# What it tells people to say is understood


@language
def test_what_a_message_quotes_is_a_button_or_is_understood(id_: str) -> None:
    buttons = {way for name, ways in SAID[id_].items() if name.startswith("button-") for way in ways}
    for name, ways in SAID[id_].items():
        if name not in QUOTES_A_NAME:
            for quoted in set(QUOTED.findall(ways[0])) - {SAMPLE}:
                assert quoted in buttons or _is_understood(quoted, WORDS[id_]), (name, quoted)


@language
def test_the_example_of_a_date_is_understood(id_: str) -> None:
    for month in range(1, 13):
        on = date(2027, month, 3)
        assert dates_meant(TEXTS[id_].day(on), WORDS[id_].time, date(2027, 1, 1)) == (on,)


@language
@pytest.mark.parametrize(
    "meaning",
    [
        "done",
        "snooze",
        "skip",
        "another",
        "more",
        "start",
        "pause",
        "resume",
        "stop",
        "hurts",
        "undo",
        "add",
        "change",
        "no",
        "cancel",
        "ready",
        "longer",
        "one_more",
    ],
)
def test_the_label_of_a_button_can_be_typed(id_: str, meaning: str) -> None:
    labels = {
        "start": "start-timer", "hurts": "hurts", "change": "replace-all", "one_more": "one-more",
    }  # fmt: skip
    label = TEXTS[id_].plain(f"button-{labels.get(meaning, meaning)}")
    assert WORDS[id_].meaning(label) == meaning


GERMAN = {
    "done": ["fertig", "Erledigt!", "gemacht", "hab ich", "Geschafft 💪", "✅", "Fertig 👍🏽", "done"],
    "hurts": ["autsch", "Aua!", "tut weh", "Es tut weh."],
    "tingling": ["kribbelt", "taub", "Es kribbelt"],
    "skip": ["überspringen", "UEBERSPRINGEN"],
    "another": ["noch eins", "andere"],
    "more": ["mehr"],
    "undo": ["rückgängig"],
    "start": ["start", "los geht’s"],
    "snooze": ["später"],
    "stop": ["stopp"],
    "pause": ["Pause"],
    "resume": ["weiter"],
    "yes": ["ja", "klar"],
    "no": ["nein"],
    "none": ["keine"],
}


@language
@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        *(
            (typed, "done")
            for typed in ("✅", "✅✅", "👍🏽", "Hecho", "J’ai fini!", "готово", "完成", "xong", "تم")
        ),
        *((typed, "hurts") for typed in ("Duele", "ça fait mal", "болит", "痛い", "boli", "sakit", "aïe!")),
    ],
)
def test_done_and_pain_are_heard_in_other_languages_too(id_: str, typed: str, meaning: str) -> None:
    assert WORDS[id_].meaning(typed) == meaning


@pytest.mark.parametrize(
    ("typed", "meaning"), [(typed, meaning) for meaning, all_ in GERMAN.items() for typed in all_]
)
def test_german_is_understood(typed: str, meaning: str) -> None:
    assert WORDS["de"].meaning(typed) == meaning


@pytest.mark.parametrize(
    ("id_", "one", "some"),
    [("en", "1 s is logged.", "2 s are logged."), ("de", "1 s ist eingetragen.", "2 s sind eingetragen.")],
)
def test_one_second_is_said_as_one(id_: str, one: str, some: str) -> None:
    say = TEXTS[id_]
    assert one in say.plain("pain-stopped", seconds=1)
    assert some in say.plain("pain-stopped", seconds=2)
    assert "0" not in say.plain("pain-stopped", seconds=0)


def test_german_writes_days_and_dates_its_own_way() -> None:
    say = TEXTS["de"]
    assert say.when(datetime(2027, 5, 4, 7, 30, tzinfo=UTC)) == "Di 07:30"
    assert say.day(date(2027, 12, 3)) == "3. Dez."


# How it speaks


@stretch_text
def test_the_first_step_is_to_walk_or_march(id_: str, shown: str) -> None:
    for said in versions(LIBRARY.languages[id_].stretches[shown]):
        assert re.match(FIRST_STEP[id_], said.steps[0])


@stretch_text
def test_the_change_of_sides_is_said_where_both_are_done_and_nowhere_else(id_: str, shown: str) -> None:
    for said in versions(LIBRARY.languages[id_].stretches[shown]):
        if LIBRARY.stretches[shown].plan.sides:
            assert found(CHANGES[id_], said.steps_of(2)) == [said.steps_of(2)[-1]]
            assert found(CHANGES[id_], said.steps_of(1)) == []
        else:
            assert said.steps_of(2) == said.steps_of(1) == said.steps


@language
def test_brittle_bones_read_nothing_that_rounds_the_back(id_: str) -> None:
    cat_cow = LIBRARY.languages[id_].stretches["cat-cow"]
    own = cat_cow.variants["osteoporosis"]
    assert found(ROUNDING[id_], [*cat_cow.steps, *cat_cow.phases.values()])
    assert found(ROUNDING[id_], [*own.steps, own.cue, own.error, *own.phases.values()]) == []


@language
@pytest.mark.parametrize("shown", ["calf-straight", "calf-bent"])
def test_sore_wrists_read_of_forearms_on_the_wall(shown: str, id_: str) -> None:
    calf = LIBRARY.languages[id_].stretches[shown]
    own = calf.variants["wrist"]
    assert found(HANDS_ON_THE_WALL[id_], calf.steps)
    assert found(FOREARMS[id_], own.steps)
    assert not found(HANDS_ON_THE_WALL[id_], own.steps)


@stretch_text
def test_a_promise_is_no_more_than_a_may(id_: str, shown: str) -> None:
    assert found(MAY[id_], [LIBRARY.languages[id_].stretches[shown].why])


@stretch_text
def test_a_stretch_reads_easily(id_: str, shown: str) -> None:
    for said in versions(LIBRARY.languages[id_].stretches[shown]):
        assert reading_ease([*said.steps_of(2), said.cue, said.why], id_) >= 60


@language
def test_the_precautions_read_easily(id_: str) -> None:
    shown = LIBRARY.languages[id_].precautions
    lines = [*shown.summary, *shown.emergency, *shown.today, *shown.soon, shown.short]
    assert reading_ease(lines, id_) >= 50


@language
def test_hard_words_are_told_from_easy_ones(id_: str) -> None:
    assert reading_ease([EASY[id_]], id_) > 75
    assert reading_ease([HARD[id_]], id_) < 0


@language
def test_no_promise_of_a_cure_and_no_threat(id_: str) -> None:
    assert found(CLAIMS[id_], _everything_said(id_)) == []


@language
def test_no_guilt(id_: str) -> None:
    assert found(GUILT[id_], _everything_said(id_)) == []


@pytest.mark.parametrize(
    ("id_", "out", "fine"),
    [
        ("en", "This cures back pain.", "It may ease the back."),
        ("de", "Das beugt Verletzungen vor.", "Beug dich aus der Hüfte vor."),
        ("de", "Das löst Verklebungen.", "Viele fühlen sich danach lockerer."),
    ],
)
def test_a_claim_is_told_from_a_hope(id_: str, out: str, fine: str) -> None:
    assert found(CLAIMS[id_], [out, fine]) == [out]


def _files(id_: str) -> list[str]:
    folder = CONTENT / "locales" / id_
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.*"))


def _marks(shown: str) -> list[str]:
    return sorted(re.findall(r"</?\w+>|(?<!\w)/[a-z]+\b", shown))


def _is_understood(typed: str, known: Words) -> bool:
    return (
        known.meaning(typed) is not None
        or known.snooze_choice(typed) is not None
        or known.put_off(typed, is_asked=False) is not None
        or known.behind("session", typed) is not None
        or known.days(known.behind("pause", typed) or "") is not None
        or isinstance(read_times(typed, known.time), Times)
        or isinstance(hear(typed, Situation(today=date(2027, 5, 3)), known, [known]), ChangeRecord)
    )


def _everything_said(id_: str) -> Iterator[str]:
    yield from all_sentences(LIBRARY.languages[id_])
    yield from chain.from_iterable(ways for name, ways in SAID[id_].items() if name not in GIVEN)
