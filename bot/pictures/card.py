"""The card of a milestone, to be forwarded: a figure in a ring that has a mark for each day or hour, and the number."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, pi, sin

from PIL import Image, ImageDraw

from bot.domain.milestone import Measure
from bot.pictures.colours import INK, RIM
from bot.pictures.drawing import portrait
from bot.pictures.figure import Figure
from bot.pictures.layout import Flat
from bot.pictures.letters import fitting, lacking
from bot.pictures.render import rendered

# A chat shows it as wide as itself; what is lower leaves room for what was said.
WIDTH, HEIGHT = 1080, 720
EDGE, CORNER = 8, 30
MIDDLE, OUTER = (356.0, HEIGHT / 2), 314.0
# Between the marks and the figure's window.
AIR = 13.0
# Where words stand: their middle, how wide they may be, and the lines they stand on.
COLUMN, ROOM = 870, 324
NUMBER_AT, WORDS_AT, LINE, NAME_AT = 346, 438, 72, 668
NUMBER, WORDS, NAME = 290.0, 72.0, 38.0
COLOURS = 200


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of milestone looks: its colours, and how many marks a ring holds at the most."""

    colour: str
    paper: str
    ripple: str
    name: str
    most: int


STYLES: dict[Measure, Style] = {
    Measure.DAYS: Style("#0b8a78", "#d3eae4", "#cae5de", "#3f6f68", 73),
    Measure.HOURS: Style("#7a4fb5", "#e5ddf2", "#ddd3ee", "#66568a", 50),
}


def card(figure: Figure, measure: Measure, number: int, words: str) -> bytes:
    """The PNG of a card; the first of the words stands on a line of its own, as in "days / in a row".

    Raises ValueError for words with letters that the font lacks.
    """
    if lacking(words):
        raise ValueError(f"letters that cannot be drawn: {lacking(words)}")
    style = STYLES[measure]
    with Image.open(io.BytesIO(rendered(_svg(figure, measure, number)))) as opened:
        picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    _write(pen, NUMBER_AT, str(number), NUMBER, style.colour, bold=True)
    first, _, rest = words.partition(" ")
    size = min(fitting(line, WORDS, ROOM).size for line in (first, rest))
    for index, line in enumerate((first, rest)):
        _write(pen, WORDS_AT + index * LINE, line, size, INK)
    _write(pen, NAME_AT, "Limber", NAME, style.name)
    out = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _svg(figure: Figure, measure: Measure, number: int) -> str:
    """All but the words."""
    style = STYLES[measure]
    marks, window, room = (_beads if measure is Measure.DAYS else _arcs)(number, style)
    inside = f'x="{EDGE}" y="{EDGE}" width="{WIDTH - 2 * EDGE}" height="{HEIGHT - 2 * EDGE}" rx="{CORNER}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{RIM}"/><rect {inside} fill="{style.paper}"/>'
        f'<clipPath id="paper"><rect {inside}/></clipPath><g clip-path="url(#paper)">{_ripples(style)}</g>'
        f"{portrait(figure, MIDDLE, window, room)}{marks}</svg>"
    )


def _ripples(style: Style) -> str:
    """Wide, faint rings that run from the figure over the whole card."""
    return "".join(
        _ring(radius, f'stroke="{style.ripple}" stroke-width="{wide}"')
        for radius, wide in ((384, 44), (486, 40), (590, 36), (696, 32))
    )


def _ring(radius: float, stroke: str) -> str:
    x, y = MIDDLE
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" {stroke}/>'


def _beads(number: int, style: Style) -> tuple[str, float, float]:
    """A bead on a string for each day, the radius of the window inside, and that of the room for the figure in it."""
    drawn, outer = [], OUTER
    for index, count in enumerate(_shared(number, style.most)):
        # As large as the ring has room for, but no balls for a few.
        size = min(20.0, 0.36 * 2 * pi * (outer - 9) / count)
        radius = outer - size
        drawn.append(
            _ring(radius, f'stroke="{style.colour}" stroke-opacity=".35" stroke-width="{0.36 * size:.1f}"')
        )
        # Those of the next ring lie between these.
        for at in _round(radius, count, index / 2):
            drawn.append(f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{size:.1f}" fill="{style.colour}"/>')
        outer = radius - size * 1.35
    # The innermost string is the edge of the window.
    return "".join(drawn), radius, radius - size / 2


def _arcs(number: int, style: Style) -> tuple[str, float, float]:
    """The same with a piece of the ring for each hour, as on a clock that goes round."""
    drawn, outer = [], OUTER
    wide, gap = (34.0, 10.0) if number <= style.most else (27.0, 9.0)
    for count in _shared(number, style.most):
        radius = outer - wide / 2
        whole = 2 * pi * radius
        # Without a gap, one hour is a whole round.
        dashes = f'stroke-dasharray="{whole / count - gap:.3f} {gap}"' if count > 1 else ""
        ring = _ring(radius, f'stroke="{style.colour}" stroke-width="{wide}" {dashes}')
        turn = -90 + 180 * gap / whole
        drawn.append(f'<g transform="rotate({turn:.3f} {MIDDLE[0]} {MIDDLE[1]})">{ring}</g>')
        outer -= wide + gap
    window = outer + gap - AIR
    return "".join(drawn), window, window


def _shared(number: int, most: int) -> list[int]:
    """How many marks each ring has, from the outermost: as few rings as can be, and as many in each."""
    rings = ceil(number / most)
    least, longer = divmod(number, rings)
    return [least + (index < longer) for index in range(rings)]


def _round(radius: float, count: int, ahead: float) -> Iterator[Flat]:
    """As many points on a ring, clockwise from the top, shifted by a share of the way from one to the next."""
    for index in range(count):
        angle = 2 * pi * (index + ahead) / count - pi / 2
        yield MIDDLE[0] + radius * cos(angle), MIDDLE[1] + radius * sin(angle)


def _write(
    pen: ImageDraw.ImageDraw, line: int, text: str, size: float, colour: str, *, bold: bool = False
) -> None:
    pen.text((COLUMN, line), text, colour, fitting(text, size, ROOM, bold=bold), "ms")
