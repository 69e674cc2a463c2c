"""The benchmarks run: what they measure is looked at by whoever starts them, not here."""

import asyncio
import sys

import pytest

from tests.program import ROOT

LONGEST_SECONDS = 110.0


@pytest.mark.parametrize(
    ("scenario", "rows"), [("prompts", 5), ("due", 4), ("today", 1), ("done", 4), ("shared", 1)]
)
async def test_a_scenario_runs_to_its_end_in_the_quick_form(scenario: str, rows: int) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks", "--quick", scenario),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            said, complaints = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert complaints.decode() == ""
    # 1 says that a bound was missed, which on a busy machine means nothing.
    assert process.returncode in {0, 1}
    assert f" of {rows} reached" in said.decode()


async def test_an_unknown_scenario_is_refused() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *("-m", "benchmarks", "nothing"), cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, complaints = await process.communicate()
    assert process.returncode == 2
    assert "no such scenario: nothing" in complaints.decode()
