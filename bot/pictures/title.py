"""The card that takes the place of a picture that there is none of: a dial, and a name."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil, cos, pi, sin
from textwrap import wrap

from PIL import Image, ImageDraw

from bot.pictures.colours import ARROW, CARD, CARD_EDGE, INK, RIM
from bot.pictures.letters import fitting, font, lacking
from bot.pictures.render import rendered

# As wide as the pictures of stretches, and as high as the lowest of them: their place in the chat stays the same.
WIDTH, HEIGHT, EDGE, CORNER = 800, 400, 8, 26
# The dial stands in the middle where there is no name.
WITH_NAME, ALONE = 178.0, WIDTH / 2
RADIUS, STROKES, LONG_STROKE, SHORT_STROKE = 118.0, 60, 22.0, 12.0
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
    y = HEIGHT / 2
    inside = f'x="{EDGE}" y="{EDGE}" width="{WIDTH - 2 * EDGE}" height="{HEIGHT - 2 * EDGE}" rx="{CORNER}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{RIM}"/><rect {inside} fill="{CARD}"/>'
        f'<circle cx="{x}" cy="{y}" r="{RADIUS + 14}" fill="none" stroke="{CARD_EDGE}" stroke-width="3"/>'
        f"{''.join(_stroke(x, y, number) for number in range(STROKES))}"
        f'<path d="M {x} {y - 78} V {y} L {x + 46} {y + 27}" fill="none" stroke="{ARROW}" stroke-width="12"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def _stroke(x: float, y: float, number: int) -> str:
    """One of the strokes of a dial round a point; every fifth is longer."""
    angle = 2 * pi * number / STROKES
    is_long = number % 5 == 0
    inner = RADIUS - (LONG_STROKE if is_long else SHORT_STROKE)
    ends = [f"{x + radius * sin(angle):.1f} {y - radius * cos(angle):.1f}" for radius in (inner, RADIUS)]
    colour, wide = (INK, 5) if is_long else (CARD_EDGE, 3)
    return f'<path d="M {ends[0]} L {ends[1]}" stroke="{colour}" stroke-width="{wide}"/>'


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
