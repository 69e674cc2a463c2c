"""A body in a pose: where its joints are, the flesh round them, and the angles they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import acos, asin, atan2, degrees

from bot.pictures.posture import SIDES, Side
from bot.pictures.space import Axes, Sphere, Vec, between

# A grown-up of 170 cm.
THIGH, SHIN = 43.0, 42.0
UPPER_ARM, FOREARM, HAND = 29.0, 25.0, 13.0
VERTEBRA, VERTEBRAE = 12.5, 4
NECK, HEAD_AHEAD, NECK_RADIUS = 17.5, 2.0, 4.6
# From the middle of the head: ahead, up, radius.
SKULL, JAW = (-1.5, 1.2, 9.8), (3.4, -7.2, 4.2)
HIP_FROM_MIDDLE, SHOULDER_FROM_MIDDLE, SHOULDER_DROP = 9.0, 17.0, 4.0
HIP_RADIUS, KNEE_RADIUS, ANKLE_RADIUS = 8.8, 6.0, 4.0
SHOULDER_RADIUS, ELBOW_RADIUS, WRIST_RADIUS, FINGER_RADIUS = 5.4, 4.3, 3.3, 2.6
# The foot from the ankle: ahead, up, radius.
HEEL, BALL, TOES = (-4.0, -4.3, 3.2), (11.0, -5.0, 2.5), 6.5
TOE_RADIUS = 2.3
# Trunk from the hips to the neck: half its width less the radius, and the radius.
TRUNK = ((7.0, 10.0), (6.0, 9.2), (6.2, 9.2), (8.0, 10.3), (10.5, 6.5))
SEAT_BEHIND, SEAT_BELOW, SEAT_RADIUS = 3.0, 2.0, 9.0

# Degrees outwards from where an arm counts as held out sideways.
HELD_OUT = 40.0


@dataclass(frozen=True, slots=True)
class LegBones:
    """Joints of a leg, the way out of its front at thigh and shin, and the foot's ahead and above."""

    hip: Vec
    knee: Vec
    ankle: Vec
    heel: Vec
    ball: Vec
    toes: Vec
    thigh_front: Vec
    shin_front: Vec
    foot_ahead: Vec
    foot_above: Vec


