"""All pictures as files, with a contact sheet, for people who draw or check them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from bot.domain.stretch import Side
from bot.pictures.figure import Figure, load_figures
from bot.pictures.layout import HIGHEST, WIDTH
from bot.pictures.render import gif, png

COLUMNS = 5
SHRUNK = 2


def write_all(figures_folder: Path, target: Path) -> list[Path]:
    """Writes every figure as PNG, those that move as GIF too, each for both sides, and the sheet; the files written."""
    figures = load_figures(figures_folder)
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for figure in figures.values():
        for name, side in _sides(figure):
            written.append(_file(target / f"{name}.png", png(figure, side)))
            if figure.moves:
                written.append(_file(target / f"{name}.gif", gif(figure, side)))
    sheet = target / "contact-sheet.png"
    _contact_sheet([target / f"{_sides(figure)[0][0]}.png" for figure in figures.values()]).save(sheet)
    return [*written, sheet]


def _sides(figure: Figure) -> list[tuple[str, Side | None]]:
    """The names of a figure's pictures and their sides, the drawn one first."""
    if figure.side == "both":
        return [(figure.id, None)]
    drawn = Side(figure.side)
    return [(f"{figure.id}-{side}", side) for side in (drawn, drawn.other)]


def _file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _contact_sheet(paths: list[Path]) -> Image.Image:
    wide, high = WIDTH // SHRUNK, HIGHEST // SHRUNK
    sheet = Image.new("RGB", (wide * COLUMNS, high * -(-len(paths) // COLUMNS)), "white")
    for index, path in enumerate(paths):
        with Image.open(path) as picture:
            small = picture.convert("RGB").reduce(SHRUNK)
        sheet.paste(small, (index % COLUMNS * wide, index // COLUMNS * high))
    return sheet
