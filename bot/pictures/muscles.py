"""The muscles that a stretch colours, as bands on the flesh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import pi, sin

from bot.pictures.body import SEAT_BEHIND, SEAT_BELOW, TRUNK, Body
from bot.pictures.figure import Highlight, Muscle
from bot.pictures.posture import SIDES, Side
from bot.pictures.space import Vec, between, curve


@dataclass(frozen=True, slots=True)
class Patch:
    """A muscle along a line, with half its width at each point, and the group on which it lies."""

    group: str
    line: tuple[Vec, ...]
    half: tuple[float, ...]
    colour: str


def highlighted(body: Body, highlights: Iterable[Highlight], dark: Side) -> tuple[Patch, ...]:
    """The coloured muscles; those of the back lie in its middle and have no side."""
    patches = []
    for highlight in highlights:
        for side in SIDES:
            if highlight.side in {side, "both"}:
                group, line, half = _muscle(body, highlight.muscle, side)
                far = "" if side == dark or group == "trunk" else "far-"
                patches.append(_band(group, line, half, f"{far}muscle"))
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
            seat = (
                spine[0] - axes[0].ahead * SEAT_BEHIND - axes[0].up * SEAT_BELOW + axes[0].right * (7 * sign)
            )
            line = (
                seat - (axes[0].ahead * 2 + leg.thigh_front).unit * 5.3,
                seat - (axes[0].ahead + leg.thigh_front).unit * 5,
                between(leg.hip, leg.knee, 0.25) - leg.thigh_front * 5,
            )
            return f"{side}_leg", line, 3.4
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
    points = tuple(curve(line, step / steps) for step in range(steps + 1))
    widths = tuple(half * sin(pi * step / steps) ** 0.6 for step in range(steps + 1))
    return Patch(group, points, widths, colour)
