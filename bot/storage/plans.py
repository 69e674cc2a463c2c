"""Questions about lists of exercises that people share by a link."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from bot.domain.planfile import Plan, SharedPlan
from bot.storage.dialogues import drafts_of, drafts_row
from bot.storage.tables import plans
from bot.storage.topic import Topic


class Plans(Topic):
    """What is shared, and by whom; never who looked at it."""

    async def add(self, person_id: int, token: str, plan: Plan, update_id: int) -> None:
        """Shares a plan under a token."""
        values = {
            "person_id": person_id,
            "token": token,
            "title": plan.title,
            "exercises": drafts_row(plan.exercises),
            "update_id": update_id,
        }
        await self._connection.execute(insert(plans).values(values))

    async def of_update(self, update_id: int) -> str | None:
        """The token under which an update has shared something before, or None."""
        query = select(plans.c.token).where(plans.c.update_id == update_id)
        return (await self._connection.execute(query)).scalar()

    async def of_person(self, person_id: int) -> tuple[SharedPlan, ...]:
        """What a person shares, the oldest first."""
        query = select(plans).where(plans.c.person_id == person_id).order_by(plans.c.id)
        rows = await self._connection.execute(query)
        return tuple(SharedPlan(row.id, row.token, Plan(row.title, drafts_of(row.exercises))) for row in rows)

    async def with_token(self, token: str) -> Plan | None:
        """The plan that is shared under a token, or None."""
        row = (await self._connection.execute(select(plans).where(plans.c.token == token))).first()
        return None if row is None else Plan(row.title, drafts_of(row.exercises))

    async def remove(self, plan_id: int, person_id: int) -> bool:
        """Whether a person's plan was shared until now."""
        query = delete(plans).where(plans.c.id == plan_id, plans.c.person_id == person_id)
        return (await self._connection.execute(query)).rowcount > 0
