"""Points and directions in space (centimetres), and the camera that looks at them.

x is where the figure faces, y is up, z is towards the person's right, which is also towards the viewer of a side view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt


@dataclass(frozen=True, slots=True)
class Vec:
    """A point in space, or the way from one to another, in centimetres."""

    x: float
    y: float
    z: float = 0.0

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, times: float) -> Vec:
        return Vec(self.x * times, self.y * times, self.z * times)

    def __neg__(self) -> Vec:
        return self * -1.0

    def dot(self, other: Vec) -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: Vec) -> Vec:
        return Vec(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    @property
    def xyz(self) -> tuple[float, float, float]:
        return self.x, self.y, self.z

    @property
    def length(self) -> float:
        return sqrt(self.dot(self))

    @property
    def unit(self) -> Vec:
        return self * (1.0 / self.length)

    def across(self, axis: Vec) -> Vec:
        """The part of this that is square to the unit vector `axis`."""
        return self - axis * self.dot(axis)

    def turned(self, axis: Vec, degrees: float) -> Vec:
        """This turned about the unit vector `axis`, right-handed."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        return self * c + axis.cross(self) * s + axis * (axis.dot(self) * (1 - c))


UP = Vec(0, 1, 0)
AHEAD = Vec(1, 0, 0)
RIGHT = Vec(0, 0, 1)


def between(a: Vec, b: Vec, share: float) -> Vec:
    """The point at `share` of the way from a to b."""
    return a + (b - a) * share


def curve(points: Sequence[Vec], share: float) -> Vec:
    """The point at a share of a smooth curve through all points (Catmull-Rom)."""
    at = share * (len(points) - 1)
    index = min(int(at), len(points) - 2)
    t = at - index
    a, b = points[index], points[index + 1]
    before = points[index - 1] if index else a + (a - b)
    after = points[index + 2] if index + 2 < len(points) else b + (b - a)
    square = (before * 2 - a * 5 + b * 4 - after) * t**2
    cube = (a * 3 - before - b * 3 + after) * t**3
    return (a * 2 + (b - before) * t + square + cube) * 0.5


@dataclass(frozen=True, slots=True)
class Sphere:
    """A ball of flesh: bodies are hulls of a few of them."""

    centre: Vec
    radius: float


@dataclass(frozen=True, slots=True)
class Axes:
    """Which way is up, ahead and right for a part of the body."""

    up: Vec = UP
    ahead: Vec = AHEAD
    right: Vec = RIGHT

    def bent(self, degrees: float) -> Axes:
        """Bent forwards (backwards where negative)."""
        return Axes(self.up.turned(self.right, -degrees), self.ahead.turned(self.right, -degrees), self.right)

    def twisted(self, degrees: float) -> Axes:
        """Turned about its own length, towards the person's left."""
        return Axes(self.up, self.ahead.turned(self.up, degrees), self.right.turned(self.up, degrees))


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at the scene without perspective, in degrees: turn 90 from the front, tilt 90 from above."""

    turn: float
    tilt: float

    @property
    def to_viewer(self) -> Vec:
        turn, tilt = radians(self.turn), radians(self.tilt)
        return Vec(sin(turn) * cos(tilt), sin(tilt), cos(turn) * cos(tilt))

    @property
    def rightwards(self) -> Vec:
        return Vec(cos(radians(self.turn)), 0, -sin(radians(self.turn)))

    @property
    def upwards(self) -> Vec:
        return self.to_viewer.cross(self.rightwards)

    def seen(self, point: Vec) -> tuple[float, float]:
        """Where the point is in the picture: centimetres to the right and downwards."""
        return point.dot(self.rightwards), -point.dot(self.upwards)

    def nearness(self, point: Vec) -> float:
        return point.dot(self.to_viewer)
