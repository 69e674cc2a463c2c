"""Done in every form: what it logs, what it says, what it silences, and how it is taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.localchat.people import Person
from tests.world import (
    World,
    buttons,
    end_of,
    gets_only,
    name_in,
    open_prompts,
    press,
    press_not_now,
    record_of,
    said,
    say,
    sent_prompts,
    subscribe,
    text_of,
)

FORMS = [
    "done",
    "Done",
    "Done!",
    "DONE.",
    "  done  ",
    "finished",
    "Finished!",
    "did it",
    "I did it!",
    "all done",
    "✅",
    "✔️",
    "done 👍",
    "done 👍🏽",
    "👍",
    "👍🏿",
    "done ✅",
    "okay, done",
    "I am done with the stretch, thanks",
    "/done",
    "/DONE",
    "/done@limber_local_bot",
]
TUESDAY_PROMPT = datetime(2027, 5, 4, 5, 30, tzinfo=UTC)
TUESDAY, WEDNESDAY = date(2027, 5, 4), date(2027, 5, 5)


async def on_tuesday(world: World, ann: Person, time: str = "7:30") -> None:
    """Somebody with a prompt of Tuesday 07:30 that came six minutes ago."""
    await subscribe(world, ann, time=time)
    await world.until(TUESDAY_PROMPT + timedelta(minutes=6))


@pytest.mark.parametrize("form", FORMS)
async def test_every_form_of_done_logs_the_open_prompt(world: World, ann: Person, form: str) -> None:
    await on_tuesday(world, ann)
    (prompt,) = open_prompts(ann)
    await say(world, ann, form)
    assert "Logged: " in said(ann)
    assert said(ann).splitlines()[1:3] == [
        "Mo\xa0· Tu\xa0● We\xa0· Th\xa0· Fr\xa0· Sa\xa0· Su\xa0·",
        "Day 1.",
    ]
    assert buttons(ann.last) == ["Too easy", "Just right", "Too hard", "Any pain?", "Undo"]
    (entry,) = await record_of(world, ann)
    assert (entry.day, entry.timed, entry.counts) == (TUESDAY, False, True)
    shrunk = next(message for message in ann.chat if message["message_id"] == prompt["message_id"])
    assert text_of(shrunk) == f"{name_in(prompt)} · done 07:36"
    assert buttons(shrunk) == []


@pytest.mark.parametrize(
    "form",
    [
        "not done",
        "almost done",
        "done?",
        "ok, done?",
        "done tomorrow",
        "is it done",
        "undone",
        "well done you",
    ],
)
async def test_other_sentences_with_done_log_nothing(world: World, ann: Person, form: str) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, form)
    assert await record_of(world, ann) == []


async def test_the_planned_dose_is_logged_in_seconds_a_leg(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    await world.until(TUESDAY_PROMPT)
    async with world.app.database.read() as tx:
        prompt = await tx.prompts.latest(ann.id)
    assert prompt is not None
    assert prompt.dose is not None
    stretch = world.app.voices.of("en").library.stretches[prompt.stretch_id or ""]
    await say(world, ann, "done")
    (entry,) = await record_of(world, ann)
    assert (entry.left, entry.right) == stretch.leg_seconds(prompt.dose, prompt.first_side, longer=False)
    assert entry.left == entry.right > 0


async def test_the_button_logs_once_however_often_it_is_tapped(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    (prompt,) = open_prompts(ann)
    taps = [ann.presses(prompt, "Done") for _ in range(10)]
    await world.settle()
    toasts = [tap.answer.get("text") if tap.answer else "unanswered" for tap in taps]
    assert toasts == [None] + ["Already logged 07:36."] * 9
    assert len(await record_of(world, ann)) == 1
    assert sum("Logged: " in text_of(message) for message in ann.chat) == 1


async def test_a_reply_logs_the_prompt_it_replies_to(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    tuesday = open_prompts(ann)[0]["message_id"]
    await world.advance(days=1)
    await say(world, ann, "done", reply_to=tuesday)
    assert "on Tue" in said(ann)
    assert [entry.day for entry in await record_of(world, ann)] == [TUESDAY]
    assert len(open_prompts(ann)) == 1, "the prompt of Wednesday is still open"
    await say(world, ann, "done")
    assert [entry.day for entry in await record_of(world, ann)] == [TUESDAY, WEDNESDAY]
    assert "Streak: 2 days, your best so far." in said(ann)


async def test_a_reply_to_something_else_logs_the_open_prompt(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, "done", reply_to=ann.chat[1])
    assert [entry.day for entry in await record_of(world, ann)] == [TUESDAY]


async def test_done_again_offers_to_log_one_more(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, "done")
    assert await say(world, ann, "done") == "Already logged 07:36."
    assert buttons(ann.last) == ["Log one more"]
    assert len(await record_of(world, ann)) == 1
    await press(world, ann, "Log one more")
    assert len(await record_of(world, ann)) == 2
    await say(world, ann, "log one more")
    assert len(await record_of(world, ann)) == 3
    assert "Day 1." in said(ann)


async def test_done_without_an_open_prompt_of_today_logs_the_last_stretch_today(
    world: World, ann: Person
) -> None:
    await on_tuesday(world, ann)
    await world.until(datetime(2027, 5, 5, 5, 0, tzinfo=UTC))
    assert "Logged" in await say(world, ann, "done")
    assert [entry.day for entry in await record_of(world, ann)] == [WEDNESDAY]


async def test_done_on_the_day_after_logs_the_last_stretch_once_more_though_it_has_its_entry(
    world: World, ann: Person
) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, "done")
    await world.until(datetime(2027, 5, 5, 5, 0, tzinfo=UTC))
    assert "Logged" in await say(world, ann, "done")
    assert [entry.day for entry in await record_of(world, ann)] == [TUESDAY, WEDNESDAY]


@pytest.mark.parametrize("again", ["typed", "reply"])
async def test_done_after_a_skip_is_logged_once(world: World, ann: Person, again: str) -> None:
    await on_tuesday(world, ann)
    (prompt,) = open_prompts(ann)
    await press_not_now(world, ann, "Skip")
    await say(world, ann, "done")
    shrunk = next(message for message in ann.chat if message["message_id"] == prompt["message_id"])
    assert "done 07:36" in text_of(shrunk)
    await say(world, ann, "done", **({} if again == "typed" else {"reply_to": prompt["message_id"]}))
    assert len(await record_of(world, ann)) == 1


async def test_done_before_any_stretch_was_shown_says_so(world: World, ann: Person) -> None:
    await say(world, ann, "/start")
    assert "No stretch is open now" in await say(world, ann, "done")


@pytest.mark.parametrize("typing", [False, True])
async def test_undo_takes_back_and_opens_the_prompt_again(world: World, ann: Person, typing: bool) -> None:
    await on_tuesday(world, ann)
    (prompt,) = open_prompts(ann)
    await say(world, ann, "done")
    logged = ann.last
    await (say(world, ann, "undo") if typing else press(world, ann, "Undo"))
    assert await record_of(world, ann) == []
    assert any("Taken back" in text_of(message) for message in ann.chat)
    (reopened,) = open_prompts(ann)
    assert reopened["message_id"] == prompt["message_id"]
    if typing:
        assert "nothing to take back" in await say(world, ann, "undo")
    query = ann.presses(logged, data=f"1:undo:{1}:")
    await world.settle()
    assert query.answer is not None
    assert "nothing to take back" in query.answer["text"]
    await say(world, ann, "done")
    assert len(await record_of(world, ann)) == 1


async def test_a_typed_undo_leaves_what_was_logged_on_other_days(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, "done")
    await world.advance(days=1)
    assert "nothing to take back" in await say(world, ann, "undo")
    assert len(await record_of(world, ann)) == 1


async def test_undo_of_an_older_prompt_leaves_one_prompt_open(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, "done")
    await world.advance(days=1)
    await press(world, ann, "Undo")
    assert len(open_prompts(ann)) == 1
    assert any(buttons(message) == ["Done on Tue"] for message in ann.chat)


async def test_done_at_half_past_midnight_counts_for_the_day_before(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="22:00")
    await world.until(datetime(2027, 5, 4, 22, 30, tzinfo=UTC))
    assert "Logged" in await say(world, ann, "done")
    assert " on " not in said(ann).splitlines()[0]
    await world.until(datetime(2027, 5, 5, 20, 30, tzinfo=UTC))
    assert "Streak: 2 days" in await say(world, ann, "done")
    assert [entry.day for entry in await record_of(world, ann)] == [TUESDAY, WEDNESDAY]


async def test_done_silences_a_slot_within_two_hours_and_later_ones_come(world: World, ann: Person) -> None:
    await on_tuesday(world, ann, "7:30, 9:30, 9:45")
    assert "Next: Tue 09:30" in await say(world, ann, "/time")
    await say(world, ann, "done")
    assert "Next: Tue 09:45" in await say(world, ann, "/time")
    sent = len(sent_prompts(world, ann))
    await world.advance(hours=12)
    assert [f"{prompt.at:%H:%M}" for prompt in sent_prompts(world, ann)[sent:]] == ["07:45"]


async def test_an_undone_entry_silences_nothing(world: World, ann: Person) -> None:
    await on_tuesday(world, ann, "7:30, 9:00")
    await say(world, ann, "done")
    await say(world, ann, "undo")
    sent = len(sent_prompts(world, ann))
    await world.advance(hours=2)
    assert len(sent_prompts(world, ann)) == sent + 1


async def test_what_is_logged_to_a_day_gone_by_silences_nothing_of_today(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    await world.advance(days=1)
    await world.until(datetime(2027, 5, 6, 5, 0, tzinfo=UTC))
    await press(world, ann, "Done on Tue")
    sent = len(sent_prompts(world, ann))
    await world.advance(hours=1)
    assert len(sent_prompts(world, ann)) == sent + 1


@pytest.mark.parametrize(("asked", "how"), [("slot", "typed"), ("slot", "reply"), ("today", "reply")])
async def test_done_drops_the_snooze_of_its_prompt(world: World, ann: Person, asked: str, how: str) -> None:
    await on_tuesday(world, ann)
    if asked == "today":
        await world.advance(hours=4)
        await say(world, ann, "/today")
    (prompt,) = open_prompts(ann)
    await say(world, ann, "snooze 60")
    await world.advance(minutes=15)
    await say(world, ann, "done", **({} if how == "typed" else {"reply_to": prompt["message_id"]}))
    assert "Logged" in said(ann)
    sent = len(sent_prompts(world, ann))
    await world.advance(hours=6)
    assert len(sent_prompts(world, ann)) == sent


async def test_the_streak_grows_day_by_day_and_a_missed_day_begins_a_new_run(
    world: World, ann: Person
) -> None:
    await on_tuesday(world, ann)
    lines = []
    for _ in range(3):
        await say(world, ann, "done")
        lines.append(text_of(end_of(ann)).splitlines()[2])
        await world.advance(days=1)
    assert lines == [
        "Day 1.",
        "Streak: 2 days, your best so far.",
        "Streak: 3 days, your best so far.",
    ]
    await world.advance(days=1)
    await say(world, ann, "done")
    assert text_of(end_of(ann)).splitlines()[2] == "Day 1 of a new streak, best so far 3."


async def test_days_without_a_slot_and_paused_days_do_not_end_a_streak(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="tue 7:30, fri 7:30")
    await world.until(TUESDAY_PROMPT + timedelta(minutes=6))
    await say(world, ann, "done")
    await world.until(datetime(2027, 5, 7, 5, 36, tzinfo=UTC))
    assert "Streak: 2 days" in await say(world, ann, "done")
    await say(world, ann, "/pause 14 May")
    await world.until(datetime(2027, 5, 14, 5, 36, tzinfo=UTC))
    await say(world, ann, "done")
    assert "Streak: 3 days" in text_of(end_of(ann))


async def test_the_same_update_twice_logs_once(world: World, ann: Person) -> None:
    await on_tuesday(world, ann)
    await say(world, ann, "done")
    await say(world, ann, "log one more")
    before = len(ann.chat)
    # Telegram itself gives out no update that was confirmed, so it is handed over as if it had come again.
    assert await world.app.intake.take([world.telegram.updates_sent[-1]]) == 0
    await world.app.intake.settle()
    assert len(ann.chat) == before
    assert len(await record_of(world, ann)) == 2


async def test_a_bare_done_never_logs_a_prompt_that_a_newer_one_followed(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/today")
    assert "Logged: " in await say(world, ann, "done")
    assert await say(world, ann, "done") == "Already logged 07:00."
    assert buttons(ann.last) == ["Log one more"]
    assert len(await record_of(world, ann)) == 1
    await press(world, ann, "Done on Mon")
    assert len(await record_of(world, ann)) == 2


async def test_done_after_skipping_the_latest_logs_that_one_and_not_an_older_one(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/today")
    (shown,) = open_prompts(ann)
    await press_not_now(world, ann, "Skip", shown)
    await say(world, ann, "done")
    shrunk = next(message for message in ann.chat if message["message_id"] == shown["message_id"])
    assert text_of(shrunk) == f"{name_in(shown)} · done 07:00"
    assert len(await record_of(world, ann)) == 1
