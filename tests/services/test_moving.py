"""Whoever moves takes along what they planned by the clock on the wall: times, pauses, rests, prompts put off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.prompt import Delivery, Reason
from bot.localchat.people import Person
from bot.storage.tables import prompts
from tests.kept import rows
from tests.world import World, press, profile_of, said, say, sent_prompts, subscribe

WEDNESDAY, FRIDAY = date(2027, 5, 5), date(2027, 5, 7)
PUT_OFF = prompts.c.kind == "snoozed"
ENDED = select(prompts.c.delivery, prompts.c.reason)
# Berlin is two hours ahead of UTC.
TUESDAY_NOON = datetime(2027, 5, 4, 10, tzinfo=UTC)
PLACES = [("Honolulu", -10), ("Tokyo", 9), ("Apia", 13), ("Pago Pago", -11)]


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber in Berlin at half past seven, at noon on a Tuesday; this morning's prompt is open."""
    await subscribe(world, ann)
    await world.until(TUESDAY_NOON)
    return ann


async def moves(world: World, ann: Person, city: str) -> str:
    """She moves there, and what she is told."""
    told = await say(world, ann, f"/zone {city}")
    if "Is that right?" in told or "there now" in told:
        await press(world, ann, "Yes, that is right")
    return said(ann)


@pytest.mark.parametrize(("city", "hours"), PLACES)
@pytest.mark.parametrize(
    ("words", "back_on"),
    [
        ("pause until friday", FRIDAY),
        ("/pause 2 days", date(2027, 5, 6)),
        ("pause until 3 june", date(2027, 6, 3)),
    ],
)
async def test_a_pause_ends_on_the_day_that_was_named_wherever_that_is(
    world: World, ann: Person, words: str, back_on: date, city: str, hours: int
) -> None:
    await say(world, ann, words)
    await moves(world, ann, city)
    profile = await profile_of(world, ann)
    assert profile.person.back_on == back_on
    assert profile.next is not None
    assert profile.next.on == back_on
    local = profile.next.due_at + timedelta(hours=hours)
    assert (local.date(), local.hour, local.minute) == (back_on, 7, 30)


@pytest.mark.parametrize(("city", "hours"), PLACES)
async def test_a_break_that_is_planned_begins_on_the_day_that_was_named_wherever_that_is(
    world: World, ann: Person, city: str, hours: int
) -> None:
    await say(world, ann, "away from friday for a week")
    await moves(world, ann, city)
    person = (await profile_of(world, ann)).person
    assert (person.away_on, person.back_on) == (FRIDAY, FRIDAY + timedelta(days=7))
    begins = datetime(2027, 5, 7, 3, tzinfo=UTC) - timedelta(hours=hours)
    assert person.paused_from == begins
    assert not person.is_paused(begins - timedelta(seconds=1))
    assert person.is_paused(begins)


@pytest.mark.parametrize(("city", "hours"), [place for place in PLACES if place[0] != "Apia"])
async def test_a_prompt_put_off_to_tomorrow_comes_at_that_hour_where_they_are_then(
    world: World, ann: Person, city: str, hours: int
) -> None:
    await say(world, ann, "snooze tomorrow")
    await moves(world, ann, city)
    ((due_at,),) = await rows(world, select(prompts.c.due_at).where(PUT_OFF))
    local = due_at + timedelta(hours=hours)
    assert (local.date(), local.hour, local.minute) == (WEDNESDAY, 7, 30)


@pytest.mark.parametrize(
    ("moved_at", "sent", "reason"),
    [
        # 20:00 in Tokyo, where it was put off to 19:00.
        (datetime(2027, 5, 4, 11, tzinfo=UTC), True, None),
        (datetime(2027, 5, 4, 12, 30, tzinfo=UTC), False, Reason.LATE),
    ],
)
async def test_one_put_off_to_an_hour_that_has_passed_there_comes_at_once_or_is_too_late(
    world: World, ann: Person, moved_at: datetime, sent: bool, reason: Reason | None
) -> None:
    await say(world, ann, "snooze this evening")
    await world.until(moved_at)
    before = len(sent_prompts(world, ann))
    await moves(world, ann, "Tokyo")
    await world.advance(minutes=1)
    delivery = Delivery.SENT if sent else Delivery.SKIPPED
    assert await rows(world, ENDED.where(PUT_OFF)) == [(delivery.value, reason and reason.value)]
    assert len(sent_prompts(world, ann)) - before == int(sent)


async def test_a_day_of_rest_is_the_one_that_was_named(world: World, ann: Person) -> None:
    await say(world, ann, "enough for today")
    await moves(world, ann, "Honolulu")
    profile = await profile_of(world, ann)
    assert profile.next is not None
    assert profile.next.on == WEDNESDAY


async def test_a_time_that_has_passed_there_is_said_to_be_left_out(world: World, ann: Person) -> None:
    await world.until(datetime(2027, 5, 5, 3, 0, tzinfo=UTC))
    told = await moves(world, ann, "Tokyo")
    assert "07:30" in told
    assert "left out today" in told
    assert await rows(world, ENDED.where(prompts.c.slot_on == WEDNESDAY)) == [("skipped", "late")]


async def test_a_time_that_has_just_passed_there_comes_at_once(world: World, ann: Person) -> None:
    # Half past seven in Moscow is an hour and ten minutes ago.
    await world.until(datetime(2027, 5, 5, 5, 19, tzinfo=UTC))
    before = len(sent_prompts(world, ann))
    assert "left out" not in await moves(world, ann, "Moscow")
    await world.advance(minutes=1)
    assert len(sent_prompts(world, ann)) == before + 1
    assert await rows(world, ENDED.where(prompts.c.slot_on == WEDNESDAY)) == [("sent", None)]
