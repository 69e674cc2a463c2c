"""How large a picture or a video is, and how long it runs, as its bytes say."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Measure:
    """Pixels, and whole seconds."""

    width: int
    height: int
    duration: int = 0


def measured(content: bytes) -> Measure | None:
    """The measure of a PNG, GIF, JPEG or MP4; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return Measure(*struct.unpack(">II", content[16:24]))
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        return Measure(*struct.unpack("<HH", content[6:10]))
    if content.startswith(b"\xff\xd8"):
        return _measured_jpeg(content)
    if content[4:8] == b"ftyp":
        try:
            return _measured_mp4(memoryview(content))
        except struct.error:
            return None
    return None


def _measured_jpeg(content: bytes) -> Measure | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Measure(width, height)
        at += 2 + length
    return None


def _measured_mp4(content: memoryview) -> Measure | None:
    """Of the first track that has a picture; a sound alone has no measure."""
    movie = [part for kind, box in _boxes(content) if kind == b"moov" for part in _boxes(box)]
    header = next((box for kind, box in movie if kind == b"mvhd"), None)
    tracks = (part for kind, box in movie if kind == b"trak" for part in _boxes(box))
    for kind, box in tracks:
        if kind != b"tkhd" or header is None:
            continue
        # Nine numbers that turn the picture, then its width and height, whose lower halves are fractions.
        across, *_, width, _, height, _ = struct.unpack(">9i4H", box[-44:])
        if width and height:
            # A film that a phone has taken upright lies on its side.
            return Measure(*((width, height) if across else (height, width)), _seconds(header))
    return None


def _seconds(header: memoryview) -> int:
    long = header[0] == 1
    ticks_a_second, ticks = struct.unpack_from(">IQ" if long else ">II", header, 20 if long else 12)
    return round(ticks / ticks_a_second) if ticks_a_second else 0


def _boxes(content: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = 0
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        begin = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, begin)
            begin += 8
        elif length == 0:
            length = len(content) - at
        if length < begin - at:
            return
        yield kind, content[begin : at + length]
        at += length
