"""Times in the chat: typed, tapped, added, changed and removed; nothing changes before the last tap."""

from datetime import UTC, date, datetime

import pytest

from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    data_of,
    open_prompts,
    press,
    profile_of,
    said,
    say,
    sent_prompts,
    subscribe,
    text_of,
    times_of,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TAKEN = [
    ("07", "07:00"),
    ("0730", "07:30"),
    ("7:30", "07:30"),
    ("7.30pm", "19:30"),
    ("7:30 PM", "19:30"),
    ("19h30", "19:30"),
    ("19h", "19:00"),
    ("noon", "12:00"),
    ("12am", "00:00"),
    ("12pm", "12:00"),
    ("midnight", "00:00"),
    ("７：３０", "07:30"),
    ("٠٧:٣٠", "07:30"),
    ("۷:۳۰", "07:30"),
    ("७:३०", "07:30"),
    (" 7 : 30 ", "07:30"),
    ("07:30.", "07:30"),
    ("at 7:30", "07:30"),
    ("7:30 a.m.", "07:30"),
    ("8pm", "20:00"),
    ("8 o'clock in the evening", "20:00"),
    ("9 in the morning", "09:00"),
    ("13", "13:00"),
    ("23:59", "23:59"),
    ("00:00", "00:00"),
    ("1930", "19:30"),
    ("730", "07:30"),
    ("7:30\u202fPM", "19:30"),
    ("12:30 am", "00:30"),
    ("12 noon", "12:00"),
    ("12 midnight", "00:00"),
    ("7:30, 12:00 and 18:45", "07:30 | 12:00 | 18:45"),
    ("7:30 + 18:45", "07:30 | 18:45"),
    ("7:30 & 18:45", "07:30 | 18:45"),
    ("7:30\n18:45", "07:30 | 18:45"),
    ("18:45, 7:30, 7:30", "07:30 | 18:45"),
    ("weekdays 8, sat 10", "08:00 mon tue wed thu fri | 10:00 sat"),
    ("weekdays at 8", "08:00 mon tue wed thu fri"),
    ("8:00 on weekdays", "08:00 mon tue wed thu fri"),
    ("weekends 9:15", "09:15 sat sun"),
    ("mon wed fri 6:45", "06:45 mon wed fri"),
    ("mon-fri 7:30", "07:30 mon tue wed thu fri"),
    ("monday to thursday 7:30", "07:30 mon tue wed thu"),
    ("every day 7:30", "07:30"),
    ("daily at 7:30", "07:30"),
    ("Sundays at noon", "12:00 sun"),
    ("tue 7:30, thu 7:30", "07:30 tue thu"),
    ("sat, sun 10:00 and 17:00", "10:00 sat sun | 17:00 sat sun"),
    ("7:30 every day", "07:30"),
    ("6:00 7:00 8:00 9:00 10:00 11:00", "06:00 | 07:00 | 08:00 | 09:00 | 10:00 | 11:00"),
]
REFUSED = [
    "25:00",
    "24:00",
    "7:60",
    "-1:00",
    "7:30:61",
    "7;30",
    "8-9",
    "half past thirteen",
    "half seven",
    "quarter to thirteen",
    "7:30 tomorrow",
    "7:30 zebra",
    "zebra 7:30",
    "7:30 7:40",
    "7:30, 7:44",
    "23:55, 00:05",
    "1:00 2:00 3:00 4:00 5:00 6:00 7:00",
    " ".join(["7:30"] * 300),
    "99:99",
    "0pm",
    "19:30 am",
    "7:3",
    "7:300",
    "12345",
    "7:30 -",
    ":30",
    "7:",
    "7:30 or 8:00",
    "between 7:30 and 8:30",
    "not 7:30",
    "7:30 UTC",
    "7:30 GMT+3",
    "7:30?",
    "mon",
    "weekdays",
    "sat 10 sun",
    "7:30 in 2027",
    "٢٥:٠٠",
    "7.5.30",
    "7:30 Blursday",
    "1e1:00",
    "0x07:30",
    "½7:30",
    "{0}",
    "%s",
    "<b>7:30</b>",
    "x" * 4096,
    "🙂",
    "\u202e03:7",
    "next week 7:30",
]


