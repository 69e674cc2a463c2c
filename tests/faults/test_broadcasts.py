"""A broadcast of the real program, killed on its way: it reaches everybody, and nobody a third time."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.domain.prompt import Delivery
from bot.services.broadcasts import CHUNK
from tests.faults.bursts import IN_A_HURRY, Crowd
from tests.program import program
from tests.world import text_of

NEWS = "Limber moves house tonight"
CROWD = 120
KILLS = (
    ("broadcasting", "1"),
    ("broadcasting", "30"),
    ("broadcast-recorded", "1"),
    ("broadcast-recorded", "3"),
)


@pytest.fixture
def given(given: dict[str, Any]) -> dict[str, Any]:
    return given | IN_A_HURRY


def copies(crowd: Crowd) -> Counter[int]:
    """How many copies of the text stand in each chat."""
    return Counter(
        person.id for person in crowd.people for message in person.chat if text_of(message) == NEWS
    )


async def test_a_broadcast_survives_kills(mortal: Path, crowd: Crowd, given: dict[str, Any]) -> None:
    await crowd.subscribe(CROWD)
    await crowd.broadcast(NEWS)
    for kill in KILLS:
        async with program(mortal, runs=("dying.py", *kill), **given) as running:
            assert await running.ends() == -9, running.lines
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await crowd.all_broadcast()
        assert await running.stops() == 0
    became, found = await crowd.recipients(), copies(crowd)
    assert set(became) == {person.id for person in crowd.people}
    assert set(became.values()) <= {Delivery.SENT.value, Delivery.UNKNOWN.value}
    assert all(found[person_id] >= 1 for person_id, delivery in became.items() if delivery == "sent")
    assert max(found.values()) <= 2
    assert sum(count - 1 for count in found.values()) <= CHUNK * len(KILLS)


async def test_a_stop_in_its_middle_sends_nothing_twice(
    checkout: Path, crowd: Crowd, given: dict[str, Any]
) -> None:
    await crowd.subscribe(CROWD)
    await crowd.broadcast(NEWS)
    for _ in range(2):
        async with program(checkout, **given | {"send_rate": 30, "paid_broadcast": False}) as running:
            await running.says("Limber is up")
            await asyncio.sleep(0.7)
            assert await running.stops() == 0
    async with program(checkout, **given) as running:
        await running.says("Limber is up")
        await crowd.all_broadcast()
        assert await running.stops() == 0
    assert copies(crowd) == Counter(person.id for person in crowd.people)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_send_it_once(checkout: Path, crowd: Crowd, given: dict[str, Any]) -> None:
    await crowd.subscribe(CROWD)
    async with program(checkout, **given) as one, program(checkout, **given) as other:
        await one.says("Limber is up")
        await other.says("Limber is up")
        await crowd.broadcast(NEWS)
        await crowd.all_broadcast()
        assert [await one.stops(), await other.stops()] == [0, 0]
    assert copies(crowd) == Counter(person.id for person in crowd.people)
