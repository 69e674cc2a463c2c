"""The muscles that a stretch colours: bellies and tendons along the flesh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.pictures.body import SEAT_BEHIND, SEAT_BELOW, TRUNK, Body
from bot.pictures.figure import Highlight, Muscle
from bot.pictures.posture import SIDES, Side
from bot.pictures.space import Vec, between, curve

# Half the width along a muscle, from its upper end to the lower one, as shares of the widest.
Shape = tuple[float, ...]
SPINDLE = (0.25, 0.75, 1.0, 1.0, 0.85, 0.5, 0.28, 0.2)
CALF = (0.3, 0.85, 1.0, 0.95, 0.6, 0.32, 0.24, 0.22)
SOLEUS = (0.45, 0.85, 1.0, 0.85, 0.55, 0.36, 0.3, 0.3)
FAN = (1.0, 1.0, 0.9, 0.7, 0.45, 0.25)
SHEET = (0.55, 0.85, 1.0, 1.0, 0.85, 0.55)
# Where the fibres run, as shares of half the width; they end before the muscle does.
FIBRES = (-0.42, 0.05, 0.5)

# How far beside the spine a muscle of the back lies, where only that of one side is meant.
BESIDE_SPINE = 6.0


@dataclass(frozen=True, slots=True)
class Patch:
    """A muscle along a line: half its width at each point, the group on which it lies, and how strong its colour."""

    group: str
    line: tuple[Vec, ...]
    half: tuple[float, ...]
    far: bool
    strength: float


def highlighted(body: Body, tints: Iterable[tuple[Highlight, float]], lit: Side) -> tuple[Patch, ...]:
    """The coloured muscles; those of the back lie in its middle and have no side."""
    patches = []
    for highlight, strength in tints:
        for side in SIDES:
            if highlight.side in {side, "both"}:
                beside = 0.0 if highlight.side == "both" else BESIDE_SPINE
                group, line, half, shape = _muscle(body, highlight.muscle, side, beside)
                far = side != lit and group != "trunk"
                patches.append(_patch(group, line, half, shape, far, strength))
    return tuple(patches)


def _muscle(
    body: Body, muscle: Muscle, side: Side, beside: float
) -> tuple[str, tuple[Vec, ...], float, Shape]:
    """The group on which a muscle lies, the line it runs along, half its width, and its shape."""
    leg, arm, spine, axes = body.legs[side], body.arms[side], body.spine, body.axes
    sign = 1 if side == "right" else -1
    match muscle:
        case "hamstrings":
            line = _along(leg.hip, leg.knee, -leg.thigh_front, (4.4, 3.4), (0.04, 1.02))
            return f"{side}_leg", line, 4.9, SPINDLE
        case "calves":
            line = _along(leg.knee, leg.ankle, -leg.shin_front, (3.6, 1.6), (0.02, 1.02))
            return f"{side}_leg", line, 4.6, CALF
        case "soleus":
            line = _along(leg.knee, leg.ankle, -leg.shin_front, (3.6, 1.8), (0.26, 1.04))
            return f"{side}_leg", line, 3.9, SOLEUS
        case "hip-flexors":
            front = leg.thigh_front
            line = (
                spine[1] + axes[1].ahead * 5 + axes[1].right * (6 * sign),
                leg.hip + axes[0].ahead * 5.5 + axes[0].up * 3,
                leg.hip + (axes[0].ahead + front).unit * 5,
                between(leg.hip, leg.knee, 0.28) + front * 4.4,
                between(leg.hip, leg.knee, 0.55) + front * 3.6,
            )
            return f"{side}_leg", line, 4.2, SPINDLE
        case "glutes":
            seat = (
                spine[0] - axes[0].ahead * SEAT_BEHIND - axes[0].up * SEAT_BELOW + axes[0].right * (7 * sign)
            )
            line = (
                seat - (axes[0].ahead * 2 + leg.thigh_front).unit * 5.3,
                seat - (axes[0].ahead + leg.thigh_front).unit * 5,
                between(leg.hip, leg.knee, 0.25) - leg.thigh_front * 5,
            )
            return f"{side}_leg", line, 5.4, FAN
        case "lower-back":
            return "trunk", _behind(body, 0, 2, beside * sign), 4.0, SHEET
        case "back":
            return "trunk", _behind(body, 0, 4, beside * sign), 4.0, SHEET
        case "upper-back":
            return "trunk", _behind(body, 2, 4, beside * sign), 4.2, SHEET
        case "flank":
            return (
                "trunk",
                tuple(spine[i] + axes[i].right * (TRUNK[i][0] * sign * 1.3) for i in range(4)),
                4.4,
                SHEET,
            )
        case "chest":
            breast = spine[3] + axes[3].ahead * 8.5
            line = (
                breast + axes[3].right * sign,
                breast + axes[3].right * (8 * sign) + axes[3].up * 3,
                between(arm.shoulder, arm.elbow, 0.12) + axes[4].ahead * 3.5,
            )
            return "trunk", line, 5.4, FAN
        case "shoulder":
            out = axes[4].right * sign
            return (
                f"{side}_arm",
                _along(arm.shoulder, arm.elbow, out, (0.5, 0.5), (-0.12, 0.62)),
                4.4,
                SPINDLE,
            )


def _along(a: Vec, b: Vec, way: Vec, off: tuple[float, float], span: tuple[float, float]) -> tuple[Vec, ...]:
    """A line along a limb, off to one side of its middle."""
    start, end = span
    shares = (start, (start + end) / 2, end)
    return tuple(between(a, b, share) + way * (off[0] + (off[1] - off[0]) * share) for share in shares)


def _behind(body: Body, first: int, last: int, beside: float) -> tuple[Vec, ...]:
    """A line along the back from one vertebra to another, so far to the right of the spine."""
    return tuple(
        body.spine[i] - body.axes[i].ahead * (TRUNK[i][1] * 0.62) + body.axes[i].right * beside
        for i in range(first, last + 1)
    )


def _patch(
    group: str, line: tuple[Vec, ...], half: float, shape: Shape, far: bool, strength: float, steps: int = 24
) -> Patch:
    """A muscle through these points, `half` as wide where it is widest."""
    profile = [Vec(share, 0) for share in shape]
    points = tuple(curve(line, step / steps) for step in range(steps + 1))
    widths = tuple(half * curve(profile, step / steps).x for step in range(steps + 1))
    return Patch(group, points, widths, far, strength)
