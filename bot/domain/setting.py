"""Where somebody stretches."""

from __future__ import annotations

from enum import StrEnum


class Setting(StrEnum):
    """Where a stretch can be done."""

    OFFICE = "office"
    FLOOR = "floor"
    BED = "bed"
    OUTDOORS = "outdoors"
