"""Kinematics: a posture -> the body. Limbs keep their length whatever the content says."""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin

from bot.pictures.body import (
    BALL,
    FOREARM,
    HAND,
    HEAD_AHEAD,
    HEEL,
    HIP_FROM_MIDDLE,
    NECK,
    SHIN,
    SHOULDER_DROP,
    SHOULDER_FROM_MIDDLE,
    THIGH,
    TOES,
    UPPER_ARM,
    VERTEBRA,
    VERTEBRAE,
    ArmBones,
    Body,
    LegBones,
    outwards,
)
from bot.pictures.posture import SIDES, ArmAngles, ArmToHand, LegAngles, LegOnFoot, Posture, Side, Spot
from bot.pictures.space import AHEAD, UP, Axes, Vec


class OutOfReach(ValueError):
    """A hand or a foot was put where the limb cannot get; `field` is the path of the spot in the posture."""

    def __init__(self, field: str, centimetres: float) -> None:
        super().__init__(f"{centimetres:.1f} cm out of reach")
        self.field = field


def pose(posture: Posture) -> Body:
    """The body in this posture; OutOfReach where a hand or a foot cannot get to its spot."""
    axes = Axes().bent(posture.lean).twisted(posture.turn)
    spine, along = [_point(posture.hips, 0)], [axes]
    for bend in (posture.waist, posture.waist, posture.chest, posture.chest):
        axes = axes.bent(bend / 4).twisted(posture.twist / VERTEBRAE)
        spine.append(spine[-1] + axes.up * VERTEBRA)
        axes = axes.bent(bend / 4)
        along.append(axes)
    head_axes = axes.bent(posture.neck).twisted(posture.look)
    return Body(
        spine=tuple(spine),
        axes=tuple(along),
        head=spine[-1] + head_axes.up * NECK + head_axes.ahead * HEAD_AHEAD,
        head_axes=head_axes,
        legs={side: _leg(spine[0], along[0], side, posture.leg(side)) for side in SIDES},
        arms={side: _arm(spine[-1], axes, side, posture.arm(side)) for side in SIDES},
    )


def _point(spot: Spot, z: float) -> Vec:
    return Vec(spot[0], spot[1], spot[2] if len(spot) == 3 else z)


def _leg(hips: Vec, axes: Axes, side: Side, leg: LegAngles | LegOnFoot) -> LegBones:
    aside = outwards(axes, side)
    hip = hips + aside * HIP_FROM_MIDDLE
    if isinstance(leg, LegAngles):
        thigh = _raised(axes, aside, leg.hip, leg.out)
        hinge = _bulge(axes.right.cross(thigh), thigh, axes.ahead, aside, leg.swivel).cross(thigh)
        shin = thigh.turned(hinge, leg.knee)
        knee = hip + thigh * THIGH
        ankle = knee + shin * SHIN
        ahead = shin.cross(hinge).turned(hinge, -leg.ankle)
        above = ahead.cross(hinge)
        toes_ahead = ahead
    else:
        ahead = AHEAD.turned(Vec(0, 0, 1), leg.sole)
        above = UP.turned(Vec(0, 0, 1), leg.sole)
        # The toes stay on the ground when the heel lifts.
        rests_on, toes_ahead = (BALL, AHEAD) if leg.sole < 0 else (HEEL, ahead)
        ankle = _point(leg.foot, hip.z) + UP * rests_on[2] - ahead * rests_on[0] - above * rests_on[1]
        way, upper = _triangle(ankle - hip, THIGH, SHIN, f"{side}_leg.foot")
        bulge = _bulge(axes.right.cross(way), way, axes.ahead, aside, leg.swivel)
        hinge = bulge.cross(way)
        thigh = way.turned(hinge, -upper)
        knee = hip + thigh * THIGH
        shin = (ankle - knee).unit
    ball = ankle + ahead * BALL[0] + above * BALL[1]
    return LegBones(
        hip=hip,
        knee=knee,
        ankle=ankle,
        heel=ankle + ahead * HEEL[0] + above * HEEL[1],
        ball=ball,
        toes=ball + toes_ahead * TOES,
        thigh_front=thigh.cross(hinge),
        shin_front=shin.cross(hinge),
        foot_ahead=ahead,
        foot_above=above,
    )


def _arm(neck: Vec, axes: Axes, side: Side, arm: ArmAngles | ArmToHand) -> ArmBones:
    aside = outwards(axes, side)
    shoulder = neck - axes.up * SHOULDER_DROP + aside * SHOULDER_FROM_MIDDLE
    if isinstance(arm, ArmAngles):
        upper = _raised(axes, aside, arm.shoulder, arm.out)
        hinge = _bulge(upper.cross(axes.right), upper, -axes.up, aside, arm.swivel).cross(upper)
        fore = upper.turned(hinge, arm.elbow)
        elbow = shoulder + upper * UPPER_ARM
        wrist = elbow + fore * FOREARM
        hand = fore.turned(hinge, arm.wrist)
        thumb: Vec | None = hand.turned(hinge, 90)
    else:
        wrist = _point(arm.wrist, shoulder.z)
        way, angle = _triangle(wrist - shoulder, UPPER_ARM, FOREARM, f"{side}_arm.wrist")
        hinge = _bulge(way.cross(axes.right), way, -axes.up, aside, arm.swivel).cross(way)
        elbow = shoulder + way.turned(hinge, -angle) * UPPER_ARM
        if arm.fingers is None:
            hand = (wrist - elbow).unit
            thumb = hand.turned(hinge, 90)
        else:
            hand, thumb = AHEAD.turned(Vec(0, 0, 1), arm.fingers), None
    return ArmBones(shoulder, elbow, wrist, wrist + hand * HAND, thumb, arm.grip)


def _raised(axes: Axes, aside: Vec, forwards: float, out: float) -> Vec:
    """The way of a thigh or an upper arm that is raised forwards and outwards from hanging."""
    flat = axes.ahead * sin(radians(forwards)) - axes.up * cos(radians(forwards))
    return flat * cos(radians(out)) + aside * sin(radians(out))


def _bulge(square: Vec, way: Vec, instead: Vec, aside: Vec, swivel: float) -> Vec:
    """The way the knee or the elbow points when the limb runs along `way`; `instead` where it runs straight aside."""
    if square.length < 0.2:
        square = instead.across(way)
    square = square.unit
    # The same number turns both limbs outwards.
    return max(square.turned(way, swivel), square.turned(way, -swivel), key=lambda turned: turned.dot(aside))


def _triangle(gap: Vec, upper: float, lower: float, field: str) -> tuple[Vec, float]:
    """The way from end to end of a limb, and the degrees between it and the upper part."""
    furthest, nearest = upper + lower, abs(upper - lower)
    if not nearest < gap.length <= furthest:
        raise OutOfReach(field, max(gap.length - furthest, nearest - gap.length))
    share = (gap.length**2 + upper**2 - lower**2) / (2 * gap.length * upper)
    return gap.unit, degrees(acos(min(1.0, share)))
