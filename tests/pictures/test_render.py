"""Pictures as people get them: size, sides, sameness."""

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps

from bot.domain.stretch import Side
from bot.pictures.gallery import write_all
from bot.pictures.render import gif, png
from tests.pictures.files import FIGURES, IDS, figure

MOVING = [stretch_id for stretch_id in IDS if figure(stretch_id).moves]
PNG_BYTES, GIF_BYTES = 110_000, 300_000
# A chat on white, and one that is nearly black.
WHITE, NIGHT = (255, 255, 255), (0x17, 0x21, 0x2B)


def pixels(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB")


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """How far two colours are apart, as WCAG counts: 1 for the same, 21 for black on white."""
    shares = [[value / 255 for value in colour] for colour in (one, other)]
    linear = [[v / 12.92 if v <= 0.04 else ((v + 0.055) / 1.055) ** 2.4 for v in colour] for colour in shares]
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in linear)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("stretch_id", IDS)
def test_a_picture_is_a_small_png_as_wide_as_a_chat_takes(stretch_id: str) -> None:
    data = png(figure(stretch_id))
    assert len(data) < PNG_BYTES
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.width) == ("PNG", 800)
        assert 400 <= picture.height <= 880


@pytest.mark.parametrize("chat", [WHITE, NIGHT])
def test_the_edge_of_a_picture_is_seen_in_every_chat(chat: tuple[int, ...]) -> None:
    edge = pixels(png(figure("standing"))).getpixel((1, 200))
    assert isinstance(edge, tuple)
    assert contrast(edge, chat) > 3


@pytest.mark.parametrize("stretch_id", MOVING)
def test_a_moving_picture_is_a_small_gif_of_a_dozen_frames_and_more(stretch_id: str) -> None:
    data = gif(figure(stretch_id))
    assert len(data) < GIF_BYTES
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, max(picture.size), picture.info["loop"]) == ("GIF", 640, 0)
        frames = getattr(picture, "n_frames", 1)
        # What does not move in a while is one frame that lasts longer.
        assert 12 <= frames <= 16
        before = picture.convert("RGB")
        for index in range(1, frames):
            picture.seek(index)
            now = picture.convert("RGB")
            assert ImageChops.difference(before, now).getbbox() is not None
            before = now


def test_stretches_that_move_have_a_moving_picture() -> None:
    assert {"cat-cow", "pnf", "trunk-rotation", "leg-swings", "high-kicks", "roll-hamstrings"} <= set(MOVING)
    assert "supine" not in MOVING


@pytest.mark.parametrize("stretch_id", ["leg-swings", "pnf", "seated-twist"])
def test_the_other_side_is_the_mirror_image(stretch_id: str) -> None:
    right, left = pixels(gif(figure(stretch_id), Side.RIGHT)), pixels(gif(figure(stretch_id), Side.LEFT))
    assert ImageChops.difference(right, left).getbbox() is not None
    difference = ImageChops.difference(ImageOps.mirror(right), left).convert("L").histogram()
    # Edges may fall half a pixel to the other side.
    assert sum(difference[64:]) < 0.001 * right.width * right.height


def test_the_side_that_is_drawn_and_no_side_are_the_same_picture() -> None:
    assert png(figure("standing")) == png(figure("standing"), Side.RIGHT)
    assert png(figure("trunk-rotation")) == png(figure("trunk-rotation"), Side.RIGHT)


def test_a_figure_of_both_sides_is_never_mirrored() -> None:
    assert png(figure("cat-cow"), Side.LEFT) == png(figure("cat-cow"), Side.RIGHT)


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert png(figure("pnf")) == png(figure("pnf"))
    assert gif(figure("pnf")) == gif(figure("pnf"))


def test_the_gallery_writes_every_side_a_contact_sheet_and_the_cards(tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    for stretch_id in ("standing", "cat-cow"):
        shutil.copy(FIGURES / f"{stretch_id}.toml", figures)
    written = write_all(figures, tmp_path / "out")
    assert [path.name for path in written] == [
        "cat-cow.png",
        "cat-cow.gif",
        "standing-right.png",
        "standing-left.png",
        "contact-sheet.png",
        "card-days-50.png",
        "card-hours-5.png",
    ]
    assert (tmp_path / "out" / "standing-left.png").read_bytes() == png(figure("standing"), Side.LEFT)
    assert [pixels(path.read_bytes()).width for path in written[-3:]] == [2000, 1080, 1080]
