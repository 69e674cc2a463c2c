"""Skins round balls of flesh: what a body is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.space import Sphere, Vec


@dataclass(frozen=True, slots=True)
class Cut:
    """A plane through a point; what lies on its `way` side is cut off."""

    at: Vec
    way: Vec


@dataclass(frozen=True, slots=True)
class Hull:
    """A skin round a few balls, in a colour; `apart` where a light edge sets it off from what lies behind."""

    balls: tuple[Sphere, ...]
    colour: str
    apart: bool = True
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Hulls that grow into each other, such as a leg, and how near the viewer they are."""

    name: str
    hulls: tuple[Hull, ...]
    nearness: float
