"""The script ./run, with a Python that only notes what it is asked for: nothing is installed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMES = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")
# Fails where what it is asked for has $FAILS in it; a virtual environment gets a copy of itself.
PYTHON = """#!/bin/sh
case "$*" in *"$FAILS"*) exit 1 ;; esac
case "$*" in
"-m venv --clear "*) rm -rf "$4" && mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
"-m pip "*) ;;
"-m "*) echo "$PWD $*" ;;
esac
"""


@dataclass
class Checkout:
    """A checkout whose only Pythons are the noting ones."""

    folder: Path
    path: str

    def run(
        self, *arguments: str, fails: str = "nothing", script: Path | None = None
    ) -> tuple[int, list[str]]:
        """Exit status and lines of ./run, called from another folder."""
        done = subprocess.run(
            [script or self.folder / "run", *arguments],
            cwd=self.folder.parent,
            env={"PATH": self.path, "FAILS": fails},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder, pythons = tmp_path / "a folder", tmp_path / "pythons"
    folder.mkdir()
    pythons.mkdir()
    for part in ("run", "requirements.lock", "requirements-test.lock"):
        shutil.copy2(ROOT / part, folder)
    for name in NAMES:
        (pythons / name).write_text(PYTHON)
        (pythons / name).chmod(0o755)
    return Checkout(folder, f"{pythons}:{os.defpath}")


def started(checkout: Checkout, *arguments: str) -> list[str]:
    return [" ".join([str(checkout.folder), "-m bot", *arguments])]


def test_the_first_start_sets_the_libraries_up_and_the_second_does_not(checkout: Checkout) -> None:
    status, (setting_up, *rest) = checkout.run()
    assert (status, rest) == (0, started(checkout))
    assert setting_up.startswith("Setting up the libraries")
    assert checkout.run("check") == (0, started(checkout, "check"))


def test_it_works_through_a_link(checkout: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "limber"
    link.symlink_to(checkout.folder / "run")
    checkout.run()
    assert checkout.run("--fresh", script=link) == (0, started(checkout, "--fresh"))


def test_a_changed_lock_sets_the_libraries_up_anew(checkout: Checkout) -> None:
    checkout.run()
    with (checkout.folder / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    _, lines = checkout.run()
    assert lines[0].startswith("Setting up the libraries")


def test_a_set_up_that_broke_off_is_done_again(checkout: Checkout) -> None:
    status, lines = checkout.run(fails="-m pip")
    assert status == 2
    assert lines[-1].startswith("The libraries could not be installed.")
    assert checkout.run()[1][1:] == started(checkout)


def test_a_virtual_environment_without_its_python_is_made_again(checkout: Checkout) -> None:
    checkout.run()
    python = checkout.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/usr/bin/a-python-that-is-gone")
    assert checkout.run()[1][1:] == started(checkout)


@pytest.mark.parametrize(
    ("fails", "words"),
    [
        ("version_info", "Limber needs Python 3.11 or newer"),
        ("maxsize", "Limber needs a 64-bit system"),
        ("ensurepip", "install the package python3-venv"),
    ],
)
def test_what_the_machine_lacks_is_named_in_one_line(checkout: Checkout, fails: str, words: str) -> None:
    status, (line,) = checkout.run(fails=fails)
    assert status == 2
    assert words in line
    assert not (checkout.folder / ".venv").exists()


def test_the_tests_have_libraries_of_their_own(checkout: Checkout) -> None:
    checkout.run("--libraries", ".venv-test", "requirements-test.lock")
    assert (checkout.folder / ".venv-test" / "bin" / "python").exists()
    assert not (checkout.folder / ".venv").exists()
