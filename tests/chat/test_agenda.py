"""/plan: what comes in the coming seven days, kept, swapped, and what comes after all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.agenda import Because, Item
from bot.domain.own import OwnExercise
from bot.domain.person import Liking
from bot.domain.setting import Setting
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.preferences import Option
from bot.storage.practices import NewPractice
from tests.chat.test_mine import keep
from tests.wording import TEXTS
from tests.world import (
    FakeClock,
    World,
    buttons,
    name_in,
    open_prompts,
    practised,
    press,
    running,
    said,
    say,
    sent_prompts,
    subscribe,
    text_of,
)

INSTEAD = re.compile(r"In place of (?:“(?P<name>[^”]+)”|the session planned), because (?P<why>[^.]+)\.")


async def items_of(world: World, person: Person) -> list[Item]:
    """What is kept of what is to come, in order."""
    async with world.app.database.read() as tx:
        kept = await tx.agenda.of_person(person.id)
    return sorted(kept.values(), key=lambda item: (item.on, item.slot_id))


async def put_ahead(world: World, person: Person, *stretch_ids: str, minutes: int = 0) -> None:
    """Chooses the same for all that is to come."""
    kept = await items_of(world, person)
    async with world.app.database.write() as tx:
        items = [replace(item, stretch_ids=stretch_ids, minutes=minutes) for item in kept]
        await tx.agenda.keep(person.id, items)


async def set_option(world: World, person: Person, **options: Any) -> None:
    async with world.app.database.write() as tx:
        known = await tx.people.get(person.id)
        assert known is not None
        await tx.people.save(replace(known, options=replace(known.options, **options)))


async def never_asked(world: World, person: Person) -> None:
    """Nothing is asked of somebody between their prompts."""
    await set_option(world, person, set_up=True, floor_asked=True, age_asked=True, chance_offered=True)


@pytest.fixture
async def ben(world: World, ann: Person) -> Person:
    """Somebody with a time at half past twelve, who looks at what is to come once that of Monday has come."""
    await subscribe(world, ann, time="12:30")
    await never_asked(world, ann)
    await world.advance(hours=6)
    await say(world, ann, "/plan")
    return ann


def lines_of(text: str) -> dict[str, list[str]]:
    """What comes, by the day as it is written: each time with the name."""
    found = re.findall(r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (.*)$", text, re.MULTILINE)
    return {day: what.split(" · ") for day, what in found}


def instead(person: Person) -> tuple[str | None, str]:
    """In whose place the last prompt came, and why."""
    found = INSTEAD.search(text_of(open_prompts(person)[-1]))
    assert found is not None, text_of(open_prompts(person)[-1])
    return found["name"], found["why"]


async def next_day(world: World) -> None:
    """Until just after half past twelve of the next day."""
    await world.until(datetime(2027, 5, 4, 10, 31, tzinfo=UTC))


# What it shows


async def test_it_shows_seven_days_on_a_drawn_sheet_with_the_same_in_words(world: World, ben: Person) -> None:
    shown = text_of(ben.last)
    assert "photo" in ben.last
    lines = lines_of(shown)
    assert list(lines) == ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"]
    names = {words.name for words in world.app.voices.of("en").content.stretches.values()}
    assert all(len(of_day) == 1 and of_day[0] in names for of_day in lines.values())
    assert buttons(ben.last) == [f"↻ {day}" for day in lines]
    sheet = world.telegram.state.files.find(ben.last["photo"][-1]["file_id"])
    assert sheet is not None
    assert len(sheet.content) < 200_000


async def test_it_is_the_same_when_it_is_opened_once_more(world: World, ben: Person) -> None:
    first = text_of(ben.last)
    assert await say(world, ben, "what's coming this week") == first
    assert await say(world, ben, "weekly plan") == first
    await next_day(world)
    later = lines_of(await say(world, ben, "/plan"))
    assert {day: later[day] for day in list(later)[:6]} == {
        day: lines_of(first)[day] for day in list(later)[:6]
    }
    assert list(later)[-1] == "Tue", "the day that was not covered is chosen now"


async def test_it_is_reached_from_the_times(world: World, ben: Person) -> None:
    first = text_of(ben.last)
    assert "/plan" in await say(world, ben, "/help")
    await say(world, ben, "/time")
    await press(world, ben, "What comes")
    assert said(ben) == first


@pytest.mark.parametrize("does", [True, False], ids=["done", "ignored"])
@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        ("7:30", 0),
        ("7:30, 12:30, 18:00", 0),
        ("every other day 7:30", 0),
        ("weekdays 8, sat 10", 0),
        ("23:30, 00:30", 0),
        ("7:30", 5),
        ("7:30, 18:00", 10),
    ],
)
async def test_what_it_shows_is_what_comes(
    world: World, ann: Person, times: str, minutes: int, does: bool
) -> None:
    await subscribe(world, ann, time=times)
    for answer in ("One more stretch", "The day before"):
        if answer in buttons(ann.last):
            await press(world, ann, answer)
    await never_asked(world, ann)
    await set_option(world, ann, minutes=minutes)
    shown = lines_of(await say(world, ann, "/plan"))
    items = await items_of(world, ann)
    assert len(items) == sum(map(len, shown.values()))
    began = len(sent_prompts(world, ann))
    end = world.clock.now() + timedelta(days=8)
    while world.clock.now() < end:
        await world.advance(hours=1)
        if does and open_prompts(ann):
            await say(world, ann, "done")
            async with world.app.database.write() as tx:
                # Whoever did one within two hours gets none; here each is to come.
                known = await tx.people.get(ann.id)
                assert known is not None
                await tx.people.save(replace(known, progress=replace(known.progress, last_done_at=None)))
    async with world.app.database.read() as tx:
        since = end - timedelta(days=9)
        sent = (await tx.prompts.delivered_since([ann.id], since))[ann.id]
    came = {(prompt.slot_id, prompt.on): prompt for prompt in sent if prompt.slot_id is not None}
    assert len(sent_prompts(world, ann)) - began >= len(items)
    for item in items:
        prompt = came[item.slot_id, item.on]
        assert prompt.because is None
        assert prompt.stretch_ids == item.stretch_ids
        assert bool(prompt.parts) == bool(minutes)


async def test_a_break_free_days_and_rest_leave_their_days_out(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pause from thursday until saturday")
    await set_option(world, ann, rest_days=frozenset({6}))
    shown = await say(world, ann, "/plan")
    assert list(lines_of(shown)) == ["Tue", "Wed", "Mon"]
    assert (
        "Planned: no reminders from Thu, 6 May until" in shown
        or "Planned: no reminders from Thu 6 May" in shown
    )


async def test_without_anything_to_come_it_says_why(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "pause")
    await press(world, ann, "Until I resume")
    assert await say(world, ann, "/plan") == (
        "Nothing comes in the coming days. No reminders until you say /resume."
    )
    assert await items_of(world, ann) == []


async def test_nothing_is_shown_before_the_safety_screen(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    assert "The coming seven days" not in await say(world, ann, "/plan")
    assert await items_of(world, ann) == []


# Swaps


async def test_a_swap_brings_another_one_in_the_same_message(world: World, ben: Person) -> None:
    sheet, before = ben.last["message_id"], lines_of(text_of(ben.last))
    await press(world, ben, "↻ Tue")
    assert ben.last["message_id"] == sheet
    after = lines_of(text_of(ben.last))
    assert {day for day in after if after[day] != before[day]} == {"Tue"}
    await next_day(world)
    assert name_in(open_prompts(ben)[-1]) == after["Tue"][0]
    assert "In place of" not in text_of(open_prompts(ben)[-1])


async def test_two_presses_before_an_answer_swap_once(world: World, ben: Person) -> None:
    for _ in range(2):
        ben.presses(ben.last, "↻ Wed")
    await world.settle()
    assert [item.turn for item in await items_of(world, ben)] == [1, 2, 1, 1, 1, 1, 1]


async def test_swaps_go_round_what_fits_before_one_comes_back(world: World, ben: Person) -> None:
    seen = [lines_of(text_of(ben.last))["Thu"][0]]
    for _ in range(5):
        await press(world, ben, "↻ Thu")
        seen.append(lines_of(text_of(ben.last))["Thu"][0])
    assert len(set(seen)) == 6
    days = [what for of_day in lines_of(text_of(ben.last)).values() for what in of_day]
    assert all(before != later for before, later in pairwise(days))


async def test_where_nothing_else_fits_a_swap_says_so(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="12:30")
    for id_ in world.app.voices.of("en").library.stretches.keys() - {"supine"}:
        await world.app.limber.preferences.like(ann.id, id_, Liking.NOT_FOR_ME)
    before = await say(world, ann, "/plan")
    assert await press(world, ann, "↻ Tue") == "Nothing else fits at that time."
    assert said(ann) == before


async def test_several_times_of_a_day_are_swapped_one_by_one(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30, 18:00")
    before = lines_of(await say(world, ann, "/plan"))
    assert len(before["Tue"]) == 2
    await press(world, ann, "↻ Tue")
    assert buttons(ann.last) == ["↻ 07:30", "↻ 18:00", "Back"]
    await press(world, ann, "↻ 18:00")
    assert buttons(ann.last) == ["↻ 07:30", "↻ 18:00", "Back"]
    after = lines_of(said(ann))
    assert after["Tue"][0] == before["Tue"][0]
    assert after["Tue"][1] != before["Tue"][1]
    await press(world, ann, "Back")
    assert "↻ Wed" in buttons(ann.last)


async def test_a_session_is_swapped_as_a_whole(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await set_option(world, ann, minutes=10)
    before = lines_of(await say(world, ann, "/plan"))
    assert before["Tue"][0].startswith("10 min: ")
    await press(world, ann, "↻ Tue")
    after = lines_of(said(ann))
    assert after["Tue"] != before["Tue"]
    assert after["Tue"][0].startswith("10 min: ")


async def test_what_stands_on_its_buttons_can_be_typed(world: World, ben: Person) -> None:
    before = lines_of(text_of(ben.last))
    after = lines_of(await say(world, ben, "Fri"))
    assert {day for day in after if after[day] != before[day]} == {"Fri"}


async def test_a_button_of_a_time_that_is_over_changes_nothing(world: World, ben: Person) -> None:
    sheet = ben.last
    await next_day(world)
    before = await items_of(world, ben)
    await press(world, ben, "↻ Tue", sheet)
    assert [item.turn for item in await items_of(world, ben)] == [1] * 8
    assert [item.stretch_ids for item in await items_of(world, ben)][:7] == [
        item.stretch_ids for item in before
    ]


# Another one after all


@pytest.mark.parametrize(
    ("planned", "changes", "why"),
    [
        ("cat-cow", {"tags": "wrists"}, "that does not go with what applies to you"),
        ("standing", {"liking": Liking.NOT_FOR_ME}, "you marked that as not for you"),
        ("reclining-big-toe", {"lacking": frozenset({"strap", "roller"})}, "you lack the gear for that"),
        ("supine", {"setting": Setting.OFFICE}, "you are somewhere else at this time"),
        ("downward-dog", {"level": 1}, "you chose an easier level"),
        ("standing", {"programme": "desk"}, "you chose another programme"),
    ],
)
async def test_what_no_longer_suits_gives_way_and_the_prompt_says_why(
    world: World, ben: Person, planned: str, changes: dict[str, Any], why: str
) -> None:
    library = world.app.voices.of("en").library
    await set_option(world, ben, level=3, lacking=frozenset({"roller"}))
    await put_ahead(world, ben, planned)
    match changes:
        case {"tags": _}:
            tag = next(
                tag for tag in library.tags.values() if planned in tag.hides and not tag.hides_everything
            )
            await world.app.limber.people.tick(ben.id, tag, on=True)
        case {"liking": liking}:
            await world.app.limber.preferences.like(ben.id, planned, liking)
        case _:
            await set_option(world, ben, **changes)
    await next_day(world)
    name = world.app.voices.of("en").name(planned)
    assert instead(ben) == (name, why)
    assert name_in(open_prompts(ben)[-1]) != name


async def test_the_place_of_a_time_changes_what_comes_then(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "supine")
    (slot,) = (await world.app.limber.people.profile(ben.id)).slots
    await world.app.limber.whereabouts.keep(ben.id, slot.id, Setting.OFFICE)
    await next_day(world)
    assert instead(ben)[1] == "you are somewhere else at this time"


async def test_after_strong_pain_only_gentle_ones_come(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "standing")
    await say(world, ben, "pain 8")
    await next_day(world)
    assert instead(ben)[1] == "something hurt"
    assert name_in(open_prompts(ben)[-1]) in {"Lying hamstring stretch", "Cat and cow"}


async def test_what_is_too_much_for_a_leg_that_day_gives_way(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "standing")
    await world.until(datetime(2027, 5, 4, 9, 0, tzinfo=UTC))
    async with world.app.database.write() as tx:
        at = world.clock.now() - timedelta(hours=3)
        await tx.practices.add(
            NewPractice(ben.id, date(2027, 5, 4), "supine", at, 230, 230, True, True, None, None)
        )
    await next_day(world)
    assert instead(ben) == ("Heel-forward stretch", "your legs have had enough for the day")


async def test_an_earlier_time_keeps_what_was_chosen_unless_it_does_not_suit_the_morning(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="18:00")
    await never_asked(world, ann)
    await say(world, ann, "/plan")
    await put_ahead(world, ann, "standing-forward-bend")
    await set_option(world, ann, level=3)
    await say(world, ann, "7:30")
    if "Change" in buttons(ann.last):
        await press(world, ann, "Change")
    await next_day(world)
    assert instead(ann)[1] == "that does not suit the early morning"


async def test_a_session_that_was_planned_gives_way_to_one_stretch_and_the_other_way_round(
    world: World, ben: Person
) -> None:
    await set_option(world, ben, minutes=5)
    await next_day(world)
    name, why = instead(ben)
    assert (name is not None, why) == (True, "you chose another length")
    await say(world, ben, "/plan")
    assert all(item.minutes == 5 for item in (await items_of(world, ben))[1:])
    await set_option(world, ben, minutes=0)
    await world.advance(days=1)
    assert instead(ben) == (None, "you chose another length")


async def test_one_of_a_session_that_no_longer_suits_gives_way_alone(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await never_asked(world, ann)
    await set_option(world, ann, minutes=10)
    await say(world, ann, "/plan")
    first = (await items_of(world, ann))[0]
    gone, *others = first.stretch_ids
    await world.app.limber.preferences.like(ann.id, gone, Liking.NOT_FOR_ME)
    await next_day(world)
    assert instead(ann) == (world.app.voices.of("en").name(gone), "you marked that as not for you")
    shown = text_of(open_prompts(ann)[-1])
    assert sum(world.app.voices.of("en").name(id_) in shown for id_ in others) >= len(others) - 1


async def test_after_days_without_one_a_session_gives_way_to_a_gentle_stretch(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="12:30")
    await never_asked(world, ann)
    await practised(world, ann, 3, days_ago=13)
    await set_option(world, ann, minutes=5)
    assert "5 min: " in await say(world, ann, "/plan")
    await next_day(world)
    assert instead(ann) == (None, "you have had a break")


async def test_what_came_in_the_place_of_another_does_not_come_the_day_after(
    world: World, ben: Person
) -> None:
    await put_ahead(world, ben, "standing")
    await world.app.limber.preferences.like(ben.id, "standing", Liking.NOT_FOR_ME)
    await next_day(world)
    name = name_in(open_prompts(ben)[-1])
    content = world.app.voices.of("en").content.stretches
    await put_ahead(world, ben, next(id_ for id_, words in content.items() if words.name == name))
    await world.advance(days=1)
    assert instead(ben) == (name, "that came just lately")


async def test_what_the_content_has_no_more_gives_way(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "one-of-old")
    await next_day(world)
    assert instead(ben) == ("a stretch", "something better fits now")


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_reason_has_words_of_its_own(language: str) -> None:
    say_it = TEXTS[language].plain
    said_of = {
        because: say_it("prompt-instead", kind="stretch", name="It", because=because.value)
        for because in Because
    }
    assert len(set(said_of.values())) == len(Because)


async def test_a_prompt_that_is_shown_once_more_says_the_same(world: World, ben: Person) -> None:
    await world.app.limber.preferences.choose(ben.id, Option.CHANCE, "on")
    await put_ahead(world, ben, "standing")
    await world.app.limber.preferences.like(ben.id, "standing", Liking.NOT_FOR_ME)
    await next_day(world)
    told = instead(ben)
    await world.advance(hours=3)
    assert text_of(open_prompts(ben)[-1]).startswith("Once more")
    assert instead(ben) == told


async def test_another_one_asked_for_says_nothing_of_it(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "standing")
    await world.app.limber.preferences.like(ben.id, "standing", Liking.NOT_FOR_ME)
    await next_day(world)
    await say(world, ben, "another")
    assert "In place of" not in text_of(open_prompts(ben)[-1])


async def test_what_may_come_no_more_is_replaced_when_it_is_opened(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "standing")
    await world.app.limber.preferences.like(ben.id, "standing", Liking.NOT_FOR_ME)
    shown = await say(world, ben, "/plan")
    assert "Heel-forward stretch" not in shown
    assert [item.turn for item in await items_of(world, ben)] == [2] * 7
    await next_day(world)
    assert "In place of" not in text_of(open_prompts(ben)[-1])


# What is kept


async def test_a_slot_that_moves_keeps_what_was_chosen_and_one_that_goes_takes_it_along(
    world: World, ben: Person
) -> None:
    before = [item.stretch_ids for item in await items_of(world, ben)]
    await say(world, ben, "15:30")
    if "Change" in buttons(ben.last):
        await press(world, ben, "Change")
    shown = lines_of(await say(world, ben, "/plan"))
    assert len(shown) == 7
    kept = {item.on: item.stretch_ids for item in await items_of(world, ben)}
    assert [kept[date(2027, 5, 4) + timedelta(days=later)] for later in range(7)] == before
    async with world.app.database.write() as tx:
        (slot,) = await tx.slots.of_person(ben.id)
        await tx.slots.remove(slot.id)
    assert await items_of(world, ben) == []


async def test_another_city_keeps_what_was_chosen_for_the_days(world: World, ben: Person) -> None:
    before = {item.on: item.stretch_ids for item in await items_of(world, ben)}
    await say(world, ben, "I live in New York")
    await press(world, ben, "Yes, that is right")
    await say(world, ben, "/plan")
    after = {item.on: item.stretch_ids for item in await items_of(world, ben)}
    assert {on: after[on] for on in before} == before


async def test_deleting_takes_it_along(world: World, ben: Person) -> None:
    await say(world, ben, "/delete")
    await press(world, ben, "Delete everything")
    assert await items_of(world, ben) == []


async def test_what_is_over_is_forgotten(world: World, ben: Person) -> None:
    await world.app.limber.retention.forget()
    assert len(await items_of(world, ben)) == 7
    world.clock.set(world.clock.now() + timedelta(days=30))
    await world.app.limber.retention.forget()
    assert await items_of(world, ben) == []


async def test_it_is_the_same_on_both_databases(
    telegram: LocalTelegram, clock: FakeClock, database_url: str
) -> None:
    async with running(telegram, clock, database_url) as world:
        ann = telegram.person("Ann", language_code="en")
        await subscribe(world, ann, time="12:30")
        await never_asked(world, ann)
        before = lines_of(await say(world, ann, "weekly plan"))
        await press(world, ann, "↻ Mon")
        after = lines_of(said(ann))
        assert {day for day in after if after[day] != before[day]} == {"Mon"}
        await world.until(datetime(2027, 5, 3, 10, 31, tzinfo=UTC))
        assert [name_in(open_prompts(ann)[-1])] == after["Mon"]
        planned = (await items_of(world, ann))[1].stretch_ids[0]
        await world.app.limber.preferences.like(ann.id, planned, Liking.NOT_FOR_ME)
        await next_day(world)
        assert instead(ann) == (*after["Tue"], "you marked that as not for you")
        await world.app.limber.people.erase(ann.id)
        assert await items_of(world, ann) == []


# What it costs


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = world.app.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


async def test_a_chunk_of_people_is_asked_about_in_one_question(world: World) -> None:
    people = [world.telegram.person(f"P{number}", language_code="en") for number in range(6)]
    for person in people:
        await subscribe(world, person)
        await say(world, person, "/plan")
    with counted(world) as statements:
        await next_day(world)
    assert all(open_prompts(person) for person in people)
    assert sum("FROM agenda" in statement for statement in statements) == 1


async def test_an_own_exercise_keeps_to_its_days(world: World, ben: Person) -> None:
    await put_ahead(world, ben, "standing")
    # The next day is a Tuesday.
    await keep(world, ben, OwnExercise("own-1", "Towel pull", days=frozenset({1})))
    await next_day(world)
    assert name_in(open_prompts(ben)[-1]) == "Towel pull"
    assert instead(ben) == ("Heel-forward stretch", "your own exercises have days of their own")


async def test_an_own_exercise_that_got_other_days_gives_way(world: World, ben: Person) -> None:
    await keep(world, ben, OwnExercise("own-1", "Towel pull", days=frozenset({0})))
    await put_ahead(world, ben, "own-1")
    await next_day(world)
    assert instead(ben) == ("Towel pull", "your own exercises have days of their own")
