"""What hangs on the bones: the hulls of trunk, head and limbs, dressed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.pictures import body as bones
from bot.pictures.body import VERTEBRAE, ArmBones, Body
from bot.pictures.head import head
from bot.pictures.hull import Cut, Group, Hull
from bot.pictures.posture import SIDES, Side
from bot.pictures.space import Camera, Sphere, Vec, between, curve

# Along a limb: the share of its length, how far in front of the bone, radius.
THIGH_SHAPE = ((0.0, 0.0, bones.HIP_RADIUS), (0.32, 0.5, 8.4), (0.7, 0.3, 6.8), (1.0, 0.0, bones.KNEE_RADIUS))
SHIN_SHAPE = ((0.0, 0.0, bones.KNEE_RADIUS), (0.28, -1.4, 5.9), (0.62, -0.9, 4.6), (1.0, 0.0, 3.9))
UPPER_ARM_SHAPE = ((0.0, bones.SHOULDER_RADIUS), (0.4, 5.0), (1.0, bones.ELBOW_RADIUS))
FOREARM_SHAPE = ((0.0, bones.ELBOW_RADIUS), (0.28, 4.4), (1.0, 3.0))
PALM_RADIUS, FIST_RADIUS, THUMB_RADIUS = 3.7, 4.3, 1.5
# The belt above the hips, and how much of the upper arm and of the shin is covered.
BELT, SLEEVE, TROUSERS = 9.0, 0.52, 0.93
TRUNK_STEPS = 8
# Seen from the front, both legs are before the shirt.
TRUNK_BEHIND = 3.0


def flesh(body: Body, camera: Camera, lit: Side) -> list[Group]:
    """All groups of the body, the limbs of one side lit and the others darker, so that the two can be told apart.

    Each forearm comes once more on its own, for what only it is drawn before.
    """
    trunk = camera.nearness(body.spine[0]) - TRUNK_BEHIND
    groups = [
        Group("trunk", tuple(_trunk(body)), trunk),
        Group("head", tuple(head(body, camera)), camera.nearness(body.head)),
    ]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        far = "" if side == lit else "far-"
        near = max(_nearness(camera, leg.hip), _nearness(camera, leg.hip, leg.knee))
        groups.append(Group(f"{side}_leg", tuple(_leg(body, side, far)), near))
        near = _nearness(camera, arm.shoulder, arm.elbow, arm.wrist)
        groups.append(Group(f"{side}_arm", tuple(_arm(body, side, far)), near))
        groups.append(Group(f"{side}_forearm", tuple(_forearm(arm, far)), near))
    return groups


def _nearness(camera: Camera, *joints: Vec) -> float:
    return sum(camera.nearness(joint) for joint in joints) / len(joints)


def _belt(body: Body) -> Vec:
    return body.spine[0] + body.axes[0].up * BELT


def _trunk(body: Body) -> Iterator[Hull]:
    """The shirt, from the belt up."""
    sections = [body.section(index)[:2] for index in range(VERTEBRAE + 1)]
    sides = [[section[side] for section in sections] for side in (0, 1)]
    smooth = [[_on_curve(side, step / TRUNK_STEPS) for side in sides] for step in range(TRUNK_STEPS + 1)]
    tucked = Cut(_belt(body), -body.axes[0].up)
    for index, (lower, upper) in enumerate(pairwise(smooth)):
        yield Hull((*lower, *upper), "shirt", cut=tucked if index * VERTEBRAE < TRUNK_STEPS else None)
    yield Hull((*sections[-1], Sphere(body.spine[-1], bones.NECK_RADIUS + 1)), "shirt")


def _on_curve(balls: list[Sphere], share: float) -> Sphere:
    radii = [Vec(ball.radius, 0) for ball in balls]
    return Sphere(curve([ball.centre for ball in balls], share), curve(radii, share).x)


def _leg(body: Body, side: Side, far: str) -> Iterator[Hull]:
    """A foot, and one half of the trousers."""
    leg, axes = body.legs[side], body.axes[0]
    thigh = _shaped(leg.hip, leg.knee, leg.thigh_front, THIGH_SHAPE)
    shin = _shaped(leg.knee, leg.ankle, leg.shin_front, SHIN_SHAPE)
    heel, ball, toes = body.foot(side)
    yield Hull((shin[-1], heel, ball), f"{far}skin")
    yield Hull((ball, toes), f"{far}skin")
    turn = SIDES.index(side)
    hip, seat, waist = body.section(0)[turn], body.section(0)[turn + 2], body.section(1)[turn]
    yield Hull((hip, seat, waist), f"{far}trousers", cut=Cut(_belt(body), axes.up))
    yield Hull((seat, thigh[1]), f"{far}trousers")
    for upper, lower in pairwise(thigh):
        yield Hull((upper, lower), f"{far}trousers")
    hem = Cut(between(leg.knee, leg.ankle, TROUSERS), (leg.ankle - leg.knee).unit)
    for upper, lower in pairwise(shin):
        yield Hull((upper, lower), f"{far}trousers", cut=hem)


def _shaped(a: Vec, b: Vec, front: Vec, shape: tuple[tuple[float, float, float], ...]) -> tuple[Sphere, ...]:
    return tuple(Sphere(between(a, b, share) + front * off, radius) for share, off, radius in shape)


def _arm(body: Body, side: Side, far: str) -> Iterator[Hull]:
    """An arm with its hand, and the sleeve."""
    arm = body.arms[side]
    upper = [Sphere(between(arm.shoulder, arm.elbow, share), radius) for share, radius in UPPER_ARM_SHAPE]
    for a, b in pairwise(upper):
        yield Hull((a, b), f"{far}skin")
    yield from _forearm(arm, far)
    sleeve = Cut(between(arm.shoulder, arm.elbow, SLEEVE), (arm.elbow - arm.shoulder).unit)
    for a, b in pairwise(upper):
        wide = Sphere(a.centre, a.radius + 0.5), Sphere(b.centre, b.radius + 0.5)
        yield Hull(wide, f"{far}shirt", cut=sleeve)
    # No seam where the sleeve grows out of the shirt.
    inner = between(arm.shoulder, body.spine[-1], 0.35)
    yield Hull((Sphere(inner, 4.8), Sphere(between(arm.shoulder, inner, 0.3), 4.8)), "shirt", apart=False)


def _forearm(arm: ArmBones, far: str) -> Iterator[Hull]:
    """A forearm with its hand; no seam at the elbow, where it grows out of the upper arm."""
    fore = [Sphere(between(arm.elbow, arm.wrist, share), radius) for share, radius in FOREARM_SHAPE]
    for index, (a, b) in enumerate(pairwise(fore)):
        yield Hull((a, b), f"{far}skin", apart=index > 0)
    hand = (arm.fingers - arm.wrist).unit
    if arm.grip:
        yield Hull((fore[-1], Sphere(arm.wrist + hand * 5.2, FIST_RADIUS)), f"{far}skin")
        return
    palm = Sphere(arm.wrist + hand * 4.6, PALM_RADIUS)
    yield Hull((fore[-1], palm), f"{far}skin")
    yield Hull((palm, Sphere(arm.fingers, bones.FINGER_RADIUS)), f"{far}skin")
    if arm.thumb is not None:
        root, tip = arm.wrist + hand * 3.2, arm.wrist + hand * 6.8 + arm.thumb * 4.4
        yield Hull((Sphere(root, 2.4), Sphere(tip, THUMB_RADIUS)), f"{far}skin")
