"""The sheet of an agenda: size, weight, rows, and what is left out where there is too much."""

from itertools import cycle, islice
from pathlib import Path

import pytest

from bot.helper import Helper
from bot.pictures.days import Day, Stop
from bot.pictures.kept import Pictures
from bot.pictures.week import HIGHEST, WIDTH, week
from tests.pictures.files import IDS, figure
from tests.pictures.test_render import NIGHT, WHITE, contrast, pixels

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIGURES = {name: figure(name) for name in IDS}


def days(times: int, each: int = 1, count: int = 7) -> list[Day]:
    """So many days with so many times, each with so many figures."""
    names = cycle(IDS)
    return [
        Day(
            WEEKDAYS[number],
            str(number + 25),
            tuple(Stop(f"{7 + 2 * at:02}:30", tuple(islice(names, each))) for at in range(times)),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("each", [1, 3, 6])
@pytest.mark.parametrize("times", [1, 2, 3, 6])
def test_a_sheet_is_as_wide_as_a_chat_shows_and_no_higher_than_a_phone(times: int, each: int) -> None:
    drawn = week(days(times, each), FIGURES)
    picture = pixels(drawn)
    assert picture.width == WIDTH
    assert picture.height <= HIGHEST
    assert len(drawn) < 200_000
    assert drawn == week(days(times, each), FIGURES), "the same days look the same"


def test_few_days_make_a_low_sheet_and_one_is_enough() -> None:
    heights = [pixels(week(days(1, count=count), FIGURES)).height for count in (1, 3, 4, 7)]
    assert heights == sorted(heights)
    assert heights[0] == heights[1] < heights[2] < heights[3] < WIDTH


def test_its_rim_stands_out_from_both_chats() -> None:
    edge = pixels(week(days(2), FIGURES)).getpixel((2, 2))
    assert isinstance(edge, tuple)
    assert min(contrast(edge, chat) for chat in (WHITE, NIGHT)) >= 3


def test_a_day_without_a_name_that_can_be_drawn_has_its_number_alone() -> None:
    (day,) = days(1, count=1)
    assert week([Day("", day.number, day.stops)], FIGURES) != week([day], FIGURES)


def test_without_days_there_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="a day"):
        week([], FIGURES)


async def test_the_helper_draws_the_same_under_a_name_of_its_own(tmp_path: Path, helper: Helper) -> None:
    pictures = Pictures(FIGURES, tmp_path, helper)
    shown = days(2)
    assert await pictures.week(shown) == week(shown, FIGURES)
    assert pictures.week_hash(shown) == pictures.week_hash(days(2))
    assert len({pictures.week_hash(each) for each in (shown, shown[:6], days(3), days(1))}) == 4
