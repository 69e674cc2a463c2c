"""Subscribing from end to end, through the real Application on the local Telegram."""

from collections.abc import Awaitable, Callable
from datetime import time
from pathlib import Path

import pytest

from bot.domain.person import Standing
from bot.domain.stretch import Position
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import (
    FakeClock,
    World,
    buttons,
    end_of,
    open_prompts,
    press,
    press_not_now,
    profile_of,
    record_of,
    running,
    safe,
    said,
    say,
    subscribe,
    tap_city,
    text_of,
    times_of,
)

Step = Callable[[World, Person], Awaitable[object]]


async def types_the_city(world: World, ann: Person) -> None:
    await say(world, ann, "Berlin")
    await press(world, ann, "Yes, that is right")


async def types_the_city_and_yes(world: World, ann: Person) -> None:
    await say(world, ann, "berln")
    await say(world, ann, "yes")


async def taps_a_big_city(world: World, ann: Person) -> None:
    await tap_city(world, ann, "Berlin")


async def shares_the_location(world: World, ann: Person) -> None:
    await press(world, ann, "Use my location")
    ann.shares_location(52.52, 13.4)
    await world.settle()
    await press(world, ann, "Yes, that is right")


async def changes_the_city(world: World, ann: Person) -> None:
    await say(world, ann, "Tokyo")
    await press(world, ann, "Another city")
    await tap_city(world, ann, "Berlin")


async def chooses_among_several(world: World, ann: Person) -> None:
    await say(world, ann, "Springfield")
    choices = buttons(ann.last)
    assert len(choices) >= 3
    assert len(set(choices)) == len(choices), "two choices look the same"
    await press(world, ann, "Another city")
    await say(world, ann, "Germany")
    await press(world, ann, "Yes, that is right")


async def finds_it_behind_another_city(world: World, ann: Person) -> None:
    assert "Rome" in await say(world, ann, "Rome")
    await press(world, ann, "Another city")
    assert "Rome, Georgia, US · 01:00" in buttons(ann.last)
    await press(world, ann, "Another city")
    assert "Where are you?" in said(ann)
    await types_the_city(world, ann)


async def types_the_time(world: World, ann: Person) -> None:
    await say(world, ann, "18:00")


async def taps_the_time(world: World, ann: Person) -> None:
    await press(world, ann, "18:00")


async def is_asked_about_a_bare_hour(world: World, ann: Person) -> None:
    assert await say(world, ann, "6") == "06:00 or 18:00?"
    await press(world, ann, "18:00", ann.last)


async def answers_a_bare_hour_by_typing(world: World, ann: Person) -> None:
    await say(world, ann, "6")
    await say(world, ann, "6pm")


async def types_nonsense_first(world: World, ann: Person) -> None:
    assert "7:30" in await say(world, ann, "half past sixish")
    await say(world, ann, "18.00")


PLACES = [
    types_the_city,
    types_the_city_and_yes,
    taps_a_big_city,
    shares_the_location,
    changes_the_city,
    chooses_among_several,
    finds_it_behind_another_city,
]
TIMES = [
    types_the_time,
    taps_the_time,
    is_asked_about_a_bare_hour,
    answers_a_bare_hour_by_typing,
    types_nonsense_first,
]


ORDERS = [(place, types_the_time) for place in PLACES] + [(types_the_city, time) for time in TIMES[1:]]


