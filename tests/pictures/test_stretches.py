"""Each picture shows what the stretch is: which knee is straight, where the hands are, what is down and what is up."""

import pytest

from bot.pictures.body import SHIN, THIGH, joint_angles
from bot.pictures.drawing import arrangement
from bot.pictures.figure import GROUND, Scene
from bot.pictures.gear import Box, Round
from bot.pictures.posture import SIDES, Side
from bot.pictures.space import RIGHT
from tests.pictures.files import IDS, figure

# A straight knee may stay soft; a straight back keeps the curve that it has.
STRAIGHT, SOFT, STRAIGHT_BACK = 14.0, 45.0, 16.0
# Pixels a centimetre that still show a hand on a phone, where a picture is 320 wide.
BIG_ENOUGH = 2.6
# A chat shows what moves as a moving picture; its still one is for lists, and may be smaller.
BIG_ENOUGH_FOR_FOUR = 1.75


def hold(stretch_id: str) -> Scene:
    return figure(stretch_id).hold


def knee(stretch_id: str, side: Side) -> float:
    return joint_angles(hold(stretch_id).body)[f"{side}_knee"]


def back_bend(scene: Scene) -> float:
    return abs(scene.panel.waist) + abs(scene.panel.chest)


def box(scene: Scene, kind: str) -> Box:
    """The largest box of a piece of gear."""
    boxes = [
        solid for item in scene.gear if item.kind == kind for solid in item.solids() if isinstance(solid, Box)
    ]
    return max(boxes, key=lambda box: (box.high.x - box.low.x) * (box.high.z - box.low.z))


