"""The folder that keeps pictures, and the names that they have there."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.stretch import Side
from bot.helper import Helper
from bot.pictures import kept
from bot.pictures.figure import load_figure
from bot.pictures.kept import Pictures, figure_hash
from bot.pictures.render import gif, png
from tests.pictures.files import changed, figure


@pytest.fixture
def pictures(tmp_path: Path, helper: Helper) -> Pictures:
    return Pictures({name: figure(name) for name in ("standing", "cat-cow")}, tmp_path / "pictures", helper)


def test_the_hash_changes_with_what_the_figure_says_and_only_then(tmp_path: Path) -> None:
    standing = figure_hash(figure("standing"))
    assert standing == figure_hash(load_figure(changed(tmp_path, "standing", "neck = -15", "neck = -15.0")))
    assert standing != figure_hash(load_figure(changed(tmp_path, "standing", "neck = -15", "neck = -12")))
    assert standing != figure_hash(figure("standing"), Side.LEFT)


def test_other_code_gives_other_pictures_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = figure_hash(figure("standing"))
    monkeypatch.setattr(kept, "_drawn_by", lambda: "other code")
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
    pictures = Pictures(figures, tmp_path, Helper())
    assert pictures.figure_for("cat-cow", {"osteoporosis", "wrist"}) == "cat-cow.osteoporosis"
    assert pictures.figure_for("cat-cow", {"wrist"}) == "cat-cow"
    assert pictures.figure_for("standing", {"osteoporosis"}) == "standing"


async def test_a_stretch_that_is_held_has_no_moving_picture(pictures: Pictures) -> None:
    assert await pictures.moving("standing") is None


async def test_a_stretch_without_a_figure_is_an_error(pictures: Pictures) -> None:
    with pytest.raises(KeyError):
        await pictures.still("nothing")
