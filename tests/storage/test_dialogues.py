"""Open questions: kept and read back as they were, the old ones too; what cannot be read is dropped, and said."""

import json
from dataclasses import replace
from datetime import time
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select, text, update
from structlog.testing import capture_logs

from bot.domain.dialogue import (
    AskedAlarm,
    AskedBreak,
    AskedDay,
    AskedExtra,
    AskedHalf,
    AskedPain,
    AskedTime,
    ChoosingLanguage,
    ChoosingPlace,
    ConditionsScreen,
    ConfirmingPlace,
    ConfirmingTimes,
    Dialogue,
    Draft,
    How,
    OnPage,
    SafetyScreen,
)
from bot.domain.place import Place
from bot.domain.schedule import Wish
from bot.localchat.people import Person
from bot.storage.database import Database
from bot.storage.dialogues import dialogue_of, dialogue_row
from bot.storage.migrating import upgrade
from bot.storage.tables import people
from tests.world import World, profile_of, say, subscribe

BEFORE_THEM = "9b1f4d27c6e3"  # pragma: allowlist secret
BERLIN = Place("Berlin", "DE", "Europe/Berlin", "")
WEEKDAYS = frozenset({0, 1, 2, 3, 4})
DRAFT = Draft((Wish(time(7, 30), WEEKDAYS),), slot_id=3, how=How.ADD, extra=None, belongs_to_day_before=False)
OLD_DRAFT = '{"wishes":[["07:30",[0,1,2,3,4]]],"slot":3,"how":"add","extra":null,"before":false}'
OLD: list[tuple[str, str | None, Dialogue | None]] = [
    ("safety", "", SafetyScreen()),
    ("safety", "1:begin::standing", SafetyScreen("1:begin::standing")),
    ("conditions", "advised 1:today::", ConditionsScreen("1:today::", advised=True)),
    ("conditions", "advised ", ConditionsScreen(advised=True)),
    ("conditions", "1:start:7:", ConditionsScreen("1:start:7:")),
    ("emergency", "", AskedAlarm()),
    ("zone", "", ChoosingPlace()),
    ("zone", '[["Berlin","DE","Europe/Berlin",""]]', ChoosingPlace((BERLIN,))),
    ("zone-confirm", '[["Berlin","DE","Europe/Berlin",""]]', ConfirmingPlace((BERLIN,))),
    ("time", "", AskedTime()),
    ("time", "add", AskedTime(adds=True)),
    ("time", "12", AskedTime(12)),
    ("which-half", "7 0", AskedHalf(7)),
    ("which-half", "7 3", AskedHalf(7, 3)),
    ("time-confirm", OLD_DRAFT, ConfirmingTimes(DRAFT)),
    ("extra", OLD_DRAFT, AskedExtra(DRAFT)),
    ("which-day", OLD_DRAFT, AskedDay(DRAFT)),
    ("pause-until", "", AskedBreak()),
    ("pain", "0", AskedPain()),
    ("pain", "17", AskedPain(17)),
    ("menu", "1:shelf:2:m.hamstrings 41", OnPage("1:shelf:2:m.hamstrings", 41)),
    ("menu", "1:language::", ChoosingLanguage()),
    # What was never written so: nobody is asked anything any more.
    ("which-half", "seven", None),
    ("time-confirm", "{", None),
    ("riddle", "", None),
    ("time", None, None),
]


@pytest.mark.parametrize("kind", get_args(Dialogue))
def test_every_open_question_is_read_back_as_it_was_kept(kind: Any) -> None:
    @given(some.from_type(kind))
    def is_kept(dialogue: Dialogue) -> None:
        assert dialogue_of(json.loads(json.dumps(dialogue_row(dialogue)))) == dialogue

    is_kept()


async def test_open_questions_of_the_build_before_are_open_still(database_url: str) -> None:
    before = Database(database_url)._engine
    row = (
        "INSERT INTO people (id, language, standing, day_start, tags, safety_version, programme, sound, practised,"
        " dose_step, dialogue) VALUES (:id, 'en', 'new', '03:00:00', '', 0, 'hamstrings', true, 0, 0, :said)"
    )
    async with before.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade, BEFORE_THEM)
            for number, (asking, said, _) in enumerate(OLD, start=1):
                old = json.dumps({"asking": asking, "said": said})
                await connection.execute(text(row), {"id": number, "said": old})
    await before.dispose()
    database = Database(database_url)
    await database.open()
    async with database.read() as tx:
        for number, (asking, said, expected) in enumerate(OLD, start=1):
            person = await tx.people.get(number)
            assert person is not None
            assert person.dialogue == expected, (asking, said)
    await database.close()


@pytest.mark.parametrize(
    "kept",
    [{}, [], 7, "x", {"kind": "Riddle"}, {"kind": "AskedPain", "practice_id": "many"}, {"kind": ["x"]}],
)
async def test_an_open_question_that_cannot_be_read_is_dropped_and_the_next_word_is_answered(
    world: World, ann: Person, kept: Any
) -> None:
    await subscribe(world, ann)
    async with world.app.database.write() as tx:
        await tx._connection.execute(update(people).where(people.c.id == ann.id).values(dialogue=kept))
    with capture_logs() as lines:
        assert (await say(world, ann, "/help")).startswith("Limber sends one stretch")
    assert (await profile_of(world, ann)).person.dialogue is None
    assert "an open question cannot be read and is dropped" in {line["event"] for line in lines}
    # What is kept of the person next leaves it behind.
    async with world.app.database.write() as tx:
        person = await tx.people.get(ann.id)
        assert person is not None
        await tx.people.save(replace(person, options=replace(person.options, level=3)))
        assert (
            await tx._connection.execute(select(people.c.dialogue).where(people.c.id == ann.id))
        ).scalar() is None
