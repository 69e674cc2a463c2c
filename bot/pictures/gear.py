"""Things that a stretch needs, as boxes and rollers in space (centimetres)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Annotated, Literal

from pydantic import Field

from bot.pictures.posture import Data
from bot.pictures.space import Sphere, Vec

SEAT_HEIGHT, BACK_HEIGHT, MAT_HEIGHT, BED_HEIGHT, MATTRESS = 45.0, 44.0, 1.5, 52.0, 18.0
CUSHION_HEIGHT, ROLLER_RADIUS = 6.0, 7.5
BLANKET_HEIGHT, DOOR_HEIGHT = 5.0, 178.0
# Further than any picture shows.
ENDLESS = 320.0
SKIRTING_HEIGHT, SKIRTING = 9.0, 1.4


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its edges along the axes, from the low corner to the high one; an endless one runs off the picture."""

    low: Vec
    high: Vec
    colour: str
    endless: bool = False

    def gap(self, ball: Sphere) -> float:
        """Centimetres from the ball's skin to the box; negative as deep as it is pressed in."""
        out = [
            max(low - at, at - high)
            for low, at, high in zip(self.low.xyz, ball.centre.xyz, self.high.xyz, strict=True)
        ]
        inside = max(out)
        if inside <= 0:
            return inside - ball.radius
        return hypot(*(max(side, 0.0) for side in out)) - ball.radius

    def nearest(self, point: Vec) -> Vec:
        """The point of the surface next to a point."""
        inside = [
            min(max(at, low), high)
            for low, at, high in zip(self.low.xyz, point.xyz, self.high.xyz, strict=True)
        ]
        if inside == list(point.xyz):
            ways = [
                (abs(edge.xyz[side] - inside[side]), side, edge)
                for side in range(3)
                for edge in (self.low, self.high)
            ]
            _, side, edge = min(ways, key=lambda way: way[0])
            inside[side] = edge.xyz[side]
        return Vec(*inside)


@dataclass(frozen=True, slots=True)
class Round:
    """A roller that lies across, `half` to either side."""

    centre: Vec
    radius: float
    half: float
    colour: str

    def gap(self, ball: Sphere) -> float:
        """Centimetres from the ball's skin to this; negative as deep as it is pressed in."""
        away = ball.centre - self.centre
        aside = max(0.0, abs(away.z) - self.half)
        return hypot(away.x, away.y, aside) - self.radius - ball.radius

    def nearest(self, point: Vec) -> Vec:
        """The point of the surface next to a point."""
        away = Vec(point.x - self.centre.x, point.y - self.centre.y, 0)
        along = self.centre + Vec(0, 0, min(max(point.z - self.centre.z, -self.half), self.half))
        return along + away.unit * self.radius


Solid = Box | Round


class Wall(Data):
    """A wall at x that the person faces, or that stands behind them."""

    kind: Literal["wall"]
    x: float
    behind: bool = False

    def solids(self) -> tuple[Solid, ...]:
        low, high = (self.x - ENDLESS, self.x) if self.behind else (self.x, self.x + ENDLESS)
        foot = (self.x, self.x + SKIRTING) if self.behind else (self.x - SKIRTING, self.x)
        return (
            Box(Vec(low, 0, -70), Vec(high, ENDLESS, 34), "wall", endless=True),
            Box(Vec(foot[0], 0, -70), Vec(foot[1], SKIRTING_HEIGHT, 34), "skirting", endless=True),
        )


class SideWall(Data):
    """A wall along which the person stands, on their left at z; it ends at `end`, so that one sees where it is."""

    kind: Literal["side-wall"]
    z: float
    end: float

    def solids(self) -> tuple[Solid, ...]:
        low, high = Vec(-ENDLESS, 0, self.z), Vec(self.end, SKIRTING_HEIGHT, self.z + SKIRTING)
        return (
            Box(low - Vec(0, 0, 7), Vec(self.end, ENDLESS, self.z), "wall", endless=True),
            Box(low, high, "skirting", endless=True),
        )


class Mat(Data):
    """A mat on the floor, from its start to its end ahead."""

    kind: Literal["mat"]
    start: float
    end: float

    def solids(self) -> tuple[Solid, ...]:
        return (Box(Vec(self.start, 0, -34), Vec(self.end, MAT_HEIGHT, 34), "mat"),)


