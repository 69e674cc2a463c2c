"""A figure: the poses of a stretch with what they touch, read from `content/figures` and checked."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from bot.mistakes import Mistaken
from bot.pictures.body import Body, joint_angles
from bot.pictures.gear import Gear, Solid
from bot.pictures.pose import OutOfReach, pose
from bot.pictures.posture import Data, Posture, Spot
from bot.pictures.sketch import Sketch
from bot.pictures.space import Camera

Muscle = Literal[
    "hamstrings",
    "calves",
    "soleus",
    "hip-flexors",
    "glutes",
    "lower-back",
    "upper-back",
    "back",
    "chest",
    "shoulder",
    "flank",
]

GROUND = "ground"
# A body gives a little where it rests; more than this is a body in the air or in the floor.
TOUCHES_WITHIN = 1.5
SINKS_AT_MOST = 0.8
# A hand closes round a limb.
HOLDS_WITHIN = 5.0

RANGES: Mapping[str, tuple[float, float]] = {
    "waist": (-36, 50),
    "chest": (-24, 40),
    "twist": (-55, 55),
    "neck": (-55, 60),
    "look": (-75, 75),
    "hip": (-30, 105),
    "hip_out": (-35, 50),
    "knee": (0, 150),
    "ankle": (-65, 40),
    "shoulder": (-65, 185),
    "shoulder_out": (-45, 180),
    "elbow": (0, 150),
    "wrist": (0, 95),
}
# A bent knee lets the hip go further, as the hamstrings no longer hold it back.
HIP_WITH_BENT_KNEE = 0.4
HIP_FURTHEST = 135.0


class FigureError(Mistaken):
    """Figures that cannot be drawn; each argument is a mistake, with its file and field."""


class Highlight(Data):
    """A muscle to colour, on one side or on both."""

    muscle: Muscle
    side: Literal["right", "left", "both"]


class View(Data):
    """Where the camera is, in degrees, and how far down it sees, in centimetres above the ground."""

    turn: Annotated[float, Field(ge=-90, le=90)] = 12
    tilt: Annotated[float, Field(ge=0, le=90)] = 7
    lowest: Annotated[float, Field(ge=0, le=100)] = 0


class Strap(Data):
    """A strap or towel that runs past these points of the body, such as "right_hand" and "right_sole"."""

    past: Annotated[list[str], Field(min_length=2)]


class Panel(Posture):
    """One pose: what rests where, what it stretches, arrows, straps, gear of its own, and the limbs to draw in front.

    `arrows` show the way into the pose, `pushes` a force that moves nothing. `pause` is how many milliseconds a moving
    picture rests in it; without one it is passed on the way. The last of `front` is the foremost.
    """

    rests: Annotated[dict[str, str], Field(min_length=1)]
    stretched: list[Highlight] = Field(default_factory=list)
    pause: Annotated[int, Field(ge=0, le=3000)] = 0
    arrows: list[Annotated[list[Spot], Field(min_length=3, max_length=3)]] = Field(default_factory=list)
    pushes: list[Annotated[list[Spot], Field(min_length=2, max_length=2)]] = Field(default_factory=list)
    straps: list[Strap] = Field(default_factory=list)
    gear: list[Gear] = Field(default_factory=list)
    front: list[
        Literal["right_arm", "left_arm", "right_leg", "left_leg", "right_forearm", "left_forearm"]
    ] = Field(default_factory=list)


class FigureFile(Data):
    """A file of `content/figures`; `side` is the side that it shows being stretched.

    One that moves goes from `start` by the poses of `there` to `hold` and by those of `back` to the start again; where
    `back` is not said it is the same way. `tempo` is milliseconds a frame.
    """

    side: Literal["right", "left", "both"]
    moves: bool = False
    tempo: Annotated[int, Field(ge=40, le=300)] = 100
    view: View = View()
    gear: list[Gear] = Field(default_factory=list)
    start: Panel
    there: list[Panel] = Field(default_factory=list)
    hold: Panel
    back: list[Panel] | None = None

    @property
    def panels(self) -> dict[str, Panel]:
        """Every pose by its name, in their order."""
        there = {f"there.{index}": panel for index, panel in enumerate(self.there)}
        back = {f"back.{index}": panel for index, panel in enumerate(self.back or ())}
        return {"start": self.start, **there, "hold": self.hold, **back}


@dataclass(frozen=True, slots=True)
class Scene:
    """One pose as it is drawn: the body, the gear round it, and how strongly each muscle is stretched, 0 to 1."""

    panel: Panel
    body: Body
    gear: tuple[Gear, ...]
    tints: tuple[tuple[Highlight, float], ...]

    @property
    def solids(self) -> tuple[Solid, ...]:
        return tuple(solid for item in self.gear for solid in item.solids())

    def gap(self, part: str, thing: str) -> float:
        """Centimetres between a part of the body and the ground, gear or another part; negative where it sinks in."""
        balls = self.body.parts[part]
        if thing == GROUND:
            return min(ball.centre.y - ball.radius for ball in balls)
        if thing in self.body.parts:
            others = self.body.parts[thing]
            return min((a.centre - b.centre).length - a.radius - b.radius for a in balls for b in others)
        solids = [solid for item in self.gear if item.kind == thing for solid in item.solids()]
        return min(solid.gap(ball) for ball in balls for solid in solids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Sketch):
    """A stretch ready to draw."""

    tempo: int
    camera: Camera
    lowest: float
    start: Scene
    there: tuple[Scene, ...]
    hold: Scene
    back: tuple[Scene, ...]

    @property
    def id(self) -> str:
        """That of its stretch, with the tag for which it is drawn."""
        return self.file.stem

    @property
    def sketch(self) -> Sketch:
        """The same, not to be drawn."""
        return Sketch(file=self.file, side=self.side, moves=self.moves, digest=self.digest)

    @property
    def shown(self) -> tuple[Scene, ...]:
        """The poses of the still picture: start, hold, and where one rests on the way."""
        return self.start, *(scene for scene in self.there if scene.panel.pause), self.hold


def load_figures(folder: Path) -> dict[str, Figure]:
    """Every figure of the folder by the id of its stretch; FigureError with the mistakes of all."""
    figures, mistakes = {}, []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".toml":
            try:
                figures[path.stem] = load_figure(path)
            except FigureError as error:
                mistakes.append(str(error))
    if mistakes:
        raise FigureError(*mistakes)
    return figures


def load_sketches(folder: Path) -> dict[str, Sketch]:
    """The same, not to be drawn."""
    return {name: figure.sketch for name, figure in load_figures(folder).items()}


def load_figure(path: Path) -> Figure:
    """The figure of one file, checked: fields, reach, joints and what rests where."""
    try:
        data = FigureFile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FigureError(f"{path}: {error}") from error
    except ValidationError as error:
        faults = ((".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors())
        raise FigureError(*(f"{path}: {field}: {message}" for field, message in faults)) from error
    mistakes = [f"{field}: {message}" for field, message in _two_ways(data)] if data.moves else []
    scenes = {name: _scene(name, data, panel, mistakes) for name, panel in data.panels.items()}
    good = {name: scene for name, scene in scenes.items() if scene is not None}
    if mistakes:
        raise FigureError(*(f"{path}: {mistake}" for mistake in mistakes))
    there = tuple(good[name] for name in good if name.startswith("there."))
    back = tuple(good[name] for name in good if name.startswith("back."))
    return Figure(
        file=path,
        side=data.side,
        moves=data.moves,
        tempo=data.tempo,
        camera=Camera(data.view.turn, data.view.tilt),
        lowest=data.view.lowest,
        start=good["start"],
        there=there,
        hold=good["hold"],
        back=there[::-1] if data.back is None else back,
        digest=hashlib.sha256(data.model_dump_json().encode()).hexdigest(),
    )


def _two_ways(data: FigureFile) -> Iterator[tuple[str, str]]:
    """Limbs of a moving figure that one pose writes as angles and the next as a spot: nothing lies between these."""
    for (_, before), (name, panel) in pairwise(data.panels.items()):
        for limb in ("right_leg", "left_leg", "right_arm", "left_arm"):
            if type(getattr(before, limb)) is not type(getattr(panel, limb)):
                yield f"{name}.{limb}", "angles in one pose and a spot in the other"


def _scene(name: str, data: FigureFile, panel: Panel, mistakes: list[str]) -> Scene | None:
    """One pose, checked; None with its mistakes added where it has any."""
    try:
        body = pose(panel)
    except OutOfReach as error:
        mistakes.append(f"{name}.{error.field}: {error}")
        return None
    scene = Scene(panel, body, (*data.gear, *panel.gear), tuple((muscle, 1.0) for muscle in panel.stretched))
    faults = [f"{name}.{field}: {message}" for field, message in _faults(scene)]
    mistakes += faults
    return None if faults else scene


def _faults(scene: Scene) -> Iterator[tuple[str, str]]:
    """What no body can do or what floats, as field and message."""
    angles = joint_angles(scene.body)
    panel = scene.panel
    angles |= {name: getattr(panel, name) for name in ("waist", "chest", "twist", "neck", "look")}
    for name, angle in angles.items():
        low, high = RANGES[name.removeprefix("right_").removeprefix("left_")]
        if name.endswith("_hip"):
            high = min(HIP_FURTHEST, high + HIP_WITH_BENT_KNEE * angles[name.replace("hip", "knee")])
        if not low - 0.5 <= angle <= high + 0.5:
            yield name, f"{angle:.0f} degrees, a body does {low:.0f} to {high:.0f}"
    for part in scene.body.parts:
        if (gap := scene.gap(part, GROUND)) < -SINKS_AT_MOST:
            yield part, f"{-gap:.1f} cm below the ground"
    for part, thing in panel.rests.items():
        field = f"rests.{part}"
        if part not in scene.body.parts:
            yield field, "no such part of the body"
        elif thing not in {GROUND, *scene.body.parts, *(item.kind for item in scene.gear)}:
            yield field, f"no {thing} in this figure"
        elif not -_gives(scene, thing) <= (gap := scene.gap(part, thing)) <= TOUCHES_WITHIN:
            yield field, f"{gap:.1f} cm from the {thing}"
    for strap in panel.straps:
        for point in strap.past:
            if point not in scene.body.points:
                yield "straps", f"no point {point}"


def _gives(scene: Scene, thing: str) -> float:
    return HOLDS_WITHIN if thing in scene.body.parts else TOUCHES_WITHIN
