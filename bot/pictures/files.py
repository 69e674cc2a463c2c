"""What a helper draws: the figures of files, as they were when Limber started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.domain.milestone import Measure
from bot.domain.stretch import Side
from bot.pictures import calendar, card, render, sheet, title, week
from bot.pictures.chart import Chart
from bot.pictures.days import Day
from bot.pictures.figure import Figure, FigureError, load_figure


def png(file: Path, digest: str, side: Side | None) -> bytes:
    """The still picture of a file's figure; raises FigureError where the file says something else by now."""
    return render.png(_figure(file, digest), side)


def gif(file: Path, digest: str, side: Side | None) -> bytes:
    """The same, moving."""
    return render.gif(_figure(file, digest), side)


def numbered(pictures: Sequence[tuple[bytes, str]]) -> bytes:
    """The PNG of a sheet with these pictures, each a PNG with its number, or none, above it."""
    return sheet.sheet([sheet.Tile(picture, number) for picture, number in pictures])


def card_of(file: Path, digest: str, measure: Measure, number: int, words: str) -> bytes:
    """The PNG of a milestone's card with the file's figure on it; raises FigureError as `png` does."""
    return card.card(_figure(file, digest), measure, number, words)


def title_of(name: str) -> bytes:
    """The PNG of a card with the name of what has no picture."""
    return title.title(name)


def week_of(days: Sequence[Day], files: Mapping[str, tuple[Path, str]]) -> bytes:
    """The PNG of these days with the figures that they name, each by its file and digest; raises as `png` does."""
    return week.week(days, {name: _figure(file, digest) for name, (file, digest) in files.items()})


def calendar_of(chart: Chart) -> bytes:
    """The PNG of a record."""
    return calendar.calendar(chart)


@cache
def _figure(file: Path, digest: str) -> Figure:
    figure = load_figure(file)
    if figure.digest != digest:
        raise FigureError(f"{file}: another figure than at the start")
    return figure
