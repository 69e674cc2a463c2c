"""Every command, every button with its words, and everything else that people send."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from bot.chat.button_data import ON_BUTTONS
from bot.chat.intents.base import Plain
from bot.chat.saying import COMMANDS, OF_ADMINS
from bot.chat.views.view import View
from bot.chat.visit import Visit
from bot.domain.person import Standing
from bot.domain.timetext import looks_like_time
from bot.localchat.people import Person
from bot.localchat.telegram import LocalTelegram
from bot.storage.own_tables import whole
from bot.telegram_api.chat_budget import Priority
from tests.world import (
    FakeClock,
    World,
    buttons,
    gets_only,
    offer,
    open_prompts,
    press,
    profile_of,
    record_of,
    running,
    said,
    say,
    start_hold,
    subscribe,
    text_of,
    times_of,
)

NEXT = "Next: Tue 07:30"


async def test_the_menu_holds_every_command(world: World) -> None:
    _, body = await world.telegram.call("getMyCommands", {})
    assert [command["command"] for command in orjson.loads(body)["result"]] == list(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
async def test_every_command_answers_whoever_it_is_and_however_it_is_written(
    world: World, ann: Person, command: str
) -> None:
    for typed in (f"/{command}", f"/{command.upper()}", f"/{command}@limber_local_bot"):
        before = len(ann.chat)
        await say(world, ann, typed)
        assert len(ann.chat) > before + 1, typed
        assert "Something went wrong" not in said(ann)
    await subscribe(world, world.telegram.person("Bob", language_code="en"))
    bob = world.telegram.people[-1]
    for typed in (
        f"/{command}",
        f"/{command} nonsense",
        f"/{command} {'x' * 4000}",
        f"/{command} <b>&{{0}}%s",
    ):
        before = len(bob.chat)
        await say(world, bob, typed)
        assert len(bob.chat) > before + 1, typed
        assert "Something went wrong" not in said(bob)


async def test_today_shows_the_next_stretch_now(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    (first,) = open_prompts(ann)
    await say(world, ann, "/today")
    (shown,) = open_prompts(ann)
    assert shown["message_id"] > first["message_id"]
    assert (await profile_of(world, ann)).next is not None


async def test_whoever_asks_for_a_stretch_goes_before_everybodys_reminders(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    budget = world.app.application.bot.rate_limiter
    before = dict(budget.permits_granted)
    await say(world, ann, "/today")
    assert budget.permits_granted[Priority.ANSWER] > before[Priority.ANSWER]
    assert budget.permits_granted[Priority.PROMPT] == before[Priority.PROMPT]
    await world.advance(hours=26)
    assert budget.permits_granted[Priority.PROMPT] > before[Priority.PROMPT]


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("/pause 3 days", "Thu 07:30"),
        ("/pause 3", "Thu 07:30"),
        ("/pause for 3 days", "Thu 07:30"),
        ("/pause 6 May", "Thu 07:30"),
        ("/pause until 6 May", "Thu 07:30"),
        ("/pause 6.5.", "Thu 07:30"),
        ("/pause 2027-05-06", "Thu 07:30"),
        ("/pause Thursday", "Thu 07:30"),
        ("/pause until thursday", "Thu 07:30"),
        ("/pause tomorrow", "Tue 07:30"),
    ],
)
async def test_a_break_can_be_typed(world: World, ann: Person, typed: str, back: str) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, typed) == f"Paused. Next: {back}"
    assert (await profile_of(world, ann)).person.standing is Standing.PAUSED
    assert await say(world, ann, "/resume") == f"Welcome back. {NEXT}"
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


@pytest.mark.parametrize(
    ("tap", "answer"),
    [
        ("1 day", "Paused. Next: Tue 07:30"),
        ("3 days", "Paused. Next: Thu 07:30"),
        ("7 days", "Paused. Next: "),
        ("Until I resume", "Paused. No reminders until you say /resume."),
    ],
)
@pytest.mark.parametrize("typing", [False, True])
async def test_a_break_can_be_chosen(world: World, ann: Person, tap: str, answer: str, typing: bool) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause")
    lengths = ["1 day", "3 days", "7 days", "Until a date", "Until I resume"]
    assert buttons(ann.last) == [*lengths, "Your times", "Cancel"]
    await (say if typing else press)(world, ann, tap)
    assert said(ann).startswith(answer)


async def test_a_date_for_a_break_is_asked_for_and_understood(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause")
    await press(world, ann, "Until a date")
    assert "first day back" in said(ann)
    for typed in ("31 Feb", "2020-01-01", "some day", "6/5"):
        # The sixth of May, or the fifth of June.
        wanted = "Do you mean 6 May or 5 Jun?" if typed == "6/5" else "nothing was changed"
        assert wanted in await say(world, ann, typed), typed
        assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE, typed
    assert await say(world, ann, "20 May") == "Paused. Next: 20 May, 07:30"


async def test_a_number_in_the_place_of_a_date_is_one_of_days(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause")
    await press(world, ann, "Until a date")
    assert await say(world, ann, "99") == "Paused. Next: 10 Aug, 07:30"


async def test_a_time_typed_while_a_date_is_asked_for_is_a_time(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/pause")
    await say(world, ann, "19:30")
    assert buttons(ann.last)[0] == "Change"


async def test_resume_without_a_break_says_so(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, "/resume") == "Nothing is paused. Is it the stretch that is open?"
    await press(world, ann, "Not now")
    await press(world, ann, "Skip")
    assert await say(world, ann, "/resume") == f"Nothing is paused. {NEXT}"


@pytest.mark.parametrize("typing", [False, True])
async def test_stop_keeps_the_record_and_start_brings_all_back(
    world: World, ann: Person, typing: bool
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "done")
    await say(world, ann, "/stop")
    await (say if typing else press)(world, ann, "Stop, keep my record")
    assert "Nothing comes any more" in said(ann)
    assert "unsubscribed" in await say(world, ann, "/pause 3 days"), "there is nothing to pause"
    assert "unsubscribed" in await say(world, ann, "/time")
    answer = await say(world, ann, "/start")
    assert "Good to see you" in answer
    assert NEXT in answer
    assert len(await record_of(world, ann)) == 1


@pytest.mark.parametrize("way", ["Cancel", "cancel", "no"])
async def test_stop_can_be_thought_better_of(world: World, ann: Person, way: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/stop")
    await (press if way == "Cancel" else say)(world, ann, way)
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_bare_stop_and_pause_ask_which_is_meant(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert "Do you mean the reminders?" in await say(world, ann, "stop")
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE
    assert "Nothing comes any more" in await say(world, ann, "yes")
    await say(world, ann, "/start")
    assert "Do you mean a break" in await say(world, ann, "pause")
    assert "Paused" in await say(world, ann, "3 days")


async def test_while_a_hold_runs_stop_and_pause_act_on_it_first(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await say(world, ann, "/pause")
    assert "Resume" in [label for message in ann.chat for label in buttons(message)]
    await say(world, ann, "/resume")
    await say(world, ann, "/stop")
    assert await world.app.limber.holds.running(ann.id) is None
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


@pytest.mark.parametrize("way", ["Cancel", "no"])
async def test_who_thinks_better_of_stop_keeps_the_reminders(world: World, ann: Person, way: str) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/stop")
    await (press if way[0].isupper() else say)(world, ann, way)
    assert said(ann) == "Your reminders stay as they are."
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


@pytest.mark.parametrize("way", ["Keep it", "keep it", "no"])
async def test_delete_asks_once_and_can_be_thought_better_of(world: World, ann: Person, way: str) -> None:
    await subscribe(world, ann)
    assert "cannot be undone" in await say(world, ann, "/delete")
    await (press if way[0].isupper() else say)(world, ann, way)
    assert "Nothing was deleted" in said(ann)
    assert (
        await say(world, ann, "delete everything") != "Everything about you is deleted. /start begins anew."
    )
    assert await times_of(world, ann) == ["07:30"]


WAYS_TO_DELETE = [("/delete", "Delete everything"), ("/stop", "stop and delete everything")]


@pytest.mark.parametrize(("command", "answer"), WAYS_TO_DELETE)
async def test_delete_leaves_no_row_of_the_person(
    telegram: LocalTelegram, clock: FakeClock, database_url: str, command: str, answer: str
) -> None:
    zebedee = telegram.person("Zebedee", id=5_987_654_321, language_code="en")
    async with running(telegram, clock, database_url) as world:
        bob = telegram.person("Bob", language_code="en")
        await subscribe(world, bob)
        await live_a_little(world, zebedee)
        assert zebedee.id in await ids_in(world)
        await say(world, zebedee, command)
        await (press if answer[0].isupper() else say)(world, zebedee, answer)
        assert "Everything about you is deleted" in text_of(zebedee.chat[-1]) + text_of(zebedee.last)
        assert await ids_in(world) & {zebedee.id, bob.id} == {bob.id}
        await world.advance(days=2)
        assert zebedee.id not in await ids_in(world)
        await say(world, zebedee, "/start")
        assert buttons(zebedee.last)[0] == "None of these"


async def test_delete_leaves_nothing_in_the_file(
    telegram: LocalTelegram, clock: FakeClock, tmp_path: Path
) -> None:
    zebedee = telegram.person("Zebedee", id=5_987_654_321, language_code="en")
    async with running(telegram, clock, f"sqlite:///{tmp_path / 'limber.sqlite'}") as world:
        bob = telegram.person("Bob", language_code="en")
        await subscribe(world, bob)
        await live_a_little(world, zebedee)
        await world.app.database.forget_traces()
        assert traces(tmp_path) == {"id", "city"}, "what was typed is forgotten once it is handled"
        await say(world, zebedee, "/delete")
        await press(world, zebedee, "Delete everything")
        assert traces(tmp_path) == set()


async def live_a_little(world: World, person: Person) -> None:
    """Leaves rows of a person in every table."""
    await subscribe(world, person, city="Reykjavik", time="7:30, 12:00")
    for typed in ("xylophone", "done", "/today", "snooze 30", "pain 2", "/pause", "1 day", "/resume"):
        await say(world, person, typed)
    await start_hold(world, person, "standing")
    await world.advance(days=2)
    await say(world, person, "done")


async def test_who_is_told_that_a_deletion_was_not_confirmed_is_not_kept_anew(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/delete")

    async def fails(self: Visit, view: View) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(Visit, "edit", fails)
    await say(world, ann, "delete everything")
    assert "went wrong" in said(ann)
    assert ann.id not in await ids_in(world)


async def ids_in(world: World) -> set[Any]:
    """Every value of every table that could be somebody's id."""
    found: set[Any] = set()
    async with world.app.database.read() as tx:
        for table in whole.sorted_tables:
            rows = (await tx._connection.execute(select(table))).all()
            found |= {value for row in rows for value in row if isinstance(value, int)}
    return found


