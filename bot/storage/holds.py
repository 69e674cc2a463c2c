"""Questions about holds: the one a person runs, and which need their next beat."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, case, func, insert, null, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.hold import Hold, HoldState
from bot.domain.stretch import Drawn, Phase, Side
from bot.storage.lease import Lease
from bot.storage.tables import holds, is_open
from bot.storage.topic import Topic

OPEN = (HoldState.RUNNING.value, HoldState.PAUSED.value)
INSTANTS = ("started_at", "seen_at", "paused_at", "next_beat_at", "pressed_at")

EVER = datetime(2000, 1, 1, tzinfo=UTC)
OF_LEASE = frozenset({"lease_by", "lease_until"})
# What `showed` keeps: a press computed from an older look must not put back an older message.
SEEN = frozenset({"id", "shown_phase", "picture", "message_id", "sound_message_id"})
# And what stays as it was at the start.
KEPT = SEEN | {"planned"}

HOLD = select(holds).where(holds.c.id == bindparam("hold_id"), holds.c.person_id == bindparam("person_id"))
HOLD_HELD = HOLD.with_for_update()
RUNNING = select(holds).where(holds.c.person_id == bindparam("person_id"), holds.c.state.in_(OPEN))
RUNNING_HELD = RUNNING.with_for_update()
RUNNING_OF = select(holds.c.person_id).where(
    holds.c.person_id.in_(bindparam("person_ids", expanding=True)), is_open
)
PRESSED_BY = select(holds).where(
    holds.c.pressed_by == bindparam("update_id"), holds.c.person_id == bindparam("person_id")
)
PRESSED_BY_HELD = PRESSED_BY.with_for_update()
DUE = select(holds.c.id).where(holds.c.next_beat_at <= bindparam("now")).limit(1)
NEXT_BEAT = select(func.min(holds.c.next_beat_at))
SAVE = (
    update(holds)
    .where(holds.c.id == bindparam("hold_id"), holds.c.version == bindparam("version_seen"))
    .returning(holds)
)
SHOWED = update(holds).where(holds.c.id == bindparam("hold_id"))


class Holds(Topic):
    """Timers that run, or whose end has still to be shown."""

    async def get(self, hold_id: int, person_id: int) -> Hold | None:
        """A person's own hold, held for this transaction, or None."""
        query = HOLD_HELD if self._writes else HOLD
        return await self._one(query, hold_id=hold_id, person_id=person_id)

    async def running(self, person_id: int) -> Hold | None:
        """The hold that a person runs or has paused, or None."""
        return await self._one(RUNNING_HELD if self._writes else RUNNING, person_id=person_id)

    async def running_of(self, person_ids: Collection[int]) -> frozenset[int]:
        """Those of these people who run a hold or have paused one."""
        found = await self._connection.execute(RUNNING_OF, {"person_ids": list(person_ids)})
        return frozenset(found.scalars())

    async def pressed_by(self, update_id: int, person_id: int) -> Hold | None:
        """The hold that this update pressed last, or None."""
        query = PRESSED_BY_HELD if self._writes else PRESSED_BY
        return await self._one(query, update_id=update_id, person_id=person_id)

    async def latest_of(self, prompt_id: int) -> Hold | None:
        """The last hold of a prompt, or None."""
        query = select(holds).where(holds.c.prompt_id == prompt_id).order_by(holds.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).mappings().first()
        return None if row is None else _hold(row)

    async def add(self, hold: Hold, lease: Lease) -> Hold | None:
        """Keeps a new hold under this lease and returns it with its id; None when the person runs one already."""
        values = {**_row(hold), "lease_by": lease.holder, "lease_until": lease.until}
        del values["id"]
        try:
            async with self._connection.begin_nested():
                statement = insert(holds).values(values).returning(holds)
                return _hold((await self._connection.execute(statement)).mappings().one())
        except IntegrityError:
            return None

    async def save(self, hold: Hold) -> Hold | None:
        """Keeps a changed hold under its version; None when somebody changed it meanwhile."""
        values = {name: value for name, value in _row(hold).items() if name not in KEPT}
        values["version"] = hold.version + 1
        values |= {"hold_id": hold.id, "version_seen": hold.version}
        row = (await self._connection.execute(SAVE, values)).mappings().first()
        return None if row is None else _hold(row)

    async def showed(
        self, hold_id: int, *, at: datetime, phase: int, message_id: int | None, picture: Drawn | None
    ) -> None:
        """Keeps what a person saw last, without touching the version."""
        seen = {"shown_phase": phase, "message_id": message_id, "picture": picture}
        await self._connection.execute(SHOWED, {"hold_id": hold_id, "seen_at": at, **seen})

    async def called_out(self, hold_id: int, *, at: datetime, phase: int, sound_message_id: int) -> None:
        """Keeps what a person heard last, in the same way."""
        heard = {"shown_phase": phase, "sound_message_id": sound_message_id}
        await self._connection.execute(SHOWED, {"hold_id": hold_id, "seen_at": at, **heard})

    async def ended(self, hold_id: int) -> None:
        """Keeps that nothing more is to be shown of a hold; one that still ran is given up."""
        await self._connection.execute(
            update(holds)
            .where(holds.c.id == hold_id)
            .values(
                next_beat_at=null(),
                state=case((holds.c.state.in_(OPEN), HoldState.FORGOTTEN.value), else_=holds.c.state),
            )
        )

    async def count_open(self) -> int:
        """How many holds run or are paused."""
        query = select(func.count()).select_from(holds).where(is_open)
        return (await self._connection.execute(query)).scalar_one()

    async def end_all(self) -> int:
        """Ends every hold without a word; returns how many ran."""
        statement = (
            update(holds)
            .where(holds.c.state.in_(OPEN))
            .values(state=HoldState.FORGOTTEN.value, next_beat_at=null())
        )
        return (await self._connection.execute(statement)).rowcount

    async def is_any_due(self, now: datetime) -> bool:
        """Whether the beat of some hold has come."""
        return (await self._connection.execute(DUE, {"now": now})).first() is not None

    async def take_due(self, now: datetime, most: int, lease: Lease) -> tuple[tuple[Hold, bool], ...]:
        """Holds whose beat has come, the most urgent first, each with whether another life of Limber ran it before.

        They are taken under this lease; those that another process runs are left out.
        """
        query = (
            select(holds)
            .where(holds.c.next_beat_at <= now, self._is_free(holds, lease))
            .order_by(holds.c.next_beat_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        rows = (await self._connection.execute(query)).mappings().all()
        await self.take([row["id"] for row in rows], lease)
        return tuple((_hold(row), row["lease_by"] != lease.holder) for row in rows)

    async def move(self, by: timedelta, holder: str) -> None:
        """Moves every instant of the holds under this lease, as the clock was moved."""
        query = select(holds).where(holds.c.next_beat_at > EVER, holds.c.lease_by == holder)
        for row in (await self._connection.execute(query.with_for_update())).mappings().all():
            instants = {name: row[name] for name in INSTANTS}
            moved = {name: at + by for name, at in instants.items() if at is not None}
            await self._connection.execute(
                # A press that was computed from the earlier instants does not count any more.
                update(holds).where(holds.c.id == row["id"]).values(version=row["version"] + 1, **moved)
            )

    async def lose_far_off(self, by: datetime, lease: Lease) -> None:
        """Lets the beat of timers that are nobody's, and beat only after an instant, be missed since ever."""
        await self._connection.execute(
            update(holds)
            .where(holds.c.next_beat_at > by, holds.c.lease_by != lease.holder, self._is_free(holds, lease))
            .values(next_beat_at=EVER)
        )

    async def take(self, hold_ids: Collection[int], lease: Lease) -> None:
        """Puts holds under this lease: their beats are this process's to run."""
        await self._connection.execute(
            update(holds)
            .where(holds.c.id.in_(hold_ids))
            .values(lease_by=lease.holder, lease_until=lease.until)
        )

    async def let_go(self, holder: str) -> None:
        """Ends the leases of the holds that this process runs."""
        # Later than ever: for "not empty" SQLite would look at every hold there ever was.
        beating = update(holds).where(holds.c.next_beat_at > EVER, holds.c.lease_by == holder)
        await self._connection.execute(beating.values(lease_until=null()))

    async def next_beat_at(self) -> datetime | None:
        """When the next beat of anybody's hold is due."""
        earliest: datetime | None = (await self._connection.execute(NEXT_BEAT)).scalar()
        return earliest

    async def _one(self, query: Select[Any], **asked: int) -> Hold | None:
        row = (await self._connection.execute(query, asked)).mappings().first()
        return None if row is None else _hold(row)


def _hold(row: RowMapping) -> Hold:
    values = {name: value for name, value in row.items() if name not in OF_LEASE}
    picture = values["picture"]
    read = {
        "phases": _read(values["phases"]),
        "planned": _read(values["planned"]),
        "state": HoldState(values["state"]),
        "picture": None if picture is None else Drawn(picture[0], Side(picture[1])),
    }
    return Hold(**{**values, **read})


def _row(hold: Hold) -> dict[str, Any]:
    return {
        **asdict(hold),
        "state": hold.state.value,
        "phases": [_written(phase) for phase in hold.phases],
        "planned": [_written(phase) for phase in hold.planned],
    }


def _read(phases: Iterable[Sequence[Any]]) -> tuple[Phase, ...]:
    # Only where a timer runs through several stretches a fifth value names the one of each phase.
    return tuple(
        Phase(name, seconds, number, None if side is None else Side(side), *stretch)
        for name, seconds, number, side, *stretch in phases
    )


def _written(phase: Phase) -> list[str | int | None]:
    values: list[str | int | None] = [phase.name, phase.seconds, phase.number, phase.side]
    return values if phase.stretch_id is None else [*values, phase.stretch_id]
