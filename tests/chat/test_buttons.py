"""Buttons pressed twice, late, on what is gone, or forged: answered once, done once, and never somebody else's."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.button_data import MOST_BYTES, ON_BUTTONS, data_of, intent_of
from bot.chat.intents.base import Plain
from bot.domain.hold import Press
from bot.domain.practice import Pain
from bot.domain.prompt import Answer, SnoozeFor
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.answers import Answers
from tests.kept import set_aside, tables
from tests.recording import Recorder
from tests.world import (
    MONDAY_MORNING,
    TOKEN,
    FakeClock,
    World,
    buttons,
    offer,
    open_prompts,
    press,
    press_not_now,
    record_of,
    running,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
)

STALE = "That button is from another time. /today brings a stretch, /help the rest."
FORGED = [
    "",
    "x" * MOST_BYTES,
    "done",
    "1:done",
    "1:nothing:1:",
    "2:done:1:",
    "0:done:1:",
    "1:done:-1:",
    f"1:done:{10**18}:",
    f"1:done:{2**63}:",
    f"1:done:{10**30}:",
    "1:done:1:;drop",
    "1:done:١:",
    "1:snooze-for:1:for-ever",
    "1:hold:1:dance",
    "1:pain:1:eleven",
    "1:time::25.99",
    "1:time::٠٧.٣٠",
    "1:slot-days:1:999",
    "1:pause::0",
    "1:pause::10000000",
    "1:pause::٣",
    "1:skip-why:1:bored",
    "1:signs::some",
    "1:tick::nothing",
    "1:city::../../etc/passwd",
    "done:1 👍",
    "\u202e1:done:1:",
    "<b>&",
]


@pytest.fixture
async def tim(world: World, ann: Person) -> AsyncIterator[Person]:
    """Somebody who subscribed twenty minutes ago; at the end, every press of theirs was answered once."""
    await subscribe(world, ann)
    await world.advance(minutes=20)
    yield ann
    assert_answered_once(world.telegram)


def assert_answered_once(telegram: LocalTelegram) -> None:
    pressed = [
        update["callback_query"]["id"] for update in telegram.updates_sent if "callback_query" in update
    ]
    answered = Counter(
        call.params["callback_query_id"] for call in telegram.calls if call.method == "answerCallbackQuery"
    )
    assert answered == Counter(pressed)


async def forge(world: World, person: Person, data: str, message: dict[str, Any] | None = None) -> str | None:
    """Presses a button that carries this data, and returns the toast."""
    query = person.presses(message or person.last, data=data)
    await world.settle()
    assert query.answer is not None
    return query.answer.get("text")


async def tap(world: World, person: Person, label: str, times: int) -> None:
    """Taps a button several times before the bot has seen the first."""
    message = next(shown for shown in reversed(person.chat) if label in buttons(shown))
    for _ in range(times):
        person.presses(message, label)
    await world.settle()


def button_data(message: dict[str, Any], label: str) -> str:
    rows = message["reply_markup"]["inline_keyboard"]
    return str(next(button["callback_data"] for row in rows for button in row if button["text"] == label))


async def behind(world: World, person: Person, prompt: dict[str, Any], label: str) -> str:
    """What a button of a prompt carries, also one that stands behind `Not now`."""
    shown = next(message for message in person.chat if message["message_id"] == prompt["message_id"])
    if label not in buttons(shown):
        await press(world, person, "Not now", shown)
    shown = next(message for message in person.chat if message["message_id"] == prompt["message_id"])
    return button_data(shown, label)


@pytest.mark.parametrize("times", [2, 10])
async def test_done_tapped_often_counts_once(world: World, tim: Person, times: int) -> None:
    await offer(world, tim, "standing")
    await tap(world, tim, "Done", times)
    assert len(await record_of(world, tim)) == 1
    assert sum(text_of(message).startswith("Logged: ") for message in tim.chat) == 1


@pytest.mark.parametrize("times", [2, 10])
async def test_start_tapped_often_starts_once(world: World, tim: Person, times: int) -> None:
    await offer(world, tim, "standing")
    await tap(world, tim, "Start timer", times)
    assert sum("▱" in text_of(message) for message in tim.chat) == 1


@pytest.mark.parametrize("times", [2, 10])
async def test_another_tapped_often_brings_one(world: World, tim: Person, times: int) -> None:
    await offer(world, tim, "standing")
    before = len(tim.chat)
    await press(world, tim, "Not now")
    await tap(world, tim, "Another", times)
    assert len(open_prompts(tim)) == 1
    assert len(tim.chat) == before, "it comes in the place of the one that was pressed"


@pytest.mark.parametrize("times", [2, 10])
async def test_skip_tapped_often_skips_once(world: World, tim: Person, times: int) -> None:
    await offer(world, tim, "standing")
    await press(world, tim, "Not now")
    await tap(world, tim, "Skip", times)
    assert sum(text_of(message).startswith("Fine.") for message in tim.chat) == 1


@pytest.mark.parametrize("times", [2, 10])
async def test_a_snooze_tapped_often_comes_back_once(world: World, tim: Person, times: int) -> None:
    await offer(world, tim, "standing")
    await press(world, tim, "Not now")
    await tap(world, tim, next(label for label in buttons(tim.last) if label.startswith("1 h")), times)
    before = len(tim.chat)
    await world.advance(hours=1)
    assert [message for message in tim.chat[before:] if "Start timer" in buttons(message)]
    assert len(open_prompts(tim)) == 1


async def test_undo_twice_takes_back_once(world: World, tim: Person) -> None:
    await offer(world, tim, "standing")
    await press(world, tim, "Done")
    undo = next(message for message in tim.chat if "Undo" in buttons(message))
    data = button_data(undo, "Undo")
    await forge(world, tim, data, undo)
    assert await record_of(world, tim) == []
    assert await forge(world, tim, data, undo) == "There is nothing to take back."


async def test_plus_ten_tapped_ten_times_stops_at_sixty_seconds(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    await press(world, tim, "Ready")
    await world.advance(seconds=1)
    await tap(world, tim, "+10 s", 10)
    assert said(tim).startswith("59 s\nHold, left leg, 1 of 4")


async def test_who_skipped_and_then_did_it_all_the_same_has_done_it(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    done = button_data(prompt, "Done")
    await press_not_now(world, tim, "Skip")
    assert await forge(world, tim, done, prompt) is None
    assert [entry.stretch_id for entry in await record_of(world, tim)] == ["standing"]


@pytest.mark.parametrize("label", ["Not now", "Skip", "Another", "Start timer"])
async def test_what_no_longer_holds_after_done_is_said(world: World, tim: Person, label: str) -> None:
    prompt = await offer(world, tim, "standing")
    data = await behind(world, tim, prompt, label)
    await say(world, tim, "done")
    before = await tables(world)
    toast = await forge(world, tim, data, prompt)
    assert toast == "That one is logged as done. “Undo” takes it back."
    assert await tables(world) == before


async def test_a_snooze_choice_after_done_changes_nothing(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    await press(world, tim, "Not now")
    choice = button_data(tim.last, next(label for label in buttons(tim.last) if label.startswith("1 h")))
    await say(world, tim, "done")
    assert await forge(world, tim, choice, prompt) == "That one is logged as done. “Undo” takes it back."
    before = len(tim.chat)
    await world.advance(hours=2)
    assert len(tim.chat) == before


async def test_a_prompt_of_this_week_is_logged_to_its_own_day(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    done = button_data(prompt, "Done")
    await world.advance(days=6)
    await forge(world, tim, done, prompt)
    [entry] = await record_of(world, tim)
    assert entry.day == MONDAY_MORNING.date()


@pytest.mark.parametrize("label", ["Done", "Start timer"])
@pytest.mark.parametrize("days", [8, 200])
async def test_a_press_months_late_is_answered_and_logs_nothing(
    world: World, tim: Person, label: str, days: int
) -> None:
    prompt = await offer(world, tim, "standing")
    data = await behind(world, tim, prompt, label)
    await say(world, tim, "/pause")
    await press(world, tim, "Until I resume")
    await world.advance(days=days)
    toast = await forge(world, tim, data, prompt)
    assert toast == "That one is more than a week old, so it is closed. /today brings a new one."
    assert await record_of(world, tim) == []


@pytest.mark.parametrize("label", ["Skip", "Not now", "Another", "More", "Undo"])
async def test_any_press_months_late_is_answered(world: World, tim: Person, label: str) -> None:
    prompt = await offer(world, tim, "standing")
    if label == "Undo":
        await press(world, tim, "Done")
    message = (
        prompt if label != "Undo" else next(shown for shown in reversed(tim.chat) if label in buttons(shown))
    )
    data = await behind(world, tim, message, label)
    await world.advance(days=100)
    await forge(world, tim, data, message)
    assert await set_aside(world) == []
    assert prompt["message_id"]


async def test_what_takes_long_is_told_in_a_message_and_the_press_is_answered_before(
    world: World, tim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt = await offer(world, tim, "standing")
    done = button_data(prompt, "Done")
    await press(world, tim, "Done")
    monkeypatch.setattr("bot.chat.handlers.ANSWER_WITHIN_SECONDS", 0)
    assert await forge(world, tim, done, prompt) is None
    assert said(tim).startswith("Already logged")


async def test_what_a_press_asked_for_is_over_once_the_bot_has_stopped(
    world: World, tim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await offer(world, tim, "standing")
    begun, gone_on, skip = asyncio.Event(), asyncio.Event(), Answers.skip

    async def takes_long(self: Answers, *about: Any) -> Any:
        begun.set()
        await asyncio.sleep(0.1)
        gone_on.set()
        return await skip(self, *about)

    monkeypatch.setattr(Answers, "skip", takes_long)
    await press(world, tim, "Not now")
    tim.presses(tim.last, "Skip")
    await world.poll()
    await begun.wait()
    await world.app.intake.stop(0)
    await asyncio.sleep(0.2)
    assert not gone_on.is_set()
    await world.app.intake.take_over()
    await world.app.intake.settle()
    assert said(tim).startswith("Fine. Next: ")


@pytest.mark.parametrize("label", ["Start timer", "Done", "Not now", "Skip", "Another", "More"])
async def test_a_press_on_a_deleted_message_still_works(world: World, tim: Person, label: str) -> None:
    prompt = await offer(world, tim, "standing")
    data = await behind(world, tim, prompt, label)
    tim.deletes_message(prompt)
    query = tim.presses(prompt["message_id"], data=data)
    await world.settle()
    assert query.answer is not None
    assert await set_aside(world) == []
    if label == "Done":
        assert len(await record_of(world, tim)) == 1
    if label == "Start timer":
        assert "▱" in said(tim)


@pytest.mark.parametrize("label", ["Start timer", "Done", "Not now", "Skip", "Another", "More"])
async def test_a_button_of_somebody_else_changes_nothing(world: World, tim: Person, label: str) -> None:
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    data = await behind(world, tim, await offer(world, tim, "standing"), label)
    await world.app.limber.prompts.settle()
    before, shown = await tables(world, tim), tim.chat
    assert await forge(world, bob, data) is not None
    assert await tables(world, tim) == before
    assert tim.chat == shown
    assert await record_of(world, bob) == []


async def test_a_timer_of_somebody_else_runs_on(world: World, tim: Person) -> None:
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    timer = await start_hold(world, tim, "standing")
    for pressed in Press:
        assert (
            await forge(world, bob, button_data(timer, "Stop").replace("stop", pressed))
            == "This timer is over."
        )
    assert await world.app.limber.holds.running(tim.id) is not None


@pytest.mark.parametrize("data", FORGED, ids=ascii)
async def test_forged_data_is_answered_and_changes_nothing(world: World, tim: Person, data: str) -> None:
    await offer(world, tim, "standing")
    before = await tables(world)
    assert await forge(world, tim, data) is not None
    assert await tables(world) == before
    assert await set_aside(world) == []


async def test_a_button_of_an_earlier_payload_version_says_so(world: World, tim: Person) -> None:
    assert await forge(world, tim, "0:done:1:") == STALE


Step = Callable[[World, Person], Awaitable[None]]


async def pauses(world: World, tim: Person) -> None:
    await say(world, tim, "/pause")
    await press(world, tim, "3 days")


async def stops(world: World, tim: Person) -> None:
    await say(world, tim, "/stop")
    await press(world, tim, "Stop, keep my record")


@pytest.mark.parametrize("leaves", [pauses, stops])
async def test_what_was_done_is_logged_while_paused_or_stopped(
    world: World, tim: Person, leaves: Step
) -> None:
    prompt = await offer(world, tim, "standing")
    done = button_data(prompt, "Done")
    await leaves(world, tim)
    await forge(world, tim, done, prompt)
    assert len(await record_of(world, tim)) == 1


def test_every_intent_on_a_button_is_written_and_read_back() -> None:
    for plain in Plain:
        assert intent_of(data_of(plain)) is plain
    values = [
        "",
        "stats",
        "x",
        "ten",
        "pause",
        "some",
        "better",
        "with",
        "one",
        "yes.m",
        "add.m",
        "before.m",
        "lack.x",
        "bed",
        "on",
        "easy",
        "place.bed",
        "sides.each",
        "month",
        "2027-05-04.1",
        "2027-05-04",
        "remove",
        "remove.3",
    ]
    for name in ON_BUTTONS:
        carried = [f"1:{name}:7:{value}" for value in [*values, "7.30", "3", "127"]]
        known = [(data, intent) for data in carried if (intent := intent_of(data)) is not None]
        assert known, name
        assert all(intent_of(data_of(intent)) == intent for _, intent in known), name


VALUES = st.one_of(
    st.sampled_from(
        [*Press, *Pain, *SnoozeFor, *Answer, "", "none", "one", "yes", "no", "on", "off", "open"]
    ),
    st.from_regex(r"[A-Za-z0-9_./+-]{0,40}", fullmatch=True),
    st.integers(0, 130).map(str),
)
ROWS = st.one_of(st.just(""), st.integers(0, 12).map(str), st.integers(-(10**20), 10**20).map(str))
WELL_FORMED = st.builds("1:{}:{}:{}".format, st.sampled_from([*ON_BUTTONS, *Plain]), ROWS, VALUES)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=MOST_BYTES)


def test_whatever_a_button_carries_the_press_is_answered_once_and_nobody_else_is_touched(
    tmp_path: Path, recorder: Recorder
) -> None:
    clock = FakeClock(MONDAY_MORNING)
    telegram = LocalTelegram(TOKEN, clock=clock, record=True)
    tim, mallory = telegram.person("Tim"), telegram.person("Mallory")
    with asyncio.Runner() as runner:
        world_of = running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}")
        world = runner.run(world_of.__aenter__())
        runner.run(subscribe(world, tim))
        runner.run(start_hold(world, tim, "standing"))
        runner.run(subscribe(world, mallory))
        before = runner.run(tables(world, tim))

        @settings(
            max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
        )
        @given(st.one_of(WELL_FORMED, ANYTHING))
        def is_answered(data: str) -> None:
            runner.run(forge(world, mallory, data))
            assert runner.run(tables(world, tim)) == before
            assert runner.run(set_aside(world)) == []

        try:
            is_answered()
            assert_answered_once(telegram)
            recorder.telegram(telegram)
        finally:
            runner.run(world_of.__aexit__(None, None, None))
