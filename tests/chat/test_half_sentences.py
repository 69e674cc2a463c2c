"""What people type in half a sentence, wherever they are: it does what they mean, or asks once."""

from datetime import date, timedelta

import pytest

from bot.domain.hold import Hold, HoldState, Press
from bot.domain.person import Standing
from bot.domain.pressing import press as pressed_on
from bot.domain.stretch import GET_READY, SWITCH, Phase, Side
from bot.localchat.people import Person
from tests.world import (
    MONDAY_MORNING,
    World,
    buttons,
    offer,
    press,
    profile_of,
    record_of,
    say,
    start_hold,
    subscribe,
)

HOLD = "hold"
TODAY = MONDAY_MORNING.date()


async def back_on(world: World, person: Person) -> date | None:
    """The day on which their break ends."""
    return (await profile_of(world, person)).person.back_on


@pytest.mark.parametrize(
    ("text", "ends_on"),
    [
        ("two more days", TODAY + timedelta(days=9)),
        ("still ill give me another week", TODAY + timedelta(days=14)),
        ("only till Friday", TODAY + timedelta(days=4)),
        ("resume on Wednesday", TODAY + timedelta(days=2)),
        ("resume in 3 days", TODAY + timedelta(days=3)),
    ],
)
async def test_a_break_that_is_on_is_made_longer_or_shorter(
    world: World, ann: Person, text: str, ends_on: date
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pause 7 days")
    await say(world, ann, text)
    assert await back_on(world, ann) == ends_on


async def test_without_a_break_more_days_are_asked_about(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, "another week") == "For how long?"
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_the_year_of_a_far_day_is_said(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "2040" in await say(world, ann, "pause until 2040-12-24")


async def test_who_wants_less_than_deleting_everything_is_asked_about_that(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/delete")
    assert (await say(world, ann, "no i meant just the reminders")).startswith("Stop the reminders?")
    await say(world, ann, "/delete")
    assert await say(world, ann, "wait, only a break") == "Do you mean a break from the reminders?"
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_gear_that_is_not_there_brings_a_stretch_without_it_and_is_noted(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await offer(world, ann, "calf-straight")
    await say(world, ann, "no wall here im in the car park")
    assert any("Noted, you lack: Wall." in message.get("text", "") for message in ann.chat)
    assert (await profile_of(world, ann)).person.options.lacking >= {"wall"}
    assert "Start timer" in buttons(ann.last)


async def test_why_a_stretch_cannot_be_done_while_its_timer_runs_leads_to_the_timers_own_ways(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await start_hold(world, ann, "supine")
    assert (await say(world, ann, "how many more")).startswith("To go:")
    await say(world, ann, "no space here")
    assert buttons(ann.last) == ["Pause", "Stop", "Skip"]
    await press(world, ann, "Skip")
    assert await record_of(world, ann) == []


@pytest.mark.parametrize(
    ("city", "label"), [("Berlin", "Yes, that is right"), ("portland", "Portland, Oregon, US · 23:00")]
)
async def test_a_city_tapped_twice_asks_the_next_step_once(
    world: World, ann: Person, city: str, label: str
) -> None:
    await say(world, ann, "/start")
    await press(world, ann, "None of these")
    await press(world, ann, "None of these")
    await say(world, ann, city)
    label = next(one for one in buttons(ann.last) if one.startswith(label[:16]))
    asked = ann.last
    ann.presses(asked, label)
    ann.presses(asked, label)
    await world.settle()
    asks = [message for message in ann.chat if "When should your stretch come?" in message.get("text", "")]
    assert len(asks) == 1


def hold_of_two_sides() -> Hold:
    """A timer with two sides in turn."""
    phases = (
        Phase(GET_READY, 5, 1, Side.LEFT),
        Phase(HOLD, 15, 1, Side.LEFT),
        Phase(SWITCH, 10, 2, Side.RIGHT),
        Phase(HOLD, 15, 2, Side.RIGHT),
    )
    return Hold(1, 1, 1, "supine", phases, phases, HoldState.RUNNING, MONDAY_MORNING, MONDAY_MORNING)


def test_on_to_the_other_side_keeps_of_this_one_what_was_done() -> None:
    at = MONDAY_MORNING + timedelta(seconds=11)
    moved = pressed_on(hold_of_two_sides(), Press.OTHER_SIDE, at, at)
    assert [(phase.name, phase.seconds) for phase in moved.phases] == [
        (GET_READY, 5),
        (HOLD, 6),
        (SWITCH, 10),
        (HOLD, 15),
    ]
    assert moved.on_timer(at) == timedelta(seconds=11)


def test_there_is_no_other_side_behind_the_last() -> None:
    hold, at = hold_of_two_sides(), MONDAY_MORNING + timedelta(seconds=31)
    assert pressed_on(hold, Press.OTHER_SIDE, at, at) is hold


async def test_a_timer_is_begun_again_from_the_first_second(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "supine")
    await world.advance(seconds=25)
    await say(world, ann, "start over i wasnt ready")
    assert "Start again" in buttons(ann.last)
    await press(world, ann, "Start again", ann.last)
    hold = await world.app.limber.holds.running(ann.id)
    assert hold is not None
    assert hold.on_timer(world.clock.now()) == timedelta(0)
    await world.advance(seconds=hold.length.total_seconds() + 1)
    entry = (await record_of(world, ann))[0]
    assert entry.left + entry.right == sum(phase.seconds for phase in hold.phases if not phase.waits)


def test_of_a_session_the_stretch_that_is_on_begins_again() -> None:
    phases = tuple(Phase("hold", 30, 1, Side.LEFT, stretch_id) for stretch_id in ("a", "b", "b"))
    session = Hold(
        id=1,
        person_id=1,
        prompt_id=1,
        stretch_id="a",
        phases=phases,
        planned=phases,
        state=HoldState.PAUSED,
        started_at=MONDAY_MORNING,
        seen_at=MONDAY_MORNING,
        paused_at=MONDAY_MORNING + timedelta(seconds=70),
    )
    at = MONDAY_MORNING + timedelta(seconds=100)
    again = pressed_on(session, Press.AGAIN, at, at)
    assert again.state is HoldState.RUNNING
    assert again.on_timer(at) == timedelta(seconds=30)
