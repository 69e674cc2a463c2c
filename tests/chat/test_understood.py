"""What is understood stays as it was read, state by state; the tables are in `understood/` beside this file."""

from collections.abc import Mapping

import pytest

from bot.words.words import Words
from tests.understood import LANGUAGES, all_words, load, understood

MANY_ROWS = 400
STATES = [(language, state) for language in LANGUAGES for state in load(language)]


@pytest.fixture(scope="module")
def words() -> Mapping[str, Words]:
    return all_words()


@pytest.mark.parametrize(("language", "state"), STATES, ids=lambda value: value.replace(" ", "-"))
def test_every_phrase_means_what_it_meant(language: str, state: str, words: Mapping[str, Words]) -> None:
    table = load(language)[state]
    now = {
        (phrase, means): understood(phrase, state, language, words)
        for means, phrases in table.items()
        for phrase in phrases
    }
    changed = [f"{phrase!r}: {means} is now {to}" for (phrase, means), to in now.items() if to != means]
    assert not changed, "\n".join(["`python -m tests.understood` writes what is meant", *changed])


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_phrases_and_none_stands_twice_in_a_state(language: str) -> None:
    phrases = {
        state: [each for each_of in table.values() for each in each_of]
        for state, table in load(language).items()
    }
    assert sum(map(len, phrases.values())) >= MANY_ROWS
    assert not [state for state, said in phrases.items() if len(said) != len(set(said))]
