"""The head: a face with a profile, and hair, so that one sees where somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin, sqrt

from bot.pictures.body import JAW, NECK_RADIUS, SKULL, Body
from bot.pictures.hull import Cut, Hull
from bot.pictures.space import UP, Camera, Sphere, Vec, between

# From the middle of the head: ahead, up, radius.
CHEEK, BRIDGE, NOSE = (4.3, -2.2, 5.2), (8.0, 0.4, 1.4), (10.0, -2.6, 1.5)
EYE_RADIUS, EYE_IN_SIGHT, FAR_EYE_IN_SIGHT = 1.25, 0.1, 0.35
EAR_RADIUS, EAR_IN_SIGHT = 2.1, 0.3
HAIR_THICKNESS, COLLAR = 0.7, 2.0
# The hairline runs from the forehead to the nape: how far the way out of the hair points up and back.
HAIR_UP, HAIR_BACK, HAIRLINE = 0.6, 0.8, 0.5
STEPS = 60


def head(body: Body, camera: Camera) -> Iterator[Hull]:
    """Neck, hair, face and ears, those in front last."""
    axes, middle = body.head_axes, body.head
    collar = Cut(body.spine[-1] + body.axes[-1].up * COLLAR, -body.axes[-1].up)
    throat = Sphere(between(body.spine[-1], middle, 0.62), NECK_RADIUS)
    yield Hull((Sphere(body.spine[-1], NECK_RADIUS), throat), "shaded-skin", cut=collar)
    skull, jaw, cheek = body.of_head(SKULL), body.of_head(JAW), body.of_head(CHEEK)
    hair = Sphere(skull.centre, skull.radius + HAIR_THICKNESS)
    way = (axes.up * HAIR_UP - axes.ahead * HAIR_BACK).unit
    nose = Hull((body.of_head(BRIDGE), body.of_head(NOSE)), "skin")
    ears = [
        (ear.dot(camera.to_viewer), skull.centre - axes.ahead * 0.4 - axes.up * 3.2 + ear * 9.0)
        for ear in (axes.right, -axes.right)
    ]
    yield from (_ear(at, axes.up) for near, at in ears if near <= EAR_IN_SIGHT)
    if way.dot(camera.to_viewer) > 0:
        yield nose
        yield Hull((skull, jaw, cheek), "skin")
        yield Hull(_cap(hair, way, HAIRLINE, camera), "hair", apart=False)
    else:
        yield Hull((hair,), "hair")
        yield Hull((jaw, cheek, *_cap(skull, -way, -HAIRLINE, camera)), "skin")
        yield nose
    for aside in (axes.right, -axes.right):
        eye = (axes.ahead * 8.2 + axes.up * 1.2 + aside * 3.6).unit
        # The nose hides the far one first.
        near = EYE_IN_SIGHT if aside.dot(camera.to_viewer) > 0 else FAR_EYE_IN_SIGHT
        if eye.dot(camera.to_viewer) > near:
            yield Hull((Sphere(middle + eye * 8.7, EYE_RADIUS),), "hair", apart=False)
    yield from (_ear(at, axes.up) for near, at in ears if near > EAR_IN_SIGHT)


def _ear(at: Vec, up: Vec) -> Hull:
    return Hull((Sphere(at, EAR_RADIUS), Sphere(at + up * 1.4, EAR_RADIUS)), "shaded-skin", apart=False)


def _cap(ball: Sphere, way: Vec, offset: float, camera: Camera) -> tuple[Sphere, ...]:
    """The rim of what the viewer sees of a ball beyond a plane square to `way`."""
    rim = [
        point for point in _circle(Vec(0, 0, 0), camera.to_viewer, ball.radius) if point.dot(way) >= offset
    ]
    cut = _circle(way * offset, way, sqrt(ball.radius**2 - offset**2))
    rim += [point for point in cut if point.dot(camera.to_viewer) >= 0]
    return tuple(Sphere(ball.centre + point, 0) for point in rim)


def _circle(middle: Vec, axis: Vec, radius: float) -> Iterator[Vec]:
    aside = axis.cross(UP if abs(axis.y) < 0.9 else Vec(1, 0, 0)).unit
    along = axis.cross(aside)
    for step in range(STEPS):
        angle = 2 * pi * step / STEPS
        yield middle + aside * (radius * cos(angle)) + along * (radius * sin(angle))
