"""Where the content is, and figures made from changed copies of it."""

from functools import cache
from pathlib import Path

from bot.pictures.figure import Figure, load_figure

CONTENT = Path(__file__).parents[2] / "content"
FIGURES = CONTENT / "figures"
IDS = sorted(path.stem for path in FIGURES.glob("*.toml"))


@cache
def figure(stretch_id: str) -> Figure:
    return load_figure(FIGURES / f"{stretch_id}.toml")


def changed(folder: Path, stretch_id: str, old: str, new: str) -> Path:
    """A copy of a figure's file with one thing changed everywhere."""
    text = (FIGURES / f"{stretch_id}.toml").read_text("utf-8")
    assert old in text
    path = folder / f"{stretch_id}.toml"
    path.write_text(text.replace(old, new), "utf-8")
    return path
