"""Reminders that notice: nobody answers them, or always at another hour; and the first one after a break."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.dialogue import AskedPain
from bot.domain.prompt import Delivery
from bot.localchat.people import Person
from bot.services.preferences import Option
from bot.storage.tables import prompts
from tests.world import (
    World,
    buttons,
    end_of,
    open_prompts,
    practised,
    press,
    profile_of,
    said,
    say,
    sent_prompts,
    subscribe,
    text_of,
    times_of,
)

UNANSWERED = "The last ones found no answer"
OFTEN = "You often stretch around"


def asked(person: Person, sentence: str) -> list[int]:
    """The places in the chat at which a sentence stands."""
    return [place for place, message in enumerate(person.chat) if sentence in text_of(message)]


async def skipped_because(world: World, person: Person) -> list[str]:
    """Why what was due to somebody was left out, in order."""
    async with world.app.database.read() as tx:
        query = select(prompts.c.reason).where(
            prompts.c.person_id == person.id, prompts.c.delivery == Delivery.SKIPPED.value
        )
        return list((await tx._connection.execute(query.order_by(prompts.c.due_at))).scalars())


async def begin(world: World, person: Person, time: str = "7:30") -> None:
    """Somebody whose first reminder comes within a day from now, half an hour after this hour."""
    await subscribe(world, person, time=time)
    await world.app.limber.preferences.set_up(person.id)
    for option in (Option.FLOOR, Option.AGE, Option.CHANCE):
        await world.app.limber.preferences.choose(person.id, option, "off")
    await world.advance(hours=1)


async def ignored(world: World, days: int) -> None:
    """So many days with a reminder at half past seven, and not a word."""
    for _ in range(days):
        await world.advance(days=1)


async def test_after_five_days_without_a_word_it_is_asked_once_what_would_suit_better(
    world: World, ann: Person
) -> None:
    await begin(world, ann)
    await ignored(world, 5)
    assert asked(ann, UNANSWERED) == []
    await ignored(world, 1)
    assert len(asked(ann, UNANSWERED)) == 1
    assert buttons(ann.last) == [
        "Another hour",
        "Fewer days",
        "Shorter ones",
        "A break",
        "Stop",
        "Leave it as it is",
    ]
    await ignored(world, 30)
    assert len(asked(ann, UNANSWERED)) == 1


async def test_after_ten_the_next_ones_wait_for_any_word(world: World, ann: Person) -> None:
    await begin(world, ann)
    before = len(sent_prompts(world, ann))
    await ignored(world, 10)
    assert len(sent_prompts(world, ann)) - before == 10
    await ignored(world, 4)
    assert len(sent_prompts(world, ann)) - before == 10, "there is nobody to read them"
    assert await skipped_because(world, ann) == ["waits-for-answer"] * 4
    await say(world, ann, "hello")
    await ignored(world, 1)
    assert len(sent_prompts(world, ann)) - before == 11


async def test_several_a_day_are_one_day_without_an_answer(world: World, ann: Person) -> None:
    await begin(world, ann, "7:30, 12:00, 18:00")
    before = len(sent_prompts(world, ann))
    await ignored(world, 8)
    assert len(asked(ann, UNANSWERED)) == 1
    assert len(sent_prompts(world, ann)) - before == 24
    assert await skipped_because(world, ann) == []


async def test_a_weekly_time_is_asked_about_after_five_weeks(world: World, ann: Person) -> None:
    await begin(world, ann, "7:30 on saturday")
    for week in range(1, 12):
        await world.advance(weeks=1)
        assert len(asked(ann, UNANSWERED)) == (week > 5), week
    assert await skipped_because(world, ann) == ["waits-for-answer"]


@pytest.mark.parametrize(
    ("label", "leads_to"),
    [
        ("Another hour", "07:30"),
        ("Fewer days", "07:30"),
        ("Shorter ones", "Fine: shorter ones from now on."),
        ("A break", "For how long?"),
        ("Stop", "record"),
        ("Leave it as it is", "Fine, it stays"),
    ],
)
async def test_what_may_suit_better_is_one_tap_away(
    world: World, ann: Person, label: str, leads_to: str
) -> None:
    await begin(world, ann)
    await ignored(world, 6)
    await press(world, ann, label)
    assert leads_to in said(ann)


async def test_shorter_ones_are_shorter_from_the_next_on(world: World, ann: Person) -> None:
    await begin(world, ann)
    await say(world, ann, "shorter ones")
    await world.advance(days=1)
    assert "×" not in text_of(open_prompts(ann)[-1]).splitlines()[2]
    assert "Shorter stretches: on" in await say(world, ann, "/settings")
    await press(world, ann, "Turn longer holds on")
    options = (await profile_of(world, ann)).person.options
    assert (options.longer, options.shorter) == (True, False)


async def done_at(world: World, person: Person, days: int, hour: int, minute: int = 0) -> None:
    """Each of the coming days the reminder is done at about this hour, in Berlin's summer time."""
    for day in range(days):
        today = world.clock.now().date() + timedelta(days=1)
        await world.until(datetime(today.year, today.month, today.day, hour - 2, minute + day, tzinfo=UTC))
        await press(world, person, "Done", open_prompts(person)[-1])


