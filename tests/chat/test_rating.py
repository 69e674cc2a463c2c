"""How hard a stretch was: said under its end, and what it makes of the next doses."""

import re

import pytest

from bot.domain.felt import Tuning
from bot.domain.finished import finished
from bot.localchat.people import Person
from bot.services.preferences import Option
from tests.world import (
    World,
    buttons,
    end_of,
    offer,
    press,
    profile_of,
    record_of,
    said,
    say,
    subscribe,
    text_of,
)

ROW = ["Too easy", "Just right", "Too hard"]


def dose(text: str) -> str:
    """The dose that a text names, such as "2 × 15 s a side"."""
    found = re.search(r"(\d × )?\d+ s( a side)?", text)
    assert found is not None, text
    return found[0]


async def done(world: World, person: Person, stretch_id: str) -> str:
    """A stretch that is brought and logged; returns its dose."""
    await offer(world, person, stretch_id)
    brought = dose(said(person))
    await say(world, person, "done")
    assert buttons(end_of(person))[:3] == ROW
    return brought


@pytest.mark.parametrize(
    ("label", "next_dose", "others"),
    [
        ("Too easy", "2 × 20 s a side", 1),
        ("Just right", "2 × 15 s a side", 0),
        ("Too hard", "2 × 10 s a side", -1),
    ],
)
async def test_the_next_dose_follows_what_was_said_of_it(
    world: World, ann: Person, label: str, next_dose: str, others: int
) -> None:
    await subscribe(world, ann)
    assert await done(world, ann, "supine") == "2 × 15 s a side"
    above = said(ann)
    await press(world, ann, label)
    assert said(ann).startswith(above), "what was done still stands there"
    assert dose(said(ann).removeprefix(above)) == next_dose
    assert buttons(ann.last) == ["Any pain?", "Undo"]
    assert (await profile_of(world, ann)).person.progress.tuning.others == others
    await world.advance(days=2)
    assert await done(world, ann, "supine") == next_dose


