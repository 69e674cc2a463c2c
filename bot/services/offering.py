"""PNF is offered where people look for it, and in one line under the entry that makes somebody ready for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.person import Liking, Person
from bot.domain.practice import Practice
from bot.domain.readiness import Readiness, becomes_ready, readiness
from bot.domain.stretch import Stretch, StretchKind
from bot.storage.transaction import Transaction


async def readiness_of(
    tx: Transaction,
    person: Person,
    stretches: Mapping[str, Stretch],
    now: datetime,
    *,
    but_prompt_id: int | None = None,
) -> Readiness:
    """How near a person is to PNF, judged by their record without the entries of one prompt."""
    record = [
        entry
        for entry in await tx.practices.of_person(person.id)
        if but_prompt_id is None or entry.prompt_id != but_prompt_id
    ]
    return readiness(record, person.recovery.pain_on, stretches, person.day(now))


async def newly_offered(
    tx: Transaction,
    person: Person,
    record: Sequence[Practice],
    stretches: Mapping[str, Stretch],
    now: datetime,
) -> str | None:
    """The stretch for which the entries made last have made a person ready, None for all others."""
    if not becomes_ready(record, person.recovery.pain_on, stretches, person.day(now)):
        return None
    return await fitting(tx, person, stretches)


async def fitting(tx: Transaction, person: Person, stretches: Mapping[str, Stretch]) -> str | None:
    """The PNF stretch that a person's conditions, gear and likings leave, None where they leave none."""
    likings = (await tx.preferences.of_people([person.id]))[person.id]
    return next(
        (
            stretch.id
            for stretch in stretches.values()
            if stretch.kind is StretchKind.PNF
            and not stretch.is_hidden_from(person.tags)
            and stretch.gear.isdisjoint(person.options.lacking)
            and likings.get(stretch.id) is not Liking.NOT_FOR_ME
        ),
        None,
    )
