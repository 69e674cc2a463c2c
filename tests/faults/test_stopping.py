"""The program is told to stop while 200 timers run: it is gone in time, and they go on after the next start."""

import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.hold import Hold, HoldState
from bot.domain.stretch import Phase, Side
from bot.localchat.telegram import LocalTelegram
from bot.storage.lease import Lease
from bot.storage.tables import holds, prompts
from tests.faults.bursts import Crowd
from tests.program import STOP_SECONDS, program
from tests.waiting import until
from tests.world import text_of, words_of

TIMERS = 200
PHASES = (Phase("hold", 90, 1, Side.LEFT), Phase("hold", 90, 2, Side.RIGHT))


async def begin_timers(crowd: Crowd) -> None:
    """Lets everybody run a hold of three minutes; they began one after the other."""
    people = await crowd.subscribe(TIMERS)
    await crowd.show(people)
    now = datetime.now(UTC)
    async with crowd._database.write() as tx:
        shown = await tx._connection.execute(select(prompts.c.person_id, prompts.c.id))
        for number, (person_id, prompt_id) in enumerate(shown.all()):
            began_at = now - timedelta(seconds=number * 5 / TIMERS)
            hold = Hold(0, person_id, prompt_id, "standing", PHASES, PHASES, HoldState.RUNNING, began_at, now)
            hold = replace(hold, next_beat_at=now, shown_phase=0)
            assert await tx.holds.add(hold, Lease("an earlier life", now, now)) is not None


def frames(telegram: LocalTelegram) -> int:
    """How many times a timer was shown."""
    return sum("Hold, " in words_of(call.params) and call.status == 200 for call in telegram.calls)


async def more_than(count: int, telegram: LocalTelegram) -> None:
    """Returns when timers were shown more often than that."""
    await until(lambda: frames(telegram) > count)


@pytest.mark.parametrize("again", [False, True], ids=["SIGTERM", "SIGTERM twice"])
async def test_with_200_timers_running_it_is_gone_in_time_and_they_go_on(
    mortal: Path, crowd: Crowd, live_telegram: LocalTelegram, given: dict[str, Any], again: bool
) -> None:
    await begin_timers(crowd)
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await more_than(0, live_telegram)
        begun_at = monotonic()
        if again:
            running.gets(signal.SIGTERM)
        assert await running.stops() == 0
        assert monotonic() - begun_at < STOP_SECONDS
    assert not any("Traceback" in line for line in running.lines)
    before = frames(live_telegram)
    async with program(mortal, **given) as running:
        await running.says("Limber is up")
        await more_than(before, live_telegram)
        assert await running.stops() == 0
    states = select(holds.c.state, func.count()).group_by(holds.c.state)
    assert await crowd._rows(states) == [(HoldState.RUNNING, TIMERS)]
    assert not any("lost" in text_of(message) for person in live_telegram.people for message in person.chat)
