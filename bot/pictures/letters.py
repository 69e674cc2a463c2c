"""The letters on pictures: Source Sans, with those of nearly all languages written in Latin, Greek and Cyrillic."""

from __future__ import annotations

from functools import cache

from font_source_sans_pro import SourceSansPro, SourceSansProSemibold
from PIL import ImageFont

# A place in Unicode that no font has a letter for.
NO_LETTER = "\uffff"


@cache
def font(size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The font in a size in pixels."""
    return ImageFont.truetype(SourceSansProSemibold if bold else SourceSansPro, size)


def fitting(text: str, size: float, room: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The font in the size that lets a line fit into so many pixels, at the most this one."""
    return font(size * min(1.0, room / max(1.0, font(size, bold=bold).getlength(text))), bold=bold)


def lacking(text: str) -> str:
    """The letters of a text that cannot be drawn, each once."""
    return "".join(letter for letter in dict.fromkeys(text) if not letter.isspace() and not _has(letter))


@cache
def _has(letter: str) -> bool:
    return bytes(font(32).getmask(letter)) != bytes(font(32).getmask(NO_LETTER))
