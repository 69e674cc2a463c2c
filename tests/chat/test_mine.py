"""Exercises of somebody's own: made, changed and removed in the chat, and done like every other stretch."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.browsing import Facet, Shelf, standing_on, values
from bot.domain.own import (
    MOST_EXERCISES,
    OwnDraft,
    OwnExercise,
    OwnPicture,
    OwnStep,
    PictureKind,
    is_own,
    kept,
    with_own,
)
from bot.localchat.people import PHOTO, Person
from bot.services.choosing import Wanted
from tests.localchat.test_said_by_people import film
from tests.world import (
    World,
    buttons,
    end_of,
    name_in,
    open_prompts,
    press,
    profile_of,
    record_of,
    said,
    say,
    subscribe,
    text_of,
)

PICTURE = ("heel.png", PHOTO, "image/png")
FILM = ("heel.mp4", film(), "video/mp4")


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber, with a prompt that is open."""
    await subscribe(world, ann)
    return ann


async def own_of(world: World, ann: Person) -> list[OwnExercise]:
    return list(kept((await profile_of(world, ann)).person.own))


async def make(world: World, ann: Person, line: str) -> OwnExercise:
    """Makes one in one line, without a picture."""
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    await say(world, ann, line)
    await press(world, ann, "No picture")
    return (await own_of(world, ann))[-1]


async def test_one_is_made_answer_by_answer(world: World, ann: Person) -> None:
    assert "none yet" in await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    assert "called" in said(ann)
    assert "One side after the other" in await say(world, ann, "Calf raises <b>&")
    await press(world, ann, "One side after the other")
    assert "seconds" in said(ann)
    assert "How many times" in await say(world, ann, "45 s")
    await press(world, ann, "3 ×")
    await press(world, ann, "☐ Tue")
    assert "☑ Tue" in buttons(ann.last)
    await press(world, ann, "These days")
    assert "photo" in said(ann)
    await press(world, ann, "No picture")
    (own,) = await own_of(world, ann)
    assert (own.name, own.sides, own.seconds, own.repetitions, own.days) == (
        "Calf raises <b>&",
        True,
        45,
        3,
        frozenset({1}),
    )
    assert said(ann).splitlines()[:3] == ["Kept.", "", "Calf raises <b>& · yours"]
    for line in ("3 × 45 s a side", "Comes first on Tue", "Limber has not checked it."):
        assert line in said(ann)


@pytest.mark.parametrize(
    ("line", "sides", "seconds", "repetitions", "days"),
    [
        ("Calf raises, each side, 3 x 30 s, mon thu", True, 30, 3, {0, 3}),
        ("Calf raises 3x30s, both at once, any day", False, 30, 3, set()),
        ("Calf raises; 2 min; slowly, softly", None, None, None, None),
        ("Calf raises\n1 min, 2 times, both at once, weekdays", False, 60, 2, {0, 1, 2, 3, 4}),
    ],
)
async def test_all_of_one_can_be_said_in_one_line(
    world: World,
    ann: Person,
    line: str,
    sides: bool | None,
    seconds: int | None,
    repetitions: int | None,
    days: set[int] | None,
) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    await say(world, ann, line)
    if sides is None:
        # What is not read whole is a name, with commas in it.
        assert "One side after the other" in buttons(ann.last)
        return
    await press(world, ann, "No picture")
    (own,) = await own_of(world, ann)
    assert own == OwnExercise(
        own.id, "Calf raises", sides, seconds or 0, repetitions or 0, frozenset(days or ())
    )


async def test_what_is_missing_in_the_line_is_asked(world: World, ann: Person) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    await say(world, ann, "Plank, 40 s")
    assert "both at once?" in said(ann)
    await say(world, ann, "both at once")
    assert "How many times" in said(ann)
    await say(world, ann, "2 times")
    assert "Which days" in said(ann) or "which days" in said(ann)
    await say(world, ann, "mon, wed and fri")
    await say(world, ann, "none")
    (own,) = await own_of(world, ann)
    assert (own.seconds, own.repetitions, own.days) == (40, 2, frozenset({0, 2, 4}))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x" * 61, "at most 60 characters"),
        ("see www.example.org", "no links"),
        ("ask @somebody", "no links"),
        ("hips.example", "no links"),
        ("Plank, 601 s", "1 to 600 seconds"),
        ("Plank, 0 s", "1 to 600 seconds"),
        ("Plank, 21 times", "1 to 20 times"),
        ("Plank, 20 x 600 s", "more than an hour"),
    ],
)
async def test_what_cannot_be_is_told_in_a_sentence_and_asked_once_more(
    world: World, ann: Person, line: str, sentence: str
) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    await say(world, ann, line)
    assert sentence in said(ann)
    assert "What is it called?" in said(ann)
    assert await own_of(world, ann) == []
    await say(world, ann, "Plank")
    assert "One side after the other" in buttons(ann.last)


