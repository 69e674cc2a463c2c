"""Kinematics: whatever a posture says, the body stays a body."""

from math import asin, degrees

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures import body as bones
from bot.pictures.body import Body, joint_angles
from bot.pictures.pose import OutOfReach, pose
from bot.pictures.posture import SIDES, ArmAngles, ArmToHand, LegAngles, LegOnFoot, Posture

HANGING = ArmAngles(shoulder=0)
STRAIGHT = LegAngles(hip=0)


def degrees_from(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


def standing(**said: object) -> Posture:
    limbs = {"right_leg": STRAIGHT, "left_leg": STRAIGHT, "right_arm": HANGING, "left_arm": HANGING}
    return Posture.model_validate({"hips": [0.0, 92.5], **limbs, **said})


def lengths(body: Body) -> list[float]:
    found = [(b - a).length for a, b in zip(body.spine, body.spine[1:], strict=False)]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        found += [(leg.knee - leg.hip).length, (leg.ankle - leg.knee).length, (leg.ball - leg.heel).length]
        found += [(arm.elbow - arm.shoulder).length, (arm.wrist - arm.elbow).length]
        found += [(arm.fingers - arm.wrist).length, (arm.shoulder - body.spine[-1]).length]
    return found


LENGTHS = lengths(pose(standing()))


def test_standing_straight_is_a_person_of_170_centimetres() -> None:
    parts = pose(standing()).parts
    lowest = min(ball.centre.y - ball.radius for balls in parts.values() for ball in balls)
    highest = max(ball.centre.y + ball.radius for balls in parts.values() for ball in balls)
    assert lowest == pytest.approx(0, abs=0.1)
    assert highest == pytest.approx(171, abs=1.5)


@given(
    lean=degrees_from(-100, 140),
    turn=degrees_from(-60, 60),
    bend=degrees_from(-25, 50),
    twist=degrees_from(-55, 55),
    hip=degrees_from(-30, 130),
    knee=degrees_from(0, 150),
    shoulder=degrees_from(-60, 180),
    out=degrees_from(-40, 100),
    elbow=degrees_from(0, 150),
)
def test_bones_keep_their_length_in_every_posture(
    lean: float,
    turn: float,
    bend: float,
    twist: float,
    hip: float,
    knee: float,
    shoulder: float,
    out: float,
    elbow: float,
) -> None:
    leg = LegAngles(hip=hip, out=out / 4, swivel=twist, knee=knee, ankle=bend / 2)
    arm = ArmAngles(shoulder=shoulder, out=out, swivel=twist, elbow=elbow, wrist=abs(bend))
    body = pose(
        standing(lean=lean, turn=turn, waist=bend, chest=bend, twist=twist, right_leg=leg, left_arm=arm)
    )
    assert lengths(body) == pytest.approx(LENGTHS)


@given(hip=degrees_from(-30, 130), knee=degrees_from(0.1, 150), ankle=degrees_from(-60, 40))
def test_the_angles_of_a_leg_are_the_ones_that_were_written(hip: float, knee: float, ankle: float) -> None:
    angles = joint_angles(pose(standing(lean=20.0, left_leg=LegAngles(hip=hip, knee=knee, ankle=ankle))))
    assert (angles["left_hip"], angles["left_knee"]) == pytest.approx((hip, knee), abs=0.01)
    assert angles["left_ankle"] == pytest.approx(ankle, abs=0.01)


@given(
    x=degrees_from(-30, 30), y=degrees_from(95, 150), z=degrees_from(-10, 40), swivel=degrees_from(-90, 90)
)
def test_a_hand_gets_to_every_spot_in_reach_with_bones_of_the_same_length(
    x: float, y: float, z: float, swivel: float
) -> None:
    posture = standing(right_arm=ArmToHand(wrist=[x, y, z], swivel=swivel))
    try:
        body = pose(posture)
    except OutOfReach:
        shoulder = pose(standing()).arms["right"].shoulder
        reach = ((shoulder.x - x) ** 2 + (shoulder.y - y) ** 2 + (shoulder.z - z) ** 2) ** 0.5
        assert (
            reach > bones.UPPER_ARM + bones.FOREARM - 0.01 or reach < bones.UPPER_ARM - bones.FOREARM + 0.01
        )
        return
    wrist = body.arms["right"].wrist
    assert (wrist.x, wrist.y, wrist.z) == pytest.approx((x, y, z))
    assert lengths(body) == pytest.approx(LENGTHS)


@given(x=degrees_from(-25, 40), sole=degrees_from(-50, 40), height=degrees_from(60, 78))
def test_a_foot_rests_on_its_spot_and_the_knee_bends_the_human_way(
    x: float, sole: float, height: float
) -> None:
    body = pose(standing(hips=[0.0, height], right_leg=LegOnFoot(foot=[x, 0.0], sole=sole)))
    assert min(ball.centre.y - ball.radius for ball in body.parts["right_foot"]) == pytest.approx(0, abs=0.6)
    assert joint_angles(body)["right_knee"] >= 0
    assert lengths(body) == pytest.approx(LENGTHS)


def test_too_far_says_how_far_and_which_limb() -> None:
    with pytest.raises(OutOfReach, match=r"^46\.0 cm out of reach$") as caught:
        pose(standing(left_arm=ArmToHand(wrist=[100.0, 138.5])))
    assert caught.value.field == "left_arm.wrist"


@pytest.mark.parametrize(("side", "sign"), [("right", 1), ("left", -1)])
def test_the_same_swivel_turns_either_knee_outwards(side: str, sign: int) -> None:
    posture = standing(**{f"{side}_leg": LegAngles(hip=0, knee=90, swivel=40)})
    leg = pose(posture).legs["right" if side == "right" else "left"]
    assert sign * leg.thigh_front.z > 0.5


def test_the_left_arm_is_the_mirror_of_the_right() -> None:
    arm = ArmAngles(shoulder=50, out=30, swivel=20, elbow=70, wrist=10)
    arms = pose(standing(right_arm=arm, left_arm=arm)).arms
    right, left = arms["right"].fingers, arms["left"].fingers
    assert (right.x, right.y, right.z) == pytest.approx((left.x, left.y, -left.z))


def test_a_raised_toe_bends_the_ankle_towards_the_shin() -> None:
    leg = pose(standing(right_leg=LegAngles(hip=0, ankle=20))).legs["right"]
    assert degrees(asin(leg.foot_ahead.y)) == pytest.approx(20)
