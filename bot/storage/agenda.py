"""Questions about the agenda: what was chosen ahead for the occurrences of the coming days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, or_, select

from bot.domain.agenda import Item
from bot.domain.setting import Setting
from bot.storage.tables import agenda
from bot.storage.topic import Topic

# One question for all prompts of a chunk: of a slot there are a few dates at the most.
OF_SLOTS = select(agenda).where(
    agenda.c.slot_id.in_(bindparam("slot_ids", expanding=True)),
    agenda.c.slot_on.in_(bindparam("dates", expanding=True)),
)
OF_PERSON = select(agenda).where(agenda.c.person_id == bindparam("person"))


class Agenda(Topic):
    """What is to come to people, by slot and date."""

    async def of_slots(
        self, slot_ids: Collection[int], dates: Collection[date]
    ) -> dict[tuple[int, date], Item]:
        """What was chosen ahead for these slots on these dates, by both."""
        if not slot_ids:
            return {}
        asked = {"slot_ids": list(slot_ids), "dates": list(dates)}
        return _by_occurrence(await self._connection.execute(OF_SLOTS, asked))

    async def of_person(self, person_id: int) -> dict[tuple[int, date], Item]:
        """All that was chosen ahead for a person, by slot and date."""
        return _by_occurrence(await self._connection.execute(OF_PERSON, {"person": person_id}))

    async def keep(self, person_id: int, items: Sequence[Item]) -> None:
        """Keeps what was chosen ahead, in the place of what was chosen for the same occurrences before."""
        if not items:
            return
        statement = self._insert(agenda)
        changed = {
            column.name: statement.excluded[column.name]
            for column in agenda.c
            if not column.primary_key and column.name != "person_id"
        }
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["slot_id", "slot_on"], set_=changed),
            [{"person_id": person_id, **_row(item)} for item in items],
        )

    async def remove_outside(self, first: date, last: date, most: int) -> int:
        """Removes some of what is for dates before the first one or after the last; returns how many."""
        outside = (
            select(agenda.c.slot_id, agenda.c.slot_on)
            .where(or_(agenda.c.slot_on < first, agenda.c.slot_on > last))
            .limit(most)
        )
        rows = [
            {"slot": slot_id, "date": on} for slot_id, on in (await self._connection.execute(outside)).all()
        ]
        if rows:
            mine = agenda.c.slot_id == bindparam("slot"), agenda.c.slot_on == bindparam("date")
            await self._connection.execute(delete(agenda).where(*mine), rows)
        return len(rows)


def _by_occurrence(rows: Any) -> dict[tuple[int, date], Item]:
    return {(row.slot_id, row.slot_on): _item(row) for row in rows}


def _item(row: Row[Any]) -> Item:
    return Item(
        slot_id=row.slot_id,
        on=row.slot_on,
        stretch_ids=tuple(row.stretch_ids),
        minutes=row.minutes,
        programme=row.programme,
        level=row.level,
        setting=None if row.setting is None else Setting(row.setting),
        turn=row.turn,
        passed=row.passed,
    )


def _row(item: Item) -> dict[str, Any]:
    return {
        "slot_id": item.slot_id,
        "slot_on": item.on,
        "stretch_ids": list(item.stretch_ids),
        "minutes": item.minutes,
        "programme": item.programme,
        "level": item.level,
        "setting": item.setting and item.setting.value,
        "turn": item.turn,
        "passed": item.passed,
    }
