"""What stands round a body: gear with its light and dark sides, and the shadow on the ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.pictures.colours import CARD, COLOURS, SHADOW
from bot.pictures.figure import Scene
from bot.pictures.gear import Bed, Box, Mat, Round, Solid
from bot.pictures.layout import Area, Page
from bot.pictures.outline import outline, path, within
from bot.pictures.space import Sphere, Vec

# Gear stands behind the body; what is spread on the ground behind all else, with the shadow on top of it.
BEHIND, SHADOWED, SPREAD = -400.0, -2000.0, -3000.0


def scenery(solid: Solid, page: Page, area: Area) -> Iterator[tuple[float, str]]:
    """What is seen of a piece of gear in this area, with how near it is."""
    if isinstance(solid, Round):
        yield _roller(solid, page)
        return
    camera, colour = page.camera, COLOURS[solid.colour]
    for way, corners in _faces(solid):
        if way.dot(camera.to_viewer) > 0.02:
            edge = path(within(area, [page.at(corner) for corner in corners]))
            shade = 0.0 if way.y else 0.1 if way.z else 0.2
            if solid.endless:
                shade /= 2
            near = camera.nearness(solid.low) + BEHIND if solid.endless else camera.nearness(solid.high)
            yield (
                near + (SPREAD if solid.colour == "mat" else BEHIND),
                f'<path d="{edge}" fill="{colour}" stroke="{colour}"/><path d="{edge}" fill-opacity="{shade}"/>',
            )


def solid_balls(solids: Iterable[Solid]) -> Iterator[Sphere]:
    """What shows how far gear reaches, without what runs off the picture."""
    for solid in solids:
        if isinstance(solid, Round):
            yield from _ends(solid)
        elif not solid.endless:
            yield from (Sphere(corner, 0) for _, corners in _faces(solid) for corner in corners)


def shadow(scene: Scene, page: Page) -> Iterator[tuple[float, str]]:
    """One flat shadow of the body, right under it on the ground or the mat; a bed catches it."""
    if any(isinstance(item, Bed) for item in scene.gear):
        return
    mats = [
        solid.high.y
        for item in scene.gear
        if isinstance(item, Mat)
        for solid in item.solids()
        if isinstance(solid, Box)
    ]
    height = max(mats, default=0.0)
    parts = []
    for balls in scene.body.parts.values():
        # A ball's shadow is as wide as the ball, and as flat as the ground is seen.
        flat = [
            Sphere(Vec(x, height, ball.centre.z + z), 0)
            for ball in balls
            for x in (ball.centre.x - ball.radius, ball.centre.x + ball.radius)
            for z in (-ball.radius / 2, ball.radius / 2)
        ]
        parts.append(path(outline(flat, page)))
    style = f'fill="{SHADOW}" stroke="{SHADOW}" stroke-width="{1.6 * page.scale:.1f}" stroke-linejoin="round"'
    yield SHADOWED, f'<g opacity=".28"><path d="{"".join(parts)}" {style}/></g>'


def _roller(roller: Round, page: Page) -> tuple[float, str]:
    """A cylinder that lies across, its end towards the viewer with a hole."""
    colour = COLOURS[roller.colour]
    far, near = _ends(roller)
    edge = path(outline([far, near], page))
    x, y = page.at(near.centre)
    at, radius = f'cx="{x:.1f}" cy="{y:.1f}"', roller.radius * page.scale
    end = f'<circle {at} r="{radius:.1f}" fill="{colour}"/>'
    light = f'<circle {at} r="{radius:.1f}" fill="#fff" fill-opacity=".2"/>'
    hole = f'<circle {at} r="{radius * 0.42:.1f}" fill="{CARD}" fill-opacity=".75"/>'
    return (
        page.camera.nearness(roller.centre) + BEHIND / 2,
        f'<path d="{edge}" fill="{colour}" stroke="{CARD}" stroke-width="3"/>{end}{light}{hole}',
    )


def _ends(roller: Round) -> tuple[Sphere, Sphere]:
    half = Vec(0, 0, roller.half)
    return Sphere(roller.centre - half, roller.radius), Sphere(roller.centre + half, roller.radius)


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