async def test_a_link_behind_words_is_refused_as_well(world: World, ann: Person) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    sent = ann.forwards("not theirs")
    await world.settle()
    assert "own words" in said(ann)
    assert sent
    await say(world, ann, "write to me at plank@example.org")
    assert "no links" in said(ann)


async def test_thirty_are_enough(world: World, ann: Person) -> None:
    made = tuple(OwnExercise(f"own-{number}", f"Plank {number}") for number in range(MOST_EXERCISES))
    await keep(world, ann, *made)
    assert "30 of 30" in await say(world, ann, "/mine")
    assert "Add one" not in buttons(ann.last)
    # Every one of them can be reached.
    await press(world, ann, "More ›")
    assert "Plank 8" in buttons(ann.last)
    await say(world, ann, "new exercise of my own")
    assert said(ann) == "There is room for 30. Remove one first."


async def keep(world: World, ann: Person, *own: OwnExercise) -> None:
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(replace(known, own=own))


async def test_it_is_shown_timed_and_kept_in_the_record_like_any_other(world: World, ann: Person) -> None:
    own = await make(world, ann, "Calf raises, each side, 2 x 20 s, any day")
    await press(world, ann, "Try it now")
    assert name_in(ann.last) == "Calf raises"
    assert "2 × 20 s a side" in said(ann)
    await press(world, ann, "Start timer")
    assert "left side" in said(ann)
    await world.advance(minutes=5)
    end = text_of(end_of(ann))
    assert "Calf raises" in end
    (entry,) = await record_of(world, ann)
    assert (entry.stretch_id, entry.seconds, entry.left, entry.right, entry.counts) == (
        own.id,
        80,
        0,
        0,
        True,
    )
    progress = (await profile_of(world, ann)).person.progress
    assert (progress.practised, progress.dose_step, progress.last_practice_on) == (0, 0, entry.day)
    assert "1" in await say(world, ann, "/stats")


async def test_how_hard_it_was_changes_no_dose(world: World, ann: Person) -> None:
    await make(world, ann, "Calf raises, both at once, 1 x 20 s, any day")
    await press(world, ann, "Try it now")
    await say(world, ann, "done")
    await press(world, ann, "Too easy")
    assert "It stays like this" in said(ann)
    assert (await profile_of(world, ann)).person.progress.tuning.others == 0


async def test_on_its_days_it_comes_first_at_one_of_the_times_and_once(world: World, ann: Person) -> None:
    await say(world, ann, "7:30, 12:00 and 18:00")
    await press(world, ann, "Change")
    await press(world, ann, "Yes, one more each time") if "Yes, one more each time" in buttons(
        ann.last
    ) else None
    await make(world, ann, "Calf raises, both at once, 1 x 20 s, tue")
    shown = len(ann.chat)
    await world.advance(hours=42)
    names = [name_in(each) for each in ann.chat[shown:] if "Start timer" in buttons(each)]
    assert names
    tuesday = await shown_on(world, ann, date(2027, 5, 4))
    assert tuesday[0] == (await own_of(world, ann))[0].id
    assert tuesday.count(tuesday[0]) == 1
    assert (await own_of(world, ann))[0].id not in await shown_on(world, ann, date(2027, 5, 5))


async def shown_on(world: World, ann: Person, day: date) -> list[str | None]:
    """The ids of what came by itself on a day, in order."""
    async with world.app.database.read() as tx:
        prompts = (await tx.prompts.delivered_since([ann.id], world.clock.now() - timedelta(days=9)))[ann.id]
    return [prompt.stretch_id for prompt in reversed(prompts) if prompt.day == day and prompt.slot_id]


async def test_why_it_came_is_said(world: World, ann: Person) -> None:
    await make(world, ann, "Calf raises, both at once, 1 x 20 s, tue")
    await world.advance(hours=26)
    await press(world, ann, "More")
    assert "is one of your own, for this day" in said(ann)


async def test_it_takes_part_in_sessions(world: World, ann: Person) -> None:
    own = await make(world, ann, "Calf raises, both at once, 1 x 30 s, mon")
    await say(world, ann, "/session 10")
    assert "Calf raises" in said(ann)
    await press(world, ann, "More")
    assert "Calf raises · yours" in said(ann)
    await press(world, ann, "Start timer")
    await world.advance(minutes=15)
    assert own.id in [entry.stretch_id for entry in await record_of(world, ann)]


