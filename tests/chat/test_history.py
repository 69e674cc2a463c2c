"""/history: days one by one in one message, and their changes, which say first what they do to the streak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.dialogue import AskedChange
from bot.domain.practice import IN_GENERAL, Pain
from bot.localchat.people import Person
from tests.world import (
    MONDAY_MORNING,
    World,
    buttons,
    gets_only,
    practised,
    press,
    profile_of,
    record_of,
    said,
    say,
    subscribe,
    text_of,
)

MONDAY = MONDAY_MORNING.date()


async def with_a_record(world: World, ann: Person) -> None:
    """Tuesday done, Wednesday let pass, Thursday skipped; it is Friday, with a prompt that is open."""
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    await world.advance(days=1, hours=1)
    await say(world, ann, "done")
    await world.advance(days=2)
    await say(world, ann, "skip")
    await world.advance(days=1)


async def speaks(world: World, ann: Person, language: str) -> None:
    """Lets Limber speak another language with somebody."""
    async with world.app.database.write() as tx:
        known = await tx.people.get(ann.id)
        assert known is not None
        await tx.people.save(replace(known, language=language))


async def days_of(world: World, ann: Person) -> list[date]:
    return [entry.day for entry in await record_of(world, ann) if entry.counts]


def on(weekday: int) -> date:
    """A day of the week that began with the first Monday."""
    return MONDAY + timedelta(days=weekday)


async def test_history_shows_the_days_with_what_was_done_newest_first(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "pain 2")
    shown = (await say(world, ann, "/history")).splitlines()
    assert shown[0] == "Day by day, 1 May to 7 May"
    assert [line for line in shown if "·" in line] == [
        "Fri 7 May · open so far",
        "Thu 6 May · skipped",
        "Wed 5 May · no entry",
        "Tue 4 May · done",
        "Mon 3 May · no reminder",
        "Sun 2 May · –",
        "Sat 1 May · –",
    ]
    assert "• Lying hamstring stretch, 30 s a leg" in shown
    assert buttons(ann.last) == ["Fri", "Thu", "Wed", "Tue", "Mon", "Sun", "Sat", "Older ›", "Overview"]


async def test_pages_turn_in_the_same_message_as_far_as_90_days(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "history")
    message_id = ann.last["message_id"]
    for _ in range(12):
        await press(world, ann, "Older ›")
    assert ann.last["message_id"] == message_id
    assert said(ann).splitlines()[0] == "Day by day, 7 Feb to 12 Feb"
    assert buttons(ann.last) == ["‹ Newer", "Overview"]
    await press(world, ann, "‹ Newer")
    assert said(ann).splitlines()[0] == "Day by day, 13 Feb to 19 Feb"


async def test_stats_lead_to_the_days_and_back_in_one_place(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/stats")
    before = len(ann.chat)
    await press(world, ann, "Day by day")
    assert said(ann).startswith("Day by day, ")
    assert "photo" not in ann.last
    await press(world, ann, "Overview")
    assert "12 weeks: " in said(ann)
    assert "photo" in ann.last
    assert len(ann.chat) == before


@pytest.mark.parametrize("way", ["Keep", "yes", "keep"])
async def test_done_yesterday_says_what_it_does_before_it_is_kept(
    world: World, ann: Person, way: str
) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    await practised(world, ann, 8)
    await world.advance(days=2, hours=1)
    before = await record_of(world, ann)
    asked = await say(world, ann, "done yesterday")
    assert "To be logged as done" in asked
    assert "• Tue 4 May: Lying hamstring stretch" in asked
    # The spare day that eight days have earned covers it meanwhile.
    assert "Your streak would become 9 days." in asked
    assert buttons(ann.last) == ["Keep", "Leave as it is"]
    assert await record_of(world, ann) == before, "nothing is changed before it is kept"
    await (press if way == "Keep" else say)(world, ann, way)
    assert said(ann) == "Logged: Tue 4 May.\nStreak: 9 days, your best so far."
    (entry,) = [entry for entry in await record_of(world, ann) if entry not in before]
    assert (entry.day, entry.left, entry.right, entry.timed) == (on(1), 40, 40, False)
    assert (await profile_of(world, ann)).person.dialogue is None
    assert "Streak: 9 days" in await say(world, ann, "/stats")


@pytest.mark.parametrize("way", ["Leave as it is", "no", "cancel"])
async def test_who_thinks_better_of_it_changes_nothing(world: World, ann: Person, way: str) -> None:
    await with_a_record(world, ann)
    before = await record_of(world, ann)
    await say(world, ann, "done yesterday")
    await (press if way[0].isupper() else say)(world, ann, way)
    assert said(ann) == "The record stays as it is."
    assert await record_of(world, ann) == before
    assert (await profile_of(world, ann)).person.dialogue is None


@pytest.mark.parametrize(
    ("language", "typed", "days"),
    [
        ("en", "done mon and tue", [on(0), on(1)]),
        ("en", "did it on wednesday", [on(2)]),
        ("en", "done mon-wed", [on(0), on(1), on(2)]),
        ("en", "i did it yesterday", [on(3)]),
        ("en", "done the day before yesterday", [on(2)]),
        ("en", "done 3 may and 5 may", [on(0), on(2)]),
        ("de", "Mo und Di gemacht", [on(0), on(1)]),
        ("de", "gestern gemacht", [on(3)]),
        ("de", "vorgestern gemacht", [on(2)]),
        ("de", "am 3. Mai gemacht", [on(0)]),
        ("de", "hab ich am Mittwoch gemacht", [on(2)]),
    ],
)
async def test_days_are_added_by_words(
    world: World, ann: Person, language: str, typed: str, days: list[date]
) -> None:
    await subscribe(world, ann)
    await world.advance(days=4, hours=1)
    await speaks(world, ann, language)
    assert await record_of(world, ann) == []
    await say(world, ann, typed)
    assert await record_of(world, ann) == []
    await say(world, ann, {"en": "yes", "de": "ja"}[language])
    assert await days_of(world, ann) == days


@pytest.mark.parametrize(("language", "typed"), [("en", "not done yesterday"), ("de", "gestern doch nicht")])
async def test_what_was_not_done_is_taken_back_by_words(
    world: World, ann: Person, language: str, typed: str
) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=1)
    await say(world, ann, "done")
    await world.advance(days=1)
    await speaks(world, ann, language)
    asked = await say(world, ann, typed)
    assert {"en": "Your streak would be at 0 days.", "de": "Deine Serie wäre dann bei 0 Tagen."}[
        language
    ] in asked
    assert await days_of(world, ann) == [on(1)]
    await say(world, ann, {"en": "yes", "de": "ja"}[language])
    assert await days_of(world, ann) == []
    async with world.app.database.read() as tx:
        prompts = await tx.prompts.of_person(ann.id)
    assert all(prompt.answer is None for prompt in prompts), "its prompt is open, as before"
    assert {"en": "Nothing is logged for Tue 4 May.", "de": "Für Di., 4. Mai ist nichts eingetragen."}[
        language
    ] == await say(world, ann, typed)


async def test_keep_leaves_what_was_to_be_taken_back(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "not done on tuesday")
    assert buttons(ann.last) == ["Take back", "Leave as it is"]
    assert await say(world, ann, "keep it") == "The record stays as it is."
    await say(world, ann, "not done on tuesday")
    await say(world, ann, "take it back")
    assert await days_of(world, ann) == []


async def test_a_day_is_added_and_taken_back_by_buttons(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/history")
    message_id = ann.last["message_id"]
    await press(world, ann, "Wed")
    assert buttons(ann.last) == ["Log it as done", "Back"]
    await press(world, ann, "Log it as done")
    # The day after it was skipped, which has ended it in any case.
    assert "It changes no streak." in said(ann)
    await press(world, ann, "Keep")
    assert said(ann).startswith("Logged: Wed 5 May.")
    await press(world, ann, "Day by day")
    await press(world, ann, "Wed")
    assert buttons(ann.last) == ["Lying hamstring stretch", "It was not done", "Back"]
    await press(world, ann, "It was not done")
    await press(world, ann, "Take back")
    assert said(ann).startswith("Taken back: Wed 5 May.")
    assert ann.last["message_id"] == message_id
    assert await days_of(world, ann) == [on(1)]


async def test_where_nothing_came_it_counts_for_the_day_and_no_seconds_are_made_up(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    asked = await say(world, ann, "done yesterday")
    assert "• Sun 2 May: Stretching" in asked
    assert "without seconds" in asked
    await press(world, ann, "Keep")
    (entry,) = await record_of(world, ann)
    assert (entry.stretch_id, entry.left, entry.right, entry.seconds) == (IN_GENERAL, 0, 0, 0)
    progress = (await profile_of(world, ann)).person.progress
    assert (progress.practised, progress.dose_step, progress.last_practice_on) == (0, 0, None)
    await press(world, ann, "Day by day")
    assert "Sun 2 May · done\n• Stretching\n" in said(ann)
    await press(world, ann, "Sun")
    await press(world, ann, "Stretching")
    assert buttons(ann.last) == ["Any pain?", "Take it back", "Back"], "of no stretch there are no seconds"


async def test_seconds_and_pain_of_an_entry_are_corrected(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/history")
    await press(world, ann, "Tue")
    await press(world, ann, "Lying hamstring stretch")
    assert buttons(ann.last) == ["Other seconds", "Any pain?", "Take it back", "Back"]
    await press(world, ann, "Other seconds")
    await press(world, ann, "60 s")
    assert "• Tue 4 May: Lying hamstring stretch, 60 s a leg" in said(ann)
    assert "It changes no streak." in said(ann)
    (before,) = await record_of(world, ann)
    await press(world, ann, "Keep")
    (entry,) = await record_of(world, ann)
    assert (before.left, entry.left, entry.right, entry.seconds, entry.timed) == (30, 60, 60, 120, False)
    await say(world, ann, "/history")
    await press(world, ann, "Tue")
    await press(world, ann, "Lying hamstring stretch")
    await press(world, ann, "Any pain?")
    await press(world, ann, "A little 1-2")
    (entry,) = await record_of(world, ann)
    assert entry.pain is Pain.LITTLE
    assert "a little pain" in await say(world, ann, "/history")


async def test_one_entry_of_a_session_goes_without_the_others(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "session 10")
    await say(world, ann, "done")
    made = await record_of(world, ann)
    assert len(made) > 1
    await say(world, ann, "/history")
    await press(world, ann, "Mon")
    name = world.app.voices.of("en").name(made[0].stretch_id)
    await press(world, ann, name)
    await press(world, ann, "Take it back")
    assert "Your streak stays at 1 day." in said(ann)
    await press(world, ann, "Take back")
    assert [entry.id for entry in await record_of(world, ann)] == [entry.id for entry in made[1:]]


async def test_what_is_older_than_14_days_stays_as_it_is(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 20)
    before = await record_of(world, ann)
    for typed in ("done 10 april", "not done on 12 april"):
        assert "What is older stays as it is." in await say(world, ann, typed), typed
    await say(world, ann, "/history")
    await press(world, ann, "Older ›")
    await press(world, ann, "Older ›")
    # Two weeks ago is the last one that can be opened.
    assert buttons(ann.last) == ["Mon", "‹ Newer", "Older ›", "Overview"]
    ann.presses(ann.last, data="1:history-day::2027-04-16")
    await world.settle()
    assert "What is older stays as it is." in said(ann)
    assert buttons(ann.last) == ["Back"]
    for data in (f"1:history-entry:{before[0].id}:", f"1:record-keep:{before[0].id}:remove.19"):
        ann.presses(ann.last, data=data)
        await world.settle()
    assert await record_of(world, ann) == before


async def test_today_is_logged_by_what_it_brings(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/history")
    await press(world, ann, "Fri")
    assert buttons(ann.last) == ["Back"]
    query = ann.presses(ann.last, data="1:record-change::log.2027-05-07.1")
    await world.settle()
    assert query.answer is not None
    assert "days that are over" in str(query.answer.get("text"))


async def test_the_same_press_and_a_later_one_change_nothing_more(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "done yesterday")
    asked = ann.last
    first, second = ann.presses(asked, "Keep"), ann.presses(asked, "Keep")
    await world.settle()
    once = await record_of(world, ann)
    assert [entry.day for entry in once] == [on(1), on(3)]
    assert [query.answer and query.answer.get("text") for query in (first, second)] == [
        None,
        "Logged already: Thu 6 May.",
    ]
    assert "Logged already: Thu 6 May." in await say(world, ann, "done yesterday")
    assert await record_of(world, ann) == once


async def test_a_button_whose_streak_is_another_by_now_asks_anew(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "done yesterday")
    asked = ann.last
    assert "Your streak would become 1 day." in text_of(asked)
    await say(world, ann, "done wed")
    await say(world, ann, "yes")
    await press(world, ann, "Keep", asked)
    asked = next(message for message in ann.chat if message["message_id"] == asked["message_id"])
    assert "Your streak would become 3 days." in text_of(asked)
    assert await days_of(world, ann) == [on(1), on(2)]
    await press(world, ann, "Keep", asked)
    assert await days_of(world, ann) == [on(1), on(2), on(3)]


async def test_an_entry_of_somebody_else_is_none(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    (entry,) = await record_of(world, ann)
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob)
    before = len(bob.chat)
    for action in ("history-entry", "history-seconds"):
        bob.presses(bob.last, data=f"1:{action}:{entry.id}:")
    for value in ("remove", "hold.120"):
        bob.presses(bob.last, data=f"1:record-change:{entry.id}:{value}")
        for streak in range(3):
            bob.presses(bob.last, data=f"1:record-keep:{entry.id}:{value}.{streak}")
    await world.settle()
    assert await record_of(world, ann) == [entry]
    assert await record_of(world, bob) == []
    assert len(bob.chat) == before, "nothing of it is shown"


async def test_an_entry_that_is_gone_says_so(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/history")
    await press(world, ann, "Tue")
    day = ann.last
    await press(world, ann, "Lying hamstring stretch")
    await press(world, ann, "Take it back")
    asked = ann.last
    await press(world, ann, "Take back")
    (entry_data,) = [row[0]["callback_data"] for row in day["reply_markup"]["inline_keyboard"][:1]]
    query = ann.presses(ann.last, data=entry_data)
    await world.settle()
    assert query.answer is not None
    assert "another time" in str(query.answer.get("text"))
    again = ann.presses(asked, data=asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    await world.settle()
    assert again.answer is not None
    assert again.answer.get("text") == "That entry is gone."


async def test_a_question_that_is_open_stays_open_and_the_buttons_do_it(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/stop")
    before = (await profile_of(world, ann)).person.dialogue
    await say(world, ann, "done yesterday")
    assert (await profile_of(world, ann)).person.dialogue == before
    await press(world, ann, "Keep")
    assert await days_of(world, ann) == [on(1), on(3)]
    assert (await profile_of(world, ann)).person.dialogue == before


async def test_whoever_hides_their_streak_is_told_of_none(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "hide my streak")
    assert "treak" not in await say(world, ann, "done yesterday")
    await press(world, ann, "Keep")
    assert said(ann) == "Logged: Thu 6 May."


async def test_nothing_is_logged_while_a_sign_keeps_all_back(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    before = await record_of(world, ann)
    await say(world, ann, "chest pain")
    assert (await profile_of(world, ann)).person.alarm is not None
    await say(world, ann, "done yesterday")
    assert not isinstance((await profile_of(world, ann)).person.dialogue, AskedChange)
    ann.presses(ann.last, data="1:record-keep::log.2027-05-06.1.1")
    await world.settle()
    assert await record_of(world, ann) == before


async def test_a_milestone_that_a_day_reaches_is_said(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 5, days_ago=2)
    await practised(world, ann, 1, days_ago=8)
    await say(world, ann, "done yesterday and on 26 april")
    await press(world, ann, "Keep")
    assert "photo" in ann.last
    assert any("Streak: 8 days" in text_of(message) for message in ann.chat)


async def test_a_day_of_a_break_is_one(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause 3 days")
    await world.advance(days=2)
    assert "Tue 4 May · pause" in await say(world, ann, "/history")
