"""A reminder that comes due while its person is at it: it waits, and is needless once they are done."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.prompt import Delivery, Reason
from bot.localchat.people import Person
from bot.storage.tables import prompts
from tests.world import World, buttons, press, say, sent_prompts, subscribe

# 07:29 in Berlin; her prompt is due at 07:30.
JUST_BEFORE = datetime(2027, 5, 4, 5, 29, tzinfo=UTC)


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber, a minute before her prompt."""
    await subscribe(world, ann)
    await world.until(JUST_BEFORE)
    return ann


async def last_row(world: World, ann: Person) -> tuple[str, str | None]:
    """What became of the reminder."""
    async with world.app.database.read() as tx:
        query = select(prompts.c.delivery, prompts.c.reason).where(
            prompts.c.person_id == ann.id, prompts.c.slot_id.is_not(None)
        )
        delivery, reason = (
            await tx._connection.execute(query.order_by(prompts.c.due_at.desc()))
        ).first() or ("", None)
        return delivery, reason


async def start_timer(world: World, ann: Person) -> None:
    await press(world, ann, "Start timer")
    if "Without" in buttons(ann.last):
        await press(world, ann, "Without")


@pytest.mark.parametrize("begins", ["/today", "session 5"])
async def test_a_reminder_waits_while_a_timer_runs_and_is_needless_once_it_has_ended(
    world: World, ann: Person, begins: str
) -> None:
    await say(world, ann, begins)
    await start_timer(world, ann)
    before = len(sent_prompts(world, ann))
    await world.until(JUST_BEFORE + timedelta(minutes=20))
    assert len(sent_prompts(world, ann)) == before
    assert await last_row(world, ann) == (Delivery.SKIPPED, Reason.DONE)


async def test_a_timer_that_was_stopped_early_lets_the_reminder_come(world: World, ann: Person) -> None:
    await say(world, ann, "/today")
    await start_timer(world, ann)
    await world.advance(seconds=2)
    await say(world, ann, "stop")
    before = len(sent_prompts(world, ann))
    await world.until(JUST_BEFORE + timedelta(minutes=3))
    assert len(sent_prompts(world, ann)) == before + 1
    assert await last_row(world, ann) == (Delivery.SENT, None)


async def test_a_reminder_that_was_put_off_waits_for_a_timer_too(world: World, ann: Person) -> None:
    await world.until(JUST_BEFORE + timedelta(minutes=2))
    await say(world, ann, "snooze 30")
    await world.until(JUST_BEFORE + timedelta(minutes=31))
    await say(world, ann, "/today")
    await start_timer(world, ann)
    before = len(sent_prompts(world, ann))
    await world.until(JUST_BEFORE + timedelta(minutes=60))
    assert len(sent_prompts(world, ann)) == before
    assert await last_row(world, ann) == (Delivery.SKIPPED, Reason.DONE)


async def test_what_somebody_puts_off_after_they_were_done_comes_all_the_same(
    world: World, ann: Person
) -> None:
    await world.until(JUST_BEFORE + timedelta(minutes=2))
    await say(world, ann, "done")
    await say(world, ann, "/today")
    await say(world, ann, "snooze 30")
    before = len(sent_prompts(world, ann))
    await world.advance(minutes=40)
    assert len(sent_prompts(world, ann)) == before + 1


async def test_a_paused_timer_that_ends_by_itself_lets_the_reminder_come(world: World, ann: Person) -> None:
    await say(world, ann, "/today")
    await start_timer(world, ann)
    await say(world, ann, "pause")
    await world.until(JUST_BEFORE + timedelta(minutes=9))
    assert (await last_row(world, ann))[0] == Delivery.WAITING
    await world.until(JUST_BEFORE + timedelta(minutes=15))
    assert await last_row(world, ann) == (Delivery.SENT, None)