def test_there_are_fifty_of_each() -> None:
    assert len({typed for typed, _ in TAKEN}) >= 50
    assert len(set(REFUSED)) >= 50


def several_on_a_day(after: str) -> bool:
    """Whether some day has more than one of these times, so that it is asked what the second is for."""
    days = [day for part in after.split(" | ") for day in part.split()[1:] or DAYS]
    return len(days) > len(set(days))


@pytest.mark.parametrize("through", ["/time {}", "{}"])
async def test_typed_times_are_shown_before_and_after_and_set_on_the_tap(
    world: World, ann: Person, through: str
) -> None:
    await subscribe(world, ann, time="16:20")
    for typed, after in TAKEN:
        shown = await say(world, ann, through.format(typed))
        assert shown.startswith("Now: 16:20 every day\nNew: "), typed
        assert all(part.split()[0] in shown for part in after.split(" | ")), typed
        assert await times_of(world, ann) == ["16:20"], f"{typed}: nothing changes before the tap"
        await press(world, ann, "Change", ann.last)
        if several_on_a_day(after):
            assert await times_of(world, ann) == ["16:20"], f"{typed}: a second time asks for more"
            await press(world, ann, "One more stretch", ann.last)
        if after.startswith("00:"):
            await press(world, ann, "The new day", ann.last)
        assert await times_of(world, ann) == after.split(" | "), typed
        await say(world, ann, "/time 16:20")
        await say(world, ann, "change")


async def test_where_no_day_has_two_times_it_is_not_asked_what_the_second_is_for(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="weekdays 8, sat 10")
    assert len(await times_of(world, ann)) == 2
    assert "You are subscribed" in "".join(text_of(message) for message in ann.chat[-3:])


@pytest.mark.parametrize("through", ["/time {}", "{}"])
async def test_what_is_not_wholly_understood_changes_nothing(world: World, ann: Person, through: str) -> None:
    await subscribe(world, ann, time="16:20")
    for typed in REFUSED:
        before = len(ann.chat)
        answer = await say(world, ann, through.format(typed)[:4096])
        assert len(ann.chat) == before + 2, f"{typed}: one message, one answer"
        assert through == "{}" or "7:30" in answer or "Six times" in answer, f"{typed}: an example is missing"
    assert await times_of(world, ann) == ["16:20"]


async def test_a_slip_typed_into_the_chat_is_answered_with_an_example(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for typed in ("25:00", "24:00", "7:60", "7:30:61", "7:30 tomorrow", "7:30 zebra", "7:3"):
        assert "nothing was changed. Try 7:30" in await say(world, ann, typed), typed


async def test_a_text_with_a_time_in_it_is_not_taken_for_one(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for typed in ("see you at 7:30", "I did 2 of 3", "99.95", "monday"):
        assert "New:" not in await say(world, ann, typed), typed
    assert await times_of(world, ann) == ["07:30"]


async def test_a_bare_hour_is_asked_about(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="16:20")
    for hour in range(1, 13):
        morning, evening = f"{hour % 12:02}:00", f"{hour % 12 + 12:02}:00"
        assert await say(world, ann, str(hour)) == f"{morning} or {evening}?"
        assert buttons(ann.last) == [morning, evening]
        await press(world, ann, evening, ann.last)
        await press(world, ann, "Change", ann.last)
        assert await times_of(world, ann) == [evening]


async def test_a_bare_number_answers_the_open_question(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "7")
    await say(world, ann, "7")
    assert said(ann) == "Now: 07:30 every day\nNew: 07:00 every day"


async def test_a_bare_number_is_no_time_while_another_question_is_open(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "ouch")
    assert "shorter and gentler" in await say(world, ann, "3")
    await say(world, ann, "snooze")
    assert "Put off until" in await say(world, ann, "30")
    await say(world, ann, "/pause")
    assert "Next: Thu 07:30" in await say(world, ann, "3")


async def test_change_can_be_typed_and_cancelled(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "19:30")
    assert "Nothing was changed: 07:30" in await say(world, ann, "cancel")
    await say(world, ann, "19:30")
    await press(world, ann, "Cancel")
    assert await times_of(world, ann) == ["07:30"]
    await say(world, ann, "19:30")
    assert "Set: 19:30 every day.\nNext: Mon 19:30" in await say(world, ann, "change")
    assert await times_of(world, ann) == ["19:30"]


async def two_times(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "19:30")
    await press(world, ann, "Add")
    await press(world, ann, "One more stretch")
    assert await times_of(world, ann) == ["07:30", "19:30"]


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("Add", ["07:30", "12:00", "19:30"]),
        ("Replace all", ["12:00"]),
        ("Cancel", ["07:30", "19:30"]),
    ],
)
async def test_with_several_times_the_choice_is_add_replace_or_cancel(
    world: World, ann: Person, button: str, after: list[str]
) -> None:
    await two_times(world, ann)
    shown = await say(world, ann, "noon")
    assert "Now: 07:30, 19:30 every day" in shown
    assert "With “Add”: 07:30, 12:00, 19:30 every day" in shown
    assert "With “Replace all”: 12:00 every day" in shown
    assert buttons(ann.last) == ["Add", "Replace all", "Cancel"]
    assert await times_of(world, ann) == ["07:30", "19:30"]
    await press(world, ann, button)
    if button == "Add":
        await press(world, ann, "One more stretch")
    assert await times_of(world, ann) == after


