"""The rules of time zones: the machine has some and the package tzdata has some; the newer ones are used by everything.

Python by itself takes the machine's first, however old they are.
"""

from __future__ import annotations

import os
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

# As IANA numbers its releases, and what others make of them: 2026f, 2026f-rearguard, 2026f-3-g1a2b3c4-dirty.
VERSION = re.compile(r"([0-9]{4})([a-z]{1,3})(?![a-z0-9])")
PACKAGE = "the package tzdata"
PACKAGE_FOLDER = Path(tzdata.__file__).with_name("zoneinfo")
# Each zone with the countries in it, as IANA lists them.
COUNTRIES = "zone1970.tab"


@dataclass(frozen=True, slots=True)
class Rules:
    """A folder with the rules of every zone; the version is empty where it cannot be read."""

    version: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Choice:
    """The version of the rules that are used and where they are, and the versions that there were to choose from.

    None where the machine has no rules, empty where its version cannot be read.
    """

    version: str
    source: str
    of_package: str
    of_machine: str | None

    def __str__(self) -> str:
        if self.of_machine is None:
            other = "the machine has none"
        elif self.source == PACKAGE:
            other = f"the machine's are {self.of_machine or 'of a version that cannot be read'}"
        else:
            other = f"those of {PACKAGE} are {self.of_package}"
        return f"{self.version} from {self.source}; {other}"

    def is_old(self, today: date) -> bool:
        """Whether they are older than a year: a version names no day, and counts as of the middle of its year."""
        year, _, _ = rank(self.version)
        return today >= date(year + 1, 7, 1)


def rank(version: str) -> tuple[int, int, str]:
    """What versions are ordered by: the year, then a to z, za to zz and so on; what is no version comes before all."""
    found = VERSION.match(version)
    return (int(found[1]), len(found[2]), found[2]) if found else (0, 0, "")


def use_newest() -> Choice:
    """Lets the whole process use the newer rules, the machine's where both are the same, and returns which they are.

    PYTHONTZPATH says where the machine's are, as it does for Python itself. A zone that newer rules of the machine lack
    is looked up in the package, by zoneinfo as ever.
    """
    zoneinfo.reset_tzpath()
    ours = Rules(tzdata.IANA_VERSION, PACKAGE_FOLDER)
    # Of several folders the first of the newest version.
    machine = max(_of_machine(), key=lambda rules: rank(rules.version), default=None)
    is_machine = machine is not None and rank(machine.version) >= rank(ours.version)
    used = machine if machine is not None and is_machine else ours
    zoneinfo.reset_tzpath([str(used.folder)] if is_machine else [])
    ZoneInfo.clear_cache()
    return Choice(
        used.version,
        str(used.folder) if is_machine else PACKAGE,
        ours.version,
        None if machine is None else machine.version,
    )


def only_country(zone: str) -> str | None:
    """The ISO code of the only country in a zone; None where there are several, and for a zone that is not listed."""
    folders = (*map(Path, zoneinfo.TZPATH), PACKAGE_FOLDER)
    return _only_countries(next(file for folder in folders if (file := folder / COUNTRIES).is_file())).get(
        zone
    )


@cache
def _only_countries(file: Path) -> Mapping[str, str]:
    lines = (line.split("\t") for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {zone: countries for countries, _, zone, *_ in lines if "," not in countries}


def _of_machine() -> Iterator[Rules]:
    for path in zoneinfo.TZPATH:
        if os.path.isdir(path):
            yield Rules(_version_of(Path(path)), Path(path))


def _version_of(folder: Path) -> str:
    """The version that a folder of rules names, in the first line of tzdata.zi or in +VERSION; else nothing."""
    for name in ("tzdata.zi", "+VERSION"):
        with suppress(OSError, UnicodeDecodeError), (folder / name).open(encoding="ascii") as lines:
            version = lines.readline(80).removeprefix("# version ").strip()
            if VERSION.match(version):
                return version
    return ""
