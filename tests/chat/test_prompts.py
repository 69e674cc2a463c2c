"""Prompts as people meet them: at their time, one open at most, answered, put off, caught up on."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.prompt import Prompt, PromptKind, SnoozeFor
from bot.domain.stretch import Side
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.services.snoozing import Snoozed
from bot.storage.tables import prompts
from tests.world import (
    FakeClock,
    World,
    buttons,
    data_of,
    name_in,
    offer,
    open_prompts,
    press,
    press_not_now,
    profile_of,
    record_of,
    running,
    said,
    say,
    sent_prompts,
    subscribe,
    text_of,
)

# The three instants (UTC) round the night on which the clocks change, as `whenever` calls "compatible": moved
# forward by the gap in spring, the first of the two in autumn.
CLOCK_CHANGES = [
    ("Berlin", "2:30", ["2028-03-25T01:30", "2028-03-26T01:30", "2028-03-27T00:30"]),
    ("Berlin", "2:30", ["2028-10-28T00:30", "2028-10-29T00:30", "2028-10-30T01:30"]),
    ("Berlin", "7:30", ["2028-03-25T06:30", "2028-03-26T05:30", "2028-03-27T05:30"]),
    ("Berlin", "7:30", ["2028-10-28T05:30", "2028-10-29T06:30", "2028-10-30T06:30"]),
    ("New York", "2:30", ["2028-03-11T07:30", "2028-03-12T07:30", "2028-03-13T06:30"]),
    ("New York", "1:30", ["2028-11-04T05:30", "2028-11-05T05:30", "2028-11-06T06:30"]),
    ("Australia/Sydney", "2:30", ["2028-03-31T15:30", "2028-04-01T15:30", "2028-04-02T16:30"]),
    ("Australia/Sydney", "2:30", ["2028-09-29T16:30", "2028-09-30T16:30", "2028-10-01T15:30"]),
    # The edges of a day belong to the date on the clock, on both nights and round them.
    ("Berlin", "23:59", ["2028-03-25T22:59", "2028-03-26T21:59", "2028-03-27T21:59"]),
    ("Berlin", "23:59", ["2028-10-28T21:59", "2028-10-29T22:59", "2028-10-30T22:59"]),
    ("Berlin", "0:00", ["2028-03-25T23:00", "2028-03-26T22:00", "2028-03-27T22:00"]),
    ("Berlin", "0:00", ["2028-10-28T22:00", "2028-10-29T23:00", "2028-10-30T23:00"]),
    # Nuuk's gap lies across midnight: 23:30 is carried to the next date, and still is that day's prompt.
    ("Nuuk", "23:30", ["2028-03-25T01:30", "2028-03-26T01:30", "2028-03-27T00:30"]),
    ("Nuuk", "23:30", ["2028-10-28T00:30", "2028-10-29T00:30", "2028-10-30T01:30"]),
]


@pytest.mark.parametrize(("city", "typed", "instants"), CLOCK_CHANGES)
async def test_one_prompt_a_day_comes_at_its_time_when_the_clocks_change(
    world: World, ann: Person, city: str, typed: str, instants: list[str]
) -> None:
    due = [datetime.fromisoformat(instant).replace(tzinfo=UTC) for instant in instants]
    world.clock.set(due[0] - timedelta(hours=20))
    await subscribe(world, ann, city=city, time=typed)
    if "The new day" in buttons(ann.last):
        await press(world, ann, "The new day")
    first = sent_prompts(world, ann)
    await world.until(due[-1] + timedelta(hours=20))
    assert [prompt.at for prompt in sent_prompts(world, ann)[len(first) :]] == due
    async with world.app.database.read() as tx:
        shown = (await tx.prompts.delivered_since([ann.id], due[0]))[ann.id]
    assert len({prompt.on for prompt in shown}) == len(due), "one an intended date"


async def test_only_the_newest_prompt_is_open_and_the_older_keeps_its_day(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.advance(days=3, hours=1)
    assert len(open_prompts(ann)) == 1
    older = [
        message for message in ann.chat if any(label.startswith("Done on") for label in buttons(message))
    ]
    assert [buttons(message) for message in older] == [["Done on Mon"], ["Done on Tue"], ["Done on Wed"]]
    assert all(len(text_of(message).splitlines()) == 1 for message in older)
    await press(world, ann, "Done on Tue")
    assert "Logged" in said(ann)
    assert "on Tue" in said(ann)
    assert [entry.day for entry in await record_of(world, ann)] == [date(2027, 5, 4)]


@pytest.mark.parametrize(("hours", "logged"), [(-1, True), (1, False)])
async def test_an_older_prompt_logs_to_its_own_day_for_seven_days(
    world: World, ann: Person, hours: int, logged: bool
) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=1)
    tuesday = open_prompts(ann)[-1]["message_id"]
    await world.until(datetime(2027, 5, 11, 5, 30, tzinfo=UTC) + timedelta(hours=hours))
    older = next(message for message in ann.chat if message["message_id"] == tuesday)
    toast = await press(world, ann, "Done on Tue", older)
    assert [entry.day for entry in await record_of(world, ann)] == ([date(2027, 5, 4)] if logged else [])
    assert logged or "more than a week" in (toast or "")


async def test_after_three_silent_days_prompts_come_without_sound(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await world.advance(days=5, hours=1)
    quiet = [str(prompt.params.get("disable_notification")).lower() for prompt in sent_prompts(world, ann)]
    assert quiet == ["false", "false", "false", "false", "true", "true"]
    answer = await say(world, ann, "hello")
    assert not any(char.isdigit() for char in answer), "nobody counts the days away"
    await world.advance(days=1)
    assert str(sent_prompts(world, ann)[-1].params.get("disable_notification")).lower() == "false"


@pytest.mark.parametrize(
    ("reason", "answer"),
    [("Busy", "happen"), ("Sore", "walk"), ("Ill", "Get well"), ("Pain", "normal pull")],
)
@pytest.mark.parametrize("typing", [False, True])
async def test_a_skip_is_fine_and_its_reason_optional(
    world: World, ann: Person, reason: str, answer: str, typing: bool
) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=1)
    await (say(world, ann, "skip") if typing else press_not_now(world, ann, "Skip"))
    assert said(ann) == "Fine. Next: Wed 07:30"
    assert buttons(ann.last) == ["Busy", "Sore", "Pain", "Ill"]
    assert open_prompts(ann) == []
    await (say(world, ann, reason.lower()) if typing else press(world, ann, reason))
    assert answer in said(ann)
    assert await record_of(world, ann) == []
    if reason == "Pain":
        await press(world, ann, "Tingling or numb")
        assert "physiotherapist or doctor" in text_of(ann.chat[-2])


async def test_ill_means_nothing_more_that_day(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="7:30, 12:00")
    await world.advance(days=1, hours=1)
    await press_not_now(world, ann, "Skip")
    await press(world, ann, "Ill")
    sent = len(sent_prompts(world, ann))
    await world.advance(hours=8)
    assert len(sent_prompts(world, ann)) == sent
    await world.advance(hours=16)
    assert len(sent_prompts(world, ann)) == sent + 1


@pytest.mark.parametrize("typing", [False, True])
async def test_another_replaces_the_open_prompt(world: World, ann: Person, typing: bool) -> None:
    await subscribe(world, ann)
    await world.advance(days=1, hours=1)
    (before,) = open_prompts(ann)
    await (say(world, ann, "another") if typing else press_not_now(world, ann, "Another"))
    (after,) = open_prompts(ann)
    assert name_in(after) != name_in(before)
    if typing:
        replaced = next(message for message in ann.chat if message["message_id"] == before["message_id"])
        assert "another one instead" in text_of(replaced)
        assert buttons(replaced) == []
    else:
        assert after["message_id"] == before["message_id"], (
            "what was pressed shows the other one, picture and all"
        )
    await say(world, ann, "done")
    assert [entry.day for entry in await record_of(world, ann)] == [date(2027, 5, 4)]


@pytest.mark.parametrize("typing", [False, True])
async def test_more_tells_more_and_leaves_the_prompt_as_it_is(
    world: World, ann: Person, typing: bool
) -> None:
    await subscribe(world, ann)
    before = open_prompts(ann)
    await (say(world, ann, "more") if typing else press(world, ann, "More"))
    assert "Take care" in said(ann)
    assert "do not bounce" in said(ann)
    assert open_prompts(ann) == before


CHOICES = ["10 min (07:40)", "30 min (08:00)", "1 h (08:30)", "This evening (19:00)", "Tomorrow (Wed 07:30)"]


@pytest.mark.parametrize(
    ("chosen", "typed", "back_at"),
    [
        (CHOICES[0], "snooze 10", "2027-05-04T05:40"),
        (CHOICES[1], "snooze 30", "2027-05-04T06:00"),
        (CHOICES[2], "snooze 1 h", "2027-05-04T06:30"),
        (CHOICES[3], "snooze evening", "2027-05-04T17:00"),
        (CHOICES[4], "later tomorrow", "2027-05-05T05:30"),
    ],
)
@pytest.mark.parametrize("typing", [False, True])
async def test_a_snooze_shows_its_hours_and_brings_the_same_stretch_back(
    world: World, ann: Person, chosen: str, typed: str, back_at: str, typing: bool
) -> None:
    await subscribe(world, ann)
    await world.until(datetime(2027, 5, 4, 5, 30, tzinfo=UTC))
    (before,) = open_prompts(ann)
    if typing:
        await say(world, ann, typed)
    else:
        await press(world, ann, "Not now")
        snoozing = next(message for message in ann.chat if message["message_id"] == before["message_id"])
        assert buttons(snoozing) == [*CHOICES, "Another", "Not here", "Skip", "Back"]
        await press(world, ann, "Back")
        assert [buttons(message) for message in open_prompts(ann)] == [buttons(before)]
        await press(world, ann, "Not now")
        await press(world, ann, chosen)
    assert "Put off until" in said(ann)
    assert open_prompts(ann) == []
    due = datetime.fromisoformat(back_at).replace(tzinfo=UTC)
    sent = len(sent_prompts(world, ann))
    await world.until(due - timedelta(seconds=1))
    assert len(sent_prompts(world, ann)) == sent
    await world.until(due)
    assert sent_prompts(world, ann)[sent].at == due
    if due.day == 4:
        (again,) = open_prompts(ann)
        assert name_in(again) == name_in(before)
    await world.until(datetime(2027, 5, 5, 5, 30, tzinfo=UTC))
    assert sent_prompts(world, ann)[-1].at == datetime(2027, 5, 5, 5, 30, tzinfo=UTC), (
        "the series does not move"
    )
    await world.until(datetime(2027, 5, 5, 5, 29, tzinfo=UTC) + timedelta(days=1))
    assert len(open_prompts(ann)) == 1


@pytest.mark.parametrize(
    ("at", "evening"),
    [
        ("2027-05-04T16:30", "This evening (21:30)"),
        ("2027-05-04T19:20", None),
        ("2027-05-04T15:00", "This evening (19:00)"),
    ],
)
async def test_this_evening_is_offered_while_it_lies_ahead(
    world: World, ann: Person, at: str, evening: str | None
) -> None:
    await subscribe(world, ann)
    await world.until(datetime.fromisoformat(at).replace(tzinfo=UTC))
    await press(world, ann, "Not now")
    offered = [label for message in ann.chat for label in buttons(message) if "evening" in label]
    assert offered == ([] if evening is None else [evening])


@pytest.mark.parametrize("typed", ["snooze", "snooze 2", "snooze a while", "later"])
async def test_a_snooze_without_its_length_asks_for_it(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    assert "How long can it wait" in await say(world, ann, typed)
    assert "Put off until Mon 07:30" in await say(world, ann, "30")
    assert open_prompts(ann) == []


async def test_answers_to_a_prompt_that_has_its_answer_say_so(world: World, ann: Person) -> None:
    async def toast(prompt: dict[str, Any], action: str) -> str:
        done = next(data for data in data_of(prompt) if data.startswith("1:done:"))
        query = ann.presses(prompt, data=done.replace("done", action))
        await world.settle()
        assert query.answer is not None
        return query.answer.get("text") or ""

    await subscribe(world, ann)
    (prompt,) = open_prompts(ann)
    await toast(prompt, "done")
    assert "Already logged" in await toast(prompt, "done")
    for action in ("snooze", "skip", "another"):
        assert "logged as done" in await toast(prompt, action)
    assert len(await record_of(world, ann)) == 1
    await say(world, ann, "/today")
    (prompt,) = open_prompts(ann)
    await toast(prompt, "skip")
    assert "skipped" in await toast(prompt, "skip")
    assert "skipped" in await toast(prompt, "snooze")
    await toast(prompt, "done")
    assert len(await record_of(world, ann)) == 2, "what was skipped can still be done"


@pytest.fixture
async def two_lives(telegram: LocalTelegram, clock: FakeClock, tmp_path: Path) -> str:
    """The address of a database that outlives one start of the bot."""
    return f"sqlite:///{tmp_path / 'limber.sqlite'}"


def outcomes(database_url: str, kind: str = "slot") -> list[tuple[str, str, str | None]]:
    """Date, delivery and reason of every prompt of a kind, in order."""
    with sqlite3.connect(database_url.removeprefix("sqlite:///")) as connection:
        rows = connection.execute(
            "SELECT substr(due_at, 1, 10), delivery, reason FROM prompts WHERE kind = ? ORDER BY due_at",
            [kind],
        )
        return [tuple(row) for row in rows]


async def test_a_snooze_survives_a_restart(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, two_lives: str
) -> None:
    async with running(telegram, clock, two_lives) as world:
        await subscribe(world, ann)
        await world.until(datetime(2027, 5, 4, 5, 30, tzinfo=UTC))
        (before,) = open_prompts(ann)
        await press(world, ann, "Not now")
        await press(world, ann, "30 min (08:00)")
    async with running(telegram, clock, two_lives) as world:
        await world.until(datetime(2027, 5, 4, 6, 0, tzinfo=UTC))
        (again,) = open_prompts(ann)
        assert name_in(again) == name_in(before)
        assert [prompt.at for prompt in sent_prompts(world, ann)] == [datetime(2027, 5, 4, 6, 0, tzinfo=UTC)]


@pytest.mark.parametrize(("attempts", "became"), [(1, "sent"), (2, "unknown")])
async def test_what_an_earlier_life_left_in_doubt_is_sent_again_once_and_no_third_time(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, two_lives: str, attempts: int, became: str
) -> None:
    async with running(telegram, clock, two_lives) as world:
        await subscribe(world, ann)
        async with world.app.database.write() as tx:
            await tx._connection.execute(
                update(prompts).values(
                    delivery="sending",
                    attempts=attempts,
                    message_id=None,
                    lease_by="dead",
                    lease_until=clock.now(),
                )
            )
    async with running(telegram, clock, two_lives) as world:
        await world.app.limber.prompts.recover()
        await world.app.limber.prompts.send_due()
        assert [delivery for _, delivery, _ in outcomes(two_lives, "first")] == [became]


LATE, SENT = ("skipped", "late"), ("sent", None)


@pytest.mark.parametrize(
    ("back_at", "became"),
    [
        ("2027-05-04T07:29", [SENT]),
        ("2027-05-04T07:30", [LATE]),
        ("2027-05-06T06:00", [LATE, LATE, SENT]),
        ("2027-05-06T12:00", [LATE, LATE, LATE]),
    ],
)
async def test_after_downtime_the_latest_missed_prompt_comes_once_if_it_is_less_than_two_hours_late(
    telegram: LocalTelegram,
    clock: FakeClock,
    ann: Person,
    two_lives: str,
    back_at: str,
    became: list[tuple[str, str | None]],
) -> None:
    async with running(telegram, clock, two_lives) as world:
        await subscribe(world, ann)
    clock.set(datetime.fromisoformat(back_at).replace(tzinfo=UTC))
    async with running(telegram, clock, two_lives) as world:
        await world.until(clock.now() + timedelta(minutes=30))
        assert len(sent_prompts(world, ann)) == became.count(SENT)
        days = ["2027-05-04", "2027-05-05", "2027-05-06"][: len(became)]
        assert outcomes(two_lives) == [(day, *how) for day, how in zip(days, became, strict=True)]
        await world.advance(days=1)
        assert len(sent_prompts(world, ann)) == became.count(SENT) + 1


async def test_of_two_missed_prompts_only_the_latest_is_caught_up_on(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, two_lives: str
) -> None:
    async with running(telegram, clock, two_lives) as world:
        await subscribe(world, ann, time="7:30, 8:00")
    clock.set(datetime(2027, 5, 4, 6, 30, tzinfo=UTC))
    async with running(telegram, clock, two_lives) as world:
        await world.advance(minutes=10)
        assert len(sent_prompts(world, ann)) == 1
        assert outcomes(two_lives)[-2:] == [
            ("2027-05-04", "skipped", "newer"),
            ("2027-05-04", "sent", None),
        ]


async def test_a_snooze_and_a_slot_missed_together_are_one_catch_up(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, two_lives: str
) -> None:
    async with running(telegram, clock, two_lives) as world:
        await subscribe(world, ann, time="7:30, 8:30")
        await world.until(datetime(2027, 5, 4, 5, 30, tzinfo=UTC))
        await say(world, ann, "snooze 30")
    clock.set(datetime(2027, 5, 4, 7, 0, tzinfo=UTC))
    async with running(telegram, clock, two_lives) as world:
        await world.advance(minutes=10)
        assert len(sent_prompts(world, ann)) == 1
        assert outcomes(two_lives, "snoozed") == [("2027-05-04", "skipped", "newer")]


@pytest.mark.parametrize(
    ("typed", "tap", "reason", "first_back"),
    [
        ("/pause", "1 day", "paused", "2027-05-04"),
        ("/pause", "3 days", "paused", "2027-05-06"),
        ("/pause 5 May", None, "paused", "2027-05-05"),
        ("/stop", "Stop, keep my record", None, None),
    ],
)
async def test_nothing_comes_while_paused_or_stopped(
    world: World,
    ann: Person,
    tmp_path: Path,
    typed: str,
    tap: str | None,
    reason: str | None,
    first_back: str | None,
) -> None:
    await subscribe(world, ann)
    await say(world, ann, typed)
    if tap is not None:
        await press(world, ann, tap)
    sent = len(sent_prompts(world, ann))
    await world.advance(days=4, hours=1)
    came = [f"{prompt.at:%Y-%m-%d}" for prompt in sent_prompts(world, ann)[sent:]]
    days = ["2027-05-04", "2027-05-05", "2027-05-06", "2027-05-07"]
    assert came == ([] if first_back is None else days[days.index(first_back) :])
    if reason is not None:
        rows = outcomes(f"sqlite:///{tmp_path / 'limber.sqlite'}")
        assert {row for row in rows if row[1] == "skipped"} == {
            (day, "skipped", reason) for day in days if day < str(first_back)
        }
    await say(world, ann, "/start" if first_back is None else "/resume")
    sent = len(sent_prompts(world, ann))
    await world.advance(days=1)
    assert len(sent_prompts(world, ann)) == sent + 1


async def test_nothing_more_comes_on_a_day_of_pain_and_the_next_day_is_gentle(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann, time="7:30, 12:00")
    await world.advance(days=1, hours=1)
    await say(world, ann, "pain 8")
    sent = len(sent_prompts(world, ann))
    assert "nothing more today" in await say(world, ann, "/today")
    await world.advance(hours=10)
    assert len(sent_prompts(world, ann)) == sent
    await world.advance(hours=14)
    assert len(sent_prompts(world, ann)) == sent + 1


async def test_a_blocked_bot_pauses_the_person_and_does_not_try_again(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    ann.blocks()
    before = len(world.timeline)
    await world.advance(days=3)
    tried = [call.status for call in world.timeline[before:] if call.method.startswith("send")]
    assert tried == [403]


async def test_the_next_reminder_is_a_snoozed_one_where_that_comes_first(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert await world.app.next_reminder(ann.id) == datetime(2027, 5, 4, 5, 30, tzinfo=UTC)
    await say(world, ann, "snooze 30")
    in_half_an_hour = world.clock.now() + timedelta(minutes=30)
    assert await world.app.next_reminder(ann.id) == in_half_an_hour
    await say(world, ann, "/pause 3 days")
    assert await world.app.next_reminder(ann.id) == datetime(2027, 5, 6, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["snooze 10", "more", "start", "another"])
async def test_a_word_about_a_snoozed_prompt_says_when_it_comes(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "snooze 30")
    assert await say(world, ann, typed) == "That one waits and comes at Mon 07:30. /today brings one now."
    assert "Put off until Mon 07:30." in await say(world, ann, "/time")


@pytest.mark.parametrize("typed", ["snooze", "snooze 2", "snooze 2 days"])
async def test_a_snooze_that_is_no_choice_says_which_there_are(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    for word in (typed, "3"):
        assert "How long can it wait" in await say(world, ann, word)
    await say(world, ann, "30")
    assert "Mon 07:30" in said(ann)


async def test_another_does_not_bring_back_what_came_just_before(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/today")
    shown = []
    for _ in range(5):
        shown.append(name_in(open_prompts(ann)[-1]))
        await say(world, ann, "another")
    assert len(set(shown)) == len(shown), shown


async def test_another_first_one_is_a_hold_of_fifteen_seconds(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for _ in range(3):
        await say(world, ann, "another")
        assert "15 s, just one side this time" in said(ann)


async def test_prompts_alone_are_paid_for_and_only_where_that_is_set(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path, ann: Person
) -> None:
    for paid in (True, False):
        url = f"sqlite:///{tmp_path / f'{paid}.sqlite'}"
        async with running(telegram, clock, url, paid_broadcast=paid, send_rate=100 if paid else 25) as world:
            since = len(telegram.calls)
            await subscribe(world, ann)
            await world.advance(days=1)
            await say(world, ann, "done")
            calls = telegram.calls[since:]
            with_stars = [call for call in calls if call.params.get("allow_paid_broadcast")]
            assert bool(with_stars) is paid
            assert all("Start timer" in str(call.params.get("reply_markup")) for call in with_stars)


@pytest.mark.parametrize("word", ["skip", "start", "snooze 30"])
async def test_a_word_is_about_no_prompt_of_more_than_a_week_ago(
    world: World, ann: Person, word: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause")
    await press(world, ann, "Until I resume")
    await world.advance(days=8)
    assert await say(world, ann, word) == "No stretch is open now. /today brings one."


async def test_a_snooze_keeps_the_side_that_goes_first(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for _ in range(2):
        await offer(world, ann, "standing")
    assert (await latest(world, ann)).first_side is Side.RIGHT
    await say(world, ann, "snooze 10")
    await world.advance(minutes=10)
    again = await latest(world, ann)
    assert (again.kind, again.first_side) == (PromptKind.SNOOZED, Side.RIGHT)


async def test_a_snooze_that_is_heard_again_after_a_crash_says_the_same(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    prompt, snoozes = await latest(world, ann), world.app.limber.snoozes
    first, again = [
        await snoozes.snooze(ann.id, prompt.id, SnoozeFor.HOUR, world.clock.now(), 900) for _ in range(2)
    ]
    assert isinstance(first, Snoozed)
    assert isinstance(again, Snoozed)
    assert again.until == first.until


@pytest.mark.parametrize("asked", ["stretch", "session"])
async def test_what_a_new_condition_hides_does_not_come_back_from_a_snooze(
    world: World, ann: Person, asked: str
) -> None:
    await subscribe(world, ann)
    if asked == "stretch":
        await offer(world, ann, "seated")
    else:
        await say(world, ann, "/session 15")
    before = await latest(world, ann)
    await say(world, ann, "snooze 10")
    library = world.app.voices.of("en").library
    stretches = library.stretches
    tag = next(
        tag
        for tag in library.tags.values()
        if not tag.hides_everything and not tag.hides.isdisjoint(before.stretch_ids)
    )
    person = (await profile_of(world, ann)).person.ticked(tag, on=True)
    async with world.app.database.write() as tx:
        await tx.people.save(person)
    await world.advance(minutes=10)
    again = await latest(world, ann)
    assert again.id > before.id
    assert not any(stretches[id_].is_hidden_from(person.tags) for id_ in again.stretch_ids)


@pytest.mark.parametrize("ends", ["pain 8", "enough for today", "/stop"])
async def test_what_was_put_off_comes_no_more_once_nothing_is_wanted(
    world: World, ann: Person, ends: str
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "snooze tomorrow")
    assert (await profile_of(world, ann)).snoozed_until is not None
    await say(world, ann, ends)
    if ends == "/stop":
        await press(world, ann, "Stop, keep my record")
    assert (await profile_of(world, ann)).snoozed_until is None


async def test_a_snooze_that_ends_within_a_break_is_not_announced(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "snooze tomorrow")
    assert (await profile_of(world, ann)).snoozed_until is not None
    await say(world, ann, "/pause 3 days")
    assert (await profile_of(world, ann)).snoozed_until is None


async def latest(world: World, person: Person) -> Prompt:
    """The prompt that somebody got last."""
    async with world.app.database.read() as tx:
        found = await tx.prompts.latest(person.id)
    assert found is not None
    return found