@pytest.mark.parametrize(("gives_place", "gives_time"), ORDERS)
async def test_every_order_leads_to_a_subscription(
    world: World, ann: Person, gives_place: Step, gives_time: Step
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await gives_place(world, ann)
    assert text_of(ann.chat[-2]).endswith("07:00 now.")
    await gives_time(world, ann)

    profile = await profile_of(world, ann)
    assert profile.person.standing is Standing.ACTIVE
    assert profile.person.zone_name == "Europe/Berlin"
    assert await times_of(world, ann) == ["18:00"]
    confirmed, first = ann.chat[-2:]
    assert "Next: Mon 18:00" in text_of(confirmed)
    dates = [entity for entity in confirmed["entities"] if entity["type"] == "date_time"]
    assert [date["unix_time"] for date in dates] == [int(profile.next.due_at.timestamp())]  # type: ignore[union-attr]
    assert "15 s, just one side this time" in text_of(first)
    assert buttons(first)[0] == "Start timer"


def acts_of(world: World) -> tuple[int, int]:
    """Taps, the one on Start included, and typed answers."""
    updates = world.telegram.updates_sent
    texts = [update["message"]["text"] for update in updates if "text" in update.get("message", {})]
    taps = sum("callback_query" in update for update in updates)
    return taps + texts.count("/start"), len(texts) - texts.count("/start")


async def test_six_taps_lead_to_a_stretch_and_to_the_screen_that_fits_it(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await taps_a_big_city(world, ann)
    await taps_the_time(world, ann)
    assert open_prompts(ann)
    await press(world, ann, "Fit it to me")
    assert acts_of(world) == (6, 0)
    assert "Fit it to you" in said(ann)


@pytest.mark.parametrize("city", ["Berlin", "Rome", "Madrid", "London", "San Francisco", "berln"])
async def test_four_taps_and_two_typed_answers_are_enough(world: World, ann: Person, city: str) -> None:
    await subscribe(world, ann, city=city)
    assert open_prompts(ann)
    assert acts_of(world) == (4, 2)


@pytest.mark.parametrize("typing", [False, True])
async def test_one_of_several_places_is_chosen_and_confirmed_in_one(
    world: World, ann: Person, typing: bool
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "Birmingham")
    assert buttons(ann.last)[:2] == ["Birmingham, GB · 06:00", "Birmingham, Alabama, US · 00:00"]
    for number in ("0", "9", "99"):
        assert "numbers 1 to 3" in await say(world, ann, number)
    await (say(world, ann, "2") if typing else press(world, ann, "Birmingham, Alabama, US · 00:00"))
    await say(world, ann, "7:30")
    assert open_prompts(ann)
    assert (await profile_of(world, ann)).person.zone_name == "America/Chicago"


async def test_choosing_among_several_places_takes_no_tap_more(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "Athens")
    await press(world, ann, "Athens, GR · 08:00")
    await say(world, ann, "7:30")
    assert acts_of(world) == (4, 2)


async def test_start_says_what_it_sends_how_to_stop_it_and_for_whom_it_is(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    welcome = text_of(ann.chat[1])
    assert "stretch" in welcome
    assert "adults" in welcome
    assert "/stop" in welcome


async def test_a_stretch_upright_comes_through_another(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press_not_now(world, ann, "Another")
    async with world.app.database.read() as tx:
        shown = await tx.prompts.latest(ann.id)
    assert shown is not None
    stretch = world.app.voices.of("en").library.stretches[shown.stretch_id or ""]
    assert stretch.position in {Position.STANDING, Position.CHAIR}
    assert "15 s" in said(ann)
    assert len(open_prompts(ann)) == 1


@pytest.mark.parametrize(
    ("typed", "first_day"),
    [("7:30", "Tue 07:30"), ("7:59", "Tue 07:59"), ("8:01", "Mon 08:01"), ("6:50", "Tue 06:50")],
)
async def test_a_slot_within_the_next_hour_starts_tomorrow_and_says_so(
    world: World, ann: Person, typed: str, first_day: str
) -> None:
    await subscribe(world, ann, time=typed)
    confirmed = text_of(ann.chat[-2])
    assert f"Next: {first_day}" in confirmed
    assert ("less than an hour" in confirmed) == (typed in {"7:30", "7:59"})
    first = ann.last
    await world.advance(hours=2)
    assert (open_prompts(ann)[-1] != first) == first_day.startswith("Mon")


@pytest.mark.parametrize(
    ("answer", "day_start"),
    [("The day before", time(3)), ("The new day", time(0, 30)), ("the day before", None), ("new day", None)],
)
async def test_a_time_at_night_asks_once_to_which_day_it_belongs(
    world: World, ann: Person, answer: str, day_start: time | None
) -> None:
    await subscribe(world, ann, time="0:30")
    assert "day before" in said(ann)
    if day_start is None:
        await say(world, ann, answer)
    else:
        await press(world, ann, answer)
        assert (await profile_of(world, ann)).person.day_start == day_start
    assert await times_of(world, ann) == ["00:30"]
    await say(world, ann, "/time 1:00")
    await press(world, ann, "Change")
    assert await times_of(world, ann) == ["01:00"]


async def test_a_time_before_dawn_that_ends_the_day_moves_the_start_of_the_day(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="4:15")
    await press(world, ann, "The day before")
    assert (await profile_of(world, ann)).person.day_start == time(6)


async def test_no_command_shows_a_stretch_before_the_safety_screen(world: World, ann: Person) -> None:
    for typed in ("/today", "/done", "done", "start", "another", "more", "/time 8:00", "19:30", "gentler"):
        await say(world, ann, typed)
    assert not [message for message in ann.chat if "caption" in message or "Start timer" in buttons(message)]
    assert (await profile_of(world, ann)).person.standing is Standing.NEW
    assert await record_of(world, ann) == []


async def test_a_button_of_an_earlier_life_shows_no_stretch_before_the_safety_screen(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await taps_a_big_city(world, ann)
    times = ann.last
    await say(world, ann, "/delete")
    await press(world, ann, "Delete everything")
    await press(world, ann, "18:00", times)
    ann.presses(times, data="1:gentler::")
    await world.settle()
    assert open_prompts(ann) == []
    assert await times_of(world, ann) == []


async def test_conditions_are_ticked_advised_about_and_hidden(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await press(world, ann, "None of these")
    await press(world, ann, "One of these applies")
    assert await press(world, ann, "Continue") is not None, "nothing is ticked yet"
    ticks = [label for label in buttons(ann.last) if label.startswith("☐")]
    assert len(ticks) >= 5
    await press(world, ann, ticks[0])
    assert f"☑{ticks[0][1:]}" in buttons(ann.last)
    await press(world, ann, f"☑{ticks[0][1:]}")
    await press(world, ann, ticks[1])
    await press(world, ann, "Continue")
    assert "doctor" in said(ann)
    await press(world, ann, "I have asked, or I decide myself")
    assert len((await profile_of(world, ann)).person.tags) == 1
    await types_the_city(world, ann)
    await types_the_time(world, ann)
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_conditions_can_be_ticked_by_typing(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await say(world, ann, "none of these")
    await say(world, ann, "one of these")
    label = next(label for label in buttons(ann.last) if label.startswith("☐"))
    await say(world, ann, label.removeprefix("☐ "))
    assert f"☑{label[1:]}" in buttons(ann.last)
    assert "doctor" in await say(world, ann, "I have asked"), "consent comes after the advice"
    await say(world, ann, "i have asked")
    profile = await profile_of(world, ann)
    assert profile.person.safety_version > 0
    assert len(profile.person.tags) == 1


@pytest.mark.parametrize("typing", [True, False])
async def test_an_emergency_sign_leads_to_care_and_to_no_stretch(
    world: World, ann: Person, typing: bool
) -> None:
    await say(world, ann, "/start")
    await (say if typing else press)(world, ann, "One of these")
    assert "emergency care" in said(ann)
    for typed in ("/today", "start", "19:30", "/start", "none"):
        await say(world, ann, typed)
        assert "Has a professional looked at it" in said(ann), typed
    assert open_prompts(ann) == []
    await press(world, ann, "Looked at and gone")
    await safe(world, ann)
    assert "Where are you" in said(ann)


MIDDLE = [
    "/help",
    "/privacy",
    "/precautions",
    "/stats",
    "/settings",
    "/today",
    "/done",
    "/pause",
    "/resume",
    "/time",
    "/stop",
    "/delete",
    "/nonsense",
    "undo",
    "skip",
    "snooze 30",
]


async def test_any_command_works_in_the_middle_and_the_step_goes_on(world: World, ann: Person) -> None:
    async def interrupted() -> None:
        for typed in MIDDLE:
            before = len(ann.chat)
            await say(world, ann, typed)
            assert len(ann.chat) > before + 1, f"{typed} got no answer"

    await say(world, ann, "/start")
    await interrupted()
    for _ in range(2):
        await press(
            world, ann, "None of these", next(m for m in reversed(ann.chat) if "None of these" in buttons(m))
        )
    await interrupted()
    await say(world, ann, "Berlin")
    await interrupted()
    await press(world, ann, "Yes, that is right", next(m for m in ann.chat if "Another city" in buttons(m)))
    await interrupted()
    await say(world, ann, "18:00")
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE
    assert await times_of(world, ann) == ["18:00"]
    assert len(open_prompts(ann)) == 1


async def test_start_again_goes_on_where_somebody_left_and_loses_nothing(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await say(world, ann, "/start")
    assert buttons(ann.last)[0] == "None of these"
    await safe(world, ann)
    assert "Where are you" in await say(world, ann, "/start")
    await types_the_city(world, ann)
    assert "When should" in await say(world, ann, "/start")
    await types_the_time(world, ann)
    await say(world, ann, "done")
    again = await say(world, ann, "/start")
    assert "18:00" in again
    assert "Berlin" in again
    assert await times_of(world, ann) == ["18:00"]
    assert len(await record_of(world, ann)) == 1


async def test_a_restart_in_the_middle_goes_on_with_the_same_question(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await say(world, ann, "/start")
        await safe(world, ann)
        await say(world, ann, "Berlin")
    async with running(telegram, clock, url) as world:
        await press(world, ann, "Yes, that is right")
        await say(world, ann, "0:30")
    async with running(telegram, clock, url) as world:
        await press(world, ann, "The day before")
        assert await times_of(world, ann) == ["00:30"]
        assert open_prompts(ann)


async def test_a_payload_is_harmless(world: World, ann: Person) -> None:
    for typed in ("/start anything", "/START", "/start@limber_local_bot x", "/start\nx", "/start _-9"):
        await say(world, ann, typed)
        assert buttons(ann.last)[0] == "None of these", typed


@pytest.mark.parametrize("comes_back", ["unblocks", "writes"])
async def test_a_block_stops_prompts_and_coming_back_brings_slots_and_streak(
    world: World, ann: Person, comes_back: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await world.advance(days=1, hours=1)
    await say(world, ann, "done")
    ann.blocks()
    await world.settle()
    assert (await profile_of(world, ann)).person.standing is Standing.BLOCKED
    before = len(ann.chat)
    await world.advance(days=2)
    assert len(ann.chat) == before
    ann.unblocks()
    if comes_back == "writes":
        assert "07:30" in await say(world, ann, "/start")
    else:
        await world.settle()
    assert await times_of(world, ann) == ["07:30"]
    await world.advance(days=1)
    assert len(open_prompts(ann)) == 1
    await say(world, ann, "done")
    assert "Streak: 3 days" in text_of(end_of(ann))


async def test_who_had_unsubscribed_is_still_so_after_a_block(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/stop")
    await press(world, ann, "Stop, keep my record")
    ann.blocks()
    ann.unblocks()
    await world.settle()
    before = len(ann.chat)
    await world.advance(days=2)
    assert len(ann.chat) == before


async def test_stopping_in_the_middle_of_start_does_not_spoil_the_subscription(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    await say(world, ann, "/stop")
    await press(world, ann, "Stop, keep my record")
    await say(world, ann, "/start")
    await types_the_city(world, ann)
    await types_the_time(world, ann)
    (first,) = open_prompts(ann)
    await world.advance(hours=12)
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE
    (second,) = open_prompts(ann)
    assert second["message_id"] > first["message_id"]


NO_PLACES = [
    "GMT+3",
    "EST",
    "UTC",
    "../../etc/passwd",
    "Mars/Base",
    "asdfgh",
    "{0}",
    "%s",
    "<b>",
    "🙂",
    "x" * 4096,
]


async def test_what_is_no_place_is_asked_for_again(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    for typed in NO_PLACES:
        assert "city" in await say(world, ann, typed), typed
    assert (await profile_of(world, ann)).person.zone_name is None
    assert "Berlin" in await say(world, ann, "europe/berlin")


@pytest.mark.parametrize(("latitude", "longitude"), [(0.0, -30.0), (90.0, 0.0)])
async def test_a_location_without_people_asks_for_a_city(
    world: World, ann: Person, latitude: float, longitude: float
) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    ann.shares_location(latitude, longitude)
    await world.settle()
    assert "city" in said(ann)
    assert (await profile_of(world, ann)).person.zone_name is None


async def test_a_location_is_not_kept(world: World, ann: Person, tmp_path: Path) -> None:
    await say(world, ann, "/start")
    await safe(world, ann)
    ann.shares_location(52.523456, 13.412345)
    await world.settle()
    await world.app.database.forget_traces()
    assert b"52.523456" not in (tmp_path / "limber.sqlite").read_bytes()
