"""What hangs on the bones: the hulls of trunk, head and limbs, and the muscles to colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import atan2, degrees, pi, sin

from bot.pictures import body as bones
from bot.pictures.body import SEAT_BEHIND, SEAT_BELOW, TRUNK, VERTEBRAE, Body
from bot.pictures.figure import Highlight, Muscle
from bot.pictures.posture import SIDES, Side
from bot.pictures.space import Camera, Sphere, Vec, between

NECK_RADIUS, NOSE_RADIUS, EYE_RADIUS, EYE_FROM_MIDDLE = 4.6, 2.0, 1.3, 4.0
CALF_AT, CALF_BEHIND, CALF_RADIUS = 0.3, 1.4, 5.9
PALM_RADIUS = 3.5
# From the side the hips go with the near leg; from the front or above the trunk covers where both legs begin.
FROM_THE_SIDE = 40.0
UNDER_SHIRT, WELL_UNDER_SHIRT = 6.0, 14.0


@dataclass(frozen=True, slots=True)
class Hull:
    """A skin round a few balls, in a colour; `apart` where a light edge sets it off from what lies behind."""

    balls: tuple[Sphere, ...]
    colour: str
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Hulls that grow into each other, such as a leg, and how near the viewer they are."""

    name: str
    hulls: tuple[Hull, ...]
    nearness: float


@dataclass(frozen=True, slots=True)
class Patch:
    """A muscle along a line, with half its width at each point, and the group on which it lies."""

    group: str
    line: tuple[Vec, ...]
    half: tuple[float, ...]
    colour: str


def flesh(body: Body, camera: Camera, dark: Side) -> list[Group]:
    """All groups of the body, the limbs of one side darker so that the two can be told apart."""
    groups = [
        Group("trunk", tuple(_trunk(body)), camera.nearness(body.spine[0])),
        Group("head", tuple(_head(body, camera)), camera.nearness(body.head)),
    ]
    from_the_side = max(camera.turn, camera.tilt) < FROM_THE_SIDE
    under = UNDER_SHIRT if from_the_side else WELL_UNDER_SHIRT
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        colour = "dark" if side == dark else "light"
        hulls = list(_leg(body, side, colour))
        if side == "right" and from_the_side:
            hulls.append(Hull(body.section(0), "dark", apart=False))
        near = max(_nearness(camera, leg.hip), _nearness(camera, leg.hip, leg.knee)) - under
        groups.append(Group(f"{side}_leg", tuple(hulls), near))
        hulls = list(_arm(body, side, colour))
        groups.append(
            Group(f"{side}_arm", tuple(hulls), _nearness(camera, arm.shoulder, arm.elbow, arm.wrist))
        )
    return groups


def _nearness(camera: Camera, *joints: Vec) -> float:
    return sum(camera.nearness(joint) for joint in joints) / len(joints)


def _trunk(body: Body) -> Iterator[Hull]:
    for index in range(VERTEBRAE):
        yield Hull(body.section(index) + body.section(index + 1), "trunk")
    yield Hull((*body.section(VERTEBRAE), Sphere(body.spine[-1], NECK_RADIUS)), "trunk")


def _head(body: Body, camera: Camera) -> Iterator[Hull]:
    axes, head = body.head_axes, body.head
    nose = head + axes.ahead * (bones.HEAD_RADIUS + 0.3) - axes.up * 1.5
    neck = Sphere(body.spine[-1], NECK_RADIUS), Sphere(between(body.spine[-1], head, 0.6), NECK_RADIUS)
    yield Hull(neck, "head")
    yield Hull((Sphere(head, bones.HEAD_RADIUS),), "head")
    yield Hull((Sphere(nose, NOSE_RADIUS), Sphere(head + axes.ahead * 6 - axes.up, 5.2)), "head")
    for sign in (1, -1):
        way = (axes.ahead * 8.6 + axes.up * 2.2 + axes.right * (EYE_FROM_MIDDLE * sign)).unit
        if way.dot(camera.to_viewer) > 0.12:
            yield Hull((Sphere(head + way * 9.4, EYE_RADIUS),), "eye")


def _leg(body: Body, side: Side, colour: str) -> Iterator[Hull]:
    leg = body.legs[side]
    knee, ankle = Sphere(leg.knee, bones.KNEE_RADIUS), Sphere(leg.ankle, bones.ANKLE_RADIUS)
    calf = Sphere(between(leg.knee, leg.ankle, CALF_AT) - leg.shin_front * CALF_BEHIND, CALF_RADIUS)
    heel, ball, toes = body.foot(side)
    yield Hull((Sphere(leg.hip, bones.HIP_RADIUS), knee), colour)
    yield Hull((knee, calf, ankle), colour)
    yield Hull((ankle, heel, ball), colour)
    yield Hull((ball, toes), colour)


def _arm(body: Body, side: Side, colour: str) -> Iterator[Hull]:
    arm = body.arms[side]
    elbow, wrist = Sphere(arm.elbow, bones.ELBOW_RADIUS), Sphere(arm.wrist, bones.WRIST_RADIUS)
    palm = Sphere(between(arm.wrist, arm.fingers, 0.5), PALM_RADIUS)
    yield Hull((Sphere(arm.shoulder, bones.SHOULDER_RADIUS), elbow), colour)
    yield Hull((elbow, wrist), colour)
    yield Hull((wrist, palm, Sphere(arm.fingers, bones.FINGER_RADIUS)), colour)