@dataclass(frozen=True, slots=True)
class ArmBones:
    """Joints of an arm; `thumb` is the way that it points where the hand lies against nothing."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    fingers: Vec
    thumb: Vec | None
    grip: bool


@dataclass(frozen=True)
class Body:
    """Every joint of a body in space: the spine from the hips up with its axes, the head, legs and arms."""

    spine: tuple[Vec, ...]
    axes: tuple[Axes, ...]
    head: Vec
    head_axes: Axes
    legs: Mapping[Side, LegBones]
    arms: Mapping[Side, ArmBones]

    @cached_property
    def parts(self) -> dict[str, tuple[Sphere, ...]]:
        """What can touch something, by name."""
        parts: dict[str, tuple[Sphere, ...]] = {
            "hips": self.section(0),
            "back": tuple(ball for index in range(1, VERTEBRAE + 1) for ball in self.section(index)),
            "head": tuple(self.of_head(place) for place in (SKULL, JAW)),
        }
        for side in SIDES:
            leg, arm = self.legs[side], self.arms[side]
            parts[f"{side}_thigh"] = capsule(leg.hip, HIP_RADIUS, leg.knee, KNEE_RADIUS)
            parts[f"{side}_knee"] = (Sphere(leg.knee, KNEE_RADIUS),)
            parts[f"{side}_shin"] = capsule(leg.knee, KNEE_RADIUS, leg.ankle, ANKLE_RADIUS)
            parts[f"{side}_foot"] = self.foot(side)
            parts[f"{side}_heel"] = self.foot(side)[:1]
            parts[f"{side}_ball"] = self.foot(side)[1:]
            parts[f"{side}_upper_arm"] = capsule(arm.shoulder, SHOULDER_RADIUS, arm.elbow, ELBOW_RADIUS)
            parts[f"{side}_forearm"] = capsule(arm.elbow, ELBOW_RADIUS, arm.wrist, WRIST_RADIUS)
            parts[f"{side}_hand"] = capsule(arm.wrist, WRIST_RADIUS, arm.fingers, FINGER_RADIUS)
        return parts

    @property
    def points(self) -> dict[str, Vec]:
        """Where a strap can run, by name."""
        points: dict[str, Vec] = {}
        for side in SIDES:
            leg, arm = self.legs[side], self.arms[side]
            palm = between(arm.wrist, arm.fingers, 0.4)
            sole = leg.ball - leg.foot_above * BALL[2]
            points |= {f"{side}_hand": palm, f"{side}_sole": sole}
        return points

    def section(self, index: int) -> tuple[Sphere, ...]:
        """The trunk at a vertebra; at the hips with the seat behind them."""
        wide, radius = TRUNK[index]
        axes, middle = self.axes[index], self.spine[index]
        if index == VERTEBRAE:
            middle -= axes.up * SHOULDER_DROP
        balls = [Sphere(middle + axes.right * (wide * sign), radius) for sign in (1, -1)]
        if index == 0:
            seat = middle - axes.ahead * SEAT_BEHIND - axes.up * SEAT_BELOW
            balls += [Sphere(seat + axes.right * (wide * sign), SEAT_RADIUS) for sign in (1, -1)]
        return tuple(balls)

    def of_head(self, place: tuple[float, float, float]) -> Sphere:
        """A ball of the head, from how far it is ahead of the middle, how far up, and its radius."""
        ahead, up, radius = place
        return Sphere(self.head + self.head_axes.ahead * ahead + self.head_axes.up * up, radius)

    def foot(self, side: Side) -> tuple[Sphere, ...]:
        leg = self.legs[side]
        return Sphere(leg.heel, HEEL[2]), Sphere(leg.ball, BALL[2]), Sphere(leg.toes, TOE_RADIUS)


def capsule(a: Vec, a_radius: float, b: Vec, b_radius: float, steps: int = 6) -> tuple[Sphere, ...]:
    """Spheres along a limb, both ends included."""
    shares = [step / steps for step in range(steps + 1)]
    return tuple(Sphere(between(a, b, s), a_radius + (b_radius - a_radius) * s) for s in shares)


def joint_angles(body: Body) -> dict[str, float]:
    """The angle of every hip, knee, ankle, shoulder, elbow and wrist in degrees, however the limb was written."""
    found: dict[str, float] = {}
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        thigh, shin = (leg.knee - leg.hip).unit, (leg.ankle - leg.knee).unit
        upper, fore = (arm.elbow - arm.shoulder).unit, (arm.wrist - arm.elbow).unit
        found[f"{side}_hip"], found[f"{side}_hip_out"] = _raised(thigh, body.axes[0], side)
        found[f"{side}_knee"] = _angle(thigh, shin) * (1 if leg.thigh_front.dot(shin) <= 1e-9 else -1)
        found[f"{side}_ankle"] = degrees(asin(max(-1.0, min(1.0, -leg.foot_ahead.dot(shin)))))
        found[f"{side}_shoulder"], found[f"{side}_shoulder_out"] = _raised(upper, body.axes[-1], side)
        found[f"{side}_elbow"] = _angle(upper, fore)
        found[f"{side}_wrist"] = _angle(fore, (arm.fingers - arm.wrist).unit)
    return found


def _angle(a: Vec, b: Vec) -> float:
    return degrees(acos(max(-1.0, min(1.0, a.dot(b)))))


def outwards(axes: Axes, side: Side) -> Vec:
    """The way from the middle of the body to that side."""
    return axes.right if side == "right" else -axes.right


def _raised(way: Vec, axes: Axes, side: Side) -> tuple[float, float]:
    """How far a limb is raised forwards and outwards; one held out sideways only points more or less ahead."""
    out = degrees(asin(max(-1.0, min(1.0, way.dot(outwards(axes, side))))))
    ahead = way.dot(axes.ahead)
    return degrees(asin(ahead) if out > HELD_OUT else atan2(ahead, -way.dot(axes.up))), out
