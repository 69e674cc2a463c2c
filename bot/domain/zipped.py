"""ZIP files of strangers, unpacked in memory and within limits; and our own, the same bytes for the same contents."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

MAGIC = b"PK\x03\x04"
EMPTY_MAGIC = b"PK\x05\x06"
MOST_FILES = 2000
# Of one file, and of all that are read, once they are unpacked.
MOST_BYTES, MOST_BYTES_IN_ALL = 8 * 1024 * 1024, 32 * 1024 * 1024
# What leads out of the folder in which somebody unpacks it.
LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|\x00")
ENCRYPTED = 0x1


class BadZip(ValueError):
    """Nothing of it is read: it is broken, locked, too large, or has paths that lead out of it."""


class Unzipped:
    """What is in a ZIP file, by the paths in it; each file is unpacked when it is asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises BadZip."""
        try:
            self._file = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise BadZip(type(error).__name__) from None
        infos = self._file.infolist()
        if len(infos) > MOST_FILES or any(LEADS_OUT.search(info.filename) for info in infos):
            raise BadZip("paths")
        self._infos = {info.filename: info for info in infos if not info.is_dir()}
        if len(self._infos) < sum(not info.is_dir() for info in infos):
            raise BadZip("one path twice")
        self._left = MOST_BYTES_IN_ALL

    @property
    def paths(self) -> tuple[str, ...]:
        """The files in it, in order of their paths."""
        return tuple(sorted(self._infos))

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises BadZip. What its header says of its size is not believed."""
        info, most = self._infos[path], min(MOST_BYTES, self._left)
        if info.flag_bits & ENCRYPTED:
            raise BadZip("locked")
        try:
            with self._file.open(info) as member:
                content = member.read(most + 1)
        except (
            BadZipFile,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            zlib.error,
        ) as error:
            raise BadZip(type(error).__name__) from None
        if len(content) > most:
            raise BadZip("size")
        self._left -= len(content)
        return content


def zipped(files: Mapping[str, str]) -> bytes:
    """A ZIP file with these texts in UTF-8, by their paths."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as whole:
        for path, text in files.items():
            # With the day on which the calendar of ZIP files begins, whenever it is made.
            info = ZipInfo(path)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            whole.writestr(info, text.encode())
    return made.getvalue()
