"""Files as Telegram keeps them: bytes under ids that only this bot can use."""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from bot.localchat import limits
from bot.localchat.journal import Journal
from bot.localchat.limits import Refused
from bot.localchat.measuring import Measure, measured
from bot.localchat.params import Upload

PREFIXES = {
    "Photo": "AgAC",
    "Animation": "CgAC",
    "Document": "BQAC",
    "Video": "BAAC",
    "Sticker": "CAAC",
    "Voice": "AwAC",
}
# Telegram keeps a photo in several sizes; each fits a square of so many pixels.
PHOTO_BOXES = (90, 320, 800, 1280)
MEASURES = ("width", "height", "duration")
ENDING = re.compile(r"[.][A-Za-z0-9]{1,8}")


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
    duration: int = 0

    @property
    def path(self) -> str:
        """Where the file is fetched from, as getFile tells."""
        ending = PurePath(self.name).suffix
        return f"{self.kind.lower()}s/{self.unique_id}{ending if ENDING.fullmatch(ending) else ''}"

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
        measure = measured(content) or Measure(0, 0)
        if kind == "Photo":
            check_photo(measure)
        number = len(self._files) + 1
        file = StoredFile(
            id=PREFIXES[kind] + _opaque(f"{self._bot_id}/{number}/{kind}", 40),
            unique_id=_opaque(hashlib.sha256(content).hexdigest() + kind, 15),
            kind=kind,
            name=name,
            mime_type=mime_type,
            content=content,
            **asdict(measure),
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


def content_as(kind: str, file: StoredFile, size: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a message with this file as a photo, a video, an animation or a document.

    What `size` says of its width, height and duration goes before what its bytes say.
    """
    if kind == "photo":
        return {"photo": photo_sizes(file)}
    named = {**file.described(), "file_name": file.name, "mime_type": file.mime_type}
    if kind == "document":
        return {"document": named}
    measure = {name: size.get(name) or getattr(file, name) for name in MEASURES}
    if kind == "video":
        return {"video": {**named, **measure}}
    # Telegram gives an animation as a document as well, for clients that know no animations.
    return {"animation": {**named, **measure}, "document": named}


def check_photo(measure: Measure) -> None:
    """Raises Refused for what Telegram takes for no photo."""
    width, height = measure.width, measure.height
    if not width or not height:
        raise Refused(limits.IMAGE_FAILED)
    if width + height > limits.PHOTO_SIDES or max(width, height) > limits.PHOTO_RATIO * min(width, height):
        raise Refused(limits.PHOTO_DIMENSIONS)


def _opaque(text: str, letters: int) -> str:
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().replace("-", "x")[:letters]
