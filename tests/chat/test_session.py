"""A session: a warm-up and a few stretches in one guided run, each with an entry of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import content
from bot.domain.hold import Hold, HoldState, phase_at
from bot.domain.person import Recovery
from bot.domain.practice import Practice
from bot.domain.prompt import Prompt
from bot.domain.stretch import Dose, Part
from bot.helper import HelperError
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.pictures.kept import Pictures
from bot.telegram_api.pictures import Motif
from tests.world import (
    FakeClock,
    World,
    buttons,
    offer,
    press,
    press_not_now,
    running,
    said,
    say,
    subscribe,
    text_of,
)

CONTENT = Path(__file__).parents[2] / "content"
TEXTS = content.load(CONTENT).languages["en"].stretches


async def kept(world: World, person: Person) -> tuple[Practice, ...]:
    """The person's record."""
    async with world.app.database.read() as tx:
        return await tx.practices.of_person(person.id)


async def shown(world: World, person: Person) -> Prompt:
    """The prompt delivered last."""
    async with world.app.database.read() as tx:
        prompt = await tx.prompts.latest(person.id)
    assert prompt is not None
    return prompt


async def on_timer(world: World, person: Person) -> Hold:
    """The hold that runs."""
    hold = await world.app.limber.holds.running(person.id)
    assert hold is not None
    return hold


async def begin(world: World, person: Person, text: str = "/session 5") -> Prompt:
    """Asks for a session, starts its timer and returns its prompt."""
    await subscribe(world, person)
    await say(world, person, text)
    prompt = await shown(world, person)
    assert prompt.parts, said(person)
    assert "• Easy warm-up" in said(person)
    assert f"{len(prompt.stretch_ids)}. " in said(person)
    assert f"{len(prompt.parts)}. " not in said(person)
    await press(world, person, "Start timer")
    return prompt


async def run_until_part(world: World, person: Person, number: int, *, seconds: int = 1) -> None:
    """Runs the timer until so many seconds after a part begins, counted from the warm-up as 0."""
    hold = await on_timer(world, person)
    stretch_id = hold.stretch_ids[number]
    before = 0
    for phase in hold.phases:
        if phase.stretch_id == stretch_id:
            break
        before += phase.seconds
    await world.advance(seconds=before + seconds - hold.on_timer(world.clock.now()).total_seconds())


async def run_out(world: World, person: Person) -> None:
    hold = await on_timer(world, person)
    await world.until(hold.ends_at)


def names(stretch_ids: Sequence[str]) -> list[str]:
    return [TEXTS[id_].name for id_ in stretch_ids]


