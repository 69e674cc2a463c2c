"""What an import adds to what stands, and what undoing it takes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from bot.domain.archive import Archive, KeptEntry, KeptExercise, KeptPrompt
from bot.domain.days import DayState, better
from bot.domain.own import OwnExercise
from bot.domain.person import Person, Standing
from bot.domain.practice import Practice
from bot.domain.prompt import Prompt

Value = TypeVar("Value")
UNDONE_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayBefore:
    """What was known of a day from other apps before an import; None where nothing was."""

    on: date
    state: DayState | None = None


@dataclass(frozen=True, slots=True)
class Undoes:
    """What undoing an import takes: the ids of its rows, and days and settings as they were (None: the same)."""

    before: Archive | None = None
    prompts: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    days: tuple[DayBefore, ...] = ()
    likings: tuple[str, ...] = ()
    # Whether a break came with it, and whether they were new then.
    paused: bool = False
    was_new: bool = False

    @property
    def is_something(self) -> bool:
        """Whether the import changed anything."""
        rows = self.prompts or self.entries or self.days or self.likings
        return bool(rows) or self.before is not None


@dataclass(frozen=True, slots=True)
class Import:
    """The last import of a person: when it was made, by which update, and what undoes it."""

    made_at: datetime
    update_id: int
    undoes: Undoes = field(default_factory=Undoes)

    def may_be_undone(self, now: datetime) -> bool:
        """Whether it was made less than a day ago."""
        return now - self.made_at < UNDONE_WITHIN


def key_of_prompt(prompt: Prompt | KeptPrompt) -> Hashable:
    """By what a prompt is known in an archive and among those that stand."""
    return prompt.due_at, prompt.kind, prompt.on


def key_of_entry(entry: Practice | KeptEntry) -> Hashable:
    """By what an entry is known in an archive and in the record."""
    return entry.done_at, entry.day, entry.stretch_id


def numbered(keys: Iterable[Hashable]) -> list[tuple[Hashable, int]]:
    """Each key with how many of it came before, so that two that are alike are still two."""
    seen: Counter[Hashable] = Counter()
    found = []
    for key in keys:
        found.append((key, seen[key]))
        seen[key] += 1
    return found


def in_turn(
    values: Iterable[Value], key_of: Callable[[Value], Hashable]
) -> dict[tuple[Hashable, int], Value]:
    """Values by their numbered keys."""
    several = tuple(values)
    return dict(zip(numbered(map(key_of, several)), several, strict=True))


def new_days(
    standing: Mapping[date, DayState], given: Mapping[date, DayState], today: date
) -> dict[date, DayState]:
    """The days that become others by an import; none is still to come."""
    wanted = {day: better(state, standing.get(day)) for day, state in given.items() if day <= today}
    return {day: state for day, state in wanted.items() if standing.get(day) is not state}


def set_by(person: Person, archive: Archive, now: datetime) -> Person:
    """The person with what an archive sets, at an instant.

    Conditions are only added, exercises that stand stay as they are, and so does a break that is on or to come; nothing
    of what concerns safety is taken.
    """
    changed = replace(
        person,
        language=archive.language,
        tags=person.tags | archive.conditions,
        options=archive.settings,
        own=(*person.own, *_new_exercises(person, archive)),
    )
    if archive.zone is not None:
        where: dict[str, Any] = {"place": archive.city, "zone_name": archive.zone, "country": archive.country}
        changed = replace(changed, day_start=archive.day_start, **where)
    return replace(changed, **_break(changed, archive, now))


def set_as_before(person: Person, undoes: Undoes) -> Person:
    """The person with what was set before an import; conditions that it added stay, for they only make more careful."""
    before = undoes.before
    if before is None:
        return person
    had = {each.id for each in before.exercises}
    person = replace(
        person,
        language=before.language,
        place=before.city,
        zone_name=before.zone,
        country=before.country,
        day_start=before.day_start,
        options=before.settings,
        own=tuple(each for each in person.own if each.id in had),
    )
    if undoes.was_new or before.zone is None or not before.times:
        return replace(person, standing=Standing.NEW, away_on=None, back_on=None)
    if undoes.paused and person.standing is Standing.PAUSED:
        return replace(person, standing=Standing.ACTIVE, away_on=None, back_on=None)
    return person


def _new_exercises(person: Person, archive: Archive) -> Iterable[OwnExercise]:
    had = {each.id for each in person.own}
    return (_own(each) for each in archive.exercises if each.id not in had)


def _own(kept: KeptExercise) -> OwnExercise:
    return OwnExercise(
        kept.id,
        kept.name,
        kept.sides,
        kept.seconds,
        kept.repetitions,
        kept.days,
        kept.notes,
        removed=kept.removed,
    )


def _break(person: Person, archive: Archive, now: datetime) -> dict[str, Any]:
    """What a break of the archive changes: nothing where it is over, while one stands, and for who has stopped."""
    pause = archive.pause
    has_one = person.is_paused(now) or person.plans_break(now)
    is_over = pause is not None and pause.back_on is not None and pause.back_on <= person.day(now)
    can = person.standing.is_subscribed or (
        person.standing is Standing.NEW and archive.zone is not None and bool(archive.times)
    )
    if pause is None or has_one or is_over or not can:
        return {}
    return {"standing": Standing.PAUSED, "away_on": pause.away_on, "back_on": pause.back_on}
