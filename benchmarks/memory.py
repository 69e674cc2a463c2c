"""What a process takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def resident_mebibytes(process: int | str) -> float:
    """The memory that a process has now, in MiB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name == "VmRSS":
            return int(value.split()[0]) / 1024
    raise LookupError(f"process {process} has no memory")


def shared_out_mebibytes(process: int) -> float:
    """What a process and its children take, in MiB; pages that others use too are shared out among all (PSS)."""
    return sum(_proportional(one) for one in _family(process)) / 1024


def _proportional(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield from _family(int(child))
