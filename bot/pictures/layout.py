"""Where things stand in a picture: panels, and the page that turns centimetres into pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from bot.pictures.space import Camera, Sphere, Vec

Flat = tuple[float, float]

# A picture is as wide as this, and as high as its panels need; CLOSEST is the most pixels for a centimetre.
WIDTH, LOWEST, HIGHEST, CLOSEST = 800, 400, 880, 6.0
# How much a picture must be clearer for being taller.
TALL = 0.4
MARGIN, GUTTER, PADDING = 14, 40, 16
# After so many the circle is a hundredth too large at the most.
CIRCLE_STEPS = 150


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: pixels of the picture, or centimetres as the camera sees them."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @classmethod
    def round(cls, areas: Iterable[Area]) -> Area:
        """The smallest one that holds them all."""
        areas = list(areas)
        left, top = min(area.left for area in areas), min(area.top for area in areas)
        return cls(
            left, top, max(area.right for area in areas) - left, max(area.bottom for area in areas) - top
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Where a scene is drawn: `scale` pixels a centimetre, and where the origin is."""

    camera: Camera
    scale: float
    left: float
    top: float

    def at(self, point: Vec) -> Flat:
        x, y = self.camera.seen(point)
        return self.left + x * self.scale, self.top + y * self.scale


@dataclass(frozen=True, slots=True)
class Cell:
    """A panel: its place in the picture, and the part of its scene that it shows."""

    area: Area
    shown: Area


@dataclass(frozen=True, slots=True)
class Panels:
    """Panels in rows, all at one scale, in a picture of that height."""

    scale: float
    height: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for row in self.rows for cell in row)

    @property
    def signs(self) -> Iterator[tuple[Flat, bool]]:
        """Where one goes on from panel to panel: the middle of each gap, and whether the next one is below."""
        for row in self.rows:
            for cell in row[:-1]:
                yield (cell.area.right + GUTTER / 2, cell.area.top + cell.area.height / 2), False
        for row in self.rows[:-1]:
            yield (WIDTH / 2, row[0].area.bottom + GUTTER / 2), True


def panels(scenes: Sequence[Area]) -> Panels:
    """The arrangement that shows the scenes largest for the room that it takes in a chat."""
    columns = [count for count in range(1, len(scenes) + 1) if len(scenes) % count == 0]
    return max(
        (_in_columns(scenes, count) for count in columns),
        key=lambda choice: choice.scale / choice.height**TALL,
    )


def _in_columns(scenes: Sequence[Area], columns: int) -> Panels:
    """As many panels in each row, which stand on one ground; as high as they need, within limits."""
    rows = [_level(scenes[first : first + columns]) for first in range(0, len(scenes), columns)]
    wide = WIDTH - 2 * MARGIN - (columns - 1) * GUTTER - columns * 2 * PADDING
    chrome = 2 * MARGIN + (len(rows) - 1) * GUTTER + len(rows) * 2 * PADDING
    high = sum(row[0].height for row in rows)
    scale = min(
        *(wide / sum(scene.width for scene in row) for row in rows), (HIGHEST - chrome) / high, CLOSEST
    )
    height = max(LOWEST, round(chrome + high * scale))
    spare = (height - chrome - high * scale) / len(rows)
    placed, top = [], float(MARGIN)
    for row in rows:
        tall = row[0].height * scale + 2 * PADDING + spare
        cells, left, widths = [], float(MARGIN), sum(scene.width for scene in row)
        for scene in row:
            area = Area(left, top, wide * scene.width / widths + 2 * PADDING, tall)
            cells.append(Cell(area, scene))
            left = area.right + GUTTER
        placed.append(tuple(cells))
        top += tall + GUTTER
    return Panels(scale, height, tuple(placed))


def _level(scenes: Sequence[Area]) -> list[Area]:
    level = Area.round(scenes)
    return [Area(scene.left, level.top, scene.width, level.height) for scene in scenes]


def seen(balls: Iterable[Sphere], camera: Camera) -> Area:
    """The rectangle round the balls, in centimetres as the camera sees them."""
    areas = []
    for ball in balls:
        x, y = camera.seen(ball.centre)
        areas.append(Area(x - ball.radius, y - ball.radius, 2 * ball.radius, 2 * ball.radius))
    return Area.round(areas)


def circle_round(balls: Iterable[Sphere], camera: Camera) -> tuple[Flat, float]:
    """The middle and radius of nearly the smallest circle round the balls, in centimetres as the camera sees them."""
    discs = [(*camera.seen(ball.centre), ball.radius) for ball in balls]
    x, y, _ = discs[0]

    def reach(disc: tuple[float, float, float]) -> float:
        return hypot(disc[0] - x, disc[1] - y) + disc[2]

    # A step towards whatever is furthest, each shorter than the one before (Badoiu and Clarkson).
    for step in range(2, CIRCLE_STEPS):
        furthest = max(discs, key=reach)
        away = hypot(furthest[0] - x, furthest[1] - y) or 1.0
        share = reach(furthest) / (away * step)
        x, y = x + (furthest[0] - x) * share, y + (furthest[1] - y) * share
    return (x, y), max(map(reach, discs))


def fitting(bound: Area, area: Area) -> float:
    """Pixels a centimetre that let the scene fill the area."""
    return min((area.width - 2 * PADDING) / bound.width, (area.height - 2 * PADDING) / bound.height)


def page_for(camera: Camera, bound: Area, area: Area, scale: float) -> Page:
    """The scene in the middle of its area, a little below where there is room."""
    left = area.left + area.width / 2 - (bound.left + bound.width / 2) * scale
    spare = area.height - 2 * PADDING - bound.height * scale
    return Page(camera, scale, left, area.bottom - PADDING - spare * 0.36 - bound.bottom * scale)
