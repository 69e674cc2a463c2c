"""Folders of time zone rules, as a machine has them: newer or older ones, or without a version."""

import shutil
from pathlib import Path

import tzdata

PACKAGE = Path(tzdata.__file__).with_name("zoneinfo")
# Summer time as ever, as in the rules of 2025: an hour behind those of 2026f in winter.
BEFORE_2026 = "America/Los_Angeles"
CHANGED = "America/Vancouver"


def rules_folder(folder: Path, version: str | None, *, changed_as: str | None = BEFORE_2026) -> Path:
    """The folder, with rules that call themselves so, in which Vancouver has those of another zone, or none."""
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "tzdata.zi").unlink()
    if version is not None:
        (folder / "tzdata.zi").write_text(
            f"# version {version}\n# This zic input file is made up.\n", "ascii"
        )
    (folder / CHANGED).unlink()
    if changed_as is not None:
        shutil.copy(folder / changed_as, folder / CHANGED)
    return folder