async def test_a_condition_that_hides_everything_hides_it_and_others_say_whom_to_ask(
    world: World, ann: Person
) -> None:
    own = await make(world, ann, "Calf raises, both at once, 1 x 30 s, any day")
    await tick(world, ann, "osteoporosis")
    await press(world, ann, "Back")
    await press(world, ann, "Calf raises")
    assert "You ticked" in said(ann)
    assert "ask your therapist" in said(ann)
    await press(world, ann, "Try it now")
    assert "ask your therapist" in said(ann)
    hiding = next(tag.id for tag in world.app.voices.of("en").library.tags.values() if tag.hides_everything)
    await tick(world, ann, hiding)
    await say(world, ann, "/mine")
    await press(world, ann, "Calf raises")
    toast = await press(world, ann, "Try it now")
    assert toast
    shown = await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id=own.id))
    assert shown is None


async def tick(world: World, ann: Person, tag: str) -> None:
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(replace(known, tags=known.tags | {tag}))


async def test_none_comes_while_a_sign_keeps_all_back_or_on_a_day_of_rest(world: World, ann: Person) -> None:
    own = await make(world, ann, "Calf raises, both at once, 1 x 30 s, every day")
    await say(world, ann, "my chest hurts and i cannot breathe")
    shown = len(open_prompts(ann))
    await world.advance(days=1)
    assert await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id=own.id)) is None
    assert len(open_prompts(ann)) <= shown


async def test_a_removed_one_keeps_its_name_in_the_record_and_comes_no_more(
    world: World, ann: Person
) -> None:
    own = await make(world, ann, "Calf raises, both at once, 1 x 20 s, every day")
    await press(world, ann, "Try it now")
    await say(world, ann, "done")
    await say(world, ann, "/mine")
    await press(world, ann, "Calf raises")
    await press(world, ann, "Remove")
    assert "Remove Calf raises?" in said(ann)
    await press(world, ann, "Remove")
    assert "“Calf raises” is removed" in said(ann)
    assert await own_of(world, ann) == []
    world.app.voices.of("en")
    voice = world.app.voices.to((await profile_of(world, ann)).person)
    assert voice.name(own.id) == "Calf raises"
    assert voice.name("own-1") == "yours, removed"
    assert await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id=own.id)) is not None
    assert name_in(ann.last) != "Calf raises"


async def test_each_thing_of_it_can_be_changed(world: World, ann: Person) -> None:
    await make(world, ann, "Calf raises, both at once, 1 x 20 s, tue")
    for label, answer in (
        ("Name", "Heel raises"),
        ("Notes", "Heels <slowly> down"),
        ("Sides", "each side"),
        ("Seconds", "1 min"),
        ("Times", "4"),
    ):
        await say(world, ann, "/mine")
        await press(world, ann, (await own_of(world, ann))[0].name)
        await press(world, ann, "Change")
        await press(world, ann, label)
        await say(world, ann, answer)
        assert said(ann).startswith("Kept.")
    await press(world, ann, "Days")
    assert "☑ Tue" in buttons(ann.last)
    await say(world, ann, "any day")
    (own,) = await own_of(world, ann)
    assert own == OwnExercise(own.id, "Heel raises", True, 60, 4, frozenset(), "Heels <slowly> down")
    assert "👉 Heels <slowly> down" in said(ann)


async def test_what_is_asked_can_be_left(world: World, ann: Person) -> None:
    await make(world, ann, "Calf raises, both at once, 1 x 20 s, tue")
    await press(world, ann, "Days")
    await press(world, ann, "Cancel")
    assert name_in(ann.last) == "Calf raises"
    await press(world, ann, "Back")
    await press(world, ann, "Add one")
    assert "1 of 30" in await say(world, ann, "cancel")
    assert (await profile_of(world, ann)).person.dialogue is not None
    assert len(await own_of(world, ann)) == 1


@pytest.mark.parametrize(
    ("file", "kind", "method"),
    [(PICTURE, PictureKind.PHOTO, "sendPhoto"), (FILM, PictureKind.VIDEO, "sendVideo")],
    ids=["a photo", "a video"],
)
async def test_its_photo_or_video_is_shown_with_its_prompt(
    world: World, ann: Person, file: Any, kind: PictureKind, method: str
) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    await say(world, ann, "Calf raises, both at once, 1 x 20 s, any day")
    ann.sends_files([file], "Heels down slowly")
    await world.settle()
    (own,) = await own_of(world, ann)
    assert own.picture is not None
    assert (own.picture.kind, own.notes) == (kind, "Heels down slowly")
    assert kind.value in ann.last
    await press(world, ann, "Try it now")
    assert method in [call.method for call in world.timeline[-8:]]
    assert kind.value in ann.last
    assert name_in(ann.last) == "Calf raises"
    await say(world, ann, "done")
    shown = next(
        message for message in reversed(ann.chat) if kind.value in message and "is_bot" in str(message)
    )
    assert shown


