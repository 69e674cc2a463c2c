"""Milestones: a sentence and a card for so many days in a row or hours in all, and none while something hurts."""

from datetime import timedelta

import pytest

from bot.domain.after import HOUR_SECONDS
from bot.domain.milestone import MARKS, Milestone
from bot.localchat import faults
from bot.localchat.people import Person
from bot.pictures.letters import lacking
from bot.pictures.milestones import FIGURES
from bot.storage.practices import NewPractice
from tests.lives import LIBRARY
from tests.world import World, buttons, end_of, practised, press, said, say, start_hold, subscribe, text_of

SENTENCES = {said for content in LIBRARY.languages.values() for said in content.milestones.values()}


def cards(person: Person) -> list[str]:
    """What stands under the cards that somebody got, none of which has a button."""
    found = [message for message in person.chat if "photo" in message and text_of(message) in SENTENCES]
    assert not any(map(buttons, found))
    return [text_of(message) for message in found]


async def has_stretched(world: World, person: Person, hours: int) -> None:
    """A record of so many hours, less a second, made long ago."""
    long_ago = world.clock.now() - timedelta(days=60)
    async with world.app.database.write() as tx:
        await tx.practices.add(
            NewPractice(
                person.id,
                long_ago.date(),
                "standing",
                long_ago,
                0,
                0,
                True,
                True,
                None,
                None,
                seconds=hours * HOUR_SECONDS - 1,
            )
        )


def test_every_milestone_has_its_card_and_its_words_in_every_language(world: World) -> None:
    wanted = {Milestone(measure, number) for measure, marks in MARKS.items() for number in marks}
    assert {Milestone(measure, number) for measure, chosen in FIGURES.items() for number in chosen} == wanted
    for language in LIBRARY.languages:
        voice = world.app.voices.of(language)
        assert voice.content.milestones.keys() == wanted
        for reached in wanted:
            words = voice.say.plain("milestone-words", measure=reached.measure.value, number=reached.number)
            assert not lacking(words), "letters that cannot be drawn"


async def test_the_third_day_in_a_row_brings_a_card_once(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for day in range(5):
        await world.advance(days=1)
        await say(world, ann, "done")
        assert cards(ann) == (["3 days: that is how a streak begins."] if day >= 2 else [])
    await say(world, ann, "one more")
    assert len(cards(ann)) == 1


async def test_a_timer_that_ends_brings_it_too_without_a_sound(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 6)
    await start_hold(world, ann, "supine")
    await world.advance(minutes=3)
    assert cards(ann) == ["7 days, and with them you have earned a spare day."]
    assert ann.chat.index(end_of(ann)) < len(ann.chat) - 1
    sent = [
        call
        for call in world.timeline
        if call.method == "sendPhoto" and "7 days" in str(call.params.get("caption"))
    ]
    assert [call.params["disable_notification"] for call in sent] == [True]


async def test_hours_in_all_count_whatever_was_stretched(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await has_stretched(world, ann, 5)
    await start_hold(world, ann, "cross-body")
    await world.advance(minutes=3)
    assert cards(ann) == ["5 hours of stretching in all, the length of a good long train ride."]


async def test_nothing_is_celebrated_while_something_hurts(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for _ in range(2):
        await world.advance(days=1)
        await say(world, ann, "done")
    await world.advance(days=1)
    await say(world, ann, "pain 4")
    await say(world, ann, "done")
    assert cards(ann) == []
    assert text_of(end_of(ann)).splitlines()[-1].startswith("Streak: 3 days"), (
        "nor is there a cheerful last word"
    )


async def test_one_that_is_taken_back_and_made_again_is_celebrated_once(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 2)
    await say(world, ann, "done")
    await press(world, ann, "Undo", end_of(ann))
    await say(world, ann, "done")
    assert len(cards(ann)) == 1


@pytest.mark.parametrize("fault", [faults.NO_CONNECTION, faults.too_many_requests(3)])
async def test_an_end_that_is_shown_anew_brings_it_too(
    world: World, ann: Person, fault: faults.Fault
) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 2)
    await start_hold(world, ann, "supine")
    await world.advance(seconds=20)
    world.telegram.faults.add(fault, "sendMessage", times=3)
    await world.advance(minutes=5)
    assert cards(ann) == ["3 days: that is how a streak begins."]


async def test_a_card_that_is_refused_leaves_its_sentence(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 2)
    world.telegram.faults.add(faults.WRONG_FILE_ID, "sendPhoto", times=2)
    await say(world, ann, "done")
    assert said(ann) == "3 days: that is how a streak begins."


def test_the_words_for_an_end_differ_for_a_week_of_two_a_day() -> None:
    for content in LIBRARY.languages.values():
        for sentences in (content.ends, content.praises):
            said_then = [sentences[turn % len(sentences)] for turn in range(1, 400)]
            assert all(len(set(said_then[at : at + 14])) == 14 for at in range(len(said_then) - 14))
