"""A process that dies after it did what an update asked for, and before it marked the update: nothing is done twice."""

from pathlib import Path

import orjson
import pytest
from sqlalchemy import update

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.inbox import UpdateState
from bot.storage.own_tables import inbox
from tests.kept import changes, tables
from tests.steps import STEPS, Step
from tests.world import FakeClock, running


@pytest.mark.parametrize(
    ("before", "steps"), STEPS, ids=[f"{before.__name__}, {steps[-1]}" for before, steps in STEPS]
)
async def test_an_update_that_is_replayed_changes_nothing_twice(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person, before: Step, steps: list[Step]
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await before(world, ann)
        for step in steps:
            await step(world, ann)
        kept = await tables(world)
        last = telegram.updates_sent[-1]
        async with world.app.database.write() as tx:
            await tx._connection.execute(
                update(inbox)
                .where(inbox.c.update_id == last["update_id"])
                .values(state=UpdateState.WAITING.value, body=orjson.dumps(last), person_id=ann.id)
            )
    async with running(telegram, clock, url) as world:
        await world.settle()
        await world.app.intake.settle()
        async with world.app.database.read() as tx:
            assert await tx.inbox.waiting() == ()
        assert changes(kept, await tables(world)) == []
