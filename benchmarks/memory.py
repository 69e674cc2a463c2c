"""What a process takes."""

from __future__ import annotations

from pathlib import Path


def resident_mebibytes(process: int | str) -> float:
    """The memory that a process has now, in MiB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name == "VmRSS":
            return int(value.split()[0]) / 1024
    raise LookupError(f"process {process} has no memory")
