"""Holds and prompts as they are kept: what their timers run through."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.domain.hold import Hold, HoldState
from bot.domain.person import Person
from bot.domain.prompt import Delivery, PromptKind
from bot.domain.stretch import Dose, Part, Phase, Side
from bot.storage.database import Database
from bot.storage.lease import Lease
from bot.storage.prompt_rows import NewPrompt
from bot.storage.tables import holds

NOW = datetime(2027, 5, 3, 5, 0, tzinfo=UTC)
ALONE = (Phase("get-ready", 5, 1, Side.LEFT), Phase("hold", 15, 1, Side.LEFT), Phase("hold", 15, 2))
IN_A_SESSION = (Phase("walk", 120, 1, None, "warm-up"), Phase("hold", 15, 1, Side.RIGHT, "standing"))
PARTS = (Part("warm-up", Dose(3, 1, 1)), Part("standing", Dose(0, 2, 2), Side.RIGHT))


@pytest.mark.parametrize(("phases", "values"), [(ALONE, 4), (IN_A_SESSION, 5)])
async def test_phases_come_back_as_they_went_in(
    database: Database, phases: tuple[Phase, ...], values: int
) -> None:
    async with database.write() as tx:
        await tx.people.add(Person(7, "en"))
        new = NewPrompt(7, PromptKind.ASKED, NOW, NOW.date(), Delivery.SENT)
        prompt_id = await tx.prompts.add(new)
        assert prompt_id is not None
        hold = Hold(0, 7, prompt_id, "standing", phases, phases, HoldState.RUNNING, NOW, NOW)
        kept = await tx.holds.add(hold, Lease("this life", NOW, NOW))
        assert kept is not None
        written = (await tx._connection.execute(select(holds.c.phases))).scalar_one()
    assert kept.phases == phases
    # A row of an older Limber has four values a phase, and a single stretch still does.
    assert {len(phase) for phase in written} == {values}


@pytest.mark.parametrize("parts", [(), PARTS])
async def test_the_parts_of_a_session_come_back_as_they_went_in(
    database: Database, parts: tuple[Part, ...]
) -> None:
    async with database.write() as tx:
        await tx.people.add(Person(7, "en"))
        prompt_id = await tx.prompts.add(
            NewPrompt(7, PromptKind.SESSION, NOW, NOW.date(), Delivery.WAITING, parts=parts)
        )
        assert prompt_id is not None
        prompt = await tx.prompts.get(prompt_id, 7)
    assert prompt is not None
    assert prompt.parts == parts