async def test_the_other_buttons_stay(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    before = buttons(ann.last)
    assert before[3:] == ["Any pain?", "Undo", "Fit it to me"]
    await press(world, ann, "Too easy")
    assert buttons(ann.last) == before[3:]


@pytest.mark.parametrize(
    ("typed", "next_dose"),
    [("too easy", "2 × 20 s a side"), ("too hard", "2 × 10 s a side"), ("just right", "2 × 15 s a side")],
)
async def test_it_can_be_said_of_the_last_one(world: World, ann: Person, typed: str, next_dose: str) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    assert dose(await say(world, ann, typed)) == next_dose


async def test_said_of_a_stretch_that_lies_open_it_changes_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    await offer(world, ann, "standing")
    await say(world, ann, "too hard")
    assert "Shorter and gentler" in buttons(ann.last)
    assert (await profile_of(world, ann)).person.progress.tuning == Tuning()


async def test_the_last_word_counts_and_a_taken_back_entry_says_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    ended = ann.last
    await press(world, ann, "Too easy")
    await say(world, ann, "too hard")
    assert (await profile_of(world, ann)).person.progress.tuning == Tuning({"supine": -1}, -1)
    await press(world, ann, "Undo", ended)
    assert await record_of(world, ann) == []
    assert (await profile_of(world, ann)).person.progress.tuning == Tuning()


async def test_more_than_the_longest_dose_is_the_harder_way(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    harder = world.app.voices.of("en").content.stretches["supine"].harder
    for _ in range(2):
        await done(world, ann, "supine")
        await press(world, ann, "Too easy")
        await world.advance(days=2)
    assert harder in text_of(end_of(ann))
    await offer(world, ann, "supine")
    assert f"Harder: {harder}" in said(ann)
    await say(world, ann, "done")
    await press(world, ann, "Too easy", end_of(ann))
    assert "grows with practice" in text_of(end_of(ann))


async def test_less_than_the_start_is_the_easier_way(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    easier = world.app.voices.of("en").content.stretches["supine"].easier
    await done(world, ann, "supine")
    await press(world, ann, "Too hard")
    assert f"Easier: {easier}" in said(ann)
    await world.advance(days=1)
    await offer(world, ann, "supine")
    assert f"Easier: {easier}" in said(ann)
    await say(world, ann, "done")
    await press(world, ann, "Too hard")
    await world.advance(days=1)
    assert await done(world, ann, "supine") == "10 s a side"
    await press(world, ann, "Too hard", end_of(ann))
    assert "There is no less of it" in text_of(end_of(ann))


async def test_while_something_hurts_it_stays_gentle(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    ended = ann.last
    await say(world, ann, "pain 4")
    await press(world, ann, "Too easy", ended)
    assert "stays gentle" in text_of(end_of(ann))


async def test_a_session_is_rated_as_one(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/session 5")
    await say(world, ann, "done")
    entries = await record_of(world, ann)
    assert len(entries) > 1
    await press(world, ann, "Too hard")
    assert "a little less of each next time" in said(ann)
    tuning = (await profile_of(world, ann)).person.progress.tuning
    assert tuning == Tuning({entry.stretch_id: -1 for entry in entries}, -1)


async def test_other_stretches_follow_the_one_that_was_rated_last(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    await press(world, ann, "Too easy")
    await world.advance(days=1)
    assert await done(world, ann, "standing") == "2 × 20 s a side"


@pytest.mark.parametrize(
    ("label", "next_dose"),
    [("Too easy", "2 × 25 s a side"), ("Just right", "2 × 20 s a side"), ("Too hard", "2 × 15 s a side")],
)
async def test_what_follows_another_one_goes_on_from_there(
    world: World, ann: Person, label: str, next_dose: str
) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    await press(world, ann, "Too easy")
    await world.advance(days=1)
    assert await done(world, ann, "standing") == "2 × 20 s a side"
    await press(world, ann, label)
    await world.advance(days=2)
    assert await done(world, ann, "standing") == next_dose


async def test_others_are_spoken_of_only_where_they_follow(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await done(world, ann, "supine")
    await press(world, ann, "Too easy")
    assert "Stretches that you have not rated follow." in said(ann)
    await world.advance(days=1)
    await done(world, ann, "supine")
    await press(world, ann, "Too easy")
    assert "follow" not in said(ann), "they follow one step at most"


async def test_after_weeks_away_nothing_is_more_than_usual(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for _ in range(2):
        await done(world, ann, "supine")
        await press(world, ann, "Too easy")
        await world.advance(days=2)
    await say(world, ann, "pause 60 days")
    await world.advance(days=62)
    assert await done(world, ann, "supine") == "10 s a side"
    await world.advance(days=1)
    assert await done(world, ann, "supine") == "2 × 15 s a side"
    assert "Harder:" not in said(ann)


async def test_no_harder_way_is_named_where_there_is_none(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for _ in range(2):
        await done(world, ann, "roll-back-muscles")
        await press(world, ann, "Too easy")
        await world.advance(days=2)
    assert "Harder:" not in text_of(end_of(ann))


async def test_nor_one_that_needs_what_they_lack(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.app.limber.preferences.choose(ann.id, Option.LACK, "strap")
    for _ in range(2):
        await done(world, ann, "supine")
        await press(world, ann, "Too easy")
        await world.advance(days=2)
    assert "Harder:" not in text_of(end_of(ann))


async def test_a_session_whose_last_stretch_was_too_short_can_be_rated(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/session 5")
    await press(world, ann, "Start timer")
    while True:
        async with world.app.database.read() as tx:
            hold = await tx.holds.running(ann.id)
        assert hold is not None
        last = finished(hold, world.clock.now(), hold.stretch_ids[-1])
        if last.seconds >= 5 and not last.counts:
            break
        await world.advance(seconds=1)
    await press(world, ann, "Stop", next(each for each in reversed(ann.chat) if "Stop" in buttons(each)))
    assert [entry.counts for entry in await record_of(world, ann)].count(False) == 1
    assert buttons(end_of(ann))[:3] == ROW
