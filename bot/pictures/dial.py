"""The dial of a timer, in the place of a figure."""

from __future__ import annotations

from math import cos, pi, sin

from bot.pictures.colours import ARROW, CARD_EDGE, INK
from bot.pictures.layout import Flat

STROKES, LONG_EVERY = 60, 5


def dial(middle: Flat, radius: float) -> str:
    """A dial with its hands as SVG, the radius that of its rim."""
    x, y = middle
    hands = f"M {x} {y - 0.59 * radius:.1f} V {y} L {x + 0.35 * radius:.1f} {y + 0.2 * radius:.1f}"
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="none" stroke="{CARD_EDGE}"'
        f' stroke-width="{0.023 * radius:.1f}"/>'
        f"{''.join(_stroke(middle, radius, number) for number in range(STROKES))}"
        f'<path d="{hands}" fill="none" stroke="{ARROW}" stroke-width="{0.09 * radius:.1f}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _stroke(middle: Flat, radius: float, number: int) -> str:
    """One of the strokes of a dial; every fifth is longer."""
    is_long = number % LONG_EVERY == 0
    (x, y), angle, outer = middle, 2 * pi * number / STROKES, 0.89 * radius
    inner = outer - (0.167 if is_long else 0.09) * radius
    ends = [f"{x + end * sin(angle):.1f} {y - end * cos(angle):.1f}" for end in (inner, outer)]
    colour, wide = (INK, 0.038) if is_long else (CARD_EDGE, 0.023)
    return f'<path d="M {ends[0]} L {ends[1]}" stroke="{colour}" stroke-width="{wide * radius:.1f}"/>'
