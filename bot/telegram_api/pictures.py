"""Pictures on their way to Telegram: uploaded once, named by their file id from then on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog
from telegram import Message
from telegram.ext import ExtBot

from bot.domain.milestone import Milestone
from bot.domain.own import OwnPicture, PictureKind
from bot.domain.stretch import Drawn, Side
from bot.pictures.chart import Chart
from bot.pictures.days import Day, Stop
from bot.pictures.kept import Pictures
from bot.storage.database import Database
from bot.storage.errors import Unavailable

log = structlog.get_logger()

MOST_PERSONAL = 256


@dataclass(frozen=True, slots=True)
class Motif:
    """What a picture shows: one stretch, or all of a session on a sheet, as somebody with these tags does it.

    `title`: what a card says in the place of a picture that there is none of; empty where none is wanted.
    """

    shown: tuple[Drawn, ...]
    tags: frozenset[str] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a milestone's card shows beside its number: words for it, such as "days in a row".

    The first of them stands on a line of its own.
    """

    milestone: Milestone
    words: str


@dataclass(frozen=True, slots=True)
class Week:
    """The days of an agenda, as somebody with these tags does what comes; the figures are named by their stretches."""

    days: tuple[Day, ...]
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to send: Telegram's file id or the bytes themselves.

    `content_hash` is the name under which its file id is kept; empty for what a person sent, which is nowhere else.
    `is_personal`: it is about one person, so the table does not remember it.
    """

    content_hash: str
    media: str | bytes
    kind: PictureKind = PictureKind.PHOTO
    is_sheet: bool = False
    is_personal: bool = False

    @property
    def is_upload(self) -> bool:
        """Whether Telegram does not have it yet."""
        return isinstance(self.media, bytes)

    @property
    def can_be_drawn(self) -> bool:
        """Whether it can be sent in another way where Telegram does not take its file id."""
        return bool(self.content_hash) and not self.is_upload


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
        # The same of the pictures of people's records that were sent last, for whoever goes to and fro between them.
        self._personal: OrderedDict[str, str] = OrderedDict()

    async def of(self, motif: Motif | Card | Week | Chart | OwnPicture) -> Picture | None:
        """The picture of a motif; None where the content has none, or it cannot be drawn."""
        if isinstance(motif, OwnPicture):
            return Picture("", motif.file_id, motif.kind)
        if isinstance(motif, Card):
            return await self._of_card(motif)
        if isinstance(motif, Week):
            return await self._of_week(motif)
        if isinstance(motif, Chart):
            return await self._of_chart(motif)
        shown = [
            (self._pictures.figure_for(stretch_id, motif.tags), side) for stretch_id, side in motif.shown
        ]
        if not any(name in self._pictures.figures for name, _ in shown):
            return await self._of_title(motif.title) if motif.title else None
        return await (self._of_one(*shown[0]) if len(shown) == 1 else self._of_sheet(shown))

    async def _of_one(self, name: str, side: Side) -> Picture | None:
        content_hash, moves = self._pictures.hash(name, side), self._pictures.figures[name].moves
        kind = PictureKind.ANIMATION if moves else PictureKind.PHOTO
        if (file_id := await self._remembered(content_hash)) is not None:
            return Picture(content_hash, file_id, kind)
        draw = self._pictures.moving if moves else self._pictures.still
        drawn = await _drawn(draw(name, side), name)
        return None if drawn is None else Picture(content_hash, drawn, kind)

    async def _of_sheet(self, shown: Sequence[tuple[str, Side]]) -> Picture | None:
        content_hash = self._pictures.sheet_hash(shown)
        file_id = await self._known(content_hash)
        media = file_id or await _drawn(self._pictures.sheet(shown), *(name for name, _ in shown))
        return None if media is None else Picture(content_hash, media, is_sheet=True)

    async def _of_card(self, card: Card) -> Picture | None:
        measure, number = card.milestone.measure, card.milestone.number
        if not self._pictures.has_card(measure, number):
            return None
        content_hash = self._pictures.card_hash(measure, number, card.words)
        if (file_id := await self._remembered(content_hash)) is not None:
            return Picture(content_hash, file_id)
        drawn = await _drawn(self._pictures.card(measure, number, card.words), f"card of {number} {measure}")
        return None if drawn is None else Picture(content_hash, drawn)

    async def _of_title(self, title: str) -> Picture | None:
        return await self._of_somebody(
            self._pictures.title_hash(title), partial(self._pictures.title, title), "title"
        )

    async def _of_chart(self, chart: Chart) -> Picture | None:
        return await self._of_somebody(
            self._pictures.calendar_hash(chart), partial(self._pictures.calendar, chart), "record"
        )

    async def _of_somebody(
        self, content_hash: str, draw: Callable[[], Awaitable[bytes]], name: str
    ) -> Picture | None:
        """A picture that is about one person."""
        try:
            media = self._personal.get(content_hash) or await draw()
        except Exception as error:
            # A traceback may show what is drawn, and that is somebody's own.
            log.error("picture not drawn", figures=(name,), error=type(error).__name__)
            return None
        return Picture(content_hash, media, is_personal=True)

    async def _of_week(self, shown: Week) -> Picture | None:
        days = [self._with_figures(day, shown.tags) for day in shown.days if day.stops]
        if not days:
            return None
        content_hash = self._pictures.week_hash(days)
        media = await self._known(content_hash) or await _drawn(self._pictures.week(days), "week")
        return None if media is None else Picture(content_hash, media, is_sheet=True)

    def _with_figures(self, day: Day, tags: frozenset[str]) -> Day:
        """A day with the names of figures in the place of stretches."""
        return replace(day, stops=tuple(self._drawn_at(stop, tags) for stop in day.stops))

    def _drawn_at(self, stop: Stop, tags: frozenset[str]) -> Stop:
        names = (self._pictures.figure_for(id_, tags) for id_ in stop.figures)
        return replace(stop, figures=tuple(name if name in self._pictures.figures else "" for name in names))

    async def _remembered(self, content_hash: str) -> str | None:
        """The file id that is known, from now on without a look into the table."""
        file_id = self._file_ids.get(content_hash) or await self._known(content_hash)
        if file_id is not None:
            self._file_ids[content_hash] = file_id
        return file_id

    async def _known(self, content_hash: str) -> str | None:
        """The file id that the table has, None where that cannot be told."""
        with suppress(Unavailable):
            async with self._database.read() as tx:
                return await tx.media.file_id(content_hash, self._bot.id)
        return None

    async def sent(self, picture: Picture, message: Message) -> None:
        """Keeps the file id under which Telegram has a picture from now on."""
        if message.animation is not None:
            file_id = message.animation.file_id
        elif message.photo:
            file_id = message.photo[-1].file_id
        else:
            return
        if picture.is_personal:
            self._personal[picture.content_hash] = file_id
            if len(self._personal) > MOST_PERSONAL:
                self._personal.popitem(last=False)
            return
        # There are as many sheets as sessions and weeks, and hardly one comes again: the table alone remembers them.
        if not picture.is_sheet:
            self._file_ids[picture.content_hash] = file_id
        with suppress(Unavailable):
            async with self._database.write() as tx:
                await tx.media.keep(picture.content_hash, self._bot.id, file_id)

    async def forget(self, picture: Picture) -> None:
        """Forgets a file id that Telegram no longer knows."""
        if picture.is_personal:
            self._personal.pop(picture.content_hash, None)
            return
        self._file_ids.pop(picture.content_hash, None)
        with suppress(Unavailable):
            async with self._database.write() as tx:
                await tx.media.forget(picture.content_hash, self._bot.id)


async def _drawn(drawing: Awaitable[bytes | None], *names: str) -> bytes | None:
    """What is drawn, None where that fails: the words say all of it too, and nobody goes without their stretch."""
    try:
        return await drawing
    except Exception:
        # For want of memory, or of a process.
        log.exception("picture not drawn", figures=names)
        return None
