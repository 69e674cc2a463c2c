"""What a scenario is measured with, and the row it hands back."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what must be reached, what was, and the absolute figures behind it."""

    what: str
    must: str
    measured: str
    passed: bool
    figures: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of everything a run takes."""

    rounds: int
    prompts: int
    stock_prompts: int
    few: int
    many: int
    looks: int
    holds: int
    fast_holds: int
    hold_starts_seconds: float
    todays: int
    dones: int
    shared: int
    starts: int
    rests: int
    rest_seconds: float


FULL = Counts(
    rounds=3,
    prompts=5000,
    stock_prompts=1000,
    few=1000,
    many=1_000_000,
    looks=500,
    holds=200,
    fast_holds=1000,
    hold_starts_seconds=60.0,
    todays=200,
    dones=1000,
    shared=300,
    starts=9,
    rests=5,
    rest_seconds=60.0,
)
QUICK = Counts(
    rounds=1,
    prompts=200,
    stock_prompts=100,
    few=100,
    many=10_000,
    looks=50,
    holds=20,
    fast_holds=50,
    hold_starts_seconds=5.0,
    todays=20,
    dones=100,
    shared=100,
    starts=1,
    rests=1,
    rest_seconds=12.0,
)

Scenario = Callable[[Counts], AsyncIterator[Row]]


def at_least(what: str, bound: float, unit: str, measured: float, figures: str) -> Row:
    """A row whose figure must reach a bound."""
    return Row(what, f">= {bound:g} {unit}", _short(measured), measured >= bound, figures)


def at_most(what: str, bound: float, unit: str, measured: float, figures: str) -> Row:
    """A row whose figure must not pass a bound."""
    return Row(what, f"<= {bound:g} {unit}", _short(measured), measured <= bound, figures)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies; infinite where there are none, which no bound forgives."""
    return sorted(values)[math.ceil(share * len(values)) - 1] if values else math.inf


def most_in_a_second(instants: Sequence[float]) -> int:
    """The largest number of instants in any one second."""
    ordered, first, most = sorted(instants), 0, 0
    for last, instant in enumerate(ordered):
        while ordered[first] <= instant - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def _short(measured: float) -> str:
    return f"{measured:.2f}".rstrip("0").rstrip(".")
