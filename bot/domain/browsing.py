"""Looking through the stretches: shelves of those with something in common, and what keeps one from a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.library import Library
from bot.domain.own import is_own
from bot.domain.person import Liking, Person
from bot.domain.stretch import Stretch, whole_minutes

NO_GEAR = "none"
# The parts of the body that people name, with the muscle whose stretches are for them; the whole body has all of them.
AREAS = {
    "neck": "",
    "shoulders": "shoulders",
    "arms": "",
    "chest": "chest",
    "back": "back",
    "trunk": "trunk",
    "hips": "hip-flexors",
    "glutes": "glutes",
    "thighs": "",
    "knees": "",
    "calves": "calves",
    "feet": "",
    "hamstrings": "hamstrings",
    "whole": "",
}
# Those for which the content has no stretch, with the muscle that lies nearest.
NEAREST = {
    "neck": "shoulders",
    "arms": "shoulders",
    "thighs": "hip-flexors",
    "knees": "hamstrings",
    "feet": "calves",
}


class Facet(StrEnum):
    """What stretches can have in common; the values stand in buttons that people keep, so they stay."""

    MUSCLE = "m"
    POSITION = "p"
    GEAR = "g"
    LEVEL = "l"
    PLACE = "s"
    TIME = "t"
    LIKING = "f"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The stretches with one value of a facet; no facet is all of them, no value the choice of one."""

    facet: Facet | None = None
    value: str = ""

    def written(self) -> str:
        """The shelf as a button carries it."""
        return f"{self.facet}.{self.value}" if self.facet else ""


def shelf(library: Library, written: str) -> Shelf | None:
    """The shelf that a button carries; None for one that the content does not have."""
    if not written:
        return Shelf()
    facet, _, value = written.partition(".")
    if facet not in set(Facet) or (value and value not in values(library, Facet(facet))):
        return None
    return Shelf(Facet(facet), value)


def values(library: Library, facet: Facet) -> tuple[str, ...]:
    """Every value that a facet has in the content; what people think of a stretch they say themselves."""
    if facet is Facet.LIKING:
        return tuple(Liking)
    stretches = library.stretches.values()
    return tuple(sorted({value for stretch in stretches for value in _has(stretch, facet, {})}))


def standing_on(library: Library, wanted: Shelf, likings: Mapping[str, Liking]) -> tuple[Stretch, ...]:
    """The stretches of a shelf, the easy ones first; `likings` is what the person thinks of stretches, by their ids."""
    found = (
        stretch
        for stretch in library.stretches.values()
        if wanted.facet is None or wanted.value in _has(stretch, wanted.facet, likings)
    )
    return tuple(sorted(found, key=lambda stretch: (stretch.level, stretch.id)))


def hidden_by(stretch: Stretch, person: Person, library: Library) -> tuple[str, ...]:
    """The person's conditions that keep this stretch from them."""
    return tuple(tag for tag in library.tags if tag in person.tags & stretch.hidden_for)


def easier_is_for(stretch: Stretch, person: Person, library: Library) -> bool:
    """Whether there is an easier way to do a stretch, and it leads to none that is hidden from a person."""
    return not is_own(stretch.id) and _leads_on(stretch.easier, person, library)


def harder_is_for(stretch: Stretch, person: Person, library: Library) -> bool:
    """Whether there is a harder way that leads to none that is hidden from a person, and no condition rules it out."""
    keeps_easy = any(tag.no_harder for tag in library.tags.values() if tag.id in person.tags)
    return not keeps_easy and not is_own(stretch.id) and _leads_on(stretch.harder, person, library)


def _leads_on(stretch_id: str | None, person: Person, library: Library) -> bool:
    leads_to = library.stretches.get(stretch_id or "")
    return leads_to is None or not leads_to.is_hidden_from(person.tags)


def _has(stretch: Stretch, facet: Facet, likings: Mapping[str, Liking]) -> frozenset[str]:
    if is_own(stretch.id) and facet not in {Facet.TIME, Facet.LIKING}:
        # What it is for, and where and with what it is done, only its person knows.
        return frozenset()
    match facet:
        case Facet.MUSCLE:
            return stretch.muscles
        case Facet.POSITION:
            return frozenset({stretch.position.value} if stretch.position else ())
        case Facet.GEAR:
            return stretch.gear or frozenset({NO_GEAR})
        case Facet.LEVEL:
            return frozenset({str(stretch.level)})
        case Facet.PLACE:
            return frozenset(setting.value for setting in stretch.settings)
        case Facet.TIME:
            return frozenset({str(whole_minutes(stretch.plan.timed(stretch.plan.dose(0))))})
        case Facet.LIKING:
            return frozenset({likings[stretch.id].value} if stretch.id in likings else ())
