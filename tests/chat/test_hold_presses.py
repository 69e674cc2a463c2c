"""A running hold under the person's fingers: buttons, typed words, pauses, restarts, trouble with Telegram."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.person import Standing
from bot.domain.practice import Pain
from bot.localchat import faults
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from tests.world import (
    FakeClock,
    World,
    buttons,
    offer,
    press,
    profile_of,
    record_of,
    running,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
)

PAUSED = ["Resume", "+10 s", "…", "Stop", "It hurts"]
LOST = "I lost count of this hold, because I was away. What do you say?"
DONE = "Heel-forward stretch: 4 of 4 done, 30 s a leg."


@pytest.fixture
async def tim(world: World, ann: Person) -> Person:
    """Somebody who subscribed twenty minutes ago."""
    await subscribe(world, ann)
    await world.advance(minutes=20)
    return ann


def timer(person: Person) -> str:
    """What to do by the timer in a chat, and how many seconds are left."""
    shown = [
        text_of(message) for message in person.chat if "▱" in text_of(message) or "▰" in text_of(message)
    ]
    assert len(shown) == 1, shown
    seconds, line, *_ = shown[0].split("\n")
    return f"{line}: {seconds}"


def has_timer(person: Person) -> bool:
    return any("▱" in text_of(message) or "▰" in text_of(message) for message in person.chat)


async def test_ready_skips_waiting_and_nothing_else(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await press(world, tim, "Ready")
    assert timer(tim) == "Hold, left leg, 1 of 4: 15 s"
    assert "Ready" not in buttons(tim.last)
    assert await say(world, tim, "ready") == "Nothing to wait for: the hold is running."
    await world.advance(seconds=15)
    await press(world, tim, "Ready")
    assert timer(tim) == "Hold, right leg, 2 of 4: 15 s"


async def test_a_pause_stands_still_until_resumed(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    await press(world, tim, "Pause")
    assert timer(tim) == "Paused: Hold, left leg, 1 of 4: 8 s"
    assert buttons(tim.last) == PAUSED
    await world.advance(minutes=9)
    assert timer(tim) == "Paused: Hold, left leg, 1 of 4: 8 s"
    await press(world, tim, "Resume")
    assert timer(tim) == "Hold, left leg, 1 of 4: 8 s"
    await world.advance(seconds=68)
    assert said(tim).startswith(DONE)


async def test_a_pause_ends_after_ten_minutes_and_asks(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    await press(world, tim, "Pause")
    await world.advance(minutes=10)
    assert said(tim) == "The timer has been paused for ten minutes, so it has ended. What do you say?"
    assert buttons(tim.last) == ["Done anyway", "Start again"]
    assert not has_timer(tim)
    assert await record_of(world, tim) == []
    await press(world, tim, "Start again")
    assert timer(tim) == "Get ready, left leg: 5 s"


async def test_ten_seconds_more_count_up_to_sixty(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    assert "+10 s" not in buttons(tim.last)
    assert await say(world, tim, "+10 s") == "Only a hold can get longer, and 60 s is the most."
    await world.advance(seconds=10)
    shown = []
    for _ in range(5):
        await press(world, tim, "+10 s")
        shown.append(timer(tim))
    assert shown == [f"Hold, left leg, 1 of 4: {left} s" for left in (20, 30, 40, 50, 55)]
    assert "+10 s" not in buttons(next(message for message in tim.chat if "Stop" in buttons(message)))
    assert await say(world, tim, "+10 s") == "Only a hold can get longer, and 60 s is the most."
    await world.advance(seconds=115)
    assert said(tim).startswith("Heel-forward stretch: 4 of 4 done, 75 s on the left, 30 s on the right.")


async def test_stop_before_half_logs_the_seconds_and_does_not_count(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=15)
    await press(world, tim, "Stop")
    assert said(tim).startswith("Heel-forward stretch: stopped, 10 s logged. “Done” logs the whole of it.")
    assert not has_timer(tim)
    [entry] = await record_of(world, tim)
    assert (entry.left, entry.right, entry.counts, entry.timed) == (10, 0, False, True)
    await press(world, tim, "Done")
    [entry] = await record_of(world, tim)
    assert (entry.left, entry.right, entry.counts, entry.timed) == (30, 30, True, False)


async def test_stop_from_half_the_plan_on_counts_as_done(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=45)
    await press(world, tim, "Stop")
    assert said(tim).startswith(
        "Heel-forward stretch: stopped, 30 s logged. That is half of it or more, so it counts as done."
    )
    [entry] = await record_of(world, tim)
    assert (entry.left, entry.right, entry.counts) == (15, 15, True)
    assert text_of(tim.chat[-2]).startswith("Heel-forward stretch · done ")


async def test_stop_while_getting_ready_logs_nothing(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await press(world, tim, "Stop")
    assert said(tim) == "Stopped. Nothing was logged."
    assert await record_of(world, tim) == []


@pytest.mark.parametrize(("seconds", "counts"), [(15, False), (45, True)])
async def test_pain_stops_the_hold_and_logs_the_seconds(
    world: World, tim: Person, seconds: int, counts: bool
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=seconds)
    await press(world, tim, "It hurts")
    logged = 30 if counts else 10
    assert said(tim) == f"Stopped. {logged} s are logged. Come out slowly. What is it?"
    assert not has_timer(tim)
    [entry] = await record_of(world, tim)
    assert entry.counts is counts


async def test_the_seconds_stand_still_while_the_end_of_a_stopped_hold_is_on_its_way(
    world: World, tim: Person
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=15)
    world.telegram.faults.add(faults.NO_CONNECTION, "sendMessage", times=3)
    await press(world, tim, "Stop")
    assert has_timer(tim)
    await world.advance(seconds=30)
    assert said(tim).startswith("Heel-forward stretch: stopped, 10 s logged.")
    assert not has_timer(tim)
    [entry] = await record_of(world, tim)
    assert entry.left == 10


@pytest.mark.parametrize("typed", ["stop", "Stop!"])
async def test_typed_stop_stops_the_hold_first(world: World, tim: Person, typed: str) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=45)
    assert (await say(world, tim, typed)).startswith("Heel-forward stretch: stopped, 30 s logged.")
    assert "reminders" in await say(world, tim, typed), "without a hold it is about the reminders"


@pytest.mark.parametrize("paused", [False, True])
async def test_the_command_stop_ends_the_timer_and_asks_about_the_reminders(
    world: World, tim: Person, paused: bool
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=45)
    if paused:
        await press(world, tim, "Pause")
    assert (await say(world, tim, "/stop")).startswith("Stop the reminders?")
    assert not has_timer(tim)
    assert any(text_of(message).startswith("Heel-forward stretch: stopped") for message in tim.chat)
    await press(world, tim, "Stop, keep my record")
    assert (await profile_of(world, tim)).person.standing is Standing.STOPPED


@pytest.mark.parametrize("typed", ["pause", "/pause"])
@pytest.mark.parametrize("goes_on", ["go on", "Resume", "/resume"])
async def test_typed_pause_and_go_on_are_about_the_hold_first(
    world: World, tim: Person, typed: str, goes_on: str
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    for _ in range(2):
        assert (await say(world, tim, typed)).startswith("Heel-forward stretch: the timer is paused.")
        assert timer(tim) == "Paused: Hold, left leg, 1 of 4: 8 s"
    assert await say(world, tim, goes_on) == "Heel-forward stretch: the timer is running."
    assert timer(tim) == "Hold, left leg, 1 of 4: 8 s"


@pytest.mark.parametrize("typed", ["/pause 3 days", "pause 3 days"])
async def test_a_break_typed_while_a_hold_runs_is_about_the_reminders(
    world: World, tim: Person, typed: str
) -> None:
    await start_hold(world, tim, "standing")
    assert await say(world, tim, typed) == "Paused. Next: Thu 07:30"
    await world.advance(seconds=70)
    assert timer(tim).startswith("Hold, right leg, 4 of 4")
    await world.advance(seconds=20)
    assert said(tim).startswith(DONE)


async def test_typed_plus_ten_makes_the_hold_longer(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=10)
    await say(world, tim, "+10")
    assert timer(tim) == "Hold, left leg, 1 of 4: 20 s"


async def test_typed_ready_skips_waiting(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await say(world, tim, "ready")
    assert timer(tim) == "Hold, left leg, 1 of 4: 15 s"


@pytest.mark.parametrize("typed", ["ouch", "it hurts", "Ouch!"])
async def test_typed_pain_stops_the_hold(world: World, tim: Person, typed: str) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=15)
    assert await say(world, tim, typed) == "Stopped. 10 s are logged. Come out slowly. What is it?"
    assert not has_timer(tim)


async def test_done_while_a_hold_runs_ends_it_and_logs_the_plan(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=20)
    call = "2 of 4: right leg now"
    assert call in map(text_of, tim.chat)
    await say(world, tim, "done")
    assert not has_timer(tim)
    assert call not in map(text_of, tim.chat)
    [entry] = await record_of(world, tim)
    assert (entry.left, entry.right, entry.timed) == (30, 30, False)
    before = len(tim.chat)
    await world.advance(minutes=3)
    assert len(tim.chat) == before, "the timer goes on after its end"


async def test_done_while_a_hold_runs_is_about_its_stretch_though_another_prompt_came(
    world: World, tim: Person
) -> None:
    await start_hold(world, tim, "standing")
    await offer(world, tim, "cross-body")
    await world.advance(seconds=70)
    assert (await say(world, tim, "done")).startswith("Logged: Heel-forward stretch.")
    await world.advance(minutes=3)
    assert [entry.stretch_id for entry in await record_of(world, tim)] == ["standing"]
    assert (await say(world, tim, "done")).startswith("Logged: Arm across the chest.")


async def test_a_second_start_asks_about_the_running_one(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    second = await start_hold(world, tim, "cross-body")
    assert text_of(second) == "A timer is running. Stop the running one?"
    await press(world, tim, "Keep it running")
    assert timer(tim).startswith("Get ready, left leg")
    await press(world, tim, "Start timer")
    await press(world, tim, "Stop it and start this")
    assert timer(tim) == "Get ready, left side: 5 s"
    assert await record_of(world, tim) == []


async def test_a_deleted_timer_is_sent_anew_once(world: World, tim: Person) -> None:
    message = await start_hold(world, tim, "standing")
    tim.deletes_message(message)
    await world.advance(seconds=10)
    assert timer(tim) == "Hold, left leg, 1 of 4: 10 s"
    assert buttons(tim.last)[-1] == "It hurts"
    tim.deletes_message(tim.last)
    await world.advance(minutes=3)
    assert not has_timer(tim)
    assert await record_of(world, tim) == []


async def test_a_press_on_a_timer_that_is_over_says_so(world: World, tim: Person) -> None:
    message = await start_hold(world, tim, "standing")
    await world.advance(minutes=2)
    query = tim.presses(message["message_id"], data=_data(message, "Pause"))
    await world.settle()
    assert query.answer is not None
    assert query.answer["text"] == "This timer is over."


def _data(message: dict[str, object], label: str) -> str:
    rows = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    return str(next(button["callback_data"] for row in rows for button in row if button["text"] == label))


async def test_a_restart_goes_on_at_the_right_second(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, ann: Person
) -> None:
    async with running(telegram, clock, database_url) as world:
        await subscribe(world, ann)
        await start_hold(world, ann, "standing")
        await world.advance(seconds=12)
    clock.set(clock.now() + timedelta(seconds=15))
    async with running(telegram, clock, database_url) as world:
        await world.advance(seconds=0)
        assert timer(ann) == "Hold, right leg, 2 of 4: 13 s"
        await world.advance(seconds=53)
        assert said(ann).startswith(DONE)
        assert len(await record_of(world, ann)) == 1


@pytest.mark.parametrize("away", [45, 300], ids=["no frame for 45 s", "the end passed"])
async def test_an_interrupted_hold_has_lost_count_and_logs_nothing(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person, away: int
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
        await start_hold(world, ann, "standing")
        await world.advance(seconds=12)
    clock.set(clock.now() + timedelta(seconds=away))
    async with running(telegram, clock, url) as world:
        await world.advance(seconds=0)
        assert said(ann) == LOST
        assert buttons(ann.last) == ["Done anyway", "Start again"]
        assert not has_timer(ann)
        assert await record_of(world, ann) == []
        await world.advance(minutes=5)
        assert [text_of(message) for message in ann.chat].count(LOST) == 1
        await press(world, ann, "Done anyway")
        [entry] = await record_of(world, ann)
        assert (entry.left, entry.right, entry.timed, entry.counts) == (30, 30, False, True)


async def test_a_paused_hold_is_not_lost_by_a_restart(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        await subscribe(world, ann)
        await start_hold(world, ann, "standing")
        await world.advance(seconds=12)
        await press(world, ann, "Pause")
    clock.set(clock.now() + timedelta(minutes=5))
    async with running(telegram, clock, url) as world:
        await world.advance(seconds=0)
        await press(world, ann, "Resume")
        assert timer(ann) == "Hold, left leg, 1 of 4: 8 s"


@pytest.mark.parametrize("fault", [faults.NO_CONNECTION, faults.RESTARTING, faults.too_many_requests(4)])
async def test_the_end_is_shown_even_if_telegram_failed_at_that_moment(
    world: World, tim: Person, fault: faults.Fault
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=79)
    world.telegram.faults.add(fault, "sendMessage", times=2)
    await world.advance(seconds=30)
    assert said(tim).startswith(DONE)
    assert [text_of(message) for message in tim.chat].count(said(tim)) == 1
    assert len(await record_of(world, tim)) == 1


async def test_an_end_that_may_have_been_shown_is_not_said_twice(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=79)
    world.telegram.faults.add(faults.ACCEPTED_THEN_TIMEOUT, "sendMessage")
    await world.advance(minutes=2)
    assert sum(text_of(message).startswith(DONE) for message in tim.chat) == 1
    assert len(await record_of(world, tim)) == 1


async def test_an_end_that_comes_late_keeps_what_was_said_about_it_meanwhile(
    world: World, tim: Person
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=15)
    world.telegram.faults.add(faults.NO_CONNECTION, "sendMessage", times=1)
    await press(world, tim, "Stop")
    (stopped,) = await record_of(world, tim)
    await world.app.limber.pains.rate(tim.id, stopped.id, Pain.SOME, world.clock.now())
    await world.advance(seconds=10)
    assert said(tim).startswith("Heel-forward stretch: stopped")
    assert [(entry.id, entry.pain) for entry in await record_of(world, tim)] == [(stopped.id, Pain.SOME)]


async def test_a_hold_that_was_done_is_logged_by_no_old_button(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    hold = await world.app.limber.holds.running(tim.id)
    assert hold is not None
    query = tim.presses(tim.last, data=f"1:done-anyway:{hold.id}:")
    await world.settle()
    assert query.answer is not None
    assert query.answer["text"] == "This timer is over."
    assert await record_of(world, tim) == []


async def test_frames_that_fail_are_replaced_by_the_present_one(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=6)
    world.telegram.faults.add(faults.NO_CONNECTION, "editMessageCaption", times=2)
    await world.advance(seconds=10)
    assert timer(tim) == "Hold, left leg, 1 of 4: 15 s"
    await world.advance(seconds=10)
    assert timer(tim) == "Hold, right leg, 2 of 4: 15 s"


async def test_somebody_who_blocks_in_the_middle_gets_nothing_more(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=6)
    tim.blocks()
    await world.advance(minutes=3)
    assert await world.app.limber.holds.running(tim.id) is None
    assert await world.app.limber.holds.next_beat_at() is None
    assert await record_of(world, tim) == []


async def test_one_halted_chat_does_not_stop_the_timers_of_others(world: World, tim: Person) -> None:
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    await start_hold(world, tim, "standing")
    await start_hold(world, bob, "standing")
    await world.advance(seconds=6)
    world.telegram.faults.add(faults.NO_CONNECTION, "editMessageCaption", chat=tim.id, times=50)
    await world.advance(seconds=19)
    assert timer(bob) == "Hold, right leg, 2 of 4: 15 s"


async def test_a_second_tap_on_start_timer_says_that_it_runs(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    prompt = await offer(world, ann, "standing")
    sent = len(ann.chat)
    taps = [ann.presses(prompt, "Start timer") for _ in range(2)]
    await world.settle()
    assert [tap.answer and tap.answer.get("text") for tap in taps] == [None, "This timer is running."]
    assert len(ann.chat) == sent + 1
    await say(world, ann, "pause")
    assert await say(world, ann, "start") == "This timer is paused already."


async def test_a_jump_of_the_clock_in_a_running_hold_has_lost_count(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=8)
    world.clock.set(world.clock.now() + timedelta(seconds=40))
    await world.app.limber.holds.run_due()
    await world.app.limber.holds.settle()
    assert said(tim) == LOST
    assert await record_of(world, tim) == []


async def test_a_second_tap_on_pause_does_not_go_on(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    await press(world, tim, "Pause")
    assert await press(world, tim, "Resume") == "Paused."
    assert timer(tim) == "Paused: Hold, left leg, 1 of 4: 8 s"
    await world.advance(seconds=1)
    await press(world, tim, "Resume")
    assert await press(world, tim, "Pause") == "This timer is running."
    assert timer(tim) == "Hold, left leg, 1 of 4: 8 s"


async def test_a_second_tap_on_ready_makes_no_hold_longer(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await press(world, tim, "Ready")
    assert await press(world, tim, "+10 s") == "This timer is running."
    assert timer(tim) == "Hold, left leg, 1 of 4: 15 s"


@pytest.mark.parametrize("ends", ["Stop", "It hurts"])
async def test_what_ends_a_timer_is_heard_however_soon(world: World, tim: Person, ends: str) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    await press(world, tim, "Pause")
    await press(world, tim, ends)
    assert not has_timer(tim)


@pytest.mark.parametrize(
    ("label", "shows"),
    [("Pause", "Paused: Hold, left leg, 1 of 4: 8 s"), ("+10 s", "Hold, left leg, 1 of 4: 9 s")],
)
async def test_a_press_on_a_timer_counts_from_when_it_came_in(
    world: World, tim: Person, label: str, shows: str
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    await world.app.intake.stop(0)
    tim.presses(next(message for message in tim.chat if label in buttons(message)), label)
    await world.poll()
    # The computer was busy for nine seconds: the hold would have been over.
    world.clock.set(world.clock.now() + timedelta(seconds=9))
    await world.app.intake.take_over()
    await world.app.intake.settle()
    assert timer(tim) == shows


@pytest.mark.parametrize("seconds", [2, 3])
async def test_skip_on_a_running_timer_never_leaves_it_running(
    world: World, tim: Person, seconds: int
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=seconds)
    await say(world, tim, "skip")
    assert not has_timer(tim)
    assert await world.app.limber.holds.running(tim.id) is None
    assert not await record_of(world, tim)
    assert said(tim).startswith("Fine. Next:")


async def test_skip_after_half_of_it_keeps_what_was_done(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=65)
    await say(world, tim, "skip")
    assert await world.app.limber.holds.running(tim.id) is None
    [entry] = await record_of(world, tim)
    assert entry.counts


async def test_stop_after_three_seconds_says_one_plain_sentence(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    before = len(tim.chat)
    await press(world, tim, "Ready")
    await world.advance(seconds=3)
    await press(world, tim, "Stop")
    assert not await record_of(world, tim)
    assert said(tim) == "Stopped. Nothing was logged."
    assert len(tim.chat) == before
