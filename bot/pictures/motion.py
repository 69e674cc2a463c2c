"""What lies between the poses of a moving figure: frames that begin and end softly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bot.pictures.figure import Figure, Highlight, Scene
from bot.pictures.pose import pose
from bot.pictures.posture import Data

# Frames on all ways together, whatever their number: a picture has these and one for each rest.
ON_THE_WAY = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a moving picture, and how many milliseconds it is shown."""

    scene: Scene
    milliseconds: int


def moments(figure: Figure) -> list[Moment]:
    """A whole round from the start to the hold and back; the last frame is the one before the first."""
    round_trip = [figure.start, *figure.there, figure.hold, *figure.back, figure.start]
    rests = [
        index
        for index, scene in enumerate(round_trip)
        if scene.panel.pause or scene in (figure.start, figure.hold)
    ]
    found: list[Moment] = []
    for begin, end in pairwise(rests):
        way = round_trip[begin : end + 1]
        found.append(Moment(_still(way[0]), max(way[0].panel.pause, figure.tempo)))
        steps = ON_THE_WAY // (len(rests) - 1)
        shares = [_eased(step / (steps + 1)) for step in range(1, steps + 1)]
        found += [Moment(_along(way, share), figure.tempo) for share in shares]
    return found


def _still(scene: Scene) -> Scene:
    """A pose at rest: nothing shows a way."""
    return replace(scene, panel=scene.panel.model_copy(update={"arrows": []}))


def _eased(share: float) -> float:
    """The share of the way at a share of the time: slow, fast, slow."""
    return share * share * (3 - 2 * share)


def _along(way: Sequence[Scene], share: float) -> Scene:
    """The scene at a share of the way through these poses."""
    at = share * (len(way) - 1)
    index = min(int(at), len(way) - 2)
    return between(way[index], way[index + 1], at - index, way[-1])


def between(a: Scene, b: Scene, share: float, goal: Scene) -> Scene:
    """A moment between two poses, with the arrows into the next one, or where it has none into the goal."""
    both = {part: thing for part, thing in a.panel.rests.items() if b.panel.rests.get(part) == thing}
    panel = blended(a.panel, b.panel, share).model_copy(
        update={"rests": both, "arrows": b.panel.arrows or goal.panel.arrows, "pushes": []}
    )
    gear = tuple(blended(one, other, share) for one, other in zip(a.gear, b.gear, strict=True))
    return Scene(panel, pose(panel), gear, tuple(_tints(a, b, share)))


def _tints(a: Scene, b: Scene, share: float) -> Iterator[tuple[Highlight, float]]:
    """A muscle is coloured in the half of the way that is nearer to where it is stretched."""
    before, after = dict(a.tints), dict(b.tints)
    for muscle in before | after:
        strength = before.get(muscle, 0.0) * (1 - share) + after.get(muscle, 0.0) * share
        if strength > 0.5:
            yield muscle, 2 * strength - 1


def blended(a: Any, b: Any, share: float) -> Any:
    """Numbers a share of the way from a to b, in lists and content alike; what is no number is that of the nearer."""
    match a, b:
        case bool(), bool():
            pass
        case ((int() | float()), (int() | float())):
            return a + (b - a) * share
        case list(), list() if len(a) == len(b):
            return [blended(one, other, share) for one, other in zip(a, b, strict=True)]
        case Data(), Data() if type(a) is type(b):
            fields = type(a).model_fields
            return a.model_copy(update={n: blended(getattr(a, n), getattr(b, n), share) for n in fields})
    return a if share < 0.5 else b
