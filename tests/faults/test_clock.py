"""A machine whose clock goes wrong: nothing comes twice, and nothing by a wrong time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.prompt import Delivery, Reason
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.tables import prompts
from tests.kept import rows
from tests.world import FakeClock, World, running, sent_prompts, subscribe

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)


async def outcomes(world: World) -> list[tuple[Any, ...]]:
    query = select(prompts.c.delivery, prompts.c.reason).where(prompts.c.slot_id.is_not(None))
    return await rows(world, query.order_by(prompts.c.id))


async def test_an_hour_back_brings_nothing_twice(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.until(TUESDAY_0730 + timedelta(minutes=10))
    before = len(sent_prompts(world, ann))
    world.clock._now = TUESDAY_0730 - timedelta(minutes=50)
    await world.until(TUESDAY_0730 + timedelta(minutes=30))
    assert len(sent_prompts(world, ann)) == before
    await world.until(TUESDAY_0730 + timedelta(days=1))
    assert len(sent_prompts(world, ann)) == before + 1
    assert await outcomes(world) == [(Delivery.SENT, None)] * 2


@pytest.mark.parametrize(
    ("hours", "expected"), [(1, (Delivery.SENT, None)), (3, (Delivery.SKIPPED, Reason.LATE))]
)
async def test_hours_forward_are_caught_up_on_or_skipped_as_after_any_downtime(
    world: World, ann: Person, hours: int, expected: tuple[Delivery, Reason | None]
) -> None:
    await subscribe(world, ann)
    await world.until(TUESDAY_0730 - timedelta(minutes=1))
    world.clock.set(TUESDAY_0730 + timedelta(hours=hours))
    await world.app.workers.send_due()
    assert await outcomes(world) == [expected]


async def test_a_machine_that_begins_in_1970_sends_nothing_until_its_clock_is_right(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
    clock._now = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
    async with running(telegram, clock, url) as world:
        world.request.clock_difference = TUESDAY_0730 - clock.now()
        await world.app.workers.send_due()
        assert await outcomes(world) == []
        assert "the clock is wrong" in world.app.faults()
        clock.set(TUESDAY_0730)
        world.request.clock_difference = timedelta(0)
        await world.app.workers.send_due()
        assert await outcomes(world) == [(Delivery.SENT, None)]
