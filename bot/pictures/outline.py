"""Outlines: the rubber skin round balls of flesh, as the camera sees it."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, sin

from bot.pictures.hull import Cut, Hull
from bot.pictures.layout import Area, Flat, Page
from bot.pictures.space import Sphere

ROUNDNESS = 24
CIRCLE = [(cos(2 * pi * step / ROUNDNESS), sin(2 * pi * step / ROUNDNESS)) for step in range(ROUNDNESS)]


def hull_path(hull: Hull, page: Page) -> str:
    """The path of a hull, without what its cut takes away."""
    return path(_cut(outline(hull.balls, page), hull.cut, page))


def path(points: Iterable[Flat]) -> str:
    """A closed path through the points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def outline(balls: Iterable[Sphere], page: Page) -> list[Flat]:
    """The outline of a rubber skin round the balls, in pixels."""
    points: list[Flat] = []
    for ball in balls:
        x, y = page.at(ball.centre)
        radius = ball.radius * page.scale
        points += [(x + c * radius, y + s * radius) for c, s in CIRCLE] if radius else [(x, y)]
    return convex(points)


def convex(points: Iterable[Flat]) -> list[Flat]:
    """The corners of the tightest band round the points, in order."""
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


def within(area: Area, points: list[Flat]) -> list[Flat]:
    """What of a convex outline lies within the area: the rest would only cost time."""
    sides = ((0, -1, area.left), (0, 1, area.right), (1, -1, area.top), (1, 1, area.bottom))
    for axis, outwards, edge in sides:
        points = _kept(points, [outwards * (point[axis] - edge) for point in points])
    return points


def _cut(points: list[Flat], cut: Cut | None, page: Page) -> list[Flat]:
    """The outline without what lies beyond the cut, as the camera sees it."""
    if cut is None:
        return points
    (x, y), (to_x, to_y) = page.at(cut.at), page.at(cut.at + cut.way)
    way = to_x - x, to_y - y
    return _kept(points, [(point[0] - x) * way[0] + (point[1] - y) * way[1] for point in points])


def _kept(points: list[Flat], beyond: list[float]) -> list[Flat]:
    """A convex outline without its part beyond a line; each point comes with how far it is beyond."""
    kept: list[Flat] = []
    for index, point in enumerate(points):
        before, last = points[index - 1], beyond[index - 1]
        if (last > 0) != (beyond[index] > 0):
            share = last / (last - beyond[index])
            kept.append(
                (before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share)
            )
        if beyond[index] <= 0:
            kept.append(point)
    return kept