async def test_a_forwarded_film_is_taken_without_its_words(world: World, ann: Person) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    await say(world, ann, "Calf raises, both at once, 1 x 20 s, any day")
    (film_sent,) = ann.sends_files([FILM])
    await world.settle()
    (own,) = await own_of(world, ann)
    assert own.picture is not None
    assert film_sent["video"]["file_id"] == own.picture.file_id
    await press(world, ann, "Change")
    await press(world, ann, "Picture")
    (photo,) = ann.sends_files([PICTURE], "do this daily")
    await world.settle()
    (own,) = await own_of(world, ann)
    assert own.picture is not None
    assert own.picture.kind is PictureKind.PHOTO
    await press(world, ann, "Change")
    await press(world, ann, "Picture")
    ann.passes_on([film_sent])
    await world.settle()
    (own,) = await own_of(world, ann)
    assert own.picture is not None
    assert own.picture.kind is PictureKind.VIDEO
    assert photo


async def test_a_file_that_telegram_no_longer_takes_leaves_the_words(world: World, ann: Person) -> None:
    own = await make(world, ann, "Calf raises, both at once, 1 x 20 s, any day")
    await keep(world, ann, replace(own, picture=OwnPicture(PictureKind.PHOTO, "AgACgone")))
    calls = len(world.timeline)
    await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id=own.id))
    methods = [call.method for call in world.timeline[calls:]]
    assert methods.count("sendPhoto") == 1
    assert name_in(ann.last) == "Calf raises"
    assert "photo" not in ann.last


async def test_a_picture_that_nobody_asked_for_is_answered_as_before(world: World, ann: Person) -> None:
    ann.sends_files([PICTURE])
    await world.settle()
    assert await own_of(world, ann) == []
    assert "text" in said(ann)


async def test_the_same_answer_handled_twice_is_one(world: World, ann: Person) -> None:
    await say(world, ann, "/mine")
    await press(world, ann, "Add one")
    own = world.app.limber.own
    said_once = OwnDraft(name="Plank", sides=False, seconds=20, repetitions=1, days=frozenset())
    for _ in range(2):
        await own.answer(ann.id, OwnStep.NAME, said_once, 77)
    for _ in range(2):
        await own.answer(ann.id, OwnStep.PICTURE, OwnDraft(), 78)
    assert [each.id for each in await own_of(world, ann)] == ["own-78"]


async def test_nobody_else_has_it(world: World, ann: Person) -> None:
    own = await make(world, ann, "Calf raises, both at once, 1 x 20 s, any day")
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    assert "none yet" in await say(world, bob, "/mine")
    query = bob.presses(bob.last, data=f"1:own-open::{own.id}")
    await world.settle()
    assert query.answer is not None
    assert "another time" in str(query.answer["text"])
    assert await world.app.limber.preferences.opened((await profile_of(world, bob)).person, own.id) is None


async def test_all_of_it_goes_with_everything_else(world: World, ann: Person) -> None:
    await make(world, ann, "Calf raises, both at once, 1 x 20 s, any day")
    await say(world, ann, "/delete")
    await say(world, ann, "delete")
    await subscribe(world, ann)
    assert "none yet" in await say(world, ann, "/mine")


async def test_it_stands_with_all_stretches_and_on_no_shelf_of_what_is_not_known(
    world: World, ann: Person
) -> None:
    await make(world, ann, "Aaa raises, both at once, 1 x 20 s, any day")
    await say(world, ann, "/stretches")
    await press(world, ann, "All of them")
    assert "Aaa raises" in buttons(ann.last)
    library = with_own(world.app.voices.of("en").library, await own_of(world, ann))
    assert not any(
        is_own(each.id)
        for facet in Facet
        if facet not in {Facet.TIME, Facet.LIKING}
        for value in values(library, facet)
        for each in standing_on(library, Shelf(facet, value), {})
    )


async def test_one_that_is_removed_while_its_timer_runs_ends_once(world: World, ann: Person) -> None:
    mine = OwnExercise("own-1", "Towel pull", seconds=40)
    await keep(world, ann, mine)
    shown = await world.app.limber.prompts.show_now(ann.id, Wanted(stretch_id=mine.id))
    assert shown is not None
    await press(world, ann, "Start timer")
    await world.app.limber.own.remove(ann.id, mine.id)
    await world.advance(seconds=18)
    await press(world, ann, "Stop")
    assert said(ann).startswith("Towel pull: stopped")
    messages = len(ann.chat)
    await world.advance(minutes=1)
    assert len(ann.chat) == messages
    prompt = next(message for message in ann.chat if message["message_id"] == shown.message_id)
    assert text_of(prompt) == "Towel pull · no longer there"
