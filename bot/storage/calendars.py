"""Questions about the private addresses of people's times for calendars."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.storage.tables import calendars
from bot.storage.topic import Topic


class Calendars(Topic):
    """One address of a person at most."""

    async def token_of(self, person_id: int) -> tuple[str, int] | None:
        """The token of a person's address with the update that asked for it, or None."""
        query = select(calendars.c.token, calendars.c.update_id).where(calendars.c.person_id == person_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else (row.token, row.update_id)

    async def with_token(self, token: str) -> int | None:
        """The person whose address has this token, or None."""
        query = select(calendars.c.person_id).where(calendars.c.token == token)
        return (await self._connection.execute(query)).scalar()

    async def give(self, person_id: int, token: str, update_id: int) -> None:
        """Gives a person an address, in the place of the one that they had."""
        await self.end(person_id)
        values = {"person_id": person_id, "token": token, "update_id": update_id}
        await self._connection.execute(calendars.insert().values(values))

    async def end(self, person_id: int) -> None:
        """Ends a person's address."""
        await self._connection.execute(delete(calendars).where(calendars.c.person_id == person_id))
