"""All pictures as files, with a contact sheet, for people who draw or check them."""

from __future__ import annotations

from pathlib import Path

from bot.domain.stretch import Side
from bot.pictures.card import card
from bot.pictures.figure import Figure, load_figures
from bot.pictures.milestones import FIGURES
from bot.pictures.render import gif, png
from bot.pictures.sheet import Tile, sheet

COLUMNS, WIDTH = 5, 2000


def write_all(figures_folder: Path, target: Path) -> list[Path]:
    """Writes all pictures and returns their files.

    Every figure as PNG, those that move as GIF too, each for both sides; the sheet; and the cards of milestones, with
    what they count in place of the words that messages have for it.
    """
    figures = load_figures(figures_folder)
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for figure in figures.values():
        for name, side in _sides(figure):
            written.append(_file(target / f"{name}.png", png(figure, side)))
            if figure.moves:
                written.append(_file(target / f"{name}.gif", gif(figure, side)))
    names = [_sides(figure)[0][0] for figure in figures.values()]
    tiles = [Tile((target / f"{name}.png").read_bytes(), name=name) for name in names]
    drawn = sheet(tiles, columns=COLUMNS, width=WIDTH)
    written.append(_file(target / "contact-sheet.png", drawn))
    for measure, chosen in FIGURES.items():
        for number, name in chosen.items():
            if name in figures:
                path = target / f"card-{measure}-{number}.png"
                written.append(_file(path, card(figures[name], measure, number, measure)))
    return written


def _sides(figure: Figure) -> list[tuple[str, Side | None]]:
    """The names of a figure's pictures and their sides, the drawn one first."""
    if figure.side == "both":
        return [(figure.id, None)]
    drawn = Side(figure.side)
    return [(f"{figure.id}-{side}", side) for side in (drawn, drawn.other)]


def _file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
