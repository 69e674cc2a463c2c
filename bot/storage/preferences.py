"""Questions about what people like, and which tips they have seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.domain.person import Liking
from bot.storage.tables import people, preferences, shown_tips
from bot.storage.topic import Topic, insert_in

LIKINGS = select(preferences).where(preferences.c.person_id.in_(bindparam("person_ids", expanding=True)))
TIPS = select(shown_tips).where(shown_tips.c.person_id.in_(bindparam("person_ids", expanding=True)))


@cache
def _show_tips(dialect: str) -> Any:
    # Of somebody who was erased meanwhile nothing is kept.
    seen = select(
        people.c.id,
        bindparam("tip", type_=shown_tips.c.tip_id.type),
        bindparam("on", type_=shown_tips.c.shown_on.type),
    ).where(people.c.id == bindparam("person"))
    statement = insert_in(dialect, shown_tips).from_select(["person_id", "tip_id", "shown_on"], seen)
    return statement.on_conflict_do_update(
        index_elements=["person_id", "tip_id"], set_={"shown_on": statement.excluded.shown_on}
    )


class Preferences(Topic):
    """What people like, and which tips they were shown."""

    async def of_people(self, person_ids: Collection[int]) -> dict[int, dict[str, Liking]]:
        """What each of these people likes or does not want, by stretch id."""
        found: dict[int, dict[str, Liking]] = {person_id: {} for person_id in person_ids}
        for row in await self._connection.execute(LIKINGS, {"person_ids": list(person_ids)}):
            found[row.person_id][row.stretch_id] = Liking(row.liking)
        return found

    async def set(self, person_id: int, stretch_id: str, liking: Liking | None) -> None:
        """Keeps a liking; None takes it back."""
        if liking is None:
            mine = preferences.c.person_id == person_id, preferences.c.stretch_id == stretch_id
            await self._connection.execute(delete(preferences).where(*mine))
            return
        values = {"person_id": person_id, "stretch_id": stretch_id, "liking": liking.value}
        statement = self._insert(preferences).values(values)
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["person_id", "stretch_id"], set_={"liking": liking.value}
            )
        )

    async def tips_of(self, person_ids: Collection[int]) -> dict[int, dict[str, date]]:
        """When each of these people last saw each tip."""
        found: dict[int, dict[str, date]] = {person_id: {} for person_id in person_ids}
        for row in await self._connection.execute(TIPS, {"person_ids": list(person_ids)}):
            found[row.person_id][row.tip_id] = row.shown_on
        return found

    async def show_tips(self, shown: Sequence[tuple[int, str, date]]) -> None:
        """Keeps that people saw tips, each with the day."""
        if not shown:
            return
        rows = [{"person": person_id, "tip": tip_id, "on": on} for person_id, tip_id, on in shown]
        await self._connection.execute(_show_tips(self._dialect), rows)
