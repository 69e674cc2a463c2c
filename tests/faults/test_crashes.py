"""The real program, killed where it stands again and again: nothing is lost, and little comes twice."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.domain.person import Person as Known
from bot.storage.database import Database
from bot.storage.migrating import upgrade
from tests.faults.bursts import IN_A_HURRY, Crowd
from tests.program import program
from tests.world import text_of

DEATH_SECONDS = 60.0
BURST = 200
WRITERS = 40
OLDER_REVISION = "head-1"


@dataclass(frozen=True)
class Kill:
    """Where a life of the program ends: at the nth time it comes to a point, or so many seconds after its start."""

    point: str
    number: int = 1
    seconds: float = 0.0


NAMED = (
    Kill("claimed"),
    # Twice in a row after the claim, before any send.
    Kill("claimed"),
    Kill("marked"),
    Kill("marked", 20),
    Kill("accepted"),
    Kill("accepted", 40),
    Kill("recording"),
    Kill("recording", 3),
    Kill("recorded", 2),
)
OF_MESSAGES = (Kill("kept"), Kill("handling", 7), Kill("handled"), Kill("handled", 20))


def at_random(seed: int, count: int) -> list[Kill]:
    """Kills at any moment of a burst, and at named points that come late or early."""
    chance = Random(seed)
    named = [
        Kill(chance.choice(["marked", "accepted"]), chance.randrange(1, BURST)) for _ in range(count // 2)
    ]
    return [*named, *(Kill("any", seconds=chance.uniform(0, 1.5)) for _ in range(count - len(named)))]


@pytest.fixture
def given(given: dict[str, Any]) -> dict[str, Any]:
    return given | IN_A_HURRY


async def lives_until(mortal: Path, kill: Kill, given: dict[str, Any]) -> None:
    """A life of the program that ends there."""
    runs = ("-m", "bot") if kill.point == "any" else ("dying.py", kill.point, str(kill.number))
    async with program(mortal, runs=runs, **given) as running:
        if kill.point == "any":
            await running.says("Limber is up")
            await asyncio.sleep(kill.seconds)
            await running.dies()
        else:
            assert await running.ends(within=DEATH_SECONDS) == -9, running.lines


async def survives_bursts(mortal: Path, crowd: Crowd, kills: list[Kill], given: dict[str, Any]) -> None:
    """Kills the program in a burst each, lets it live at last, and checks what became of them all."""
    await crowd.subscribe(BURST)
    for kill in kills:
        await crowd.fall_due()
        await lives_until(mortal, kill, given)
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await crowd.all_sent()
        assert await running.stops() == 0
    await crowd.check(kills=len(kills))


async def survives_messages(mortal: Path, crowd: Crowd, kills: list[Kill], given: dict[str, Any]) -> None:
    """Kills the program while many people say "done", and checks that each did it once and heard of it."""
    for kill in kills:
        new = await crowd.subscribe(WRITERS)
        await crowd.show(new)
        for person in new:
            person.sends("done")
        await lives_until(mortal, kill, given)
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await crowd.all_handled()
        assert await running.stops() == 0
    entries = await crowd.entries()
    for person in crowd.people:
        assert entries[person.id] == 1
        assert any("ogged" in text_of(message) for message in person.chat if message["from"]["is_bot"])


async def test_a_burst_survives_a_kill_at_every_named_point(
    mortal: Path, crowd: Crowd, given: dict[str, Any]
) -> None:
    await survives_bursts(mortal, crowd, list(NAMED), given)


async def test_messages_survive_a_kill_at_every_named_point(
    mortal: Path, crowd: Crowd, given: dict[str, Any]
) -> None:
    await survives_messages(mortal, crowd, list(OF_MESSAGES), given)


@pytest.mark.matrix
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(5))
async def test_bursts_survive_kills_at_any_moment(
    mortal: Path, crowd: Crowd, given: dict[str, Any], seed: int
) -> None:
    await survives_bursts(mortal, crowd, at_random(seed, 10), given)


@pytest.mark.matrix
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(2))
async def test_messages_survive_kills_at_any_moment(
    mortal: Path, crowd: Crowd, given: dict[str, Any], seed: int
) -> None:
    chance = Random(seed)
    kills = [Kill("any", seconds=chance.uniform(0, 0.4)) for _ in range(5)]
    kills += [Kill("handled", chance.randrange(1, WRITERS)) for _ in range(5)]
    await survives_messages(mortal, crowd, kills, given)


async def test_a_migration_that_was_killed_is_whole_after_the_next_start(
    mortal: Path, database_url: str, given: dict[str, Any]
) -> None:
    before = Database(database_url)._engine
    async with before.connect() as connection:
        await connection.execution_options(limber_writes=True)
        async with connection.begin():
            await connection.run_sync(upgrade, OLDER_REVISION)
            await connection.exec_driver_sql(
                "INSERT INTO people (id, language, standing, day_start, tags, safety_version, programme, sound,"
                " practised, dose_step) VALUES (7, 'en', 'new', '03:00:00', '', 0, 'hamstrings', true, 0, 0)"
            )
    await before.dispose()
    await lives_until(mortal, Kill("migrating"), given)
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        assert await running.stops() == 0
    database = Database(database_url)
    async with database.read() as tx:
        known = await tx.people.get(7)
    await database.close()
    assert known is not None
    assert known.language == Known(7, "en").language
