"""A timer is one message with the picture of what is on; the prompt above it is set aside as long as it runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.localchat import faults
from bot.localchat.people import Person
from bot.pictures.kept import Pictures
from tests.chat.test_session import begin, names, on_timer, run_until_part
from tests.world import (
    Outgoing,
    World,
    buttons,
    offer,
    press,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
)

EDITS = {"editMessageText", "editMessageCaption", "editMessageMedia"}


@pytest.fixture
async def tim(world: World, ann: Person) -> Person:
    """Somebody who subscribed twenty minutes ago."""
    await subscribe(world, ann)
    await world.advance(minutes=20)
    return ann


def seen(person: Person, message: dict[str, Any]) -> dict[str, Any]:
    """A message as the chat shows it now."""
    return next(shown for shown in person.chat if shown["message_id"] == message["message_id"])


def edits_of(world: World, message_id: int, since: int) -> list[Outgoing]:
    """What changed a message from a call on."""
    calls = world.timeline[since:]
    return [call for call in calls if call.method in EDITS and call.params.get("message_id") == message_id]


async def run_out(world: World, person: Person) -> None:
    while (beat_at := await world.app.limber.holds.next_beat_at()) is not None:
        await world.until(beat_at)


async def test_picture_caption_and_buttons_change_together_where_the_side_does_and_else_the_caption_alone(
    world: World, tim: Person
) -> None:
    # Telegram has both sides of it from now on.
    await start_hold(world, tim, "standing")
    await run_out(world, tim)
    timer = await start_hold(world, tim, "standing")
    since = len(world.timeline)
    await run_out(world, tim)
    edits = edits_of(world, timer["message_id"], since)
    changes = [call for call in edits if call.method == "editMessageMedia"]
    assert len(changes) == 3, "left to right, right to left, left to right"
    assert all("Switch to the" in call.params["media"]["caption"] for call in changes)
    assert all(isinstance(call.params["media"]["media"], str) for call in changes), "by file id"
    assert all(call.params["reply_markup"] for call in changes)
    assert {call.method for call in edits} == {"editMessageMedia", "editMessageCaption"}


async def test_a_stretch_without_sides_keeps_its_picture(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "downward-dog")
    since = len(world.timeline)
    await run_out(world, tim)
    assert {call.method for call in edits_of(world, timer["message_id"], since)} == {"editMessageCaption"}


async def test_a_moving_stretch_moves_in_its_timer(world: World, tim: Person) -> None:
    assert "animation" in await start_hold(world, tim, "walking-lunges")


async def test_the_timer_begins_with_the_side_that_the_prompt_begins_with(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    await press(world, tim, "Start timer", prompt)
    assert tim.last["photo"][-1]["file_id"] == prompt["photo"][-1]["file_id"]


async def test_while_the_timer_runs_the_prompt_has_its_name_alone(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    whole, keys = text_of(prompt), buttons(prompt)
    await press(world, tim, "Start timer", prompt)
    assert text_of(seen(tim, prompt)) == "Heel-forward stretch · the timer is below"
    assert buttons(seen(tim, prompt)) == []
    await press(world, tim, "Stop")
    assert (text_of(prompt), buttons(prompt)) == (whole, keys), "it is open as before"


async def test_a_prompt_whose_timer_gave_way_to_another_is_left_as_an_older_one(
    world: World, tim: Person
) -> None:
    first = await offer(world, tim, "standing")
    await press(world, tim, "Start timer", first)
    second = await offer(world, tim, "supine")
    await press(world, tim, "Start timer", second)
    await press(world, tim, "Stop it and start this")
    assert buttons(seen(tim, first)) == ["Done on Mon"]
    assert text_of(seen(tim, second)) == "Lying hamstring stretch · the timer is below"


async def test_what_is_said_to_be_done_while_its_timer_runs_shrinks_as_always(
    world: World, tim: Person
) -> None:
    prompt = await offer(world, tim, "standing")
    await press(world, tim, "Start timer", prompt)
    await say(world, tim, "done")
    assert text_of(seen(tim, prompt)).startswith("Heel-forward stretch · done ")


async def test_a_sign_leaves_the_prompt_of_the_timer_without_buttons(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    await press(world, tim, "Start timer", prompt)
    await say(world, tim, "I have chest pain")
    assert buttons(seen(tim, prompt)) == []


async def test_a_timer_whose_first_picture_is_refused_stays_in_words(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    world.telegram.faults.add(faults.WRONG_FILE_ID, "sendPhoto", times=2)
    await press(world, tim, "Start timer", prompt)
    timer, since = tim.last, len(world.timeline)
    assert "photo" not in timer
    assert text_of(seen(tim, timer)).startswith("5 s\nGet ready, left leg")
    await run_out(world, tim)
    assert {call.method for call in edits_of(world, timer["message_id"], since)} == {"editMessageText"}
    assert said(tim).startswith("Heel-forward stretch: 4 of 4 done")


async def test_a_picture_that_is_refused_later_leaves_the_one_before_and_the_words_go_on(
    world: World, tim: Person
) -> None:
    timer = await start_hold(world, tim, "standing")
    before = timer["photo"]
    await world.advance(seconds=19)
    world.telegram.faults.add(faults.WRONG_FILE_ID, "editMessageMedia", times=2)
    await world.advance(seconds=2)
    assert text_of(seen(tim, timer)).startswith("5 s\nSwitch to the right leg")
    assert seen(tim, timer)["photo"] == before
    await world.advance(seconds=5)
    assert "Hold, right leg, 2 of 4" in text_of(seen(tim, timer))


async def test_a_stretch_without_a_picture_has_a_card_with_its_name(
    world: World, tim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt = await offer(world, tim, "standing")
    figures = world.app.pictures._pictures.figures
    monkeypatch.setattr(
        world.app.pictures._pictures,
        "figures",
        {name: figures[name] for name in figures if name != "standing"},
    )
    titles: list[str] = []
    drawn = Pictures.title

    async def noted(pictures: Pictures, name: str) -> bytes:
        titles.append(name)
        return await drawn(pictures, name)

    monkeypatch.setattr(Pictures, "title", noted)
    await press(world, tim, "Start timer", prompt)
    timer, since = tim.last, len(world.timeline)
    assert timer["photo"][-1]["width"] == 800
    assert titles[0] == "Heel-forward stretch"
    await run_out(world, tim)
    assert {call.method for call in edits_of(world, timer["message_id"], since)} >= {"editMessageCaption"}


async def test_a_deleted_timer_comes_anew_with_its_picture(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    tim.deletes_message(timer)
    await world.advance(seconds=6)
    assert "photo" in tim.last
    assert "Hold, left leg, 1 of 4" in said(tim)


async def test_more_says_how_it_is_done_until_it_is_closed(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    await world.advance(seconds=7)
    assert "1. " not in text_of(seen(tim, timer))
    await press(world, tim, "…")
    assert "1. " in text_of(seen(tim, timer))
    assert buttons(seen(tim, timer)) == [
        "Pause",
        "+10 s",
        "Start again",
        "Other side",
        "Less",
        "Stop",
        "It hurts",
    ]
    await world.advance(seconds=15)
    assert "1. " in text_of(seen(tim, timer)), "a frame that comes by itself closes nothing"
    await press(world, tim, "Less")
    assert "1. " not in text_of(seen(tim, timer))
    assert buttons(seen(tim, timer)) == ["Pause", "Ready", "…", "Stop", "It hurts"]


async def test_a_finger_that_taps_more_twice_opens_it_once(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    await press(world, tim, "…")
    assert await press(world, tim, "Less") == "This timer is running."
    assert "Less" in buttons(seen(tim, timer))


async def test_start_again_and_other_side_do_so(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    await press(world, tim, "…")
    await world.advance(seconds=2)
    await press(world, tim, "Start again")
    assert text_of(seen(tim, timer)).startswith("5 s\nGet ready, left leg")
    await world.advance(seconds=1)
    await press(world, tim, "Other side")
    assert "Switch to the right leg" in text_of(seen(tim, timer))


async def test_in_a_session_next_and_back_go_through_its_stretches(world: World, ann: Person) -> None:
    await begin(world, ann)
    timer, hold = ann.last, await on_timer(world, ann)
    warm_up, first, second, third = names(hold.stretch_ids)
    assert "Back" in buttons(seen(ann, timer))
    on = []
    for label in ("Next", "Next", "Back", "Next", "Next"):
        await world.advance(seconds=2)
        await press(world, ann, label)
        on.append(
            next(
                name for name in (warm_up, first, second, third) if f"\n{name}\n" in text_of(seen(ann, timer))
            )
        )
    assert on == [first, second, first, second, third]
    assert "Next" not in buttons(seen(ann, timer)), "it is the last"
    assert "3 of 3" in text_of(seen(ann, timer))


async def test_back_at_the_first_stretch_begins_it_again(world: World, ann: Person) -> None:
    await begin(world, ann)
    await world.advance(seconds=30)
    await press(world, ann, "Back")
    hold = await on_timer(world, ann)
    assert hold.on_timer(world.clock.now()) == timedelta(0)


async def test_back_loses_nothing_of_what_was_done(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 2)
    await press(world, ann, "Back")
    await world.advance(seconds=2)
    await press(world, ann, "Stop")
    async with world.app.database.read() as tx:
        [entry] = await tx.practices.of_person(ann.id)
    assert entry.stretch_id == prompt.stretch_ids[0]
    assert entry.counts


async def test_a_second_tap_on_next_leaves_nothing_out(world: World, ann: Person) -> None:
    await begin(world, ann)
    timer, hold = ann.last, await on_timer(world, ann)
    await world.advance(seconds=2)
    await press(world, ann, "Next")
    await press(world, ann, "Next")
    assert names(hold.stretch_ids)[1] in text_of(seen(ann, timer))


async def test_the_picture_changes_with_the_stretch_of_a_session(world: World, ann: Person) -> None:
    await begin(world, ann)
    timer = ann.last
    file_ids = set()
    for number in range(1, 4):
        await run_until_part(world, ann, number)
        shown = seen(ann, timer)
        file_ids.add((shown.get("animation") or shown["photo"][-1])["file_id"])
    assert len(file_ids) == 3


async def test_going_back_can_be_said_too(world: World, ann: Person) -> None:
    await begin(world, ann)
    hold = await on_timer(world, ann)
    await run_until_part(world, ann, 2)
    assert await say(world, ann, "go back") == f"On to {names(hold.stretch_ids)[1]}."


async def test_of_a_single_stretch_nothing_can_come_before(world: World, tim: Person) -> None:
    await start_hold(world, tim, "standing")
    assert "A single one begins anew behind" in await say(world, tim, "go back")


async def test_a_second_tap_on_other_side_leaves_no_side_out(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    await world.advance(seconds=8)
    await press(world, tim, "…")
    await world.advance(seconds=2)
    await press(world, tim, "Other side")
    await press(world, tim, "Other side")
    assert text_of(seen(tim, timer)).startswith("5 s\nSwitch to the right leg")


async def test_what_counted_before_going_back_counts_after_going_on(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 2)
    for label in ("Back", "Next"):
        await press(world, ann, label)
        await world.advance(seconds=2)
    await press(world, ann, "Stop")
    async with world.app.database.read() as tx:
        entries = await tx.practices.of_person(ann.id)
    assert [(entry.stretch_id, entry.counts) for entry in entries] == [(prompt.stretch_ids[0], True)]


async def test_a_timer_that_is_deleted_twice_leaves_its_prompt_open(world: World, tim: Person) -> None:
    prompt = await offer(world, tim, "standing")
    await press(world, tim, "Start timer", prompt)
    for _ in range(2):
        tim.deletes_message(tim.last)
        await world.advance(seconds=8)
    assert "Start timer" in buttons(seen(tim, prompt))


async def test_that_it_hurts_is_heard_after_stop_too_and_once(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    stop, hurts = (tim.presses(timer, label) for label in ("Stop", "It hurts"))
    await world.settle()
    assert stop.answer is not None
    assert hurts.answer is not None
    assert said(tim).startswith("What do you feel")


async def test_it_hurts_tapped_twice_asks_once(world: World, tim: Person) -> None:
    timer = await start_hold(world, tim, "standing")
    await world.advance(seconds=12)
    taps = [tim.presses(timer, "It hurts") for _ in range(2)]
    messages = len(tim.chat)
    await world.settle()
    assert (taps[1].answer or {}).get("text") == "This timer is over."
    assert len(tim.chat) == messages, "the timer went, one question came"
