"""Where people live: what they planned by the clock on the wall goes along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain.journey import course
from bot.domain.person import Person
from bot.domain.prompt import Reason
from bot.domain.schedule import Occurrence, Slot, day_meant
from bot.services.people import People, Profile
from bot.services.ports import Clock
from bot.services.slots import outcome_row
from bot.services.zones import plan_snoozed
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.zone_rules import only_country

# Who rests, pauses or is done misses nothing.
MISSED = frozenset({Reason.LATE, Reason.NEW_ZONE})


@dataclass(frozen=True, slots=True)
class Moved:
    """A person where they live now, and which of their times come no more today, each with its reason."""

    profile: Profile
    left_out: tuple[tuple[time, Reason], ...]


class Moves:
    """Moves people from one zone to another."""

    def __init__(self, database: Database, clock: Clock, people: People) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def live_in(self, person_id: int, zone_name: str, place: str, country: str | None = None) -> Moved:
        """Moves a person to a zone; their slots, a prompt put off and a pause follow at once.

        Without a country it is the only one of the zone; none is known where the zone has several.
        """
        now = self._clock.now()
        country = country or only_country(zone_name)
        left_out: list[tuple[Slot, Occurrence, Reason]] = []
        async with self._database.write() as tx:
            person = await tx.people.get(person_id)
            if person is not None:
                person = replace(person, zone_name=zone_name, place=place, country=country, dialogue=None)
                # With it the instants at which a break begins and ends.
                await tx.people.save(person)
                await plan_snoozed(tx, {person_id: person.zone})
                if person.standing.is_subscribed:
                    left_out = await _move_slots(tx, person, now)
        profile = await self._people.profile(person_id)
        today = profile.person.day(now)
        missed = [
            (slot.wish.at, why)
            for slot, skipped, why in left_out
            if day_meant(skipped.on, slot.wish.at, profile.person.day_start) == today
        ]
        return Moved(profile, tuple((at, why) for at, why in missed if why in MISSED))


async def _move_slots(
    tx: Transaction, person: Person, now: datetime
) -> list[tuple[Slot, Occurrence, Reason]]:
    """Plans slots in a new zone; each date that is left out gets a row, and comes back with its reason."""
    last = await tx.slots.last_on(person.id)
    moved, left_out = [], []
    for slot in await tx.slots.of_person(person.id):
        goes_on = course(person, slot, now, last.get(slot.id))
        moved.append((slot.id, goes_on.following))
        left_out += [(slot, occurrence, why) for occurrence, why in goes_on.left_out]
    await tx.deliveries.add_all([outcome_row(person, *skipped) for skipped in left_out])
    await tx.slots.move(moved)
    return left_out
