"""`python -m benchmarks` measures everything in one run; names pick some, `--quick` takes small counts."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
import time

from benchmarks.answers import done, today
from benchmarks.at_rest import at_rest
from benchmarks.due import due
from benchmarks.holds import holds
from benchmarks.measure import FULL, QUICK, Counts, Row, Scenario
from benchmarks.prompts import prompts
from benchmarks.shared import shared
from benchmarks.start_up import start_up
from bot import logs

SCENARIOS: dict[str, Scenario] = {
    "prompts": prompts,
    "due": due,
    "start-up": start_up,
    "holds": holds,
    "today": today,
    "done": done,
    "shared": shared,
    "at-rest": at_rest,
}
WIDTHS = (66, 28, 9, 4)


def main() -> int:
    """Runs scenarios and returns 1 where a bound was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(SCENARIOS)}")
    parser.add_argument(
        "--quick", action="store_true", help="small counts: shows that all runs, measures nothing"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(SCENARIOS):
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    logs.set_up("ERROR")
    return asyncio.run(_run(arguments.names or list(SCENARIOS), QUICK if arguments.quick else FULL))


async def _run(names: list[str], counts: Counts) -> int:
    began = time.perf_counter()
    # What else the machine does stands beside, because it bends every absolute figure and some ratios.
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before it began"
    print(f"{platform.python_implementation()} {platform.python_version()}, {load}\n")
    _print("what", "must reach", "measured", "", "figures")
    _print(*("-" * width for width in WIDTHS), "-" * 40)
    rows: list[Row] = []
    for name in names:
        async for row in SCENARIOS[name](counts):
            rows.append(row)
            _print(row.what, row.must, row.measured, "yes" if row.passed else "NO", row.figures)
    reached = sum(row.passed for row in rows)
    print(f"\n{reached} of {len(rows)} reached, in {time.perf_counter() - began:.0f} s")
    return 0 if reached == len(rows) else 1


def _print(*cells: str) -> None:
    *columns, figures = cells
    padded = [cell.ljust(width) for cell, width in zip(columns, WIDTHS, strict=True)]
    print(f"| {' | '.join(padded)} | {figures} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
