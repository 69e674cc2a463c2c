"""What is drawn on and round a body: muscles, straps, arrows, and where it presses."""

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, cos, hypot, sin

from bot.pictures.colours import ARROW, CARD, COLOURS, PRESSURE, PUSH, STRAP
from bot.pictures.contacts import Contact
from bot.pictures.layout import Flat, Page, Panels
from bot.pictures.muscles import FIBRES, Patch
from bot.pictures.outline import convex, path
from bot.pictures.posture import Spot
from bot.pictures.space import AHEAD, UP, Vec

# A mark is so much of the radius of what presses, and wider the more that hides it.
PRESSED, WIDER, MARK_CORNERS = 0.55, 0.9, 12


def muscle(patch: Patch, page: Page) -> str:
    """A belly between its tendons, with its fibres."""
    colour, fibre = (
        COLOURS["far-muscle" if patch.far else "muscle"],
        COLOURS["far-fibre" if patch.far else "fibre"],
    )
    edge = path([*_beside(patch, 1.0, page), *reversed(_beside(patch, -1.0, page))])
    drawn = [f'<path d="{edge}" fill="{colour}" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>']
    for share in FIBRES:
        line = _beside(patch, share, page)[3:-6]
        style = f'fill="none" stroke="{fibre}" stroke-width="{0.45 * page.scale:.1f}" stroke-linecap="round"'
        drawn.append(f'<path d="{_line(line)}" {style}/>')
    return f'<g opacity="{patch.strength:.2f}">{"".join(drawn)}</g>'


def _beside(patch: Patch, share: float, page: Page) -> list[Flat]:
    """The line along a muscle at a share of half its width, as the camera sees it."""
    line = [page.at(point) for point in patch.line]
    beside = []
    for index, (x, y) in enumerate(line):
        before, after = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
        along = hypot(after[0] - before[0], after[1] - before[1]) or 1.0
        off = share * patch.half[index] * page.scale / along
        beside.append((x + (before[1] - after[1]) * off, y + (after[0] - before[0]) * off))
    return beside


def _line(points: Iterable[Flat]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def pressure(contact: Contact, page: Page) -> str:
    """The mark where a part of the body presses, to be drawn behind the part."""
    way = contact.way.unit
    wide = contact.radius * (PRESSED + WIDER * abs(way.dot(page.camera.to_viewer)))
    aside = way.cross(AHEAD if abs(way.x) < 0.7 else UP).unit * wide
    edge = [aside.turned(way, 360 * step / MARK_CORNERS) for step in range(MARK_CORNERS)]
    mark = convex(page.at(touch + off) for touch in contact.touches for off in edge)
    style = (
        f'fill="{PRESSURE}" stroke="{PRESSURE}" stroke-width="{1.7 * page.scale:.1f}" stroke-linejoin="round"'
    )
    return f'<path d="{path(mark)}" {style}/>'


def strap(start: Vec, end: Vec, page: Page) -> tuple[float, str]:
    """One strand, and how near it is: it can run before the leg on this side and behind it on the other."""
    style = f'stroke="{STRAP}" stroke-width="{2.4 * page.scale:.1f}" stroke-linecap="round"'
    near = (page.camera.nearness(start) + page.camera.nearness(end)) / 2
    return near, f'<path d="{_line([page.at(start), page.at(end)])}" {style}/>'


def arrow_point(spot: Spot) -> Vec:
    """A spot of an arrow in space."""
    return Vec(spot[0], spot[1], spot[2] if len(spot) == 3 else 0)


def arrow(spots: list[Spot], page: Page) -> str:
    """A bowed arrow from the first spot to the last, the middle one pulling at the bow."""
    start, pull, tip = (page.at(arrow_point(spot)) for spot in spots)
    angle = atan2(tip[1] - pull[1], tip[0] - pull[0])
    head, wide = _head(page), 0.6 * page.scale + 4
    stop = tip[0] - head * 0.6 * cos(angle), tip[1] - head * 0.6 * sin(angle)
    shaft = f"M{start[0]:.1f} {start[1]:.1f}Q{pull[0]:.1f} {pull[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}"
    return "".join(
        f'<path d="{shaft}" fill="none" stroke="{colour}" stroke-width="{wide + more:.1f}" stroke-linecap="round"/>'
        f'<path d="{path(_tip(tip, angle, head))}" fill="{colour}" stroke="{colour}" '
        f'stroke-width="{2 + more:.1f}" stroke-linejoin="round"/>'
        for colour, more in ((CARD, 5.0), (ARROW, 0.0))
    )


def push(spots: list[Spot], page: Page) -> str:
    """A short, thick arrow that stops at a bar: a force against something that does not give."""
    start, tip = (page.at(arrow_point(spot)) for spot in spots)
    angle = atan2(tip[1] - start[1], tip[0] - start[0])
    head, wide = 1.2 * _head(page), 1.6 * page.scale + 4
    stop = tip[0] - head * 0.6 * cos(angle), tip[1] - head * 0.6 * sin(angle)
    across = -sin(angle) * head * 0.75, cos(angle) * head * 0.75
    beyond = tip[0] + cos(angle) * wide, tip[1] + sin(angle) * wide
    bar = _line(
        [(beyond[0] - across[0], beyond[1] - across[1]), (beyond[0] + across[0], beyond[1] + across[1])]
    )
    return "".join(
        f'<path d="{_line([start, stop])}" stroke="{colour}" stroke-width="{wide + more:.1f}"/>'
        f'<path d="{path(_tip(tip, angle, head))}" fill="{colour}" stroke="{colour}" '
        f'stroke-width="{2 + more:.1f}" stroke-linejoin="round"/>'
        f'<path d="{bar}" stroke="{colour}" stroke-width="{wide * 0.7 + more:.1f}" stroke-linecap="round"/>'
        for colour, more in ((CARD, 5.0), (PUSH, 0.0))
    )


def _head(page: Page) -> float:
    return 2.2 * page.scale + 10


def _tip(tip: Flat, angle: float, head: float) -> list[Flat]:
    wings = [(tip[0] + head * cos(angle + turn), tip[1] + head * sin(angle + turn)) for turn in (2.58, -2.58)]
    return [tip, *wings]


def signs(panels: Panels, there_and_back: bool) -> str:
    """The signs between the panels: onwards, or there and back where the stretch moves between two."""
    ahead, back = "M-5 -11L6 0L-5 11", "M5 -11L-6 0L5 11"
    marks = [(-10, back), (10, ahead)] if there_and_back else [(0, ahead)]
    drawn = "".join(f'<path transform="translate({x} 0)" d="{sign}"/>' for x, sign in marks)
    style = f'fill="none" stroke="{ARROW}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"'
    return "".join(
        f'<g transform="translate({x:.1f} {y:.1f}){" rotate(90)" if below else ""}" {style}>{drawn}</g>'
        for (x, y), below in panels.signs
    )


def pips(count: int, left: float, top: float) -> str:
    """As many dots in a row: which panel it is, where there are more than two."""
    return "".join(
        f'<circle cx="{left + 26 + 20 * dot:.1f}" cy="{top + 26:.1f}" r="6.5" fill="{ARROW}"/>'
        for dot in range(count)
    )
