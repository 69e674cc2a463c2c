"""Pictures as people get them: PNG and GIF, drawn in a process of their own and kept on disk by their hash."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

import resvg_py
from PIL import Image

from bot.domain.stretch import Side
from bot.pictures.drawing import moving, still
from bot.pictures.figure import Figure
from bot.pictures.sheet import Tile, sheet

GIF_COLOURS = 80
# The colours are chosen from frames that are so many times smaller.
SHRUNK = 2


def png(figure: Figure, side: Side | None = None) -> bytes:
    """The still picture: start and hold."""
    return _png(still(figure, mirrored=is_mirrored(figure, side)))


def gif(figure: Figure, side: Side | None = None) -> bytes:
    """A round of the movement, without end."""
    picture = moving(figure, mirrored=is_mirrored(figure, side))
    drawn: list[Image.Image] = []
    for svg in picture.svgs:
        with Image.open(io.BytesIO(_png(svg))) as opened:
            drawn.append(opened.convert("RGB"))
    # One palette for all, or the unchanged parts would flicker.
    small = [frame.reduce(SHRUNK) for frame in drawn]
    sample = Image.new("RGB", (small[0].width, small[0].height * len(small)))
    for index, frame in enumerate(small):
        sample.paste(frame, (0, index * frame.height))
    palette = sample.quantize(GIF_COLOURS, dither=Image.Dither.NONE)
    first, *others = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in drawn)
    out = io.BytesIO()
    first.save(
        out,
        "GIF",
        save_all=True,
        append_images=others,
        duration=list(picture.milliseconds),
        loop=0,
        optimize=True,
    )
    return out.getvalue()


def _png(svg: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))


def is_mirrored(figure: Figure, side: Side | None) -> bool:
    """Whether that side needs the mirror image; a figure of both sides never does."""
    return side is not None and figure.side not in {"both", side.value}


def figure_hash(figure: Figure, side: Side | None = None) -> str:
    """A name for the pictures of a figure: the same as long as its file says the same and the same code draws it."""
    said = f"{_drawn_by()} {figure.digest} {is_mirrored(figure, side)}"
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

    def __init__(self, figures: Mapping[str, Figure], folder: Path) -> None:
        self.figures = figures
        self._folder = folder
        self._hashes: dict[tuple[str, bool], str] = {}
        self._drawing = asyncio.Lock()
        # resvg holds the interpreter's lock, so a thread would stop the timers of everybody.
        self._pool = _pool()

    def figure_for(self, stretch_id: str, tags: Iterable[str]) -> str:
        """The figure of a stretch for somebody with these tags: one that is drawn for a tag, else the usual one."""
        own = (f"{stretch_id}.{tag}" for tag in sorted(tags))
        return next((name for name in own if name in self.figures), stretch_id)

    def hash(self, stretch_id: str, side: Side | None = None) -> str:
        """The name under which the pictures of a stretch are kept."""
        figure = self.figures[stretch_id]
        key = stretch_id, is_mirrored(figure, side)
        if key not in self._hashes:
            self._hashes[key] = figure_hash(figure, side)
        return self._hashes[key]

    async def still(self, stretch_id: str, side: Side | None = None) -> bytes:
        """The PNG of a stretch; KeyError where it has no figure."""
        return await self._kept(
            f"{self.hash(stretch_id, side)}.png", partial(png, self.figures[stretch_id], side)
        )

    async def moving(self, stretch_id: str, side: Side | None = None) -> bytes | None:
        """The GIF of a stretch that moves, None for one that is held."""
        figure = self.figures[stretch_id]
        if not figure.moves:
            return None
        return await self._kept(f"{self.hash(stretch_id, side)}.gif", partial(gif, figure, side))

    def sheet_hash(self, stretches: Sequence[tuple[str, Side]]) -> str:
        """The name of the sheet that shows these stretches, each with the side it begins with."""
        shown = [f"{number} {self.hash(*stretch)}" for number, stretch in self._on_sheet(stretches)]
        return hashlib.sha256(" ".join(["sheet", *shown]).encode()).hexdigest()

    async def sheet(self, stretches: Sequence[tuple[str, Side]]) -> bytes:
        """The PNG of these stretches side by side, those without a figure left out; ValueError where none has one.

        The first has no number, as a session begins with a warm-up. No sheet is kept: hardly two sessions are alike.
        """
        tiles = [
            Tile(await self.still(*stretch), str(number) if number else "")
            for number, stretch in self._on_sheet(stretches)
        ]
        async with self._drawing:
            return await self._drawn(partial(sheet, tiles))

    def _on_sheet(self, stretches: Sequence[tuple[str, Side]]) -> list[tuple[int, tuple[str, Side]]]:
        return [(number, shown) for number, shown in enumerate(stretches) if shown[0] in self.figures]

    def close(self) -> None:
        """Ends the drawing process."""
        self._pool.shutdown(cancel_futures=True)

    async def _kept(self, name: str, draw: Callable[[], bytes]) -> bytes:
        path = self._folder / name
        async with self._drawing:
            kept = await asyncio.to_thread(_read, path)
            if kept is None:
                kept = await self._drawn(draw)
                # A full disk costs the folder a picture, not the person.
                with suppress(OSError):
                    await asyncio.to_thread(_write, path, kept)
        return kept

    async def _drawn(self, draw: Callable[[], bytes]) -> bytes:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._pool, draw)
        except BrokenProcessPool:
            # Somebody, or a lack of memory, ended the process; a pool never mends itself.
            self._pool = _pool()
            return await loop.run_in_executor(self._pool, draw)


def _pool() -> ProcessPoolExecutor:
    """One process, begun when there is something to draw."""
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Ties the drawing process to its parent: Ctrl-C is the parent's, and a killed parent leaves no orphan."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)


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
