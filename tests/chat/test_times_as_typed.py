"""Days that change the times which stand, and times that come every so many days, from a text to the prompt."""

from datetime import date, timedelta

import pytest

from bot.domain.schedule import Slot
from bot.localchat.people import Person
from tests.world import World, press, profile_of, say, sent_prompts, subscribe


async def slots_of(world: World, person: Person) -> tuple[Slot, ...]:
    return tuple((await profile_of(world, person)).slots)


async def days_of_prompts(world: World, person: Person, days: int) -> list[date]:
    """The days on which prompts came within so many days; what comes is skipped at once."""
    before = len(sent_prompts(world, person))
    for _ in range(days):
        await world.advance(days=1)
        await say(world, person, "skip")
    return [prompt.at.date() for prompt in sent_prompts(world, person)[before:]]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("not on sundays", "every day but Sun"),
        ("no weekends", "Monday to Friday"),
        ("only weekdays", "Monday to Friday"),
        ("skip mondays and tuesdays", "Wed to Sun"),
        ("every other day", "every other day"),
        ("every 3 days", "every 3 days"),
    ],
)
async def test_days_without_a_time_change_the_times_that_stand(
    world: World, ann: Person, typed: str, shown: str
) -> None:
    await subscribe(world, ann)
    answer = await say(world, ann, typed)
    assert "07:30" in answer
    assert shown in answer
    assert shown in await say(world, ann, "/time")


async def test_leaving_out_all_days_changes_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    before = await slots_of(world, ann)
    assert "did not fully understand" in await say(world, ann, "not daily")
    assert await slots_of(world, ann) == before


async def test_a_time_every_three_days_comes_on_every_third_and_says_when(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "every 3 days at 18:00")
    await press(world, ann, "Change")
    (slot,) = await slots_of(world, ann)
    assert slot.wish.first_on == date(2027, 5, 3)
    listed = await say(world, ann, "/time")
    assert "18:00 · every 3 days, next on Mon, 3 May" in listed
    came = await days_of_prompts(world, ann, 10)
    assert came == [date(2027, 5, day) for day in (3, 6, 9, 12)]
    assert "every 3 days, next on Sat, 15 May" in await say(world, ann, "/time")


async def test_a_pause_leaves_the_count_alone(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "every 4 days at 18:00")
    await press(world, ann, "Change")
    await say(world, ann, "pause 6 days")
    assert "next on" not in await say(world, ann, "/time")
    came = await days_of_prompts(world, ann, 14)
    assert came == [date(2027, 5, day) for day in (11, 15)]


async def test_another_hour_keeps_the_days_and_a_weekday_takes_their_place(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "every 3 days at 18:00")
    await press(world, ann, "Change")
    (before,) = await slots_of(world, ann)
    await say(world, ann, "/time")
    await press(world, ann, "18:00 · every 3 days")
    await press(world, ann, "Change the time")
    await say(world, ann, "19:00")
    (after,) = await slots_of(world, ann)
    assert (after.wish.every, after.wish.first_on) == (3, before.wish.first_on)
    await say(world, ann, "/time")
    await press(world, ann, "19:00 · every 3 days")
    await press(world, ann, "☐ Wed")
    (weekly,) = await slots_of(world, ann)
    assert (weekly.wish.every, weekly.wish.first_on, weekly.wish.days) == (1, None, frozenset({2}))
    await press(world, ann, "☐ Fri")
    assert (await slots_of(world, ann))[0].wish.days == frozenset({2, 4})


async def test_what_is_set_already_is_not_asked_about(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "every other day 18:00")
    await press(world, ann, "Change")
    assert "set already" in await say(world, ann, "18:00 every second day")


async def test_an_interval_is_kept_over_the_question_about_one_more_stretch(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "every 5 days 18:00")
    await press(world, ann, "Add")
    await press(world, ann, "One more stretch")
    daily, rare = await slots_of(world, ann)
    assert (daily.wish.every, rare.wish.every) == (1, 5)
    assert rare.next is not None
    assert rare.wish.first_on == rare.next.on
    assert rare.next.due_at - world.clock.now() < timedelta(days=1)
