"""Where things stand in a picture: panels, and the sheet that turns centimetres into pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.pictures.space import Camera, Sphere, Vec

Flat = tuple[float, float]

WIDTH, HEIGHT = 800, 600
MARGIN, GUTTER, PADDING = 12, 44, 18


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
class Sheet:
    """Where a scene is drawn: `scale` pixels a centimetre, and where the origin is."""

    camera: Camera
    scale: float
    left: float
    top: float

    def at(self, point: Vec) -> Flat:
        x, y = self.camera.seen(point)
        return self.left + x * self.scale, self.top + y * self.scale


@dataclass(frozen=True, slots=True)
class Panels:
    """Two panels, side by side or one above the other, and the part of each scene that they show at one scale."""

    stacked: bool
    scale: float
    first: Area
    second: Area
    shown: tuple[Area, Area]

    @property
    def between(self) -> Flat:
        """The middle of the gap."""
        if self.stacked:
            return WIDTH / 2, self.first.bottom + GUTTER / 2
        return self.first.right + GUTTER / 2, HEIGHT / 2


def panels(first: Area, second: Area) -> Panels:
    """The arrangement that shows both scenes largest."""
    return max((_side_by_side(first, second), _stacked(first, second)), key=lambda choice: choice.scale)


def _side_by_side(first: Area, second: Area) -> Panels:
    wide, high, pad = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN, 2 * PADDING
    room, share = wide - GUTTER - 2 * pad, first.width / (first.width + second.width)
    # Both stand on one ground.
    level = Area.round((first, second))
    shown = (
        Area(first.left, level.top, first.width, level.height),
        Area(second.left, level.top, second.width, level.height),
    )
    scale = min(room / (first.width + second.width), (high - pad) / level.height)
    left = Area(MARGIN, MARGIN, pad + room * share, high)
    right = Area(left.right + GUTTER, MARGIN, wide - left.width - GUTTER, high)
    return Panels(False, scale, left, right, shown)


def _stacked(first: Area, second: Area) -> Panels:
    wide, high, pad = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN, 2 * PADDING
    room, share = high - GUTTER - 2 * pad, first.height / (first.height + second.height)
    scale = min(room / (first.height + second.height), (wide - pad) / max(first.width, second.width))
    upper = Area(MARGIN, MARGIN, wide, pad + room * share)
    lower = Area(MARGIN, upper.bottom + GUTTER, wide, high - upper.height - GUTTER)
    return Panels(True, scale, upper, lower, (first, second))


def seen(balls: Iterable[Sphere], camera: Camera) -> Area:
    """The rectangle round the balls, in centimetres as the camera sees them."""
    areas = []
    for ball in balls:
        x, y = camera.seen(ball.centre)
        areas.append(Area(x - ball.radius, y - ball.radius, 2 * ball.radius, 2 * ball.radius))
    return Area.round(areas)


def fitting(bound: Area, area: Area) -> float:
    """Pixels a centimetre that let the scene fill the area."""
    return min((area.width - 2 * PADDING) / bound.width, (area.height - 2 * PADDING) / bound.height)


def sheet(camera: Camera, bound: Area, area: Area, scale: float) -> Sheet:
    """The scene in the middle of its area, a little below where there is room."""
    left = area.left + area.width / 2 - (bound.left + bound.width / 2) * scale
    spare = area.height - 2 * PADDING - bound.height * scale
    return Sheet(camera, scale, left, area.bottom - PADDING - spare * 0.36 - bound.bottom * scale)
