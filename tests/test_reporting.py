"""Sentry: what a report has in it, and what it never has."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
import structlog
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot import logs, reporting
from tests.world import TOKEN

DSN = "https://public@sentry.example.org/1"
NAME = "Zebulon"


class Kept(Transport):
    """Sends nothing and keeps what would have been sent."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.reports += [item.payload.json for item in envelope.items if item.payload.json is not None]


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    init, kept = sentry_sdk.init, Kept()
    monkeypatch.setattr(sentry_sdk, "init", lambda *args, **given: init(*args, transport=kept, **given))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up("INFO")
    reporting.set_up(DSN)
    yield kept.reports
    init()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail(said: str) -> None:
    raise ValueError(f"{said} is no number")


def test_an_error_is_reported_with_its_place_and_without_words_names_or_token(
    reports: list[dict[str, Any]],
) -> None:
    said = f"{NAME} {TOKEN}"
    for log in (structlog.get_logger("bot.test"), logging.getLogger("aiohttp.server")):
        try:
            fail(said)
        except ValueError:
            log.exception("it failed")
    assert [report["logentry"]["message"] for report in reports] == ["it failed", "it failed"]
    for report in reports:
        written = json.dumps(report)
        assert "test_reporting.py" in written
        assert "ValueError" in written
        assert not any(planted in written for planted in (NAME, TOKEN, "vars", "request"))


def test_what_was_logged_with_a_line_comes_along_and_the_same_line_is_one_trouble(
    reports: list[dict[str, Any]],
) -> None:
    for number in (1, 2):
        structlog.get_logger("bot.test").error("update set aside", update_id=number, url=f"/bot{TOKEN}/x")
    structlog.get_logger("bot.test").warning("no error")
    assert [report["extra"] for report in reports] == [
        {"update_id": number, "url": "/bot[token]/x"} for number in (1, 2)
    ]
    assert reports[0]["fingerprint"] == reports[1]["fingerprint"]


def test_without_an_address_nothing_is_loaded() -> None:
    look = "import sys; from bot import reporting; reporting.set_up(None); print('sentry_sdk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