@pytest.mark.parametrize(
    ("answer", "extra"),
    [
        ("One more stretch", True),
        ("Only if nothing is done yet", False),
        ("one more", True),
        ("only if", False),
    ],
)
async def test_a_second_time_asks_for_one_more_or_only_on_an_empty_day(
    world: World, ann: Person, answer: str, extra: bool
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "19:30")
    await press(world, ann, "Add")
    assert await times_of(world, ann) == ["07:30"]
    await (press if answer[0].isupper() else say)(world, ann, answer)
    assert [slot.wish.extra for slot in (await profile_of(world, ann)).slots] == [True, extra]
    await world.advance(days=1, hours=1)
    await press(world, ann, "Done")
    before = len(open_prompts(ann))
    await world.advance(hours=13)
    assert len(open_prompts(ann)) - before == (1 if extra else 0)


async def test_six_times_are_the_most(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/time 7:30 9:00 11:00 13:00 15:00 17:00")
    await press(world, ann, "Change")
    await press(world, ann, "One more stretch")
    assert len(await times_of(world, ann)) == 6
    assert "not possible" in await say(world, ann, "20:00")
    assert buttons(ann.last) == ["Replace all", "Cancel"]


async def test_a_time_closer_than_fifteen_minutes_cannot_be_added(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "7:44")
    assert buttons(ann.last) == ["Change", "Cancel"]
    await say(world, ann, "7:45")
    assert buttons(ann.last) == ["Change", "Add", "Cancel"]


async def test_the_same_time_twice_is_one(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="sat 10")
    assert await times_of(world, ann) == ["10:00 sat"]
    await say(world, ann, "sun 10")
    await press(world, ann, "Add")
    assert await times_of(world, ann) == ["10:00 sat sun"]


async def test_a_button_of_an_older_question_answers_no_newer_one(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "19:30")
    older = ann.last
    await say(world, ann, "20:30")
    assert "closed" in (await press(world, ann, "Change", older) or "")
    assert await times_of(world, ann) == ["07:30"]
    await press(world, ann, "Change", next(m for m in ann.chat if "20:30" in text_of(m) and buttons(m)))
    await press(world, ann, "Change", older)
    assert await times_of(world, ann) == ["20:30"]


async def test_the_page_of_times_changes_days_and_times_and_removes(world: World, ann: Person) -> None:
    await two_times(world, ann)
    page = await say(world, ann, "/time")
    assert "Berlin" in page
    assert "07:30 · every day" in page
    assert "Next: Mon 19:30" in page
    await press(world, ann, "19:30 · every day")
    await press(world, ann, "☑ Sun")
    await press(world, ann, "☑ Sat")
    assert "Monday to Friday" in said(ann)
    assert await times_of(world, ann) == ["07:30", "19:30 mon tue wed thu fri"]
    await press(world, ann, "☐ Sat")
    await press(world, ann, "☑ Sat")
    await press(world, ann, "Change the time")
    await say(world, ann, "20:15")
    assert await times_of(world, ann) == ["07:30", "20:15 mon tue wed thu fri"]
    await say(world, ann, "/time")
    await press(world, ann, next(label for label in buttons(ann.last) if label.startswith("20:15")))
    await press(world, ann, "Remove")
    assert await times_of(world, ann) == ["07:30"]
    await say(world, ann, "/time")
    await press(world, ann, "07:30 · every day")
    assert "Remove" not in buttons(ann.last)
    await press(world, ann, "Back")
    await press(world, ann, "Add a time")
    await say(world, ann, "12:00")
    await press(world, ann, "One more stretch")
    assert await times_of(world, ann) == ["07:30", "12:00"]


async def test_the_last_day_of_a_time_stays(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="sat 10")
    await say(world, ann, "/time")
    await press(world, ann, "10:00 · Sat")
    assert "At least one day" in (await press(world, ann, "☑ Sat") or "")
    assert await times_of(world, ann) == ["10:00 sat"]


async def test_a_forged_row_changes_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    bob = world.telegram.person("Bob", language_code="en")
    await subscribe(world, bob, time="18:00")
    for action in ("slot", "slot-days", "slot-change", "slot-remove"):
        for row in ("1", "", "99999", "9" * 18, "9" * 19):
            query = bob.presses(bob.last, data=f"1:{action}:{row}:1")
            await world.settle()
            assert query.answer is not None, (action, row)
    assert await times_of(world, ann) == ["07:30"]
    assert await times_of(world, bob) == ["18:00"]


async def test_a_time_changed_after_the_prompt_of_today_starts_tomorrow_and_says_so(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=1)
    await say(world, ann, "19:30")
    await press(world, ann, "Change")
    assert "Next: Wed 19:30" in said(ann)
    assert "counts from tomorrow" in said(ann)
    before = len(ann.chat)
    await world.advance(hours=14)
    assert len(ann.chat) == before
    await world.advance(days=1)
    assert len(open_prompts(ann)) == 1


async def test_a_time_changed_before_the_prompt_of_today_counts_today(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="18:00")
    await say(world, ann, "19:30")
    await press(world, ann, "Change")
    assert "Next: Mon 19:30" in said(ann)
    assert "tomorrow" not in said(ann)


@pytest.mark.parametrize("through", ["typed", "asked", "button"])
async def test_another_city_moves_the_times_at_once(world: World, ann: Person, through: str) -> None:
    await subscribe(world, ann, time="18:00")
    await say(world, ann, "/zone Tokyo" if through == "typed" else "/zone")
    if through == "asked":
        await say(world, ann, "Tokyo")
    if through == "button":
        await press(world, ann, "Tokyo · 14:00", ann.last)
    else:
        assert "14:00" in said(ann), "nine hours ahead of UTC"
        assert (await profile_of(world, ann)).person.zone_name == "Europe/Berlin"
        await press(world, ann, "Yes, that is right", ann.last)
    assert "Tokyo" in said(ann)
    assert "Next: Mon 18:00" in said(ann)
    profile = await profile_of(world, ann)
    assert profile.next is not None
    assert profile.next.due_at.hour == 9
    before = len(sent_prompts(world, ann))
    await world.advance(hours=5)
    assert [f"{prompt.at:%H:%M}" for prompt in sent_prompts(world, ann)[before:]] == ["09:00"]


async def test_a_city_of_the_same_time_keeps_the_next_prompt_after_one_put_off_to_then(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await world.until(datetime(2027, 5, 4, 5, 30, tzinfo=UTC))
    assert "Put off until Wed 07:30" in await say(world, ann, "later tomorrow")
    await say(world, ann, "done")
    await say(world, ann, "/zone Paris")
    await press(world, ann, "Yes, that is right", ann.last)
    assert "Next: Wed 07:30" in said(ann)
    await world.until(datetime(2027, 5, 5, 5, 30, tzinfo=UTC))
    assert len(open_prompts(ann)) == 1


async def test_an_abandoned_city_question_does_not_swallow_other_words(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/zone")
    assert "Change" in (await say(world, ann, "19:30") and buttons(ann.last))
    await say(world, ann, "/zone")
    assert "Fine" in await say(world, ann, "skip")


@pytest.mark.parametrize("typed", ["9", "0930"])
async def test_a_number_is_a_time_while_a_change_waits_for_its_tap(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "19:30")
    assert buttons(ann.last)[0] == "Change"
    await say(world, ann, typed)
    if typed == "9":
        assert said(ann) == "09:00 or 21:00?"
        await press(world, ann, "09:00")
    await press(world, ann, "Change")
    assert await times_of(world, ann) == [f"09:{typed[2:] or '00'}"]


@pytest.mark.parametrize("typed", ["7;30", "half past 19", "7pm or 8pm", "7.5"])
async def test_what_is_nearly_a_time_gets_an_example(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    assert "Try 7:30" in await say(world, ann, typed)
    assert await times_of(world, ann) == ["07:30"]


async def test_too_many_times_are_refused_with_an_example(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for typed in (", ".join(["7:30"] * 300), "7:30, 8:30, 9:30, 10:30, 11:30, 12:30, 13:30"):
        assert "such as 7:30" in await say(world, ann, typed)
    assert await times_of(world, ann) == ["07:30"]


async def test_after_an_unknown_place_the_next_text_is_a_place(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/zone Mars")
    assert "London" in await say(world, ann, "London")
    await press(world, ann, "Yes, that is right")
    assert (await profile_of(world, ann)).person.place == "London"


async def test_a_time_that_stands_already_is_said_to_stand(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert (await say(world, ann, "7:30")).startswith("That is set already: 07:30 every day.")
    assert buttons(ann.last) == []
    await say(world, ann, "weekdays 7:30")
    assert buttons(ann.last)[0] == "Change"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("7:30, 12:00, 18:45", "07:30, 12:00, 18:45 every day"),
        ("tue-sun 7:00", "07:00 every day but Mon"),
        ("wed-fri 7:00", "07:00 Wed to Fri"),
        ("mon, thu 7:00", "07:00 Mon and Thu"),
        ("weekdays 8, sat 10", "08:00 Monday to Friday; 10:00 Sat"),
    ],
)
async def test_times_are_said_with_their_days_once(world: World, ann: Person, typed: str, shown: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    assert f"New: {shown}" in said(ann) + " "


async def test_a_time_for_empty_days_alone_is_said_to_be_one(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "19:00")
    await press(world, ann, "Add")
    await press(world, ann, "Only if nothing is done yet")
    assert said(ann).startswith("Set: 07:30, 19:00 every day (19:00 only if nothing is done yet).")


async def test_a_time_right_after_an_entry_says_why_it_does_not_come(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await say(world, ann, "/time 8:30")
    await press(world, ann, "Change")
    assert "Next: Tue 08:30" in said(ann)
    assert "within the two hours before" in said(ann)


async def test_a_new_zone_brings_nothing_within_six_hours_of_the_last_prompt(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, city="Honolulu")
    await world.until(datetime(2027, 5, 4, 17, 30, tzinfo=UTC))
    before = len(sent_prompts(world, ann))
    await say(world, ann, "/zone Auckland")
    await press(world, ann, "Yes, that is right")
    # There it is Wednesday, 5:30.
    assert "Next: Thu 07:30" in said(ann)
    await world.advance(hours=6)
    assert len(sent_prompts(world, ann)) == before


async def test_who_comes_back_in_a_zone_further_west_gets_no_second_prompt_of_one_date(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await world.until(datetime(2027, 5, 4, 5, 30, tzinfo=UTC))
    await say(world, ann, "/stop")
    await press(world, ann, "Stop, keep my record")
    await say(world, ann, "/zone New York")
    await press(world, ann, "Yes, that is right")
    assert "Next: Wed 07:30" in await say(world, ann, "/start")


async def test_days_that_are_said_with_the_new_time_of_one_slot_are_its_days(
    world: World, ann: Person
) -> None:
    await two_times(world, ann)
    await say(world, ann, "/time")
    await press(world, ann, "19:30 · every day")
    await press(world, ann, "Change the time")
    await say(world, ann, "sat 20:15")
    assert await times_of(world, ann) == ["07:30", "20:15 sat"]


async def test_a_snooze_goes_with_the_time_that_brought_it(world: World, ann: Person) -> None:
    await two_times(world, ann)
    await world.until(datetime(2027, 5, 3, 17, 31, tzinfo=UTC))
    await say(world, ann, "snooze 60")
    await say(world, ann, "/time")
    await press(world, ann, "19:30 · every day")
    await press(world, ann, "Remove")
    assert await times_of(world, ann) == ["07:30"]
    before = len(sent_prompts(world, ann))
    await world.advance(hours=2)
    assert len(sent_prompts(world, ann)) == before


async def test_the_only_time_is_not_removed_by_an_older_button(world: World, ann: Person) -> None:
    await two_times(world, ann)
    await say(world, ann, "/time")
    await press(world, ann, "07:30 · every day")
    older = next(data for data in data_of(ann.last) if data.startswith("1:slot-remove:"))
    await press(world, ann, "Remove")
    assert await times_of(world, ann) == ["19:30"]
    slot = (await profile_of(world, ann)).slots[0].id
    query = ann.presses(ann.last, data=f"{older.rsplit(':', 2)[0]}:{slot}:")
    await world.settle()
    assert query.answer is not None
    assert query.answer["text"].startswith("This is your only time.")
    assert await times_of(world, ann) == ["19:30"]


@pytest.mark.parametrize("bits", ["128", "255", "-1", "x", ""])
async def test_forged_days_change_nothing(world: World, ann: Person, bits: str) -> None:
    await subscribe(world, ann, time="sat 10")
    slot = (await profile_of(world, ann)).slots[0].id
    query = ann.presses(ann.last, data=f"1:slot-days:{slot}:{bits}")
    await world.settle()
    assert query.answer is not None
    assert query.answer["text"].startswith("That button is from another time.")
    assert await times_of(world, ann) == ["10:00 sat"]


async def test_yes_under_an_older_city_is_about_that_city(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/zone Tokyo")
    older = ann.last
    await say(world, ann, "/zone New York")
    await press(world, ann, "Yes, that is right", older)
    assert (await profile_of(world, ann)).person.zone_name == "Asia/Tokyo"


async def test_a_list_of_places_stays_open_when_the_next_text_is_none(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/zone")
    await say(world, ann, "Springfield")
    offered = buttons(ann.last)
    assert len(offered) > 1
    await say(world, ann, "Qwertzuiop")
    await say(world, ann, "1")
    assert said(ann).startswith("Springfield")


async def test_yes_under_an_older_city_of_the_same_zone_is_about_that_city(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/zone Osaka")
    older = ann.last
    await say(world, ann, "gb")
    await press(world, ann, "Yes, that is right", older)
    assert (await profile_of(world, ann)).person.place == "Osaka"


@pytest.mark.parametrize(
    ("typed", "back_on"), [("pause 3 days", 6), ("holiday until 12 may", 12), ("i'm away until monday", 10)]
)
async def test_a_break_is_said_to_its_question_as_it_is_unasked(
    world: World, ann: Person, typed: str, back_on: int
) -> None:
    await subscribe(world, ann)
    await world.until(datetime(2027, 5, 3, 10, tzinfo=UTC))
    await say(world, ann, "/pause")
    await say(world, ann, typed)
    assert (await profile_of(world, ann)).person.back_on == date(2027, 5, back_on)
