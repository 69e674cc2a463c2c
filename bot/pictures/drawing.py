"""A figure -> SVG: two panels for the still picture, or the two frames of a moving one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from bot.pictures.figure import Figure, Scene
from bot.pictures.flesh import flesh
from bot.pictures.gear import ENDLESS, Box, Round, SideWall
from bot.pictures.hull import Cut, Group
from bot.pictures.layout import HEIGHT, MARGIN, WIDTH, Area, Flat, Panels, Sheet, fitting, panels, seen, sheet
from bot.pictures.muscles import Patch, highlighted
from bot.pictures.posture import Side, Spot
from bot.pictures.space import Sphere, Vec

FRAME_WIDTH, FRAME_HEIGHT = 640, 480
CORNER = 26
FLOOR_HALF = 40.0
FROM_ABOVE = 25.0
ROUNDNESS = 24
CIRCLE = [(cos(2 * pi * step / ROUNDNESS), sin(2 * pi * step / ROUNDNESS)) for step in range(ROUNDNESS)]
# Gear stands behind the body, and what the content brings to the front before it.
BEHIND, IN_FRONT = -400.0, 400.0

PAPER, CARD, CARD_EDGE, FLOOR = "#e9eef3", "#fbfcfd", "#d3dce5", "#e6ebf0"
ARROW, STRAP = "#0f9d8a", "#7a4fb5"
COLOURS = {
    "trousers": "#2f4b6e",
    "far-trousers": "#a3b5cb",
    "shirt": "#6f97c4",
    "skin": "#cf9875",
    "far-skin": "#ecd2c2",
    "shaded-skin": "#bd8562",
    "hair": "#33394a",
    "muscle": "#ff5a36",
    "far-muscle": "#ffab94",
    "wall": "#e6ddd0",
    "skirting": "#f4efe8",
    "wood": "#c79b66",
    "mat": "#a9d3bd",
    "cushion": "#dd9db4",
    "mattress": "#cfdcf2",
    "roller": "#6fae9a",
}


def still(figure: Figure, *, mirrored: bool = False) -> str:
    """The picture of a stretch: start and hold, and which way to go from one to the other."""
    scenes = (figure.start, figure.hold)
    both = arrangement(figure)
    body = [_onwards(both, figure.moves)]
    for scene, bound, area in zip(scenes, both.shown, (both.first, both.second), strict=True):
        body.append(_card(figure, scene, sheet(figure.camera, bound, area, both.scale), area, mirrored))
    return _svg(WIDTH, HEIGHT, body)


def arrangement(figure: Figure) -> Panels:
    """Where start and hold stand in the still picture, and how large."""
    return panels(_bounds(figure, figure.start), _bounds(figure, figure.hold))


def frames(figure: Figure, *, mirrored: bool = False) -> tuple[str, str]:
    """The two pictures that a moving one shows in turn, the ground in the same place in both."""
    bound = Area.round(_bounds(figure, scene) for scene in (figure.start, figure.hold))
    area = Area(MARGIN, MARGIN, FRAME_WIDTH - 2 * MARGIN, FRAME_HEIGHT - 2 * MARGIN)
    page = sheet(figure.camera, bound, area, fitting(bound, area))
    first, second = (_card(figure, scene, page, area, mirrored) for scene in (figure.start, figure.hold))
    return _svg(FRAME_WIDTH, FRAME_HEIGHT, [first]), _svg(FRAME_WIDTH, FRAME_HEIGHT, [second])


def _svg(width: int, height: int, body: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{"".join(body)}</svg>'
    )


def _bounds(figure: Figure, scene: Scene) -> Area:
    """The rectangle round body, gear and arrows, cut off below what the figure shows."""
    balls = [ball for part in scene.body.parts.values() for ball in part]
    for solid in scene.solids:
        if isinstance(solid, Round):
            balls.append(Sphere(solid.centre, solid.radius))
        elif not solid.endless:
            balls += [Sphere(corner, 0) for _, corners in _faces(solid) for corner in corners]
    balls += [Sphere(_arrow_point(spot), 2) for arrow in scene.panel.arrows for spot in arrow]
    area = seen(balls, figure.camera)
    if not figure.lowest:
        return area
    _, cut = figure.camera.seen(Vec(0, figure.lowest))
    return Area(area.left, area.top, area.width, cut - area.top)


def _card(figure: Figure, scene: Scene, page: Sheet, area: Area, mirrored: bool) -> str:
    name = f"card-{area.left:.0f}-{area.top:.0f}"
    size = f'width="{area.width:.1f}" height="{area.height:.1f}" rx="{CORNER}"'
    card = f'<rect x="{area.left:.1f}" y="{area.top:.1f}" {size}'
    inside = "".join(_drawn(figure, scene, page, area))
    if mirrored:
        inside = f'<g transform="translate({area.left + area.right:.1f} 0) scale(-1 1)">{inside}</g>'
    return (
        f'<clipPath id="{name}">{card}/></clipPath>{card} fill="{CARD}"/>'
        f'<g clip-path="url(#{name})">{inside}</g>'
        f'{card} fill="none" stroke="{CARD_EDGE}" stroke-width="2"/>'
    )


def _drawn(figure: Figure, scene: Scene, page: Sheet, area: Area) -> Iterator[str]:
    """Everything of a scene, from the back to the front."""
    if page.camera.tilt < FROM_ABOVE:
        reach = ENDLESS if any(isinstance(item, SideWall) for item in scene.gear) else FLOOR_HALF
        _, top = page.at(Vec(0, 0, -reach))
        size = f'width="{area.width:.1f}" height="{area.bottom - top:.1f}"'
        yield f'<rect x="{area.left:.1f}" y="{top:.1f}" {size} fill="{FLOOR}"/>'
    layers = [layer for solid in scene.solids for layer in _solid(solid, page)]
    dark: Side = "left" if figure.side == "left" else "right"
    coloured = (
        highlighted(scene.body, figure.highlights, dark) if scene is figure.hold or figure.moves else ()
    )
    for group in flesh(scene.body, page.camera, dark):
        near = group.nearness + (IN_FRONT if group.name in scene.panel.front else 0)
        patches = [patch for patch in coloured if patch.group == group.name]
        layers.append((near, _group(group, patches, page)))
    for strap in scene.panel.straps:
        layers += [_strap(*ends, page) for ends in pairwise(scene.body.points[name] for name in strap.past)]
    yield from (drawn for _, drawn in sorted(layers, key=lambda layer: layer[0]))
    for arrow in scene.panel.arrows:
        yield _arrow(arrow, page)


def _group(group: Group, patches: Iterable[Patch], page: Sheet) -> str:
    hulls = [(_path(_cut(_outline(hull.balls, page), hull.cut, page)), hull) for hull in group.hulls]
    edge = f'fill="{CARD}" stroke="{CARD}" stroke-width="5" stroke-linejoin="round"'
    drawn = [f'<path d="{path}" {edge}/>' for path, hull in hulls if hull.apart]
    drawn += [f'<path d="{path}" fill="{COLOURS[hull.colour]}"/>' for path, hull in hulls]
    return "".join([*drawn, *(_patch(patch, page) for patch in patches)])


def _faces(box: Box) -> Iterator[tuple[Vec, tuple[Vec, Vec, Vec, Vec]]]:
    """The six faces: the way out of each, and its corners in order."""
    for side in range(3):
        for way, at in ((-1.0, box.low.xyz[side]), (1.0, box.high.xyz[side])):
            corners = []
            for a, b in ((box.low, box.low), (box.low, box.high), (box.high, box.high), (box.high, box.low)):
                rest = [a.xyz[(side + 1) % 3], b.xyz[(side + 2) % 3]]
                corners.append(Vec(*_placed(side, at, *rest)))
            first, second, third, fourth = corners
            yield Vec(*_placed(side, way, 0.0, 0.0)), (first, second, third, fourth)


def _placed(side: int, value: float, after: float, last: float) -> tuple[float, float, float]:
    x, y, z = [(value, after, last), (last, value, after), (after, last, value)][side]
    return x, y, z


def _solid(solid: Box | Round, page: Sheet) -> Iterator[tuple[float, str]]:
    """What is seen of a piece of gear, with how near it is."""
    colour = COLOURS[solid.colour]
    if isinstance(solid, Round):
        x, y = page.at(solid.centre)
        at, radius = f'cx="{x:.1f}" cy="{y:.1f}"', solid.radius * page.scale
        core = f'<circle {at} r="{radius * 0.45:.1f}" fill="{CARD}" opacity=".4"/>'
        near = page.camera.nearness(solid.centre) + BEHIND / 2
        yield near, f'<circle {at} r="{radius:.1f}" fill="{colour}"/>{core}'
        return
    for way, corners in _faces(solid):
        if way.dot(page.camera.to_viewer) > 0.02:
            path = _path([page.at(corner) for corner in corners])
            shade = 0.0 if way.y else 0.1 if way.z else 0.2
            if solid.endless:
                shade /= 2
            drawn = (
                f'<path d="{path}" fill="{colour}" stroke="{colour}"/><path d="{path}" opacity="{shade}"/>'
            )
            near = (
                page.camera.nearness(solid.low) + BEHIND
                if solid.endless
                else page.camera.nearness(solid.high)
            )
            yield near + BEHIND, drawn


def _outline(balls: Iterable[Sphere], page: Sheet) -> list[Flat]:
    """The outline of a rubber skin round the balls, in pixels."""
    points: list[Flat] = []
    for ball in balls:
        x, y = page.at(ball.centre)
        radius = ball.radius * page.scale
        points += [(x + c * radius, y + s * radius) for c, s in CIRCLE] if radius else [(x, y)]
    ordered = sorted(set(points))
    return _half(ordered) + _half(reversed(ordered))


def _half(points: Iterable[Flat]) -> list[Flat]:
    """One half of the convex outline, its last point left to the other half."""
    kept: list[Flat] = []
    for x, y in points:
        while len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            kept.pop()
        kept.append((x, y))
    return kept[:-1]


def _cut(outline: list[Flat], cut: Cut | None, page: Sheet) -> list[Flat]:
    """The outline without what lies beyond the cut, as the camera sees it."""
    if cut is None:
        return outline
    (x, y), (to_x, to_y) = page.at(cut.at), page.at(cut.at + cut.way)
    way = to_x - x, to_y - y
    kept: list[Flat] = []
    beyond = [(point[0] - x) * way[0] + (point[1] - y) * way[1] for point in outline]
    for index, point in enumerate(outline):
        before, last = outline[index - 1], beyond[index - 1]
        if (last > 0) != (beyond[index] > 0):
            share = last / (last - beyond[index])
            kept.append(
                (before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share)
            )
        if beyond[index] <= 0:
            kept.append(point)
    return kept


def _path(points: Iterable[Flat]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _patch(patch: Patch, page: Sheet) -> str:
    """A muscle: thick in the middle, thin at its ends."""
    line = [page.at(point) for point in patch.line]
    one: list[Flat] = []
    other: list[Flat] = []
    for index, (x, y) in enumerate(line):
        before, after = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
        along = hypot(after[0] - before[0], after[1] - before[1]) or 1.0
        half = patch.half[index] * page.scale / along
        across = (before[1] - after[1]) * half, (after[0] - before[0]) * half
        one.append((x + across[0], y + across[1]))
        other.append((x - across[0], y - across[1]))
    colour = COLOURS[patch.colour]
    return (
        f'<path d="{_path(one + other[::-1])}" fill="{colour}" stroke="{colour}" stroke-width="3" '
        'stroke-linejoin="round"/>'
    )


def _strap(start: Vec, end: Vec, page: Sheet) -> tuple[float, str]:
    """One strand, and how near it is: it can run before the leg on this side and behind it on the other."""
    (ax, ay), (bx, by) = page.at(start), page.at(end)
    style = f'stroke="{STRAP}" stroke-width="{2.4 * page.scale:.1f}" stroke-linecap="round"'
    near = (page.camera.nearness(start) + page.camera.nearness(end)) / 2
    return near, f'<path d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}" {style}/>'


def _arrow_point(spot: Spot) -> Vec:
    return Vec(spot[0], spot[1], spot[2] if len(spot) == 3 else 0)


def _arrow(spots: list[Spot], page: Sheet) -> str:
    """A bowed arrow from the first spot to the last, the middle one pulling at the bow."""
    start, pull, tip = (page.at(_arrow_point(spot)) for spot in spots)
    angle = atan2(tip[1] - pull[1], tip[0] - pull[0])
    head, wide = 2.5 * page.scale + 14, 0.6 * page.scale + 5
    wings = [(tip[0] + head * cos(angle + turn), tip[1] + head * sin(angle + turn)) for turn in (2.58, -2.58)]
    stop = tip[0] - head * 0.6 * cos(angle), tip[1] - head * 0.6 * sin(angle)
    shaft = f"M{start[0]:.1f} {start[1]:.1f}Q{pull[0]:.1f} {pull[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}"
    return "".join(
        f'<path d="{shaft}" fill="none" stroke="{colour}" stroke-width="{wide + more:.1f}" stroke-linecap="round"/>'
        f'<path d="{_path([tip, *wings])}" fill="{colour}" stroke="{colour}" stroke-width="{2 + more:.1f}" '
        'stroke-linejoin="round"/>'
        for colour, more in ((CARD, 5.0), (ARROW, 0.0))
    )


def _onwards(both: Panels, there_and_back: bool) -> str:
    """The sign between the panels: onwards, or there and back where the stretch moves."""
    ahead, back = "M-5 -11L6 0L-5 11", "M5 -11L-6 0L5 11"
    signs = [(-10, back), (10, ahead)] if there_and_back else [(0, ahead)]
    drawn = "".join(f'<path transform="translate({x} 0)" d="{sign}"/>' for x, sign in signs)
    x, y = both.between
    turn = " rotate(90)" if both.stacked else ""
    return (
        f'<g transform="translate({x:.1f} {y:.1f}){turn}" fill="none" stroke="{ARROW}" stroke-width="7" '
        f'stroke-linecap="round" stroke-linejoin="round">{drawn}</g>'
    )
