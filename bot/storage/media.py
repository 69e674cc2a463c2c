"""Questions about what is known of this bot: pictures that Telegram has, and marks of Limber itself."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.storage.own_tables import media, meta
from bot.storage.topic import Topic


class Media(Topic):
    """What Telegram has of each picture, and marks of the database as a whole."""

    async def file_id(self, content_hash: str, bot_id: int) -> str | None:
        """Telegram's name of a picture that this bot uploaded, or None."""
        query = select(media.c.file_id).where(media.c.content_hash == content_hash, media.c.bot_id == bot_id)
        return (await self._connection.execute(query)).scalar()

    async def keep(self, content_hash: str, bot_id: int, file_id: str) -> None:
        """Keeps Telegram's name of a picture."""
        statement = self._insert(media).values(content_hash=content_hash, bot_id=bot_id, file_id=file_id)
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["content_hash", "bot_id"], set_={"file_id": file_id}
            )
        )

    async def forget(self, content_hash: str, bot_id: int) -> None:
        """Forgets a name that Telegram no longer knows."""
        await self._connection.execute(
            delete(media).where(media.c.content_hash == content_hash, media.c.bot_id == bot_id)
        )

    async def mark(self, name: str) -> str | None:
        """A mark of Limber itself, such as the version of the rules of time zones."""
        return (await self._connection.execute(select(meta.c.value).where(meta.c.name == name))).scalar()

    async def held_mark(self, name: str) -> str:
        """A mark, held so that no other transaction changes it meanwhile; empty where there is none yet."""
        statement = self._insert(meta).values(name=name, value="").on_conflict_do_nothing()
        await self._connection.execute(statement)
        query = select(meta.c.value).where(meta.c.name == name).with_for_update()
        held: str = (await self._connection.execute(query)).scalar_one()
        return held

    async def set_mark(self, name: str, value: str) -> None:
        """Keeps a mark."""
        statement = self._insert(meta).values(name=name, value=value)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )
