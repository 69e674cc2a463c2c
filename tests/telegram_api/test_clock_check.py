"""Whether the clock is right: as Telegram's answers tell, and asked for anew after a jump."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot import workers
from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.telegram_api import clock_check
from tests.waiting import until
from tests.world import World, sent_prompts, subscribe

TUESDAY_0730 = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)


class Steady:
    """Time that only goes on as the test says, beside a clock that may jump."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        monkeypatch.setattr(clock_check, "monotonic", lambda: self.seconds)


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> Steady:
    return Steady(monkeypatch)


def prompts(world: World, person: Person) -> int:
    return len(sent_prompts(world, person))


async def test_a_wrong_clock_is_told_once_and_once_when_it_is_right_again(world: World) -> None:
    with capture_logs() as lines:
        for seconds in (0, 59, 61, 75, -3600, 60, 1):
            world.request.clock_difference = timedelta(seconds=seconds)
            await world.app.workers.send_due()
    assert [line["log_level"] for line in lines] == ["error", "info"]


async def test_after_a_jump_nothing_goes_before_telegram_has_told_the_time(
    world: World, ann: Person, steady: Steady
) -> None:
    await subscribe(world, ann)
    await world.app.workers.send_due()
    before = prompts(world, ann)
    # The clock is set an hour and a half forward by mistake: the prompt of 7:30 seems to be due.
    world.clock.set(TUESDAY_0730)
    world.request.server_ahead = timedelta(minutes=-90)
    await world.app.workers.send_due()
    assert prompts(world, ann) == before
    world.request.clock_difference = timedelta(0)
    await world.app.workers.send_due()
    assert prompts(world, ann) == before + 1


async def test_after_a_night_asleep_one_question_is_enough(world: World, ann: Person, steady: Steady) -> None:
    await subscribe(world, ann)
    await world.app.workers.send_due()
    before = prompts(world, ann)
    world.clock.set(TUESDAY_0730)
    asked = len([call for call in world.telegram.calls if call.method == "getMe"])
    await world.app.workers.send_due()
    await world.app.workers.send_due()
    assert prompts(world, ann) == before + 1
    assert len([call for call in world.telegram.calls if call.method == "getMe"]) == asked + 1


async def test_while_telegram_is_away_after_a_jump_nothing_goes(
    world: World, ann: Person, steady: Steady
) -> None:
    await subscribe(world, ann)
    await world.app.workers.send_due()
    before = prompts(world, ann)
    world.clock.set(TUESDAY_0730)
    world.telegram.faults.add(faults.NO_CONNECTION, "getMe", times=3)
    for _ in range(3):
        await world.app.workers.send_due()
        assert prompts(world, ann) == before
    await world.app.workers.send_due()
    assert prompts(world, ann) == before + 1


async def test_time_that_goes_by_is_no_jump(world: World, steady: Steady) -> None:
    await world.app.workers.send_due()
    asked = len(world.telegram.calls)
    for _ in range(5):
        steady.seconds += 3600
        world.clock.set(world.clock.now() + timedelta(hours=1))
        await world.app.workers.send_due()
    assert len(world.telegram.calls) == asked


async def test_where_the_clock_is_wrong_telegram_is_asked_again_and_again(
    world: World, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "CLOCK_TICK_SECONDS", 0.05)
    world.request.server_ahead = timedelta(minutes=5)
    world.request.clock_difference = timedelta(minutes=5)

    def asked() -> int:
        return sum(call.method == "getMe" for call in telegram.calls)

    before = asked()
    await world.app.run()
    await until(lambda: asked() >= before + 2)


async def test_nothing_is_tidied_away_while_the_clock_is_in_doubt(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def forget(name: str) -> None:
        done.append(name)

    monkeypatch.setattr(workers, "RETENTION_TICK_SECONDS", 0.05)
    monkeypatch.setattr(workers, "FORGET_TICK_SECONDS", 0.05)
    monkeypatch.setattr(world.app.limber.retention, "forget", partial(forget, "people"))
    monkeypatch.setattr(world.app.intake, "forget_old", partial(forget, "updates"))
    world.request.server_ahead = world.request.clock_difference = timedelta(minutes=-5)
    await world.app.run()
    await asyncio.sleep(0.5)
    assert done == []
    world.request.server_ahead = world.request.clock_difference = timedelta(0)
    await until(lambda: set(done) == {"people", "updates"})
