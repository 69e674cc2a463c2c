"""A figure -> SVG: a panel for each pose in the still picture, or the frames of a moving one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from bot.pictures import marks
from bot.pictures.colours import CARD, CARD_EDGE, COLOURS, FLOOR, FRAME, PAPER
from bot.pictures.contacts import contacts
from bot.pictures.figure import Figure, Scene
from bot.pictures.flesh import flesh
from bot.pictures.gear import ENDLESS, SideWall
from bot.pictures.hull import Group
from bot.pictures.layout import MARGIN, PADDING, WIDTH, Area, Panels, Sheet, fitting, panels, seen, sheet
from bot.pictures.motion import frames
from bot.pictures.muscles import Patch, highlighted
from bot.pictures.outline import hull_path
from bot.pictures.posture import Side
from bot.pictures.scenery import scenery, shadow, solid_balls
from bot.pictures.space import Sphere, Vec

# The sides of a moving picture, in pixels.
LONGEST, SHORTEST = 640, 360
CORNER = 22
FLOOR_HALF = 40.0
FROM_ABOVE = 25.0
# What the content brings to the front stands before all else.
IN_FRONT = 400.0


@dataclass(frozen=True, slots=True)
class MovingPicture:
    """The frames of a moving picture as SVG, each with its milliseconds."""

    svgs: tuple[str, ...]
    milliseconds: tuple[int, ...]


def still(figure: Figure, *, mirrored: bool = False) -> str:
    """The picture of a stretch: its poses, and which way to go from one to the other."""
    arranged = arrangement(figure)
    body = [marks.signs(arranged, figure.moves and len(figure.shown) == 2)]
    for number, (scene, cell) in enumerate(zip(figure.shown, arranged.cells, strict=True), 1):
        page = sheet(figure.camera, cell.shown, cell.area, arranged.scale)
        body.append(_card(figure, scene, page, cell.area, mirrored))
        if len(figure.shown) > 2:
            body.append(marks.pips(number, cell.area.left, cell.area.top))
    return _svg(WIDTH, arranged.height, body)


def arrangement(figure: Figure) -> Panels:
    """Where the poses stand in the still picture, and how large."""
    return panels([_bounds(figure, scene) for scene in figure.shown])


def moving(figure: Figure, *, mirrored: bool = False) -> MovingPicture:
    """A round of the movement, the ground in the same place in every frame."""
    moments = frames(figure)
    scenes = (figure.start, *figure.there, figure.hold, *figure.back, *(moment.scene for moment in moments))
    bound = Area.round(_bounds(figure, scene) for scene in scenes)
    edge = 2 * (MARGIN + PADDING)
    scale = (LONGEST - edge) / max(bound.width, bound.height)
    width, height = (max(SHORTEST, ceil(side * scale + edge)) for side in (bound.width, bound.height))
    area = Area(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
    page = sheet(figure.camera, bound, area, fitting(bound, area))
    drawn = [_card(figure, moment.scene, page, area, mirrored) for moment in moments]
    return MovingPicture(
        tuple(_svg(width, height, [card]) for card in drawn),
        tuple(moment.milliseconds for moment in moments),
    )


def _svg(width: int, height: int, body: Iterable[str]) -> str:
    size = f'width="{width}" height="{height}"'
    edge = f'<rect x="4" y="4" width="{width - 8}" height="{height - 8}" rx="{CORNER + 4}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size} fill="{FRAME}"/>'
        f'{edge} fill="{PAPER}"/>{"".join(body)}</svg>'
    )


def _bounds(figure: Figure, scene: Scene) -> Area:
    """The rectangle round body, gear and arrows, cut off below what the figure shows."""
    balls = [ball for part in scene.body.parts.values() for ball in part] + list(solid_balls(scene.solids))
    arrows = [*scene.panel.arrows, *scene.panel.pushes]
    balls += [Sphere(marks.arrow_point(spot), 2) for arrow in arrows for spot in arrow]
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
    layers = [layer for solid in scene.solids for layer in scenery(solid, page)]
    layers += [*shadow(scene, page), *_body(figure, scene, page)]
    for strap in scene.panel.straps:
        layers += [
            marks.strap(*ends, page) for ends in pairwise(scene.body.points[name] for name in strap.past)
        ]
    yield from (drawn for _, drawn in sorted(layers, key=lambda layer: layer[0]))
    yield from (marks.arrow(arrow, page) for arrow in scene.panel.arrows)
    yield from (marks.push(push, page) for push in scene.panel.pushes)


def _body(figure: Figure, scene: Scene, page: Sheet) -> Iterator[tuple[float, str]]:
    """The groups of the body, each with its muscles and with where it presses."""
    lit: Side = "left" if figure.side == "left" else "right"
    coloured = highlighted(scene.body, scene.tints, lit)
    pressing = list(contacts(scene))
    for group in flesh(scene.body, page.camera, lit):
        front = scene.panel.front
        near = IN_FRONT + front.index(group.name) if group.name in front else group.nearness
        if group.name.endswith("forearm") and group.name not in front:
            continue
        patches = [patch for patch in coloured if patch.group == group.name]
        pressed = [marks.pressure(one, page) for one in pressing if _group_of(one.part) == group.name]
        behind, before = ("".join(mark for back, mark in pressed if back is way) for way in (True, False))
        yield near, behind + _group(group, patches, page) + before


def _group_of(part: str) -> str:
    """The group of the body to which a part belongs."""
    side, _, name = part.partition("_")
    if not name:
        return "head" if part == "head" else "trunk"
    return f"{side}_{'arm' if name in {'upper_arm', 'forearm', 'hand'} else 'leg'}"


def _group(group: Group, patches: list[Patch], page: Sheet) -> str:
    hulls = [(hull_path(hull, page), hull) for hull in group.hulls]
    seam = f'fill="{CARD}" stroke="{CARD}" stroke-width="4" stroke-linejoin="round"'
    drawn = [f'<path d="{edge}" {seam}/>' for edge, hull in hulls if hull.apart]
    drawn += [f'<path d="{edge}" fill="{COLOURS[hull.colour]}"/>' for edge, hull in hulls]
    if patches:
        # A muscle ends where the flesh does.
        name = f"{group.name}-{page.left:.0f}-{page.top:.0f}"
        skin = "".join(f'<path d="{edge}"/>' for edge, _ in hulls)
        inside = "".join(marks.muscle(patch, page) for patch in patches)
        drawn.append(f'<clipPath id="{name}">{skin}</clipPath><g clip-path="url(#{name})">{inside}</g>')
    return "".join(drawn)
