"""A figure -> SVG: a panel for each pose in the still picture, or the frames of a moving one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import ceil

from bot.pictures import marks
from bot.pictures.colours import CARD, CARD_EDGE, COLOURS, FLOOR, PAPER, RIM
from bot.pictures.contacts import contacts
from bot.pictures.figure import Figure, Scene
from bot.pictures.flesh import flesh
from bot.pictures.gear import ENDLESS, Mat, SideWall
from bot.pictures.hull import Group
from bot.pictures.layout import (
    MARGIN,
    PADDING,
    WIDTH,
    Area,
    Flat,
    Page,
    Panels,
    circle_round,
    fitting,
    page_for,
    panels,
    seen,
)
from bot.pictures.motion import moments
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
# How much of the room in a round window a figure takes.
FILLED = 0.9
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
    signs = [marks.signs(arranged, figure.moves and len(figure.shown) == 2)]
    scenes = []
    for number, (scene, cell) in enumerate(zip(figure.shown, arranged.cells, strict=True), 1):
        page = page_for(figure.camera, cell.shown, cell.area, arranged.scale)
        scenes.append((cell.area, _scene(figure, scene, page, cell.area, mirrored)))
        if len(figure.shown) > 2:
            signs.append(marks.pips(number, cell.area.left, cell.area.top))
    return _svg(WIDTH, arranged.height, scenes, "".join(signs))


def arrangement(figure: Figure) -> Panels:
    """Where the poses stand in the still picture, and how large."""
    return panels([_bounds(figure, scene) for scene in figure.shown])


def moving(figure: Figure, *, mirrored: bool = False) -> MovingPicture:
    """A round of the movement, the ground in the same place in every frame."""
    shown = moments(figure)
    scenes = (figure.start, *figure.there, figure.hold, *figure.back, *(moment.scene for moment in shown))
    bound = Area.round(_bounds(figure, scene) for scene in scenes)
    edge = 2 * (MARGIN + PADDING)
    scale = (LONGEST - edge) / max(bound.width, bound.height)
    width, height = (max(SHORTEST, ceil(side * scale + edge)) for side in (bound.width, bound.height))
    area = Area(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
    page = page_for(figure.camera, bound, area, fitting(bound, area))
    drawn = [_scene(figure, moment.scene, page, area, mirrored) for moment in shown]
    return MovingPicture(
        tuple(_svg(width, height, [(area, scene)]) for scene in drawn),
        tuple(moment.milliseconds for moment in shown),
    )


def portrait(figure: Figure, middle: Flat, radius: float, room: float) -> str:
    """The hold alone in a round window, as a part of an SVG, without the marks that say how it is done.

    `room` is the radius that the figure keeps within.
    """
    panel = figure.hold.panel.model_copy(update={"arrows": [], "pushes": [], "rests": {}})
    scene = replace(figure.hold, panel=panel, tints=())
    # What is spread on the ground may run out of the window.
    gear = (solid for item in scene.gear if not isinstance(item, Mat) for solid in item.solids())
    balls = [ball for part in scene.body.parts.values() for ball in part] + list(solid_balls(gear))
    (x, y), reach = circle_round(balls, figure.camera)
    scale = FILLED * room / reach
    area = Area(middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius)
    page = Page(figure.camera, scale, middle[0] - x * scale, middle[1] - y * scale)
    window = f'<circle cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" r="{radius:.1f}"'
    inside = "".join(_drawn(figure, scene, page, area))
    return (
        f'<clipPath id="window">{window}/></clipPath>'
        f'<g clip-path="url(#window)">{window} fill="{CARD}"/>{inside}</g>'
    )


def _svg(width: int, height: int, scenes: Iterable[tuple[Area, str]], signs: str = "") -> str:
    """The picture: scenes, and before them a passe-partout with a window for each."""
    shown = list(scenes)
    size = f'width="{width}" height="{height}"'
    paper = _rounded(Area(4, 4, width - 8, height - 8), CORNER + 4)
    windows = [_rounded(area, CORNER) for area, _ in shown]
    edges = f'<path d="{"".join(windows)}" fill="none" stroke="{CARD_EDGE}" stroke-width="2"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size} fill="{CARD}"/>'
        f"{''.join(drawn for _, drawn in shown)}"
        f'<path d="M0 0H{width}V{height}H0Z{paper}" fill="{RIM}" fill-rule="evenodd"/>'
        f'<path d="{paper}{"".join(windows)}" fill="{PAPER}" fill-rule="evenodd"/>{edges}{signs}</svg>'
    )


def _rounded(area: Area, corner: int) -> str:
    """The path of a rectangle with round corners: a clip would cost a third of the time."""
    wide, high, turn = area.width - 2 * corner, area.height - 2 * corner, f"a{corner} {corner} 0 0 1"
    return (
        f"M{area.left + corner:.1f} {area.top:.1f}h{wide:.1f}{turn} {corner} {corner}v{high:.1f}"
        f"{turn} -{corner} {corner}h-{wide:.1f}{turn} -{corner} -{corner}v-{high:.1f}{turn} {corner} -{corner}z"
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


def _scene(figure: Figure, scene: Scene, page: Page, area: Area, mirrored: bool) -> str:
    inside = "".join(_drawn(figure, scene, page, area))
    turned = f' transform="translate({area.left + area.right:.1f} 0) scale(-1 1)"' if mirrored else ""
    return f"<g{turned}>{inside}</g>"


def _drawn(figure: Figure, scene: Scene, page: Page, area: Area) -> Iterator[str]:
    """Everything of a scene, from the back to the front."""
    if page.camera.tilt < FROM_ABOVE:
        reach = ENDLESS if any(isinstance(item, SideWall) for item in scene.gear) else FLOOR_HALF
        _, top = page.at(Vec(0, 0, -reach))
        size = f'width="{area.width:.1f}" height="{area.bottom - top:.1f}"'
        yield f'<rect x="{area.left:.1f}" y="{top:.1f}" {size} fill="{FLOOR}"/>'
    layers = [layer for solid in scene.solids for layer in scenery(solid, page, area)]
    layers += [*shadow(scene, page), *_body(figure, scene, page)]
    for strap in scene.panel.straps:
        layers += [
            marks.strap(*ends, page) for ends in pairwise(scene.body.points[name] for name in strap.past)
        ]
    yield from (drawn for _, drawn in sorted(layers, key=lambda layer: layer[0]))
    yield from (marks.arrow(arrow, page) for arrow in scene.panel.arrows)
    yield from (marks.push(push, page) for push in scene.panel.pushes)


def _body(figure: Figure, scene: Scene, page: Page) -> Iterator[tuple[float, str]]:
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
        yield near, "".join(pressed) + _group(group, patches, page)


def _group_of(part: str) -> str:
    """The group of the body to which a part belongs."""
    side, _, name = part.partition("_")
    if not name:
        return "head" if part == "head" else "trunk"
    return f"{side}_{'arm' if name in {'upper_arm', 'forearm', 'hand'} else 'leg'}"


def _group(group: Group, patches: list[Patch], page: Page) -> str:
    hulls = [(hull_path(hull, page), hull) for hull in group.hulls]
    seam = f'fill="{CARD}" stroke="{CARD}" stroke-width="4" stroke-linejoin="round"'
    drawn = [f'<path d="{"".join(edge for edge, hull in hulls if hull.apart)}" {seam}/>']
    # What has one colour and is drawn in a row is one path: that costs half the time.
    for colour, row in groupby(hulls, key=lambda pair: pair[1].colour):
        drawn.append(f'<path d="{"".join(edge for edge, _ in row)}" fill="{COLOURS[colour]}"/>')
    if patches:
        # A muscle ends where the flesh does.
        name = f"{group.name}-{page.left:.0f}-{page.top:.0f}"
        skin = f'<path d="{"".join(edge for edge, _ in hulls)}"/>'
        inside = "".join(marks.muscle(patch, page) for patch in patches)
        drawn.append(f'<clipPath id="{name}">{skin}</clipPath><g clip-path="url(#{name})">{inside}</g>')
    return "".join(drawn)
