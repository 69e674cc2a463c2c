"""/stats: the picture of a record, its tabs, the score, and a streak that somebody does not want to see."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.helper import HelperError
from bot.localchat import faults
from bot.localchat.limits import Refusal
from bot.localchat.people import Person
from bot.pictures.chart import Chart
from bot.pictures.kept import Pictures
from tests.world import World, buttons, gets_only, practised, press, profile_of, said, say, subscribe

KEYS = ["● 12 weeks", "Month", "Year", "Day by day"]


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """What was drawn, one after another."""
    drawn: list[Chart] = []
    draw = Pictures.calendar

    async def counted(pictures: Pictures, chart: Chart) -> bytes:
        drawn.append(chart)
        return await draw(pictures, chart)

    monkeypatch.setattr(Pictures, "calendar", counted)
    return drawn


async def pressed(world: World, ann: Person, label: str) -> str:
    """What the message says once its button was pressed."""
    await press(world, ann, label)
    return said(ann)


async def with_a_record(world: World, ann: Person) -> None:
    """Done on two days, skipped on one, and one that passed."""
    await subscribe(world, ann)
    await gets_only(world, ann, "supine")
    await world.advance(hours=1)
    for text in ("done", "done", "skip", "/help", "done"):
        await world.advance(days=1)
        await say(world, ann, text)


async def test_a_record_is_one_picture_with_all_of_it_in_words(
    world: World, ann: Person, charts: list[Chart]
) -> None:
    await with_a_record(world, ann)
    words = await say(world, ann, "/stats")
    assert "photo" in ann.last
    assert "12 weeks: 15 Feb to 9 May" in words
    assert "Days: 3 done, 1 skipped, " in words
    assert "1 without an entry." in words
    assert "Score 14 %: from 0 on, 3 of the last 4 days that counted were done" in words
    assert buttons(ann.last) == KEYS
    (chart,) = charts
    states = {day.on.day: day.state.value for day in chart.days if day.on.month == 5}
    assert [states[day] for day in (4, 5, 6, 7, 8)] == ["done", "done", "skipped", "missed", "done"]


async def test_tabs_turn_the_same_message_and_what_was_drawn_is_not_drawn_anew(
    world: World, ann: Person, charts: list[Chart]
) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/stats")
    message_id = ann.last["message_id"]
    assert "5 weeks: " in await pressed(world, ann, "Month")
    assert "52 weeks: " in await pressed(world, ann, "Year")
    assert "12 weeks: " in await pressed(world, ann, "12 weeks")
    assert "5 weeks: " in await pressed(world, ann, "Month")
    assert ann.last["message_id"] == message_id
    assert "photo" in ann.last
    assert [chart.span.value for chart in charts] == ["weeks", "month", "year"]
    assert buttons(ann.last) == ["12 weeks", "● Month", "Year", "Day by day"]


async def test_what_stands_on_a_tab_can_be_typed_while_the_page_is_open(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/stats")
    assert "52 weeks: " in await say(world, ann, "year")
    assert "12 weeks: " in await say(world, ann, "12 weeks")


async def test_a_picture_of_one_person_is_in_no_table(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/stats")
    async with world.app.database.read() as tx:
        known = [
            await tx.media.file_id(name, world.app.application.bot.id)
            for name in world.app.pictures._personal
        ]
    assert known == [None]


async def test_without_a_picture_the_words_come_alone(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> bytes:
        raise HelperError("no memory")

    await with_a_record(world, ann)
    monkeypatch.setattr(Pictures, "calendar", fails)
    with capture_logs() as lines:
        assert "12 weeks: " in await say(world, ann, "/stats")
    assert "photo" not in ann.last
    (line,) = (line for line in lines if line["event"] == "picture not drawn")
    # Nothing of what it would have shown: a traceback would tell it.
    assert line.items() >= {"error": "HelperError", "figures": ("record",)}.items()
    assert "exc_info" not in line
    assert "52 weeks: " in await pressed(world, ann, "Year")


async def test_a_picture_that_is_refused_leaves_the_words(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    world.telegram.faults.add(
        faults.refusing(Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")), "sendPhoto"
    )
    assert "12 weeks: " in await say(world, ann, "/stats")
    assert "photo" not in ann.last


async def test_an_empty_record_is_one_sentence(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    assert await say(world, ann, "/stats") == "No entry so far: the first stretch makes the first one."
    assert "photo" not in ann.last
    assert not buttons(ann.last)


async def test_a_question_that_is_open_stays_open_over_the_record(world: World, ann: Person) -> None:
    await with_a_record(world, ann)
    await say(world, ann, "/stop")
    before = (await profile_of(world, ann)).person.dialogue
    assert before is not None
    await say(world, ann, "/stats")
    assert (await profile_of(world, ann)).person.dialogue == before


@pytest.mark.parametrize("hides", ["hide my streak", "no streak", "Hide days in a row"])
async def test_a_hidden_streak_is_seen_nowhere(
    world: World, ann: Person, hides: str, charts: list[Chart]
) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 9)
    await gets_only(world, ann, "supine")
    assert "Streak: 9 days" in await say(world, ann, "/stats")
    if hides.startswith("Hide"):
        await say(world, ann, "/settings")
        await press(world, ann, hides)
    else:
        await say(world, ann, hides)
    assert "Days in a row: hidden" in said(ann)
    assert "Streak" not in await say(world, ann, "/stats")
    await world.advance(days=1)
    assert "treak" not in await say(world, ann, "done")
    assert "Score" in await say(world, ann, "/stats")
    assert "Days in a row: shown" in await say(world, ann, "show my streak")
    assert "Streak: 10 days" in await say(world, ann, "/stats")


async def test_who_hides_their_streak_gets_no_card_for_days_in_a_row(world: World, ann: Person) -> None:
    await subscribe(world, ann)
    await practised(world, ann, 6)
    await gets_only(world, ann, "supine")
    await say(world, ann, "hide my streak")
    await world.advance(days=1)
    before = len(ann.chat)
    await say(world, ann, "done")
    assert not any("photo" in message for message in ann.chat[before:])
