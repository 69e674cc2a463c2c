"""The marks of days on a calendar, as SVG: each state has a shape of its own beside its colour."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.days import DayState
from bot.pictures.colours import ARROW, INK, PUSH, RIM, STRAP

DONE, SKIPPED, MISSED, OFF = ARROW, STRAP, "#b5651d", RIM
GROUND, COVER, PAPER = "#e4ebf1", "#b9e0d8", "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """How a day looks on a calendar; all days of one look are drawn alike.

    `is_low`: its mark leaves room for a number above it.
    """

    state: DayState
    is_covered: bool = False
    hurt: bool = False
    is_today: bool = False
    is_low: bool = False


def cell(look: Look, x: float, y: float, size: float) -> str:
    """A day in a square so wide round a point; one that is empty leaves only a trace."""
    if look.state is DayState.EMPTY and not look.hurt:
        return square(x, y, size * 0.92, f'fill="none" stroke="{GROUND}" stroke-width="{size * 0.05:.1f}"')
    colour = INK if look.is_today else DONE
    edge = f'stroke="{colour}" stroke-width="{size * 0.07:.1f}"' if look.is_today or look.is_covered else ""
    ground = COVER if look.is_covered else GROUND
    drawn = square(x, y, size * (0.93 if edge else 1), f'fill="{ground}" {edge}')
    down, shrunk = (0.13, 0.72) if look.is_low else (0.0, 1.0)
    drawn += mark(look.state, x, y + size * down, size * shrunk)
    return drawn + (pain(x + size * 0.3, y - size * 0.29, size * 0.5 * shrunk) if look.hurt else "")


def mark(state: DayState, x: float, y: float, size: float) -> str:
    """The mark of a state alone: a tick on a disc, a ring, a dash, a cross; nothing for what is still open."""
    stroke = f'fill="none" stroke-width="{size * 0.12:.1f}" stroke-linecap="round" stroke-linejoin="round"'
    match state:
        case DayState.DONE:
            tick = _path(x, y, size, "-.17 .02 -.05 .14 .19 -.13")
            disc = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.41:.1f}" fill="{DONE}"/>'
            return f'{disc}<path d="{tick}" {stroke} stroke="{PAPER}"/>'
        case DayState.SKIPPED:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.26:.1f}" {stroke} stroke="{SKIPPED}"/>'
        case DayState.OFF:
            return f'<path d="{_path(x, y, size, "-.18 0 .18 0")}" {stroke} stroke="{OFF}"/>'
        case DayState.MISSED:
            cross = f"{_path(x, y, size, '-.2 -.2 .2 .2')} {_path(x, y, size, '-.2 .2 .2 -.2')}"
            return f'<path d="{cross}" {stroke} stroke="{MISSED}"/>'
    return ""


def pain(x: float, y: float, size: float) -> str:
    """The mark of a logged pain: a triangle, with an edge that parts it from what it lies on."""
    points = " ".join(
        f"{x + size * across:.1f},{y + size * down:.1f}"
        for across, down in ((0, -0.5), (0.52, 0.4), (-0.52, 0.4))
    )
    edge = f'stroke="{PAPER}" stroke-width="{size * 0.16:.1f}" stroke-linejoin="round" paint-order="stroke"'
    return f'<polygon points="{points}" fill="{PUSH}" {edge}/>'


def square(x: float, y: float, size: float, look: str) -> str:
    """A square with round corners, so wide, round a point."""
    left, top = x - size / 2, y - size / 2
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{size:.1f}" height="{size:.1f}"'
        f' rx="{size * 0.2:.1f}" {look}/>'
    )


def _path(x: float, y: float, size: float, corners: str) -> str:
    """A line through corners that are given as shares of the size from the middle."""
    shares = [float(share) for share in corners.split()]
    points = zip(shares[::2], shares[1::2], strict=True)
    return "M " + " L ".join(f"{x + size * across:.1f} {y + size * down:.1f}" for across, down in points)
