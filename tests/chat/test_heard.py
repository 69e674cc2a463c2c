"""What is heard in every situation stays as it was read; the tables are in `heard/` beside this file."""

from collections.abc import AsyncIterator
from typing import get_args

import pytest
import pytest_asyncio

from bot.domain.dialogue import Dialogue
from tests import understood
from tests.heard.record import QUESTIONS
from tests.heard.tables import LANGUAGES, Stage, load, stage
from tests.heard.words import patterns

TABLES = {language: load(language) for language in LANGUAGES}
# What is asked of those who run Limber alone; test_admins answers it.
OF_ADMINS = {"ConfirmingBroadcast"}
SITUATIONS = [(language, name) for language, tables in TABLES.items() for name in tables]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def heard(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """One bot for all situations."""
    async with stage(tmp_path_factory.mktemp("heard")) as ready:
        yield ready


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("language", "name"), SITUATIONS, ids=lambda value: value.replace(" ", "-"))
async def test_everything_said_and_pressed_does_what_it_did(heard: Stage, language: str, name: str) -> None:
    table = TABLES[language][name]
    happens = await heard.observe(language, name, table)
    changed = [
        f"{said!r}\n    before: {row.happens}\n    after:  {happens[said]}"
        for said, row in table.items()
        if row.happens != happens[said]
    ]
    assert not changed, "\n".join(
        [f"{language}, {name}: `python -m tests.heard` writes what is meant", *changed]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_open_in_a_situation(language: str) -> None:
    asked = {table[""].happens.removeprefix("asks ") for table in TABLES[language].values()}
    assert {kind.__name__ for kind in get_args(Dialogue)} - OF_ADMINS == set(QUESTIONS)
    assert set(QUESTIONS.values()) <= asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_in_the_tables(language: str) -> None:
    said = [text.casefold() for table in TABLES[language].values() for text in table]
    by_state = understood.load(language).values()
    said += [text.casefold() for table in by_state for texts in table.values() for text in texts]
    missing = [written for written, found in patterns(language) if not any(map(found.fullmatch, said))]
    assert not missing, "a row each, please"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_known_by_its_message(language: str) -> None:
    rows = [row for table in TABLES[language].values() for row in table.items()]
    # A text that no message begins is quoted.
    assert not [(said, row.happens) for said, row in rows if "“" in row.happens or not row.happens]
