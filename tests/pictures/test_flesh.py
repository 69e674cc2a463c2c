"""The drawn body: a face that shows where it looks, clothes that end where they end, two sides told apart."""

import re
from collections.abc import Iterable
from math import hypot

import pytest

from bot.pictures.colours import COLOURS, STRAP
from bot.pictures.drawing import still
from bot.pictures.flesh import flesh
from bot.pictures.head import EYE_RADIUS
from bot.pictures.hull import Group, Hull
from bot.pictures.pose import pose
from bot.pictures.posture import Posture
from bot.pictures.space import Camera
from tests.pictures.files import IDS, figure

STANDING = {"hips": [0.0, 92.4], "right_leg": {"hip": 0.0}, "left_leg": {"hip": 0.0}}
STANDING |= {"right_arm": {"shoulder": 0.0}, "left_arm": {"shoulder": 0.0}}


def groups(turn: float, **said: object) -> dict[str, Group]:
    body = pose(Posture.model_validate(STANDING | said))
    return {group.name: group for group in flesh(body, Camera(turn, 0), "right")}


def lowest(hulls: Iterable[Hull]) -> float:
    return min(ball.centre.y - ball.radius for hull in hulls for ball in hull.balls)


def eyes(turn: float, look: float = 0.0) -> int:
    return sum(
        hull.colour == "hair" and len(hull.balls) == 1 and hull.balls[0].radius < 2
        for hull in groups(turn, look=look)["head"].hulls
    )


def test_eyes_show_where_somebody_looks() -> None:
    assert (eyes(turn=90), eyes(turn=0), eyes(turn=-90)) == (2, 1, 0)
    assert eyes(turn=0, look=-75) == 2
    assert eyes(turn=0, look=75) == 0


@pytest.mark.parametrize("stretch_id", IDS)
def test_everybody_has_an_eye_to_be_seen(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    for scene in drawn.shown:
        (face,) = (group for group in flesh(scene.body, drawn.camera, "right") if group.name == "head")
        assert any(hull.balls[0].radius == EYE_RADIUS for hull in face.hulls if len(hull.balls) == 1)


def test_hair_covers_the_back_of_the_head_and_leaves_the_face() -> None:
    def order(turn: float) -> list[str]:
        return [hull.colour for hull in groups(turn)["head"].hulls if len(hull.balls) != 2]

    assert order(-90).index("skin") < order(-90).index("hair")
    assert order(90).index("hair") < order(90).index("skin")


@pytest.mark.parametrize("look", [-75.0, 0.0, 75.0])
@pytest.mark.parametrize("turn", [-90.0, -12.0, 0.0, 38.0, 90.0])
def test_a_head_is_as_high_from_every_side(turn: float, look: float) -> None:
    balls = [ball for hull in groups(turn, look=look)["head"].hulls for ball in hull.balls]
    assert max(ball.centre.y + ball.radius for ball in balls) == pytest.approx(171, abs=1.5)


def test_the_side_that_is_not_stretched_is_darker() -> None:
    drawn = groups(0)
    assert {hull.colour for hull in drawn["left_leg"].hulls} == {"far-trousers", "far-skin"}
    assert {hull.colour for hull in drawn["right_leg"].hulls} == {"trousers", "skin"}


@pytest.mark.parametrize("colour", ["skin", "shirt", "trousers", "muscle"])
def test_far_colours_are_much_darker(colour: str) -> None:
    far, near = (bytes.fromhex(COLOURS[name][1:]) for name in (f"far-{colour}", colour))
    assert all(a <= b for a, b in zip(far, near, strict=True))
    assert hypot(*(a - b for a, b in zip(far, near, strict=True))) > 60


def test_a_fist_is_shorter_than_a_flat_hand_and_has_no_thumb() -> None:
    flat = groups(0)["right_arm"].hulls
    fist = groups(0, right_arm={"shoulder": 0.0, "grip": True})["right_arm"].hulls
    assert len(fist) < len(flat)

    assert lowest(fist) > lowest(flat) + 3


@pytest.mark.parametrize("stretch_id", ["pnf", "reclining-big-toe"])
def test_a_strap_runs_before_the_leg_on_this_side_and_behind_it_on_the_other(stretch_id: str) -> None:
    # The second scene of the picture.
    drawn = still(figure(stretch_id)).split("<g>")[2]
    strands = [found.start() for found in re.finditer(f'stroke="{STRAP}"', drawn)]
    leg = [found.start() for found in re.finditer(f'fill="{COLOURS["trousers"]}"', drawn)]
    assert strands[0] < leg[0] <= leg[-1] < strands[-1]


@pytest.mark.parametrize("stretch_id", IDS)
def test_the_muscle_that_is_stretched_is_seen(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    colours = (f'fill="{COLOURS["muscle"]}"', f'fill="{COLOURS["far-muscle"]}"')
    tinted = any(scene.tints for scene in drawn.shown)
    assert any(colour in still(drawn) for colour in colours) == tinted
