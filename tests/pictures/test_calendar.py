"""The picture of a record: size, weight, edge, what is seen of each state, and words in every language."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot.domain.days import Day, DayState, RecordWeek, Span
from bot.helper import Helper
from bot.pictures.calendar import WIDTH, calendar
from bot.pictures.chart import Chart, ChartWords
from bot.pictures.kept import Pictures
from tests.pictures.test_render import NIGHT, WHITE, contrast, pixels

TODAY = date(2027, 8, 4)
STATES = (DayState.DONE, DayState.SKIPPED, DayState.OFF, DayState.MISSED)
# By the number of the day in its week and in its picture.
KINDS: dict[str, Callable[[date], Day]] = {
    "full": lambda on: Day(on, STATES[on.toordinal() % 9 // 2 % 4], on.day == 7, on.day == 9),
    "three days": lambda on: Day(on, DayState.DONE if TODAY - on < timedelta(days=3) else DayState.EMPTY),
    "pain": lambda on: Day(on, STATES[on.toordinal() % 4], hurt=True),
    "pauses": lambda on: Day(on, DayState.OFF),
    "empty": lambda on: Day(on, DayState.EMPTY),
}


def chart(span: Span = Span.WEEKS, kind: str = "full", held: float = 8.0, title: str = "12 weeks") -> Chart:
    """A record that ends with this week."""
    first = TODAY - timedelta(days=TODAY.weekday(), weeks=span.weeks - 1)
    weeks = tuple(
        RecordWeek(
            tuple(KINDS[kind](first + timedelta(weeks=week, days=day)) for day in range(7)), held, 1.25 * held
        )
        for week in range(span.weeks)
    )
    words = ChartWords(
        title=title,
        minutes="Minuten je Bein",
        plan="geplant",
        covered="Ersatztag",
        pain="Schmerz",
        states=tuple(
            zip(STATES, ("gemacht", "übersprungen", "Ruhe oder Pause", "ohne Eintrag"), strict=True)
        ),
        weekdays=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
        months=("Mai",) * span.weeks,
        of=("8 von 10 min",) * span.weeks,
    )
    return Chart(span, weeks, TODAY, words)


@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_as_wide_as_a_chat_shows_it_and_light(span: Span, kind: str) -> None:
    data = calendar(chart(span, kind))
    assert len(data) < 200_000
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.width) == ("PNG", WIDTH)
        assert 0.5 < picture.height / picture.width < 1.3


@pytest.mark.parametrize("chat", [WHITE, NIGHT])
@pytest.mark.parametrize("span", Span)
def test_its_edge_is_seen_in_every_chat(chat: tuple[int, ...], span: Span) -> None:
    edge = pixels(calendar(chart(span))).getpixel((1, 200))
    assert isinstance(edge, tuple)
    assert contrast(edge, chat) > 3


@pytest.mark.parametrize("span", Span)
def test_no_two_states_of_a_day_look_alike_without_their_colours(span: Span) -> None:
    """Who does not see colours tells them apart: what differs in grey is more than a shade."""
    whole = chart(span)
    first, *others = whole.weeks
    drawn = []
    for day in (*(Day(TODAY, state) for state in STATES), Day(TODAY, DayState.DONE, hurt=True)):
        week = replace(first, days=(replace(day, on=first.days[0].on), *first.days[1:]))
        drawn.append(pixels(calendar(replace(whole, weeks=(week, *others)))).convert("L"))
    for one, other in combinations(drawn, 2):
        differing = ImageChops.difference(one, other).point(lambda value: 255 * (value > 40))
        assert differing.histogram()[255] > 40


def test_a_day_that_a_spare_day_covered_is_seen_and_named() -> None:
    plain = chart(kind="pauses")
    first, *others = plain.weeks
    covered = replace(first, days=(replace(first.days[0], is_covered=True), *first.days[1:]))
    assert calendar(replace(plain, weeks=(covered, *others))) != calendar(plain)


def test_without_minutes_there_are_no_bars() -> None:
    with_bars, without = (pixels(calendar(chart(held=held))) for held in (8.0, 0.0))
    assert without.height < with_bars.height - 150


def test_words_in_letters_that_the_font_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="伸"):
        calendar(chart(title="伸"))


async def test_it_is_drawn_by_the_helper_and_named_by_all_that_it_shows(
    tmp_path: Path, helper: Helper
) -> None:
    pictures = Pictures({}, tmp_path / "kept", helper)
    shown = chart()
    assert await pictures.calendar(shown) == calendar(shown)
    assert pictures.calendar_hash(shown) == pictures.calendar_hash(chart())
    others = [chart(held=9.0), chart(kind="pain"), chart(title="5 weeks"), chart(Span.MONTH)]
    assert len({pictures.calendar_hash(each) for each in (shown, *others)}) == len(others) + 1
    # Nothing of one person is kept on disk.
    assert not list(tmp_path.rglob("*.png"))
