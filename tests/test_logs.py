"""Logs: what is in a line, and what never is."""

import asyncio
import gc
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from bot.watching import Meters
from tests.world import TOKEN

NAME = "Zebulon"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    for ours in ("bot", "__main__"):
        logging.getLogger(ours).setLevel(logging.NOTSET)


def fail(said: str) -> None:
    """Raises an error that quotes what was said, because of another one that does."""
    try:
        raise KeyError(said)
    except KeyError as error:
        raise ValueError(f"{said} is no number") from error


@pytest.mark.parametrize("said", [NAME, TOKEN])
@pytest.mark.parametrize("library", [True, False])
def test_an_error_is_told_with_its_place_and_not_with_its_words(
    capsys: pytest.CaptureFixture[str], said: str, library: bool
) -> None:
    logs.set_up("INFO")
    log = logging.getLogger("aiohttp.server") if library else structlog.get_logger("bot.test")
    try:
        fail(said)
    except ValueError:
        log.exception("it failed")
    line = capsys.readouterr().err
    assert said not in line
    assert "it failed" in line
    assert "test_logs.py" in line
    assert line.rstrip().endswith("ValueError")
    assert "KeyError" in line


async def test_so_is_an_error_of_a_task_for_which_nobody_waits(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.unheard)

    async def failing() -> None:
        fail(NAME)

    task = asyncio.create_task(failing())
    await asyncio.wait({task})
    del task
    gc.collect()
    loop.set_exception_handler(None)
    line = capsys.readouterr().err
    assert "never retrieved" in line
    assert line.rstrip().endswith("ValueError")
    assert NAME not in line


def test_a_token_is_taken_out_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    structlog.get_logger("bot.test").warning("asked", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("aiohttp.client").warning("no answer from %s", f"/bot{TOKEN}/getMe")
    shown = capsys.readouterr().err
    assert TOKEN not in shown
    assert shown.count("[token]") == 2


@pytest.mark.parametrize(
    ("level", "ours", "theirs"), [("DEBUG", 10, 30), ("INFO", 20, 30), ("ERROR", 40, 40)]
)
def test_the_level_is_ours_and_libraries_are_heard_when_something_is_wrong(
    level: str, ours: int, theirs: int
) -> None:
    logs.set_up(level)
    assert logging.getLogger("bot.telegram_api.intake").getEffectiveLevel() == ours
    for name in ("telegram.ext.ExtBot", "aiosqlite", "apscheduler"):
        assert logging.getLogger(name).getEffectiveLevel() == theirs


def test_warnings_and_errors_are_counted_by_the_module_that_wrote_them() -> None:
    logs.set_up("INFO")
    meters = Meters()
    logging.getLogger().addHandler(meters.log_lines)
    structlog.get_logger().info("no fault")
    structlog.get_logger().warning(f"{NAME} waits")
    logging.getLogger("aiohttp.server").error("%s failed", NAME)
    counted = {
        tuple(sorted(sample.labels.items())): sample.value
        for metric in meters.registry.collect()
        for sample in metric.samples
        if sample.name == "limber_log_lines_total"
    }
    assert counted == {
        (("level", "warning"), ("module", __name__)): 1,
        (("level", "error"), ("module", "aiohttp.server")): 1,
    }
