"""Quiet hours, in which reminders come without sound, and weekdays without any."""

from datetime import time

import pytest

from bot.domain.person import Options
from bot.domain.person import Person as Somebody
from bot.localchat.people import Person
from tests.world import World, buttons, press, said, say, sent_prompts, subscribe


async def open_page(world: World, person: Person) -> None:
    await say(world, person, "/settings")
    await press(world, person, "Quiet hours")


async def is_silent(world: World, person: Person) -> bool:
    """Whether the reminder of the next day comes without a sound."""
    await world.advance(days=1)
    return bool(sent_prompts(world, person)[-1].params["disable_notification"])


async def test_a_reminder_in_quiet_hours_comes_without_a_sound(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30")
    await world.advance(hours=1)
    assert not await is_silent(world, ann)
    await open_page(world, ann)
    assert "Quiet hours: none" in said(ann)
    await press(world, ann, "○ Until 08:00")
    assert "Quiet hours: 22:00 to 08:00" in said(ann)
    assert "07:30 lies in your quiet hours" in said(ann)
    assert {"● From 22:00", "● Until 08:00"} <= set(buttons(ann.last))
    assert await is_silent(world, ann)
    await open_page(world, ann)
    await press(world, ann, "○ No quiet hours")
    assert not await is_silent(world, ann)


async def test_a_time_that_is_set_into_quiet_hours_is_told(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="9:00")
    await open_page(world, ann)
    await press(world, ann, "○ From 21:00")
    await press(world, ann, "○ Until 09:00")
    assert "lies in your quiet hours" not in said(ann), "they end at nine"
    await say(world, ann, "8:30")
    await press(world, ann, "Change")
    assert "08:30 lies in your quiet hours" in said(ann)


async def test_what_somebody_asks_for_comes_with_its_sound(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await open_page(world, ann)
    await press(world, ann, "○ Until 08:00")
    await say(world, ann, "/today")
    assert not sent_prompts(world, ann)[-1].params["disable_notification"]


async def test_on_a_free_day_no_reminder_comes_and_the_streak_goes_on(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30")
    await world.advance(hours=1)
    await open_page(world, ann)
    await press(world, ann, "☐ Wed")
    assert "Days without reminders: Wed" in said(ann)
    before = len(sent_prompts(world, ann))
    await world.advance(days=1)
    await say(world, ann, "done")
    assert "Next: Thu 07:30" in await say(world, ann, "/time")
    await world.advance(days=1)
    assert len(sent_prompts(world, ann)) == before + 1
    await world.advance(days=1)
    await say(world, ann, "done")
    assert "Streak: 2 days" in await say(world, ann, "/stats")
    await open_page(world, ann)
    await press(world, ann, "☑ Wed")
    assert "Days without reminders: none" in said(ann)


async def test_the_whole_week_cannot_be_free(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await open_page(world, ann)
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        await press(world, ann, f"☐ {day}")
    assert "Days without reminders: Mon, Tue, Wed, Thu, Fri and Sat" in said(ann)


async def test_a_time_with_none_but_free_days_does_not_come_and_this_is_told(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="7:30 on wednesday")
    await open_page(world, ann)
    await press(world, ann, "☐ Wed")
    assert "07:30 has none but free days" in said(ann)
    assert "Next:" not in await say(world, ann, "/time")
    before = len(sent_prompts(world, ann))
    await world.advance(days=15)
    assert len(sent_prompts(world, ann)) == before


@pytest.mark.parametrize(
    ("since", "until", "quiet", "loud"),
    [
        (
            time(22),
            time(7),
            [time(22), time(23, 59), time(0), time(6, 59)],
            [time(7), time(21, 59), time(12)],
        ),
        (time(0), time(6), [time(0), time(5, 59)], [time(6), time(23)]),
    ],
)
def test_quiet_hours_may_go_past_midnight(
    since: time, until: time, quiet: list[time], loud: list[time]
) -> None:
    somebody = Somebody(7, "en", options=Options(quiet_from=since, quiet_to=until))
    assert all(map(somebody.is_quiet, quiet))
    assert not any(map(somebody.is_quiet, loud))
    assert not any(map(Somebody(7, "en").is_quiet, quiet))
