"""Pictures as people get them: PNG and GIF."""

from __future__ import annotations

import io

import resvg_py
from PIL import Image

from bot.domain.stretch import Side
from bot.pictures.drawing import moving, still
from bot.pictures.figure import Figure

GIF_COLOURS = 80
# The colours are chosen from frames that are so many times smaller.
SHRUNK = 2


def png(figure: Figure, side: Side | None = None) -> bytes:
    """The still picture: start and hold."""
    return rendered(still(figure, mirrored=figure.is_mirrored(side)))


def gif(figure: Figure, side: Side | None = None) -> bytes:
    """A round of the movement, without end."""
    picture = moving(figure, mirrored=figure.is_mirrored(side))
    drawn: list[Image.Image] = []
    for svg in picture.svgs:
        with Image.open(io.BytesIO(rendered(svg))) as opened:
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


def rendered(svg: str) -> bytes:
    """The PNG of an SVG that has no words."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
