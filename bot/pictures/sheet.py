"""Several pictures on one sheet: rows of cards, each with a number above its picture or a name below it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.pictures.colours import ARROW, INK, PAPER, RIM
from bot.pictures.letters import fitting, font

# What a phone shows of a picture in a chat; a row is never higher than so much of it.
WIDTH = 1080
HIGHEST_ROW = 0.75
COLUMNS = 3
# The cards lie on the rim's grey, which is as wide between them as round them.
GAP, CORNER = 10, 22
# A picture brings its own rim, and the card it lies on is of the same paper.
OWN_RIM = 8
STRIP, BADGE, LETTERS = 62, 26, 40
COLOURS = 160


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture on a sheet, as PNG, with the number above it and the name below."""

    picture: bytes
    number: str = ""
    name: str = ""


def sheet(tiles: Sequence[Tile], *, columns: int = COLUMNS, width: int = WIDTH) -> bytes:
    """The PNG of a sheet so many pixels wide: the pictures in their order, as many in each row as in any other.

    Raises ValueError where there are no tiles.
    """
    if not tiles:
        raise ValueError("a sheet needs a picture")
    drawn = [_row(row, width - 2 * GAP) for row in _rows(tiles, columns)]
    page = Image.new("RGB", (width, GAP + sum(row.height + GAP for row in drawn)), RIM)
    top = GAP
    for row in drawn:
        page.paste(row, (GAP, top))
        top += row.height + GAP
    out = io.BytesIO()
    few = page.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _rows(tiles: Sequence[Tile], columns: int) -> list[Sequence[Tile]]:
    """The tiles in as few rows as can be, the longer rows first."""
    count = -(-len(tiles) // columns)
    least, longer = divmod(len(tiles), count)
    rows, first = [], 0
    for number in range(count):
        last = first + least + (number < longer)
        rows.append(tiles[first:last])
        first = last
    return rows


def _row(tiles: Sequence[Tile], width: int) -> Image.Image:
    """One row: the pictures as high as each other, and together as wide as the row, unless that is too high."""
    pictures = [_without_rim(tile.picture) for tile in tiles]
    shapes = [picture.width / picture.height for picture in pictures]
    room = width - GAP * (len(tiles) - 1)
    high = round(min(room / sum(shapes), width * HIGHEST_ROW))
    above = STRIP if any(tile.number for tile in tiles) else 0
    below = STRIP if any(tile.name for tile in tiles) else 0
    row = Image.new("RGB", (width, above + high + below), RIM)
    pen = ImageDraw.Draw(row)
    left = (room - sum(round(high * shape) for shape in shapes)) // 2
    for tile, picture, shape in zip(tiles, pictures, shapes, strict=True):
        wide = round(high * shape)
        pen.rounded_rectangle((left, 0, left + wide - 1, row.height - 1), CORNER, fill=PAPER)
        _paste(row, picture.resize((wide, high), Image.Resampling.LANCZOS), left, above)
        if tile.number:
            middle = left + STRIP // 2, above // 2 + 2
            pen.circle(middle, BADGE, fill=ARROW)
            pen.text(middle, tile.number, "white", font(LETTERS, bold=True), "mm")
        if tile.name:
            middle = left + wide // 2, row.height - below // 2
            pen.text(middle, tile.name, INK, fitting(tile.name, LETTERS, wide - 2 * CORNER), "mm")
        left += wide + GAP
    return row


def _without_rim(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    return picture.crop((OWN_RIM, OWN_RIM, picture.width - OWN_RIM, picture.height - OWN_RIM))


def _paste(row: Image.Image, picture: Image.Image, left: int, top: int) -> None:
    """Puts a picture there, its corners as round as those of the card under it."""
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, picture.width - 1, picture.height - 1), CORNER, fill=255)
    row.paste(picture, (left, top), mask)