def traces(folder: Path) -> set[str]:
    """What of Zebedee stands in the database's files, in any form in which SQLite may write it."""
    held = b"".join(file.read_bytes() for file in folder.iterdir() if file.name.startswith("limber.sqlite"))
    number = 5_987_654_321
    forms = {
        "id": [str(number).encode(), number.to_bytes(6, "big"), varint(number)],
        "name": [b"Zebedee"],
        "city": [b"Reykjav"],
        "text": [b"xylophone"],
    }
    return {name for name, written in forms.items() if any(form in held for form in written)}


def varint(number: int) -> bytes:
    """A number as SQLite writes a row's key."""
    groups = [number >> shift & 127 for shift in range(0, number.bit_length(), 7)]
    return bytes([*(group | 128 for group in reversed(groups[1:])), groups[0]])


async def test_privacy_names_the_operator(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url, operator_contact="@ops <ops@example.org> & co") as world:
        shown = await say(world, ann, "/privacy")
        assert "@ops <ops@example.org> & co" in shown
        assert "/delete" in shown


async def test_precautions_fit_into_one_message_with_their_version(world: World, ann: Person) -> None:
    shown = await say(world, ann, "/precautions")
    assert len(shown.encode("utf-16-le")) // 2 <= 4096
    text = world.app.voices.of("en").content.precautions
    assert all(line in shown for line in (*text.summary, *text.emergency, *text.today, *text.soon))
    assert f"Version {text.version}, " in shown
    assert str(text.dated_on.year) in shown


