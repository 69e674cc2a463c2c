"""The permits that several processes share, given out from one row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Interval, func, literal, type_coerce, update

from bot.storage.own_tables import budget
from bot.storage.topic import Topic


class Permits(Topic):
    """PostgreSQL alone has several processes; the times are its own, because theirs may differ by seconds."""

    async def take(self, bot_id: int, lasting: timedelta) -> timedelta:
        """Reserves the next so long of the time in which the bot may send; returns in how long from now that begins."""
        length = literal(lasting, Interval)
        now = func.clock_timestamp()
        after_all = func.greatest(budget.c.given_until, now) + length
        statement = self._given_out(bot_id, now + length, after_all)
        begins_in = type_coerce(budget.c.given_until - length - now, Interval)
        given_in: timedelta = (await self._connection.execute(statement.returning(begins_in))).scalar_one()
        return given_in

    async def halt(self, bot_id: int, lasting: timedelta) -> None:
        """Lets nobody have any of that time for so long from now."""
        until = func.clock_timestamp() + literal(lasting, Interval)
        await self._connection.execute(
            self._given_out(bot_id, until, func.greatest(budget.c.given_until, until))
        )

    async def go_on(self, bot_id: int) -> None:
        """Ends what `halt` began."""
        at_last = func.least(budget.c.given_until, func.clock_timestamp())
        await self._connection.execute(
            update(budget).where(budget.c.bot_id == bot_id).values(given_until=at_last)
        )

    def _given_out(self, bot_id: int, first: ColumnElement[Any], further: ColumnElement[Any]) -> Any:
        return (
            self._insert(budget)
            .values(bot_id=bot_id, given_until=first)
            .on_conflict_do_update(index_elements=["bot_id"], set_={"given_until": further})
        )
