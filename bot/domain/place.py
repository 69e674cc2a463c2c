"""A place where somebody lives, as far as Limber needs it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A city, its ISO country code, its zone, its state or province where names need one, its people.

    The name is that of the index; what it is called in a language is looked up where it is shown (`Language.cities`).
    The country is "" where it is not known, the state where there is none.
    """

    name: str
    country: str
    zone: str
    region: str
    population: int = field(default=0, compare=False)

    @property
    def mark(self) -> str:
        """Short enough for a button, and the same for hardly any two cities of a zone."""
        return f"{zlib.crc32(f'{self.name}|{self.country}|{self.region}'.encode()):08x}"[:6]
