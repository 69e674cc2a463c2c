"""The week as a picture on Sundays: offered in the second week, off until somebody wants it, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.prompt import Delivery, Reason
from bot.localchat.faults import refusing
from bot.localchat.limits import Refusal
from bot.localchat.people import Person
from bot.storage.summaries import SummaryOutcome
from tests.world import World, buttons, gets_only, press, profile_of, said, say, subscribe, text_of

# The first Monday is 3 May; six in Berlin is four in UTC.
SUNDAY_EVENING = datetime(2027, 5, 9, 16, 5, tzinfo=UTC)
SUNDAY = SUNDAY_EVENING.date()
TITLE = "Your week, 3 May to 9 May"


async def outcomes(world: World, ann: Person) -> list[SummaryOutcome]:
    async with world.app.database.read() as tx:
        return list(await tx.summaries.of_person(ann.id))


def summaries_in(ann: Person) -> list[str]:
    return [text_of(message) for message in ann.chat if text_of(message).startswith("Your week, ")]


async def on_sunday(world: World, ann: Person, *, wants: bool = True) -> None:
    """Somebody with a record of five days, on the Sunday of their first week."""
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    if wants:
        await say(world, ann, "/settings")
        await press(world, ann, "A summary on Sundays")
        assert "Your week as a picture on Sundays: comes in the evening" in said(ann)
    await world.advance(hours=1)
    for text in ("done", "done", "skip", "done", "done"):
        await world.advance(days=1)
        await say(world, ann, text)


async def sunday(world: World, at: datetime = SUNDAY_EVENING) -> None:
    await world.until(at)
    await world.app.limber.summaries.send_due()
    await world.settle()


async def test_the_week_comes_once_on_sunday_evening_with_a_picture_and_a_suggestion(
    world: World, ann: Person
) -> None:
    await on_sunday(world, ann)
    await sunday(world, SUNDAY_EVENING - timedelta(minutes=10))
    assert summaries_in(ann) == []
    await sunday(world)
    assert "photo" in ann.last
    assert said(ann).splitlines() == [
        TITLE,
        "Done on 4 of 6 days, 2 of 3 min a leg.",
        "Nothing needs to change: go on as it suits you.",
    ]
    assert buttons(ann.last) == ["Day by day"]
    call = next(call for call in reversed(world.timeline) if call.method == "sendPhoto")
    assert call.params["disable_notification"] is True
    await sunday(world)
    await sunday(world, SUNDAY_EVENING + timedelta(hours=5))
    assert len(summaries_in(ann)) == 1
    assert await outcomes(world, ann) == [SummaryOutcome(SUNDAY, Delivery.SENT, None)]
    await sunday(world, SUNDAY_EVENING + timedelta(days=7))
    assert len(summaries_in(ann)) == 2


async def test_nobody_gets_one_who_did_not_ask_for_it(world: World, ann: Person) -> None:
    await on_sunday(world, ann, wants=False)
    await sunday(world)
    assert summaries_in(ann) == []
    assert await outcomes(world, ann) == []


async def test_it_is_offered_once_in_the_second_week_and_taken_by_a_button(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    await world.advance(hours=1)
    for _ in range(16):
        await world.advance(days=1)
        await say(world, ann, "done")
    offered = [message for message in ann.chat if "Yes, on Sundays" in buttons(message)]
    assert len(offered) == 1
    noticed_on = (await profile_of(world, ann)).person
    assert noticed_on.options.summary_offered
    assert noticed_on.options.summary_on is None
    await press(world, ann, "Yes, on Sundays")
    assert "on Sunday evenings from now on" in text_of(
        next(message for message in ann.chat if message["message_id"] == offered[0]["message_id"])
    )
    on = (await profile_of(world, ann)).person.options.summary_on
    assert on is not None
    assert on.weekday() == 6


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("/pause 5 days", Reason.PAUSED),
        ("chest pain", Reason.ALARM),
        ("enough for today", Reason.RESTING),
    ],
)
async def test_none_comes_in_a_break_on_a_day_of_rest_or_while_a_sign_holds(
    world: World, ann: Person, typed: str, reason: Reason
) -> None:
    await on_sunday(world, ann)
    await world.until(SUNDAY_EVENING - timedelta(hours=3))
    await say(world, ann, typed)
    await sunday(world)
    assert summaries_in(ann) == []
    assert await outcomes(world, ann) == [SummaryOutcome(SUNDAY, Delivery.SKIPPED, reason)]


async def test_in_quiet_hours_it_waits_and_then_comes_no_more(world: World, ann: Person) -> None:
    await on_sunday(world, ann)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        quiet = replace(
            known.options,
            quiet_from=SUNDAY_EVENING.replace(hour=15, minute=0).time(),
            quiet_to=SUNDAY_EVENING.replace(hour=19, minute=0).time(),
        )
        await tx.people.save(replace(known, options=quiet))
    await sunday(world)
    assert summaries_in(ann) == []
    await sunday(world, SUNDAY_EVENING + timedelta(hours=1))
    assert len(summaries_in(ann)) == 1


async def test_what_limber_was_away_for_too_long_for_is_left_out(world: World, ann: Person) -> None:
    await on_sunday(world, ann)
    await sunday(world, SUNDAY_EVENING + timedelta(hours=4))
    assert summaries_in(ann) == []
    assert await outcomes(world, ann) == [SummaryOutcome(SUNDAY, Delivery.SKIPPED, Reason.LATE)]


async def test_one_that_telegram_refuses_is_not_sent_again(world: World, ann: Person) -> None:
    await on_sunday(world, ann)
    await world.until(SUNDAY_EVENING)
    world.telegram.faults.add(refusing(Refusal(403, "Forbidden: bot was blocked by the user")), "sendPhoto")
    await sunday(world)
    assert [outcome.delivery for outcome in await outcomes(world, ann)] == [Delivery.UNREACHABLE]
    await sunday(world, SUNDAY_EVENING + timedelta(minutes=10))
    assert len(await outcomes(world, ann)) == 1


async def test_a_sunday_that_only_a_wrong_clock_can_have_named_is_brought_back(
    world: World, ann: Person
) -> None:
    await on_sunday(world, ann)
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(
            replace(known, options=replace(known.options, summary_on=SUNDAY + timedelta(days=700)))
        )
    await world.app.limber.summaries.send_due()
    assert (await profile_of(world, ann)).person.options.summary_on == SUNDAY