async def test_stats_show_the_week_the_streak_and_the_minutes(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    assert "No entry so far" in await say(world, ann, "/stats")
    await world.advance(days=2, hours=1)
    await press(world, ann, "Done on Tue")
    await say(world, ann, "done")
    shown = await say(world, ann, "/stats")
    assert "Tu\xa0● We\xa0● Th\xa0·" in shown
    assert "Streak: 2 days" in shown
    assert (
        "left leg 1 min, right leg 1 min.\nPlanned so far this week: 1 min a leg.\n▰▰▰▰▰▰▰▰▰▰ left leg"
        in shown
    )
    assert await say(world, ann, "/stats") == shown
    assert [entry.day for entry in await record_of(world, ann)] == [date(2027, 5, 4), date(2027, 5, 5)]


async def test_who_does_all_that_their_times_bring_has_a_full_bar(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/programme")
    await press(world, ann, "○ Whole body")
    await gets_only(world, ann, "supine", "standing")
    await world.advance(hours=1)
    for day in range(6):
        await world.advance(days=1)
        if day == 1:
            await say(world, ann, "another")
        await say(world, ann, "done")
        shown = await say(world, ann, "/stats")
        assert "▱" not in shown
    assert "▰▰▰▰▰▰▰▰▰▰ left leg" in shown


@pytest.mark.parametrize("typed", ["snooze 10", "another"])
async def test_what_was_put_off_or_replaced_counts_once_for_what_the_times_brought(
    world: World, ann: Person, typed: str
) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine", "standing")
    await world.advance(days=1, hours=1)
    await say(world, ann, typed)
    await world.advance(minutes=10)
    async with world.app.database.read() as tx:
        shown = (await tx.prompts.delivered_since([ann.id], world.clock.now() - timedelta(days=1)))[ann.id]
    assert [prompt.slot_id is not None for prompt in shown if prompt.origin_id is not None] == [True]
    if typed == "snooze 10":
        await say(world, ann, "done")
        assert "Planned so far this week: 30 s a leg." in await say(world, ann, "/stats")


async def test_bars_in_the_stats_can_be_turned_off(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    await world.advance(days=1, hours=1)
    await say(world, ann, "done")
    await say(world, ann, "/settings")
    await press(world, ann, "Hide bars")
    shown = await say(world, ann, "/stats")
    assert "Planned so far this week" in shown
    assert "▰" not in shown
    assert "▱" not in shown


async def test_that_ten_minutes_a_week_are_enough_is_said_once(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "supine", step=4)
    for _ in range(3):
        await say(world, ann, "done")
    for _ in range(6):
        await press(world, ann, "Log one more")
    assert "beyond about 10 minutes a week" in await say(world, ann, "/stats")
    assert "beyond about 10 minutes" not in await say(world, ann, "/stats")


async def test_other_muscles_are_shown_as_done(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await offer(world, ann, "cross-body")
    await say(world, ann, "done")
    assert "One stretch for other muscles done." in await say(world, ann, "/stats")


@pytest.mark.parametrize("typing", [False, True])
async def test_the_sound_of_the_timer_can_be_turned_off(world: World, ann: Person, typing: bool) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/settings")
    await (say if typing else press)(world, ann, "Turn the sound off")
    assert not (await profile_of(world, ann)).person.options.sound
    await say(world, ann, "sound on")
    assert (await profile_of(world, ann)).person.options.sound


async def test_conditions_can_be_changed_later_and_other_words_still_work(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "/settings")
    await press(world, ann, "Change what applies")
    await press(world, ann, next(label for label in buttons(ann.last) if label.startswith("☐")))
    assert "Fine" in await say(world, ann, "skip"), "an open list of conditions swallows nothing"
    await press(world, ann, "Continue")
    await press(world, ann, "I have asked, or I decide myself")
    assert len((await profile_of(world, ann)).person.tags) == 1
    assert NEXT in said(ann)


TEXTS = [
    "hello",
    "🙂",
    "👨‍👩‍👧‍👦",
    "\u202egnirts",
    "x" * 4096,
    "<b>bold</b> & <script>",
    "{0} %s {name}",
    "_*`[](markdown)",
    "/",
    "/unknown",
    "/start@OtherBot",
    "/time@OtherBot 8:00",
    "//start",
    "/ start",
    "\u200b\u200d",
    "null",
    "-1",
    "1e400",
    "'; DROP TABLE people; --",
]


async def test_unknown_text_gets_one_short_answer_that_helps(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for typed in TEXTS:
        before = len(ann.chat)
        answer = await say(world, ann, typed)
        assert len(ann.chat) == before + 2, typed
        assert "/help" in answer or "7:30" in answer, typed
        assert len(answer) < 200, typed
    assert await times_of(world, ann) == ["07:30"]


async def test_names_are_never_parsed_as_markup(world: World) -> None:
    for name in ("<b>&", "\u202e", "{0}%s", "\u200d"):
        person = world.telegram.person(name, last_name="</i>&amp;", language_code="en")
        await subscribe(world, person)
        assert open_prompts(person), name


async def test_what_is_no_text_gets_a_short_answer(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    for send in (ann.sends_sticker, ann.sends_voice, ann.sends_dice, ann.sends_contact, ann.sends_poll):
        send()
        await world.settle()
        assert said(ann) == "I can only read text and buttons. /help shows what you can say."


async def test_an_edited_message_is_not_read_again(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    message = ann.sends("hello")
    await world.settle()
    before = len(ann.chat)
    ann.edits(message, "done")
    await world.settle()
    assert len(ann.chat) == before
    assert await record_of(world, ann) == []


@pytest.mark.parametrize(
    ("code", "language"),
    [(None, "en"), ("pt-br", "en"), ("xx", "en"), ("", "en"), ("EN-us", "en"), ("de-AT", "de")],
)
async def test_the_nearest_language_is_spoken(world: World, code: str | None, language: str) -> None:
    person = world.telegram.person("Carl", language_code=code)
    await say(world, person, "/start")
    assert (await profile_of(world, person)).person.language == language


async def test_a_group_gets_one_line_and_the_bot_leaves(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    group = world.telegram.group("Stretchers")
    group.adds_bot(ann)
    group.sends(ann, "/start@limber_local_bot")
    await world.settle()
    lines = [text_of(message) for message in group.chat if message["from"]["is_bot"]]
    assert lines == ["Limber works in a private chat only. See you there!"]
    assert not group.has_bot
    assert (await profile_of(world, ann)).person.standing is Standing.ACTIVE


async def test_a_private_bot_lets_in_whom_it_names_and_keeps_nothing_of_others(
    telegram: LocalTelegram, clock: FakeClock, ann: Person, tmp_path: Path
) -> None:
    bob = telegram.person("Bob", language_code="en")
    url = f"sqlite:///{tmp_path / 'limber.sqlite'}"
    async with running(telegram, clock, url, allowed_ids=frozenset({ann.id})) as world:
        await subscribe(world, ann)
        assert open_prompts(ann)
        for typed in ("/start", "done", "/today"):
            assert await say(world, bob, typed) == "This Limber is private. You can host your own."
        bob.presses(bob.last, data="1:safe::")
        await world.settle()
        assert bob.id not in await ids_in(world)
        for number in range(20):
            bob.sends(f"/start {number}")
        await world.settle()
        assert any("a lot at once" in text_of(message) for message in bob.chat)
        assert bob.id not in await ids_in(world)


FORGED = [
    "",
    "x" * 64,
    "1:unknown::",
    "0:done:1:",
    "2:done:1:",
    "1:done:-1:",
    f"1:done:{10**30}:",
    "1:done:99999999999999999999:",
    "1:dönе:1:",
    "1:done:1",
    "1:done::::",
    "1:snooze-for:1:never",
    "1:hold:1:fly",
    "1:pause::999",
    "1:pause::-3",
    "1:time::25.00",
    "1:time-how::add.0",
    "1:city::Mars/Base",
    "1:zone-yes::Mars/Base",
    "1:skip-why:1:because",
    "1:pain:1:9",
    "1:signs::maybe",
    "1:tick::nothing",
    "\u0661:done:1:",
]


async def test_a_forged_button_is_answered_and_changes_nothing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    bob = world.telegram.person("Bob", language_code="en")
    await say(world, bob, "/start")
    for data in FORGED:
        query = bob.presses(bob.last, data=data)
        await world.settle()
        assert query.answer is not None, data
        assert "Something went wrong" not in said(bob), data
    before = await profile_of(world, ann)
    for action in ("done", "skip", "snooze", "another", "start", "undo", "more", "slot-remove"):
        query = bob.presses(bob.last, data=f"1:{action}:1:")
        await world.settle()
        assert query.answer is not None, action
    assert await profile_of(world, ann) == before
    assert await record_of(world, ann) == []
    answers = [call for call in world.telegram.calls if call.method == "answerCallbackQuery"]
    asked = [update for update in world.telegram.updates_sent if "callback_query" in update]
    assert sorted(call.params["callback_query_id"] for call in answers) == sorted(
        update["callback_query"]["id"] for update in asked
    ), "every press is answered exactly once"


async def test_a_flood_gets_one_line_and_others_are_served(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    bob = world.telegram.person("Bob", language_code="en")
    for number in range(100):
        ann.sends(f"/start {number}")
    bob.sends("/start")
    await world.settle()
    assert buttons(bob.last)[0] == "None of these"
    assert sum("a lot at once" in text_of(message) for message in ann.chat) == 1
    assert await times_of(world, ann) == ["07:30"]


async def test_a_command_sent_fifty_times_in_a_second_is_answered_once(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    before = len(ann.chat)
    for _ in range(50):
        ann.sends("/start")
    await world.settle()
    assert len(ann.chat) == before + 50 + 1
    ann.sends("/start")
    await world.settle()
    assert len(ann.chat) == before + 51 + 2


async def test_the_same_word_a_while_later_is_heard_again_though_limber_was_away(
    world: World, ann: Person
) -> None:
    await subscribe(world, ann)
    await world.until(datetime(2027, 5, 4, 6, 0, tzinfo=UTC))
    ann.sends("log one more")
    world.clock.set(world.clock.now() + timedelta(hours=1))
    ann.sends("log one more")
    await world.settle()
    assert len(await record_of(world, ann)) == 2


# Every button, and what can be typed in its place: a word, a command, or what stands on the button itself.
LABEL = "what stands on it"
TYPED: dict[str, str] = {
    "no-signs": "none of these",
    "emergency": "one of these",
    "alarm-over": "looked at and gone",
    "alarm-mistake": "it was a mistake",
    "alarm-not-yet": "not yet",
    "broadcast": "yes",
    "broadcast-drop": "no",
    "broadcast-stop": "/broadcast",
    "mine": "yes",
    "export": "/export",
    "import-how": "/import",
    "import": "import",
    "import-drop": "no",
    "import-undo": "undo import",
    "import-habit": LABEL,
    "not-mine": "no",
    "safe": "none of these",
    "applies": "one of these",
    "tick": LABEL,
    "untick": LABEL,
    "ticked": "continue",
    "consent": "I have asked",
    "city": LABEL,
    "locate": "location",
    "zone-yes": "yes",
    "zone-no": "no",
    "time": "7:30",
    "time-how": "add",
    "time-extra": "only if",
    "time-day": "the day before",
    "time-cancel": "cancel",
    "slot": "/time",
    "slot-days": "weekdays 7:30",
    "slot-change": "7:30",
    "slot-remove": "replace all",
    "slot-add": "add",
    "times": "/time",
    "today": "/today",
    "start": "start",
    "start-instead": "stop",
    "keep-running": "keep it running",
    "done": "done",
    "one-more": "log one more",
    "snooze": "snooze",
    "snooze-for": "snooze 30",
    "skip": "skip",
    "skip-why": "busy",
    "another": "another",
    "more": "more",
    "less": "snooze",
    "undo": "undo",
    "hold": "pause",
    "done-anyway": "done",
    "start-again": "start",
    "pain": "pain 3",
    "pain-ask": "ouch",
    "compared": LABEL,
    "done-yesterday": "done yesterday",
    "page": "/stats",
    "gentler": "shorter and gentler",
    "enough": "enough for today",
    "signs": "none of these",
    "keep-out": "yes",
    "pause": "/pause",
    "pause-until": "/pause",
    "drop-break": "cancel the break",
    "resume": "/resume",
    "stop": "/stop",
    "delete": "delete everything",
    "stay": "keep it",
    "sound": "sound off",
    "settings": "/settings",
    "set": LABEL,
    "language": "/language",
    "floor": "no",
    "age": "yes",
    "longer-holds": "yes",
    "browse": "/stretches",
    "shelf": LABEL,
    "open": LABEL,
    "mind": LABEL,
    "begin": LABEL,
    "favourite": LABEL,
    "not-for-me": LABEL,
    "unlike": LABEL,
    "lack": LABEL,
    "not-here": "not here",
    "skip-running": "skip",
    "stretch-at": LABEL,
    "slot-place": LABEL,
    "slot-at": LABEL,
    "session": "/session",
    "warm-up": LABEL,
    "felt": "too easy",
    "leave-it": LABEL,
    "slot-keep": LABEL,
    "chance": LABEL,
    "summary": LABEL,
    "set-up-ask": LABEL,
    "set-up": LABEL,
    "set-up-end": LABEL,
    "ask-break": "on holiday",
    "ask-stop": "unsubscribe",
    "other-hour": "another hour",
    "fewer-days": "fewer days",
    "shorter": "shorter ones",
    "record": LABEL,
    "history": "history",
    "history-day": LABEL,
    "history-entry": LABEL,
    "history-seconds": LABEL,
    "record-change": "done yesterday",
    "record-keep": "yes",
    "record-leave": "no",
    "slot-move": LABEL,
    "plan": "/plan",
    "plan-day": LABEL,
    "calendar": "/calendar",
    "calendar-new": LABEL,
    "calendar-end": LABEL,
    "swap": LABEL,
    "early-yes": "yes",
    "early-no": "no",
    "own": "/mine",
    "own-open": LABEL,
    "own-change": LABEL,
    "own-remove": LABEL,
    "own-gone": LABEL,
    "own-ask": LABEL,
    "own-say": LABEL,
    "own-days": LABEL,
    "own-add": "new exercise of my own",
    "own-leave": "cancel",
    "list": LABEL,
    "list-take": "yes",
    "list-drop": "no",
    "list-share": "share by a link",
    "list-links": LABEL,
    "list-revoke": LABEL,
}


async def test_whatever_a_button_does_can_be_typed(world: World) -> None:
    words = world.app.application.bot_data.words_of("en")
    # What can only be said stands on no button.
    only_said = {"ask-place", "ask-times", "despair", "dizzy", "welcome", "ask-safety", "doctor-today"}
    only_said |= {"pause-command", "refuse-date", "past-date", "stop-command", "ask-delete"}
    only_said |= {
        "go-on-subscribing",
        "not-understood",
        "ask-signs",
        "ask-help",
        "too-young",
        "about-body",
        "unlisted",
        "not-theirs",
        "status",
        "too-hard",
        "too-easy",
        "abuse",
        "advise-time",
    }
    assert set(TYPED) == set(ON_BUTTONS) | set(Plain) - only_said, "a button is without its words"
    for action, typed in TYPED.items():
        if typed.startswith("/"):
            assert typed[1:] in {*COMMANDS, *OF_ADMINS}, action
        elif typed != LABEL:
            means = (words.meaning(typed), words.pain_score(typed), words.snooze_choice(typed))
            assert any(means) or looks_like_time(typed, words.time), action


async def test_what_hurts_can_be_told_by_typing_alone(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "ouch")
    assert "gentler" in await say(world, ann, "4")
    await say(world, ann, "shorter and gentler")
    assert re.search(r"\b(5|10) s a side", text_of(open_prompts(ann)[-1]))
    await say(world, ann, "pain 8")
    assert "Do you have any of these now?" in said(ann)
    assert "Good. Next: " in await say(world, ann, "none of these")
    assert "Today is for rest" in await say(world, ann, "/today")


async def test_an_emergency_sign_told_by_typing_keeps_everything_back(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "tingling")
    assert "emergency care now" in await say(world, ann, "one of these")
    assert (await profile_of(world, ann)).person.alarm is not None


async def test_enough_for_today_can_be_typed(world: World, ann: Person) -> None:
    await subscribe(world, ann, time="18:00")
    assert await say(world, ann, "enough for today") == "Fine, nothing more today. Next: Tue 18:00"


async def test_a_running_timer_can_be_kept_by_typing(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing")
    await press(world, ann, "Start timer", await offer(world, ann, "chair-hamstring"))
    assert "Stop the running one?" in said(ann)
    assert await say(world, ann, "keep it running") == "Fine, it runs on."
    assert await world.app.limber.holds.running(ann.id) is not None


@pytest.mark.parametrize("typed", ["pause 3", "pause 3 days", "Pause until Thursday"])
async def test_a_break_can_be_typed_without_a_stroke(world: World, ann: Person, typed: str) -> None:
    await subscribe(world, ann)
    assert "Thu 07:30" in await say(world, ann, typed)
    assert await say(world, ann, "pause until zebra") == "For how long?"


async def test_help_can_be_typed(world: World, ann: Person) -> None:
    assert await say(world, ann, "Help!") == await say(world, ann, "/help")


async def test_seconds_of_a_stopped_hold_stand_in_the_record(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await start_hold(world, ann, "standing", step=3)
    await world.advance(seconds=20)
    await press(world, ann, "It hurts")
    assert said(ann).startswith("Stopped. 15 s are logged.")
    assert "left leg 15 s" in await say(world, ann, "/stats")


async def test_after_ill_the_rest_of_the_day_is_not_called_pain(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await say(world, ann, "skip")
    await press(world, ann, "Ill")
    assert "hurts" not in await say(world, ann, "/today")
    assert "Today is for rest" in said(ann)
