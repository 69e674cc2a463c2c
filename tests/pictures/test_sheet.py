"""A sheet of several pictures: rows, numbers, names, size, sameness."""

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from bot.domain.stretch import Side
from bot.helper import Helper
from bot.pictures.kept import Pictures
from bot.pictures.render import png
from bot.pictures.sheet import COLUMNS, WIDTH, Tile, sheet
from tests.pictures.files import IDS, figure
from tests.pictures.test_render import NIGHT, WHITE, contrast, pixels

# A session's picture is sent to many; it is to be well under so much.
SHEET_BYTES = 200_000
MOST_PARTS = 7
NAMES = ("warm-up", "standing", "cat-cow", "cat-cow.osteoporosis")


@cache
def drawn(stretch_id: str) -> bytes:
    return png(figure(stretch_id))


def numbered(stretch_ids: list[str]) -> list[Tile]:
    return [Tile(drawn(id_), str(number) if number else "") for number, id_ in enumerate(stretch_ids)]


@pytest.fixture
def pictures(tmp_path: Path, helper: Helper) -> Pictures:
    return Pictures({name: figure(name) for name in NAMES}, tmp_path / "pictures", helper)


def heaviest(count: int) -> list[str]:
    return sorted(IDS, key=lambda id_: len(drawn(id_)), reverse=True)[:count]


@pytest.mark.parametrize("count", range(1, MOST_PARTS + 1))
def test_a_sheet_is_a_small_png_that_a_phone_shows_whole(count: int) -> None:
    data = sheet(numbered(heaviest(count)))
    assert len(data) < SHEET_BYTES
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.width) == ("PNG", WIDTH)
        assert 0.2 < picture.height / picture.width < 1.7


@pytest.mark.parametrize("chat", [WHITE, NIGHT])
def test_the_edge_of_a_sheet_is_seen_in_every_chat(chat: tuple[int, ...]) -> None:
    edge = pixels(sheet(numbered(["warm-up", "standing"]))).getpixel((1, 200))
    assert isinstance(edge, tuple)
    assert contrast(edge, chat) > 3


def test_no_row_has_more_pictures_than_a_phone_can_show() -> None:
    tiles = [Tile(drawn("standing"))] * MOST_PARTS
    heights = [pixels(sheet(tiles[:count])).height for count in range(1, MOST_PARTS + 1)]
    assert COLUMNS == 3
    # Up to three stand in one row; two rows are higher than one, three higher than two.
    assert max(heights[:3]) < heights[3] < heights[6]
    assert heights[5] < heights[3], "two rows of three are lower than two of two"


def test_a_number_stands_above_a_picture_and_a_name_below_it() -> None:
    plain, numbers, names = (
        pixels(sheet([Tile(drawn("standing"), *words)] * 2)) for words in ((), ("1",), ("", "Monday"))
    )
    assert plain.height < numbers.height == names.height
    below = names.crop((0, names.height - 60, names.width, names.height - 20))
    above = numbers.crop((0, 20, numbers.width, 60))
    found, green = [part.getcolors(part.width * part.height) or [] for part in (below, above)]
    ink, mark = (0x15, 0x21, 0x2E), (0x0B, 0x8A, 0x78)
    assert ink in {colour for _, colour in found}
    assert mark in {colour for _, colour in green}


def test_a_sheet_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs a picture"):
        sheet([])


def test_the_same_pictures_give_the_same_bytes() -> None:
    tiles = numbered(["warm-up", "standing", "cat-cow"])
    assert sheet(tiles) == sheet(tiles)


async def test_a_session_is_drawn_of_its_pictures_each_from_its_first_side(pictures: Pictures) -> None:
    parts = [("warm-up", Side.LEFT), ("standing", Side.LEFT), ("cat-cow", Side.LEFT)]
    tiles = [
        Tile(drawn("warm-up")),
        Tile(png(figure("standing"), Side.LEFT), "1"),
        Tile(drawn("cat-cow"), "2"),
    ]
    assert await pictures.sheet(parts) == sheet(tiles)


async def test_a_part_without_a_figure_is_left_out_and_the_others_keep_their_numbers(
    pictures: Pictures,
) -> None:
    parts = [("warm-up", Side.LEFT), ("nothing", Side.LEFT), ("cat-cow", Side.LEFT)]
    assert await pictures.sheet(parts) == sheet([Tile(drawn("warm-up")), Tile(drawn("cat-cow"), "2")])


def test_another_order_side_or_figure_is_another_sheet_of_another_name(pictures: Pictures) -> None:
    parts = [("warm-up", Side.LEFT), ("standing", Side.RIGHT), ("cat-cow", Side.LEFT)]
    others = [
        parts,
        [parts[0], parts[2], parts[1]],
        [parts[0], ("standing", Side.LEFT), parts[2]],
        [parts[0], parts[1], ("cat-cow.osteoporosis", Side.LEFT)],
        parts[:2],
    ]
    assert len({pictures.sheet_hash(each) for each in others}) == len(others)
    assert pictures.sheet_hash(parts) == pictures.sheet_hash(list(parts))