def highlighted(body: Body, highlights: Iterable[Highlight], dark: Side) -> tuple[Patch, ...]:
    """The coloured muscles; those of the back lie in its middle and have no side."""
    patches = []
    for highlight in highlights:
        for side in SIDES:
            if highlight.side in {side, "both"}:
                group, line, half = _muscle(body, highlight.muscle, side)
                shade = "dark" if side == dark or group == "trunk" else "light"
                patches.append(_band(group, line, half, f"{shade}-muscle"))
    return tuple(patches)


def _muscle(body: Body, muscle: Muscle, side: Side) -> tuple[str, tuple[Vec, ...], float]:
    """The group on which a muscle lies, the line it runs along, and half its width."""
    leg, arm, spine, axes = body.legs[side], body.arms[side], body.spine, body.axes
    sign = 1 if side == "right" else -1
    match muscle:
        case "hamstrings":
            line = _along(leg.hip, leg.knee, -leg.thigh_front, (4.9, 3.2), (0.08, 1.0))
            return f"{side}_leg", line, 3.9
        case "calves":
            line = _along(leg.knee, leg.ankle, -leg.shin_front, (4.2, 1.4), (0.02, 0.8))
            return f"{side}_leg", line, 3.7
        case "soleus":
            line = _along(leg.knee, leg.ankle, -leg.shin_front, (4.4, 1.8), (0.28, 1.02))
            return f"{side}_leg", line, 3.1
        case "hip-flexors":
            front = leg.thigh_front
            line = (
                spine[1] + axes[1].ahead * 5 + axes[1].right * (6 * sign),
                leg.hip + axes[0].ahead * 5.5 + axes[0].up * 3,
                leg.hip + (axes[0].ahead + front).unit * 5,
                between(leg.hip, leg.knee, 0.28) + front * 4.4,
                between(leg.hip, leg.knee, 0.55) + front * 3.6,
            )
            return f"{side}_leg", line, 3.6
        case "glutes":
            seat = spine[0] - axes[0].ahead * SEAT_BEHIND - axes[0].up * SEAT_BELOW
            seat += axes[0].right * (7 * sign)
            # The muscle winds further round the seat the more the hip is bent.
            thigh = leg.knee - leg.hip
            bent = degrees(atan2(thigh.dot(axes[0].ahead), -thigh.dot(axes[0].up)))
            turns = [-45 + share * (85 + bent * 0.6) for share in (0.0, 0.33, 0.67, 1.0)]
            line = tuple(seat - axes[0].ahead.turned(axes[0].right, turn) * 6.4 for turn in turns)
            return f"{side}_leg", line, 2.7
        case "lower-back":
            return "trunk", _behind(body, 0, 2), 3.2
        case "back":
            return "trunk", _behind(body, 0, 4), 3.4
        case "upper-back":
            return "trunk", _behind(body, 2, 4), 3.2
        case "flank":
            return (
                "trunk",
                tuple(spine[i] + axes[i].right * (TRUNK[i][0] * sign * 1.3) for i in range(4)),
                3.6,
            )
        case "chest":
            breast = spine[3] + axes[3].ahead * 8.5
            line = (
                breast + axes[3].right * sign,
                breast + axes[3].right * (8 * sign) + axes[3].up * 3,
                between(arm.shoulder, arm.elbow, 0.12) + axes[4].ahead * 3.5,
            )
            return "trunk", line, 4.8
        case "shoulder":
            out = axes[4].right * sign
            return f"{side}_arm", _along(arm.shoulder, arm.elbow, out, (0.5, 0.5), (-0.08, 0.6)), 3.8


def _along(a: Vec, b: Vec, way: Vec, off: tuple[float, float], span: tuple[float, float]) -> tuple[Vec, ...]:
    """A line along a limb, off to one side of its middle."""
    start, end = span
    shares = (start, (start + end) / 2, end)
    return tuple(between(a, b, share) + way * (off[0] + (off[1] - off[0]) * share) for share in shares)


def _behind(body: Body, first: int, last: int) -> tuple[Vec, ...]:
    """A line along the back from one vertebra to another."""
    return tuple(body.spine[i] - body.axes[i].ahead * (TRUNK[i][1] * 0.62) for i in range(first, last + 1))


def _band(group: str, line: tuple[Vec, ...], half: float, colour: str, steps: int = 24) -> Patch:
    """A muscle through these points, `half` as wide at its belly."""
    points = tuple(_curve(line, step / steps) for step in range(steps + 1))
    widths = tuple(half * sin(pi * step / steps) ** 0.6 for step in range(steps + 1))
    return Patch(group, points, widths, colour)


def _curve(line: tuple[Vec, ...], share: float) -> Vec:
    """The point at a share of a smooth curve through all points (Catmull-Rom)."""
    at = share * (len(line) - 1)
    index = min(int(at), len(line) - 2)
    t = at - index
    a, b = line[index], line[index + 1]
    before = line[index - 1] if index else a + (a - b)
    after = line[index + 2] if index + 2 < len(line) else b + (b - a)
    square = (before * 2 - a * 5 + b * 4 - after) * t**2
    cube = (a * 3 - before - b * 3 + after) * t**3
    return (a * 2 + (b - before) * t + square + cube) * 0.5
