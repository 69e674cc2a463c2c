"""Pictures of stretches on their way to Telegram: uploaded once, named by their file id from then on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from telegram.ext import ExtBot

from bot.domain.stretch import Side
from bot.storage.database import Database


class StretchPictures:
    """What Telegram has of each picture, and the pictures that it still needs."""

    def __init__(self, database: Database, figures: Path, cache: Path | None, bot: ExtBot[Any]) -> None:
        self._database = database
        self._figures = figures
        self._cache = cache
        self._bot = bot

    async def of(self, stretch_id: str, side: Side) -> str | bytes | None:
        return None

    async def sent(self, stretch_id: str, side: Side, file_id: str) -> None:
        return None

    async def forget(self, stretch_id: str, side: Side) -> None:
        return None

    async def close(self) -> None:
        return None
