"""What people attach: each file is a photo, a video, an animation or a document, several of a kind are an album."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.localchat import limits
from bot.localchat.files import check_photo, content_as
from bot.localchat.limits import Refused
from bot.localchat.measuring import measured
from bot.localchat.params import Upload
from bot.localchat.state import ServerState

PHOTO_TYPES = {"image/jpeg", "image/png"}
ANIMATION_TYPE = "image/gif"
VIDEO_TYPE = "video/mp4"
# Which kinds stand together in an album; an animation stands alone.
ALBUMS = {"photo": "seen", "video": "seen", "document": "files"}
MEGABYTE = 1024 * 1024


def attached(
    state: ServerState, uploads: Sequence[Upload], caption: Mapping[str, Any], *, as_documents: bool
) -> list[dict[str, Any]]:
    """The fields of each message, the caption under the first; raises ValueError for what no client would send."""
    if not 1 <= len(uploads) <= limits.ALBUM:
        raise ValueError(f"1 to {limits.ALBUM} files can be sent at once")
    kinds = ["document" if as_documents else _kind(upload) for upload in uploads]
    for kind, (name, content, _) in zip(kinds, uploads, strict=True):
        _check_size(kind, name, len(content))
    contents = []
    together = groupby(zip(kinds, uploads, strict=True), lambda item: ALBUMS.get(item[0]))
    for album, items in ((album, list(items)) for album, items in together):
        fields = {"media_group_id": state.new_album()} if album and len(items) > 1 else {}
        for kind, upload in items:
            file = state.files.store(kind.capitalize(), upload)
            contents.append(content_as(kind, file, {}) | fields)
    contents[0] |= caption
    return contents


def _kind(upload: Upload) -> str:
    """What a client makes of a file: what it cannot show goes as a document."""
    _, content, mime_type = upload
    measure = measured(content)
    if measure is None:
        return "document"
    if mime_type in PHOTO_TYPES:
        try:
            check_photo(measure)
        except Refused:
            return "document"
        return "photo"
    return {VIDEO_TYPE: "video", ANIMATION_TYPE: "animation"}.get(mime_type, "document")


def _check_size(kind: str, name: str, length: int) -> None:
    most = limits.PHOTO_BYTES if kind == "photo" else limits.FILE_BYTES
    if not length:
        raise ValueError(f"there is nothing in {name}")
    if length > most:
        raise ValueError(f"a {kind} has at most {most // MEGABYTE} MB, and {name} has more")