async def test_who_is_always_later_is_offered_that_hour_once_a_week_at_most(
    world: World, ann: Person
) -> None:
    await begin(world, ann, "7:30")
    await done_at(world, ann, 5, 18, 40)
    assert asked(ann, OFTEN) == []
    await world.advance(days=1)
    (place,) = asked(ann, OFTEN)
    assert text_of(ann.chat[place]) == "You often stretch around 18:40. Move the reminder of 07:30 there?"
    assert buttons(ann.chat[place]) == ["Move to 18:40", "Leave it as it is"]
    await done_at(world, ann, 3, 18, 40)
    assert len(asked(ann, OFTEN)) == 1
    await press(world, ann, "Move to 18:40", ann.chat[place])
    if "Change" in buttons(ann.last):
        await press(world, ann, "Change")
    assert await times_of(world, ann) == ["18:40"]


@pytest.mark.parametrize(("hour", "minute"), [(7, 50), (8, 0)])
async def test_who_is_near_the_hour_is_asked_nothing(
    world: World, ann: Person, hour: int, minute: int
) -> None:
    await begin(world, ann, "7:30")
    await done_at(world, ann, 7, hour, minute)
    assert asked(ann, OFTEN) == []


async def test_an_hour_that_has_its_own_time_is_not_offered(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30, 18:00")
    await world.advance(hours=1)
    await done_at(world, ann, 7, 17, 20)
    assert asked(ann, OFTEN) == []


async def test_the_first_one_after_a_break_is_a_short_one(world: World, ann: Person) -> None:
    await begin(world, ann)
    await practised(world, ann, 20)
    await say(world, ann, "pause 3 weeks")
    await world.advance(days=22, hours=1)
    assert "×" not in text_of(open_prompts(ann)[-1]).splitlines()[2]
    await say(world, ann, "done")
    await world.advance(days=1)
    assert "×" in text_of(open_prompts(ann)[-1])
    assert end_of(ann)


async def test_who_was_silent_before_is_asked_before_reminders_wait(world: World, ann: Person) -> None:
    await begin(world, ann)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        # As something else was asked lately, the question has to wait.
        await tx.people.save(replace(known, noticed_on=date(2027, 5, 12), noticed="SecondChance"))
    await ignored(world, 15)
    assert await skipped_because(world, ann) == []
    await ignored(world, 5)
    assert len(asked(ann, UNANSWERED)) == 1
    assert set(await skipped_because(world, ann)) == {"waits-for-answer"}


async def test_leaving_it_closes_no_other_question(world: World, ann: Person) -> None:
    await begin(world, ann)
    await ignored(world, 6)
    notice = ann.chat[asked(ann, UNANSWERED)[0]]
    await say(world, ann, "it hurts")
    await press(world, ann, "Leave it as it is", notice)
    assert isinstance((await profile_of(world, ann)).person.dialogue, AskedPain)


async def test_an_hour_that_was_declined_is_not_offered_again(world: World, ann: Person) -> None:
    await begin(world, ann, "7:30")
    await done_at(world, ann, 5, 18, 40)
    await world.advance(days=1)
    await press(world, ann, "Leave it as it is", ann.chat[asked(ann, OFTEN)[0]])
    await done_at(world, ann, 12, 18, 30)
    assert asked(ann, OFTEN) == []
