"""Lets the judges look, at the end of a run, at what its tests recorded: a fault is an error of its test."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.recording import Recorder

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / ".venv-judges" / "bin" / "python"
JUDGES = ROOT / "tests" / "judges.py"
MISSING = (
    "the judges have no environment; make it with ./run --libraries .venv-judges requirements-judges.lock"
)

RECORDED = pytest.StashKey[Path]()
JUDGED = pytest.StashKey[str]()


class Fault(NamedTuple):
    """What the judges found wrong, and in which test."""

    test: str
    why: str


class JudgesFailed(Exception):
    """The judges could not do their work."""


def judged(files: Iterable[Path]) -> tuple[list[Fault], dict[str, int]]:
    """The faults in these files, and how many things of each kind were judged; raises JudgesFailed."""
    if not PYTHON.exists():
        raise JudgesFailed(MISSING)
    done = subprocess.run([PYTHON, JUDGES, *files], capture_output=True, text=True, check=False)
    if done.returncode:
        raise JudgesFailed(done.stderr)
    *faults, last = map(json.loads, done.stdout.splitlines())
    return [Fault(**fault) for fault in faults], last["judged"]


@pytest.fixture(scope="session")
def recorder(request: pytest.FixtureRequest) -> Iterator[Recorder]:
    """Writes down what is judged at the end of the run."""
    with Recorder(request.config.stash[RECORDED]) as recorder:
        yield recorder


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run."""
    given: dict[str, Any] | None = getattr(config, "workerinput", None)
    folder = tempfile.mkdtemp(prefix="limber-recorded-") if given is None else given["recorded"]
    config.stash[RECORDED] = Path(folder)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["recorded"] = str(node.config.stash[RECORDED])


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Reports each fault as its test's, so that it is counted, shown and run again by --lf as any other."""
    if is_worker(session.config):
        return
    files = [file for file in sorted(session.config.stash[RECORDED].iterdir()) if file.stat().st_size]
    if not files:
        return
    try:
        faults, counts = judged(files)
    except JudgesFailed as error:
        faults, counts = [Fault("tests/judges.py", str(error))], {}
    for fault in faults:
        report = pytest.TestReport(
            nodeid=fault.test,
            location=(fault.test.partition("::")[0], None, fault.test.partition("::")[2] or fault.test),
            keywords={},
            outcome="failed",
            longrepr=f"the judges: {fault.why}",
            when="teardown",
        )
        session.config.hook.pytest_runtest_logreport(report=report)
    if faults and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    session.config.stash[JUDGED] = (
        f"judged: {', '.join(f'{count} {kind}' for kind, count in sorted(counts.items())) or 'nothing'}; "
        f"faults: {len(faults)}"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if line := config.stash.get(JUDGED, None):
        terminalreporter.write_line(line)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not is_worker(config):
        shutil.rmtree(config.stash[RECORDED])


def is_worker(config: pytest.Config) -> bool:
    """Whether this is a process of pytest-xdist that runs tests for another one."""
    return hasattr(config, "workerinput")
