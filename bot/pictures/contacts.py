"""Where a body presses on the ground, on gear or on itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pictures.figure import GROUND, TOUCHES_WITHIN, Scene
from bot.pictures.space import Sphere, Vec


@dataclass(frozen=True, slots=True)
class Contact:
    """A part of the body that rests: where it touches, and for one touch alone, which way is square to the skin."""

    part: str
    touches: tuple[Vec, ...]
    way: Vec
    radius: float


def contacts(scene: Scene) -> Iterator[Contact]:
    """Each place where the body rests, in the order of the content."""
    for part, thing in scene.panel.rests.items():
        found = [(ball, _touch(scene, ball, thing)) for ball in scene.body.parts[part]]
        nearest = min((touch - ball.centre).length - ball.radius for ball, touch in found)
        within = max(nearest, 0.0) + TOUCHES_WITHIN
        touching = [
            (ball, touch) for ball, touch in found if (touch - ball.centre).length - ball.radius <= within
        ]
        ball, touch = touching[len(touching) // 2]
        yield Contact(part, tuple(point for _, point in touching), touch - ball.centre, ball.radius)


def _touch(scene: Scene, ball: Sphere, thing: str) -> Vec:
    """The point of the thing's surface next to a ball of the body."""
    if thing == GROUND:
        return Vec(ball.centre.x, 0, ball.centre.z)
    if thing in scene.body.parts:
        other = min(scene.body.parts[thing], key=lambda o: (o.centre - ball.centre).length - o.radius)
        return other.centre + (ball.centre - other.centre).unit * other.radius
    solids = (solid for item in scene.gear if item.kind == thing for solid in item.solids())
    return min(solids, key=lambda solid: solid.gap(ball)).nearest(ball.centre)
