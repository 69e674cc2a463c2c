"""Files as Telegram keeps them: bytes under ids that only this bot can use."""

import hashlib
import struct
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import Any

from bot.localchat import limits
from bot.localchat.journal import Journal
from bot.localchat.limits import Refused
from bot.localchat.params import Upload

PREFIXES = {
    "Photo": "AgAC",
    "Animation": "CgAC",
    "Document": "BQAC",
    "Sticker": "CAAC",
    "Voice": "AwAC",
}
# Telegram keeps a photo in several sizes; each fits a square of so many pixels.
PHOTO_BOXES = (90, 320, 800, 1280)
JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass
class StoredFile:
    """One file: what was uploaded, and how Telegram describes it."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where the file is fetched from, as getFile tells."""
        return f"{self.kind.lower()}s/{self.unique_id}"

    def described(self) -> dict[str, Any]:
        """The fields that every kind of file has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class Files:
    """All files of one bot."""

    def __init__(self, bot_id: int, journal: Journal) -> None:
        self._bot_id = bot_id
        self._journal = journal
        self._files: dict[str, StoredFile] = {}
        for key, body in journal.all("file"):
            self._files[key] = StoredFile(**body, content=journal.content(key))

    def store(self, kind: str, upload: Upload) -> StoredFile:
        """Keeps an upload under a new id; raises Refused for what Telegram does not take."""
        name, content, mime_type = upload
        if not content:
            raise Refused(limits.FILE_EMPTY)
        if len(content) > (limits.PHOTO_BYTES if kind == "Photo" else limits.FILE_BYTES):
            raise Refused(limits.FILE_TOO_BIG)
        width, height = measured(content) or (0, 0)
        if kind == "Photo":
            _check_photo(width, height)
        number = len(self._files) + 1
        file = StoredFile(
            id=PREFIXES[kind] + _opaque(f"{self._bot_id}/{number}/{kind}", 40),
            unique_id=_opaque(hashlib.sha256(content).hexdigest() + kind, 15),
            kind=kind,
            name=name,
            mime_type=mime_type,
            content=content,
            width=width,
            height=height,
        )
        self._files[file.id] = file
        body = asdict(file)
        del body["content"]
        self._journal.put("file", file.id, body)
        self._journal.put_content(file.id, content)
        return file

    def find(self, file_id: str) -> StoredFile | None:
        """The file under this id, or under that of one of its sizes."""
        return self._files.get(file_id.partition("-")[0])

    def at(self, path: str) -> StoredFile | None:
        """The file that is fetched from this path."""
        return next((file for file in self._files.values() if file.path == path), None)

    def reused(self, file_id: str, kind: str) -> StoredFile:
        """A file sent before; raises Refused for an unknown id, another bot's or another kind's."""
        if file_id.startswith(("http://", "https://")):
            raise Refused(limits.URL_NOT_FETCHED)
        file = self.find(file_id)
        if file is None:
            raise Refused(limits.WRONG_FILE_ID)
        if file.kind != kind:
            raise Refused(limits.WRONG_FILE_KIND.naming(found=file.kind, wanted=kind))
        return file


def photo_sizes(file: StoredFile) -> list[dict[str, Any]]:
    """The PhotoSize objects of a photo, the smallest first."""
    longest = max(file.width, file.height)
    boxes = [box for box in PHOTO_BOXES if box < longest]
    boxes.append(min(longest, PHOTO_BOXES[-1]))
    sizes = []
    for box in dict.fromkeys(boxes):
        size = {
            "file_id": f"{file.id}-{box}",
            "file_unique_id": f"{file.unique_id}-{box}",
            "width": max(1, round(file.width * box / longest)),
            "height": max(1, round(file.height * box / longest)),
        }
        if box == longest:
            size["file_size"] = len(file.content)
        sizes.append(size)
    return sizes


def measured(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _measured_jpeg(content)
    return None


def _measured_jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _check_photo(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(limits.IMAGE_FAILED)
    if width + height > limits.PHOTO_SIDES or max(width, height) > limits.PHOTO_RATIO * min(width, height):
        raise Refused(limits.PHOTO_DIMENSIONS)


def _opaque(text: str, letters: int) -> str:
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().replace("-", "x")[:letters]
