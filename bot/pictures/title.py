"""The card that takes the place of a picture that there is none of: a dial, and a name."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil
from textwrap import wrap

from PIL import Image, ImageDraw

from bot.pictures.colours import CARD, INK, RIM
from bot.pictures.dial import dial
from bot.pictures.letters import fitting, font, lacking
from bot.pictures.render import rendered

# As wide as the pictures of stretches, and as high as the lowest of them: their place in the chat stays the same.
WIDTH, HEIGHT, EDGE, CORNER = 800, 400, 8, 26
# The dial stands in the middle where there is no name.
WITH_NAME, ALONE = 178.0, WIDTH / 2
RADIUS = 132.0
COLUMN, ROOM = 548.0, 440.0
SIZE, LINE, MOST_LINES = 64.0, 1.15, 3
COLOURS = 64


def title(name: str) -> bytes:
    """The PNG of a card with this name; without it where the font lacks some of its letters."""
    is_written = bool(name.strip()) and not lacking(name)
    with Image.open(io.BytesIO(rendered(_svg(WITH_NAME if is_written else ALONE)))) as opened:
        picture = opened.convert("RGB")
    if is_written:
        _write(ImageDraw.Draw(picture), name)
    out = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _svg(x: float) -> str:
    """All but the words, with the middle of the dial so far from the left."""
    inside = f'x="{EDGE}" y="{EDGE}" width="{WIDTH - 2 * EDGE}" height="{HEIGHT - 2 * EDGE}" rx="{CORNER}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{RIM}"/><rect {inside} fill="{CARD}"/>'
        f"{dial((x, HEIGHT / 2), RADIUS)}</svg>"
    )


def _write(pen: ImageDraw.ImageDraw, name: str) -> None:
    """The name beside the dial, in as many lines as let its letters be largest."""
    lines = max((_lines(name, count) for count in range(1, MOST_LINES + 1)), key=_size)
    size = _size(lines)
    for index, line in enumerate(lines):
        middle = HEIGHT / 2 + (index - (len(lines) - 1) / 2) * size * LINE
        pen.text((COLUMN, middle), line, INK, font(size, bold=True), "mm")


def _lines(name: str, count: int) -> list[str]:
    """The words of a name in at most so many lines, the longest as short as can be."""
    widths = range(ceil(len(name) / count), len(name) + 1)
    return next(lines for width in widths if len(lines := wrap(name, width)) <= count)


def _size(lines: Sequence[str]) -> float:
    """The size of letters in which all of these lines fit."""
    return min(fitting(line, SIZE, ROOM, bold=True).size for line in lines)
