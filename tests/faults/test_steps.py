"""A machine whose clock is set while the real program runs: what is due comes by the right time, and only by that."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.prompt import Delivery
from bot.localchat.telegram import LocalTelegram
from bot.storage.tables import prompts, slots
from tests.faults.bursts import Crowd
from tests.program import Program, asked, free_port, program
from tests.waiting import until
from tests.world import buttons

# What the program makes of its clock is the same on both databases.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HOURS = 3600.0
YEARS = 366 * 24 * HOURS
# The first is how a machine without a battery for its clock starts.
STEPS = (-3 * YEARS, 2 * HOURS, -2 * HOURS, 3 * YEARS)
MOST_MEGABYTES = 400
HELD_SECONDS = 2.5
# Ticks come once a second; the rest is for a busy machine.
SOON_SECONDS = 20.0


class Machine:
    """The clock of the machine on which the program runs."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.is_ahead(0)

    def is_ahead(self, seconds: float) -> None:
        # In one step: the program may read it at any moment.
        new = self.file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.file)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "ahead")


@pytest.fixture
def given(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"health_port": free_port()}


def stepping(mortal: Path, machine: Machine, given: dict[str, Any]) -> Any:
    return program(mortal, runs=("stepping.py", str(machine.file)), **given)


async def becomes(given: dict[str, Any], words: str) -> None:
    """Returns when /readyz says these words."""

    async def is_said() -> bool:
        return words in (await asked(given["health_port"]))[1]

    await until(is_said, within=SOON_SECONDS)


async def sent(crowd: Crowd) -> int:
    query = select(func.count()).select_from(prompts).where(prompts.c.delivery == Delivery.SENT.value)
    return int((await crowd._rows(query))[0][0])


async def is_sent(crowd: Crowd, count: int) -> None:
    """Returns when so many prompts were sent."""

    async def is_so() -> bool:
        return await sent(crowd) >= count

    await until(is_so, within=SOON_SECONDS)


def shown(telegram: LocalTelegram) -> int:
    """How many frames of timers were shown."""
    return sum(call.method in {"editMessageCaption", "editMessageMedia"} for call in telegram.calls)


def megabytes(running: Program) -> int:
    status = Path(f"/proc/{running._process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


async def test_a_step_away_holds_prompts_and_says_so_and_one_to_the_right_time_costs_at_most_a_tick(
    mortal: Path, crowd: Crowd, machine: Machine, given: dict[str, Any]
) -> None:
    await crowd.subscribe(1)
    machine.is_ahead(STEPS[0])
    async with stepping(mortal, machine, given) as running:
        await running.says("Limber is up")
        for number, ahead in enumerate(STEPS):
            machine.is_ahead(ahead)
            await becomes(given, "the clock is wrong")
            await crowd.fall_due()
            await asyncio.sleep(HELD_SECONDS)
            assert await sent(crowd) == number
            machine.is_ahead(0)
            await is_sent(crowd, number + 1)
            await becomes(given, "ready\n")
        assert megabytes(running) < MOST_MEGABYTES
        assert await running.stops() == 0
    told = [line for line in running.lines if "the clock is wrong" in line]
    assert len(told) == len(STEPS)


async def test_what_was_planned_by_a_clock_years_ahead_comes_when_it_was_meant(
    mortal: Path, crowd: Crowd, machine: Machine, given: dict[str, Any]
) -> None:
    [tim] = await crowd.subscribe(1)
    machine.is_ahead(3 * YEARS)
    async with stepping(mortal, machine, given) as running:
        await running.says("Limber is up")
        tim.sends("19:30")
        await until(lambda: "Change" in str(tim.chat[-1].get("reply_markup")), within=SOON_SECONDS)
        label = next(label for label in buttons(tim.last) if label.startswith("Change"))
        tim.presses(tim.last, label)
        await becomes(given, "the clock is wrong")
        machine.is_ahead(0)
        await becomes(given, "ready\n")
        [(due_at,)] = await crowd._rows(select(slots.c.next_due_at))
        assert due_at - datetime.now(UTC) < timedelta(days=2)
        assert await running.stops() == 0


async def test_a_timer_runs_on_when_the_clock_is_set_back(
    mortal: Path, crowd: Crowd, live_telegram: LocalTelegram, machine: Machine, given: dict[str, Any]
) -> None:
    [tim] = await crowd.subscribe(1)
    await crowd.show([tim])
    async with stepping(mortal, machine, given) as running:
        await running.says("Limber is up")
        tim.sends("start")
        await until(lambda: "Pause" in str(tim.chat[-1].get("reply_markup")), within=SOON_SECONDS)
        machine.is_ahead(-2 * HOURS)
        frames = shown(live_telegram)
        await until(lambda: shown(live_telegram) >= frames + 2, within=2 * SOON_SECONDS)
        assert "lost count" not in str(tim.last)
        assert await running.stops() == 0
