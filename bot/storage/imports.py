"""Questions about imports: days from other apps, what came with an archive, and the last import of each person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.archive import KeptEntry, KeptPrompt
from bot.domain.days import DayState
from bot.domain.imports import Import, Undoes
from bot.domain.written import read, written
from bot.storage.own_tables import imports
from bot.storage.prompt_rows import NewPrompt, row_of
from bot.storage.tables import imported_days, practices, prompts
from bot.storage.topic import Topic

DAYS = select(imported_days.c.day, imported_days.c.state).where(
    imported_days.c.person_id == bindparam("person_id")
)
# So many ids go into one statement.
AT_ONCE = 500


class Imports(Topic):
    """What people brought from elsewhere."""

    async def days_of(self, person_id: int) -> dict[date, DayState]:
        """What other apps say of a person's days."""
        rows = await self._connection.execute(DAYS, {"person_id": person_id})
        return {row.day: DayState(row.state) for row in rows}

    async def set_days(self, person_id: int, days: Mapping[date, DayState | None]) -> None:
        """Keeps what other apps say of these days; None forgets it."""
        for some in _parts(sorted(days)):
            mine = imported_days.c.person_id == person_id, imported_days.c.day.in_(some)
            await self._connection.execute(delete(imported_days).where(*mine))
        rows = [
            {"person_id": person_id, "day": day, "state": state.value}
            for day, state in days.items()
            if state is not None
        ]
        if rows:
            await self._connection.execute(insert(imported_days), rows)

    async def add_prompts(
        self, person_id: int, new: Sequence[KeptPrompt], slot_ids: Mapping[int, int]
    ) -> None:
        """Keeps prompts that came and ended elsewhere; `slot_ids`: of the times by their numbers in the archive.

        One whose time had a prompt for that date already is left out.
        """
        rows = [_prompt_row(person_id, kept, slot_ids) for kept in new]
        if rows:
            await self._connection.execute(self._insert(prompts).on_conflict_do_nothing(), rows)

    async def set_origins(self, origins: Mapping[int, int]) -> None:
        """Keeps in the place of which prompt others came, by their ids."""
        statement = (
            update(prompts).where(prompts.c.id == bindparam("prompt")).values(origin_id=bindparam("origin"))
        )
        rows = [{"prompt": prompt_id, "origin": origin_id} for prompt_id, origin_id in origins.items()]
        if rows:
            await self._connection.execute(statement, rows)

    async def add_entries(
        self, person_id: int, new: Sequence[KeptEntry], prompt_ids: Mapping[int, int]
    ) -> None:
        """Keeps entries that were made elsewhere; `prompt_ids`: of the prompts by their numbers in the archive."""
        rows = [_entry_row(person_id, kept, prompt_ids) for kept in new]
        if rows:
            await self._connection.execute(self._insert(practices).on_conflict_do_nothing(), rows)

    async def remove(self, person_id: int, undoes: Undoes) -> None:
        """Removes the prompts and entries that an import made."""
        for table, ids in ((practices, undoes.entries), (prompts, undoes.prompts)):
            for some in _parts(ids):
                await self._connection.execute(
                    delete(table).where(table.c.person_id == person_id, table.c.id.in_(some))
                )

    async def latest(self, person_id: int) -> Import | None:
        """The last import of a person, as long as it is kept."""
        row = (
            await self._connection.execute(select(imports).where(imports.c.person_id == person_id))
        ).first()
        return None if row is None else Import(row.made_at, row.update_id, read(Undoes, row.undoes))

    async def keep(self, person_id: int, made: Import) -> None:
        """Keeps an import as a person's last one."""
        await self.forget(person_id)
        values = {
            "person_id": person_id,
            "made_at": made.made_at,
            "update_id": made.update_id,
            "undoes": written(made.undoes),
        }
        await self._connection.execute(insert(imports).values(values))

    async def forget(self, person_id: int) -> None:
        """Forgets what would undo a person's last import."""
        await self._connection.execute(delete(imports).where(imports.c.person_id == person_id))

    async def remove_old(self, made_before: datetime) -> None:
        """Forgets the imports that cannot be undone any more; what they brought stays."""
        await self._connection.execute(delete(imports).where(imports.c.made_at < made_before))


def _parts(values: Sequence[Any]) -> list[Collection[Any]]:
    return [values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE)]


def _prompt_row(person_id: int, kept: KeptPrompt, slot_ids: Mapping[int, int]) -> dict[str, Any]:
    row = row_of(
        NewPrompt(
            person_id=person_id,
            kind=kept.kind,
            due_at=kept.due_at,
            day=kept.day,
            delivery=kept.delivery,
            reason=kept.reason,
            slot_id=None if kept.time is None else slot_ids.get(kept.time),
            on=kept.on,
            stretch_id=kept.stretch_id,
            dose=kept.dose,
            first_side=kept.first_side,
            setting=kept.setting,
            parts=kept.parts,
        )
    )
    return row | {
        "tip_id": kept.tip_id,
        "opening": kept.opening,
        "instead_of": kept.instead_of,
        "because": kept.because and kept.because.value,
        "answer": kept.answer and kept.answer.value,
        "answered_at": kept.answered_at,
    }


def _entry_row(person_id: int, kept: KeptEntry, prompt_ids: Mapping[int, int]) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "day": kept.day,
        "stretch_id": kept.stretch_id,
        "prompt_id": None if kept.prompt is None else prompt_ids.get(kept.prompt),
        "done_at": kept.done_at,
        "left_seconds": kept.left,
        "right_seconds": kept.right,
        "seconds": kept.seconds,
        "timed": kept.timed,
        "counts": kept.counts,
        "pain": kept.pain and kept.pain.value,
        "worse": kept.worse,
        "felt": kept.felt and kept.felt.value,
    }
