"""How hard a stretch was, as somebody says after it, and what its next dose will be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.after import hurts_on
from bot.domain.felt import tuning
from bot.domain.library import Library
from bot.domain.own import with_own
from bot.domain.person import Person
from bot.domain.practice import Felt, Practice
from bot.domain.stretch import Dose
from bot.services.choosing import Chooser, circumstances, next_dose
from bot.services.practice import count_up, latest_of_day
from bot.storage.database import Database
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Rated:
    """What somebody said of an entry, and what comes of it.

    `next_dose`: of its stretch; None for a session. `changes`: whether doses of what was rated are other ones than
    without it, `others`: whether those of stretches that were not rated are. `hurts`: something hurts just now, which
    goes before how hard it was.
    """

    entry: Practice
    felt: Felt
    next_dose: Dose | None
    changes: bool
    others: bool
    hurts: bool

    @property
    def stretch_id(self) -> str:
        return self.entry.stretch_id


class Ratings:
    """Keeps how hard stretches were."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    async def rate(self, person_id: int, practice_id: int | None, felt: Felt, at: datetime) -> Rated | None:
        """Keeps what somebody said of an entry, None for the last one of the day that it is at an instant.

        Of a session it is said of all its stretches. None where there is no such entry.
        """
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is None:
                return None
            if practice_id is None:
                entry = await latest_of_day(tx, person, at)
            else:
                entry = await tx.practices.get(practice_id, person_id)
            if entry is None or not entry.counts:
                return None
            rated_ids = await tx.practices.feel(entry, felt)
            person = await count_up(tx, person)
            entries = await tx.practices.of_person(person_id)
            # Without it, also where it is said a second time, or the same update is handled again.
            before = tuning(replace(each, felt=None) if each.id in rated_ids else each for each in entries)
            now, hurts = person.progress.tuning, hurts_on(person, person.day(at))
            others = now.others != before.others
            if len(rated_ids) > 1:
                rated = [each.stretch_id for each in entries if each.id in rated_ids]
                changes = any(now.steps(id_) != before.steps(id_) for id_ in rated)
                return Rated(entry, felt, None, changes, others, hurts)
            was = replace(person, progress=replace(person.progress, tuning=before))
            then, otherwise = await self._next_doses(tx, entry, at, person, was)
            return Rated(entry, felt, then, then != otherwise, others, hurts)

    async def _next_doses(
        self, tx: Transaction, entry: Practice, at: datetime, *ways: Person
    ) -> list[Dose | None]:
        """The dose of an entry's stretch on the next day, for a person as they may be; None if it was dropped since."""
        library = with_own(self._library, ways[0].own)
        stretch = library.stretches.get(entry.stretch_id)
        if stretch is None:
            return [None for _ in ways]
        past = (await Chooser.past(tx, [entry.person_id], at))[entry.person_id]
        return [
            next_dose(stretch, each, circumstances(each, past, each.day(at) + timedelta(days=1)), library)
            for each in ways
        ]
