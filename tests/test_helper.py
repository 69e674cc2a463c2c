"""The helper: a process that does what it is asked, ends when nothing is, and outlives nobody."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import helper as helpers
from bot.helper import Helper, HelperError
from tests.program import ROOT
from tests.waiting import until


async def pid_of(helper: Helper) -> int:
    return int(await helper.do("os", "getpid"))


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_what_is_asked_is_done_in_another_process_the_same_for_all(helper: Helper) -> None:
    assert await helper.do("math", "gcd", 12, 18) == 6
    pids = await asyncio.gather(*(pid_of(helper) for _ in range(5)))
    assert len(set(pids)) == 1
    assert os.getpid() not in pids


async def test_what_is_raised_there_is_raised_here_and_the_helper_goes_on(helper: Helper) -> None:
    pid = await pid_of(helper)
    with pytest.raises(ValueError, match="invalid literal"):
        await helper.do("builtins", "int", "six")
    with pytest.raises(ModuleNotFoundError):
        await helper.do("no_such_module", "anything")
    assert await pid_of(helper) == pid


async def test_what_a_library_prints_is_no_answer(helper: Helper) -> None:
    assert await helper.do("builtins", "print", "words") is None
    assert await helper.do("math", "gcd", 12, 18) == 6


async def test_one_that_was_killed_is_begun_anew(helper: Helper) -> None:
    os.kill(await pid_of(helper), signal.SIGKILL)
    assert await helper.do("math", "gcd", 12, 18) == 6


async def test_one_that_dies_of_its_work_is_tried_twice_and_told(helper: Helper) -> None:
    with pytest.raises(HelperError):
        await helper.do("os", "_exit", 1)
    assert await helper.do("math", "gcd", 12, 18) == 6


async def test_what_takes_too_long_is_ended_and_no_fault_of_the_helper(helper: Helper) -> None:
    pid = await pid_of(helper)
    for _ in range(helpers.FAILED_IN_A_ROW):
        with pytest.raises(TimeoutError):
            await helper.do("time", "sleep", 60, within=0.5)
    assert not is_running(pid)
    assert helper.is_well
    assert await helper.do("math", "gcd", 12, 18, within=60) == 6


async def test_an_answer_that_nobody_waits_for_is_not_taken_for_the_next(helper: Helper) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(helper.do("time", "sleep", 0.3), 0.1)
    assert await helper.do("math", "gcd", 12, 18) == 6


async def test_it_ends_when_nothing_is_asked_and_begins_anew_when_something_is(
    helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helpers, "IDLE_SECONDS", 0.1)
    pid = await pid_of(helper)
    await until(lambda: not is_running(pid))
    assert await pid_of(helper) != pid


async def test_what_waits_when_it_is_closed_is_left_undone(helper: Helper) -> None:
    pid = await pid_of(helper)
    helper.close()
    assert not is_running(pid)
    with pytest.raises(RuntimeError):
        await helper.do("math", "gcd", 12, 18)


def test_it_ends_with_whoever_asked_however_that_ends() -> None:
    code = (
        "import asyncio, os, signal, bot.helper\n"
        "async def main():\n"
        "    print(await bot.helper.Helper().do('os', 'getpid'), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == -signal.SIGKILL
    ends_at = time.monotonic() + 10
    while is_running(int(said.stdout)):
        assert time.monotonic() < ends_at
        time.sleep(0.05)


async def test_ctrl_c_is_for_the_bot_alone(helper: Helper) -> None:
    pid = await pid_of(helper)
    assert os.getpgid(pid) != os.getpgid(0)


async def test_one_that_fails_again_and_again_is_not_well_until_something_is_done(helper: Helper) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            await helper.do("builtins", "int", "six")
        assert helper.is_well
    with pytest.raises(ValueError, match="invalid literal"):
        await helper.do("builtins", "int", "six")
    assert not helper.is_well
    await helper.do("math", "gcd", 12, 18)
    assert helper.is_well