@pytest.mark.parametrize("stretch_id", IDS)
def test_a_body_is_big_enough_to_read_on_a_phone(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    assert arrangement(drawn).scale > (BIG_ENOUGH if len(drawn.shown) == 2 else BIG_ENOUGH_FOR_FOUR)


@pytest.mark.parametrize(
    "stretch_id", ["standing", "chair-hamstring", "calf-straight", "pnf", "reclining-big-toe", "high-kicks"]
)
def test_the_leg_that_is_stretched_is_straight(stretch_id: str) -> None:
    assert knee(stretch_id, "right") < STRAIGHT


@pytest.mark.parametrize("stretch_id", ["seated", "supine", "standing-forward-bend"])
def test_soft_knees_are_only_soft(stretch_id: str) -> None:
    assert 0 < knee(stretch_id, "right") < SOFT


@pytest.mark.parametrize("stretch_id", ["standing", "chair-hamstring"])
def test_the_heel_is_down_and_the_toes_are_up(stretch_id: str) -> None:
    scene = hold(stretch_id)
    foot = scene.body.legs["right"]
    assert abs(scene.gap("right_heel", GROUND)) < 1
    assert foot.toes.y > foot.heel.y + 8


@pytest.mark.parametrize(
    "stretch_id", ["standing", "chair-hamstring", "seated", "downward-dog", "leg-swings"]
)
def test_the_back_stays_straight_and_the_hips_hinge(stretch_id: str) -> None:
    assert back_bend(hold(stretch_id)) <= STRAIGHT_BACK


@pytest.mark.parametrize("stretch_id", ["standing", "chair-hamstring"])
def test_both_hands_are_on_the_bent_leg(stretch_id: str) -> None:
    rests = hold(stretch_id).panel.rests
    assert rests["right_hand"] == rests["left_hand"] == "left_thigh"
    assert knee(stretch_id, "left") > knee(stretch_id, "right") + 10


@pytest.mark.parametrize(("stretch_id", "bends"), [("calf-straight", False), ("calf-bent", True)])
def test_the_back_heel_stays_down_with_the_toes_ahead(stretch_id: str, bends: bool) -> None:
    scene = hold(stretch_id)
    back, front = scene.body.legs["right"], scene.body.legs["left"]
    assert abs(scene.gap("right_heel", GROUND)) < 1
    assert back.ankle.x < front.ankle.x - 30
    assert abs(back.foot_ahead.z) < 0.05
    assert (knee(stretch_id, "right") > 20) == bends
    assert {scene.panel.rests["right_hand"], scene.panel.rests["left_hand"]} == {"wall"}


@pytest.mark.parametrize("stretch_id", ["supine", "knee-to-chest", "hip-flexor-bed"])
def test_hands_hold_the_thigh_and_never_the_back_of_the_knee(stretch_id: str) -> None:
    scene = hold(stretch_id)
    (thigh,) = {scene.panel.rests[f"{side}_hand"] for side in SIDES}
    leg = scene.body.legs["right" if thigh.startswith("right") else "left"]
    for side in SIDES:
        fingers = scene.body.arms[side].fingers
        assert (fingers - leg.knee).length > 10


@pytest.mark.parametrize(
    "stretch_id", ["supine", "pnf", "reclining-big-toe", "knee-to-chest", "hip-flexor-bed", "trunk-rotation"]
)
def test_lying_is_lying_with_hips_and_shoulders_down(stretch_id: str) -> None:
    assert {"hips", "back"} <= set(hold(stretch_id).panel.rests)


@pytest.mark.parametrize("stretch_id", ["pnf", "reclining-big-toe"])
def test_two_hands_hold_a_strap_that_runs_round_the_foot(stretch_id: str) -> None:
    for scene in (figure(stretch_id).start, hold(stretch_id)):
        (strap,) = scene.panel.straps
        assert strap.past == ["right_hand", "right_sole", "left_hand"]
        assert all(scene.body.arms[side].grip for side in SIDES)


def test_seated_is_on_a_folded_blanket_with_the_feet_flexed() -> None:
    scene = hold("seated")
    assert scene.panel.rests["hips"] == "blanket"
    assert min(joint_angles(scene.body)[f"{side}_ankle"] for side in SIDES) > -5
    assert {scene.panel.rests[f"{side}_hand"] for side in SIDES} == {"right_shin", "left_shin"}


def test_the_roller_goes_from_above_the_knee_towards_the_buttock_and_rolls_half_as_far_as_the_body() -> None:
    drawn = figure("roll-hamstrings")
    shares, rollers, hips = [], [], []
    for scene in (drawn.start, drawn.hold):
        (roller,) = (solid for solid in scene.solids if isinstance(solid, Round))
        leg = scene.body.legs["right"]
        shares.append((roller.centre - leg.hip).dot((leg.knee - leg.hip).unit) / THIGH)
        rollers.append(roller.centre.x)
        hips.append(leg.hip.x)
        assert scene.gap("hips", GROUND) > 3
    assert 0.75 < shares[0] < 0.95
    assert shares[1] < 0.3
    assert rollers[1] - rollers[0] == pytest.approx((hips[1] - hips[0]) / 2, abs=1)


def test_the_roller_is_under_the_shoulder_blades_and_the_head_lies_in_the_hands() -> None:
    for scene in (figure("roll-back-muscles").start, hold("roll-back-muscles")):
        (roller,) = (solid for solid in scene.solids if isinstance(solid, Round))
        nearest = min(scene.body.spine, key=lambda point: (point - roller.centre).length)
        assert nearest in scene.body.spine[2:4]
        # One side of the spine takes the weight.
        assert scene.panel.turn < -10
        assert scene.panel.rests["right_hand"] == scene.panel.rests["left_hand"] == "head"
        assert scene.panel.rests["hips"] == "mat"


@pytest.mark.parametrize("pose", ["start", "hold"])
def test_kneeling_has_the_front_knee_over_its_ankle_and_a_chair_at_hand(pose: str) -> None:
    scene = getattr(figure("hip-flexor-kneel"), pose)
    leg = scene.body.legs["left"]
    assert abs(leg.knee.x - leg.ankle.x) < 12
    assert scene.panel.rests["right_knee"] == "cushion"
    assert scene.panel.rests["left_hand"] == "chair"


def test_the_kneeling_knee_starts_under_the_hip_and_the_hips_move_forward() -> None:
    start, end = figure("hip-flexor-kneel").start.body, hold("hip-flexor-kneel").body
    assert abs(start.legs["right"].hip.x - start.legs["right"].knee.x) < 2
    assert end.legs["right"].hip.x > start.legs["right"].hip.x + 8


@pytest.mark.parametrize("stretch_id", ["hip-flexor-kneel", "hip-flexor-standing"])
def test_the_chest_stays_tall_over_the_hips(stretch_id: str) -> None:
    panel = hold(stretch_id).panel
    assert -8 <= panel.lean + panel.waist + panel.chest <= 2


def test_the_standing_hip_stretch_lifts_the_back_heel_and_holds_on() -> None:
    scene = hold("hip-flexor-standing")
    assert scene.gap("right_heel", GROUND) > 3
    assert scene.panel.rests["left_hand"] == "chair"


def test_at_the_bed_the_outer_leg_hangs_over_the_side_and_the_inner_knee_is_hugged() -> None:
    scene = hold("hip-flexor-bed")
    bed, leg = box(scene, "bed"), scene.body.legs["right"]
    assert leg.knee.z > bed.high.z > leg.hip.z
    assert leg.ankle.y < bed.low.y
    assert leg.knee.y < leg.hip.y
    assert joint_angles(scene.body)["left_hip"] > 110
    # A whole person fits on the bed.
    assert scene.body.head.x > bed.low.x
    assert bed.high.x - bed.low.x > 165


def test_all_fours_has_hands_under_shoulders_and_knees_under_hips() -> None:
    for scene in (figure("cat-cow").start, hold("cat-cow"), figure("downward-dog").start):
        for side in SIDES:
            leg, arm = scene.body.legs[side], scene.body.arms[side]
            assert abs(leg.knee.x - leg.hip.x) < 2
            assert abs(arm.wrist.x - arm.shoulder.x) < 6
            assert joint_angles(scene.body)[f"{side}_elbow"] < 30


def test_the_cat_rounds_up_and_hangs_its_head_and_the_cow_looks_ahead() -> None:
    cat, cow = figure("cat-cow").start.body, hold("cat-cow").body
    assert cat.spine[2].y > cow.spine[2].y + 8
    assert cat.head.y < cat.spine[-1].y - 10
    assert abs(cow.head_axes.ahead.y) < 0.3


def test_with_osteoporosis_the_cow_comes_from_a_flat_back() -> None:
    drawn = figure("cat-cow.osteoporosis")
    assert max(scene.panel.waist + scene.panel.chest for scene in (drawn.start, drawn.hold)) <= 0
    assert drawn.hold.body == hold("cat-cow").body


def test_downward_dog_has_the_hips_highest_a_long_back_and_hands_ahead_of_all_fours() -> None:
    drawn = figure("downward-dog")
    body = drawn.hold.body
    assert body.spine[0].y > max(body.head.y, body.legs["right"].knee.y, body.spine[-1].y) + 20
    assert body.arms["right"].wrist.x > drawn.start.body.arms["right"].wrist.x + 8


def test_arm_across_is_below_the_shoulder_and_the_other_hand_holds_it_above_the_elbow() -> None:
    scene = hold("cross-body")
    arm = scene.body.arms["right"]
    assert arm.elbow.y < arm.shoulder.y
    assert arm.wrist.z < scene.body.arms["left"].shoulder.z
    assert scene.panel.rests["left_hand"] == "right_upper_arm"


def test_the_forearm_is_on_the_door_frame_with_the_elbow_just_below_the_shoulder() -> None:
    drawn = figure("doorway-chest")
    for scene in (drawn.start, drawn.hold):
        arm = scene.body.arms["right"]
        assert 0 < arm.shoulder.y - arm.elbow.y < 12
        assert scene.panel.rests["right_forearm"] == "door-frame"
    # The arm stays behind, and the chest turns away from it.
    assert drawn.hold.body.spine[-1].x > drawn.start.body.spine[-1].x + 25
    assert drawn.hold.body.arms["right"].elbow.x < drawn.hold.body.arms["right"].shoulder.x
    assert drawn.hold.body.axes[-1].ahead.z < -0.2


def test_the_knees_roll_to_one_side_while_shoulders_and_arms_stay_down() -> None:
    scene = hold("trunk-rotation")
    assert all(scene.body.legs[side].knee.z > 25 for side in SIDES)
    assert (scene.body.legs["right"].knee - scene.body.legs["left"].knee).length < 20
    assert {"back", "right_hand", "left_hand"} <= set(scene.panel.rests)
    right, left = (scene.body.arms[side].shoulder for side in SIDES)
    assert abs(right.y - left.y) < 2


def test_the_seated_twist_turns_the_chest_and_leaves_the_hips_and_feet() -> None:
    drawn = figure("seated-twist")
    assert drawn.start.body.legs == drawn.hold.body.legs
    assert abs(drawn.hold.panel.twist) >= 40
    assert drawn.hold.panel.rests["hips"] == "chair"


def test_a_lunge_bends_both_knees_with_the_front_one_over_its_foot() -> None:
    scene = hold("walking-lunges")
    leg = scene.body.legs["right"]
    assert leg.ankle.x - 5 < leg.knee.x < leg.toes.x
    assert min(knee("walking-lunges", side) for side in SIDES) > 70
    assert scene.gap("left_knee", GROUND) > 1


def test_a_kick_stays_below_what_needs_a_bent_back() -> None:
    scene = hold("high-kicks")
    assert back_bend(scene) == 0
    assert 45 < joint_angles(scene.body)["right_hip"] <= 60.5


def test_the_swing_goes_both_ways_beside_a_wall() -> None:
    drawn = figure("leg-swings")
    assert joint_angles(drawn.start.body)["right_hip"] < -15
    assert joint_angles(drawn.hold.body)["right_hip"] > 45
    assert drawn.hold.panel.rests["left_hand"] == "side-wall"


def test_a_forward_bend_folds_at_the_hips_and_lets_the_head_hang() -> None:
    scene = hold("standing-forward-bend")
    assert scene.panel.lean > 70
    head, top = scene.body.head, scene.body.spine[-1]
    assert head.y < top.y
    assert scene.body.legs["right"].ankle.y + SHIN > scene.body.arms["right"].wrist.y


def test_marching_lifts_one_knee_after_the_other() -> None:
    drawn = figure("warm-up")
    start, end = drawn.start.body, drawn.hold.body
    assert start.legs["left"].knee.y > start.legs["right"].knee.y + 15
    assert end.legs["right"].knee.y > end.legs["left"].knee.y + 15
    # The arm swings with the other leg.
    assert start.arms["right"].wrist.x > start.arms["left"].wrist.x
    assert end.arms["left"].wrist.x > end.arms["right"].wrist.x


@pytest.mark.parametrize(
    "stretch_id", [stretch_id for stretch_id in IDS if figure(stretch_id).side == "right"]
)
def test_the_side_that_is_shown_is_the_one_nearer_to_the_viewer(stretch_id: str) -> None:
    assert figure(stretch_id).camera.nearness(RIGHT) > 0
