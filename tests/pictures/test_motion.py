"""Between the poses of a moving figure: soft, whole, and coloured only where something is stretched."""

from itertools import pairwise, product

import pytest

from bot.pictures.body import joint_angles
from bot.pictures.contacts import contacts
from bot.pictures.figure import GROUND, RANGES
from bot.pictures.motion import ON_THE_WAY, blended, moments
from bot.pictures.posture import LegAngles
from tests.pictures.files import IDS, figure

MOVING = [stretch_id for stretch_id in IDS if figure(stretch_id).moves]
# What a way between two good poses may go wrong by.
DEGREES, CENTIMETRES = 12.0, 3.0


def test_numbers_blend_and_all_else_is_of_the_nearer() -> None:
    bent = blended(LegAngles(hip=0, knee=10), LegAngles(hip=40, knee=20), 0.25)
    assert bent == LegAngles(hip=10, knee=12.5)
    assert blended([0.0, 10.0], [10.0, 20.0], 0.5) == [5.0, 15.0]
    assert [blended("here", "there", share) for share in (0.4, 0.6)] == ["here", "there"]


@pytest.mark.parametrize("stretch_id", MOVING)
def test_a_round_has_all_frames_and_lasts_a_few_seconds(stretch_id: str) -> None:
    shown = moments(figure(stretch_id))
    assert ON_THE_WAY < len(shown) <= ON_THE_WAY + 4
    assert 1000 <= sum(moment.milliseconds for moment in shown) <= 8000


@pytest.mark.parametrize("stretch_id", MOVING)
def test_a_movement_begins_and_ends_softly(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    heads = [moment.scene.body.head for moment in moments(drawn)[: ON_THE_WAY // 2 + 2]]
    steps = [(b - a).length for a, b in pairwise(heads)]
    if not drawn.there and max(steps) > 1:
        assert steps[0] < max(steps) > steps[-1]


@pytest.mark.parametrize("stretch_id", MOVING)
def test_the_body_stays_a_body_on_the_way(stretch_id: str) -> None:
    for moment in moments(figure(stretch_id)):
        scene = moment.scene
        for joint, angle in joint_angles(scene.body).items():
            low, high = RANGES[joint.removeprefix("right_").removeprefix("left_")]
            assert low - DEGREES <= angle <= (136 if joint.endswith("_hip") else high) + DEGREES, joint
        assert min(scene.gap(part, GROUND) for part in scene.body.parts) > -CENTIMETRES


@pytest.mark.parametrize("stretch_id", MOVING)
def test_what_rests_in_both_poses_rests_on_the_way(stretch_id: str) -> None:
    for moment in moments(figure(stretch_id)):
        for part, thing in moment.scene.panel.rests.items():
            if thing not in moment.scene.body.parts:
                assert abs(moment.scene.gap(part, thing)) < CENTIMETRES, part


@pytest.mark.parametrize("stretch_id", MOVING)
def test_a_muscle_is_coloured_near_the_poses_that_stretch_it_and_nowhere_else(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    poses = {id(scene.body): scene for scene in (drawn.start, *drawn.there, drawn.hold, *drawn.back)}
    allowed = {highlight for scene in poses.values() for highlight in scene.panel.stretched}
    for moment in moments(drawn):
        said = poses.get(id(moment.scene.body))
        if said is not None:
            assert moment.scene.tints == said.tints
        assert {highlight for highlight, _ in moment.scene.tints} <= allowed
        assert all(0 < strength <= 1 for _, strength in moment.scene.tints)


@pytest.mark.parametrize(
    ("stretch_id", "start", "hold"),
    [
        ("leg-swings", {"hip-flexors"}, {"hamstrings"}),
        ("cat-cow", {"back"}, set()),
        ("high-kicks", set(), {"hamstrings"}),
        ("seated-twist", set(), {"flank"}),
        ("trunk-rotation", set(), {"flank"}),
    ],
)
def test_each_end_colours_what_it_stretches(stretch_id: str, start: set[str], hold: set[str]) -> None:
    drawn = figure(stretch_id)
    for scene, muscles in ((drawn.start, start), (drawn.hold, hold)):
        assert {highlight.muscle for highlight in scene.panel.stretched} == muscles


def test_the_push_moves_nothing_and_letting_go_stretches_nothing() -> None:
    drawn = figure("pnf")
    pull, push, relaxed, deeper = drawn.start, *drawn.there, drawn.hold
    assert push.body == pull.body
    assert push.panel.pushes
    assert not push.panel.arrows
    assert not relaxed.tints
    hips = [joint_angles(scene.body)["right_hip"] for scene in (pull, deeper)]
    assert hips[0] + 8 < hips[1] < 80
    assert drawn.shown == (pull, push, relaxed, deeper)


@pytest.mark.parametrize(("stretch_id", "pose"), list(product(IDS, ["start", "hold"])))
def test_every_place_that_carries_weight_is_marked(stretch_id: str, pose: str) -> None:
    scene = getattr(figure(stretch_id), pose)
    found = list(contacts(scene))
    assert {contact.part for contact in found} == set(scene.panel.rests)
    for contact in found:
        assert contact.touches
        assert contact.radius > 0
