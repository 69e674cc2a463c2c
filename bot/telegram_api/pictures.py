"""Pictures of stretches on their way to Telegram: uploaded once, named by their file id from then on."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Message
from telegram.ext import ExtBot

from bot.domain.stretch import Side
from bot.pictures.render import Pictures
from bot.storage.database import Database
from bot.storage.errors import Unavailable

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to send: Telegram's file id or the bytes themselves; `moves` for an animation."""

    content_hash: str
    media: str | bytes
    moves: bool


class StretchPictures:
    """What Telegram has of each picture, and the pictures that it still needs.

    Where the database is away a picture is uploaded once more: what was sent must not look as if it had failed.
    """

    def __init__(self, database: Database, pictures: Pictures, bot: ExtBot[Any]) -> None:
        self._database = database
        self._pictures = pictures
        self._bot = bot
        # What the table holds, read once for each picture: a burst of prompts needs few pictures many times.
        self._file_ids: dict[str, str] = {}

    async def of(self, stretch_id: str, side: Side, tags: Iterable[str] = ()) -> Picture | None:
        """The picture of a stretch that begins with a side, as somebody with these tags does it.

        None where the content has none, or it cannot be drawn.
        """
        name = self._pictures.figure_for(stretch_id, tags)
        figure = self._pictures.figures.get(name)
        if figure is None:
            return None
        content_hash = self._pictures.hash(name, side)
        file_id = self._file_ids.get(content_hash)
        if file_id is None:
            with suppress(Unavailable):
                async with self._database.read() as tx:
                    file_id = await tx.media.file_id(content_hash, self._bot.id)
        if file_id is not None:
            self._file_ids[content_hash] = file_id
            return Picture(content_hash, file_id, figure.moves)
        try:
            drawn = await self._pictures.moving(name, side)
            drawn = drawn or await self._pictures.still(name, side)
        except Exception:
            # The words say all of it too: nobody goes without their stretch for want of memory or of a process.
            log.exception("picture not drawn", stretch=name)
            return None
        return Picture(content_hash, drawn, figure.moves)

    async def sent(self, picture: Picture, message: Message) -> None:
        """Keeps the file id under which Telegram has a picture from now on."""
        if message.animation is not None:
            file_id = message.animation.file_id
        elif message.photo:
            file_id = message.photo[-1].file_id
        else:
            return
        self._file_ids[picture.content_hash] = file_id
        with suppress(Unavailable):
            async with self._database.write() as tx:
                await tx.media.keep(picture.content_hash, self._bot.id, file_id)

    async def forget(self, picture: Picture) -> None:
        """Forgets a file id that Telegram no longer knows."""
        self._file_ids.pop(picture.content_hash, None)
        with suppress(Unavailable):
            async with self._database.write() as tx:
                await tx.media.forget(picture.content_hash, self._bot.id)

    def close(self) -> None:
        """Ends the drawing process."""
        self._pictures.close()
