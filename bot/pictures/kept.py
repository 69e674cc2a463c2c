"""The pictures of all figures: drawn by the helper when they are first asked for, and kept on disk by their hash."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from bot.domain.milestone import Measure
from bot.domain.stretch import Side
from bot.helper import Helper
from bot.pictures.chart import Chart
from bot.pictures.days import Day
from bot.pictures.milestones import FIGURES
from bot.pictures.sketch import Sketch

# It is loaded by the helper alone.
DRAWING = "bot.pictures.files"


def figure_hash(figure: Sketch, side: Side | None = None) -> str:
    """A name for the pictures of a figure: the same as long as its file says the same and the same code draws it."""
    said = f"{_drawn_by()} {figure.digest} {figure.is_mirrored(side)}"
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _drawn_by() -> str:
    """A hash of the code that draws: cheaper than to draw all frames of a figure just to name them."""
    code = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


class Pictures:
    """The pictures of all figures, drawn when first asked for and kept in a folder."""

    def __init__(self, figures: Mapping[str, Sketch], folder: Path, helper: Helper) -> None:
        self.figures = figures
        self._folder = folder
        # resvg holds the interpreter's lock, so a thread would stop the timers of everybody.
        self._helper = helper
        self._hashes: dict[tuple[str, bool], str] = {}
        self._drawing = asyncio.Lock()

    def figure_for(self, stretch_id: str, tags: Iterable[str]) -> str:
        """The figure of a stretch for somebody with these tags: one that is drawn for a tag, else the usual one."""
        own = (f"{stretch_id}.{tag}" for tag in sorted(tags))
        return next((name for name in own if name in self.figures), stretch_id)

    def hash(self, stretch_id: str, side: Side | None = None) -> str:
        """The name under which the pictures of a stretch are kept."""
        figure = self.figures[stretch_id]
        key = stretch_id, figure.is_mirrored(side)
        if key not in self._hashes:
            self._hashes[key] = figure_hash(figure, side)
        return self._hashes[key]

    async def still(self, stretch_id: str, side: Side | None = None) -> bytes:
        """The PNG of a stretch; KeyError where it has no figure."""
        return await self._kept("png", stretch_id, side)

    async def moving(self, stretch_id: str, side: Side | None = None) -> bytes | None:
        """The GIF of a stretch that moves, None for one that is held."""
        return await self._kept("gif", stretch_id, side) if self.figures[stretch_id].moves else None

    def sheet_hash(self, stretches: Sequence[tuple[str, Side]]) -> str:
        """The name of the sheet that shows these stretches, each with the side it begins with."""
        shown = [f"{number} {self.hash(*stretch)}" for number, stretch in self._on_sheet(stretches)]
        return hashlib.sha256(" ".join(["sheet", *shown]).encode()).hexdigest()

    async def sheet(self, stretches: Sequence[tuple[str, Side]]) -> bytes:
        """The PNG of these stretches side by side, those without a figure left out; ValueError where none has one.

        The first has no number, as a session begins with a warm-up. No sheet is kept: hardly two sessions are alike.
        """
        shown = [
            (await self.still(*stretch), str(number) if number else "")
            for number, stretch in self._on_sheet(stretches)
        ]
        return await self._drawn("numbered", shown)

    def has_card(self, measure: Measure, number: int) -> bool:
        """Whether there is a card for so many."""
        return FIGURES[measure].get(number) in self.figures

    def card_hash(self, measure: Measure, number: int, words: str) -> str:
        """The name of a milestone's card; KeyError where there is none."""
        said = f"card {measure} {number} {self.hash(FIGURES[measure][number])} {words}"
        return hashlib.sha256(said.encode()).hexdigest()

    async def card(self, measure: Measure, number: int, words: str) -> bytes:
        """The PNG of a milestone's card, with these words; KeyError where there is none.

        None is kept: there are few, and Telegram's file ids of them are.
        """
        figure = self.figures[FIGURES[measure][number]]
        return await self._drawn("card_of", figure.file, figure.digest, measure, number, words)

    def title_hash(self, name: str) -> str:
        """The name of the card that takes the place of a picture."""
        return hashlib.sha256(f"title {_drawn_by()} {name}".encode()).hexdigest()

    async def title(self, name: str) -> bytes:
        """The PNG of a card with the name of what has no picture."""
        return await self._drawn("title_of", name)

    def week_hash(self, days: Sequence[Day]) -> str:
        """The name of the sheet that shows these days; KeyError where one names a figure that there is not."""
        shown = [
            f"{day.weekday} {day.number} {stop.hour} {' '.join(name and self.hash(name) for name in stop.figures)}"
            for day in days
            for stop in day.stops
        ]
        return hashlib.sha256("\n".join(["week", *shown]).encode()).hexdigest()

    async def week(self, days: Sequence[Day]) -> bytes:
        """The PNG of these days; none is kept, as hardly two are alike. KeyError as above."""
        names = {name for day in days for stop in day.stops for name in stop.figures if name}
        files = {name: (self.figures[name].file, self.figures[name].digest) for name in names}
        return await self._drawn("week_of", days, files)

    def calendar_hash(self, chart: Chart) -> str:
        """The name of the picture of a record: the same for the same days, minutes and words."""
        return hashlib.sha256(f"calendar {_drawn_by()} {chart}".encode()).hexdigest()

    async def calendar(self, chart: Chart) -> bytes:
        """The PNG of a record. None is kept: it is about one person."""
        return await self._drawn("calendar_of", chart)

    def _on_sheet(self, stretches: Sequence[tuple[str, Side]]) -> list[tuple[int, tuple[str, Side]]]:
        return [(number, shown) for number, shown in enumerate(stretches) if shown[0] in self.figures]

    async def _kept(self, kind: str, stretch_id: str, side: Side | None) -> bytes:
        path = self._folder / f"{self.hash(stretch_id, side)}.{kind}"
        async with self._drawing:
            kept = await asyncio.to_thread(_read, path)
            if kept is None:
                figure = self.figures[stretch_id]
                kept = await self._drawn(kind, figure.file, figure.digest, side)
                # A full disk costs the folder a picture, not the person.
                with suppress(OSError):
                    await asyncio.to_thread(_write, path, kept)
        return kept

    async def _drawn(self, function: str, *arguments: object) -> bytes:
        drawn: bytes = await self._helper.do(DRAWING, function, *arguments)
        return drawn


def _read(path: Path) -> bytes | None:
    try:
        # A power cut can leave the name without the bytes.
        return path.read_bytes() or None
    except OSError:
        return None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own until it is whole: another process may read, or write, the same picture.
    part = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)