class Chair(Data):
    """A chair with the middle of its seat at x and z, its back on one side of it."""

    kind: Literal["chair"]
    x: float
    z: float = 0
    back: Literal["behind", "ahead", "right", "left"] = "behind"

    def solids(self) -> tuple[Solid, ...]:
        x, z, half, leg = self.x, self.z, 20.0, 3.5
        under = SEAT_HEIGHT - 4
        legs = [
            Box(Vec(a, 0, b), Vec(a + leg, under, b + leg), "wood")
            for b in (z - half, z + half - leg)
            for a in (x - half, x + half - leg)
        ]
        seat = Box(Vec(x - half, under, z - half), Vec(x + half, SEAT_HEIGHT, z + half), "wood")
        return (*legs, seat, *self._back(half, leg))

    def _back(self, half: float, thick: float) -> Iterator[Solid]:
        """Two posts and two rails."""
        for along, to, low, high in (
            (-half, thick - half, 0, BACK_HEIGHT),
            (half - thick, half, 0, BACK_HEIGHT),
            (-half, half, 16, 23),
            (-half, half, BACK_HEIGHT - 11, BACK_HEIGHT),
        ):
            start, end = {
                "behind": ((-half, along), (thick - half, to)),
                "ahead": ((half - thick, along), (half, to)),
                "left": ((along, -half), (to, thick - half)),
                "right": ((along, half - thick), (to, half)),
            }[self.back]
            yield Box(
                Vec(self.x + start[0], SEAT_HEIGHT + low, self.z + start[1]),
                Vec(self.x + end[0], SEAT_HEIGHT + high, self.z + end[1]),
                "wood",
            )


class Cushion(Data):
    """A cushion on the floor, around this point."""

    kind: Literal["cushion"]
    x: float
    z: float = 0

    def solids(self) -> tuple[Solid, ...]:
        low = Vec(self.x - 17, 0, self.z - 17)
        return (Box(low, low + Vec(34, CUSHION_HEIGHT, 34), "cushion"),)


class Blanket(Data):
    """A folded blanket to sit on, on a mat."""

    kind: Literal["blanket"]
    x: float

    def solids(self) -> tuple[Solid, ...]:
        low = Vec(self.x - 20, MAT_HEIGHT, -24)
        return (Box(low, low + Vec(40, BLANKET_HEIGHT, 48), "cushion"),)


class Roller(Data):
    """A foam roller across, so far above the floor."""

    kind: Literal["roller"]
    x: float
    y: float = 0

    def solids(self) -> tuple[Solid, ...]:
        return (Round(Vec(self.x, self.y + ROLLER_RADIUS), ROLLER_RADIUS, 32, "roller"),)


class DoorFrame(Data):
    """A doorway to walk through ahead; its post on the right or left begins `aside` from the middle."""

    kind: Literal["door-frame"]
    x: float
    aside: float

    def solids(self) -> tuple[Solid, ...]:
        posts = [
            Box(Vec(self.x, 0, z), Vec(self.x + 9, DOOR_HEIGHT, z + 9), "wood")
            for z in (self.aside, -self.aside - 9)
        ]
        low = Vec(self.x, DOOR_HEIGHT, -self.aside - 9)
        return (*posts, Box(low, Vec(self.x + 9, DOOR_HEIGHT + 9, self.aside + 9), "wood"))


class Bed(Data):
    """A bed with its legs, frame and mattress, from its start to its end ahead."""

    kind: Literal["bed"]
    start: float
    end: float

    def solids(self) -> tuple[Solid, ...]:
        low = BED_HEIGHT - MATTRESS
        legs = [
            Box(Vec(a, 0, b), Vec(a + 6, low - 8, b + 6), "wood")
            for b in (-35, 39)
            for a in (self.start + 4, self.end - 10)
        ]
        frame = Box(Vec(self.start, low - 8, -36), Vec(self.end, low, 46), "wood")
        head = Box(Vec(self.start - 5, 0, -36), Vec(self.start, BED_HEIGHT + 16, 46), "wood")
        return (*legs, head, frame, Box(Vec(self.start, low, -36), Vec(self.end, BED_HEIGHT, 46), "mattress"))


Gear = Annotated[
    Wall | SideWall | Mat | Chair | Cushion | Blanket | Roller | DoorFrame | Bed, Field(discriminator="kind")
]