async def test_without_a_number_the_suggested_length_stands_first(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "How long" in await say(world, ann, "/session")
    assert buttons(ann.last) == ["5 min", "10 min", "15 min"]
    await press(world, ann, "10 min")
    assert "Session of 10 minutes" in said(ann)


async def test_after_the_first_weeks_ten_minutes_are_suggested(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await world.advance(days=22)
    await say(world, ann, "/session")
    assert buttons(ann.last) == ["10 min", "5 min", "15 min"]


@pytest.mark.parametrize(
    ("texts", "minutes"),
    [
        (["/session 5"], 5),
        (["/session 15 min"], 15),
        (["session 10"], 10),
        (["Session 10 minutes!"], 10),
        (["session", "15"], 15),
        (["/session", "5 min"], 5),
    ],
)
async def test_a_length_is_said_in_many_ways(
    world: World, ann: Person, texts: list[str], minutes: int
) -> None:
    await subscribe(world, ann)
    for text in texts:
        await say(world, ann, text)
    assert f"Session of {minutes} minutes" in said(ann)
    assert "Start timer" in buttons(ann.last)


@pytest.mark.parametrize("text", ["/session 7", "session 100", "/session soon", "session zebra"])
async def test_another_length_is_refused_with_an_example(world: World, ann: Person, text: str) -> None:
    await subscribe(world, ann)
    before = await shown(world, ann)
    assert "session 10" in await say(world, ann, text)
    assert await shown(world, ann) == before


async def test_no_session_before_the_safety_screen(world: World, ann: Person) -> None:
    await say(world, ann, "/session 5")
    assert not any("Session of" in text_of(message) for message in ann.chat)


async def test_a_whole_session_is_one_message_that_ends_with_an_entry_for_each_stretch(
    world: World, ann: Person
) -> None:
    prompt = await begin(world, ann)
    timer = ann.last["message_id"]
    hold = await on_timer(world, ann)
    assert hold.stretch_ids == ("warm-up", *prompt.stretch_ids)
    seen: list[str] = []
    while (now := await world.app.limber.holds.running(ann.id)) is not None:
        frames = [message for message in ann.chat if message["message_id"] == timer]
        assert len(frames) == 1
        _seconds, line, _bar, *which = text_of(frames[0]).splitlines()
        assert len(line) <= 45
        seen.append("\n".join(which[:2]))
        await world.until(now.next_beat_at or now.ends_at)
    # Numbered as the end counts them, and as the prompt lists them: without the warm-up.
    warm_up, first, second, third = names(hold.stretch_ids)
    assert list(dict.fromkeys(seen)) == [
        f"{warm_up}\nNext: {first}",
        f"{first}\n1 of 3, next: {second}",
        f"{second}\n2 of 3, next: {third}",
        f"{third}\n3 of 3",
    ]
    entries = await kept(world, ann)
    assert [entry.stretch_id for entry in entries] == list(prompt.stretch_ids)
    assert all(entry.timed and entry.counts and entry.prompt_id == prompt.id for entry in entries)
    assert f"{len(entries)} of {len(entries)}" in said(ann)
    assert all(name in said(ann) for name in names(prompt.stretch_ids))
    assert (await shown(world, ann)).answer is not None


async def test_a_session_is_one_picture_with_all_its_parts_and_the_words(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    length = len(ann.chat)
    await say(world, ann, "/session 15")
    assert len(ann.chat) == length + 2, "what was said, and the session"
    sheet = world.telegram.state.files.find(ann.last["photo"][-1]["file_id"])
    assert sheet is not None
    assert sheet.width > 1000
    assert len(sheet.content) < 200_000
    assert said(ann).startswith("Session of 15 minutes")
    assert all(name in said(ann) for name in names((await shown(world, ann)).stretch_ids))
    await say(world, ann, "done")
    done = next(message for message in ann.chat if "photo" in message and "Session" in text_of(message))
    assert "Session of 15 minutes" in text_of(done)
    assert not buttons(done)


async def test_a_session_that_comes_back_is_not_uploaded_again(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "session 5")
    first = ann.last["photo"]
    await say(world, ann, "snooze 10")
    await world.advance(minutes=10)
    assert "Start timer" in buttons(ann.last)
    assert ann.last["photo"] == first


async def test_a_session_shows_its_stretches_as_somebodys_conditions_draw_them(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    shown = tuple(part.drawn for part in _parts("warm-up", "cat-cow"))
    pictures = world.app.pictures
    usual = await pictures.of(Motif(shown))
    careful = await pictures.of(Motif(shown, frozenset({"osteoporosis"})))
    assert usual is not None
    assert careful is not None
    assert usual.content_hash != careful.content_hash


def _parts(*stretch_ids: str) -> tuple[Part, ...]:
    return tuple(Part(stretch_id, Dose(0, 1, 1)) for stretch_id in stretch_ids)


async def test_a_session_whose_picture_cannot_be_drawn_comes_in_words(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(*_: object) -> bytes:
        raise HelperError

    await subscribe(world, ann)
    monkeypatch.setattr(Pictures, "sheet", ended)
    await say(world, ann, "/session 5")
    assert "text" in ann.last
    assert "Start timer" in buttons(ann.last)


async def test_the_next_stretch_is_called_out_and_explained(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 1)
    (name,) = names(prompt.stretch_ids[:1])
    assert said(ann) == f"Next: {name}"
    timer = next(message for message in reversed(ann.chat) if "Pause" in buttons(message))
    walks, *steps = TEXTS[prompt.stretch_ids[0]].steps
    assert all(step in text_of(timer) for step in steps)
    assert walks not in text_of(timer), "the session has begun with a warm-up"


async def test_a_paused_session_goes_on_where_it_was(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 1, seconds=20)
    before = (await on_timer(world, ann)).on_timer(world.clock.now())
    await say(world, ann, "pause")
    await world.advance(minutes=3)
    await say(world, ann, "go on")
    assert (await on_timer(world, ann)).on_timer(world.clock.now()) == before
    await run_out(world, ann)
    assert len(await kept(world, ann)) == len(prompt.stretch_ids)


async def test_a_restart_in_the_middle_loses_nothing(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url) as world:
        prompt = await begin(world, ann)
        await run_until_part(world, ann, 2, seconds=3)
    clock.set(clock.now() + timedelta(seconds=8))
    async with running(telegram, clock, url) as world:
        assert (await on_timer(world, ann)).stretch_ids[1:] == prompt.stretch_ids
        await run_out(world, ann)
        assert [entry.stretch_id for entry in await kept(world, ann)] == list(prompt.stretch_ids)


async def test_stop_logs_the_stretches_that_were_finished(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 2)
    await press(world, ann, "Stop")
    (entry,) = await kept(world, ann)
    assert entry.stretch_id == prompt.stretch_ids[0]
    assert entry.counts
    assert f"1 of {len(prompt.stretch_ids)}" in said(ann)
    assert "logs the rest" in said(ann)


@pytest.mark.parametrize("typed", ["skip", "next"])
@pytest.mark.parametrize("paused", [False, True])
async def test_skip_goes_on_with_the_next_stretch_and_the_timer_with_it(
    world: World, ann: Person, typed: str, paused: bool
) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 1, seconds=8)
    if paused:
        await say(world, ann, "pause")
    (name,) = names(prompt.stretch_ids[1:2])
    assert await say(world, ann, typed) == f"On to {name}."
    hold = await on_timer(world, ann)
    assert hold.state is HoldState.RUNNING
    index, _ = phase_at(hold, world.clock.now())
    assert hold.stretch_of(hold.phases[index]) == prompt.stretch_ids[1]
    await run_out(world, ann)
    # What was left out is not logged.
    assert [entry.stretch_id for entry in await kept(world, ann)] == list(prompt.stretch_ids[1:])


async def test_skip_in_the_last_stretch_ends_the_timer(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, len(prompt.stretch_ids), seconds=8)
    await say(world, ann, "skip")
    assert await world.app.limber.holds.running(ann.id) is None
    assert [entry.stretch_id for entry in await kept(world, ann) if entry.counts] == list(
        prompt.stretch_ids[:-1]
    )


async def test_done_after_a_stop_logs_the_rest(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    await run_until_part(world, ann, 2)
    await press(world, ann, "Stop")
    await say(world, ann, "done")
    entries = await kept(world, ann)
    assert sorted(entry.stretch_id for entry in entries) == sorted(prompt.stretch_ids)
    assert {entry.stretch_id: entry.timed for entry in entries} == {
        id_: id_ == prompt.stretch_ids[0] for id_ in prompt.stretch_ids
    }


async def test_stop_in_the_warm_up_logs_nothing(world: World, ann: Person) -> None:
    await begin(world, ann)
    await world.advance(seconds=60)
    await press(world, ann, "Stop")
    assert said(ann) == "Stopped. Nothing was logged."
    assert not await kept(world, ann)


async def test_pain_is_kept_with_the_stretch_that_hurt(world: World, ann: Person) -> None:
    prompt = await begin(world, ann)
    hold = await on_timer(world, ann)
    ready = next(phase.seconds for phase in hold.phases if phase.stretch_id == prompt.stretch_ids[1])
    await run_until_part(world, ann, 2, seconds=ready + 3)
    await press(world, ann, "It hurts")
    await press(world, ann, "Some 3-5")
    entries = {entry.stretch_id: entry for entry in await kept(world, ann)}
    assert list(entries) == list(prompt.stretch_ids[:2])
    assert entries[prompt.stretch_ids[0]].counts
    assert not entries[prompt.stretch_ids[1]].counts
    assert [entry.pain is not None for entry in entries.values()] == [False, True]


async def test_one_more_of_a_session_is_taken_back_as_a_whole(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/session 10")
    ids = (await shown(world, ann)).stretch_ids
    assert len(ids) > 1
    await say(world, ann, "done")
    before = await kept(world, ann)
    await say(world, ann, "done")
    await world.advance(minutes=1)
    await press(world, ann, "Log one more")
    assert len(await kept(world, ann)) == len(before) + len(ids)
    assert all(name in said(ann) for name in names(ids))
    await press(world, ann, "Undo")
    assert await kept(world, ann) == before
    assert all(name in said(ann) for name in names(ids))


@pytest.mark.parametrize("typed", [True, False])
async def test_undo_takes_the_whole_session_back(world: World, ann: Person, typed: bool) -> None:
    await begin(world, ann)
    await run_out(world, ann)
    assert await kept(world, ann)
    await (say(world, ann, "undo") if typed else press(world, ann, "Undo"))
    assert not await kept(world, ann)
    assert "Session of 5 minutes" in said(ann)
    assert (await shown(world, ann)).answer is None


async def test_done_logs_a_session_without_its_timer(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "session 10")
    prompt = await shown(world, ann)
    await press(world, ann, "Done")
    entries = await kept(world, ann)
    assert [entry.stretch_id for entry in entries] == list(prompt.stretch_ids)
    assert not any(entry.timed for entry in entries)
    assert "Session of 10 minutes" in said(ann)


async def test_a_snoozed_session_comes_back_as_it_was(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "session 5")
    prompt = await shown(world, ann)
    await say(world, ann, "snooze 10")
    await world.advance(minutes=10)
    assert (await shown(world, ann)).parts == prompt.parts
    assert "Session of 5 minutes" in said(ann)


async def test_another_session_has_the_same_length(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "session 15")
    before = await shown(world, ann)
    await press_not_now(world, ann, "Another")
    after = await shown(world, ann)
    assert after.id != before.id
    assert "Session of 15 minutes" in said(ann)


async def test_more_tells_the_steps_of_every_stretch(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "session 15")
    prompt = await shown(world, ann)
    await press(world, ann, "More")
    warm_up, *parts = prompt.parts
    assert all(step in said(ann) for step in TEXTS[warm_up.stretch_id].steps)
    assert all(step in said(ann) for part in parts for step in TEXTS[part.stretch_id].steps[1:])


async def test_where_less_fits_today_a_shorter_session_comes(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await _gentle_today(world, ann)
    await say(world, ann, "/session 15")
    assert {part.stretch_id for part in (await shown(world, ann)).parts} <= {"warm-up", "supine", "cat-cow"}
    assert "5 minutes" in said(ann)


async def test_where_no_session_fits_one_stretch_comes(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await _gentle_today(world, ann, "tear", "wrist")
    await say(world, ann, "/session 5")
    assert any("No whole session fits" in text_of(message) for message in ann.chat)
    assert (await shown(world, ann)).stretch_id == "warm-up"


async def _gentle_today(world: World, person: Person, *tags: str) -> None:
    today = world.clock.now().date()
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, recovery=Recovery(gentle_on=today), tags=frozenset(tags)))


async def test_what_hides_everything_hides_sessions_too(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(replace(known, tags=frozenset({"clot"})))
    before = await shown(world, ann)
    await say(world, ann, "/session 10")
    assert (await shown(world, ann)).id == before.id


@pytest.mark.parametrize(
    ("answer", "walks"), [("With warm-up", True), ("Without", False), ("without", False)]
)
async def test_a_warm_up_is_offered_once_before_what_needs_one(
    world: World, ann: Person, answer: str, walks: bool
) -> None:
    await subscribe(world, ann)
    prompt = await offer(world, ann, "downward-dog")
    await press(world, ann, "Start timer", prompt)
    assert buttons(ann.last) == ["With warm-up", "Without"]
    assert await world.app.limber.holds.running(ann.id) is None
    await (say(world, ann, answer) if answer.islower() else press(world, ann, answer))
    hold = await on_timer(world, ann)
    assert ("warm-up" in hold.stretch_ids) is walks
    await press(world, ann, "Stop")
    await press(world, ann, "Start timer", prompt)
    assert (await on_timer(world, ann)).stretch_ids == ("downward-dog",)


async def test_a_warm_up_before_a_stretch_leads_on_to_it(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer", await offer(world, ann, "leg-swings"))
    await press(world, ann, "With warm-up")
    hold = await on_timer(world, ann)
    assert sum(phase.seconds for phase in hold.phases if phase.name == "walk") == 120
    await world.until(hold.ends_at)
    (entry,) = await kept(world, ann)
    assert entry.stretch_id == "leg-swings"
    assert "Leg swings" in said(ann)


async def test_no_warm_up_is_offered_where_none_is_needed(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer", await offer(world, ann, "supine"))
    assert (await on_timer(world, ann)).stretch_ids == ("supine",)


async def test_a_running_timer_is_stopped_before_a_warm_up_is_offered(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await press(world, ann, "Start timer", await offer(world, ann, "supine"))
    await press(world, ann, "Start timer", await offer(world, ann, "leg-swings"))
    await press(world, ann, "Stop it and start this")
    await press(world, ann, "With warm-up")
    assert (await on_timer(world, ann)).stretch_ids == ("warm-up", "leg-swings")
