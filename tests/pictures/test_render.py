"""Pictures as people get them: size, sides, sameness, and the folder that keeps them."""

import asyncio
import io
import shutil
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps

from bot.domain.stretch import Side
from bot.pictures import render
from bot.pictures.figure import load_figure
from bot.pictures.gallery import write_all
from bot.pictures.render import Pictures, figure_hash, gif, png
from tests.pictures.files import FIGURES, IDS, changed, figure

MOVING = [stretch_id for stretch_id in IDS if figure(stretch_id).moves]
PNG_BYTES, GIF_BYTES = 110_000, 300_000
# A chat on white, and one that is nearly black.
WHITE, NIGHT = (255, 255, 255), (0x17, 0x21, 0x2B)


def pixels(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB")


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[Pictures]:
    figures = {stretch_id: figure(stretch_id) for stretch_id in ("standing", "cat-cow")}
    pictures = Pictures(figures, tmp_path / "pictures")
    yield pictures
    pictures.close()


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


def test_the_hash_changes_with_what_the_figure_says_and_only_then(tmp_path: Path) -> None:
    standing = figure_hash(figure("standing"))
    assert standing == figure_hash(load_figure(changed(tmp_path, "standing", "neck = -15", "neck = -15.0")))
    assert standing != figure_hash(load_figure(changed(tmp_path, "standing", "neck = -15", "neck = -12")))
    assert standing != figure_hash(figure("standing"), Side.LEFT)


def test_other_code_gives_other_pictures_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = figure_hash(figure("standing"))
    monkeypatch.setattr(render, "_drawn_by", lambda: "other code")
    assert figure_hash(figure("standing")) != before


async def test_a_picture_is_drawn_once_and_then_read(pictures: Pictures, tmp_path: Path) -> None:
    drawn = await pictures.still("standing", Side.LEFT)
    assert drawn == png(figure("standing"), Side.LEFT)
    (kept,) = (tmp_path / "pictures").iterdir()
    assert kept.name == f"{pictures.hash('standing', Side.LEFT)}.png"
    kept.write_bytes(b"kept")
    assert await pictures.still("standing", Side.LEFT) == b"kept"


async def test_an_empty_file_in_the_folder_is_drawn_again(pictures: Pictures, tmp_path: Path) -> None:
    drawn = await pictures.still("standing")
    (kept,) = (tmp_path / "pictures").iterdir()
    kept.write_bytes(b"")
    assert await pictures.still("standing") == drawn == kept.read_bytes()


async def test_a_folder_that_cannot_be_written_costs_nobody_the_picture(
    pictures: Pictures, tmp_path: Path
) -> None:
    (tmp_path / "pictures").write_text("a file where the folder should be")
    assert await pictures.still("standing") == png(figure("standing"))


async def test_many_who_ask_at_once_get_the_same_picture(pictures: Pictures, tmp_path: Path) -> None:
    answers = await asyncio.gather(*(pictures.moving("cat-cow", side) for side in (*Side, None)))
    assert set(answers) == {gif(figure("cat-cow"))}
    assert len(list((tmp_path / "pictures").iterdir())) == 1


def test_somebody_with_a_tag_gets_the_figure_that_is_drawn_for_it(tmp_path: Path) -> None:
    figures = {
        stretch_id: figure(stretch_id) for stretch_id in ("cat-cow", "cat-cow.osteoporosis", "standing")
    }
    pictures = Pictures(figures, tmp_path)
    assert pictures.figure_for("cat-cow", {"osteoporosis", "wrist"}) == "cat-cow.osteoporosis"
    assert pictures.figure_for("cat-cow", {"wrist"}) == "cat-cow"
    assert pictures.figure_for("standing", {"osteoporosis"}) == "standing"
    pictures.close()


async def test_a_stretch_that_is_held_has_no_moving_picture(pictures: Pictures) -> None:
    assert await pictures.moving("standing") is None


async def test_a_stretch_without_a_figure_is_an_error(pictures: Pictures) -> None:
    with pytest.raises(KeyError):
        await pictures.still("nothing")


async def test_a_drawing_process_that_was_killed_is_replaced(pictures: Pictures) -> None:
    await pictures.still("standing")
    for process in active_children():
        process.kill()
    assert await pictures.still("cat-cow") == png(figure("cat-cow"))


def test_the_gallery_writes_every_side_and_a_contact_sheet(tmp_path: Path) -> None:
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
    ]
    assert (tmp_path / "out" / "standing-left.png").read_bytes() == png(figure("standing"), Side.LEFT)
    with Image.open(written[-1]) as sheet:
        assert sheet.width == 2000
