"""Every figure of the content, and what the loader refuses."""

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.content import load
from bot.pictures.body import joint_angles
from bot.pictures.drawing import still
from bot.pictures.figure import GROUND, RANGES, FigureError, Scene, load_figure, load_figures
from bot.pictures.muscles import highlighted
from bot.pictures.posture import SIDES
from tests.pictures.files import CONTENT, FIGURES, IDS, changed, figure

STRETCHES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in (CONTENT / "stretches").glob("*.toml")
}
FACTS = {stretch_id: STRETCHES[stretch_id.partition(".")[0]] for stretch_id in IDS}
POSES = list(product(IDS, ["start", "hold"]))
# A touch is skin on skin; cushions and flesh give a little.
CENTIMETRES = 1.5
# A hand round a limb, or under the head.
CLASP = 5.0
# Shares of a body's weight.
WEIGHTS = {"hips": 14, "back": 36, "head": 8}
WEIGHTS |= {f"{side}_thigh": 10 for side in SIDES} | {f"{side}_shin": 5 for side in SIDES}
WEIGHTS |= {f"{side}_foot": 1 for side in SIDES} | {f"{side}_upper_arm": 3 for side in SIDES}
WEIGHTS |= {f"{side}_forearm": 2 for side in SIDES}


def scene_of(stretch_id: str, pose: str) -> Scene:
    return figure(stretch_id).start if pose == "start" else figure(stretch_id).hold


def stretched(stretch_id: str) -> set[str]:
    """What is coloured in any pose of a figure."""
    drawn = figure(stretch_id)
    scenes = (drawn.start, *drawn.there, drawn.hold, *drawn.back)
    return {highlight.muscle for scene in scenes for highlight in scene.panel.stretched}


def carried_by(scene: Scene) -> list[tuple[str, str]]:
    """What carries the body: not a hand that rests on the body itself."""
    return [(part, thing) for part, thing in scene.panel.rests.items() if thing not in scene.body.parts]


def test_every_stretch_has_a_figure_and_every_figure_a_stretch() -> None:
    assert {stretch_id for stretch_id in load_figures(FIGURES) if "." not in stretch_id} == set(STRETCHES)
    assert len(STRETCHES) == 25


def test_a_figure_for_a_tag_has_its_words_in_every_language_and_they_have_their_figure() -> None:
    own = {tuple(stretch_id.split(".")) for stretch_id in load_figures(FIGURES) if "." in stretch_id}
    for language in load(CONTENT).languages.values():
        assert own == {(id_, tag) for id_, text in language.stretches.items() for tag in text.variants}


@pytest.mark.parametrize(("stretch_id", "pose"), POSES)
def test_what_carries_the_weight_touches_and_nothing_is_in_the_floor(stretch_id: str, pose: str) -> None:
    scene = scene_of(stretch_id, pose)
    for part, thing in scene.panel.rests.items():
        held = thing in scene.body.parts
        assert -(CLASP if held else CENTIMETRES) < scene.gap(part, thing) < CENTIMETRES, part
    assert min(scene.gap(part, GROUND) for part in scene.body.parts) > -CENTIMETRES


@pytest.mark.parametrize(
    ("stretch_id", "pose"),
    [
        (stretch_id, pose)
        for stretch_id, pose in POSES
        if all(
            part.endswith(("foot", "heel", "ball")) and thing == GROUND
            for part, thing in carried_by(scene_of(stretch_id, pose))
        )
    ],
)
def test_who_stands_on_their_feet_alone_does_not_topple(stretch_id: str, pose: str) -> None:
    scene = scene_of(stretch_id, pose)
    touching = [ball.centre.x for part, _ in carried_by(scene) for ball in scene.body.parts[part]]
    total = sum(WEIGHTS.values())
    balance = 0.0
    for part, weight in WEIGHTS.items():
        balls = scene.body.parts[part]
        balance += weight / total * sum(ball.centre.x for ball in balls) / len(balls)
    assert min(touching) - 3 < balance < max(touching) + 3


@pytest.mark.parametrize(("stretch_id", "pose"), POSES)
def test_joints_stay_within_what_a_body_does(stretch_id: str, pose: str) -> None:
    scene = scene_of(stretch_id, pose)
    for joint, angle in joint_angles(scene.body).items():
        low, high = RANGES[joint.removeprefix("right_").removeprefix("left_")]
        assert low - 1 <= angle <= (136 if joint.endswith("_hip") else high + 1), joint


