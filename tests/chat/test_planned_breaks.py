"""A break that begins later: as it is said, until it begins, while it is on, and after it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.dialogue import AskedBreak
from bot.domain.person import Standing
from bot.localchat.people import Person
from bot.storage.tables import prompts
from tests.kept import rows
from tests.world import World, buttons, press, profile_of, said, say, sent_prompts, subscribe, text_of

FRIDAY, SATURDAY, MONDAY = date(2027, 5, 7), date(2027, 5, 8), date(2027, 5, 10)
OUTCOMES = select(prompts.c.slot_on, prompts.c.delivery, prompts.c.reason).where(
    prompts.c.slot_id.is_not(None)
)


def noon(day: int, hour: int = 10) -> datetime:
    """That hour of a day of May 2027; Berlin is two hours ahead."""
    return datetime(2027, 5, day, hour, tzinfo=UTC)


@pytest.fixture
async def ann(world: World, ann: Person) -> Person:
    """A subscriber in Berlin at half past seven, on a Monday."""
    await subscribe(world, ann)
    return ann


async def planned(world: World, person: Person) -> tuple[date | None, date | None]:
    """The first day off of their break, and the first one back."""
    known = (await profile_of(world, person)).person
    return known.away_on, known.back_on


async def answered(world: World, person: Person, text: str) -> str:
    """What they are told, with the question that may come behind it."""
    await say(world, person, text)
    return "\n".join(text_of(message) for message in person.chat[-2:])


async def test_it_is_said_with_its_first_day_and_the_first_prompt_back(world: World, ann: Person) -> None:
    told = await say(world, ann, "off to Tenerife sat for a week")
    assert told == "Planned: no reminders from Sat 8 May until Sat 15 May.\nNext: Tue 07:30"
    assert buttons(ann.last) == ["Drop the break"]
    assert await planned(world, ann) == (SATURDAY, date(2027, 5, 15))


async def test_the_first_prompt_back_is_the_first_one_that_comes(world: World) -> None:
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob, time="weekdays 7:30")
    assert "until Mon 17 May" in await say(world, bob, "away from sat for a week")


async def test_until_it_begins_all_is_as_usual_and_then_nothing_comes_until_it_ends(
    world: World, ann: Person
) -> None:
    await say(world, ann, "away from friday to sunday")
    await world.until(noon(12))
    slots = [(on, reason or delivery) for on, delivery, reason in await rows(world, OUTCOMES)]
    off = {FRIDAY, SATURDAY, date(2027, 5, 9)}
    assert slots == [(on, "paused" if on in off else "sent") for on, _ in slots]
    assert {on for on, _ in slots} == {date(2027, 5, day) for day in range(4, 13)}
    # Whoever is back is on no break, whatever their row still says.
    assert "Nothing is paused" in await say(world, ann, "/resume")


async def test_it_takes_the_times_after_midnight_that_belong_to_its_evenings(
    world: World, ann: Person
) -> None:
    await say(world, ann, "/time 1:00")
    while "Day" in str(buttons(ann.last)) or "day" in str(buttons(ann.last)):
        await press(world, ann, buttons(ann.last)[0])
    person = (await profile_of(world, ann)).person
    await say(world, ann, "away from friday to sunday")
    away = (await profile_of(world, ann)).person
    # One in the night to Friday is still one of Thursday; one in the night to Monday is one of Sunday.
    assert not away.is_paused(datetime(2027, 5, 6, 23, tzinfo=UTC))
    assert away.is_paused(datetime(2027, 5, 9, 23, tzinfo=UTC))
    assert person.standing is Standing.ACTIVE


async def test_an_open_end_lasts_until_resumed(world: World, ann: Person) -> None:
    assert "from Fri 7 May on, until you say /resume" in await say(world, ann, "pause from friday on")
    await world.until(noon(20))
    before = len(sent_prompts(world, ann))
    assert "until you say /resume" in await answered(world, ann, "when is the next one")
    assert "Welcome back" in await say(world, ann, "/resume")
    await world.until(noon(21))
    assert len(sent_prompts(world, ann)) == before + 1


async def test_the_next_one_is_the_one_before_it_and_then_the_one_after(world: World, ann: Person) -> None:
    await say(world, ann, "away next week")
    told = await answered(world, ann, "when is the next one")
    assert "Next: Tue 07:30" in told
    assert "no reminders from Mon 10 May until Mon 17 May" in told
    assert "no reminders from Mon 10 May" in await say(world, ann, "/time")
    await world.until(noon(9))
    told = await answered(world, ann, "when is the next one")
    assert "Next: 17 May, 07:30" in told
    await world.until(noon(10))
    told = await answered(world, ann, "when is the next one")
    assert "A break is on" in told
    assert "Planned" not in told


@pytest.mark.parametrize(
    "words", ["/resume", "cancel the break", "drop the break", "no holiday after all", "doch kein Urlaub"]
)
async def test_words_drop_it(world: World, ann: Person, words: str) -> None:
    if words.startswith("doch"):
        await say(world, ann, "/language")
        await press(world, ann, next(label for label in buttons(ann.last) if "Deutsch" in label))
    await say(
        world, ann, "Urlaub ab Samstag für eine Woche" if words.startswith("doch") else "away next week"
    )
    await world.until(noon(4, 2))
    told = await say(world, ann, words)
    assert "dropped" in told or "gestrichen" in told
    assert await planned(world, ann) == (None, None)
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_the_button_drops_it_and_ends_it_once_it_is_on(world: World, ann: Person) -> None:
    await say(world, ann, "away next week")
    older = ann.last
    await say(world, ann, "away next week")
    await press(world, ann, "Drop the break")
    assert said(ann) == "The break is dropped. Next: Tue 07:30"
    await press(world, ann, "Drop the break", older)
    assert "Nothing is paused" in said(ann)
    await say(world, ann, "away next week")
    shown = ann.last
    await world.until(noon(11))
    await press(world, ann, "Drop the break", shown)
    assert "Welcome back" in said(ann)


async def test_start_says_what_is_planned_and_drops_nothing(world: World, ann: Person) -> None:
    await say(world, ann, "away next week")
    assert "no reminders from Mon 10 May" in await say(world, ann, "/start")
    assert await planned(world, ann) == (MONDAY, date(2027, 5, 17))


async def test_another_one_takes_its_place_and_that_is_said(world: World, ann: Person) -> None:
    await say(world, ann, "away next week")
    told = await say(world, ann, "away from friday for 3 days")
    assert "The break from Mon 10 May is dropped for it." in told
    assert await planned(world, ann) == (FRIDAY, MONDAY)
    told = await say(world, ann, "pause 2 days")
    assert "The break from Fri 7 May is dropped for it." in told
    assert await planned(world, ann) == (None, date(2027, 5, 5))


@pytest.mark.parametrize(
    ("words", "back_on"),
    [
        ("two more days", date(2027, 5, 19)),
        ("another week", date(2027, 5, 24)),
        ("only until Friday", date(2027, 5, 14)),
        ("until the 20th instead", date(2027, 5, 20)),
    ],
)
async def test_it_is_made_longer_or_shorter(world: World, ann: Person, words: str, back_on: date) -> None:
    await say(world, ann, "away next week")
    told = await say(world, ann, words)
    assert "Planned: no reminders from Mon 10 May until" in told
    assert "dropped" not in told
    assert await planned(world, ann) == (MONDAY, back_on)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("pause from 17 august to 3 august", "would end before it begins"),
        ("pause from 3.5.2029 to 10.5.2029", "more than a year ahead"),
        ("pause from 1 may 2026 to 8 may 2026", "not ahead of us"),
        ("tomorrow and friday off", "not one after another"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    world: World, ann: Person, words: str, why: str
) -> None:
    assert why in await say(world, ann, words)
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_a_break_that_is_on_goes_on_through_one_that_begins_within_it(
    world: World, ann: Person
) -> None:
    await say(world, ann, "pause 7 days")
    assert said(ann).startswith("Paused")
    await say(world, ann, "away from friday for two weeks")
    assert said(ann) == "Paused. Next: 21 May, 07:30"
    assert await planned(world, ann) == (None, date(2027, 5, 21))


async def test_one_after_a_break_that_is_on_is_not_kept_beside_it(world: World, ann: Person) -> None:
    await say(world, ann, "pause 2 days")
    told = await say(world, ann, "away next week")
    assert "A break is on until Wed 5 May" in told
    assert await planned(world, ann) == (None, date(2027, 5, 5))


async def test_what_may_be_one_is_asked_about_and_a_yes_plans_it(world: World, ann: Person) -> None:
    assert "Do you mean a break" in await say(world, ann, "can you pause from monday to friday?")
    assert buttons(ann.last)[0] == "Mon 10 May until Sat 15 May"
    person = (await profile_of(world, ann)).person
    assert (person.standing, person.dialogue) == (Standing.ACTIVE, AskedBreak(MONDAY, date(2027, 5, 15)))
    assert "Planned" in await say(world, ann, "yes")
    assert await planned(world, ann) == (MONDAY, date(2027, 5, 15))


async def test_of_two_ways_to_mean_it_one_is_pressed(world: World, ann: Person) -> None:
    await say(world, ann, "away next weekend")
    assert buttons(ann.last)[:2] == ["Sat 8 May until Mon 10 May", "Sat 15 May until Mon 17 May"]
    await press(world, ann, "Sat 15 May until Mon 17 May")
    assert await planned(world, ann) == (date(2027, 5, 15), date(2027, 5, 17))


async def test_a_button_of_days_that_are_over_plans_nothing(world: World, ann: Person) -> None:
    await say(world, ann, "can you pause from friday to sunday?")
    shown = ann.last
    await world.until(noon(11))
    await press(world, ann, "Fri 7 May until Mon 10 May", shown)
    assert "not ahead of us" in said(ann)
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_a_story_changes_nothing(world: World, ann: Person) -> None:
    for story in (
        "we were away from saturday for a week",
        "my sister is away from saturday for two weeks",
        "last year we went on holiday from 3 to 17 august",
        "do i lose my streak if i go on holiday from saturday?",
    ):
        await say(world, ann, story)
        assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_a_prompt_that_was_put_off_into_it_does_not_come(world: World, ann: Person) -> None:
    await say(world, ann, "away from wednesday for 3 days")
    await world.until(noon(4))
    before = len(sent_prompts(world, ann))
    await say(world, ann, "snooze tomorrow")
    await world.until(noon(7))
    assert len(sent_prompts(world, ann)) == before
    assert (await rows(world, select(prompts.c.reason).where(prompts.c.kind == "snoozed"))) == [("paused",)]


async def test_a_prompt_that_was_put_off_before_it_comes(world: World, ann: Person) -> None:
    await say(world, ann, "away from wednesday for 3 days")
    await world.until(noon(4))
    before = len(sent_prompts(world, ann))
    await say(world, ann, "snooze 30")
    await world.until(noon(4, 12))
    assert len(sent_prompts(world, ann)) == before + 1


async def test_who_asks_for_one_gets_it_while_it_is_on(world: World, ann: Person) -> None:
    await say(world, ann, "away from wednesday for 3 days")
    await world.until(noon(6))
    before = len(sent_prompts(world, ann))
    await say(world, ann, "/today")
    await world.advance(minutes=1)
    assert len(sent_prompts(world, ann)) == before + 1


async def test_a_timer_that_runs_as_it_begins_runs_on(world: World, ann: Person) -> None:
    await say(world, ann, "away from wednesday for 3 days")
    await world.until(datetime(2027, 5, 5, 0, 59, 50, tzinfo=UTC))
    await say(world, ann, "/today")
    await press(world, ann, "Start timer")
    await world.advance(seconds=20)
    assert (await profile_of(world, ann)).person.is_paused(world.clock.now())
    assert await world.app.limber.holds.running(ann.id, 0) is not None


async def test_days_without_a_prompt_are_no_gap_in_the_streak(world: World, ann: Person) -> None:
    await world.until(noon(4))
    await say(world, ann, "done")
    await say(world, ann, "away from wednesday for 3 days")
    await world.until(noon(8))
    await say(world, ann, "done")
    assert "2 days" in await say(world, ann, "/stats")


async def test_the_same_update_twice_plans_the_same(world: World, ann: Person) -> None:
    for _ in range(2):
        told = await say(world, ann, "away next week")
        assert "dropped" not in told
    assert await planned(world, ann) == (MONDAY, MONDAY + timedelta(days=7))


async def test_stopping_and_coming_back_forgets_it(world: World, ann: Person) -> None:
    await say(world, ann, "away next week")
    await say(world, ann, "/stop")
    await press(world, ann, "Stop, keep my record")
    await say(world, ann, "/start")
    assert await planned(world, ann) == (None, None)
