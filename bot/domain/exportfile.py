"""What /export gives out: one ZIP file with the archive, the entries as a table, and the days as Loop has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.archive import Archive, KeptEntry, as_json
from bot.domain.days import DayState
from bot.domain.loopfile import as_csv, loop_files
from bot.domain.sentfile import ARCHIVE
from bot.domain.zipped import zipped

TABLE = "practices.csv"
COLUMNS = (
    *("day", "stretch_id", "stretch", "done_at", "left_seconds", "right_seconds", "seconds", "timed"),
    *("counts", "pain", "worse", "felt"),
)
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@")


def export_of(archive: Archive, days: Mapping[date, DayState], habit: str, names: Mapping[str, str]) -> bytes:
    """The ZIP file; `habit` is what the days are called, `names` those of stretches, both in the person's language."""
    rows = [COLUMNS, *(_row(entry, names) for entry in archive.entries)]
    return zipped({ARCHIVE: as_json(archive), TABLE: as_csv(rows), **loop_files(habit, days)})


def _row(entry: KeptEntry, names: Mapping[str, str]) -> tuple[object, ...]:
    name = names.get(entry.stretch_id, "")
    return (
        entry.day.isoformat(),
        entry.stretch_id,
        f"'{name}" if name.startswith(FORMULA) else name,
        entry.done_at.isoformat(),
        entry.left,
        entry.right,
        entry.seconds,
        int(entry.timed),
        int(entry.counts),
        entry.pain or "",
        int(entry.worse),
        entry.felt or "",
    )
