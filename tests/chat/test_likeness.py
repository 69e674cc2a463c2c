"""The second net: what is like the phrases about signs is asked about, whatever pattern it breaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.chat.hearing import hear
from bot.chat.intents.base import Intent, Plain
from bot.chat.said import Situation
from bot.domain.dialogue import StartStep
from bot.material import CONTENT
from bot.words import files as word_files
from bot.words import likeness
from bot.words.likeness import FILE, WEIGHTS, Likeness
from docs.maintainer.learn_signs import learn, phrases
from docs.maintainer.phrases import digest

WORDS = word_files.load(Path(CONTENT))
SAID = [
    ("my leg went numb", True),
    ("i lost all feeling", True),
    ("nice weather", False),
    ("half past eight", False),
]


def heard(text: str, language: str = "en", **stands: object) -> Intent:
    now = Situation(today=date(2027, 5, 3), **stands)  # type: ignore[arg-type]
    return hear(text, now, WORDS[language], tuple(WORDS.values()))


@pytest.mark.parametrize("language", sorted(WORDS))
def test_it_was_learned_from_the_phrases_as_they_stand(language: str) -> None:
    learned_from = WORDS[language].likeness.learned_from
    assert learned_from == digest(phrases(language)), "`python -m docs.maintainer.learn_signs` learns anew"


def test_the_same_phrases_teach_the_same_and_a_file_says_what_was_learned(tmp_path: Path) -> None:
    taught = learn(SAID)
    assert learn(list(SAID)) == taught
    (tmp_path / FILE).write_bytes(likeness.written(taught))
    assert likeness.read(tmp_path / FILE) == taught
    assert taught.of("my leg is numb") > 0.5 > taught.of("nice, eight")


@pytest.mark.parametrize("text", ["", "?!", "🙂", "x" * 5000])
def test_any_text_is_like_a_sign_or_not(text: str) -> None:
    assert 0 <= WORDS["de"].likeness.of(text) <= 1


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"[]\n",
        b"{}\n" + bytes(WEIGHTS),
        b'{"bias": 0}\n' + bytes(WEIGHTS),
        b'{"bias": 0}\nshort',
        b"\xff\n",
    ],
)
def test_a_file_that_is_none_is_a_mistake_with_its_name(tmp_path: Path, held: bytes) -> None:
    folder = tmp_path / "content"
    copy_words(folder)
    (folder / "locales" / "en" / FILE).write_bytes(held)
    with pytest.raises(word_files.WordsError, match=FILE):
        word_files.load(folder)


def test_a_language_without_the_file_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    copy_words(folder)
    (folder / "locales" / "de" / FILE).unlink()
    with pytest.raises(word_files.WordsError, match=rf"{FILE}: the file is missing"):
        word_files.load(folder)


def copy_words(folder: Path) -> None:
    """The words of every language alone."""
    for file in [Path(CONTENT) / "words.toml", *(Path(CONTENT) / "locales").glob("*/*")]:
        if file.is_file():
            copied = folder / file.relative_to(CONTENT)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(file.read_bytes())


def test_what_no_pattern_knows_is_asked_about_where_it_is_like_a_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "something entirely of its own kind"
    monkeypatch.setattr(Likeness, "of", lambda self, text: 0.75)
    assert heard(text) is Plain.NOT_UNDERSTOOD
    monkeypatch.setattr(Likeness, "of", lambda self, text: 0.85)
    assert heard(text) is Plain.ASK_SIGNS
    assert heard("done") != Plain.ASK_SIGNS
    assert heard("i cant") != Plain.ASK_SIGNS, "who says little, and something that is known, means that"


def test_a_city_is_no_sign_however_it_is_spelt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Likeness, "of", lambda self, text: 1.0)
    assert heard("Bad Tölz", "de", step=StartStep.PLACE) != Plain.ASK_SIGNS
    assert heard("in my village they say i should lie", step=StartStep.PLACE) is Plain.ASK_SIGNS


def test_what_a_pattern_takes_for_a_sign_and_nobody_types_who_means_one_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert heard("i have chest pain right now") is Plain.EMERGENCY
    monkeypatch.setattr(Likeness, "of", lambda self, text: 0.05)
    assert heard("i have chest pain right now") is Plain.ASK_SIGNS
    assert heard("chest pain") is Plain.EMERGENCY, "two words say too little to doubt them"
