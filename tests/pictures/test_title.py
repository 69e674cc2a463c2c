"""The card that takes the place of a picture: size, edge, name, sameness."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot.helper import Helper
from bot.pictures.kept import Pictures
from bot.pictures.letters import lacking
from bot.pictures.title import COLUMN, HEIGHT, ROOM, WIDTH, title
from tests.pictures.test_render import NIGHT, WHITE, contrast, pixels

NAMES = ("Planche", "Rücken rollen", "Öffnen der Brust im Türrahmen, wie die Ärztin es gezeigt hat", "a" * 60)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_beside_the_dial(name: str) -> None:
    data = title(name)
    assert len(data) < 20_000
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    # Letters are far darker than the paper; other letters also change the palette a little.
    differs = ImageChops.difference(pixels(title(".")), pixels(data)).convert("L")
    box = differs.point(lambda value: 255 * (value > 90)).getbbox()
    assert box is not None
    assert COLUMN - ROOM / 2 - 6 <= box[0] < box[2] <= COLUMN + ROOM / 2 + 6


def test_a_name_in_letters_that_the_font_lacks_leaves_the_dial_alone() -> None:
    assert lacking("伸展 Übung") == "伸展"
    assert title("伸展") == title("") != title("Planche")


@pytest.mark.parametrize("chat", [WHITE, NIGHT])
def test_its_edge_is_seen_in_every_chat(chat: tuple[int, ...]) -> None:
    edge = pixels(title("Planche")).getpixel((1, 200))
    assert isinstance(edge, tuple)
    assert contrast(edge, chat) > 3


async def test_it_is_drawn_by_the_helper_and_named_by_what_it_says(tmp_path: Path, helper: Helper) -> None:
    pictures = Pictures({}, tmp_path / "kept", helper)
    assert await pictures.title("Planche") == title("Planche")
    assert pictures.title_hash("Planche") != pictures.title_hash("Lunge")
