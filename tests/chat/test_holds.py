"""Whole holds in the chat, from the press on `Start timer` to the end."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import content, messages, text
from bot.chat.desk import Voices
from bot.chat.messenger import TelegramMessenger
from bot.chat.views import holds as views
from bot.chat.views.view import View
from bot.domain import hold as timer
from bot.domain import person
from bot.domain.hold import Hold, HoldState
from bot.domain.stretch import Drawn, Phase, Side, Stretch
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.material import CONTENT
from bot.telegram_api.pictures import Motif
from tests.jumping import LoopClock, jumping
from tests.world import (
    MONDAY_MORNING,
    TOKEN,
    Outgoing,
    World,
    buttons,
    offer,
    press,
    running,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
    words_of,
)

LIBRARY = content.load(CONTENT)
TEXTS = text.spoken(messages.load(CONTENT), on_error=pytest.fail)
WAITING, HOLDING = ["Pause", "Ready"], ["Pause", "+10 s"]
FREE = {"getUpdates", "answerCallbackQuery", "getMe"}

# The second of the timer, and what the person sees (>) or hears (!) from then on.
TRANSCRIPTS = {
    "standing": """
        0 > Get ready, left leg: 5 s
        5 > Hold, left leg, 1 of 4: 15 s
        20 > Switch to the right leg: 5 s
        20 ! 2 of 4: right leg now
        25 > Hold, right leg, 2 of 4: 15 s
        40 > Switch to the left leg: 5 s
        40 ! 3 of 4: left leg now
        45 > Hold, left leg, 3 of 4: 15 s
        60 > Switch to the right leg: 5 s
        60 ! 4 of 4: right leg now
        65 > Hold, right leg, 4 of 4: 15 s
        80 ! Heel-forward stretch: 4 of 4 done, 30 s a leg.
    """,
    "downward-dog": """
        0 > Get ready: 15 s
        15 > Hold, 1 of 2: 15 s
        30 > Rest, then 2 of 2: 10 s
        40 > Hold, 2 of 2: 15 s
        40 ! 2 of 2: go on now
        55 ! Downward dog: 2 of 2 done, 30 s a leg.
    """,
    "pnf": """
        0 > Get ready, left leg: 20 s
        20 > Stretch, left leg, 1 of 2: 10 s
        30 > Push, left leg, 1 of 2: 6 s
        30 ! 1 of 2: push now
        36 > Relax, left leg, 1 of 2: 3 s
        36 ! 1 of 2: relax now
        39 > A little deeper, left leg, 1 of 2: 15 s
        39 ! 1 of 2: a little deeper now
        54 > Switch to the right leg: 15 s
        54 ! 2 of 2: right leg now
        69 > Stretch, right leg, 2 of 2: 10 s
        79 > Push, right leg, 2 of 2: 6 s
        79 ! 2 of 2: push now
        85 > Relax, right leg, 2 of 2: 3 s
        85 ! 2 of 2: relax now
        88 > A little deeper, right leg, 2 of 2: 15 s
        88 ! 2 of 2: a little deeper now
        103 ! Push and let go, lying: 2 of 2 done, 25 s a leg.
    """,
    "walking-lunges": """
        0 > Get ready: 5 s
        5 > Move, 1 of 2: 30 s
        35 > Rest, then 2 of 2: 10 s
        45 > Move, 2 of 2: 30 s
        45 ! 2 of 2: go on now
        75 ! Walking lunges: 2 of 2 done, 60 s.
    """,
    "roll-back-muscles": """
        0 > Get ready: 15 s
        15 > Roll, 1 of 1: 30 s
        45 ! Rolling the upper back: 1 of 1 done, 30 s.
    """,
    "cross-body": """
        0 > Get ready, left side: 5 s
        5 > Hold, left side, 1 of 4: 15 s
        20 > Switch to the right side: 5 s
        20 ! 2 of 4: right side now
        25 > Hold, right side, 2 of 4: 15 s
        40 > Switch to the left side: 5 s
        40 ! 3 of 4: left side now
        45 > Hold, left side, 3 of 4: 15 s
        60 > Switch to the right side: 5 s
        60 ! 4 of 4: right side now
        65 > Hold, right side, 4 of 4: 15 s
        80 ! Arm across the chest: 4 of 4 done, 30 s a side.
    """,
}


def is_frame(call: Outgoing) -> bool:
    return any(cell in words_of(call.params) for cell in "▰▱")


def first_line(call: Outgoing) -> str:
    """The first line of a message; of a frame what to do, and how many seconds are left."""
    first, second, *_ = [*re.sub(r"</?b>", "", words_of(call.params)).split("\n"), ""]
    return f"{second}: {first}" if is_frame(call) else first


def transcript(calls: list[Outgoing], since: datetime) -> list[str]:
    """What a chat showed at each change of phase, and what it called out."""
    lines, phase = [], ""
    for call in calls:
        second = round((call.at - since).total_seconds())
        if is_frame(call):
            line = first_line(call)
            present = re.sub(r": \d+ s", "", line)
            if present != phase:
                lines.append(f"{second} > {line}")
            phase = present
        elif call.method == "sendMessage":
            lines.append(f"{second} ! {first_line(call)}")
    return lines


@pytest.fixture
async def tim(world: World, ann: Person) -> Person:
    """Somebody who is subscribed, an hour ago."""
    await subscribe(world, ann)
    await world.advance(minutes=20)
    return ann


async def run(world: World, person: Person, stretch_id: str, *, step: int = 0) -> list[Outgoing]:
    """Runs a hold to its end and returns the calls it made."""
    before = len(world.timeline)
    await start_hold(world, person, stretch_id, step=step)
    while (beat_at := await world.app.limber.holds.next_beat_at()) is not None:
        await world.until(beat_at)
    shown = world.timeline[before:]
    begin = next(index for index, call in enumerate(shown) if is_frame(call))
    return shown[begin:]


@pytest.mark.parametrize("stretch_id", TRANSCRIPTS)
async def test_a_hold_runs_as_its_plan_says(world: World, tim: Person, stretch_id: str) -> None:
    calls = await run(world, tim, stretch_id)
    # Of a change of phase, the frame and the call come at the same second, in either order.
    expected = [line.strip() for line in TRANSCRIPTS[stretch_id].strip().split("\n")]
    assert sorted(transcript(calls, calls[0].at)) == sorted(expected)


async def test_the_first_hold_is_one_leg_for_fifteen_seconds(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer")
    await world.advance(minutes=2)
    assert said(ann).startswith("Lying hamstring stretch: 1 of 1 done, 15 s.")


async def test_frames_come_every_five_seconds_and_at_each_change_and_not_in_the_last_three(
    world: World, tim: Person
) -> None:
    frames = [call for call in await run(world, tim, "pnf", step=2) if is_frame(call)]
    left = [int(found[1]) for call in frames if (found := re.search(r": (\d+) s", first_line(call)))]
    changes = [phase.seconds for phase in _phases("pnf", step=2)]
    assert all(seconds % 5 == 0 or seconds in changes for seconds in left)
    assert [seconds for seconds in left if seconds <= 3] == [3, 3], "only the phase of 3 s begins so low"
    assert len(left) > len(changes)


async def test_every_frame_has_what_means_something_in_its_phase_and_what_ends_the_timer_stays_in_its_row(
    world: World, tim: Person
) -> None:
    for call in await run(world, tim, "standing"):
        if is_frame(call):
            rows = call.params["reply_markup"]["inline_keyboard"]
            first, *others = [[button["text"] for button in row] for row in rows]
            assert first == (HOLDING if first_line(call).startswith("Hold") else WAITING)
            assert others == [["…"], ["Stop"], ["It hurts"]]


async def test_a_call_sounds_and_takes_the_one_before_away(world: World, tim: Person) -> None:
    calls = await run(world, tim, "standing")
    heard = [call for call in calls if call.method == "sendMessage" and not is_frame(call)]
    assert not any(call.params.get("disable_notification") for call in heard)
    shown = [text_of(message) for message in tim.chat]
    assert not any(re.search(r"\d of 4: ", line) for line in shown), "a call was left in the chat"
    assert not any("▰" in line or "▱" in line for line in shown), "the timer was left in the chat"


async def test_a_call_that_had_to_wait_beyond_its_phase_is_not_made(
    world: World, tim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await start_hold(world, tim, "standing")
    await world.advance(seconds=19)
    messenger = type(world.app.limber.holds._display._messenger)
    permit_for_hold = messenger.permit_for_hold

    async def waits(*given: Any, **asked: Any) -> Any:
        world.clock.set(world.clock.now() + timedelta(seconds=6))
        return await permit_for_hold(*given, **asked)

    monkeypatch.setattr(messenger, "permit_for_hold", waits)
    before = len(world.timeline)
    world.clock.set(world.clock.now() + timedelta(seconds=1))
    await world.app.limber.holds.run_due()
    await world.app.limber.holds.settle()
    assert [call.method for call in world.timeline[before:]] == ["editMessageMedia"]


async def test_the_sound_can_be_turned_off(world: World, tim: Person) -> None:
    await say(world, tim, "/settings")
    await press(world, tim, "Turn the sound off")
    calls = await run(world, tim, "standing")
    sent = [call for call in calls if call.method == "sendMessage" and not is_frame(call)]
    assert [first_line(call) for call in sent] == ["Heel-forward stretch: 4 of 4 done, 30 s a leg."]
    assert sent[0].params["disable_notification"]
    await say(world, tim, "/settings")
    await press(world, tim, "Turn the sound on")
    assert "2 of 4: left leg now" in [
        first_line(call) for call in await run(world, tim, "standing") if "text" in call.params
    ]


async def test_the_end_says_what_was_done_with_the_streak_and_the_prompt_shrinks(
    world: World, tim: Person
) -> None:
    await run(world, tim, "standing")
    assert said(tim).splitlines() == [
        "Heel-forward stretch: 4 of 4 done, 30 s a leg.",
        "You saw it through.",
        "Mo\xa0● Tu\xa0· We\xa0· Th\xa0· Fr\xa0· Sa\xa0· Su\xa0·",
        "Day 1.",
        "",
        "What comes now is up to you.",
    ]
    assert buttons(tim.last) == ["Too easy", "Just right", "Too hard", "Any pain?", "Undo"]
    prompt = tim.chat[-2]
    assert text_of(prompt).startswith("Heel-forward stretch · done 07:")
    assert buttons(prompt) == []
    await press(world, tim, "Undo")
    assert said(tim) == "Taken back: Heel-forward stretch."
    assert "Start timer" in buttons(
        next(shown for shown in tim.chat if shown["message_id"] == prompt["message_id"])
    )


def _phases(stretch_id: str, *, step: int) -> tuple[Phase, ...]:
    plan = LIBRARY.stretches[stretch_id].plan
    return plan.timed(plan.dose(step))


def _doses(stretch: Stretch) -> Iterator[tuple[int, tuple[Phase, ...]]]:
    """Each dose of a stretch by its step, from the start to the largest."""
    step, before = 0, None
    while (dose := stretch.plan.dose(step)) != before:
        yield step, stretch.plan.timed(dose)
        step, before = step + 1, dose


def _beats(hold: Hold) -> Iterator[timer.Frame]:
    """Every frame of a hold."""
    now = hold.started_at
    while not timer.is_over(hold, now):
        yield timer.frame(hold, now)
        now = timer.next_beat_after(hold, now)


@pytest.mark.parametrize("stretch_id", sorted(LIBRARY.stretches))
def test_the_first_line_of_every_frame_of_every_dose_is_short(stretch_id: str) -> None:
    stretch = LIBRARY.stretches[stretch_id]
    voices = Voices(
        TEXTS,
        LIBRARY,
        emergency_number="",
        operator_contact="",
        now=lambda: MONDAY_MORNING,
        retention_days=365,
    )
    for voice in map(voices.of, voices.languages):
        for step, _ in _doses(stretch):
            for side in Side:
                for longer in (False, True):
                    dose = stretch.plan.dose(step, longer=longer)
                    phases = stretch.plan.timed(dose, side, longer=longer)
                    hold = Hold(
                        1, 2, 3, stretch_id, phases, phases, HoldState.RUNNING, MONDAY_MORNING, MONDAY_MORNING
                    )
                    paused = replace(hold, state=HoldState.PAUSED, paused_at=MONDAY_MORNING)
                    for shown in (*_beats(hold), timer.frame(paused, MONDAY_MORNING)):
                        lines = views.frame(voice, person.Person(2, "en"), hold, shown).text.split("\n")
                        assert re.fullmatch(r"<b>\d+ s</b>", lines[0])
                        assert len(lines[1]) <= 45, lines[1]
                        assert set(lines[2]) <= {"▰", "▱"}
                        assert len(lines[2]) <= 10


def _different_timers() -> Iterator[tuple[str, int]]:
    """A stretch and its step for each kind of timer in the content; others with the same seconds go the same way."""
    seen = set()
    for stretch in LIBRARY.stretches.values():
        doses = list(_doses(stretch))
        for step, phases in (doses[0], doses[-1]):
            seconds = tuple((phase.name, phase.seconds, phase.side) for phase in phases)
            if seconds not in seen:
                seen.add(seconds)
                yield stretch.id, step


def test_no_hold_makes_more_than_eighteen_calls_a_minute_and_what_must_be_heard_is_in_time(
    tmp_path: Path,
) -> None:
    with jumping() as runner:
        clock = LoopClock(MONDAY_MORNING, runner.get_loop())
        runner.run(_all_timers(clock, f"sqlite:///{tmp_path / 'limber.sqlite'}"))


async def _all_timers(clock: LoopClock, url: str) -> None:
    """Runs every timer at once, each in its own chat, with the budget in force."""
    telegram = LocalTelegram(TOKEN, clock=clock)
    async with running(
        telegram,
        clock,
        url,
        budget_clock=lambda: clock.now().timestamp(),
        send_rate=1000,
        paid_broadcast=True,
    ) as world:
        people, holds = world.app.limber.people, world.app.limber.holds
        messenger = holds._display._messenger
        assert isinstance(messenger, TelegramMessenger)
        timers = {}
        for stretch_id, step in _different_timers():
            tim = telegram.person("Tim")
            await people.meet(tim.id, "en")
            await people.pass_safety(tim.id)
            await world.app.limber.moves.live_in(tim.id, "Europe/Berlin", "Berlin")
            await offer(world, tim, stretch_id, step=step)
            timers[tim.id] = stretch_id, step
        # Only now: while a picture is drawn, or read from a file, time jumps.
        for drawn in (Drawn(stretch_id, side) for stretch_id in LIBRARY.stretches for side in Side):
            await messenger._display.send(tim.id, View("", motif=Motif((drawn,))))
        for person_id in timers:
            prompt = await world.app.limber.answers.open_prompt(person_id, world.clock.now())
            assert prompt is not None
            # Kicks too, which nobody can start alone from the chat.
            await holds.start(person_id, prompt, update_id=person_id)
        while (beat_at := await holds.next_beat_at()) is not None:
            await asyncio.sleep((beat_at - clock.now()).total_seconds())
            await holds.run_due()
        await holds.settle()
        for person_id, (stretch_id, step) in timers.items():
            calls = [call for call in world.timeline if call.params.get("chat_id") == person_id]
            begin = next(index for index, call in enumerate(calls) if is_frame(call))
            _assert_in_budget(calls[begin:], stretch_id)
            _assert_in_time(calls[begin:], stretch_id, step)


def _assert_in_budget(calls: list[Outgoing], stretch_id: str) -> None:
    at = [call.at for call in calls if call.method not in FREE]
    minutes = ([other for other in at if first <= other < first + timedelta(minutes=1)] for first in at)
    assert max(map(len, minutes)) <= 18, stretch_id


def _assert_in_time(calls: list[Outgoing], stretch_id: str, step: int) -> None:
    phases = _phases(stretch_id, step=step)
    hold = Hold(1, 2, 3, stretch_id, phases, phases, HoldState.RUNNING, calls[0].at, calls[0].at)
    due = [
        wait
        for index, wait in timer.changes_ahead(hold, calls[0].at)
        if index == len(phases) or timer.calls_out(hold, index)
    ]
    heard = [call.at - calls[0].at for call in calls if call.method == "sendMessage" and not is_frame(call)]
    assert len(heard) == len(due), (stretch_id, step)
    late = [sent - wait for sent, wait in zip(heard, due, strict=True)]
    assert max(late) <= timedelta(seconds=1), (stretch_id, step, late)
