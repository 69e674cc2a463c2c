"""The judges do find what is wrong, and a run with a fault fails."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.judging import ROOT

CHAT = {"id": 5, "type": "private", "first_name": "Ann"}
MESSAGE = {"message_id": 1, "date": 5, "chat": CHAT, "text": "Hi"}
HTML = {"text": "<b>Hi</b>", "parse_mode": "HTML"}
BUTTON = {"text": "Go", "callback_data": "go"}
RED = {"colour": "red"}


def call(params: dict[str, Any], result: Any = MESSAGE, method: str = "sendMessage") -> dict[str, Any]:
    return {"method": method, "params": {"chat_id": 5, "text": "Hi", **params}, "result": result}


def update(**fields: Any) -> dict[str, Any]:
    return {"update": {"update_id": 1, **fields}}


RIGHT = {
    "HTML": ("call", call(HTML)),
    "a form": ("call", call({"chat_id": "5", "disable_notification": "True"})),
    "an update": ("update", update(message=MESSAGE)),
    "markup": (
        "markup",
        {"source": "<i>a</i> &amp; b", "read": ["a & b", [["italic", 0, 1, None, None, None]]]},
    ),
    "links": ("links", {"text": "ask @anna_k", "found": [["mention", 4, 7]]}),
}
WRONG = {
    "no such method": ("call", call({}, method="sendColour")),
    "an unknown parameter": ("call", call(RED)),
    "an unknown field of a button": (
        "call",
        call({"reply_markup": {"inline_keyboard": [[{**BUTTON, **RED}]]}}),
    ),
    "an unknown field in a form": (
        "call",
        call({"reply_markup": '{"inline_keyboard":[[{"text":"Go","colour":"red"}]]}'}),
    ),
    "HTML that is not closed": ("call", call({**HTML, "text": "<b>Hi"})),
    "another text than was sent": ("call", call({**HTML, "text": "<b>Ho</b>"})),
    "an unknown field of the answer": ("call", call({}, {**MESSAGE, **RED})),
    "an unknown field deep in the answer": ("call", call({}, {**MESSAGE, "chat": {**CHAT, **RED}})),
    "a number as a word": ("call", call({}, {**MESSAGE, "message_id": "1"})),
    "another kind of answer": ("call", call({}, True)),
    "an update without its number": ("update", {"update": {"message": MESSAGE}}),
    "an update with a lost field": ("update", update(message={**MESSAGE, "chat": {"id": 5}})),
    "an update with a field too much": (
        "update",
        update(message={**MESSAGE, "location": {"latitude": 1.0, "longitude": 2.0, "city": "x"}}),
    ),
    "an update of an unknown kind": ("update", update(news={})),
    "a wrong entity": ("markup", {"source": "<i>a</i>", "read": ["a", [["bold", 0, 1, None, None, None]]]}),
    "a refusal that TDLib does not know": ("markup", {"source": "<i>a</i>", "read": "Can't parse entities"}),
    "a reading that TDLib refuses": ("markup", {"source": "<i>a", "read": ["a", []]}),
    "a link that was not found": ("links", {"text": "ask @anna_k", "found": []}),
}


TESTS = """
import pytest

@pytest.mark.parametrize(("kind", "given"), [pytest.param(*made, id=name) for name, made in {made}.items()])
def test_it(recorder, kind, given):
    recorder.add(kind, **given)
    recorder.add(kind, **given)
"""

JUDGES = 'pytest_plugins = ["tests.judging"]'
NO_JUDGES = f"""{JUDGES}
def pytest_configure():
    from pathlib import Path
    from tests import judging
    judging.PYTHON = Path("none")
"""


def run(folder: Path, conftest: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A test run that makes every right and every wrong thing."""
    (folder / "conftest.py").write_text(conftest)
    (folder / "test_it.py").write_text(TESTS.replace("{made}", repr({**RIGHT, **WRONG})))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rE", *options, folder],
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        cwd=folder,
        capture_output=True,
        text=True,
    )


def test_every_wrong_thing_fails_the_run_and_names_its_test_and_no_right_one_does(tmp_path: Path) -> None:
    done = run(tmp_path, JUDGES, "-p", "xdist", "-n", "2")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert set(re.findall(r"^ERROR test_it.py::test_it\[(.*)\] - the judges: ", done.stdout, re.M)) == set(
        WRONG
    )
    assert f"{len(RIGHT) + len(WRONG)} passed, {len(WRONG)} errors" in done.stdout
    kinds = Counter(kind for kind, _ in (*RIGHT.values(), *WRONG.values()))
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds))
    assert f"judged: {counts}; faults: {len(WRONG)}" in done.stdout, "each once"


def test_a_run_without_the_judges_fails_and_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, NO_JUDGES)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert "./run --libraries .venv-judges requirements-judges.lock" in done.stdout
    assert f"{len(RIGHT) + len(WRONG)} passed, 1 error" in done.stdout
