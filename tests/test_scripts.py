"""The script ./run, with a Python that only notes what it is asked for: nothing is installed."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMES = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")
# Fails where what it is asked for has $FAILS in it; a virtual environment gets a link to itself.
PYTHON = f"""#!/bin/sh
case "$*" in *"$FAILS"*) exit 1 ;; esac
case "$*" in
*flock*) exec "{sys.executable}" "$@" ;;
*realpath*) readlink -f "$0" ;;
"-m venv --clear "*) rm -rf "$4" && mkdir -p "$4/bin" && ln -s "$0" "$4/bin/python" ;;
"-m pip "*) sleep "${{PIP_SECONDS-0}}"; touch "$(dirname "$0")/../libraries" ;;
"-m "*) [ -e "$(dirname "$0")/../libraries" ] && echo "$PWD $*" ;;
esac
"""


@dataclass
class Checkout:
    """A checkout whose only Pythons are the noting ones."""

    folder: Path
    path: str

    def run(
        self, *arguments: str, fails: str = "nothing", script: Path | None = None, **given: str
    ) -> tuple[int, list[str]]:
        """Exit status and lines of ./run, called from another folder."""
        done = subprocess.run(
            [script or self.folder / "run", *arguments],
            cwd=self.folder.parent,
            env={"PATH": self.path, "FAILS": fails, **given},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.splitlines()

    def change_lock(self) -> None:
        """As after `git pull`."""
        with (self.folder / "requirements.lock").open("a") as lock:
            lock.write("# changed\n")


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
    checkout.change_lock()
    _, lines = checkout.run()
    assert lines[0].startswith("Setting up the libraries")


def test_a_set_up_that_broke_off_is_done_again(checkout: Checkout) -> None:
    status, lines = checkout.run(fails="-m pip")
    assert status == 75, "systemd tries again"
    assert lines[-1].startswith("The libraries could not be installed.")
    assert checkout.run()[1][1:] == started(checkout)


def test_without_a_network_the_version_before_still_starts(checkout: Checkout) -> None:
    lock = checkout.folder / "requirements.lock"
    before = lock.read_text()
    checkout.run()
    checkout.change_lock()
    assert checkout.run(fails="-m pip")[0] == 75
    lock.write_text(before)
    assert checkout.run(fails="-m pip") == (0, started(checkout))


def test_going_back_needs_no_set_up_and_what_is_older_is_removed(checkout: Checkout) -> None:
    lock = checkout.folder / "requirements.lock"
    checkout.run()
    checkout.change_lock()
    before = lock.read_text()
    checkout.run()
    checkout.change_lock()
    checkout.run()
    assert len(list((checkout.folder / ".venv.d").glob("[!.]*"))) == 2
    lock.write_text(before)
    assert checkout.run() == (0, started(checkout))


def test_a_check_after_an_update_leaves_a_running_limber_its_libraries(checkout: Checkout) -> None:
    checkout.run()
    in_use = (checkout.folder / ".venv").resolve()
    checkout.change_lock()
    checkout.run("check")
    assert (checkout.folder / ".venv").resolve() != in_use
    assert (in_use / "libraries").exists()


def test_two_that_start_at_once_set_up_once(checkout: Checkout) -> None:
    with ThreadPoolExecutor() as both:
        runs = [both.submit(checkout.run, PIP_SECONDS="0.5") for _ in range(2)]
        done = [run.result() for run in runs]
    assert [status for status, _ in done] == [0, 0]
    assert [lines[-1:] for _, lines in done] == [started(checkout)] * 2
    assert sum("Setting up" in line for _, lines in done for line in lines) == 1


def test_an_environment_of_an_earlier_limber_gives_way(checkout: Checkout) -> None:
    (checkout.folder / ".venv" / "bin").mkdir(parents=True)
    assert checkout.run()[1][1:] == started(checkout)


def test_libraries_without_a_folder_are_told_in_one_line(checkout: Checkout) -> None:
    status, (line,) = checkout.run("--libraries")
    assert status == 2
    assert line.startswith("--libraries needs a folder and a lock")


def test_a_virtual_environment_without_its_python_is_made_again(checkout: Checkout) -> None:
    checkout.run()
    python = checkout.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/usr/bin/a-python-that-is-gone")
    assert checkout.run()[1][1:] == started(checkout)


def test_another_python_in_the_system_sets_the_libraries_up_anew(checkout: Checkout) -> None:
    """The name python3 lives on, and knows nothing of the libraries of the one before."""
    python = checkout.folder.parent / "pythons" / "python3"
    python.unlink()
    python.symlink_to("python3.11")
    checkout.run()
    python.unlink()
    python.symlink_to("python3.13")
    (python.parent / "python3.11").unlink()
    setting_up, *rest = checkout.run()[1]
    assert setting_up.startswith("Setting up the libraries")
    assert rest == started(checkout)


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
