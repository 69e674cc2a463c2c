"""Two processes on one PostgreSQL run everybody's timers: each beat is shown once, and none is left behind."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import FakeClock, World, buttons, press, record_of, running, start_hold, subscribe, words_of

Pair = tuple[World, World]


@pytest.fixture
async def pair(telegram: LocalTelegram, clock: FakeClock, postgresql_url: str) -> AsyncIterator[Pair]:
    async with (
        running(telegram, clock, postgresql_url) as first,
        running(telegram, clock, postgresql_url) as second,
    ):
        yield first, second


async def beat(clock: FakeClock, seconds: int, *worlds: World) -> None:
    """Lets so many seconds go by, in each of which all of these look for beats at once."""
    for _ in range(seconds):
        clock.set(clock.now() + timedelta(seconds=1))
        await asyncio.gather(*(world.app.limber.holds.run_due() for world in worlds))
        await asyncio.gather(*(world.app.limber.holds.settle() for world in worlds))


def shown(telegram: LocalTelegram, since: int) -> list[str]:
    """What timers were shown, each with its time."""
    texts = (words_of(call.params) for call in telegram.calls[since:] if call.status == 200)
    return [text for text in texts if " s</b>\nHold" in text or "done" in text]


async def test_each_beat_is_shown_by_one_of_them(
    pair: Pair, telegram: LocalTelegram, clock: FakeClock, ann: Person
) -> None:
    first, second = pair
    await subscribe(first, ann)
    await start_hold(first, ann, "standing")
    since = len(telegram.calls)
    await beat(clock, 120, first, second)
    texts = shown(telegram, since)
    assert len(texts) == len(set(texts))
    assert len([message for message in ann.chat if "Any pain?" in buttons(message)]) == 1, "the end, once"
    assert len(await record_of(second, ann)) == 1


async def test_a_timer_is_run_by_whoever_took_its_last_press(
    pair: Pair, telegram: LocalTelegram, clock: FakeClock, ann: Person
) -> None:
    first, second = pair
    await subscribe(first, ann)
    await start_hold(first, ann, "standing")
    await beat(clock, 7, first)
    await press(second, ann, "+10 s")
    since = len(telegram.calls)
    await beat(clock, 12, second)
    assert shown(telegram, since), "at once, and not when a lease has run out"


async def test_of_one_that_died_the_other_goes_on_once_its_lease_has_run_out(
    pair: Pair, telegram: LocalTelegram, clock: FakeClock, ann: Person
) -> None:
    first, second = pair
    await subscribe(first, ann)
    await start_hold(first, ann, "standing")
    await beat(clock, 7, first, second)
    since = len(telegram.calls)
    # From here on nothing is heard of the first.
    await beat(clock, 14, second)
    assert shown(telegram, since) == []
    await beat(clock, 12, second)
    assert shown(telegram, since)
    assert "lost" not in str(ann.chat)


async def test_what_one_lets_go_of_the_other_runs_at_once(
    pair: Pair, telegram: LocalTelegram, clock: FakeClock, ann: Person
) -> None:
    first, second = pair
    await subscribe(first, ann)
    await start_hold(first, ann, "standing")
    await beat(clock, 5, first, second)
    await first.app.limber.holds.let_go()
    since = len(telegram.calls)
    await beat(clock, 6, second)
    assert shown(telegram, since)


async def test_a_machine_whose_clock_is_ahead_takes_nothing_from_one_that_lives(
    telegram: LocalTelegram, clock: FakeClock, postgresql_url: str, ann: Person
) -> None:
    ahead = FakeClock(clock.now() + timedelta(seconds=50))
    async with (
        running(telegram, clock, postgresql_url) as first,
        running(telegram, ahead, postgresql_url) as second,
    ):
        await subscribe(first, ann)
        await start_hold(first, ann, "standing")
        await beat(clock, 7, first)
        since = len(telegram.calls)
        await beat(ahead, 7, second)
        assert telegram.calls[since:] == [], "by its own clock the lease has run out"
        await beat(ahead, 25, second)
        assert telegram.calls[since:], "nor does a lease last longer for it than for others"