@pytest.mark.parametrize("stretch_id", IDS)
def test_the_gear_of_the_stretch_is_drawn(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    kinds = {item.kind.removeprefix("side-") for scene in (drawn.start, drawn.hold) for item in scene.gear}
    kinds |= {"strap"} if drawn.hold.panel.straps else set()
    assert set(FACTS[stretch_id]["gear"]) <= kinds


@pytest.mark.parametrize("stretch_id", IDS)
def test_the_hamstrings_are_coloured_where_they_are_stretched(stretch_id: str) -> None:
    assert ("hamstrings" in stretched(stretch_id)) == ("hamstrings" in FACTS[stretch_id]["muscles"])


@pytest.mark.parametrize(
    "stretch_id", [stretch_id for stretch_id in IDS if FACTS[stretch_id]["plan"]["sides"]]
)
def test_a_stretch_with_sides_can_be_mirrored(stretch_id: str) -> None:
    assert figure(stretch_id).side != "both"


@pytest.mark.parametrize(
    "stretch_id", [stretch_id for stretch_id in IDS if "hamstrings" in FACTS[stretch_id]["muscles"]]
)
def test_hamstrings_lie_behind_the_thigh(stretch_id: str) -> None:
    drawn = figure(stretch_id)
    hamstrings = [tint for tint in drawn.hold.tints if tint[0].muscle == "hamstrings"]
    legs = {f"{side}_leg": leg for side, leg in drawn.hold.body.legs.items()}
    patches = highlighted(drawn.hold.body, hamstrings, "right")
    assert patches
    for patch in patches:
        leg = legs[patch.group]
        assert all((point - leg.hip).dot(leg.thigh_front) < -2 for point in patch.line)


@pytest.mark.parametrize("stretch_id", [stretch_id for stretch_id in IDS if not figure(stretch_id).moves])
def test_who_holds_still_is_coloured_in_the_hold_alone(stretch_id: str) -> None:
    assert not figure(stretch_id).start.tints
    assert figure(stretch_id).hold.tints


@pytest.mark.parametrize("stretch_id", IDS)
def test_pictures_hold_no_words(stretch_id: str) -> None:
    assert "<text" not in still(figure(stretch_id))


@pytest.mark.parametrize(
    ("stretch_id", "old", "new", "message"),
    [
        ("standing", "neck = -15", "nack = -15", "standing.toml: hold.nack: Extra inputs are not permitted"),
        ("standing", "lean = 45", 'lean = "50"', "standing.toml: hold.lean: Input should be a valid number"),
        ("standing", "lean = 45", "lean = inf", "standing.toml: hold.lean: Input should be a finite number"),
        (
            "standing",
            'side = "right"',
            'side = "near"',
            "standing.toml: side: Input should be 'right', 'left'",
        ),
        ("standing", "lean = 45", "lean =", "standing.toml: Invalid value"),
        (
            "standing",
            "neck = -15",
            "neck = -80",
            "standing.toml: hold.neck: -80 degrees, a body does -55 to 60",
        ),
        ("standing", "[26, 0]", "[60, 0]", r"standing.toml: hold.right_leg.foot: \d+.\d cm out of reach"),
        ("standing", "[-4, 0]", "[-4, -4]", "standing.toml: start.right_leg.foot: 3.* cm out of reach"),
        ("standing", "[-12, 0]", "[-12, 9]", "standing.toml: hold.rests.left_foot: 9.0 cm from the ground"),
        ("standing", "[-12, 0]", "[-12, -5]", "standing.toml: hold.left_shin: 1.5 cm below the ground"),
        ("standing", "right_heel =", "right_elbow =", "hold.rests.right_elbow: no such part of the body"),
        ("seated", 'hips = "blanket"', 'hips = "bed"', "start.rests.hips: no bed in this figure"),
        ("seated", 'kind = "mat"', 'kind = "rug"', "seated.toml: gear.0: Input tag 'rug'"),
        ("seated", "[24, 100], ", "", "seated.toml: hold.arrows.0: List should have at least 3 items"),
        ("pnf", '"right_sole"', '"right_toe"', "pnf.toml: start.straps: no point right_toe"),
        ("pnf", "hip = 76, knee = 6", "hip = 122, knee = 6", "hold.right_hip: 122 degrees"),
        ("supine", "hip = 82, knee = 24", "hip = 82, knee = -14", "hold.right_knee: -14 degrees"),
        (
            "high-kicks",
            "right_leg = { hip = 60, knee = 6 }",
            "right_leg = { foot = [30, 20] }",
            "high-kicks.toml: hold.right_leg: angles in one pose and a spot in the other",
        ),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_refused_with_file_and_field(
    tmp_path: Path, stretch_id: str, old: str, new: str, message: str
) -> None:
    path = changed(tmp_path, stretch_id, old, new)
    with pytest.raises(FigureError, match=message):
        load_figure(path)


def test_a_file_that_is_no_text_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FigureError, match=r"broken.toml: "):
        load_figures(tmp_path)


def test_every_mistake_of_every_figure_is_named(tmp_path: Path) -> None:
    changed(tmp_path, "seated", "[24, 100], ", "")
    standing = changed(tmp_path, "standing", "neck = -15", "neck = -80")
    standing.write_text(standing.read_text("utf-8").replace("right_heel =", "right_elbow ="), "utf-8")
    with pytest.raises(FigureError) as told:
        load_figures(tmp_path)
    named = [line.removeprefix(f"{tmp_path}/").split(": ")[:2] for line in str(told.value).splitlines()]
    assert named == [
        ["seated.toml", "hold.arrows.0"],
        ["standing.toml", "hold.neck"],
        ["standing.toml", "hold.rests.right_elbow"],
    ]
